"""Which post is due. Pure: the rows and the time go in, the plan comes out."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import count, takewhile

from core.posts.calendar import date_in, key_of, number_of
from core.posts.model import Planned, Schedule
from core.times import instant

HORIZON = timedelta(hours=1)
"""How far ahead a tick plans."""


def moments(schedule: Schedule, after: datetime) -> Iterator[tuple[int, datetime]]:
    """When *schedule* posts after *after*, each with its period, without end.

    The period is that of the date on the wall, so that an occurrence exists once, whatever the clocks do.
    """
    after = max(after, schedule.since)
    start = number_of(schedule.cadence, after.astimezone(schedule.zone).date()) - 1
    for number in count(start):
        moment = moment_of(schedule, number)
        if moment > after:
            yield number, moment


def moment_of(schedule: Schedule, number: int) -> datetime:
    """The instant at which *schedule* posts in a period."""
    return instant(date_in(schedule.cadence, number, schedule.day), schedule.at, schedule.zone)


def next_time(schedule: Schedule, after: datetime) -> datetime:
    """When *schedule* posts next after *after*, were it not paused."""
    return next(moments(schedule, after))[1]


def occurrences(schedule: Schedule, now: datetime) -> Iterable[Planned]:
    """What *schedule* must post within the next hour, and what it missed and may still catch up on."""
    if schedule.paused:
        return
    coming = moments(schedule, now - schedule.catch_up)
    for number, moment in takewhile(lambda each: each[1] <= now + HORIZON, coming):
        yield planned(schedule, number, moment)


def planned(schedule: Schedule, number: int, moment: datetime) -> Planned:
    """The occurrence of *schedule* in a period, to be posted at *moment*."""
    return Planned(
        schedule.what,
        schedule.guild,
        schedule.channel,
        f"{schedule.id}:{key_of(schedule.cadence, number)}",
        moment,
        moment + schedule.catch_up,
    )
