"""Pictures off the event loop: one thread draws (and remembers what it drew), the loop goes on meanwhile."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.ui.pictures import Picture, weekly_card
from core.charts.board import Board


class Gallery:
    """Draws pictures. Close it when done."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "pictures")

    async def weekly(self, board: Board) -> Picture:
        """The weekly card of *board*."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, weekly_card, board)

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=True, cancel_futures=True)
