"""What one line of an autocomplete says: enough to choose by, in the script the fan types."""

import unicodedata

from core.catalog.finding.hangul import has_hangul
from core.catalog.model import Catalogue, Drama, Names, Track
from core.catalog.search import Hit, Kind
from core.text import clean
from core.values import ArtistKey, DramaKey, TrackKey

LONGEST = 100
"""Characters Discord takes in the name of a choice."""

_JOINER = "\u200d"


def choice(catalogue: Catalogue, hit: Hit, query: str) -> str:
    """The label of *hit*, at most :data:`LONGEST` characters: Korean names first when *query* is Hangul.

    A track is ``title - singers - drama``, a drama has its year where that is known, an artist both scripts. What does
    not fit is cut from the longest names, never inside what a reader sees as one character.

    Raises:
        KeyError: *hit* is not of this catalogue.
    """
    korean = has_hangul(clean(query))
    match hit.kind:
        case Kind.DRAMA:
            return _drama(catalogue.dramas[DramaKey(hit.key)], korean=korean)
        case Kind.ARTIST:
            return shorten(_both(catalogue.artists[ArtistKey(hit.key)].name, korean=korean), LONGEST)
        case Kind.TRACK:
            return _track(catalogue, catalogue.tracks[TrackKey(hit.key)], korean=korean)


def shorten(text: str, limit: int) -> str:
    """*text*, or as much of it as fits into *limit* characters with an ellipsis, cut between two graphemes."""
    if len(text) <= limit:
        return text
    end = limit - 1
    while end > 0 and _joined(text, end):
        end -= 1
    return text[:end].rstrip() + "…"


def _drama(drama: Drama, *, korean: bool) -> str:
    year = f" ({drama.first_air.year})" if drama.first_air else ""
    return shorten(_name(drama.title, korean=korean), LONGEST - len(year)) + year


def _track(catalogue: Catalogue, track: Track, *, korean: bool) -> str:
    heard = dict.fromkeys(credit.artist for credit in track.credits if credit.role.performs)
    artists = [_name(catalogue.artists[artist].name, korean=korean) for artist in heard]
    drama = _name(catalogue.dramas[track.drama].title, korean=korean)
    parts = [_name(track.title, korean=korean), ", ".join(artists) or catalogue.artist_line(track), drama]
    room = LONGEST - len(" - ") * (len(parts) - 1)
    if sum(map(len, parts)) <= room:
        return " - ".join(parts)
    fair = next(most for most in range(LONGEST, 0, -1) if sum(min(len(part), most) for part in parts) <= room)
    return " - ".join(shorten(part, fair) for part in parts)


def _name(names: Names, *, korean: bool) -> str:
    return (names.ko or str(names)) if korean else str(names)


def _both(names: Names, *, korean: bool) -> str:
    return f"{names.ko} ({names.en})" if korean and names.ko and names.en and names.ko != names.en else names.both


def _joined(text: str, at: int) -> bool:
    """Whether *text* must not be cut before *at*: the two sides are seen as one character."""
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M") or _JOINER in (before, after) or _is_modifier(after):
        return True
    if "\u1160" <= after <= "\u11ff":
        return True
    if not (_is_flag_half(before) and _is_flag_half(after)):
        return False
    halves = at - len(text[:at].rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))
    return halves % 2 == 1


def _is_modifier(character: str) -> bool:
    """A skin tone, or a tag of a flag such as Scotland's."""
    return "\U0001f3fb" <= character <= "\U0001f3ff" or "\U000e0020" <= character <= "\U000e007f"


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
