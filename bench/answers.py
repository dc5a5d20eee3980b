"""A chart answer over 3,550 weeks against the same over 52: it must stay flat."""

import gc
import statistics
import tempfile
import time
from pathlib import Path

from bench.made_up import sheets
from bot.clock import machine
from bot.opening import open_rooms
from core.charts.naming import chart_of
from core.values import ChartKey

KEY = ChartKey("made-us-weekly")
ROUNDS = 40


async def measure(weeks: int = 3_550) -> dict[str, object]:
    """Milliseconds of ``/chart top`` (the whole list), at 52 weeks and at *weeks*, and their ratio."""
    short, long = await _top(52), await _top(weeks)
    return {"52_weeks_ms": short, f"{weeks}_weeks_ms": long, "ratio": round(long / short, 2), "goal_ratio": 1.5}


async def _top(weeks: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        async with open_rooms(Path(folder) / "bench.sqlite3", machine) as rooms:
            await rooms.imports.load(tuple(sheets(weeks)), chart_of(KEY))
            gc.collect()
            gc.freeze()  # as the bot does once it is ready
            times = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                await rooms.charts.board(KEY, size=50, only_osts=False)
                times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 2)
