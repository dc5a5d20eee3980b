"""A source's list comes in by itself when it follows from the last week, and never silently when it does not."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.feeds import Feeds
from bot.opening import open_rooms
from core.charts.model import Row, Sheet
from core.charts.telling import words
from core.rooms import Rooms
from sources import Feed, Fetched, Web, chosen, known_feeds
from sources.errors import NothingNew, WeekUnclear

SHEET = Sheet((Row(1, "Sudden Shower", "ECLIPSE"), Row(2, "Star", "N.Flying")), 2, "apple", "kr", date(2024, 7, 18))
NEXT = replace(
    SHEET, rows=tuple(reversed([replace(row, rank=3 - row.rank) for row in SHEET.rows])), end=date(2024, 7, 25)
)


(FEED,) = chosen(known_feeds(), ["apple-kr"])


class Lists(Web):
    """Hands out lists instead of asking the outside."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, clock=lambda: datetime(2024, 7, 24, tzinfo=UTC), chance=lambda: 0.5)
        self.sheet = SHEET

    async def fetch(self, feed: Feed) -> Fetched:
        now = datetime(2024, 7, 24, tzinfo=UTC)
        return Fetched(self.sheet, now, now, "Apple Music", fresh=True)


@pytest.fixture
async def rooms(database: Path) -> AsyncIterator[Rooms]:
    async with open_rooms(database, lambda: datetime(2024, 7, 24, tzinfo=UTC)) as found:
        yield found


async def test_the_week_that_follows_is_published_and_its_figures_computed(rooms: Rooms, tmp_path: Path) -> None:
    web = Lists(tmp_path)
    feeds = Feeds(rooms, web)
    done, whose = await feeds.fetch(FEED)
    assert done.loaded[0].osts == 2
    assert "Apple Music" in whose
    web.sheet = NEXT
    await feeds.fetch(FEED)
    board = await rooms.charts.board(done.loaded[0].chart.key)
    assert [line.figures.last_week for line in board.lines] == [2, 1]
    assert words.source(board).endswith("(Apple Music, fetched 24 Jul 2024)")


async def test_the_same_list_again_is_not_a_new_week(rooms: Rooms, tmp_path: Path) -> None:
    web = Lists(tmp_path)
    feeds = Feeds(rooms, web)
    await feeds.fetch(FEED)
    web.sheet = replace(SHEET, end=date(2024, 7, 25))
    with pytest.raises(NothingNew):
        await feeds.fetch(FEED)


async def test_a_gap_of_weeks_is_asked_and_published_only_when_confirmed(rooms: Rooms, tmp_path: Path) -> None:
    web = Lists(tmp_path)
    web.sheet = replace(SHEET, end=date(2024, 7, 4))
    feeds = Feeds(rooms, web)
    await rooms.imports.load([web.sheet])
    web.sheet = NEXT
    with pytest.raises(WeekUnclear):
        await feeds.fetch(FEED)
    done, _ = await feeds.fetch(FEED, confirmed=True)
    board = await rooms.charts.board(done.loaded[0].chart.key)
    assert [line.figures.last_week for line in board.lines] == [None, None]
