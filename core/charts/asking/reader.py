"""How the chart answers find their chart, their week and their names."""

from collections.abc import Callable, Iterable
from datetime import date

from core.catalog.model import Catalogue
from core.charts.asking.answered import At, On, SongNames
from core.charts.asking.finding import at_week, on_chart
from core.charts.asking.history import HistoryRows
from core.charts.asking.remembered import Remembered
from core.charts.names import namer
from core.charts.rules.weights import EQUAL, PlatformWeights
from core.ports import Clock, Shelf
from core.values import ChartKey, DramaKey, GuildId, SongId


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
        self._remembered = Remembered(catalogue)

    def forget(self) -> None:
        """Remember no answer any more: the next ones are made anew."""
        self._remembered.forget()

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
