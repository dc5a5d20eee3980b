"""Reading the charts; commands, posts and the command line all come through here. *guild* is whose eyes they are."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.catalog.model import Catalogue
from core.charts.board import Board, Gone, Line
from core.charts.model import Chart, Exit, Figures, Song, Status, Week
from core.charts.names import namer
from core.charts.ports import ChartRows, Head
from core.charts.rules.ranking import tied_ranks
from core.errors import NotFound
from core.ports import Shelf
from core.values import SHARED, ChartKey, GuildId, SongId, TrackKey


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a song stood on one chart when it was last there."""

    title: str
    end: date
    figures: Figures


class ChartDesk:
    """The charts' questions."""

    def __init__(self, shelf: Shelf[ChartRows], catalogue: Callable[[], Catalogue]) -> None:
        self._shelf = shelf
        self._name = namer(catalogue)

    async def charts(self, guild: GuildId = SHARED) -> list[Chart]:
        """The source charts that *guild* sees, the one to show by default first."""
        async with self._shelf.reading() as rows:
            return [chart for chart in await rows.charts(guild) if chart.of is None]

    async def weeks(self, key: ChartKey | None = None, *, guild: GuildId = SHARED) -> list[date]:
        """The end dates of a chart's issues, oldest first; none for a chart that is not here."""
        async with self._shelf.reading() as rows:
            try:
                source, _ = pick(await rows.charts(guild), key)
            except NotFound:
                return []
            return [head.end for head in shown(await rows.heads(source))]

    async def newest(self, key: ChartKey, *, guild: GuildId = SHARED) -> tuple[date, int] | None:
        """The newest issue of a chart's OST chart: its end date and revision."""
        async with self._shelf.reading() as rows:
            _, osts = pick(await rows.charts(guild), key)
            _, head, _ = await rows.around(osts, None)
            return (head.end, head.revision) if head else None

    async def standings(self, track: TrackKey, *, guild: GuildId = SHARED) -> list[Standing]:
        """The track's newest place on every chart it has been on, newest first."""
        async with self._shelf.reading() as rows:
            found = await rows.standings(guild, track)
            return [Standing(chart.title, end, figures) for chart, end, figures in found]

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
            for head in [each for each in await rows.heads(chart) if first <= each.end <= last]:
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
        """One issue as a reader sees it: by default the newest OST chart of the chart that came in last.

        With *as_of* it is answered as it would have been at that instant.

        Raises:
            NotFound: no such chart, or no issue for that week; the text names those there are.
        """
        moment = None if as_of is None else int(as_of.timestamp())
        async with self._shelf.reading() as rows:
            source, osts = pick(await rows.charts(guild), key)
            chart = osts if only_osts else source
            before, head, after = await week_around(rows, chart, end, moment)
            week = await rows.week(chart, head.end, as_of=moment)
            on_source = await rows.week(source, head.end, as_of=moment) if only_osts else None
            assert week is not None
            songs = await rows.songs({f.entry.song for f in week.figures} | {gone.song for gone in week.exits})
        return Board(
            chart=chart,
            end=head.end,
            lines=self._lines(week, on_source, songs)[:size],
            total=len(week.figures),
            gone=tuple(self._gone(gone, songs[gone.song]) for gone in week.exits),
            source=source if only_osts else None,
            status=week.issue.status,
            coverage=week.issue.coverage,
            revision=head.revision,
            earlier=before.end if before else None,
            later=after.end if after else None,
            figures=week.figures,
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
        )

    def _gone(self, gone: Exit, song: Song) -> Gone:
        name = self._name(song)
        return Gone(gone, name.title, name.artist)


def pick(charts: list[Chart], key: ChartKey | None) -> tuple[Chart, Chart]:
    """The source chart that *key* means and its OST chart; without a key, those to show by default.

    *charts* are in the order of preference, a server's own before the shared ones.

    Raises:
        NotFound: there is none; the text names those there are.
    """
    sources = [chart for chart in charts if chart.of is None]
    if not sources:
        raise NotFound("No chart is here yet: import a chart file first, for example with: ostbot import FILE.")
    by_key = {chart.key: chart for chart in reversed(charts)}
    found = sources[0] if key is None else by_key.get(key)
    if found is None:
        names = ", ".join(dict.fromkeys(chart.key for chart in sources))
        raise NotFound(f"There is no chart “{key}”. Here are: {names}.")
    source = found if found.of is None else _same_scope(charts, found, found.of)
    osts = next(chart for chart in charts if chart.of == source.key and chart.guild == source.guild)
    return source, osts


def shown(heads: Sequence[Head]) -> list[Head]:
    """The issues that can be shown: not those that are missing or that the publisher skipped."""
    return [head for head in heads if head.status in (Status.PUBLISHED, Status.PARTIAL)]


def _same_scope(charts: list[Chart], chart: Chart, key: ChartKey) -> Chart:
    return next(each for each in charts if each.key == key and each.guild == chart.guild)


async def week_around(
    rows: ChartRows, chart: Chart, end: date | None, as_of: int | None = None
) -> tuple[Head | None, Head, Head | None]:
    """The issue of the week to *end* (or the newest) and its neighbours, now or as of an instant.

    Raises:
        NotFound: there is none; the text names the nearest.
    """
    if as_of is None:
        before, head, after = await rows.around(chart, end)
        if head is not None:
            return before, head, after
    heads = shown(await rows.heads(chart, as_of=as_of))
    if not heads:
        raise NotFound(f"Nothing of {chart.title} is here yet: import a chart file first.")
    place = next((n for n, head in enumerate(heads) if head.end == (end or heads[-1].end)), None)
    if place is None:
        assert end is not None
        near = min(heads, key=lambda head: abs(head.end - end)).end
        raise NotFound(
            f"{chart.title} has no issue for the week to {end}: the nearest is {near}; "
            f"there are {len(heads)}, from {heads[0].end} to {heads[-1].end}."
        )
    return heads[place - 1] if place else None, heads[place], heads[place + 1] if place + 1 < len(heads) else None
