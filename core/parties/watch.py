"""What time and Discord do to parties: called again and again, it changes only what is due."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.errors import BadInput
from core.parties import announce, life, reasons, rules
from core.parties.changing import found, offer, settle, vacate
from core.parties.desk import MOST_PARTIES
from core.parties.model import Party
from core.parties.ports import PartyRows
from core.parties.states import COMING, OVER, PartyState
from core.ports import Clock, Shelf
from core.posts.model import Delivery, State
from core.text import clean
from core.values import ChannelId, GuildId, MessageId

ARMED = timedelta(seconds=90)
"""Before a start at which its timer is armed."""

CHECKED = timedelta(hours=1)
"""How often it is looked whether guests are still members, in the last day before a party."""


_MISSED = (State.DUE, State.EXPIRED)


@dataclass(frozen=True, slots=True)
class Tended:
    """A party after it was looked after; *changed* says whether anything did."""

    party: Party
    changed: bool


class WatchDesk:
    """Looks after parties."""

    def __init__(self, shelf: Shelf[PartyRows], clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock

    async def restless(self) -> list[tuple[GuildId, int]]:
        """The parties to which time may have to do something now."""
        async with self._shelf.reading() as rows:
            return await rows.restless(self._clock())

    async def tend(self, guild: GuildId, party: int) -> Tended:
        """Do to one party what its time asks for, each step with what it announces in one transaction."""
        now = self._clock()
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            if before.state in COMING and (lapsing := await rows.lapsing(party, now)):
                await vacate(rows, before, lapsing, now)
            elif before.state in COMING:
                await offer(rows, before, await rows.floor(party, None), now)
            current = found(await rows.find(guild, party))
            while (after := life.stepped(current, now)) != current:
                current = await settle(rows, current, after, now)
            state = await self._start_state(rows, current)
            current = await settle(rows, current, life.missed(current, state, now), now)
            await rows.plan(life.told(current, state, now))
        return Tended(current, changed=current != before)

    async def imminent(self) -> list[Delivery]:
        """The start messages whose timers are to be armed."""
        async with self._shelf.reading() as rows:
            return await rows.imminent(self._clock() + ARMED)

    async def breed(self) -> list[Party]:
        """Open the next party of every series that has none to come, on the morning after the last."""
        now = self._clock()
        made = []
        async with self._shelf.writing() as rows:
            for series in await rows.hungry_series():
                last = await rows.last_of_series(series.id)
                if last is None or len(await rows.coming(series.guild, now)) >= MOST_PARTIES:
                    continue
                host, starts = last
                held, today = (each.astimezone(series.zone).date() for each in (starts, now))
                day = series.next_date(max(series.own_date(held), today))
                wanted = series.recipe.party(series.guild, host, series.starts(day), series.zone, series.id)
                try:
                    party = rules.checked(replace(wanted, state=PartyState.OPEN), now=now)
                except BadInput:  # more than a year away: nothing to announce yet
                    continue
                party = await rows.add(party)
                await rows.plan(announce.announced(None, party, now))
                made.append(party)
        return made

    # The board ------------------------------------------------------------------------------------------------------

    async def fresh_board(self, guild: GuildId, party: int, gone: MessageId) -> None:
        """The board's message *gone* cannot be edited any more: a fresh one is posted, once for each that is gone."""
        now = self._clock()
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            if before.board == gone and before.state not in OVER:
                after = replace(before, board_name=f"board-{gone}")
                await rows.record(before, after)
                await rows.plan([announce.board(after, now)])

    # Discord's own event and thread ---------------------------------------------------------------------------------

    async def unmirrored(self) -> Sequence[Party]:
        """The parties whose newest change Discord's event and thread do not show yet."""
        async with self._shelf.reading() as rows:
            return await rows.unmirrored()

    async def mirrored(self, party: Party, *, thread: ChannelId | None = None, event: int | None = None) -> None:
        """Discord shows *party* as it is now."""
        async with self._shelf.writing() as rows:
            await rows.mirrored(party.id, party.version, thread=thread, event=event)

    async def events(self, guild: GuildId | None) -> list[tuple[GuildId, int]]:
        """The events of Discord's that show parties to come, of one server or of all, with their servers."""
        async with self._shelf.reading() as rows:
            return await rows.events(guild)

    async def followed(
        self, guild: GuildId, event: int, *, title: str, starts: datetime, away: bool = False
    ) -> Party | None:
        """Somebody changed the event on Discord: the party follows, if it can.

        After an absence (*away*) an event that does not show the party's newest change yet is behind, not ahead.
        """
        now = self._clock()
        async with self._shelf.writing() as rows:
            before = await rows.by_event(guild, event)
            if away and before is not None and not await rows.is_mirrored(before.id):
                return None
            wanted = clean(title)[: rules.LONGEST_TITLE]
            if before is None or (before.title, before.starts) == (wanted, starts) or before.state not in COMING:
                return None
            try:
                after = rules.checked(replace(before, title=wanted or before.title, starts=starts), now=now)
            except BadInput:
                return None
            after = await settle(rows, before, rules.moved(before, after), now)
            await rows.mirrored(after.id, after.version, thread=None, event=None)
        return after

    async def event_cancelled(self, guild: GuildId, event: int) -> Party | None:
        """Somebody cancelled the event on Discord: so is the party, unless it has begun."""
        async with self._shelf.writing() as rows:
            before = await rows.by_event(guild, event)
            if before is None or before.state not in COMING:
                return None
            off = rules.cancel(before, reasons.EVENT_CANCELLED.en)
            return await settle(rows, before, off, self._clock())

    # Guests who leave -------------------------------------------------------------------------------------------------

    async def unchecked(self) -> list[Party]:
        """Parties of the next day whose guests were not looked for lately."""
        now = self._clock()
        async with self._shelf.reading() as rows:
            return await rows.unchecked(now - CHECKED, now + timedelta(days=1))

    async def checked(self, party: int) -> None:
        """It was looked for the party's guests."""
        async with self._shelf.writing() as rows:
            await rows.checked(party, self._clock())

    async def _start_state(self, rows: PartyRows, party: Party) -> State | None:
        if party.state is not PartyState.LIVE or party.programme is None:
            return None
        state = await rows.delivered(party.guild, announce.start(party).occurrence)
        if state in _MISSED:
            again = await rows.delivered(party.guild, announce.resync(party, self._clock(), "missed").occurrence)
            return again if again not in (None, *_MISSED) else state
        return state
