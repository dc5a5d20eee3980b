"""What the charts ask of the store."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from core.charts.model import Chart, Figures, Issue, Song, Week
from core.values import ChartKey, SongId, TrackKey


class IssueHead(Protocol):
    """One stored issue without its entries; always the newest revision."""

    @property
    def end(self) -> date: ...
    @property
    def revision(self) -> int: ...
    @property
    def content(self) -> str: ...


class ChartRows(Protocol):
    """Charts, issues, entries with their figures, and the songs they list."""

    async def charts(self) -> list[Chart]:
        """Every chart, the one loaded most recently first, samples last."""
        ...

    async def put_chart(self, chart: Chart) -> None: ...

    async def heads(self, chart: ChartKey) -> Sequence[IssueHead]:
        """The chart's issues, oldest first."""
        ...

    async def issues(self, chart: ChartKey) -> list[Issue]:
        """The same with their entries, without figures."""
        ...

    async def put_issue(self, chart: ChartKey, week: Week, *, revision: int, content: str, loaded_at: int) -> None:
        """Keep a new revision with its figures."""
        ...

    async def put_figures(self, chart: ChartKey, weeks: Iterable[Week]) -> None:
        """Renew the figures, marks and exits of issues that are stored already."""
        ...

    async def week(self, chart: ChartKey, end: date) -> Week | None: ...

    async def weeks(self, chart: ChartKey) -> list[Week]: ...

    async def songs(self, ids: Collection[SongId]) -> dict[SongId, Song]: ...

    async def known(self, keys: Collection[str]) -> dict[str, SongId]:
        """The songs that these identities belong to; unknown identities are left out."""
        ...

    async def add_song(self, title: str, artist: str, album: str | None, track: TrackKey | None) -> SongId: ...

    async def add_keys(self, keys: Mapping[str, SongId]) -> None: ...

    async def all_songs(self) -> list[Song]: ...

    async def link(self, tracks: Mapping[SongId, TrackKey]) -> None:
        """Say which track of the catalogue these songs are."""
        ...

    async def standings(self, track: TrackKey) -> list[tuple[ChartKey, date, Figures]]:
        """The track's newest entry on every chart it has been on, newest first."""
        ...
