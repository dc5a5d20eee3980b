"""Which post is due. Pure: the rows and the time go in, the plan comes out."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from core.posts.model import CATCH_UP, Kind, Planned, Schedule
from core.times import next_weekday

HORIZON = timedelta(hours=1)
"""How far ahead a tick plans."""


def occurrences(schedule: Schedule, now: datetime) -> Iterable[Planned]:
    """What *schedule* must post within the next hour, and what it missed and may still catch up on.

    An occurrence is named by the ISO week of its local date, so that it exists once, whatever the clocks do.
    """
    moment = next_weekday(now - CATCH_UP, schedule.weekday, schedule.at, schedule.zone)
    while moment <= now + HORIZON:
        if moment > schedule.since:
            yield planned(schedule, moment)
        moment = next_weekday(moment, schedule.weekday, schedule.at, schedule.zone)


def planned(schedule: Schedule, moment: datetime) -> Planned:
    """The occurrence of *schedule* at *moment*."""
    year, week, _ = moment.astimezone(schedule.zone).isocalendar()
    return Planned(
        Kind.CHART,
        schedule.guild,
        schedule.channel,
        f"{schedule.id}:{year}-W{week:02}",
        moment,
        moment + CATCH_UP,
    )


def next_time(schedule: Schedule, now: datetime) -> datetime:
    """When *schedule* posts next."""
    return next_weekday(max(now, schedule.since), schedule.weekday, schedule.at, schedule.zone)
