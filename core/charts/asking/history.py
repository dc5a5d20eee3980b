"""What the chart answers ask of the store beyond single weeks: so much of a chart's past as a rule needs, no more."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from core.charts.model import Chart, Song, Week
from core.charts.ports import ChartRows
from core.values import SongId, TrackKey


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

    async def notable(self, chart: Chart, last: date, songs: Collection[SongId] = ()) -> list[Week]:
        """Every issue up to *last*, thin: with all entries that may decide a record, and all entries of *songs*."""
        ...

    async def listings(self, tracks: Collection[TrackKey]) -> Sequence[Song]:
        """The listings, of every scope, that are one of these tracks."""
        ...
