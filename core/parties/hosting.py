"""What a host, a co-host or a manager does: change a party, begin it, hold it, end it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.errors import BadInput, NotAllowed, NotFound
from core.parties import announce, rules, seats
from core.parties.changing import found, settle
from core.parties.desk import check_room
from core.parties.model import Item, Party, PartyState
from core.parties.ports import PartyRows
from core.parties.recipe import Recipe
from core.parties.seats import Floor
from core.parties.states import WrongState
from core.ports import Clock, Shelf
from core.values import GuildId, UserId

Change = Callable[[Party], Party]


@dataclass(frozen=True, slots=True)
class Edited:
    """The party after an edit, and who was seated because of it."""

    party: Party
    seated: tuple[UserId, ...] = ()


class HostDesk:
    """The host's use cases."""

    def __init__(self, shelf: Shelf[PartyRows], clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock

    async def open(self, guild: GuildId, party: int, by: UserId, *, manager: bool) -> Party:
        """Make a draft public.

        Raises:
            NotAllowed: *by* is neither host nor manager.
            BadInput: its time has passed, or the server has as many parties to come as it may.
        """
        now = self._clock()
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            rules.hosts(before, by, manager=manager)
            if before.state is not PartyState.DRAFT:
                return before
            await check_room(rows, guild, now)
            return await settle(rows, before, rules.open_(rules.checked(before, now=now)), now)

    async def edit(self, guild: GuildId, party: int, by: UserId, change: Change, *, manager: bool) -> Edited:
        """Change a party that has not begun. A higher limit seats those who wait, in order; a lower one removes nobody.

        Raises:
            NotAllowed: *by* is neither host nor manager.
            WrongState: it has begun, or is over.
            BadInput: it could not take place so.
        """
        now = self._clock()
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            rules.hosts(before, by, manager=manager)
            rules.editable(before)
            after, moved_up = _edited(before, change(before), now)
            after = await settle(rows, before, after, now)
            if moved_up:
                await rows.plan([announce.seated(after, len(moved_up), now)])
        edited = found(await rows.find(guild, party))
        return Edited(edited, moved_up)

    async def edit_series(self, guild: GuildId, party: int, by: UserId, change: Change, *, manager: bool) -> Edited:
        """The same for this date and all later ones of its series.

        Raises:
            NotFound: the party is in no series.
        """
        edited = await self.edit(guild, party, by, change, manager=manager)
        after = edited.party
        async with self._shelf.writing() as rows:
            series = await rows.series(guild, after.series) if after.series is not None else None
            if series is None:
                raise NotFound(
                    f"“{after.title}” stands alone: it was changed, and there are no later dates.",
                    f"“{after.title}” 파티는 시리즈가 아닙니다. 이 파티는 바꿨고, 뒤의 날짜는 없습니다.",
                )
            was = series.recipe.party(guild, after.host, series.starts(series.anchor), series.zone)
            local = after.starts.astimezone(series.zone)
            moved = change(was).starts != was.starts
            timed = replace(series, anchor=local.date(), at=local.time()) if moved else series
            await rows.keep_series(replace(timed, recipe=Recipe.of(change(was))))
        return edited

    async def close(self, guild: GuildId, party: int, by: UserId, *, manager: bool, again: bool = False) -> Party:
        """No more answers; with *again* there are.

        Raises:
            NotAllowed: *by* is neither host nor manager.
        """
        now = self._clock()
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            rules.hosts(before, by, manager=manager)
            if again:
                opened = before if before.state is not PartyState.CLOSED else rules.reopen(before)
                terms = replace(opened.terms, closes=0) if now >= opened.closes else opened.terms
                after = seats.filled(replace(opened, terms=terms), Floor.of(before.answers))
            else:
                after = before if before.state is PartyState.CLOSED else rules.close(before)
            return await settle(rows, before, after, now)

    async def cancel(self, guild: GuildId, party: int, by: UserId, *, manager: bool, reason: str = "") -> Party:
        """Call the party off; what it had not posted yet is not posted any more.

        Raises:
            NotFound: the server has no such party.
            NotAllowed: *by* is neither host nor manager.
        """
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            if by not in (before.host, *before.helpers) and not manager:
                raise NotAllowed(
                    f"Only the host <@{before.host}> or a manager of the server can cancel “{before.title}”.",
                    f"“{before.title}” 파티는 진행자 <@{before.host}> 님이나 서버 관리자만 취소할 수 있습니다.",
                )
            return await settle(rows, before, rules.cancel(before, reason), self._clock())

    async def help(self, guild: GuildId, party: int, by: UserId, helper: UserId, *, manager: bool) -> Party:
        """Make *helper* a co-host; who is one is one no more."""
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            rules.hosts(before, by, manager=manager)
            if helper == before.host:
                raise BadInput(
                    f"<@{helper}> is the host already: choose somebody else as co-host.",
                    f"<@{helper}> 님이 이미 진행자입니다. 공동 진행자로 다른 사람을 골라 주세요.",
                )
            kept = tuple(each for each in before.helpers if each != helper)
            helpers = kept if helper in before.helpers else (*kept, helper)
            return await settle(rows, before, replace(before, helpers=helpers), self._clock())

    async def take_over(self, guild: GuildId, party: int, by: UserId) -> Party:
        """A co-host becomes the host.

        Raises:
            NotAllowed: *by* is no co-host.
        """
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            return await settle(rows, before, rules.take_over(before, by), self._clock())

    # The evening ------------------------------------------------------------------------------------------------------

    async def start(self, guild: GuildId, party: int, by: UserId, *, manager: bool) -> Party:
        """Everybody presses play in sixty seconds: the cues are computed and stored here, once.

        Raises:
            NotAllowed: it is not theirs to start, or not yet.
            BadInput: a track has no known length; the text names it.
            WrongState: it has started already, or is over.
        """

        def begun(before: Party, now: datetime) -> Party:
            rules.may_start(before, by, manager=manager, now=now)
            return rules.start(before, now + rules.COUNTDOWN)

        return await self._control(guild, party, by, begun, manager=manager)

    async def pause(self, guild: GuildId, party: int, by: UserId, *, manager: bool) -> Party:
        """Everybody stops in ten seconds; pausing again changes nothing."""
        return await self._control(guild, party, by, rules.pause, manager=manager)

    async def resume(self, guild: GuildId, party: int, by: UserId, *, manager: bool) -> Party:
        """Everybody goes on in ten seconds; later cues move by the pause."""
        return await self._control(guild, party, by, rules.resume, manager=manager)

    async def skip(self, guild: GuildId, party: int, by: UserId, *, manager: bool) -> Party:
        """The next track in ten seconds."""
        return await self._control(guild, party, by, rules.skip, manager=manager)

    async def back(self, guild: GuildId, party: int, by: UserId, *, manager: bool) -> Party:
        """The track from its beginning, or the one before it."""
        return await self._control(guild, party, by, rules.back, manager=manager)

    async def end(self, guild: GuildId, party: int, by: UserId, *, manager: bool) -> Party:
        """The party is over."""
        return await self._control(guild, party, by, rules.end, manager=manager)

    async def resync(self, guild: GuildId, party: int, by: UserId, *, manager: bool) -> Party:
        """Tell everybody where the party is.

        Raises:
            WrongState: it is not playing.
        """
        now = self._clock()
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            rules.hosts(before, by, manager=manager)
            if before.state is not PartyState.LIVE:
                raise WrongState(
                    f"“{before.title}” is not playing, so there is nothing to find together.",
                    f"“{before.title}” 파티는 지금 재생 중이 아니어서 알릴 위치가 없습니다.",
                )
            await rows.plan([announce.resync(before, now)])
        return before

    async def _control(
        self, guild: GuildId, party: int, by: UserId, change: Callable[[Party, datetime], Party], *, manager: bool
    ) -> Party:
        now = self._clock()
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            rules.hosts(before, by, manager=manager)
            return await settle(rows, before, change(before, now), now)


def with_list(party: Party, items: Sequence[Item]) -> Party:
    """The party with another list; what fans have proposed stays proposed."""
    return replace(party, items=(*items, *(item for item in party.items if item.nominated)))


def with_nominated(party: Party, most: int) -> Party:
    """The party with the *most* wanted nominations at the end of its list."""
    taken = party.nominations[:most]
    ids = {item.id for item in taken}
    rest = tuple(item for item in party.items if item.nominated and item.id not in ids)
    return replace(party, items=(*party.listed, *(replace(item, nominated=False) for item in taken), *rest))


def _edited(before: Party, after: Party, now: datetime) -> tuple[Party, tuple[UserId, ...]]:
    """The party with its new terms, and who was seated because there is more room now."""
    moment = now if after.starts != before.starts else min(now, before.starts - timedelta(seconds=1))
    after = rules.moved(before, rules.checked(after, now=moment))
    seated: Sequence[UserId] = ()
    if (before.seats, before.terms.limits) != (after.seats, after.terms.limits):
        made = seats.seated_in_order(after, Floor.of(before.answers), before.line)
        changed = {each.member: each for each in made}
        after = replace(after, answers=tuple(changed.get(each.member, each) for each in before.answers))
        seated = tuple(changed)
    return seats.filled(after, Floor.of(after.answers)), tuple(seated)
