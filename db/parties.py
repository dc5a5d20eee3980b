"""Listening parties and the answers to them."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from core.parties.model import Answer, Item, Party, PartyState
from core.parties.seats import Floor
from core.posts.model import Delivery, Planned, State
from core.values import GuildId, RoleId, UserId
from db.ledger import read_delivery
from db.party_reading import answer_of, columns_of, party_of
from db.party_reading import seconds_or_none as moment
from db.posts import LedgerRows
from db.rows import packed, seconds

_LANGUAGE = "(SELECT language FROM guild WHERE id = p.guild) AS language"
WITH_BOARD = (
    "SELECT p.*, (SELECT message FROM delivery WHERE kind = 'board' AND guild = p.guild AND state = 'sent'"  # noqa: S608 - our own words
    f" AND occurrence = p.id || ':' || p.board_name) AS board, {_LANGUAGE} FROM party p"
)
_ASKED = f"""
SELECT p.*, NULL AS board, {_LANGUAGE},
    coalesce(f.taken, 0) AS taken, coalesce(f.queue, 0) AS queue, coalesce(f.last, 0) AS last,
    a.member AS a_member, a.choice AS a_choice, a.place AS a_place, a.seat AS a_seat,
    a.guests AS a_guests, a.until AS a_until, a.role AS a_role, a.direct AS a_direct, a.name AS a_name
FROM party p LEFT JOIN floor f ON f.party = p.id LEFT JOIN answer a ON a.party = p.id AND a.member = ?
WHERE p.guild = ? AND p.id = ?
"""  # noqa: S608 - our own words
_IN_STATES = f"""
{WITH_BOARD} WHERE (? IS NULL OR p.guild = ?) AND p.state IN (SELECT value FROM json_each(?))
ORDER BY p.starts_at DESC, p.id LIMIT ?
"""  # noqa: S608 - our own words


class PartyRows(LedgerRows):
    """Parties, and what they want delivered in the same transaction (``core.parties.ports.PartyRows``)."""

    async def add(self, party: Party) -> Party:
        """*party* with the id it got."""
        values = columns_of(party)
        number = await self._insert(
            f"INSERT INTO party ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",  # noqa: S608 - own names
            *values.values(),
        )
        await self._keep_items(number, party.items)
        await self._keep_helpers(number, party.helpers)
        stored = await self.find(party.guild, number)
        assert stored is not None
        return stored

    async def find(self, guild: GuildId, party: int) -> Party | None:
        """The server's party; another server's is not found."""
        row = await self._one(f"{WITH_BOARD} WHERE p.guild = ? AND p.id = ?", guild, party)
        return await self.whole(row) if row else None

    async def plain(self, guild: GuildId, party: int) -> Party | None:
        """The server's party without answers, list and cues: all that an answer is decided on."""
        row = await self._one(f"{WITH_BOARD} WHERE p.guild = ? AND p.id = ?", guild, party)
        return party_of(row) if row else None

    async def record(self, before: Party, after: Party) -> None:
        """Write what differs between *before* and *after*."""
        old, new = columns_of(before), columns_of(after)
        changed = {name: value for name, value in new.items() if value != old[name]}
        if changed:
            names = ", ".join(f"{name} = ?" for name in changed)
            await self._do(f"UPDATE party SET {names} WHERE id = ?", *changed.values(), after.id)  # noqa: S608 - own names
        if after.items != before.items:
            await self._keep_items(after.id, after.items)
        if after.helpers != before.helpers:
            await self._keep_helpers(after.id, after.helpers)
        if after.programme != before.programme:
            await self._keep_programme(after)
        for answer in set(after.answers) - set(before.answers):
            await self.keep_answer(after.id, answer)

    # Answers --------------------------------------------------------------------------------------------------------

    async def asked(self, guild: GuildId, party: int, fan: UserId) -> tuple[Party, Floor, int] | None:
        """All that an answer of *fan* is decided on, in one look: the plain party, its floor, how many wait."""
        row = await self._one(_ASKED, fan, guild, party)
        if row is None:
            return None
        plain = party_of(row)
        roles = (await self.floor(party, fan)).by_role if plain.terms.limits else {}
        mine = answer_of(row, "a_") if row["a_member"] is not None else None
        return plain, Floor(row["taken"], row["last"], roles, mine), row["queue"]

    async def floor(self, party: int, fan: UserId | None) -> Floor:
        """What an answer of *fan* is decided on."""
        row = await self._one("SELECT taken, last FROM floor WHERE party = ?", party)
        roles = await self._all(
            "SELECT role, sum(1 + guests) AS taken FROM answer"
            " WHERE party = ? AND role IS NOT NULL AND seat IN ('taken', 'offered') GROUP BY role",
            party,
        )
        mine = await self._one("SELECT * FROM answer WHERE party = ? AND member = ?", party, fan)
        by_role = {RoleId(each["role"]): each["taken"] for each in roles}
        taken, last = (row["taken"], row["last"]) if row else (0, 0)
        return Floor(taken, last, by_role, answer_of(mine) if mine else None)

    async def line(self, party: int, limit: int) -> list[Answer]:
        """Those who wait and have no offer, first come first, at most *limit*."""
        rows = await self._all(
            "SELECT * FROM answer WHERE party = ? AND seat = 'waiting' ORDER BY place LIMIT ?", party, limit
        )
        return [answer_of(row) for row in rows]

    async def place_in_line(self, party: int, place: int) -> int:
        """How many wait, offers included, up to the one who answered as number *place*."""
        row = await self._one(
            "SELECT count(*) AS number FROM answer WHERE party = ? AND seat IN ('waiting', 'offered') AND place <= ?",
            *(party, place),
        )
        assert row is not None
        return int(row["number"])

    async def lapsing(self, party: int, now: datetime) -> list[Answer]:
        """Those whose offer has ended."""
        rows = await self._all(
            "SELECT * FROM answer WHERE party = ? AND seat = 'offered' AND until <= ? ORDER BY place",
            *(party, seconds(now)),
        )
        return [answer_of(row) for row in rows]

    async def answer_at(self, party: int, place: int) -> Answer | None:
        """Who answered as number *place*."""
        row = await self._one("SELECT * FROM answer WHERE party = ? AND place = ?", party, place)
        return answer_of(row) if row else None

    async def keep_answer(self, party: int, answer: Answer) -> None:
        """Keep a fan's answer in the place of an earlier one."""
        await self._all(  # one hop to the store's thread where a cursor would take two
            "INSERT INTO answer (party, member, choice, place, seat, guests, until, role, direct, name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (party, member) DO UPDATE SET choice = excluded.choice,"
            " place = excluded.place, seat = excluded.seat, guests = excluded.guests, until = excluded.until,"
            " role = excluded.role, direct = excluded.direct, name = excluded.name"
            " RETURNING place",
            *(party, answer.member, answer.choice, answer.place, answer.seat, answer.guests, moment(answer.until)),
            *(answer.role, answer.direct, answer.name),
        )

    async def drop_answer(self, party: int, member: UserId) -> None:
        """Forget the answer of somebody who has left the server."""
        await self._do("DELETE FROM answer WHERE party = ? AND member = ?", party, member)

    # Which parties there are ------------------------------------------------------------------------------------------

    async def coming(self, guild: GuildId | None, now: datetime) -> list[Party]:
        """The parties of one server, or of all, that have not begun and are not cancelled, soonest first."""
        rows = await self._all(
            f"{WITH_BOARD} WHERE (? IS NULL OR p.guild = ?) AND p.starts_at > ?"
            " AND p.state IN ('open', 'full', 'closed', 'lobby') ORDER BY p.starts_at, p.id",
            *(guild, guild, seconds(now)),
        )
        return [await self.whole(row) for row in rows]

    async def in_states(self, guild: GuildId | None, states: Sequence[PartyState], limit: int) -> list[Party]:
        """The parties of one server, or of all, in any of *states*, latest first, without answers and list."""
        rows = await self._all(
            _IN_STATES,
            *(guild, guild, packed(states), limit),
        )
        return [party_of(row) for row in rows]

    async def restless(self, now: datetime) -> list[tuple[GuildId, int]]:
        """The parties to which time may have to do something at *now*."""
        at = seconds(now)
        rows = await self._all(
            "SELECT id, guild FROM party WHERE state IN ('lobby', 'live', 'paused', 'ended')"
            " OR (state IN ('open', 'full', 'closed') AND starts_at <= ? + 900)"
            " OR (state IN ('open', 'full') AND closes > 0 AND starts_at <= ? + 60 * closes)"
            " OR (state = 'draft' AND starts_at <= ?)"
            " OR (state IN ('open', 'full', 'closed') AND (seats IS NULL OR role_limits <> '[]' OR seats >"
            " (SELECT taken FROM floor WHERE floor.party = party.id))"
            " AND EXISTS (SELECT 1 FROM answer WHERE party = party.id AND seat = 'waiting'))"
            " OR id IN (SELECT party FROM answer WHERE seat = 'offered' AND until <= ?)",
            *(at, at, at, at),
        )
        return [(GuildId(row["guild"]), row["id"]) for row in rows]

    # The ledger and what Discord mirrors -----------------------------------------------------------------------------

    async def delivered(self, guild: GuildId, occurrence: str) -> State | None:
        """Where a party's message stands; ``None`` when none was planned under that name."""
        row = await self._one(
            "SELECT state FROM delivery WHERE kind = 'party' AND guild = ? AND occurrence = ?", guild, occurrence
        )
        return State(row["state"]) if row else None

    async def withdraw(self, party: int, beginning: str) -> None:
        """Take back what nobody has begun to send and whose name begins so; an empty *beginning* takes all."""
        await self._do(
            "UPDATE delivery SET state = 'cancelled' WHERE kind IN ('board', 'reminder', 'party')"
            " AND occurrence GLOB ? AND state IN ('due', 'blocked')",
            f"{party:d}:{beginning}*",
        )

    async def plan(self, planned: Iterable[Planned]) -> None:
        """Put these into the ledger; one that was taken back before it was sent is wanted again."""
        wanted = list(planned)
        await super().plan(wanted)
        await self._many(
            "UPDATE delivery SET state = 'due', due_at = ?, expires_at = ?, retry_at = NULL WHERE kind = ?"
            " AND guild = ? AND channel = ? AND occurrence = ? AND state = 'cancelled' AND message IS NULL",
            [(seconds(p.due), seconds(p.expires), p.kind, p.guild, p.channel, p.occurrence) for p in wanted],
        )

    async def imminent(self, until: datetime) -> list[Delivery]:
        """The start messages that are due up to *until* and that nobody has begun to send."""
        rows = await self._all(
            "SELECT * FROM delivery WHERE kind = 'party' AND occurrence GLOB '*:start-*' AND state = 'due'"
            " AND due_at <= ? ORDER BY due_at",
            seconds(until),
        )
        return [read_delivery(row) for row in rows]

    # Its parts ------------------------------------------------------------------------------------------------------

    async def whole(self, row: sqlite3.Row) -> Party:
        """The party of *row* with everything that belongs to it."""
        number = row["id"]
        return party_of(
            row,
            answers=await self._all("SELECT * FROM answer WHERE party = ? ORDER BY place", number),
            items=await self._all(
                "SELECT t.*, (SELECT count(*) FROM party_mark m WHERE m.party = t.party AND m.did = 'vote'"
                " AND m.item = t.id) AS votes FROM party_track t WHERE t.party = ? ORDER BY t.nominated, t.place, t.id",
                number,
            ),
            helpers=await self._all("SELECT member FROM party_helper WHERE party = ? ORDER BY member", number),
            cues=await self._all("SELECT * FROM party_cue WHERE party = ? ORDER BY number", number),
            pauses=await self._all("SELECT * FROM party_pause WHERE party = ? ORDER BY at", number),
        )

    async def _keep_items(self, party: int, items: Iterable[Item]) -> None:
        """Keep the list as it is now; an entry that has an id keeps it, so that votes still find it."""
        all_ = list(items)
        kept = json.dumps([item.id for item in all_ if item.id])
        await self._do(
            "DELETE FROM party_track WHERE party = ? AND id NOT IN (SELECT value FROM json_each(?))", party, kept
        )
        await self._many(
            "INSERT INTO party_track (id, party, place, title, artist, seconds, track, links, nominated, by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET place = excluded.place,"
            " title = excluded.title, artist = excluded.artist, seconds = excluded.seconds, track = excluded.track,"
            " links = excluded.links, nominated = excluded.nominated",
            [
                (
                    *(item.id or None, party, place, item.title, item.artist, item.seconds, item.track),
                    *(packed(item.links), int(item.nominated), item.by),
                )
                for place, item in enumerate(all_)
            ],
        )

    async def _keep_helpers(self, party: int, helpers: Iterable[UserId]) -> None:
        await self._do("DELETE FROM party_helper WHERE party = ?", party)
        await self._many("INSERT INTO party_helper VALUES (?, ?)", [(party, member) for member in helpers])

    async def _keep_programme(self, party: Party) -> None:
        running = party.programme
        assert running is not None
        await self._do("DELETE FROM party_cue WHERE party = ?", party.id)
        await self._do("DELETE FROM party_pause WHERE party = ?", party.id)
        await self._many(
            "INSERT INTO party_cue VALUES (?, ?, ?, ?)",
            [(party.id, number, cue.number, seconds(cue.at)) for number, cue in enumerate(running.cues)],
        )
        await self._many(
            "INSERT INTO party_pause VALUES (?, ?, ?)",
            [(party.id, seconds(pause.at), moment(pause.until)) for pause in running.pauses],
        )
