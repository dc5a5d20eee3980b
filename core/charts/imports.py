"""Bringing charts in: planned first, written in slices that nobody sees, published in one short transaction.

A big file is read and planned in a process of its own (``core.charts.parcels``); everything else is the same.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from core.catalog.model import Catalogue
from core.charts.holdings import hold
from core.charts.loading import (
    NOTHING_DECIDED,
    Decided,
    Holdings,
    Loaded,
    Match,
    Plan,
    Staging,
    draw_osts,
    keys_of,
    named,
    plan,
)
from core.charts.matching.suspects import Suspect, suspects
from core.charts.model import Chart, Sheet
from core.charts.parcels import BIG, ChartFile, Job, Workshop, unpack
from core.charts.ports import ChartRows
from core.charts.previews import Preview, doubtful, preview
from core.charts.publishing import publish, refuse_overtaken, refuse_taken, stage
from core.charts.readers import read
from core.charts.rules.dating import Doubt, Why
from core.charts.telling.doubts import doubt_words
from core.charts.turns import aside
from core.errors import BadInput
from core.ports import Clock, Shelf
from core.values import SHARED, GuildId, SongId, TrackKey, UserId

Progress = Callable[[int, int], None]
"""Issues written so far, and all of them."""

DISCARDED = 20
"""Staged issues taken away before others get their turn."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import changed. *unchanged* lists the weeks that were here already, row for row.

    *change* is the number under which it can be undone; ``None`` when nothing changed. *doubts* are what is strange
    about its dates.
    """

    loaded: tuple[Loaded, ...]
    unchanged: tuple[tuple[Chart, date], ...]
    corrections: int = 0
    change: int | None = None
    doubts: tuple[Doubt, ...] = ()


class Unconfirmed(BadInput):
    """A week is not over yet, and nobody has confirmed that it is meant."""


class ImportDesk:
    """Imports and what follows from them. One at a time in a process; another process is noticed and refused."""

    def __init__(
        self,
        shelf: Shelf[ChartRows],
        matching: Callable[[GuildId], Match],
        clock: Clock,
        workshop: Workshop | None = None,
    ) -> None:
        self._shelf = shelf
        self._matching = matching
        self._clock = clock
        self._workshop = workshop
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

    async def bring_in(
        self,
        file: ChartFile,
        chart: Chart | None = None,
        end: date | None = None,
        *,
        guild: GuildId = SHARED,
        by: UserId | None = None,
        progress: Progress = lambda _done, _all: None,
        confirmed: bool = False,
    ) -> Import:
        """Read *file* and :meth:`load` what it holds; a big one in a process of its own.

        Raises:
            BadFile: the file cannot be read as a chart.
            Unconfirmed: a week lies in the future, and nobody *confirmed* it.
            WorkerLost: the process was killed; nothing was kept.
        """
        async with self._turn:
            await self.clean()  # a killed one may have left its issues on the command line, where nothing else starts
        if self._workshop is None or len(file.data) < BIG:
            sheets = await aside(partial(read, file.name, file.data, file.limits))
            plans = await self.plan(sheets, chart, end, guild=guild)
            strange = await self._doubted(plans, confirmed=confirmed)
            return replace(await self.publish(plans, by=by, progress=progress), doubts=strange)
        async with self._writing():
            done = 0
            async with self._workshop.preparing(Job(file, guild, chart, end)) as coming:
                async for parcel in coming:
                    await unpack(self._shelf, guild, parcel)
                    done += parcel.issues
                    progress(done, parcel.total)
            strange = await self._doubted(coming.plans, confirmed=confirmed)
            number = await publish(self._shelf, coming.plans, self._clock(), by, "import")
        progress(done, done)
        return replace(_told(coming.plans, number), doubts=strange)

    async def plan(
        self,
        sheets: Sequence[Sheet],
        chart: Chart | None = None,
        end: date | None = None,
        *,
        guild: GuildId = SHARED,
        decided: Decided = NOTHING_DECIDED,
        packing: Callable[[Plan], Staging] | None = None,
    ) -> tuple[Plan, ...]:
        """What :meth:`load` would do, a plan a chart; nothing is stored. Raises as it does.

        *decided* are the listings that a person has placed. *packing*
        makes what takes the issues of a plan, where that is not a list.
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
            held = await self.held(mine, its, ahead=packing is None)
            if first_song is not None:
                held = replace(held, next_song=max(held.next_song, first_song))
            match = self._matching(guild)
            made = await aside(partial(plan, held, its, match, packing, decided))
            if held.past and made.links:  # a song of earlier weeks was placed: their OST charts change too
                held = replace(await self.held(mine, its), next_song=held.next_song)
                made = await aside(partial(plan, held, its, match, None, decided))
            plans.append(made)
            first_song = held.next_song + len(plans[-1].songs)
        return tuple(plans)

    async def preview(self, plans: Sequence[Plan], catalogue: Catalogue) -> Preview:
        """What a manager judges *plans* by; songs are called as *catalogue* does."""
        async with self._shelf.reading() as stored:
            return await preview(stored, plans, catalogue, self._clock())

    async def _doubted(self, plans: Sequence[Plan], *, confirmed: bool) -> tuple[Doubt, ...]:
        """What is strange about the dates. Publishers do move their day, and a history is as old as it is: only what
        cannot be true yet stops an import that nobody watches."""
        async with self._shelf.reading() as stored:
            found = await doubtful(stored, plans, self._clock())
        for doubt in found:
            if doubt.why is Why.FUTURE and not confirmed:
                raise Unconfirmed(f"{doubt_words(doubt)} Nothing was stored.")
        return tuple(doubt for doubt in found if doubt.why is Why.WEEKDAY)

    async def suspects(
        self, sheets: Sequence[Sheet], catalogue: Catalogue, *, guild: GuildId, end: date | None = None
    ) -> list[Suspect]:
        """The rows of *sheets* that may be OSTs and that neither matching nor a person has placed; *end* is the week of
        a sheet that does not say it."""
        rows = [row for sheet in sheets for row in sheet.rows]
        async with self._shelf.reading() as stored:
            known = await stored.known(guild, keys_of(rows))
            songs = await stored.songs(set(known.values()))
        settled = {song.id for song in songs.values() if song.by_hand or song.track is not None}
        placed = {(row.title, row.artist) for row in rows if any(known.get(key) in settled for key in keys_of([row]))}
        newest = max((sheet.end for sheet in sheets if sheet.end), default=end)
        return await asyncio.to_thread(suspects, rows, catalogue, self._matching(guild), placed, newest)

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
        async with self._writing():
            async with self._shelf.reading() as stored:
                await refuse_overtaken(stored, plans)
                await refuse_taken(stored, plans)
            total = sum(len(each.staged) for each in plans)
            done = 0
            for each in plans:
                async for written in stage(self._shelf, each):
                    done += written
                    progress(done, total)
            number = await publish(self._shelf, plans, self._clock(), by, what)
        return _told(plans, number)

    async def rematch(self, guild: GuildId = SHARED, *, lost: Collection[SongId] = ()) -> int:
        """Look unplaced listings up again after the catalogue has changed; how many found their track.

        *lost* are the listings whose track is gone.
        """
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
        links: dict[SongId, TrackKey | None] = {**dict.fromkeys(lost), **found}
        if links:
            plans = []
            for chart in charts:
                held = await self.held(chart)
                placed = {**held.songs, **{s: replace(songs[s], track=track) for s, track in links.items()}}
                redrawn = Plan(held.chart, held.ost, held.version, links=links)
                draw_osts(held, redrawn, [week.issue for week in held.weeks.values()], placed, "the catalogue changed")
                plans.append(redrawn)
            await self.publish(plans)
        return len(found)

    async def held(self, chart: Chart, sheets: Sequence[Sheet] = (), *, ahead: bool = False) -> Holdings:
        """What the store holds of *chart*, and the songs that the rows of *sheets* may be; no more of it than *sheets*
        ask for where they lie *ahead* of all its weeks."""
        first = min((sheet.end for sheet in sheets if sheet.end), default=None) if ahead else None
        keys = await aside(lambda: keys_of(row for sheet in sheets for row in sheet.rows))
        async with self._shelf.reading() as rows:
            return await hold(rows, chart, keys, ahead=first)

    async def clean(self) -> None:
        """At start: take away what an import that was killed had staged, unless one is running in another process."""
        if self._workshop is None or self._workshop.clean():
            await self._discard()

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[None]:
        """One import at a time; what one that fails has staged is taken away before the next."""
        async with self._turn:
            try:
                yield
            except BaseException:
                await asyncio.shield(self.clean())
                raise

    async def _discard(self) -> None:
        more = True
        while more:
            async with self._shelf.writing() as rows:
                more = await rows.discard(DISCARDED)


def _told(plans: Sequence[Plan], number: int | None) -> Import:
    return Import(
        tuple(week for each in plans for week in each.loaded),
        tuple((each.chart, end) for each in plans for end in each.unchanged),
        sum(len(each.corrections) for each in plans),
        number,
    )
