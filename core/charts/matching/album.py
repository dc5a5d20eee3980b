"""Reading an album's name: is it a K-drama's soundtrack, of which drama, which part?

Stores write ``눈물의 여왕 OST Part.4``, ``Guardian (Original Television Soundtrack), Pt. 4``,
``Sweet (A Business Proposal OST Part.1)`` and much else; films and games write nearly the same.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.charts.matching.spelling import HANGUL
from core.text import clean

IsDrama = Callable[[str], bool]
"""Whether a drama goes by this name."""

_OST = re.compile(r"(?<![A-Za-z0-9])(?:OST|O\.S\.T)\b\.?")
_SOUNDTRACK = re.compile(
    r"\boriginal\s+(?:(television|drama|tv)\s+)?sound\s?track\b|\bmusic from the netflix", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"\b(?:motion\s+picture|movie|film|game|musical|playstation|anime|documentary|acoustic)\s+(?:original\s+)?"
    r"(?:sound\s?track|ost|score)|soundtrack\s+from\s+the\s+(?:motion|movie|film)|inspired by"
    r"|영화\s|게임\s|뮤지컬|애니메이션",
    re.IGNORECASE,
)
_PART = re.compile(r"[\s,-]*\b(?:part|pt)(?:\s*\.\s*|\s+)(\d{1,3})\b", re.IGNORECASE)
_SPECIAL = re.compile(r"special|bonus|스페셜|보너스", re.IGNORECASE)
_SERIES = re.compile(r"\(([^()]*드라마[^()]*)\)")
_NETWORK = re.compile(
    r"^(?:(?:(?:KBS|MBC|SBS|EBS|tvN|JTBC|OCN|ENA|MBN|TVING|TV\s?조선|채널\s?A)\s?\d?(?:TV)?\s+)?"
    r"(?:(?:월화|수목|금토|토일|주말|일일|아침|특별|미니시리즈|기획|연속극|드라마|시리즈)\s*)*)(?=\S)"
)
_QUOTED = re.compile(r"[`'‘“\"「『<《](.+?)[`'’”\"」』>》]")
_BOTH_SCRIPTS = re.compile(r"(.*?[A-Za-z!?.]['’]?)\s+([^A-Za-z]*[가-힣][^A-Za-z]*)$")
_SEASON = re.compile(r"\s*(?:season|시즌)\s*(\d)$", re.IGNORECASE)
_EDGES = " ,.?!:;~-–—_`'\"‘’“”"


@dataclass(frozen=True, slots=True)
class AlbumOst:
    """A K-drama's soundtrack album. *drama* is the title as written, *names* every way to read it, best first."""

    drama: str
    part: int | None
    names: tuple[str, ...]


def parse_album(album: str, is_drama: IsDrama | None = None) -> AlbumOst | None:
    """The drama and part that *album* names, or ``None`` where it is no K-drama's soundtrack.

    A part or special of an "OST" or a "television soundtrack" is one whoever made it. Any other soundtrack may be a
    film's or a game's: it counts when *is_drama* knows the title or, without *is_drama*, when the name is Korean, is
    called a television soundtrack, or has a part.
    """
    text = clean(album).replace("`", "'")
    if _FOREIGN.search(text):
        return None
    found = _marked(text)
    if found is None:
        return None
    written, broadcast = found
    part = _PART.search(text)
    names = tuple(_names(written))
    if not names:
        return None
    ost = AlbumOst(names[0], int(part[1]) if part else None, names)
    if broadcast and (part or _SPECIAL.search(text.replace(names[0], ""))):
        return ost
    if is_drama is not None:
        return ost if any(map(is_drama, names)) else None
    plain = any(map(HANGUL.search, names)) or part or re.search(r"television|drama", text, re.IGNORECASE)
    return ost if plain else None


def _marked(text: str) -> tuple[str, bool] | None:
    """What stands before the word for soundtrack, and whether that word is one Korean series are sold under."""
    marks = [match for pattern in (_OST, _SOUNDTRACK) if (match := pattern.search(text))]
    if not marks:
        series = _SERIES.search(text)
        return (text[: series.start()], True) if series and _PART.search(text) else None
    mark = min(marks, key=lambda match: match.start())
    television = mark.re is _OST or (mark[1] or "").lower() in ("television", "drama")
    before = text[: mark.start()]
    opened = before.rfind("(")
    if opened > before.rfind(")"):
        inside, outside = before[opened + 1 :], before[:opened]
        return (inside if inside.strip(_EDGES) else outside), television
    second = re.match(r"\s*\(([^()]+?)\s*OST\)", text[mark.end() :])
    return (f"{before} ({second[1]})" if second else before), television


def _names(written: str) -> Iterator[str]:
    """The ways to read the drama's name in *written*: whole, then in each script, then what a dash parts."""
    bare = _SERIES.sub(" ", _PART.sub(" ", written))
    inside = re.findall(r"\(([^()]+)\)", bare)
    whole = _bare(re.sub(r"\([^()]*\)", " ", bare))
    latin = _BOTH_SCRIPTS.match(whole)
    ways = [*(latin.groups() if latin else ()), whole, *inside, *re.split(r"\s*-\s*", whole)]
    if _SEASON.search(whole):
        ways += [_SEASON.sub(r" \1", whole), _SEASON.sub("", whole)]
    yield from dict.fromkeys(name for way in ways if (name := _bare(way)))


def _bare(name: str) -> str:
    """*name* without its network, quotation marks and loose punctuation."""
    plain = _NETWORK.sub("", clean(name), count=1) if HANGUL.search(name) else clean(name)
    quoted = _QUOTED.fullmatch(plain.strip(" ,")) or (_QUOTED.search(plain) if HANGUL.search(plain) else None)
    return clean(quoted[1] if quoted else plain).strip(_EDGES)
