"""Everything that managers can ask of scheduled posts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.errors import BadInput, NotFound
from core.ports import Clock, Shelf
from core.posts.calendar import number_of
from core.posts.ledger import Ledger
from core.posts.model import OF_A_CHART, SCHEDULED, Delivery, Schedule, State
from core.posts.ports import PostRows
from core.posts.rules import moment_of, next_time, occurrences, planned
from core.values import GuildId

MOST_SCHEDULES = 10
"""Schedules a server may have."""

SHORTEST_CATCH_UP, LONGEST_CATCH_UP = 1, 168
"""Hours after its hour for which a post may be caught up on."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A schedule, when it posts next (``None`` while it is paused), and how its latest occurrence went."""

    schedule: Schedule
    next: datetime | None
    last: Delivery | None = None


class PostDesk(Ledger):
    """Schedules for managers; beside them the ledger for the ticker."""

    def __init__(self, shelf: Shelf[PostRows], clock: Clock) -> None:
        super().__init__(shelf, clock)
        self._posts = shelf

    async def add(self, wanted: Schedule) -> Outlook:
        """Post as *wanted* from now on.

        Raises:
            BadInput: the same schedule is there already, or the server has as many as it may.
        """
        _check(wanted)
        async with self._posts.writing() as rows:
            if len(await rows.schedules(wanted.guild)) >= MOST_SCHEDULES:
                raise BadInput(
                    f"This server has {MOST_SCHEDULES} schedules, the most it may: remove one first.",
                    f"이 서버의 예약이 한도인 {MOST_SCHEDULES}개입니다. 먼저 하나를 지워 주세요.",
                )
            schedule = await rows.add_schedule(wanted)
            if schedule is None:
                raise BadInput(
                    "That schedule is there already; /schedule list shows it.",
                    "이미 있는 예약입니다. /schedule list에서 볼 수 있습니다.",
                )
            await rows.plan(occurrences(schedule, wanted.since))
        return self._outlook(schedule, ())

    async def outlooks(self, guild: GuildId) -> list[Outlook]:
        """The server's schedules, each with its next hour and its last outcome."""
        async with self._posts.reading() as rows:
            schedules = await rows.schedules(guild)
            return [self._outlook(each, await rows.history(guild, 10, each.id)) for each in schedules]

    async def schedule(self, guild: GuildId, schedule: int) -> Schedule | None:
        """One of the server's schedules."""
        async with self._posts.reading() as rows:
            return next((mine for mine in await rows.schedules(guild) if mine.id == schedule), None)

    async def find(self, guild: GuildId, schedule: int) -> Schedule:
        """One of the server's schedules.

        Raises:
            NotFound: this server has no such schedule.
        """
        found = await self.schedule(guild, schedule)
        if found is None:
            raise NotFound(
                f"This server has no schedule {schedule}; /schedule list shows those it has.",
                f"이 서버에 {schedule}번 예약이 없습니다. 있는 예약은 /schedule list에서 볼 수 있습니다.",
            )
        return found

    async def remove(self, guild: GuildId, schedule: int) -> Schedule:
        """Take a schedule away; what it has not posted is not posted any more.

        Raises:
            NotFound: this server has no such schedule.
        """
        await self.find(guild, schedule)
        async with self._posts.writing() as rows:
            removed = await rows.remove_schedule(guild, schedule)
        if removed is None:
            raise NotFound(
                f"Schedule {schedule} was removed by somebody else just now.",
                f"방금 다른 사람이 {schedule}번 예약을 지웠습니다.",
            )
        return removed

    async def change(self, before: Schedule, after: Schedule) -> Outlook:
        """Post as *after* from now on instead of as *before*: only the future is planned anew.

        What this period's post was stays what it was: it is not made a second time.

        Raises:
            BadInput: nothing differs, another schedule is just like it, or a value is out of its range.
        """
        if before == after:
            raise BadInput(
                "Nothing would change: name at least one thing that is to be different.",
                "바뀌는 것이 없습니다. 바꿀 것을 하나 이상 골라 주세요.",
            )
        _check(after)
        now = self._clock()
        async with self._posts.writing() as rows:
            await rows.unplan(after, now)
            after = replace(after, since=now)
            while await _is_held(rows, after, moment := next_time(after, after.since)):
                after = replace(after, since=moment)
            if not await rows.change_schedule(after):
                raise BadInput(
                    "Another schedule is just like that; /schedule list shows it.",
                    "똑같은 예약이 이미 있습니다. /schedule list에서 볼 수 있습니다.",
                )
            await rows.plan(occurrences(after, now))
        return self._outlook(after, ())

    async def run(self, guild: GuildId, number: int) -> Schedule:
        """Post what a schedule owes for the present period, now: brought forward, or once more where it failed.

        It is the occurrence itself, so pressing twice posts once, and its own hour does not post it again.

        Raises:
            NotFound: this server has no such schedule.
            BadInput: it is posted already, or on its way.
        """
        schedule = await self.find(guild, number)
        now = self._clock()
        period = number_of(schedule.cadence, now.astimezone(schedule.zone).date())
        wanted = planned(schedule, period, now)
        async with self._posts.writing() as rows:
            held = await rows.occurrence(schedule.what, guild, wanted.occurrence)
            if held is not None and held.state is State.SENT:
                raise BadInput(
                    f"This {_period(schedule)} is posted already: {link(held)}",
                    f"이번 것은 이미 올라갔습니다: {link(held)}",
                )
            if held is not None and (held.state is State.SENDING or (_due(held, now) and not held.reason)):
                raise BadInput(
                    f"The post is on its way to <#{held.plan.channel}> already.",
                    f"이미 <#{held.plan.channel}> 채널에 올리는 중입니다.",
                )
            if held is None:
                await rows.plan([wanted])
            else:
                await rows.again(held.id, wanted)
            if (moment := moment_of(schedule, period)) > now:
                await rows.change_schedule(replace(schedule, since=moment))
        return schedule

    async def history(self, guild: GuildId, schedule: int | None = None, most: int = 20) -> list[Delivery]:
        """What was posted or not and why, newest first: of one schedule, or of all of the server's."""
        async with self._posts.reading() as rows:
            found = await rows.history(guild, 5 * most, schedule)
        return [each for each in found if each.plan.kind in SCHEDULED][:most]

    def _outlook(self, schedule: Schedule, history: Sequence[Delivery]) -> Outlook:
        now = self._clock()
        moment = None if schedule.paused else next_time(schedule, now)
        mine = (each for each in history if each.plan.kind in SCHEDULED and each.plan.due <= now)
        return Outlook(schedule, moment, next(mine, None))


def link(delivery: Delivery) -> str:
    """Where the post is."""
    plan = delivery.plan
    return f"https://discord.com/channels/{plan.guild}/{plan.channel}/{delivery.message}"


async def _is_held(rows: PostRows, schedule: Schedule, moment: datetime) -> bool:
    """Whether the period of *moment* has had its occurrence, in whatever channel."""
    number = number_of(schedule.cadence, moment.astimezone(schedule.zone).date())
    plan = planned(schedule, number, moment)
    return await rows.occurrence(plan.kind, plan.guild, plan.occurrence) is not None


def _due(delivery: Delivery, now: datetime) -> bool:
    return delivery.state is State.DUE and delivery.plan.due <= now


def _period(schedule: Schedule) -> str:
    words = {"weekly": "week", "biweekly": "fortnight", "monthly": "month", "quarterly": "quarter", "yearly": "year"}
    return f"{words[schedule.cadence]}'s post"


def _check(schedule: Schedule) -> None:
    hours = schedule.catch_up.total_seconds() / 3600
    if not SHORTEST_CATCH_UP <= hours <= LONGEST_CATCH_UP:
        raise BadInput(
            f"A post can be caught up on for {SHORTEST_CATCH_UP} to {LONGEST_CATCH_UP} hours.",
            f"늦은 게시물은 {SHORTEST_CATCH_UP}~{LONGEST_CATCH_UP}시간까지 기다릴 수 있습니다.",
        )
    if schedule.what in OF_A_CHART and schedule.chart is None:
        raise BadInput(
            "Say which chart: pick one from the list while you type.",
            "어떤 차트인지 입력할 때 나오는 목록에서 골라 주세요.",
        )
