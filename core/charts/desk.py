"""Everything that can be asked of the charts; commands, posts and the command line all come through here."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.catalog.model import Catalogue, Names
from core.charts.board import Board, Gone, Line
from core.charts.loading import Import, Match, draw_ost_chart, link_songs, load, named
from core.charts.model import Chart, Exit, Figures, Sheet, Song, Week
from core.charts.ports import ChartRows
from core.errors import BadInput, NotFound
from core.ports import Clock, Shelf
from core.values import ChartKey, SongId, TrackKey

SIZES = (5, 10, 20, 50)
"""How many places a chart answer may show."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a song stood on one chart when it was last there."""

    title: str
    end: date
    figures: Figures


class ChartDesk:
    """The charts' use cases."""

    def __init__(self, shelf: Shelf[ChartRows], catalogue: Callable[[], Catalogue], match: Match, clock: Clock) -> None:
        self._shelf = shelf
        self._catalogue = catalogue
        self._match = match
        self._clock = clock

    async def load(self, sheets: Sequence[Sheet], chart: Chart | None = None, end: date | None = None) -> Import:
        """Keep *sheets*, all of them or none, and renew every figure they touch; returns what changed.

        *chart* and *end* answer what the file itself does not say.

        Raises:
            BadInput: chart or week is not known, or *end* is given for a file of several weeks.
        """
        if end is not None:
            sheets = [_dated(sheet, end, alone=len(sheets) == 1) for sheet in sheets]
        by_chart: dict[Chart, list[Sheet]] = {}
        for sheet in sheets:
            by_chart.setdefault(chart or named(sheet), []).append(sheet)
        now = int(self._clock().timestamp())
        done: list[Import] = []
        async with self._shelf.writing() as rows:
            for name, mine in by_chart.items():
                done.append(await load(rows, name, mine, self._match, now=now))
                await draw_ost_chart(rows, name, now=now)
        return Import(
            tuple(week for part in done for week in part.loaded),
            tuple(week for part in done for week in part.unchanged),
        )

    async def rematch(self) -> int:
        """Look unplaced listings up again after the catalogue has grown; how many found their track."""
        async with self._shelf.writing() as rows:
            found = await link_songs(rows, self._match)
            if found:
                for chart in await rows.charts():
                    if chart.of is None:
                        await draw_ost_chart(rows, chart, now=int(self._clock().timestamp()))
        return len(found)

    async def charts(self) -> list[Chart]:
        """The source charts, the one to show by default first."""
        async with self._shelf.reading() as rows:
            return [chart for chart in await rows.charts() if chart.of is None]

    async def weeks(self, key: ChartKey | None = None) -> list[date]:
        """The end dates of a chart's issues, oldest first; none for a chart that is not here."""
        async with self._shelf.reading() as rows:
            every = {chart.key: chart for chart in await rows.charts()}
            if not every or (key is not None and key not in every):
                return []
            return [head.end for head in await rows.heads(_source(every, key).key)]

    async def newest(self, chart: ChartKey) -> tuple[date, int] | None:
        """The newest issue's end date and revision."""
        async with self._shelf.reading() as rows:
            heads = await rows.heads(chart)
            return (heads[-1].end, heads[-1].revision) if heads else None

    async def standings(self, track: TrackKey) -> list[Standing]:
        """The track's newest place on every chart it has been on, newest first."""
        async with self._shelf.reading() as rows:
            titles = {chart.key: chart.title for chart in await rows.charts()}
            return [Standing(titles[chart], end, figures) for chart, end, figures in await rows.standings(track)]

    async def export(self, key: ChartKey) -> AsyncIterator[tuple[date, Figures, Song]]:
        """Every entry of a chart with its figures, in order of weeks and ranks.

        Raises:
            NotFound: there is no such chart.
        """
        async with self._shelf.reading() as rows:
            if key not in {chart.key for chart in await rows.charts()}:
                raise NotFound(f"There is no chart “{key}”.")
            for week in await rows.weeks(key):
                songs = await rows.songs({figures.entry.song for figures in week.figures})
                for figures in week.figures:
                    yield week.issue.end, figures, songs[figures.entry.song]

    async def board(
        self,
        key: ChartKey | None = None,
        end: date | None = None,
        *,
        size: int = 10,
        only_osts: bool = True,
    ) -> Board:
        """One issue as a reader sees it: by default the newest OST chart of the chart that came in last.

        Raises:
            NotFound: no such chart, or no issue for that week; the text names those there are.
        """
        async with self._shelf.reading() as rows:
            every = {chart.key: chart for chart in await rows.charts()}
            source = _source(every, key)
            chart = _ost_chart(every, source) if only_osts else source
            heads = {head.end: head.revision for head in await rows.heads(chart.key)}
            if not heads:
                raise NotFound(f"Nothing of {source.title} is here yet: import a chart file first.")
            end = end or max(heads)
            if end not in heads:
                raise NotFound(_no_such_week(source, end, sorted(heads)))
            week = await rows.week(chart.key, end)
            assert week is not None
            on_source = await rows.week(source.key, end) if only_osts else None
            songs = await rows.songs({f.entry.song for f in week.figures} | {gone.song for gone in week.exits})
        days = sorted(heads)
        place = days.index(end)
        return Board(
            chart=chart,
            end=end,
            lines=self._lines(week, on_source, songs)[:size],
            total=len(week.figures),
            gone=tuple(self._gone(gone, songs[gone.song]) for gone in week.exits),
            source=source if only_osts else None,
            status=week.issue.status,
            coverage=week.issue.coverage,
            revision=heads[end],
            earlier=days[place - 1] if place else None,
            later=days[place + 1] if place + 1 < len(days) else None,
            figures=week.figures,
        )

    def _lines(self, week: Week, on_source: Week | None, songs: dict[SongId, Song]) -> tuple[Line, ...]:
        source = {figures.entry.song: figures for figures in on_source.figures} if on_source else {}
        ranks = [figures.entry.rank for figures in week.figures]
        return tuple(
            self._line(figures, songs[figures.entry.song], source.get(figures.entry.song), ranks)
            for figures in week.figures
        )

    def _line(self, figures: Figures, song: Song, source: Figures | None, ranks: list[int]) -> Line:
        tied = ranks.count(figures.entry.rank) > 1
        catalogue = self._catalogue()
        track = catalogue.tracks.get(song.track) if song.track else None
        if track is None:
            return Line(figures, _title(song), song.artist, tied=tied, source=source)
        return Line(
            figures,
            track.title,
            catalogue.artist_line(track) if track.credits else song.artist,
            drama=catalogue.dramas[track.drama].title,
            part=track.release.part,
            verified=track.verified,
            tied=tied,
            source=source,
        )

    def _gone(self, gone: Exit, song: Song) -> Gone:
        catalogue = self._catalogue()
        track = catalogue.tracks.get(song.track) if song.track else None
        if track is None:
            return Gone(gone, _title(song), song.artist)
        return Gone(gone, track.title, catalogue.artist_line(track) if track.credits else song.artist)


def _title(song: Song) -> Names:
    return Names(en=song.title)


def _dated(sheet: Sheet, end: date, *, alone: bool) -> Sheet:
    if not alone:
        raise BadInput("This file holds several weeks and dates them itself: import it without --week.")
    return replace(sheet, end=end)


def _source(every: dict[ChartKey, Chart], key: ChartKey | None) -> Chart:
    """The source chart that *key* means; without one, the chart to show by default."""
    sources = [chart for chart in every.values() if chart.of is None]
    if not sources:
        raise NotFound("No chart is here yet: import a chart file first, for example with: ostbot import FILE.")
    if key is None:
        return sources[0]
    chart = every.get(key)
    if chart is None:
        names = ", ".join(chart.key for chart in sources)
        raise NotFound(f"There is no chart “{key}”. Here are: {names}.")
    return every[chart.of] if chart.of else chart


def _ost_chart(every: dict[ChartKey, Chart], source: Chart) -> Chart:
    return next(chart for chart in every.values() if chart.of == source.key)


def _no_such_week(chart: Chart, end: date, weeks: list[date]) -> str:
    near = min(weeks, key=lambda day: abs(day - end))
    return (
        f"{chart.title} has no issue for the week to {end}: the nearest is {near}; "
        f"there are {len(weeks)}, from {weeks[0]} to {weeks[-1]}."
    )
