"""Chart issues as posts show them, rendered once for everybody who gets the same."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from bot.pictures import Gallery
from bot.ui.pictures import Picture
from core.charts.board import Board
from core.charts.telling.story import Story
from core.language import Language
from core.rooms import Rooms
from core.values import ChartKey, GuildId

REMEMBERED = 128
"""Renderings kept; a fan-out to thousands of channels needs a handful."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One chart issue ready to be shown to everybody."""

    board: Board
    picture: Picture
    story: Story


class Issues:
    """Renders issues, and remembers them until a chart is published to."""

    def __init__(self, rooms: Rooms, gallery: Gallery) -> None:
        self._rooms = rooms
        self._gallery = gallery
        self._known: OrderedDict[tuple[object, ...], asyncio.Future[Issue]] = OrderedDict()

    async def get(self, chart: ChartKey, end: date, scope: GuildId, size: int, language: Language) -> Issue:
        """That issue in the view of *scope*, rendered once however many ask for it at the same time.

        Raises:
            NotFound: there is no such issue.
        """
        key = (chart, scope, end, await self._rooms.posts.published(), size, language)
        rendering = self._known.get(key)
        if rendering is None:
            rendering = self._known[key] = asyncio.ensure_future(self._rendered(chart, end, scope, size, language))
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        try:
            return await asyncio.shield(rendering)
        except Exception:
            self._known.pop(key, None)
            raise

    async def _rendered(self, chart: ChartKey, end: date, scope: GuildId, size: int, language: Language) -> Issue:
        board = await self._rooms.charts.board(chart, end, guild=scope, size=size)
        picture = await self._gallery.weekly(board, language)
        return Issue(board, picture, await self._rooms.answers.story(chart, end, guild=scope))
