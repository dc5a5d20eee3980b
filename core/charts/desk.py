"""Reading the charts; commands, posts and the command line all come through here. *guild* is whose eyes they are."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.catalog.model import Catalogue
from core.charts.asking.answered import On
from core.charts.asking.finding import at_week, chosen, on_chart, pick, shown
from core.charts.asking.remembered import Remembered
from core.charts.asking.saying import read_day, week_of_newest, weeks_back
from core.charts.board import Board, Gone, Line
from core.charts.model import Chart, Exit, Figures, Song, Week
from core.charts.names import namer
from core.charts.ports import ChartRows
from core.charts.rules.ranking import tied_ranks
from core.errors import NotFound
from core.ports import Shelf
from core.values import SHARED, ChartKey, GuildId, SongId, TrackKey

BOARDS = 64
"""Lists that are kept, whole: the newest ones are asked for again and again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a song stood on one chart when it was last there, among all songs or among the OSTs alone."""

    title: str
    end: date
    figures: Figures
    only_osts: bool = False


class ChartDesk:
    """The charts' questions."""

    def __init__(self, shelf: Shelf[ChartRows], catalogue: Callable[[], Catalogue]) -> None:
        self._shelf = shelf
        self._name = namer(catalogue)
        self._remembered = Remembered(catalogue, most=BOARDS)

    def forget(self) -> None:
        """Remember no list any more: the next ones are read anew."""
        self._remembered.forget()

    async def charts(self, guild: GuildId = SHARED) -> list[Chart]:
        """The source charts that *guild* sees, the one to show by default first."""
        async with self._shelf.reading() as rows:
            main = await rows.main_chart(guild)
            known = [chart for chart in await rows.charts(guild) if chart.of is None]
        return sorted(known, key=lambda chart: chart.key != main)

    async def main(self, guild: GuildId) -> Chart | None:
        """The chart shown to *guild* where nobody names one."""
        async with self._shelf.reading() as rows:
            main = await rows.main_chart(guild)
            return pick(await rows.charts(guild), main)[0] if main else None

    async def titles(self, guild: GuildId = SHARED) -> dict[ChartKey, str]:
        """What the source charts that *guild* sees are called."""
        return {chart.key: chart.title for chart in await self.charts(guild)}

    async def weeks(
        self, key: ChartKey | None = None, *, guild: GuildId = SHARED, most: int | None = None
    ) -> list[date]:
        """The end dates of a chart's issues, oldest first, the last *most*; none for a chart that is not here."""
        async with self._shelf.reading() as rows:
            try:
                source, _ = await chosen(rows, guild, key)
            except NotFound:
                return []
            return [*reversed(await rows.newest(source, most or -1))]

    async def said(self, text: str, today: date, key: ChartKey | None = None, *, guild: GuildId = SHARED) -> date:
        """A day of the week that *text* says: ``last week`` is the one before the newest that a chart has by *today*.

        Raises:
            BadInput: it says none.
        """
        back = weeks_back(text)
        if back is None:
            return read_day(text, today)
        ends = await self.weeks(key, guild=guild, most=1)
        return week_of_newest(ends[-1] if ends else None, back, today)

    async def sum_up(self) -> None:
        """At start: renew what the records of charts are told from, where an older ostbot published without."""
        async with self._shelf.writing() as rows:
            await rows.sum_up_all()

    async def attribute(self, key: ChartKey, whose: str, at: datetime, *, guild: GuildId = SHARED) -> None:
        """Keep whose list a fetched chart is and when it was fetched; it is told wherever the chart is shown.

        Raises:
            NotFound: there is no such chart.
        """
        async with self._shelf.writing() as rows:
            source, _ = pick(await rows.charts(guild), key)
            await rows.attribute(source, whose, int(at.timestamp()))

    async def newest(self, key: ChartKey, *, guild: GuildId = SHARED) -> tuple[date, int] | None:
        """The newest issue of a chart's OST chart: its end date and revision."""
        async with self._shelf.reading() as rows:
            _, osts = pick(await rows.charts(guild), key)
            _, head, _ = await rows.around(osts, None)
            return (head.end, head.revision) if head else None

    async def standings(self, track: TrackKey, *, guild: GuildId = SHARED) -> list[Standing]:
        """The track's newest place on every chart it has been on, newest first."""
        async with self._shelf.reading() as rows:
            return [_standing(*place) for place in await rows.standings(guild, [track])]

    async def standings_of(
        self, tracks: Iterable[TrackKey], *, guild: GuildId = SHARED
    ) -> dict[TrackKey, list[Standing]]:
        """The same for several tracks; those that never were on a chart are left out."""
        found: dict[TrackKey, list[Standing]] = {}
        async with self._shelf.reading() as rows:
            for place in await rows.standings(guild, [*tracks]):
                found.setdefault(place[0], []).append(_standing(*place))
        return found

    async def export(
        self, key: ChartKey, *, guild: GuildId = SHARED, first: date = date.min, last: date = date.max
    ) -> AsyncIterator[tuple[date, Figures, tuple[str, str]]]:
        """Every entry of a chart with its figures and its title and artist as listed, in order of weeks and ranks.

        Only of the issues that end from *first* to *last*.

        Raises:
            NotFound: there is no such chart.
        """
        async with self._shelf.reading() as rows:
            source, osts = pick(await rows.charts(guild), key)
            chart = osts if key == osts.key else source
            for head in shown(await rows.heads(chart, first=first, last=last)):
                week = await rows.week(chart, head.end)
                assert week is not None
                songs = await rows.songs({figures.entry.song for figures in week.figures})
                for figures in week.figures:
                    song = songs[figures.entry.song]
                    yield week.issue.end, figures, figures.entry.listed or (song.title, song.artist)

    async def board(
        self,
        key: ChartKey | None = None,
        end: date | None = None,
        *,
        guild: GuildId = SHARED,
        size: int = 10,
        only_osts: bool = True,
        as_of: datetime | None = None,
    ) -> Board:
        """One issue as a reader sees it: by default the newest OST chart of the server's main chart.

        With *as_of* it is answered as it would have been at that instant.

        Raises:
            NotFound: no such chart, or no issue for that week; the text names those there are.
        """
        async with self._shelf.reading() as rows:
            on = await on_chart(rows, guild, key, only_osts=only_osts)
            asked = (*self._remembered.state(on.chart, on.source), end, as_of)
            kept = self._remembered.get(Board, *asked)
            whole = kept or self._remembered.keep(await self._whole(rows, on, end, as_of), *asked)
        return replace(whole, chart=on.chart, source=on.source, lines=whole.lines[:size])

    async def _whole(self, rows: ChartRows, on: On, end: date | None, as_of: datetime | None) -> Board:
        moment = None if as_of is None else int(as_of.timestamp())
        at = await at_week(rows, on, end, moment)
        week = await rows.week(on.chart, at.end, as_of=moment)
        on_source = await rows.week(on.source, at.end, as_of=moment) if on.source else None
        assert week is not None
        songs = await rows.songs({f.entry.song for f in week.figures} | {gone.song for gone in week.exits})
        return Board(
            chart=on.chart,
            end=at.end,
            lines=self._lines(week, on_source, songs),
            total=len(week.figures),
            gone=tuple(self._gone(gone, songs[gone.song]) for gone in week.exits),
            source=on.source,
            status=week.issue.status,
            coverage=week.issue.coverage,
            revision=at.revision,
            earlier=at.earlier,
            later=at.later,
            figures=week.figures,
            as_of=as_of,
        )

    def _lines(self, week: Week, on_source: Week | None, songs: dict[SongId, Song]) -> tuple[Line, ...]:
        source = {figures.entry.song: figures for figures in on_source.figures} if on_source else {}
        tied = tied_ranks(figures.entry for figures in week.figures)
        return tuple(
            self._line(each, songs[each.entry.song], source.get(each.entry.song), tied=each.entry.rank in tied)
            for each in week.figures
        )

    def _line(self, figures: Figures, song: Song, source: Figures | None, *, tied: bool) -> Line:
        name = self._name(song)
        return Line(
            figures,
            name.title,
            name.artist,
            drama=name.drama.title if name.drama else None,
            part=name.track.release.part if name.track else None,
            verified=name.track.verified if name.track else True,
            tied=tied,
            source=source,
            artist_ko=name.artist_ko,
        )

    def _gone(self, gone: Exit, song: Song) -> Gone:
        name = self._name(song)
        return Gone(gone, name.title, name.artist)


def _standing(_track: TrackKey, chart: Chart, end: date, figures: Figures) -> Standing:
    return Standing(chart.title, end, figures, only_osts=chart.of is not None)
