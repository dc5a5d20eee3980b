"""When two listings are one song: the same chart entry under another spelling (docs/charts.md, roll-up "work")."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from core.charts.matching.spelling import Title, backing_group, main_artists, read_title

Listing = tuple[str, str]
"""A title and its artist as listed."""

_TYPING_ERROR = 95.0
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=1 << 16)
def song_key(title: str, artist: str) -> str:
    """The identity of one listing: equal keys are the same song.

    Guests, the film or drama named, remasters, editions and language versions do not change it; remixes, live and
    instrumental recordings, EPs and albums, numbered parts and re-recordings ("Taylor's Version") do. Of the artists
    the lead one counts, under his Hangul name where the listing gives two, and the group that backs him: guests come
    and go while a song is on a chart, a backing group stands on the record's label from the first day. So the single
    "Viva Las Vegas" of Elvis Presley With The Jordanaires is not his EP of that name.
    """
    artists = main_artists(artist)
    return f"{read_title(title).key}/{artists[0][0] if artists else ''}{backing_group(artist)}"


def same_song(a: Listing, b: Listing) -> bool:
    """Whether *a* and *b* are one song, also where the keys differ: names in either script, artists in another order,
    a slip of the pen, a subtitle left out. An artist left empty contradicts nobody; a title alone never suffices when
    both name an artist.
    """
    if song_key(*a) == song_key(*b):
        return True
    mine, theirs = main_artists(a[1]), main_artists(b[1])
    if not _same_title(read_title(a[0]), read_title(b[0])):
        return False
    return not mine or not theirs or _share_an_artist(mine, theirs)


def _same_title(a: Title, b: Title) -> bool:
    if a.key == b.key or a.names & b.names or a.bare in (b.key, b.bare) or b.bare == a.key:
        return True
    same_numbers = _DIGITS.findall(a.key) == _DIGITS.findall(b.key)
    return same_numbers and a.piece == b.piece and fuzz.ratio(a.key, b.key) >= _TYPING_ERROR


def _share_an_artist(mine: tuple[tuple[str, ...], ...], theirs: tuple[tuple[str, ...], ...]) -> bool:
    if {name for names in mine for name in names} & {name for names in theirs for name in names}:
        return True
    return any(_cut_short(a, b) or _cut_short(b, a) for a in mine[0] for b in theirs[0])


def _cut_short(a: str, b: str) -> bool:
    """Whether *b* writes on where *a* ends ("Kali", "Kaliii"; a misspelled "featuring" glues the guest to the name)."""
    return len(a) >= 4 and b.startswith(a)
