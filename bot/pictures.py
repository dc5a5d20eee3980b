"""Pictures off the event loop, each rendered once: a chart issue is immutable, so its bytes are kept."""

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

from bot.ui.pictures import Picture, weekly_card
from core.charts.board import Board

KEPT = 64
"""Pictures kept in memory; at about 60 KB each, 4 MB."""


class Gallery:
    """One thread draws; the loop goes on meanwhile. Close it when done."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "pictures")
        self._kept: OrderedDict[Board, Picture] = OrderedDict()

    async def weekly(self, board: Board) -> Picture:
        """The weekly card of *board*."""
        if board in self._kept:
            self._kept.move_to_end(board)
            return self._kept[board]
        picture = await asyncio.get_running_loop().run_in_executor(self._thread, weekly_card, board)
        self._kept[board] = picture
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return picture

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=True, cancel_futures=True)
