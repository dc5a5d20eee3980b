"""Points: what a week at a rank is worth, and what several weeks come to (docs/charts.md, "Recap").

An OST chart knows its source to a depth, so its points too are reckoned by the ranks of the source: an OST gathers the
same points on the OST chart as on the whole one. Places, peaks and weeks at No. 1 are the OST chart's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import exp

from core.charts.model import Entry, Issue, Status, Week
from core.values import SongId

_STEEP_PLACES = 10**6
"""The steep formula is no fraction: its values are rounded to six places once, and exact from there on."""


class Measure(StrEnum):
    """What a recap adds up. Streams and points are never mixed."""

    POINTS = "points"
    STREAMS = "streams"
    STEEP = "steep"


def is_known(issue: Issue) -> bool:
    """Whether ranks of *issue* are in the store; a missing, void or empty-handed one says nothing."""
    return issue.status in (Status.PUBLISHED, Status.PARTIAL) and issue.depth > 0


def common_depth(weeks: Iterable[Week]) -> int:
    """N*: the smallest number of ranks known in any of *weeks*, 0 without one."""
    return min((week.issue.depth for week in weeks), default=0)


def worth(entry: Entry, depth: int, measure: Measure = Measure.POINTS) -> Fraction:
    """What *entry* is worth where *depth* ranks count; an entry below them is worth nothing.

    Points are ``depth + 1 - rank``, the inverse points that Billboard used before 1991. The steep formula of fan
    charts, ``(depth + 1 - rank) / 100 + e^(-rank / 2)``, favours the very top. Streams are the entry's own number.
    """
    if measure is Measure.STREAMS:
        return Fraction(entry.metric or 0)
    if entry.reach > depth:
        return Fraction(0)
    inverse = depth + 1 - entry.reach
    return Fraction(inverse) if measure is Measure.POINTS else Fraction(inverse, 100) + _steep(entry.reach)


@lru_cache(maxsize=1024)
def _steep(rank: int) -> Fraction:
    return Fraction(round(exp(-rank / 2) * _STEEP_PLACES), _STEEP_PLACES)


@dataclass(slots=True)
class Tally:
    """What one song, drama or artist has gathered. *ranks* are the places that gave points, *weeks* counts all."""

    points: Fraction = Fraction(0)
    estimated: Fraction = Fraction(0)
    weeks: int = 0
    ranks: list[int] = field(default_factory=list)
    best: int | None = None
    best_on: date = date.max

    def add(self, rank: int, on: date, points: Fraction) -> None:
        """Count one more week, at *rank*; without *points* it is a week on the chart and no more."""
        self.weeks += 1
        if points:
            self.points += points
            self.ranks.append(rank)
            self._meet(rank, on)

    def join(self, other: "Tally") -> None:
        """Count everything that *other* holds, too."""
        self.points += other.points
        self.estimated += other.estimated
        self.weeks += other.weeks
        self.ranks += other.ranks
        if other.best is not None:
            self._meet(other.best, other.best_on)

    def _meet(self, rank: int, on: date) -> None:
        if self.best is None or (rank, on) < (self.best, self.best_on):
            self.best, self.best_on = rank, on

    @property
    def order(self) -> tuple[object, ...]:
        """What decides the place, best first: points; weeks at 1, then at 2 and so on; the earlier peak; weeks."""
        never = float("inf")
        return (-self.points, (*sorted(self.ranks), never), self.best_on, -self.weeks)


def tallies(weeks: Iterable[Week], depth: int, measure: Measure = Measure.POINTS) -> dict[SongId, Tally]:
    """What every song gathered over *weeks* where *depth* ranks count; songs that gathered nothing are left out."""
    found: dict[SongId, Tally] = {}
    for week in weeks:
        for figures in week.figures:
            points = worth(figures.entry, depth, measure)
            found.setdefault(figures.entry.song, Tally()).add(figures.entry.rank, week.issue.end, points)
    return {song: tally for song, tally in found.items() if tally.points}


def written(points: Fraction) -> str:
    """*points* as printed: ``86``, ``1,204``, ``43.5``; at most three decimals."""
    if points.denominator == 1:
        return f"{points.numerator:,}"
    return f"{float(points):,.3f}".rstrip("0").rstrip(".")
