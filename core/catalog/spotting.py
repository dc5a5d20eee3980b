"""Which OSTs a message speaks of: the names in its words and in the titles of what it embeds, and its links by their
numbers. Nothing is fetched."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from core.catalog.finding.mentions import Mention, mentions
from core.catalog.links import recording_of
from core.catalog.model import Artist, Drama, Track
from core.catalog.view import View
from core.errors import NotFound
from core.text import clean

MOST = 5
"""Things to choose from."""

MOST_LINES = 60
"""Lines of a message that are looked at; a longer one has said what it is about by then."""

_LINK = re.compile(r"https://[^\s<>\")\]]+")
_AWAY = re.compile(r"https?://\S+|<(?:@[!&]?|#|a?:\w+:|t:|/\S+:)[^>]*>|[*_`>#\\]+")
_OF_SONGS = re.compile(
    r"\b(?:songs?|osts?|soundtracks?|tracks?|music|tunes?|lyrics|listen\w*|play(?:s|ed|ing|list)?|sings?|sang|sung"
    r"|singing|singers?|on (?:repeat|loop)|covers?|mv|bop)\b|노래|곡|듣|들었|들어|부른|불러|불렀|가사|브금|오에스티",
    re.IGNORECASE,
)

_RECORDING, _TITLE, _BESIDE, _DRAMA = 100.0, 10.0, 5.0, 1.0
"""What a link is worth, a title, each other name that belongs to it, and a drama alone."""

Spotted = Drama | Track


def spotted(view: View, texts: Iterable[str]) -> list[Spotted]:
    """The tracks that *texts* (a message, the titles of its embeds) speak of, best first, at most five.

    A stored link tells its track; a title counts where it is hardly said but as a name, or where its drama, its singer
    or a word of listening stands beside it; words of every day count only beside such a name, a single one only apart.
    Who names a drama and its singer means what they sang there; who asks for a drama's songs, the drama.

    Raises:
        NotFound: none is spoken of.
    """
    texts = list(texts)
    lines = [clean(_AWAY.sub(" ", line)) for text in texts for line in text.splitlines()][:MOST_LINES]
    named = [mentions(line, view.bearing) for line in lines]
    asks = bool(_OF_SONGS.search("\n".join(lines)))
    scores: dict[str, float] = {}
    things: dict[str, Spotted] = {}
    for thing, score in chain(_linked(view, texts), *(_told(view, each, named, asks=asks) for each in named)):
        scores[thing.key] = max(scores.get(thing.key, 0.0), score)
        things[thing.key] = thing
    found = _best(things, scores)
    if not found:
        raise NotFound(
            "I find no OST in that message: it should name a song, best with its singer or drama. "
            "/ost search takes what you remember.",
            "그 메시지에서 OST를 찾지 못했습니다. 곡 제목이 있어야 하고, 가수나 드라마도 있으면 더 좋습니다. "
            "기억나는 것은 /ost search에 적어 보세요.",
        )
    return found


def _best(things: dict[str, Spotted], scores: dict[str, float]) -> list[Spotted]:
    """The things that are worth about as much as the best one; of equals that which more sources state."""
    best = max(scores.values(), default=0.0)
    near = [key for key, score in scores.items() if score > best - 1]
    return [things[key] for key in sorted(near, key=lambda key: (-scores[key], -len(things[key].sources)))[:MOST]]


def _linked(view: View, texts: Sequence[str]) -> list[tuple[Spotted, float]]:
    """The tracks whose stored links *texts* hold."""
    shared = {recording_of(link.rstrip(".,;:!?")) for text in texts for link in _LINK.findall(text)} - {None}
    if not shared:
        return []
    return [
        (track, _RECORDING)
        for track in view.catalogue.tracks.values()
        if any(recording_of(link) in shared for link in track.links)
    ]


def _told(
    view: View, line: Sequence[Mention], named: Sequence[Sequence[Mention]], *, asks: bool
) -> Iterable[tuple[Spotted, float]]:
    """What one line of the *named* speaks of; names that belong to a title may stand in another line."""
    others = [mention for each in named for mention in each]
    for mention in line:
        dramas = {thing.key: thing for thing in mention.things if isinstance(thing, Drama)}
        for track in (thing for thing in mention.things if isinstance(thing, Track) and thing.drama not in dramas):
            beside = _beside(track, mention, others)
            if _counts(mention, beside, asks=asks):
                yield track, _TITLE + _BESIDE * beside
        singers = {thing.key for other in others for thing in other.things if isinstance(thing, Artist)}
        for drama in dramas.values() if not mention.plain or asks else ():
            yield from ((track, _BESIDE) for track in view.catalogue.tracks_of(drama.key) if singers & _heard(track))
            if asks:
                yield drama, _DRAMA


def _counts(mention: Mention, beside: int, *, asks: bool) -> bool:
    several = mention.end - mention.start > 1
    if mention.plain:
        return beside > 0 and (mention.apart or several)
    return mention.telling or beside > 0 or (asks and several)


def _beside(track: Track, title: Mention, others: Iterable[Mention]) -> int:
    """How many of the track's drama and singers are named somewhere beside its title."""
    heard = _heard(track)
    named = [thing for mention in others if mention is not title for thing in mention.things]
    drama = any(isinstance(thing, Drama) and thing.key == track.drama for thing in named)
    return drama + any(isinstance(thing, Artist) and thing.key in heard for thing in named)


def _heard(track: Track) -> set[str]:
    return {credit.artist for credit in track.credits if credit.role.performs}
