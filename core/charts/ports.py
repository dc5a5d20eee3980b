"""What the charts ask of the store."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.charts.model import Chart, Figures, Issue, Song, Status, Week
from core.values import ChartKey, GuildId, SongId, TrackKey


@dataclass(frozen=True, slots=True)
class Head:
    """One stored issue without its entries. *revision* counts what was published, *generation* its figures."""

    end: date
    revision: int
    generation: int
    content: str
    status: Status = Status.PUBLISHED


@dataclass(frozen=True, slots=True)
class Staged:
    """An issue on its way into the store."""

    chart: Chart
    week: Week
    revision: int
    generation: int
    content: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure of a published week that came out differently."""

    chart: Chart
    end: date
    song: SongId
    field: str
    old: str | None
    new: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Placing:
    """A listing that a person said a track of (or none): what it *was*, whether by hand, and what it is *now*."""

    song: SongId
    was: TrackKey | None
    by_hand: bool
    now: TrackKey | None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that people did to the data: the issues it made, each as (chart key, week, revision), or the listings
    that it placed."""

    what: str
    guild: GuildId
    at: int
    by: int | None
    issues: tuple[tuple[ChartKey, date, int], ...] = ()
    detail: str = ""
    id: int = 0
    placed: tuple[Placing, ...] = ()


class ChartRows(Protocol):
    """Charts, issues, entries with their figures, and the songs they list."""

    async def charts(self, guild: GuildId) -> list[Chart]:
        """What *guild* sees: its own charts, then the shared ones; the one that came in last first, samples last."""
        ...

    async def main_chart(self, guild: GuildId) -> ChartKey | None:
        """The chart to show *guild* where nobody names one: the one it chose, else that of its first schedule, else the
        one with the most issues here, a sample last; ``None`` while no chart has an issue."""
        ...

    async def put_chart(self, chart: Chart) -> Chart:
        """Keep *chart*; the same with its id."""
        ...

    async def version(self, chart: Chart) -> int:
        """How often the chart was published to."""
        ...

    async def heads(
        self, chart: Chart, *, first: date = date.min, last: date = date.max, as_of: int | None = None
    ) -> Sequence[Head]:
        """The issues that end from *first* to *last*, the oldest first; with *as_of* as they stood at that instant (UTC
        seconds)."""
        ...

    async def newest(self, chart: Chart, most: int) -> list[date]:
        """The end dates of the last *most* showable issues, the newest first."""
        ...

    async def attribute(self, chart: Chart, whose: str, at: int) -> None:
        """Keep whose list a fetched chart is, and that it was fetched at an instant (UTC seconds)."""
        ...

    async def sum_up(self, chart: Chart) -> bool:
        """Renew a part of what records of *chart* are told from, after it was published to; whether there is more."""
        ...

    async def sum_up_all(self) -> None:
        """Renew what records are told from where an older ostbot published without."""
        ...

    async def around(self, chart: Chart, end: date | None) -> tuple[Head | None, Head | None, Head | None]:
        """The showable issue before the week to *end*, that week's, and the one after; without *end* the newest."""
        ...

    async def week(self, chart: Chart, end: date, *, as_of: int | None = None) -> Week | None:
        """One issue with its figures."""
        ...

    async def revision(self, chart: Chart, end: date, revision: int) -> tuple[Week, str] | None:
        """One issue as a certain revision told it, with its fingerprint."""
        ...

    async def weeks(
        self, chart: Chart, first: date = date.min, last: date = date.max, *, as_of: int | None = None
    ) -> list[Week]:
        """The issues that end from *first* to *last*, with their figures, oldest first; with *as_of* as they stood at
        that instant (UTC seconds)."""
        ...

    async def bare(self, chart: Chart) -> list[Issue]:
        """Every issue without its entries, oldest first."""
        ...

    async def latest(self, chart: Chart, songs: Collection[SongId]) -> dict[SongId, tuple[date, Figures]]:
        """The last figures of these *songs* on one chart, each with the end of its week; who never charted is left
        out."""
        ...

    async def run(self, chart: Chart, song: SongId) -> list[tuple[date, Figures]]:
        """Every week of one song on one chart, oldest first."""
        ...

    async def songs(self, ids: Collection[SongId]) -> dict[SongId, Song]: ...

    async def songs_of(self, guild: GuildId) -> list[Song]:
        """Every song in a scope."""
        ...

    async def songs_on(self, track: TrackKey) -> list[Song]:
        """The listings, of every scope, that are this track."""
        ...

    async def known(self, guild: GuildId, keys: Collection[str]) -> dict[str, SongId]:
        """The songs that these identities belong to; unknown identities are left out."""
        ...

    async def next_song(self) -> int:
        """The first id that no song has."""
        ...

    async def standings(
        self, guild: GuildId, tracks: Collection[TrackKey]
    ) -> list[tuple[TrackKey, Chart, date, Figures]]:
        """The newest entry of each of these tracks on every chart that *guild* sees, newest first."""
        ...

    async def stage_songs(self, guild: GuildId, songs: Iterable[Song]) -> None: ...

    async def stage_keys(self, guild: GuildId, keys: Mapping[str, SongId]) -> None: ...

    async def stage(self, staged: Iterable[Staged]) -> None:
        """Write issues that nobody sees until they are published."""
        ...

    async def unpack(self, guild: GuildId, part: str, base: int, first: int, last: int) -> int:
        """Move the rows *first* to *last* of one part of the open parcel (``core.charts.parcels``); how many it had.

        The issues' numbers count from *base*.
        """
        ...

    async def next_issue(self) -> int:
        """The first id that no issue has."""
        ...

    async def publish(self, charts: Collection[Chart], *, at: int) -> int:
        """Everything staged for *charts* counts from now on; how many issues that is. Of many weeks, only the first are
        summed up with it (``sum_up``)."""
        ...

    async def discard(self, most: int) -> bool:
        """Take away *most* issues that an import which came to nothing has staged, or else what it left beside them;
        whether there is more."""
        ...

    async def link(self, tracks: Mapping[SongId, TrackKey | None], *, by_hand: bool = False) -> None:
        """Say which track of the catalogue these songs are; *by_hand* is never overruled by a match. Charts that list
        them are of a new version from then on."""
        ...

    async def unplace(self, tracks: Mapping[SongId, TrackKey | None]) -> None:
        """These songs are their tracks again as matching found them: nobody has decided."""
        ...

    async def correct(self, corrections: Iterable[Correction], *, at: int) -> None:
        """Note what changed in published weeks."""
        ...

    async def corrections(self, chart: Chart, since: int, most: int) -> list[tuple[int, Correction]]:
        """What changed in a chart since an instant, newest first, each with its instant."""
        ...

    async def log(self, change: Change) -> int:
        """Note what somebody did; the number under which it can be undone."""
        ...

    async def changes(self, guild: GuildId, most: int) -> list[Change]:
        """What was done lately in a scope, newest first."""
        ...

    async def merge_songs(self, kept: SongId, gone: SongId) -> None:
        """Identities of *gone* lead to *kept* from now on."""
        ...
