"""What the chart answers ask of the store beyond single weeks: so much of a chart's past as a rule needs, no more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from core.charts.model import Chart, Song, Week
from core.charts.ports import ChartRows
from core.charts.rules.records import Feat
from core.values import SongId, TrackKey


@dataclass(frozen=True, slots=True)
class Notable:
    """What decides a chart's records: the *weeks* in which one may have been set, thin, and how long their returns were
    *away*. *known* issues have ranks, the earliest of them ends on *first*. *more* is how many more times a record was
    set than the weeks show. It is *settled* unless weeks that were published this moment have still to be summed up."""

    weeks: tuple[Week, ...]
    away: Mapping[tuple[date, SongId], int]
    known: int
    first: date | None
    more: Mapping[Feat, int] = field(default_factory=dict)
    settled: bool = True

    def away_in(self, week: Week) -> Mapping[SongId, int]:
        """The longest of those absences that ended in *week*."""
        return {song: weeks for (end, song), weeks in self.away.items() if end == week.issue.end}


class HistoryRows(ChartRows, Protocol):
    """The charts over many weeks. A *thin* week is an issue with only some of its entries; exits are left out."""

    async def recent(self, chart: Chart, end: date, known: int) -> list[Week]:
        """The last *known* issues with ranks up to *end*, those without ranks between them included, oldest first."""
        ...

    async def thin(
        self, chart: Chart, songs: Collection[SongId], first: date | None = None, last: date | None = None
    ) -> list[Week]:
        """The issues from *first* to *last* with the entries of *songs* alone; without *first* from the first of those
        entries on."""
        ...

    async def notable(self, chart: Chart, last: date, most: int = ...) -> Notable:
        """What decides the records of the weeks up to *last*; of a record that many share the *most* earliest."""
        ...

    async def summed_up(self, chart: Chart, last: date) -> bool:
        """Whether :meth:`notable` and :meth:`away` know every issue up to *last*; for an instant after many weeks were
        published they do not."""
        ...

    async def away(self, chart: Chart, end: date) -> Mapping[SongId, int]:
        """The songs that return in the week to *end* and how many issues each was certainly away."""
        ...

    async def since(self, chart: Chart, after: date, last: date) -> tuple[int, int]:
        """How many issues with ranks end after one day and up to another, and the smallest depth among them."""
        ...

    async def published(self, chart: Chart, first: date, last: date) -> Sequence[tuple[date, int]]:
        """Every version of the issues with ranks that end from *first* to *last*: the end date, and when it was
        published (UTC seconds)."""
        ...

    async def revised(self, chart: Chart, first: date, last: date) -> Sequence[int]:
        """When each revision of the issues that end from *first* to *last* was first published (UTC seconds)."""
        ...

    async def months(self, chart: Chart, most: int | None = None) -> Sequence[date]:
        """The last issue of every month that has one, the newest first, *most* of them."""
        ...

    async def listings(self, tracks: Collection[TrackKey]) -> Sequence[Song]:
        """The listings, of every scope, that are one of these tracks."""
        ...
