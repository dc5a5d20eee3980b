"""How the chart answers find their chart, their week and their names."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from core.catalog.model import Catalogue
from core.charts.asking.answered import At, On, SongNames
from core.charts.asking.finding import at_week, on_chart
from core.charts.asking.history import HistoryRows
from core.charts.names import namer
from core.charts.rules.weights import EQUAL, PlatformWeights
from core.ports import Clock, Shelf
from core.values import ChartKey, DramaKey, GuildId, SongId

T = TypeVar("T")


class Reader:
    """What every group of chart answers shares. *weights* are those of the composite; by default all weigh 1."""

    def __init__(
        self,
        shelf: Shelf[HistoryRows],
        catalogue: Callable[[], Catalogue],
        clock: Clock,
        weights: PlatformWeights = EQUAL,
    ) -> None:
        self._shelf = shelf
        self._catalogue = catalogue
        self._name = namer(catalogue)
        self._clock = clock
        self.weights = weights
        self._remembered = Remembered()

    def forget(self) -> None:
        """Remember no answer any more: the next ones are made anew."""
        self._remembered = Remembered()

    async def _on(self, rows: HistoryRows, guild: GuildId, key: ChartKey | None, *, only_osts: bool) -> On:
        return await on_chart(rows, guild, key, only_osts=only_osts)

    async def _at(self, rows: HistoryRows, on: On, end: date | None) -> At:
        return await at_week(rows, on, end)

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
