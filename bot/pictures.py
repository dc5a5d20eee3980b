"""Pictures off the event loop: one thread draws (and remembers what it drew), the loop goes on meanwhile."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bot.ui.pictures import Picture, Recap, Run, comparison_picture, recap_picture, run_picture, weekly_card
from bot.ui.pictures.party_recap import party_recap_picture
from core.charts.board import Board
from core.charts.model import Chart
from core.language import Language
from core.parties import after


class Gallery:
    """Draws pictures. Close it when done."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "pictures")

    async def weekly(self, board: Board, language: Language = Language.EN) -> Picture:
        """The weekly card of *board*."""
        return await self._drawn(partial(weekly_card, board, language=language))

    async def run(self, run: Run, chart: Chart, language: Language = Language.EN) -> Picture:
        """The run of one track on *chart*."""
        return await self._drawn(partial(run_picture, run, chart=chart, language=language))

    async def comparison(
        self, runs: Sequence[Run], chart: Chart, language: Language = Language.EN, songs: int | None = None
    ) -> Picture:
        """The runs of two or three tracks on *chart*; with *songs*, the best of so many of one drama."""
        return await self._drawn(partial(comparison_picture, runs, chart=chart, language=language, songs=songs))

    async def recap(self, recap: Recap, language: Language = Language.EN) -> Picture:
        """The standings of a period."""
        return await self._drawn(partial(recap_picture, recap, language=language))

    async def party(self, recap: after.Recap, language: Language = Language.EN) -> Picture:
        """The recap of a party."""
        return await self._drawn(partial(party_recap_picture, recap, language=language))

    async def _drawn(self, draw: Callable[[], Picture]) -> Picture:
        return await asyncio.get_running_loop().run_in_executor(self._thread, draw)

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=True, cancel_futures=True)
