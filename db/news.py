"""What was told to whom, so that nothing is told twice."""

import sqlite3

from core.catalog.search import Kind
from core.follows.model import Event, Follow, How, News
from core.language import Words
from core.values import GuildId, UserId
from db.rows import Rows, instant, seconds


class NewsRows(Rows):
    """News, for whoever has some."""

    async def add_news(self, news: News) -> bool:
        """Tell somebody; false when they were told before."""
        event = news.event
        if news.how is How.DM:
            await self._do("INSERT OR IGNORE INTO follower (member) VALUES (?)", news.member)
        return bool(
            await self._do(
                "INSERT OR IGNORE INTO news (guild, member, event, at, en, ko, how) VALUES (?, ?, ?, ?, ?, ?, ?)",
                *(news.guild, news.member, event.id, seconds(event.at), event.words.en, event.words.ko, news.how),
            )
        )

    async def take_news(self, member: UserId, event: str) -> None:
        """Forget that somebody is to be told."""
        await self._do("DELETE FROM news WHERE member = ? AND event = ?", member, event)


def read_news(row: sqlite3.Row) -> News:
    """A row of the news."""
    event = Event(row["event"], instant(row["at"]), Words(row["en"], row["ko"]))
    return News(GuildId(row["guild"]), UserId(row["member"]), event, How(row["how"]))


def read_follow(row: sqlite3.Row) -> Follow:
    """A row of the follows."""
    return Follow(
        GuildId(row["guild"]),
        UserId(row["member"]),
        Kind(row["kind"]),
        row["key"],
        How(row["how"]),
        instant(row["since"]),
        row["id"],
    )
