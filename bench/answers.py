"""Every ``/chart`` answer over 3,550 weeks against the same over 52: a longer history must not make it slower."""

import gc
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bench.made_up import sheets
from bot.clock import machine
from bot.opening import open_rooms
from core.catalog.model import Catalogue, Track
from core.charts.model import Row, Sheet
from core.charts.naming import chart_of
from core.charts.rules.periods import Span
from core.rooms import Rooms
from core.values import ChartKey, DramaKey, TrackKey

SHORT, LONG = 52, 3_550
KEY = ChartKey("made-us-weekly")
BESIDE = ChartKey("beside-us-weekly")
ROUNDS = 15
BACK = 98
"""The place at which songs come back that were away."""

OSTS, RUN = 8, 20
"""K-drama OSTs on each list, and the most weeks that each stays."""

Ask = Callable[[], Awaitable[object]]


async def measure(weeks: int = LONG) -> dict[str, object]:
    """Milliseconds of each answer, asked for the first time, at 52 weeks and at *weeks* in turn, and their ratio."""
    async with opened(SHORT) as short, opened(weeks) as long:
        gc.collect()
        gc.freeze()  # as the bot does once it is ready
        pairs = zip(questions(*short).items(), questions(*long).values(), strict=True)
        found = {name: await _compared((short[0], few), (long[0], many)) for (name, few), many in pairs}
    return {**found, "worst_ratio": max(each["ratio"] for each in found.values()), "goal_ratio": 1.5}


async def _compared(short: tuple[Rooms, Ask], long: tuple[Rooms, Ask]) -> dict[str, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for (rooms, ask), taken in zip((short, long), times, strict=True):
            rooms.answers.forget()
            rooms.charts.forget()
            began = time.perf_counter()
            await ask()
            taken.append((time.perf_counter() - began) * 1000)
    few, many = map(statistics.median, times)
    return {f"{SHORT}_weeks_ms": round(few, 2), "all_weeks_ms": round(many, 2), "ratio": round(many / few, 2)}


def questions(rooms: Rooms, tracks: Sequence[Track]) -> dict[str, Ask]:
    """Every question of ``/chart``, about what is on the newest weeks."""
    one, other = TrackKey(tracks[0].key), TrackKey(tracks[1].key)
    drama = DramaKey(tracks[0].drama)
    ask = rooms.answers
    found: dict[str, Ask] = {
        "top": lambda: rooms.charts.board(KEY, size=50, only_osts=False),
        "story": lambda: ask.story(KEY, only_osts=False),
        "track": lambda: ask.track(one, KEY),
        "drama": lambda: ask.drama(drama, KEY),
        "movers": lambda: ask.movers(KEY, only_osts=False),
        "momentum": lambda: ask.momentum(KEY, only_osts=False),
        "platforms": ask.platforms,
        "compare": lambda: ask.compare([one, other], KEY),
        "records": lambda: ask.records(KEY, only_osts=False),
        "records of OSTs": lambda: ask.records(KEY),
        "corrections": lambda: ask.corrections(None, KEY),
        "weeks while typing": lambda: rooms.charts.weeks(KEY, most=25),
        "periods while typing": lambda: ask.periods(KEY),
        "export of a month": lambda: _export(rooms),
    }
    for span in (Span.MONTH, Span.QUARTER, Span.HALF, Span.YEAR):
        found[f"recap of a {span}"] = lambda span=span: ask.recap(None, KEY, span=span)  # type: ignore[misc]  # mypy cannot type a bound default
    return found


async def _export(rooms: Rooms) -> int:
    last = (await rooms.charts.board(KEY)).end
    return len([row async for row in rooms.charts.export(KEY, first=last - timedelta(days=27))])


@asynccontextmanager
async def opened(weeks: int) -> AsyncIterator[tuple[Rooms, list[Track]]]:
    """A store with *weeks* issues of one list of 100 and a few of a second one, and the newest OSTs on it."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_rooms(Path(folder) / "bench.sqlite3", machine) as rooms:
            tracks = _by_drama(rooms.catalog.of().catalogue)
            whole = [*with_osts(rooms.catalog.of().catalogue, tracks, weeks)]
            await rooms.imports.load(whole, chart_of(KEY))
            await rooms.imports.load([replace(each, platform="beside") for each in whole[-4:]], chart_of(BESIDE))
            yield rooms, tracks


def _by_drama(catalogue: Catalogue) -> list[Track]:
    """Tracks that are known by a singer, those of a drama together."""
    return [track for track in sorted(catalogue.tracks.values(), key=lambda each: each.key) if track.credits]


def with_osts(catalogue: Catalogue, tracks: Sequence[Track], weeks: int) -> Iterator[Sheet]:
    """The made-up list with OSTs on it, a drama's together, each gone for a week and back; and others that return.

    Counted from the newest week back, so that a long history ends as a short one does.
    """
    for number, sheet in enumerate(sheets(weeks)):
        rows, ago = list(sheet.rows), weeks - 1 - number
        run, week = divmod(ago, RUN)
        for place in range(OSTS):
            at = run * OSTS + place
            stay = random.Random(at)
            if at < len(tracks) and week < stay.randint(5, RUN) and week != stay.randint(1, RUN):
                rank = 3 + 12 * place + random.Random(at * RUN + week).randrange(10)
                rows[rank - 1] = _row(rank, str(tracks[at].title), catalogue.artist_line(tracks[at]))
        rows[BACK - 1] = _row(BACK, f"Evergreen {random.Random(ago).randrange(80)}", "Somebody")
        yield replace(sheet, rows=tuple(rows))


def _row(rank: int, title: str, artist: str) -> Row:
    return Row(rank, title, artist, metric=1_000_000 - rank)
