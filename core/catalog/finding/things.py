"""What can be found, by number: dramas, then artists, then tracks, of each kind the shortest names first."""

from array import array
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt

from core.catalog.finding.facts import Facts
from core.catalog.model import Artist, Catalogue, Drama, Track
from core.values import ArtistKey, DramaKey

Thing = Drama | Artist | Track
Numbers = npt.NDArray[np.uint32]
Mask = npt.NDArray[np.bool_]


class Kind(StrEnum):
    """What can be found; of equals the earlier kind comes first."""

    DRAMA = "drama"
    ARTIST = "artist"
    TRACK = "track"


_KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Only:
    """What an answer is narrowed to: the tracks of a *drama*, by an *artist*, of a *year*, and these themselves.

    A year is that of the drama's first episode or of the track's release.
    """

    drama: DramaKey | None = None
    artist: ArtistKey | None = None
    year: int | None = None


EVERYTHING = Only()


class Things:
    """What is known of a catalogue's things by their numbers: kinds, keys, what belongs to what, years and parts.

    ``blocks`` are the numbers of each kind; ``keys`` and ``places`` (in the catalogue) go by number.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        every = _every(catalogue)
        sizes = (len(catalogue.dramas), len(catalogue.artists), len(catalogue.tracks))
        ends = [*accumulate(sizes, initial=0)]
        self.blocks = {kind: range(ends[at], ends[at + 1]) for at, kind in enumerate(Kind)}
        self._ends = ends[1:-1]
        lengths = [min(map(len, names_of(thing))) for thing in every]
        self.places = array("l", chain(*(sorted(block, key=lengths.__getitem__) for block in self.blocks.values())))
        things = [every[place] for place in self.places]
        self.keys: list[str] = [thing.key for thing in things]
        self._dramas = self._by_key(Kind.DRAMA)
        self._artists = self._by_key(Kind.ARTIST)
        above = [[*self._around(thing)] for thing in things]
        below: list[list[int]] = [[] for _ in above]
        for number, each in enumerate(above):
            for one in each:
                below[one].append(number)
        self._above, self._below = _Ragged(above), _Ragged(below)
        years = [_year(thing) for thing in things]
        aired = [max((years[one] for one in each), default=years[at]) for at, each in enumerate(above)]
        self._years, self._aired = array("H", years), array("H", aired)
        self._parts = array("H", map(_part, things))

    def __len__(self) -> int:
        return len(self.keys)

    def names(self, catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
        """Every name of each thing of the *catalogue* that these are of."""
        every = _every(catalogue)
        return (names_of(every[place]) for place in self.places)

    def kind(self, number: int) -> Kind:
        """What the thing under *number* is."""
        return _KINDS[bisect(self._ends, number)]

    def above(self, number: int) -> list[int]:
        """The drama and the artists of a track, none for anything else."""
        numbers: list[int] = self._above[number].tolist()
        return numbers

    def below(self, number: int) -> Numbers:
        """The tracks of a drama or an artist, none for a track."""
        return self._below[number]

    def holding(self, facts: Facts) -> Mask:
        """Which things every one of *facts* is true of."""
        mask = np.ones(len(self), np.bool_)
        if facts.year is not None:
            mask &= self._of_year(facts.year)
        if facts.part is not None:
            mask &= np.frombuffer(self._parts, np.uint16) == facts.part
        return mask

    def missing(self, number: int, facts: Facts) -> int:
        """How many of *facts* are not true of the thing under *number*."""
        other_year = facts.year is not None and facts.year not in (self._years[number], self._aired[number])
        other_part = facts.part is not None and facts.part != self._parts[number]
        return other_year + other_part

    def within(self, only: Only) -> Mask:
        """Which things an answer narrowed to *only* can name."""
        mask = np.ones(len(self), np.bool_)
        if only.year is not None:
            mask &= self._of_year(only.year)
        for key, numbers in ((only.drama, self._dramas), (only.artist, self._artists)):
            if key is not None:
                mask &= self._belonging(numbers.get(key))
        return mask

    def _belonging(self, number: int | None) -> Mask:
        mask = np.zeros(len(self), np.bool_)
        if number is not None:
            mask[number] = True
            mask[self.below(number)] = True
        return mask

    def _of_year(self, year: int) -> Mask:
        years, aired = np.frombuffer(self._years, np.uint16), np.frombuffer(self._aired, np.uint16)
        mask: Mask = (years == year) | (aired == year)
        return mask

    def _by_key(self, kind: Kind) -> dict[str, int]:
        return {self.keys[number]: number for number in self.blocks[kind]}

    def _around(self, thing: Thing) -> Iterator[int]:
        if isinstance(thing, Track):
            if thing.drama in self._dramas:
                yield self._dramas[thing.drama]
            artists = dict.fromkeys(credit.artist for credit in thing.credits)
            yield from (self._artists[artist] for artist in artists if artist in self._artists)


class _Ragged:
    """Rows of numbers, each of its own length, in one array."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self._starts = array("q", accumulate(map(len, rows), initial=0))
        self._numbers: Numbers = np.fromiter(chain(*rows), np.uint32, self._starts[-1])

    def __getitem__(self, row: int) -> Numbers:
        return self._numbers[self._starts[row] : self._starts[row + 1]]


def _every(catalogue: Catalogue) -> list[Thing]:
    return [*catalogue.dramas.values(), *catalogue.artists.values(), *catalogue.tracks.values()]


def names_of(thing: Thing) -> tuple[str, ...]:
    """Every name of *thing*."""
    return thing.name.all if isinstance(thing, Artist) else thing.title.all


def _year(thing: Thing) -> int:
    match thing:
        case Drama(first_air=day) if day:
            return day.year
        case Track(release=release) if release.released:
            return release.released.year
    return 0


def _part(thing: Thing) -> int:
    return (thing.release.part or 0) if isinstance(thing, Track) else 0
