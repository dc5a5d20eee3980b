"""Listening parties, their answers and track lists."""

import sqlite3
from datetime import datetime
from zoneinfo import ZoneInfo

from core.parties.model import Answer, Choice, Party, PartyState
from core.values import ChannelId, DramaKey, GuildId, MessageId, TrackKey, UserId
from db.posts import LedgerRows
from db.rows import instant, seconds


class PartyRows(LedgerRows):
    """Parties, and what they want delivered in the same transaction (``core.parties.ports.PartyRows``)."""

    async def add(self, party: Party) -> Party:
        """*party* with the id it got."""
        number = await self._insert(
            "INSERT INTO party (guild, channel, host, title, starts_at, zone, seats, remind, drama, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(party.guild, party.channel, party.host, party.title, seconds(party.starts), party.zone.key),
            *(party.seats, party.remind, party.drama, party.state),
        )
        await self._many(
            "INSERT INTO party_track VALUES (?, ?, ?)", [(number, place, key) for place, key in enumerate(party.tracks)]
        )
        stored = await self.find(party.guild, number)
        assert stored is not None
        return stored

    async def find(self, guild: GuildId, party: int) -> Party | None:
        """The server's party; another server's is not found."""
        row = await self._one("SELECT * FROM party WHERE guild = ? AND id = ?", guild, party)
        return await self._whole(row) if row else None

    async def record(self, before: Party, after: Party) -> None:
        """Write what differs between *before* and *after*."""
        if after.state is not before.state:
            await self._do("UPDATE party SET state = ? WHERE id = ?", after.state, after.id)
        changed = set(after.answers) - set(before.answers)
        await self._many(
            "INSERT INTO answer VALUES (?, ?, ?, ?) ON CONFLICT (party, member)"
            " DO UPDATE SET choice = excluded.choice, place = excluded.place",
            [(after.id, answer.member, answer.choice, answer.place) for answer in changed],
        )

    async def coming(self, guild: GuildId | None, now: datetime) -> list[Party]:
        """The parties of one server, or of all, that have not begun and are not cancelled, soonest first."""
        rows = await self._all(
            "SELECT * FROM party WHERE (? IS NULL OR guild = ?) AND starts_at > ? AND state = 'open'"
            " ORDER BY starts_at, id",
            *(guild, guild, seconds(now)),
        )
        return [await self._whole(row) for row in rows]

    async def _whole(self, row: sqlite3.Row) -> Party:
        answers = await self._all("SELECT * FROM answer WHERE party = ? ORDER BY place", row["id"])
        board = await self._one(
            "SELECT message FROM delivery WHERE kind = 'board' AND occurrence = ? AND state = 'sent'",
            f"{row['id']}:board",
        )
        tracks = await self._all("SELECT track FROM party_track WHERE party = ? ORDER BY place", row["id"])
        return Party(
            id=row["id"],
            guild=GuildId(row["guild"]),
            channel=ChannelId(row["channel"]),
            host=UserId(row["host"]),
            title=row["title"],
            starts=instant(row["starts_at"]),
            zone=ZoneInfo(row["zone"]),
            seats=row["seats"],
            remind=row["remind"],
            drama=DramaKey(row["drama"]) if row["drama"] else None,
            tracks=tuple(TrackKey(each["track"]) for each in tracks),
            answers=tuple(Answer(UserId(a["member"]), Choice(a["choice"]), a["place"]) for a in answers),
            state=PartyState(row["state"]),
            board=MessageId(board["message"]) if board else None,
        )
