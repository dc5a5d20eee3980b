"""The ledger: what must go out once, from its planning to its end. The ticker and the courier live by it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from core.language import Words
from core.ports import Clock, Shelf
from core.posts import notices
from core.posts.model import LEASE, SCHEDULED, Delivery, IfLate, Kind, Planned, Schedule, State
from core.posts.ports import Blocked, LedgerRows
from core.posts.rules import moments, occurrences, planned
from core.values import ChannelId, GuildId, MessageId

RowsT = TypeVar("RowsT", bound=LedgerRows)

NO_NEW_CHART = timedelta(hours=1)
"""How long to wait before looking again when no new chart is there at the hour."""

PROBE = timedelta(hours=6)
"""How often a blocked channel is looked at again when nothing there changes."""

CORRECTED_FOR = timedelta(days=366)
"""How far back posts are looked at when a chart is corrected."""


class Ledger:
    """What the program owes, durably."""

    def __init__(self, shelf: Shelf[RowsT], clock: Clock) -> None:
        self._shelf: Shelf[RowsT] = shelf
        self._clock = clock

    def now(self) -> datetime:
        """The time by which deliveries are judged."""
        return self._clock()

    async def plan(self) -> None:
        """Put what every schedule owes into the ledger, close what is past its window, and tell whom it concerns."""
        now = self._clock()
        async with self._shelf.reading() as rows:
            schedules = await rows.schedules()
        wanted = [plan for schedule in schedules for plan in occurrences(schedule, now)]
        async with self._shelf.writing() as rows:
            await rows.plan(wanted)
            expired = await rows.expire(now)
            await rows.plan(_too_late(expired, schedules, now))
            await rows.hold_back(now)

    async def due(self) -> Sequence[Delivery]:
        """What can be sent now."""
        async with self._shelf.reading() as rows:
            return await rows.due(self._clock())

    async def claim(self, delivery: Delivery, content: str) -> Delivery | None:
        """Take *delivery* for this process, durably; ``None`` when somebody else has it or it is done.

        *content* is what it is about to show; an earlier attempt's stays, because that may be in the channel already.
        """
        now = self._clock()
        async with self._shelf.writing() as rows:
            return await rows.claim(delivery.id, content, now=now, until=now + LEASE)

    async def sent(self, delivery: Delivery, message: MessageId, content: str, *, crosspost: bool = False) -> None:
        """*delivery* is in its channel as *message*; *content* says what it showed."""
        async with self._shelf.writing() as rows:
            await rows.sent(delivery.id, message, content, now=self._clock(), crosspost=crosspost)

    async def ended(self, delivery: Delivery, state: State, reason: Words, *, tell: bool = False) -> None:
        """*delivery* will not be sent, for *reason*; with *tell* the managers hear of it, once."""
        async with self._shelf.writing() as rows:
            if await rows.end(delivery.id, state, reason.en) and tell and delivery.plan.kind is not Kind.NOTICE:
                await rows.plan([notices.ended(delivery, reason, self._clock())])

    async def put_back(self, delivery: Delivery, reason: str, wait: timedelta = NO_NEW_CHART) -> None:
        """Nothing was sent, that is sure; try again after *wait*."""
        async with self._shelf.writing() as rows:
            await rows.put_back(delivery.id, retry_at=self._clock() + wait, reason=reason)

    async def let_go(self) -> None:
        """At start: what a process that is gone was sending may be looked at again at once."""
        async with self._shelf.writing() as rows:
            await rows.let_go()

    async def coming(self, ahead: timedelta) -> list[tuple[Schedule, Planned]]:
        """Every schedule that posts within *ahead* from now, with what it will post."""
        now = self._clock()
        async with self._shelf.reading() as rows:
            schedules = [schedule for schedule in await rows.schedules() if not schedule.paused]
        found = [(schedule, *next(moments(schedule, now))) for schedule in schedules]
        return [(each, planned(each, number, moment)) for each, number, moment in found if moment - now <= ahead]

    async def tell(self, wanted: Planned) -> None:
        """Deliver *wanted*, once."""
        async with self._shelf.writing() as rows:
            await rows.plan([wanted])

    async def last_content(self, schedule: Schedule) -> str | None:
        """What the schedule posted last."""
        async with self._shelf.reading() as rows:
            return await rows.last_content(schedule.what, schedule.id)

    async def looks_back_until(self) -> datetime | None:
        """What was due before this instant may be in its channel already, whatever the ledger says."""
        async with self._shelf.reading() as rows:
            return await rows.restored_at()

    # Channels that do not take posts ------------------------------------------------------------------------------

    async def blocked(self, delivery: Delivery, code: int, reason: Words) -> None:
        """The channel of *delivery* does not take posts: nothing more is sent there; the managers hear of it once."""
        now = self._clock()
        async with self._shelf.writing() as rows:
            news = await rows.block(delivery, code, reason.en, now)
            if news and delivery.plan.kind is not Kind.NOTICE:
                await rows.plan([notices.blocked(delivery, reason, now)])

    async def blocks(self, guild: GuildId | None = None) -> list[Blocked]:
        """The channels that do not take posts, of one server or of all."""
        async with self._shelf.reading() as rows:
            return await rows.blocked(guild)

    async def probed(self, channel: ChannelId, *, open_again: bool) -> None:
        """A blocked channel was looked at, without sending; what waited there is due again when it is *open_again*."""
        async with self._shelf.writing() as rows:
            if open_again:
                await rows.unblock(channel)
            else:
                await rows.probed(channel, self._clock())

    async def leave(self, guild: GuildId) -> None:
        """The bot was removed from a server: what is pending there is cancelled, its schedules are kept for a while."""
        async with self._shelf.writing() as rows:
            await rows.leave(guild, self._clock())

    async def back(self, guild: GuildId) -> None:
        """The bot is on the server (again)."""
        async with self._shelf.writing() as rows:
            await rows.leave(guild, None)

    async def engine(self) -> str:
        """The version of SQLite that keeps all this."""
        async with self._shelf.reading() as rows:
            return await rows.engine()

    # After the post -------------------------------------------------------------------------------------------------

    async def crossposts(self) -> list[Delivery]:
        """What was sent and is still to be published to the channel's followers."""
        async with self._shelf.reading() as rows:
            return await rows.crossposts()

    async def crossposted(self, delivery: Delivery, reason: str = "") -> None:
        """It is published, or cannot be, for *reason*."""
        async with self._shelf.writing() as rows:
            await rows.crossposted(delivery.id, reason)

    async def published(self) -> int:
        """A number that grows whenever any chart is published to."""
        async with self._shelf.reading() as rows:
            return await rows.published()

    async def news(self) -> list[tuple[Delivery, int]]:
        """A chart was published to: look again at what waits for one, and name the posts whose issue was corrected."""
        async with self._shelf.writing() as rows:
            await rows.hurry()
        async with self._shelf.reading() as rows:
            return await rows.outdated(self._clock() - CORRECTED_FOR)

    async def corrected(self, delivery: Delivery, content: str, reason: str = "") -> None:
        """A post shows *content* now; or it cannot be changed, for *reason*, and is not looked at again."""
        async with self._shelf.writing() as rows:
            await rows.corrected(delivery.id, content, reason)


def _too_late(expired: Sequence[Delivery], schedules: Sequence[Schedule], now: datetime) -> list[Planned]:
    """What is told about posts whose chart never came."""
    known = {schedule.id: schedule for schedule in schedules}
    told = []
    for delivery in expired:
        waited = delivery.plan.kind in SCHEDULED and delivery.state is State.DUE and delivery.reason
        schedule = known.get(delivery.subject) if waited else None
        if schedule is not None and schedule.if_late is not IfLate.SKIP:
            told.append(notices.late(schedule, delivery, now, public=schedule.if_late is IfLate.NOTE))
    return told
