"""Places by points: songs, dramas or artists, best first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

from core.charts.rules.periods import Period
from core.charts.rules.points import Tally, written
from core.charts.rules.ranking import competition_ranks
from core.values import SongId

Who = TypeVar("Who")
"""What a recap is of: a song, a drama, an artist."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """What the same run gathered on the other side of the period's boundary."""

    period: Period
    points: Fraction
    so_far: bool = False
    unit: str = "points"

    def __str__(self) -> str:
        return f"also {written(self.points)} {self.unit} in {self.period}{' so far' if self.so_far else ''}"


@dataclass(frozen=True, slots=True)
class Standing(Generic[Who]):
    """One place of a recap. *points* include those *estimated* for missing issues; *best* is the period's peak.

    *weeks* counts the issues it was on, *best* is its best rank in the period, ``None`` where all is estimated.
    """

    who: Who
    rank: int
    points: Fraction
    weeks: int
    weeks_at_one: int
    best: int | None
    best_on: date | None
    tied: bool = False
    estimated: Fraction = Fraction(0)
    songs: tuple[SongId, ...] = ()
    beyond: tuple[Beyond, ...] = ()

    @property
    def said(self) -> str:
        """The points as printed, with "est." where some are estimated."""
        return f"{written(self.points)}{' est.' if self.estimated else ''}"


def placed(gathered: Mapping[Who, Tally], songs: Mapping[Who, tuple[SongId, ...]]) -> tuple[Standing[Who], ...]:
    """The tallies as places, best first; what nothing tells apart shares its place."""
    in_order = sorted(gathered.items(), key=lambda item: item[1].order)
    ranks = competition_ranks([tally.order for _, tally in in_order])
    holders = Counter(ranks)
    return tuple(
        Standing(
            who=who,
            rank=rank,
            points=tally.points,
            weeks=tally.weeks,
            weeks_at_one=tally.ranks.count(1),
            best=tally.best,
            best_on=tally.best_on if tally.best else None,
            tied=holders[rank] > 1,
            estimated=tally.estimated,
            songs=songs[who],
        )
        for (who, tally), rank in zip(in_order, ranks, strict=True)
    )
