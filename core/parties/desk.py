"""Planning a party, answering to it, proposing tracks: what every member may do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.errors import BadInput, NotAllowed, NotFound
from core.parties import announce, rules, seats
from core.parties.after import Did, Mark
from core.parties.changing import found, offer, settle
from core.parties.model import Answer, Choice, Item, Party, PartyState, Seat
from core.parties.ports import PartyRows
from core.parties.seats import Floor, Who
from core.parties.states import COMING, PLAYING
from core.ports import Clock, Shelf
from core.values import ChannelId, GuildId, UserId

MOST_PARTIES = 25
"""Parties to come that a server may have."""

MOST_NOMINATIONS = 50
NOMINATIONS_EACH = 3


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer has come to: *taken* seats, and in line the *number* of the fan. The party is without its guests.

    *news* is false where the same answer was there already; *freed* is true where a seat was given back.
    """

    party: Party
    answer: Answer
    taken: int
    number: int = 0
    news: bool = True
    freed: bool = False


class PartyDesk:
    """The use cases up to the evening itself."""

    def __init__(self, shelf: Shelf[PartyRows], clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock

    async def create(self, wanted: Party) -> Party:
        """Keep *wanted* as a draft, or open it at once where its state says so: then its board is in the ledger.

        Raises:
            BadInput: it cannot take place as asked, or the server has as many parties to come as it may.
        """
        now = self._clock()
        party = rules.checked(wanted, now=now)
        async with self._shelf.writing() as rows:
            await check_room(rows, party.guild, now)
            party = await rows.add(party)
            await rows.plan(announce.announced(None, party, now))
        return party

    async def find(self, guild: GuildId, party: int) -> Party:
        """The server's party.

        Raises:
            NotFound: the server has no such party.
        """
        async with self._shelf.reading() as rows:
            return found(await rows.find(guild, party))

    async def find_or_next(self, guild: GuildId, party: int | None) -> Party:
        """The server's *party*; without one the one that is playing, else its next.

        Raises:
            NotFound: the server has no such party, or none to come.
        """
        if party is not None:
            return await self.find(guild, party)
        playing = await self.in_states(guild, sorted(PLAYING), 1)
        if playing:
            return await self.find(guild, playing[0].id)
        coming = await self.coming(guild)
        if not coming:
            raise NotFound(
                "No party is planned on this server yet; /party create opens one.",
                "이 서버에 예정된 파티가 아직 없습니다. /party create로 열 수 있습니다.",
            )
        return coming[0]

    async def coming(self, guild: GuildId | None = None) -> list[Party]:
        """The parties announced and not begun, soonest first."""
        async with self._shelf.reading() as rows:
            return await rows.coming(guild, self._clock())

    async def in_states(self, guild: GuildId | None, states: Sequence[PartyState], limit: int = 25) -> list[Party]:
        """The parties in any of *states* without guests and list, the latest start first."""
        async with self._shelf.reading() as rows:
            return await rows.in_states(guild, states, limit)

    # Answers --------------------------------------------------------------------------------------------------------

    async def answer(
        self,
        guild: GuildId,
        party: int,
        fan: UserId | Who,
        choice: Choice,
        *,
        guests: int | None = None,
        place: int | None = None,
    ) -> Answered:
        """The fan's answer is *choice*; repeating it changes nothing. A seat given back is offered to the next.

        *place* is that of whom a seat was offered to: it is an answer to that offer then, and theirs alone.

        Raises:
            NotFound: the server has no such party.
            AnswersClosed: it has begun, was closed or was cancelled.
            NotAllowed: one needs a role to come, or the seat is held for somebody else.
            OfferOver: nobody is offered that seat any more.
            BadInput: more guests than may be brought.
        """
        who = fan if isinstance(fan, Who) else Who(fan)
        now = self._clock()
        async with self._shelf.writing() as rows:
            asked = await rows.asked(guild, party, who.member)
            plain, floor, queue = asked if asked is not None else (found(None), Floor(), 0)
            if place is not None:
                seats.check_offer(plain, await rows.answer_at(party, place), who, choice)
            answer = seats.decide(plain, floor, who, choice, now=now, guests=guests)
            news, freed = answer != floor.mine, False
            after = floor.swapped(floor.mine, answer)
            if news:
                await rows.keep_answer(party, answer)
                if after.taken != floor.taken:
                    plain = await offer(rows, plain, after, now)
                    freed = after.taken < floor.taken
                if answer.direct is not None and answer.seat is Seat.TAKEN:
                    await rows.plan(announce.reminders_in(plain, answer.direct, now))
            number = 0
            if answer.seat is Seat.WAITING:
                new = floor.mine is None or floor.mine.seat is Seat.NONE
                number = queue + 1 if new else await rows.place_in_line(party, answer.place)
        return Answered(plain, answer, after.taken, number, news, freed)

    async def remind_directly(self, guild: GuildId, party: int, fan: UserId, channel: ChannelId | None) -> Party:
        """Remind the fan in their direct messages, or no more.

        Raises:
            NotAllowed: they have no seat.
        """
        now = self._clock()
        async with self._shelf.writing() as rows:
            before = found(await rows.plain(guild, party))
            mine = (await rows.floor(party, fan)).mine
            if mine is None or (mine.seat is not Seat.TAKEN and channel is not None):
                raise NotAllowed(
                    f"Reminders go to who comes: press Going on “{before.title}” first.",
                    f"알림은 참가하는 사람에게 보냅니다. 먼저 “{before.title}” 파티에서 ‘참가’를 눌러 주세요.",
                )
            await rows.keep_answer(party, replace(mine, direct=channel))
            if channel is not None:
                await rows.plan(announce.reminders_in(before, channel, now))
        return before

    async def left(self, guild: GuildId, party: int, member: UserId) -> bool:
        """The member is no longer on the server: their seat goes to the next. Whether they had answered."""
        now = self._clock()
        async with self._shelf.writing() as rows:
            plain = found(await rows.plain(guild, party))
            floor = await rows.floor(party, member)
            if floor.mine is None:
                return False
            await rows.drop_answer(party, member)
            await offer(rows, plain, floor.swapped(floor.mine, replace(floor.mine, seat=Seat.NONE)), now)
        return True

    # Nominations ------------------------------------------------------------------------------------------------------

    async def nominate(self, guild: GuildId, party: int, fan: UserId, item: Item) -> Party:
        """Propose a track; fans vote, the host decides.

        Raises:
            BadInput: it is in the list already, or the fan has proposed as many as one may.
        """
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            if before.state not in COMING:
                raise BadInput(
                    f"“{before.title}” is {before.state}: tracks are proposed before it begins.",
                    f"“{before.title}” 파티는 지금 ‘{before.state.ko}’ 상태입니다. 곡은 시작 전에 제안할 수 있습니다.",
                )
            same = (item.track or (item.title, item.artist),)
            if any((each.track or (each.title, each.artist),) == same for each in before.items):
                raise BadInput(
                    f"“{item.title}” is in the list or proposed already: /party vote is for it.",
                    f"“{item.title}” 곡은 이미 목록에 있거나 제안되었습니다. 투표는 /party vote에서 할 수 있습니다.",
                )
            mine = sum(each.by == fan for each in before.nominations)
            if mine >= NOMINATIONS_EACH or len(before.nominations) >= MOST_NOMINATIONS:
                raise BadInput(
                    f"Each fan may propose {NOMINATIONS_EACH} tracks, all together {MOST_NOMINATIONS}.",
                    f"곡은 한 사람이 {NOMINATIONS_EACH}곡, 모두 합쳐 {MOST_NOMINATIONS}곡까지 제안할 수 있습니다.",
                )
            after = replace(before, items=(*before.items, replace(item, nominated=True, by=fan)))
            await settle(rows, before, after, self._clock())
        return await self.find(guild, party)

    async def vote(self, guild: GuildId, party: int, fan: UserId, item: int) -> Party:
        """The fan is for a nomination; saying it again changes nothing.

        Raises:
            NotFound: there is no such nomination.
        """
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            if item not in {each.id for each in before.nominations}:
                raise NotFound(
                    "That track is not proposed (any more): /party tracks shows those that are.",
                    "그 곡은 지금 제안되어 있지 않습니다. 제안된 곡은 /party tracks에서 볼 수 있습니다.",
                )
            await rows.mark(party, Mark(fan, Did.VOTE, item, self._clock()))
        return await self.find(guild, party)


async def check_room(rows: PartyRows, guild: GuildId, now: datetime) -> None:
    """Let one more party be planned.

    Raises:
        BadInput: the server has as many as it may.
    """
    if len(await rows.coming(guild, now)) >= MOST_PARTIES:
        raise BadInput(
            f"This server has {MOST_PARTIES} parties to come, the most it may: cancel one first.",
            f"이 서버의 예정된 파티가 한도인 {MOST_PARTIES}개입니다. 먼저 하나를 취소해 주세요.",
        )
