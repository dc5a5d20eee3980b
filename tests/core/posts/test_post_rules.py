"""Which post is due: once a week on the server's own clock, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.posts.model import CATCH_UP, Kind, Planned, Schedule
from core.posts.rules import HORIZON, next_time, occurrences, planned
from core.values import ChannelId, ChartKey, GuildId

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
HOUR = datetime(2024, 7, 27, 11, tzinfo=UTC)
"""A Saturday, 20:00 in Seoul."""


def schedule(
    weekday: int = 5, at: time = time(20), zone: str = "Asia/Seoul", since: datetime = LONG_AGO, number: int = 7
) -> Schedule:
    """A weekly post; by default Saturdays at 20:00 in Seoul."""
    return Schedule(
        GuildId(1), ChannelId(2), ChartKey("bugs-kr-weekly"), weekday, at, ZoneInfo(zone), 10, since, number
    )


def transitions(zone: ZoneInfo, year: int) -> list[date]:
    """The dates of *year* on which the zone's offset changes."""
    start = datetime(year, 1, 1, 12, tzinfo=UTC)
    noons = [start + timedelta(days=number) for number in range(366)]
    offsets = [noon.astimezone(zone).utcoffset() for noon in noons]
    return [
        noon.astimezone(zone).date()
        for noon, before, after in zip(noons[1:], offsets, offsets[1:], strict=False)
        if before != after
    ]


ZONES = sorted(name for name in available_timezones() if name not in ("Factory", "localtime"))
STEPS = timedelta(minutes=47)
"""Between two ticks of the property below; shorter than the horizon, so that none can slip through."""


@settings(max_examples=150)
@given(zone=st.sampled_from(ZONES), year=st.integers(2025, 2040), pick=st.data())
def test_every_iso_week_has_exactly_one_occurrence_whatever_the_clocks_do(
    zone: str, year: int, pick: st.DataObject
) -> None:
    where = ZoneInfo(zone)
    changes = transitions(where, year) or [date(year, 3, 29)]
    day = pick.draw(st.sampled_from(changes))
    weekday = pick.draw(st.sampled_from([day.weekday(), (day.weekday() + 1) % 7, (day.weekday() - 1) % 7]))
    quarter = pick.draw(st.integers(0, 95))
    mine = schedule(weekday, time(quarter // 4, quarter % 4 * 15), zone)
    first = datetime.combine(day, time(), UTC) - timedelta(days=18)
    found: dict[str, datetime] = {}
    for tick in range(int(timedelta(days=36) / STEPS)):
        for each in occurrences(mine, first + tick * STEPS):
            assert found.setdefault(each.occurrence, each.due) == each.due
    dues = list(found.values())
    assert dues == sorted(set(dues))
    weeks = [tuple(due.astimezone(where).isocalendar()[:2]) for due in dues]
    assert len(set(weeks)) == len(weeks)
    gaps = [later - sooner for sooner, later in pairwise(dues)]
    assert all(timedelta(days=7) - timedelta(hours=3) <= gap <= timedelta(days=7, hours=3) for gap in gaps)
    for due in dues:
        local = due.astimezone(where)
        assert local.weekday() == weekday
        assert local.fold == 0
        assert local.time() >= mine.at  # as asked, or later where the clocks skip it
        wall = datetime.combine(local.date(), mine.at, where)
        exists = wall.astimezone(UTC).astimezone(where).time() == mine.at
        assert (local.time() == mine.at) == exists


def test_in_a_gap_the_post_moves_forward_by_the_gap() -> None:
    mine = schedule(6, time(2, 30), "Europe/Berlin")
    (due,) = {each.due for each in occurrences(mine, datetime(2025, 3, 30, 0, 45, tzinfo=UTC))}
    assert due.astimezone(mine.zone).time() == time(3, 30)


def test_in_a_fold_the_post_goes_out_once_the_first_time() -> None:
    mine = schedule(6, time(2, 30), "Europe/Berlin")
    seen = set()
    for minutes in range(0, 600, 10):
        seen |= set(occurrences(mine, datetime(2024, 10, 26, 22, tzinfo=UTC) + timedelta(minutes=minutes)))
    assert {each.due for each in seen} == {datetime(2024, 10, 27, 0, 30, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (HOUR - HORIZON - timedelta(seconds=1), False),
        (HOUR - HORIZON, True),
        (HOUR, True),
        (HOUR + CATCH_UP - timedelta(seconds=1), True),
        (HOUR + CATCH_UP, False),
    ],
)
def test_a_post_is_planned_an_hour_ahead_and_missed_ones_until_the_window_ends(now: datetime, found: bool) -> None:
    assert [each.due for each in occurrences(schedule(), now)] == [HOUR] * found


def test_nothing_before_the_schedule_was_made_is_due() -> None:
    assert list(occurrences(schedule(since=HOUR), HOUR + timedelta(hours=1))) == []
    assert list(occurrences(schedule(since=HOUR - timedelta(seconds=1)), HOUR + timedelta(hours=1))) != []


def test_the_window_closes_36_hours_after_the_hour() -> None:
    (each,) = occurrences(schedule(), HOUR)
    assert each.expires == HOUR + timedelta(hours=36)


def test_an_occurrence_is_named_by_the_iso_week_of_its_own_calendar() -> None:
    sunday_there = schedule(6, time(23, 30), "Pacific/Honolulu")
    moment = datetime(2024, 7, 29, 9, 30, tzinfo=UTC)  # Monday already in UTC
    assert planned(sunday_there, moment).occurrence == "7:2024-W30"
    assert planned(schedule(0, time(9), "Europe/Berlin"), datetime(2024, 12, 30, 8, tzinfo=UTC)).occurrence == (
        "7:2025-W01"
    )


def test_the_next_post_is_to_come_and_never_before_the_schedule() -> None:
    assert next_time(schedule(), HOUR - timedelta(seconds=1)) == HOUR
    assert next_time(schedule(), HOUR) == HOUR + timedelta(days=7)
    assert next_time(schedule(since=HOUR + timedelta(days=30)), HOUR) > HOUR + timedelta(days=30)


PLANS = st.builds(
    Planned,
    st.sampled_from(Kind),
    st.integers(1, 3).map(GuildId),
    st.integers(1, 3).map(ChannelId),
    st.sampled_from(["1:board", "1:reminder-30", "2:board", "1:2024-W30", "1:2024-W31"]),
    st.just(HOUR),
    st.just(HOUR),
)


@given(PLANS, PLANS)
def test_a_message_keeps_its_token_for_ever_and_shares_it_with_no_other(one: Planned, other: Planned) -> None:
    same = (one.kind, one.guild, one.channel, one.occurrence) == (
        *(other.kind, other.guild, other.channel, other.occurrence),
    )
    assert (one.token == other.token) == same
    assert len(one.token) == 24
    assert set(one.token) <= set("0123456789abcdef")


def test_the_token_of_a_message_sent_by_an_older_ostbot_is_found_again() -> None:
    plan = Planned(Kind.CHART, GuildId(1), ChannelId(2), "7:2024-W30", HOUR, HOUR)
    assert plan.token == "0c59910b09610c14a599769e"
