"""Import of 350,000 rows, figures included, against a raw ``executemany`` of the same rows into the same tables."""

import asyncio
import csv
import io
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.made_up import sheets
from bot.clock import machine
from bot.console import OPERATOR
from bot.opening import open_rooms
from core.charts.naming import chart_of
from core.charts.readers import read
from core.parties.model import Choice, Party
from core.rooms import Rooms
from core.values import ChannelId, GuildId, UserId

WEEKS = 3_500


def typed(weeks: int) -> bytes:
    """The same chart as the file anyone can type."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("week", "rank", "title", "artist", "streams"))
    for sheet in sheets(weeks):
        writer.writerows((sheet.end, row.rank, row.title, row.artist, row.metric) for row in sheet.rows)
    return out.getvalue().encode()


async def measure(weeks: int = WEEKS) -> dict[str, object]:
    """Seconds of the floor, of reading, of planning and writing; their ratio; answers to a party meanwhile."""
    data = typed(weeks)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        async with open_rooms(database, machine) as rooms:
            began = time.perf_counter()
            issues = await asyncio.to_thread(read, "bench.csv", data, OPERATOR)
            was_read = time.perf_counter() - began
            guild = GuildId(1)
            party = await rooms.parties.create(_party(guild))
            answering = asyncio.create_task(_answers(rooms, guild, party.id))
            began = time.perf_counter()
            await rooms.imports.load(issues, chart_of("made-us-weekly"))
            loaded = time.perf_counter() - began
            answering.cancel()
            waits = sorted(await answering)
        floor = _floor(database)
    return {
        "rows": weeks * 100,
        "floor_seconds": round(floor, 2),
        "read_seconds": round(was_read, 2),
        "load_seconds": round(loaded, 2),
        "ratio": round((was_read + loaded) / floor, 1),
        "goal_ratio": 3,
        "answers_meanwhile": len(waits),
        "answer_p99_ms": round(waits[int(len(waits) * 0.99)] * 1000, 1) if waits else None,
        "answer_goal_ms": 20,
    }


def _floor(database: Path) -> float:
    """Seconds of putting the very rows that were stored into empty tables of the same shape, in one transaction."""
    with closing(sqlite3.connect(database)) as source:
        shape = [
            row[0] for row in source.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = 'entry' AND sql NOT NULL")
        ]
        rows = source.execute("SELECT * FROM entry").fetchall()
    marks = ", ".join("?" * len(rows[0]))
    with closing(sqlite3.connect(database.with_name("floor.sqlite3"), isolation_level=None)) as target:
        target.execute("PRAGMA journal_mode = WAL")
        target.execute("PRAGMA synchronous = FULL")
        for statement in shape:
            target.execute(statement)
        began = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        target.executemany(f"INSERT INTO entry VALUES ({marks})", rows)  # noqa: S608 - question marks alone
        target.execute("COMMIT")
        return time.perf_counter() - began


async def _answers(rooms: Rooms, guild: GuildId, party: int) -> list[float]:
    waits: list[float] = []
    try:
        while True:
            began = time.perf_counter()
            await rooms.parties.answer(guild, party, UserId(len(waits) + 1), Choice.GOING)
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(0.02)
    except asyncio.CancelledError:
        return waits


def _party(guild: GuildId) -> Party:
    return Party(guild, ChannelId(1), UserId(1), "bench", machine() + timedelta(days=1), ZoneInfo("UTC"), remind=0)
