"""Schedules and the ledger of deliveries."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from core.posts.model import Delivery, Kind, Planned, Schedule, State
from core.values import ChannelId, ChartKey, GuildId, MessageId
from db.rows import Rows, instant, seconds


class LedgerRows(Rows):
    """The part of the ledger that every feature writes: what it wants delivered, in its own transaction."""

    async def plan(self, planned: Iterable[Planned]) -> None:
        """Put these into the ledger; what is there already stays as it is."""
        await self._many(
            "INSERT OR IGNORE INTO delivery (kind, guild, channel, occurrence, due_at, expires_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(p.kind, p.guild, p.channel, p.occurrence, seconds(p.due), seconds(p.expires)) for p in planned],
        )

    async def cancel_pending(self, kinds: Iterable[Kind], subject: int) -> None:
        """Take back what *subject* (a schedule or a party) has in the ledger and nobody has begun to send."""
        for kind in kinds:
            await self._do(
                "UPDATE delivery SET state = 'cancelled' WHERE kind = ? AND occurrence GLOB ? AND state = 'due'",
                *(kind, f"{subject:d}:*"),
            )


class PostRows(LedgerRows):
    """Schedules and deliveries (``core.posts.ports.PostRows``)."""

    async def schedules(self, guild: GuildId | None = None) -> list[Schedule]:
        """One server's schedules, or everybody's."""
        rows = await self._all("SELECT * FROM schedule WHERE ? IS NULL OR guild = ? ORDER BY id", guild, guild)
        return [_schedule(row) for row in rows]

    async def add_schedule(self, wanted: Schedule) -> Schedule | None:
        """*wanted* with the id it got; ``None`` when the same one is there already."""
        row = await self._one(
            "INSERT INTO schedule (guild, channel, what, chart, weekday, at, zone, size, since)"
            " VALUES (?, ?, 'chart', ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING *",
            *(wanted.guild, wanted.channel, wanted.chart, wanted.weekday),
            *(f"{wanted.at:%H:%M}", wanted.zone.key, wanted.size, seconds(wanted.since)),
        )
        return _schedule(row) if row else None

    async def remove_schedule(self, guild: GuildId, schedule: int) -> Schedule | None:
        """Take a schedule away with everything of it that has not been sent; ``None`` when the server has none such."""
        row = await self._one("DELETE FROM schedule WHERE guild = ? AND id = ? RETURNING *", guild, schedule)
        if row is None:
            return None
        await self.cancel_pending([Kind.CHART], schedule)
        return _schedule(row)

    async def expire(self, now: datetime) -> int:
        """Close what was never sent and is past its catch-up window; how many that were."""
        return await self._do(
            "UPDATE delivery SET state = 'expired', reason = coalesce(reason, 'I was not running in time.')"
            " WHERE state = 'due' AND expires_at <= ?",
            seconds(now),
        )

    async def due(self, now: datetime) -> list[Delivery]:
        """What can be sent now: due, and held by nobody."""
        moment = seconds(now)
        rows = await self._all(
            "SELECT * FROM delivery WHERE state IN ('due', 'sending') AND due_at <= ?"
            " AND coalesce(retry_at, 0) <= ? AND coalesce(held_until, 0) <= ? ORDER BY due_at, id",
            *(moment, moment, moment),
        )
        return [_delivery(row) for row in rows]

    async def claim(self, delivery: int, content: str, *, now: datetime, until: datetime) -> Delivery | None:
        """Take the delivery for this process; ``None`` means another attempt holds it or it is done."""
        row = await self._one(
            "UPDATE delivery SET state = 'sending', attempts = attempts + 1, held_until = ?,"
            " first_attempt = coalesce(first_attempt, ?), content = coalesce(content, ?)"
            " WHERE id = ? AND state IN ('due', 'sending') AND coalesce(held_until, 0) <= ? RETURNING *",
            *(seconds(until), seconds(now), content, delivery, seconds(now)),
        )
        return _delivery(row) if row else None

    async def finish(
        self,
        delivery: int,
        state: State,
        *,
        message: MessageId | None = None,
        content: str | None = None,
        reason: str = "",
    ) -> None:
        """The delivery has reached an end."""
        await self._do(
            "UPDATE delivery SET state = ?, message = ?, content = coalesce(?, content), reason = ?, held_until = NULL"
            " WHERE id = ?",
            *(state, message, content, reason or None, delivery),
        )

    async def put_back(self, delivery: int, *, retry_at: datetime, reason: str) -> None:
        """Nothing was sent: the delivery is due again at *retry_at*."""
        await self._do(
            "UPDATE delivery SET retry_at = ?, reason = ? WHERE id = ? AND state = 'due'",
            *(seconds(retry_at), reason, delivery),
        )

    async def let_go(self) -> None:
        """At start: whatever a process that is gone was sending may be looked at again at once."""
        await self._do("UPDATE delivery SET held_until = NULL WHERE state = 'sending'")

    async def last_content(self, schedule: int) -> str | None:
        """What the schedule posted last."""
        row = await self._one(
            "SELECT content FROM delivery WHERE kind = 'chart' AND occurrence GLOB ? AND state = 'sent'"
            " ORDER BY due_at DESC LIMIT 1",
            f"{schedule:d}:*",
        )
        return row["content"] if row else None

    async def history(self, guild: GuildId, limit: int) -> list[Delivery]:
        """The server's latest deliveries, newest first."""
        rows = await self._all("SELECT * FROM delivery WHERE guild = ? ORDER BY due_at DESC LIMIT ?", guild, limit)
        return [_delivery(row) for row in rows]


def _schedule(row: sqlite3.Row) -> Schedule:
    return Schedule(
        id=row["id"],
        guild=GuildId(row["guild"]),
        channel=ChannelId(row["channel"]),
        chart=ChartKey(row["chart"]),
        weekday=row["weekday"],
        at=time.fromisoformat(row["at"]),
        zone=ZoneInfo(row["zone"]),
        size=row["size"],
        since=instant(row["since"]),
    )


def _delivery(row: sqlite3.Row) -> Delivery:
    plan = Planned(
        kind=Kind(row["kind"]),
        guild=GuildId(row["guild"]),
        channel=ChannelId(row["channel"]),
        occurrence=row["occurrence"],
        due=instant(row["due_at"]),
        expires=instant(row["expires_at"]),
    )
    return Delivery(
        id=row["id"],
        plan=plan,
        state=State(row["state"]),
        attempts=row["attempts"],
        first_attempt=instant(row["first_attempt"]) if row["first_attempt"] else None,
        message=MessageId(row["message"]) if row["message"] else None,
        content=row["content"],
        reason=row["reason"],
    )
