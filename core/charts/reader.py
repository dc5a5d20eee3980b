"""How the chart answers find their chart, their week and their names."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from core.catalog.model import Catalogue
from core.charts.answered import At, On, SongNames
from core.charts.desk import pick
from core.charts.history import HistoryRows
from core.charts.model import Chart
from core.charts.names import namer
from core.charts.weights import Weights
from core.charts.words import day
from core.errors import NotFound
from core.ports import Clock, Shelf
from core.values import ChartKey, DramaKey, GuildId, SongId

T = TypeVar("T")


class Reader:
    """What every group of chart answers shares. *weights* are those of the composite; without any, all weigh 1."""

    def __init__(
        self,
        shelf: Shelf[HistoryRows],
        catalogue: Callable[[], Catalogue],
        clock: Clock,
        weights: Weights | None = None,
    ) -> None:
        self._shelf = shelf
        self._catalogue = catalogue
        self._name = namer(catalogue)
        self._clock = clock
        self._weights = weights
        self._remembered = Remembered()

    async def _on(self, rows: HistoryRows, guild: GuildId, key: ChartKey | None, *, only_osts: bool) -> On:
        source, osts = pick(await rows.charts(guild), key)
        return On(osts, source) if only_osts else On(source)

    async def _at(self, rows: HistoryRows, on: On, end: date | None) -> At:
        """The issue to *end*, or the newest.

        Raises:
            NotFound: there is none; the text names the nearest.
        """
        found = await rows.neighbours(on.chart, end)
        if found is None:
            raise NotFound(await self._nearest(rows, on, end))
        return At(on, found.end, found.revision, found.earlier, found.later)

    async def _nearest(self, rows: HistoryRows, on: On, end: date | None) -> str:
        title = (on.source or on.chart).title
        newest = await rows.neighbours(on.chart, None)
        if newest is None or end is None:
            return f"Nothing of {title} is here yet: import a chart file first."
        heads = [head.end for head in await rows.heads(on.chart) if head.end <= newest.end]
        near = min(heads, key=lambda each: abs(each - end))
        return f"{title} has no issue for the week to {day(end)}: the nearest is {near}; the newest is {newest.end}."

    async def _names(self, rows: HistoryRows, songs: Iterable[SongId]) -> SongNames:
        return {song.id: self._name(song) for song in (await rows.songs({*songs})).values()}

    @staticmethod
    def _drama_of(names: SongNames) -> Callable[[SongId], DramaKey | None]:
        def drama(song: SongId) -> DramaKey | None:
            name = names.get(song)
            return name.drama.key if name and name.drama else None

        return drama


class Remembered:
    """Answers that depend on nothing but a chart's version: they stay true until it is published to again."""

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], object] = OrderedDict()

    def get(self, kind: type[T], *key: object) -> T | None:
        """What was kept of this *kind* under *key*."""
        found = self._kept.get((kind, *key))
        return found if isinstance(found, kind) else None

    def keep(self, value: T, *key: object) -> T:
        """Keep *value* under *key*, and let the oldest go."""
        self._kept[type(value), *key] = value
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return value


def week_of(chart: Chart, end: date) -> str:
    """An issue in words: ``week to 25 Jul 2024``."""
    unit = {"daily": "day", "monthly": "month"}.get(chart.cadence, "week")
    return f"{unit} {'of' if unit == 'day' else 'to'} {day(end)}"
