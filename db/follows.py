"""Follows, the moves on charts that they wait for, and the direct messages that tell of them."""

from collections.abc import Collection
from datetime import date, datetime

from core.follows.model import CHANNEL, Follow, How, Move, Moves, News
from core.values import SHARED, ChartKey, GuildId, TrackKey, UserId
from db.ledger import LedgerRows
from db.news import NewsRows, read_follow, read_news
from db.rows import instant, iso, seconds

_MOVES = """
SELECT c.key, c.title, c.guild, i.end_date, s.track, e.rank, e.mark, e.new_peak,
    (SELECT min(p.published_at) FROM issue p WHERE p.chart = c.id AND p.end_date = i.end_date) AS first
FROM chart c
JOIN issue i ON i.chart = c.id AND i.current AND i.status IN ('published', 'partial')
    AND i.end_date = (SELECT max(n.end_date) FROM issue n WHERE n.chart = c.id AND n.current
                      AND n.status IN ('published', 'partial'))
JOIN entry e ON e.issue = i.id AND (e.mark IN ('new', 'return') OR e.new_peak)
JOIN song s ON s.id = e.song AND s.track IS NOT NULL
WHERE c.of IS NULL AND i.end_date >= ? AND first >= ? ORDER BY c.id, e.rank
"""


class FollowRows(LedgerRows, NewsRows):
    """Who follows what, and what they were told (``core.follows.ports.FollowRows``)."""

    async def follows(self, member: UserId | None = None, guild: GuildId | None = None) -> list[Follow]:
        """The follows of a member, seen from a server or from anywhere; or everybody's."""
        rows = await self._all(
            "SELECT * FROM follow WHERE (?1 IS NULL OR member = ?1) AND (?2 IS NULL OR guild IN (0, ?2)) ORDER BY id",
            *(member, guild),
        )
        return [read_follow(row) for row in rows]

    async def in_channel(self, guild: GuildId) -> list[Follow]:
        """What is told in the server's channel."""
        rows = await self._all("SELECT * FROM follow WHERE guild = ? AND how = 'channel' ORDER BY id", guild)
        return [read_follow(row) for row in rows]

    async def put(self, follow: Follow) -> None:
        """Follow something, or hear of it in another way from now on."""
        await self._do(
            "INSERT INTO follow (guild, member, kind, key, how, since) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (member, guild, kind, key) DO UPDATE SET how = excluded.how",
            *(follow.guild, follow.member, follow.kind, follow.key, follow.how, seconds(follow.since)),
        )

    async def follow(self, number: int) -> Follow | None:
        """One follow."""
        row = await self._one("SELECT * FROM follow WHERE id = ?", number)
        return read_follow(row) if row else None

    async def stop(self, number: int) -> None:
        """Follow that no longer."""
        await self._do("DELETE FROM follow WHERE id = ?", number)

    async def moves(self, since: datetime, ends: date) -> list[Move]:
        """Debuts, returns and new peaks on the newest issue of every chart, if that came out first after *since* and
        its week ends on *ends* or later."""
        rows = await self._all(_MOVES, iso(ends), seconds(since))
        return [
            Move(
                ChartKey(row["key"]),
                row["title"],
                GuildId(row["guild"]),
                date.fromisoformat(row["end_date"]),
                TrackKey(row["track"]),
                row["rank"],
                {"new": Moves.DEBUT, "return": Moves.RETURN}.get(row["mark"], Moves.PEAK),
                instant(row["first"]),
            )
            for row in rows
        ]

    async def told(self) -> set[tuple[GuildId, UserId, str]]:
        """Every event that was told: to whom, and for a channel on which server."""
        rows = await self._all("SELECT guild, member, event FROM news")
        return {
            (GuildId(row["guild"]) if row["member"] == CHANNEL else SHARED, UserId(row["member"]), row["event"])
            for row in rows
        }

    async def news(self, member: UserId, guild: GuildId | None, most: int) -> list[tuple[News, bool]]:
        """What a member was told lately, as far as *guild* may see it, newest first; whether they have seen it."""
        rows = await self._all(
            "SELECT * FROM news WHERE member = ?1 AND (?2 IS NULL OR guild IN (0, ?2))"
            " ORDER BY at DESC, rowid DESC LIMIT ?3",
            *(member, guild, most),
        )
        return [(read_news(row), bool(row["seen"])) for row in rows]

    async def see(self, member: UserId, events: Collection[str]) -> None:
        """The member has seen these."""
        await self._many(
            "UPDATE news SET seen = 1 WHERE member = ? AND event = ?", [(member, event) for event in events]
        )

    async def unheard(self, member: UserId, guild: GuildId) -> list[News]:
        """What became of the member's suggestions and they do not know yet."""
        rows = await self._all(
            "SELECT * FROM news WHERE member = ? AND guild = ? AND event GLOB 'suggestion:*' AND NOT seen"
            " AND how = 'digest' ORDER BY at",
            *(member, guild),
        )
        return [read_news(row) for row in rows]

    async def to_mail(self, before: datetime) -> list[tuple[int, int]]:
        """Whom to write now, and the number of that message: there is news, and the last one went out *before* then."""
        rows = await self._all(
            "SELECT id, mails + 1 AS number FROM follower WHERE coalesce(mailed_at, 0) <= ? AND EXISTS"
            " (SELECT 1 FROM news WHERE news.member = follower.member AND how = 'dm' AND mail IS NULL)",
            seconds(before),
        )
        return [(row["id"], row["number"]) for row in rows]

    async def mail(self, follower: int, number: int, now: datetime) -> None:
        """Everything that waits for *follower* goes into message *number*."""
        await self._do(
            "UPDATE news SET mail = ? WHERE how = 'dm' AND mail IS NULL"
            " AND member = (SELECT member FROM follower WHERE id = ?)",
            *(number, follower),
        )
        await self._do("UPDATE follower SET mails = ?, mailed_at = ? WHERE id = ?", number, seconds(now), follower)

    async def letter(self, follower: int, number: int) -> list[News]:
        """What message *number* to *follower* says, oldest first; nothing when they have deleted their data."""
        rows = await self._all(
            "SELECT n.* FROM news n JOIN follower f ON f.member = n.member WHERE f.id = ? AND n.mail = ?"
            " ORDER BY n.at, n.rowid",
            *(follower, number),
        )
        return [read_news(row) for row in rows]

    async def member(self, follower: int) -> UserId | None:
        """Who that is."""
        row = await self._one("SELECT member FROM follower WHERE id = ?", follower)
        return UserId(row["member"]) if row else None

    async def close(self, member: UserId) -> None:
        """The member takes no direct messages: all of it goes on their list."""
        for table, column in (("follow", "how"), ("news", "how"), ("suggestion", "told")):
            await self._do(
                f"UPDATE {table} SET {column} = ? WHERE member = ? AND {column} = ?",  # noqa: S608 - our own words
                *(How.DIGEST, member, How.DM),
            )

    async def forget_news(self, before: datetime) -> None:
        """Let go of what was told long ago."""
        await self._do("DELETE FROM news WHERE at < ? AND (mail IS NOT NULL OR how <> 'dm')", seconds(before))
