"""A track's run on a chart as the pictures need it: a rank a week, with what is not known kept apart from absence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from core.catalog.model import Names


@dataclass(frozen=True, slots=True)
class Point:
    """One issue, named by its last day. Without a *rank* the track was not on it, or, if not *known*, nobody knows."""

    end: date
    rank: int | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """A track's way over one chart, oldest issue first; *depth* is how many ranks the chart has.

    *at_least* says that it may have been there before what is known; *part* is the part it came out with.
    """

    title: Names
    artist: str
    points: tuple[Point, ...]
    depth: int
    drama: Names | None = None
    at_least: bool = False
    part: int | None = None

    @property
    def ranked(self) -> tuple[Point, ...]:
        """The issues the track was on."""
        return tuple(point for point in self.points if point.rank)

    @property
    def peak(self) -> Point | None:
        """The first issue at the best rank; ``None`` for a track that never charted."""
        return min(self.ranked, key=lambda point: (point.rank or 0, point.end), default=None)

    @property
    def worst(self) -> int:
        """The lowest rank it had; 1 for a track that never charted."""
        return max((point.rank or 1 for point in self.ranked), default=1)

    def stretches(self, which: Callable[[Point], bool]) -> list[list[Point]]:
        """The unbroken rows of points for which *which* holds."""
        return [list(points) for holds, points in groupby(self.points, which) if holds]
