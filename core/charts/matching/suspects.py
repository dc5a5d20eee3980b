"""Rows that might be OSTs the matching did not dare to place. A person decides, once."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from rapidfuzz import fuzz

from core.catalog.model import Catalogue, CreditRole, Drama, Track
from core.charts.loading import Match
from core.charts.matching.album import parse_album
from core.charts.matching.spelling import HANGUL, brackets, main_artists, squeeze
from core.charts.model import Row
from core.text import fold

MOST = 5
"""Questions asked about one file; more would not be read."""

SLIP = 85.0
"""How alike (of 100) two titles of one singer are where one is a slip of the other."""

FRESH = timedelta(days=400)
"""How long after a drama's first episode a foreign title by one of its singers is taken for its song."""


class Why(StrEnum):
    """Why a listing may be an OST, the surest first."""

    NAMES_DRAMA = "names a drama"
    SLIP = "slip"
    OTHER_ARTIST = "other artist"
    OTHER_SCRIPT = "other script"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A listing, and the track that it may be; or, without one, the *drama* whose OST it calls itself."""

    title: str
    artist: str
    track: Track | None = None
    drama: Drama | None = None
    why: Why = Why.OTHER_ARTIST

    @property
    def plain_title(self) -> str:
        """The title without what stands in brackets behind it."""
        return brackets(self.title)[0]


def suspects(
    rows: Iterable[Row],
    catalogue: Catalogue,
    match: Match,
    placed: Collection[tuple[str, str]] = (),
    end: date | None = None,
) -> list[Suspect]:
    """The rows that look like OSTs and were not placed, the surest first, then the highest; at most five.

    *placed* are listings, by title and artist, that somebody has decided on already; *end* is the newest week's.
    """
    look = _Look(catalogue, end)
    found: dict[tuple[str, str], Suspect] = {}
    for row in sorted(rows, key=lambda row: row.rank):
        listing = row.title, row.artist
        if listing in found or listing in placed or match(row.title, row.artist, row.album) is not None:
            continue
        if (suspect := look.at(row)) is not None:
            found[listing] = suspect
    surest = sorted(found.values(), key=lambda suspect: [*Why].index(suspect.why))
    return list(islice(surest, MOST))


class _Look:
    """The catalogue as listings are compared with it: by title, by singer, by drama."""

    def __init__(self, catalogue: Catalogue, end: date | None) -> None:
        self._catalogue = catalogue
        self._end = end
        self._titles: dict[str, Track] = {}
        self._sung: dict[str, list[Track]] = {}
        self._dramas = {
            squeeze(name): drama for drama in catalogue.dramas.values() for name in reversed(drama.title.all)
        }
        for track in catalogue.tracks.values():
            for title in track.title.all:
                self._titles.setdefault(fold(title), track)
            for name in self._singers(track):
                self._sung.setdefault(name, []).append(track)

    def at(self, row: Row) -> Suspect | None:
        """What *row* may be, by the surest sign."""
        names = {name for person in main_artists(row.artist) for name in person}
        theirs = list({track.key: track for name in names for track in self._sung.get(name, ())}.values())
        signs: tuple[tuple[Why, Callable[[], Track | None]], ...] = (
            (Why.SLIP, lambda: _slip(row.title, theirs)),
            (Why.OTHER_ARTIST, lambda: self._titles.get(fold(row.title))),
            (Why.OTHER_SCRIPT, lambda: self._unread(row.title, theirs)),
        )
        if (drama := self._named(row)) is not None:
            track = _slip(row.title, [each for each in theirs if each.drama == drama.key])
            return Suspect(row.title, row.artist, track, None if track else drama, Why.NAMES_DRAMA)
        seen = ((why, sign()) for why, sign in signs)
        return next((Suspect(row.title, row.artist, track, why=why) for why, track in seen if track), None)

    def _singers(self, track: Track) -> Iterator[str]:
        for credit in track.credits:
            artist = self._catalogue.artists.get(credit.artist)
            if credit.role is CreditRole.MAIN and artist is not None:
                yield from {squeeze(name) for name in artist.name.all}

    def _named(self, row: Row) -> Drama | None:
        """The drama whose soundtrack the album or the title says it is from."""
        for text in (row.album, row.title):
            ost = parse_album(text, lambda name: squeeze(name) in self._dramas) if text else None
            for name in ost.names if ost else ():
                if (drama := self._dramas.get(squeeze(name))) is not None:
                    return drama
        return None

    def _unread(self, title: str, theirs: Iterable[Track]) -> Track | None:
        """The newest song of *theirs* that is known in the other script alone: its title here may be a translation."""
        if self._end is None:
            return None
        korean, newest = HANGUL.search(title) is not None, None
        for track in theirs:
            aired = self._catalogue.dramas[track.drama].first_air
            one_script = all((HANGUL.search(name) is None) is korean for name in track.title.all)
            if one_script and aired is not None and self._end - FRESH <= aired <= self._end:
                newest = max(newest or (aired, track), (aired, track), key=lambda pair: pair[0])
        return newest[1] if newest else None


def _slip(title: str, theirs: Iterable[Track]) -> Track | None:
    """The song of *theirs* whose title is nearest to *title*, where it is near enough to be the same."""
    here = squeeze(brackets(title)[0])
    near = [(fuzz.ratio(here, squeeze(name)), track) for track in theirs for name in track.title.all]
    best = max(near, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= SLIP else None
