"""The ledger of deliveries: one row for every message that must go out once."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from core.posts.model import OF_AN_ISSUE, SCHEDULED, Delivery, Kind, Planned, State
from core.posts.ports import Blocked
from core.posts.states import before
from core.values import ChannelId, GuildId, MessageId
from db.rows import Rows, instant, seconds

_SCHEDULED = ", ".join(f"'{kind}'" for kind in SCHEDULED)
_OUTDATED = f"""
SELECT d.*, i.revision AS newest FROM delivery d
JOIN chart c ON c.of IS NULL AND c.key = substr(d.content, 1, instr(d.content, '@') - 1) AND c.guild =
    (SELECT max(guild) FROM chart WHERE key = substr(d.content, 1, instr(d.content, '@') - 1) AND guild IN (0, d.guild))
JOIN chart o ON o.of = c.id
JOIN issue i ON i.chart = o.id AND i.current AND i.end_date = substr(d.content, instr(d.content, '@') + 1, 10)
WHERE d.state = 'sent' AND d.sent_at >= ? AND d.kind IN ({", ".join(f"'{kind}'" for kind in OF_AN_ISSUE)})
AND i.revision <> CAST(substr(d.content, instr(d.content, '#') + 1) AS INTEGER)
"""  # noqa: S608 - our own words


class LedgerRows(Rows):
    """Deliveries; every feature plans through it, in its own transaction (``core.posts.ports.LedgerRows``)."""

    async def plan(self, planned: Iterable[Planned]) -> None:
        """Put these into the ledger; what is there already stays as it is."""
        await self._many(
            "INSERT OR IGNORE INTO delivery (kind, guild, channel, occurrence, due_at, expires_at, content)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (p.kind, p.guild, p.channel, p.occurrence, seconds(p.due), seconds(p.expires), p.content)
                for p in planned
            ],
        )

    async def cancel_pending(self, kinds: Iterable[Kind], subject: int) -> None:
        """Take back what *subject* (a schedule or a party) has in the ledger and nobody has begun to send."""
        for kind in kinds:
            await self._do(
                "UPDATE delivery SET state = 'cancelled' WHERE kind = ? AND occurrence GLOB ?"
                " AND state IN ('due', 'blocked')",
                *(kind, f"{subject:d}:*"),
            )

    async def expire(self, now: datetime) -> list[Delivery]:
        """Close what was never sent and is past its catch-up window; what that was, as it stood before."""
        rows = await self._all(
            "SELECT * FROM delivery WHERE state IN ('due', 'blocked') AND expires_at <= ?", seconds(now)
        )
        await self._many(
            "UPDATE delivery SET state = 'expired', reason = coalesce(reason, 'I was not running in time.')"
            " WHERE id = ?",
            [(row["id"],) for row in rows],
        )
        return [read_delivery(row) for row in rows]

    async def hold_back(self, now: datetime) -> None:
        """What is due in a channel that does not take posts is blocked like what was refused there."""
        await self._do(
            "UPDATE delivery SET state = 'blocked', reason = b.reason FROM blocked_channel b"
            " WHERE b.channel = delivery.channel AND delivery.state = 'due' AND delivery.due_at <= ?",
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
        return [read_delivery(row) for row in rows]

    async def claim(self, delivery: int, content: str, *, now: datetime, until: datetime) -> Delivery | None:
        """Take the delivery for this process; ``None`` means another attempt holds it or it is done."""
        row = await self._one(
            "UPDATE delivery SET state = 'sending', attempts = attempts + 1, held_until = ?,"
            " first_attempt = coalesce(first_attempt, ?), content = coalesce(content, ?)"
            " WHERE id = ? AND coalesce(held_until, 0) <= ? AND (state = 'sending' OR"
            " (state = 'due' AND channel NOT IN (SELECT channel FROM blocked_channel))) RETURNING *",
            *(seconds(until), seconds(now), content, delivery, seconds(now)),
        )
        return read_delivery(row) if row else None

    async def sent(self, delivery: int, message: MessageId, content: str, *, now: datetime, crosspost: bool) -> None:
        """The delivery is in its channel; *crosspost* says that it is still to be published to followers."""
        await self._do(
            "UPDATE delivery SET state = 'sent', message = ?, content = ?, sent_at = ?, crosspost = ?, reason = NULL,"
            " held_until = NULL WHERE id = ? AND state = 'sending'",
            *(message, content, seconds(now), crosspost, delivery),
        )

    async def end(self, delivery: int, state: State, reason: str) -> bool:
        """The delivery has come to *state*; whether it may, as ``core.posts.states`` has it."""
        allowed = ", ".join(f"'{each}'" for each in before(state))
        return bool(
            await self._do(
                f"UPDATE delivery SET state = ?, reason = ?, held_until = NULL WHERE id = ? AND state IN ({allowed})",  # noqa: S608 - states
                *(state, reason or None, delivery),
            )
        )

    async def put_back(self, delivery: int, *, retry_at: datetime, reason: str) -> None:
        """It is known that nothing was sent: the delivery is due again at *retry_at*."""
        await self._do(
            "UPDATE delivery SET state = 'due', retry_at = ?, reason = ?, held_until = NULL, attempts = 0,"
            " first_attempt = NULL WHERE id = ? AND state IN ('due', 'sending')",
            *(seconds(retry_at), reason, delivery),
        )

    async def let_go(self) -> None:
        """At start: whatever a process that is gone was sending may be looked at again at once."""
        await self._do("UPDATE delivery SET held_until = NULL WHERE state = 'sending'")

    async def hurry(self) -> None:
        """Whatever waits for something new is looked at again now."""
        await self._do("UPDATE delivery SET retry_at = NULL WHERE state = 'due' AND attempts = 0")

    async def last_content(self, kind: Kind, schedule: int) -> str | None:
        """What the schedule posted last."""
        row = await self._one(
            "SELECT content FROM delivery WHERE kind = ? AND occurrence GLOB ? AND state = 'sent'"
            " ORDER BY due_at DESC LIMIT 1",
            *(kind, f"{schedule:d}:*"),
        )
        return row["content"] if row else None

    async def history(self, guild: GuildId, limit: int, schedule: int | None = None) -> list[Delivery]:
        """The server's latest deliveries, newest first; of one schedule, or of everything."""
        rows = await self._all(
            f"SELECT * FROM delivery WHERE guild = ? AND (? IS NULL OR (occurrence GLOB ? AND kind IN ({_SCHEDULED})))"  # noqa: S608 - our own
            " ORDER BY due_at DESC, id DESC LIMIT ?",
            *(guild, schedule, f"{schedule}:*", limit),
        )
        return [read_delivery(row) for row in rows]

    async def delivery(self, delivery: int) -> Delivery | None:
        """One row of the ledger."""
        row = await self._one("SELECT * FROM delivery WHERE id = ?", delivery)
        return read_delivery(row) if row else None

    async def block(self, delivery: Delivery, code: int, reason: str, now: datetime) -> bool:
        """The channel of *delivery* does not take posts; whether that is news."""
        await self._do(
            "UPDATE delivery SET state = 'blocked', reason = ?, held_until = NULL, attempts = 0, first_attempt = NULL"
            " WHERE id = ? AND state IN ('due', 'sending')",
            *(reason, delivery.id),
        )
        if not delivery.plan.channel:
            return False
        found = await self._do(
            "INSERT OR IGNORE INTO blocked_channel VALUES (?, ?, ?, ?, ?, ?)",
            *(delivery.plan.channel, delivery.plan.guild, code, reason, seconds(now), seconds(now)),
        )
        return bool(found)

    async def blocked(self, guild: GuildId | None = None) -> list[Blocked]:
        """The channels that do not take posts, of one server or of all."""
        rows = await self._all("SELECT * FROM blocked_channel WHERE ? IS NULL OR guild = ?", guild, guild)
        return [
            Blocked(
                GuildId(row["guild"]),
                ChannelId(row["channel"]),
                row["code"],
                row["reason"],
                instant(row["since"]),
                instant(row["probed"]),
            )
            for row in rows
        ]

    async def probed(self, channel: ChannelId, now: datetime) -> None:
        """A blocked channel was looked at and is still blocked."""
        await self._do("UPDATE blocked_channel SET probed = ? WHERE channel = ?", seconds(now), channel)

    async def unblock(self, channel: ChannelId) -> None:
        """The channel takes posts again: what waited there is due."""
        await self._do("DELETE FROM blocked_channel WHERE channel = ?", channel)
        await self._do(
            "UPDATE delivery SET state = 'due', reason = NULL, retry_at = NULL WHERE channel = ? AND state = 'blocked'",
            channel,
        )

    async def crossposts(self) -> list[Delivery]:
        """What was sent and is still to be published to followers."""
        return [read_delivery(row) for row in await self._all("SELECT * FROM delivery WHERE crosspost")]

    async def crossposted(self, delivery: int, reason: str = "") -> None:
        """It is published, or cannot be, for *reason*."""
        await self._do(
            "UPDATE delivery SET crosspost = 0, reason = coalesce(?, reason) WHERE id = ?", reason or None, delivery
        )

    async def outdated(self, since: datetime) -> list[tuple[Delivery, int]]:
        """Posts since *since* whose chart issue has been corrected, each with the revision that counts now."""
        return [(read_delivery(row), row["newest"]) for row in await self._all(_OUTDATED, seconds(since))]

    async def corrected(self, delivery: int, content: str, reason: str) -> None:
        """A post shows *content* now, or never will, for *reason*."""
        await self._do("UPDATE delivery SET content = ?, reason = ? WHERE id = ?", content, reason or None, delivery)

    async def published(self) -> int:
        """A number that grows whenever any chart is published to."""
        row = await self._one("SELECT coalesce(sum(version), 0) AS times FROM chart")
        assert row is not None
        return int(row["times"])

    async def restored_at(self) -> datetime | None:
        """When a backup was restored; what was due before that may have been sent by what the backup forgot."""
        row = await self._one("SELECT value FROM fact WHERE name = 'restored'")
        return instant(int(row["value"])) if row else None

    async def engine(self) -> str:
        """The version of SQLite that keeps all this."""
        row = await self._one("SELECT sqlite_version() AS version")
        assert row is not None
        return str(row["version"])

    async def leave(self, guild: GuildId, now: datetime | None) -> None:
        """The bot is not on the server any more (or, without *now*, it is back)."""
        if now is None:
            await self._do("UPDATE guild SET left_at = NULL WHERE id = ? AND left_at IS NOT NULL", guild)
            return
        await self._do(
            "INSERT INTO guild (id, left_at) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET left_at = excluded.left_at",
            *(guild, seconds(now)),
        )
        await self._do("DELETE FROM blocked_channel WHERE guild = ?", guild)
        await self._do(
            "UPDATE delivery SET state = 'cancelled', reason = 'I was removed from the server.'"
            " WHERE guild = ? AND state IN ('due', 'blocked')",
            guild,
        )


def read_delivery(row: sqlite3.Row) -> Delivery:
    """A row of the ledger."""
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
        sent_at=instant(row["sent_at"]) if row["sent_at"] else None,
        crosspost=bool(row["crosspost"]),
    )
