"""Bringing charts in: planned first, written in slices that nobody sees, published in one short transaction."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from typing import TypeVar

from core.catalog.model import Catalogue, Track
from core.charts.holdings import hold
from core.charts.loading import Holdings, Loaded, Match, Plan, draw_osts, keys_of, named, plan
from core.charts.matching.suspects import Suspect, suspects
from core.charts.model import Chart, Sheet
from core.charts.ports import Change, ChartRows
from core.errors import BadInput, Refusal
from core.ports import Clock, Shelf
from core.values import SHARED, GuildId, UserId

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Issues written so far, and all of them."""

SLICE = 1000
"""Rows (ten lists of a hundred) written before others get their turn at the writer: about ten milliseconds."""


class Overtaken(Refusal):
    """Something else was published to the chart while this import was prepared."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import changed. *unchanged* lists the weeks that were here already, row for row.

    *change* is the number under which it can be undone; ``None`` when nothing changed.
    """

    loaded: tuple[Loaded, ...]
    unchanged: tuple[tuple[Chart, date], ...]
    corrections: int = 0
    change: int | None = None


class ImportDesk:
    """Imports and what follows from them. One at a time in a process; another process is noticed and refused."""

    def __init__(self, shelf: Shelf[ChartRows], matching: Callable[[GuildId], Match], clock: Clock) -> None:
        self._shelf = shelf
        self._matching = matching
        self._clock = clock
        self._turn = asyncio.Lock()

    async def load(
        self,
        sheets: Sequence[Sheet],
        chart: Chart | None = None,
        end: date | None = None,
        *,
        guild: GuildId = SHARED,
        by: UserId | None = None,
        progress: Progress = lambda _done, _all: None,
    ) -> Import:
        """Keep *sheets*, all of them or none, and renew every figure they touch; returns what changed.

        *chart* and *end* answer what the file itself does not say; *guild* is the scope they are kept in.

        Raises:
            BadInput: chart or week is not known, or *end* is given for a file of several weeks.
            Overtaken: another process published to the chart meanwhile.
        """
        return await self.publish(await self.plan(sheets, chart, end, guild=guild), by=by, progress=progress)

    async def plan(
        self,
        sheets: Sequence[Sheet],
        chart: Chart | None = None,
        end: date | None = None,
        *,
        guild: GuildId = SHARED,
        decided: Mapping[tuple[str, str], Track | None] | None = None,
    ) -> tuple[Plan, ...]:
        """What :meth:`load` would do, a plan a chart; nothing is stored. Raises as it does.

        *decided* names the track (or none) of listings, given as (title, artist), that a person has placed.
        """
        if end is not None:
            if len(sheets) > 1:
                raise BadInput("This file holds several weeks and dates them itself: import it without a week.")
            sheets = [replace(sheet, end=end) for sheet in sheets]
        by_chart: dict[Chart, list[Sheet]] = {}
        for sheet in sheets:
            mine = replace(chart, guild=guild) if chart else named(sheet, guild)
            by_chart.setdefault(mine, []).append(sheet)
        plans: list[Plan] = []
        first_song: int | None = None
        for mine, its in by_chart.items():
            held = await self.held(mine, its)
            if first_song is not None:
                held = replace(held, next_song=max(held.next_song, first_song))
            match = _deciding(self._matching(guild), decided or {})
            made = await _aside(partial(plan, held, its, match))
            made.decided = {song.id: song.track for song in made.songs if (song.title, song.artist) in (decided or {})}
            plans.append(made)
            first_song = held.next_song + len(plans[-1].songs)
        return tuple(plans)

    async def suspects(self, sheets: Sequence[Sheet], catalogue: Catalogue, *, guild: GuildId) -> list[Suspect]:
        """The rows of *sheets* that may be OSTs and that neither matching nor a person has placed."""
        rows = [row for sheet in sheets for row in sheet.rows]
        async with self._shelf.reading() as stored:
            known = await stored.known(guild, keys_of(rows))
            songs = await stored.songs(set(known.values()))
        placed = {(s.title, s.artist) for s in songs.values() if s.by_hand or s.track is not None}
        return await asyncio.to_thread(suspects, rows, catalogue, self._matching(guild), placed)

    async def publish(
        self,
        plans: Sequence[Plan],
        *,
        by: UserId | None = None,
        what: str = "import",
        progress: Progress = lambda _done, _all: None,
    ) -> Import:
        """Write *plans* and let them count, all at once; *what* goes into the log, *progress* counts issues written.

        Raises:
            Overtaken: something was published to one of the charts after its plan was made.
        """
        async with self._turn:
            try:
                async with self._shelf.reading() as stored:
                    await _refuse_overtaken(stored, plans)
                total = sum(len(each.staged) for each in plans)
                done = 0
                for each in plans:
                    async for written in self._stage(each):
                        done += written
                        progress(done, total)
                number = await self._publish(plans, by, what)
            except BaseException:
                await asyncio.shield(self._discard())
                raise
        return Import(
            tuple(week for each in plans for week in each.loaded),
            tuple((each.chart, end) for each in plans for end in each.unchanged),
            sum(len(each.corrections) for each in plans),
            number,
        )

    async def rematch(self, guild: GuildId = SHARED) -> int:
        """Look unplaced listings up again after the catalogue has grown; how many found their track."""
        async with self._shelf.reading() as rows:
            songs = {song.id: song for song in await rows.songs_of(guild)}
            charts = [chart for chart in await rows.charts(guild) if chart.guild == guild and chart.of is None]
        match = self._matching(guild)
        found = {
            song.id: track.key
            for song in songs.values()
            if song.track is None
            and not song.by_hand
            and (track := match(song.title, song.artist, song.album)) is not None
        }
        if found:
            plans = []
            for chart in charts:
                held = await self.held(chart)
                placed = {**held.songs, **{s: replace(songs[s], track=track) for s, track in found.items()}}
                redrawn = Plan(held.chart, held.ost, held.version, links=dict(found))
                draw_osts(held, redrawn, [week.issue for week in held.weeks.values()], placed, "the catalogue grew")
                plans.append(redrawn)
            await self.publish(plans)
        return len(found)

    async def held(self, chart: Chart, sheets: Sequence[Sheet] = ()) -> Holdings:
        """What the store holds of *chart*, and the songs that the rows of *sheets* may be."""
        keys = await _aside(lambda: keys_of(row for sheet in sheets for row in sheet.rows))
        async with self._shelf.reading() as rows:
            return await hold(rows, chart, keys)

    async def clean(self) -> None:
        """At start: take away what an import that was killed had staged."""
        await self._discard()

    async def _stage(self, each: Plan) -> AsyncIterator[int]:
        if not each.staged:
            return
        guild = each.chart.guild
        async with self._shelf.writing() as rows:
            charts = {each.chart.key: await rows.put_chart(each.chart), each.ost.key: await rows.put_chart(each.ost)}
        for songs in _slices(each.songs, SLICE):
            async with self._shelf.writing() as rows:
                await rows.stage_songs(guild, songs)
        for keys in _slices(each.keys.items(), SLICE):
            async with self._shelf.writing() as rows:
                await rows.stage_keys(guild, dict(keys))
        for issues in _slices(each.staged, SLICE // 100):
            async with self._shelf.writing() as rows:
                await rows.stage(replace(issue, chart=charts[issue.chart.key]) for issue in issues)
            yield len(issues)

    async def _publish(self, plans: Sequence[Plan], by: UserId | None, what: str) -> int | None:
        now = int(self._clock().timestamp())
        number = None
        async with self._shelf.writing() as rows:
            await _refuse_overtaken(rows, plans)  # another process may have published while this one was writing
            for each in plans:
                await rows.link(each.links)
                await rows.link(each.decided, by_hand=True)
                charts = [await rows.put_chart(each.chart), await rows.put_chart(each.ost)] if each.staged else []
                stored = {chart.key: chart for chart in charts}
                if await rows.publish(charts, at=now) != len(each.staged):
                    raise Overtaken(f"Something else cleaned up {each.chart.title} meanwhile: import again.")
                await rows.correct([replace(c, chart=stored[c.chart.key]) for c in each.corrections], at=now)
            made = [(week.chart.key, week.end, week.revision) for each in plans for week in each.loaded]
            if made or any(each.decided for each in plans):
                number = await rows.log(Change(what, plans[0].chart.guild, now, by, tuple(made)))
        return number

    async def _discard(self) -> None:
        async with self._shelf.writing() as rows:
            await rows.discard()


async def _aside(work: Callable[[], T]) -> T:
    """Run long *work* in a thread that gives way every half millisecond, so that answers go on meanwhile."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)  # at the usual 5 ms every hop of an answer would wait that long for its turn
    try:
        return await asyncio.to_thread(work)
    finally:
        sys.setswitchinterval(usual)


async def _refuse_overtaken(rows: ChartRows, plans: Sequence[Plan]) -> None:
    for each in plans:
        if await rows.version(each.chart) != each.version:
            raise Overtaken(f"{each.chart.title} has just changed: look at it, then import again.")


def _slices(things: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(things)
    while taken := list(islice(iterator, size)):
        yield taken


def _deciding(match: Match, decided: Mapping[tuple[str, str], Track | None]) -> Match:
    """*match*, overruled by what a person has *decided*."""

    def look(title: str, artist: str, album: str | None) -> Track | None:
        return decided[title, artist] if (title, artist) in decided else match(title, artist, album)

    return look
