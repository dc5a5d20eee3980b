"""Schedules, as managers make them, over the ledger of deliveries."""

import sqlite3
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.language import Language
from core.posts.calendar import Cadence
from core.posts.model import SCHEDULED, Delivery, IfLate, Kind, Planned, Schedule
from core.values import ChannelId, ChartKey, GuildId, RoleId, UserId
from db.ledger import LedgerRows as LedgerRows  # noqa: PLC0414 - the parties plan their deliveries through it
from db.ledger import read_delivery
from db.rows import Value, instant, seconds

_COLUMNS = (
    *("guild", "channel", "what", "chart", "cadence", "day", "at", "zone", "size", "mention", "publish", "if_late"),
    *("catch_up", "language", "paused", "by", "since"),
)
_ADD = (
    f"INSERT INTO schedule ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - our own
    " ON CONFLICT DO NOTHING RETURNING *"
)
_CHANGE = f"UPDATE OR IGNORE schedule SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?"  # noqa: S608


class PostRows(LedgerRows):
    """Schedules and deliveries (``core.posts.ports.PostRows``)."""

    async def schedules(self, guild: GuildId | None = None) -> list[Schedule]:
        """One server's schedules, or those of all servers where the bot is."""
        if guild is not None:
            rows = await self._all("SELECT * FROM schedule WHERE guild = ? ORDER BY id", guild)
        else:
            rows = await self._all(
                "SELECT * FROM schedule WHERE guild NOT IN (SELECT id FROM guild WHERE left_at IS NOT NULL) ORDER BY id"
            )
        return [_schedule(row) for row in rows]

    async def add_schedule(self, wanted: Schedule) -> Schedule | None:
        """*wanted* with the id it got; ``None`` when the same one is there already."""
        row = await self._one(_ADD, *_values(wanted))
        return _schedule(row) if row else None

    async def change_schedule(self, schedule: Schedule) -> bool:
        """Keep *schedule* as it is now; false when it would be the same as another."""
        return await self._do(_CHANGE, *_values(schedule), schedule.id) == 1

    async def remove_schedule(self, guild: GuildId, schedule: int) -> Schedule | None:
        """Take a schedule away with everything of it that has not been sent; ``None`` when the server has none such."""
        row = await self._one("DELETE FROM schedule WHERE guild = ? AND id = ? RETURNING *", guild, schedule)
        if row is None:
            return None
        await self.cancel_pending(SCHEDULED, schedule)
        return _schedule(row)

    async def unplan(self, schedule: Schedule, now: datetime) -> None:
        """Take the future of *schedule* out of the ledger; what is due already moves to its channel."""
        pending = "kind = ? AND occurrence GLOB ? AND state IN ('due', 'blocked') AND attempts = 0"
        which: tuple[Value, ...] = (schedule.what, f"{schedule.id:d}:*")
        await self._do(f"DELETE FROM delivery WHERE {pending} AND due_at > ?", *which, seconds(now))  # noqa: S608 - ours
        await self._do(
            f"UPDATE OR IGNORE delivery SET channel = ?, state = 'due', retry_at = NULL WHERE {pending}"  # noqa: S608
            " AND channel <> ?",
            *(schedule.channel, *which, schedule.channel),
        )

    async def occurrence(self, kind: Kind, guild: GuildId, occurrence: str) -> Delivery | None:
        """The delivery of an occurrence, in whatever channel."""
        row = await self._one(
            "SELECT * FROM delivery WHERE kind = ? AND guild = ? AND occurrence = ? ORDER BY state = 'sent' DESC, id",
            *(kind, guild, occurrence),
        )
        return read_delivery(row) if row else None

    async def again(self, delivery: int, planned: Planned) -> None:
        """A delivery that did not go out is due as *planned*."""
        await self._do(
            "UPDATE delivery SET channel = ?, state = 'due', due_at = ?, expires_at = ?, retry_at = NULL,"
            " reason = NULL, attempts = 0, first_attempt = NULL, held_until = NULL, content = NULL"
            " WHERE id = ? AND state NOT IN ('sent', 'sending')",
            *(planned.channel, seconds(planned.due), seconds(planned.expires), delivery),
        )


def _values(schedule: Schedule) -> tuple[Value, ...]:
    return (
        *(schedule.guild, schedule.channel, schedule.what, schedule.chart, schedule.cadence, schedule.day),
        *(f"{schedule.at:%H:%M}", schedule.zone.key, schedule.size, schedule.mention, schedule.publish),
        *(schedule.if_late, int(schedule.catch_up.total_seconds()) // 3600, schedule.language, schedule.paused),
        *(schedule.by, seconds(schedule.since)),
    )


def _schedule(row: sqlite3.Row) -> Schedule:
    return Schedule(
        id=row["id"],
        guild=GuildId(row["guild"]),
        channel=ChannelId(row["channel"]),
        what=Kind(row["what"]),
        chart=ChartKey(row["chart"]) if row["chart"] else None,
        cadence=Cadence(row["cadence"]),
        day=row["day"],
        at=time.fromisoformat(row["at"]),
        zone=ZoneInfo(row["zone"]),
        size=row["size"],
        mention=RoleId(row["mention"]) if row["mention"] else None,
        publish=bool(row["publish"]),
        if_late=IfLate(row["if_late"]),
        catch_up=timedelta(hours=row["catch_up"]),
        language=Language(row["language"]) if row["language"] else None,
        paused=bool(row["paused"]),
        by=UserId(row["by"]) if row["by"] else None,
        since=instant(row["since"]),
    )
