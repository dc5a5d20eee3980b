"""Everything that can be asked of scheduled posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.errors import BadInput, NotFound
from core.ports import Clock, Shelf
from core.posts.model import LEASE, Delivery, Kind, Schedule, State
from core.posts.ports import PostRows
from core.posts.rules import next_time, occurrences
from core.values import GuildId, MessageId

MOST_SCHEDULES = 10
"""Schedules a server may have."""

NO_NEW_CHART = timedelta(hours=1)
"""How long to wait before looking again when no new chart is there at the hour."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A schedule, when it posts next, and how its latest occurrence went."""

    schedule: Schedule
    next: datetime
    last: Delivery | None = None


class PostDesk:
    """Schedules for managers, the ledger for the ticker."""

    def __init__(self, shelf: Shelf[PostRows], clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock

    async def add(self, wanted: Schedule) -> Outlook:
        """Post a chart every week as *wanted*.

        Raises:
            BadInput: the same schedule is there already, or the server has as many as it may.
        """
        async with self._shelf.writing() as rows:
            if len(await rows.schedules(wanted.guild)) >= MOST_SCHEDULES:
                raise BadInput(f"This server has {MOST_SCHEDULES} schedules, the most it may: remove one first.")
            schedule = await rows.add_schedule(wanted)
            if schedule is None:
                raise BadInput("That schedule is there already; /schedule list shows it.")
            await rows.plan(occurrences(schedule, wanted.since))
        return Outlook(schedule, next_time(schedule, wanted.since))

    async def outlooks(self, guild: GuildId) -> list[Outlook]:
        """The server's schedules, each with its next hour and its last outcome."""
        now = self._clock()
        async with self._shelf.reading() as rows:
            schedules = await rows.schedules(guild)
            history = await rows.history(guild, 100)
        return [Outlook(schedule, next_time(schedule, now), _latest(schedule, history, now)) for schedule in schedules]

    async def remove(self, guild: GuildId, schedule: int) -> Schedule:
        """Take a schedule away; what it has not posted is not posted any more.

        Raises:
            NotFound: this server has no such schedule.
        """
        async with self._shelf.writing() as rows:
            removed = await rows.remove_schedule(guild, schedule)
        if removed is None:
            raise NotFound(f"This server has no schedule {schedule}; /schedule list shows those it has.")
        return removed

    async def schedule(self, guild: GuildId, schedule: int) -> Schedule | None:
        """One of the server's schedules."""
        async with self._shelf.reading() as rows:
            return next((mine for mine in await rows.schedules(guild) if mine.id == schedule), None)

    # The ledger, for the ticker -----------------------------------------------------------------------------------

    async def plan(self) -> None:
        """Put what every schedule owes into the ledger, and close what is past its window."""
        now = self._clock()
        async with self._shelf.reading() as rows:
            wanted = [planned for schedule in await rows.schedules() for planned in occurrences(schedule, now)]
        async with self._shelf.writing() as rows:
            await rows.plan(wanted)
            await rows.expire(now)

    def now(self) -> datetime:
        """The time by which deliveries are judged."""
        return self._clock()

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

    async def sent(self, delivery: Delivery, message: MessageId, content: str) -> None:
        """*delivery* is in its channel as *message*; *content* says what it showed."""
        async with self._shelf.writing() as rows:
            await rows.finish(delivery.id, State.SENT, message=message, content=content)

    async def ended(self, delivery: Delivery, state: State, reason: str) -> None:
        """*delivery* will not be sent, for *reason*."""
        async with self._shelf.writing() as rows:
            await rows.finish(delivery.id, state, reason=reason)

    async def put_back(self, delivery: Delivery, reason: str, wait: timedelta = NO_NEW_CHART) -> None:
        """Nothing was sent; try again after *wait*."""
        async with self._shelf.writing() as rows:
            await rows.put_back(delivery.id, retry_at=self._clock() + wait, reason=reason)

    async def let_go(self) -> None:
        """At start: what a process that is gone was sending may be looked at again at once."""
        async with self._shelf.writing() as rows:
            await rows.let_go()

    async def last_content(self, schedule: int) -> str | None:
        """What the schedule posted last."""
        async with self._shelf.reading() as rows:
            return await rows.last_content(schedule)


def _latest(schedule: Schedule, history: Sequence[Delivery], now: datetime) -> Delivery | None:
    """The newest occurrence of *schedule* whose hour has come."""
    mine = (d for d in history if d.plan.kind is Kind.CHART and d.subject == schedule.id and d.plan.due <= now)
    return next(mine, None)
