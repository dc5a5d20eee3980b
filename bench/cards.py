"""The weekly card against the PNG encoder on the same pixels."""

import asyncio
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from bot.clock import machine
from bot.opening import open_rooms
from bot.ui.pictures import Theme, weekly_card
from bot.ui.pictures.week import drawn
from core.charts.board import Board


def measure(rounds: int = 30) -> dict[str, object]:
    """Milliseconds warm, from the cache, and of the encoder alone; KiB."""
    board = asyncio.run(_board())
    picture = weekly_card(board)
    pixels = Image.open(io.BytesIO(picture.data))
    pixels.load()
    floor = _median(lambda: pixels.save(io.BytesIO(), "PNG", compress_level=4), rounds)
    warm = _median(lambda: drawn(board, Theme.DARK), rounds)
    cached = _median(lambda: weekly_card(board), rounds)
    return {
        "floor_ms": floor,
        "warm_ms": warm,
        "ratio": round(warm / floor, 2),
        "goal_ratio": 2,
        "cached_ms": cached,
        "cached_goal_ms": 1,
        "kib": len(picture.data) // 1024,
    }


async def _board() -> Board:
    with tempfile.TemporaryDirectory() as folder:
        async with open_rooms(Path(folder) / "bench.sqlite3", machine) as rooms:
            return await rooms.charts.board()


def _median(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 2)
