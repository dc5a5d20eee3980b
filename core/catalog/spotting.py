"""Which tracks a message speaks of: its words, the titles of what it embeds. Nothing is fetched."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from core.catalog.model import Track
from core.catalog.search import Kind
from core.catalog.view import AS_GOOD, View
from core.errors import NotFound
from core.text import clean

MOST = 5
"""Tracks to choose from."""

MOST_ASKED = 24
"""Stretches of a message that are looked up; a longer one has said what it is about by then."""

LONGEST = 100
"""Characters of a stretch."""

LEAST = 0.7
"""The score below which a stretch of prose only happens to be like a name."""

_AWAY = re.compile(r"https?://\S+|<(?:@[!&]?|#|a?:\w+:|t:|/\S+:)[^>]*>|[*_~`|>#\\]+")
_MARKS = '"“”„«»「」『』《》〈〉‘’'
_QUOTED = re.compile(rf"[{_MARKS}]([^{_MARKS}]{{1,100}})[{_MARKS}]|(?<!\w)'([^']{{2,100}})'(?!\w)")
_APART = re.compile(r"[\[\](){}【】]|\s[-–—|·~:]\s|[.!?…](?:\s|$)|,\s")
_NOISE = re.compile(
    r"\b(?:official|music|video|m/?v|lyrics?|audio|live|performance|teaser|full|ver(?:sion)?|hd|4k|han|rom|eng|sub"
    r"|가사|뮤직비디오|라이브)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:(?:what(?:'s| is)|does|do|did|anyone|know|the|this|that|song|is|i|love|listening|to|now|playing|from|please)"
    r"\b\s*)+",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+(?:by|from|in)\s+", re.IGNORECASE)


def spotted(view: View, texts: Iterable[str]) -> list[Track]:
    """The tracks that *texts* (a message, the titles of its embeds) most likely mean, best first, at most five.

    Raises:
        NotFound: no track is like anything in them.
    """
    scores: dict[str, float] = {}
    for stretch, trust in list(dict(stretches(texts)).items())[:MOST_ASKED]:
        for hit in view.search(stretch, kinds={Kind.TRACK}, limit=MOST):
            scores[hit.key] = max(scores.get(hit.key, 0.0), hit.score * trust)
    best = sorted((key for key, score in scores.items() if score >= LEAST), key=lambda key: -scores[key])[:MOST]
    found = [view.get(Kind.TRACK, key) for key in best if scores[key] >= AS_GOOD * scores[best[0]]]
    tracks = [track for track in found if isinstance(track, Track)]
    if not tracks:
        raise NotFound(
            "I find no OST in that message: it should name a song, best with its singer or drama. "
            "/ost search takes what you remember.",
            "그 메시지에서 OST를 찾지 못했습니다. 곡 제목이 있어야 하고, 가수나 드라마도 있으면 더 좋습니다. "
            "기억나는 것은 /ost search에 적어 보세요.",
        )
    return tracks


def stretches(texts: Iterable[str]) -> Iterator[tuple[str, float]]:
    """What may be a name in *texts*, each with how far to trust it: what is quoted with the words around it, then whole
    lines, then their parts."""
    lines = [line for text in texts for line in map(_plain, text.splitlines()) if len(line) > 1]
    for line in lines:
        for match in _QUOTED.finditer(line):
            name = match[1] or match[2]
            rest = _words(f"{line[: match.start()]} {line[match.end() :]}")
            if rest and len(rest) + len(name) < LONGEST:
                yield f"{name} {rest}", 1.0
            yield name, 0.95
    for line in lines:
        whole = _words(line)
        if 1 < len(whole) <= LONGEST:
            yield whole, 1.0
    for line in lines:
        parts = [part for each in _APART.split(line) if each and len(part := _words(each)) > 1]
        for one, other in pairwise(parts):
            yield f"{one} {other}"[:LONGEST], 1.0
        for part in parts:
            yield part[:LONGEST], 0.9
            for piece in _BY.split(part):
                yield piece[:LONGEST], 0.85


def _plain(line: str) -> str:
    return clean(_AWAY.sub(" ", line))


def _words(text: str) -> str:
    """*text* without what titles of videos carry, and without the beginning of a question."""
    return _ASKING.sub("", clean(_NOISE.sub(" ", re.sub(r"[\[\](){}【】|–—]", " ", text)))).strip(" -:,.?!~·")
