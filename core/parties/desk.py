"""Everything that can be asked of listening parties."""

from dataclasses import dataclass

from core.errors import BadInput, NotFound
from core.parties import rules
from core.parties.model import Choice, Party
from core.parties.ports import PartyRows
from core.ports import Clock, Shelf
from core.posts.model import Kind
from core.values import GuildId, UserId

MOST_PARTIES = 25
"""Parties to come that a server may have."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The party after an answer, and who moved up from the waiting list because of it."""

    party: Party
    moved_up: tuple[UserId, ...] = ()


class PartyDesk:
    """The parties' use cases."""

    def __init__(self, shelf: Shelf[PartyRows], clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock

    async def create(self, wanted: Party) -> Party:
        """Open *wanted* for answers; its board and its reminder are in the ledger when this returns.

        Raises:
            BadInput: it cannot take place as asked, or the server has as many parties to come as it may.
        """
        now = self._clock()
        party = rules.create(wanted, now=now)
        async with self._shelf.writing() as rows:
            if len(await rows.coming(party.guild, now)) >= MOST_PARTIES:
                raise BadInput(f"This server has {MOST_PARTIES} parties to come, the most it may: cancel one first.")
            party = await rows.add(party)
            await rows.plan(party.posts(now))
        return party

    async def find(self, guild: GuildId, party: int) -> Party:
        """The server's party.

        Raises:
            NotFound: the server has no such party.
        """
        async with self._shelf.reading() as rows:
            return _found(await rows.find(guild, party))

    async def find_or_next(self, guild: GuildId, party: int | None) -> Party:
        """The server's *party*, or without one its next.

        Raises:
            NotFound: the server has no such party, or none to come.
        """
        if party is not None:
            return await self.find(guild, party)
        coming = await self.coming(guild)
        if not coming:
            raise NotFound("No party is planned on this server yet; /party create opens one.")
        return coming[0]

    async def coming(self, guild: GuildId | None = None) -> list[Party]:
        """The parties to come, soonest first."""
        async with self._shelf.reading() as rows:
            return await rows.coming(guild, self._clock())

    async def answer(self, guild: GuildId, party: int, fan: UserId, choice: Choice) -> Answered:
        """*fan*'s answer is *choice*; repeating it changes nothing.

        Raises:
            NotFound: the server has no such party.
            AnswersClosed: it has begun or was cancelled.
        """
        async with self._shelf.writing() as rows:
            before = _found(await rows.find(guild, party))
            after = rules.answer(before, fan, choice, now=self._clock())
            await rows.record(before, after)
        waited = set(before.waiting)
        return Answered(after, tuple(member for member in after.going if member in waited and member != fan))

    async def cancel(self, guild: GuildId, party: int, by: UserId, *, manager: bool) -> Party:
        """Call the party off; what it had not posted yet is not posted any more.

        Raises:
            NotFound: the server has no such party.
            NotAllowed: *by* is neither host nor manager.
        """
        async with self._shelf.writing() as rows:
            before = _found(await rows.find(guild, party))
            after = rules.cancel(before, by, manager=manager)
            await rows.record(before, after)
            await rows.cancel_pending([Kind.BOARD, Kind.REMINDER], party)
        return after


def _found(party: Party | None) -> Party:
    if party is None:
        raise NotFound("This server has no such party; /party list shows those to come.")
    return party
