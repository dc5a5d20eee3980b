"""Import of 350,000 rows, figures included, against a raw ``executemany`` of the same rows into the same table."""

import asyncio
import csv
import io
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.made_up import sheets
from bot.clock import machine
from bot.console import OPERATOR
from bot.opening import open_rooms
from core.charts.naming import chart_of
from core.charts.parcels import ChartFile
from core.parties.model import Choice, Party
from core.rooms import Rooms
from core.values import ChannelId, GuildId, UserId

WEEKS = 3_500

QUIET = 3
"""Seconds of answers before the import begins, to compare those meanwhile with."""


def typed(weeks: int) -> bytes:
    """The same chart as the file anyone can type."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("week", "rank", "title", "artist", "streams"))
    for sheet in sheets(weeks):
        writer.writerows((sheet.end, row.rank, row.title, row.artist, row.metric) for row in sheet.rows)
    return out.getvalue().encode()


async def measure(weeks: int = WEEKS) -> dict[str, object]:
    """Seconds of the floor and of the whole import, from the file's bytes to its publication; what it costs others.

    The floor is measured before and after, since a machine's speed drifts; the faster one counts. CPU seconds are those
    of the bot and of the process that it starts.
    """
    file = ChartFile("bench.csv", typed(weeks), OPERATOR)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        async with open_rooms(database, machine) as rooms:
            guild = GuildId(1)
            party = await rooms.parties.create(_party(guild))
            answers: list[float] = []
            lags: list[float] = []
            over = asyncio.Event()
            others = [
                asyncio.create_task(_answering(rooms, guild, party.id, answers, over)),
                asyncio.create_task(_lagging(lags, over)),
            ]
            await asyncio.sleep(QUIET)
            quiet = _spread(answers)
            began, cpu = time.perf_counter(), _cpu()
            answers.clear()
            lags.clear()
            await rooms.imports.bring_in(file, chart_of("made-us-weekly"))
            loaded, spent = time.perf_counter() - began, _cpu() - cpu
            over.set()
            await asyncio.gather(*others)  # who was waiting for an answer when the import ended is counted too
        floors = [_floor(database) for _ in range(2)]
    floor = min(seconds for seconds, _ in floors)
    floor_cpu = min(seconds for _, seconds in floors)
    return {
        "rows": weeks * 100,
        "floor_seconds": round(floor, 2),
        "import_seconds": round(loaded, 2),
        "ratio": round(loaded / floor, 1),
        "goal_ratio": 3,
        "floor_cpu_seconds": round(floor_cpu, 2),
        "import_cpu_seconds": round(spent, 2),
        "cpu_ratio": round(spent / floor_cpu, 1),
        "answers_meanwhile": len(answers),
        "answer_ms": _spread(answers),
        "answer_ms_before": quiet,
        "answer_goal_p99_ms": 20,
        "loop_lag_ms": _spread(lags),
        "loop_lag_goal": {"p99": 50, "max": 250},
        "peak_rss_mb": {"bot": _rss(resource.RUSAGE_SELF), "process": _rss(resource.RUSAGE_CHILDREN)},
    }


def _floor(database: Path) -> tuple[float, float]:
    """Putting the very entries that were stored, figures included, into an empty table of the same shape and with the
    same index, in one transaction without foreign keys: seconds on the clock and of CPU.

    The import also writes issues, songs, the names they are known by, exits and what records are told from.
    """
    with closing(sqlite3.connect(database)) as source:
        shape = [
            row[0] for row in source.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = 'entry' AND sql NOT NULL")
        ]
        rows = source.execute("SELECT * FROM entry").fetchall()
    marks = ", ".join("?" * len(rows[0]))
    path = database.with_name("floor.sqlite3")
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as target:
        target.execute("PRAGMA journal_mode = WAL")
        target.execute("PRAGMA synchronous = FULL")
        for statement in shape:
            target.execute(statement)
        began, cpu = time.perf_counter(), time.process_time()
        target.execute("BEGIN IMMEDIATE")
        target.executemany(f"INSERT INTO entry VALUES ({marks})", rows)  # noqa: S608 - question marks alone
        target.execute("COMMIT")
        return time.perf_counter() - began, time.process_time() - cpu


async def _answering(rooms: Rooms, guild: GuildId, party: int, waits: list[float], over: asyncio.Event) -> None:
    fan = 0
    while not over.is_set():
        fan += 1
        began = time.perf_counter()
        await rooms.parties.answer(guild, party, UserId(fan % 50 + 1), Choice.GOING if fan % 100 < 50 else Choice.NO)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(0.02)


async def _lagging(lags: list[float], over: asyncio.Event) -> None:
    while not over.is_set():
        began = time.perf_counter()
        await asyncio.sleep(0.005)
        lags.append(time.perf_counter() - began - 0.005)


def _spread(waits: Sequence[float]) -> dict[str, float]:
    ordered = sorted(waits)
    parts = {"p50": 0.5, "p99": 0.99, "max": 1.0}
    return {name: round(ordered[int((len(ordered) - 1) * part)] * 1000, 1) for name, part in parts.items()}


def _cpu() -> float:
    """CPU seconds of this process and of those that it started and that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _rss(whose: int) -> int:
    """Peak resident memory in MB; Linux counts KiB, macOS bytes."""
    return resource.getrusage(whose).ru_maxrss // (1024 if sys.platform == "linux" else 1024 * 1024)


def _party(guild: GuildId) -> Party:
    return Party(guild, ChannelId(1), UserId(1), "bench", machine() + timedelta(days=1), ZoneInfo("UTC"))
