"""Which post is due: once a week on the server's own clock, whatever the clocks do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.posts.calendar import Cadence, date_in, day_on, first_day, key_of, number_of
from core.posts.model import CATCH_UP, Kind, Planned, Schedule
from core.posts.rules import HORIZON, moment_of, moments, next_time, occurrences
from core.values import ChannelId, ChartKey, GuildId

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
HOUR = datetime(2024, 7, 27, 11, tzinfo=UTC)
"""A Saturday, 20:00 in Seoul."""


def schedule(
    day: int = 5,
    at: time = time(20),
    zone: str = "Asia/Seoul",
    since: datetime = LONG_AGO,
    cadence: Cadence = Cadence.WEEKLY,
) -> Schedule:
    """A post; by default on Saturdays at 20:00 in Seoul."""
    chart = ChartKey("bugs-kr-weekly")
    return Schedule(*(GuildId(1), ChannelId(2), Kind.CHART, cadence, day, at, ZoneInfo(zone), since), chart=chart, id=7)


def transitions(zone: ZoneInfo) -> list[date]:
    """The dates from 2025 to 2040 on which the zone's offset changes."""
    start = datetime(2025, 1, 1, 12, tzinfo=UTC)
    noons = [start + timedelta(days=number) for number in range(16 * 366)]
    offsets = [noon.astimezone(zone).utcoffset() for noon in noons]
    changed = zip(noons[1:], offsets, offsets[1:], strict=False)
    return [noon.astimezone(zone).date() for noon, before, after in changed if before != after]


ZONES = sorted(name for name in available_timezones() if name not in ("Factory", "localtime"))


def laws() -> Iterator[tuple[str, ZoneInfo, list[date]]]:
    """Every set of clock rules that is in force in some zone, once, with its transitions."""
    seen = set()
    for name in ZONES:
        zone = ZoneInfo(name)
        changes = transitions(zone)
        law = tuple((day, *(_offsets(zone, day))) for day in changes)
        if law not in seen:
            seen.add(law)
            yield name, zone, changes or [date(2030, 3, 31)]


def _offsets(zone: ZoneInfo, day: date) -> tuple[object, ...]:
    """The offsets every quarter of an hour of a day, which is what tells two transitions apart."""
    start = datetime.combine(day, time(), UTC) - timedelta(hours=14)
    return tuple((start + timedelta(minutes=15 * n)).astimezone(zone).utcoffset() for n in range(0, 56 * 4, 4))


LAWS = list(laws())
QUARTERS = [time(number // 4, number % 4 * 15) for number in range(96)]
TICK = timedelta(minutes=47)
"""Between two ticks of the property below; shorter than the horizon, so that none can slip through."""


@pytest.mark.parametrize("cadence", Cadence)
def test_every_zone_and_transition_has_one_post_a_period_whatever_the_clocks_do(cadence: Cadence) -> None:
    """R2: every IANA zone, 2025-2040, every quarter of an hour of every transition day, every cadence."""
    checked = 0
    for _, zone, changes in LAWS:
        for changed in changes:
            day, number = day_on(cadence, changed), number_of(cadence, changed)
            for at in QUARTERS:
                mine = schedule(day, at, zone.key, cadence=cadence)
                before, fired, after = (moment_of(mine, number + step) for step in (-1, 0, 1))
                assert before < fired < after
                assert [moment for _, moment in islice(moments(mine, before), 2)] == [fired, after]
                local = fired.astimezone(zone)
                assert (local.date(), local.fold) == (changed, 0) or local.replace(tzinfo=None) > datetime.combine(
                    changed, at
                )
                exists = datetime.combine(changed, at, zone).astimezone(UTC).astimezone(zone).time() == at
                assert (local.time() == at) == exists  # as asked, or later by the gap where the clocks skip it
                checked += 1
    assert checked > 96 * len(LAWS)


@settings(max_examples=60)
@given(law=st.sampled_from(LAWS), cadence=st.sampled_from(Cadence), pick=st.data())
def test_ticks_find_every_occurrence_once_and_never_change_their_mind(
    law: tuple[str, ZoneInfo, list[date]], cadence: Cadence, pick: st.DataObject
) -> None:
    _, zone, changes = law
    day, at = pick.draw(st.sampled_from(changes)), pick.draw(st.sampled_from(QUARTERS))
    mine = schedule(day_on(cadence, day), at, zone.key, cadence=cadence)
    first = datetime.combine(day, time(), UTC) - timedelta(days=3)
    found: dict[str, datetime] = {}
    for tick in range(int(timedelta(days=6) / TICK)):
        for each in occurrences(mine, first + tick * TICK):
            assert found.setdefault(each.occurrence, each.due) == each.due
    assert moment_of(mine, number_of(cadence, day)) in found.values()
    assert len(set(found.values())) == len(found)


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
    assert named(sunday_there, moment) == "7:2024-W30"
    assert named(schedule(0, time(9), "Europe/Berlin"), datetime(2024, 12, 30, 8, tzinfo=UTC)) == "7:2025-W01"


def named(mine: Schedule, moment: datetime) -> str:
    """What the occurrence at *moment* is called."""
    (each,) = [each for each in occurrences(mine, moment) if each.due == moment]
    return each.occurrence


@pytest.mark.parametrize(
    ("cadence", "day", "when", "name"),
    [
        (Cadence.WEEKLY, 5, date(2026, 11, 21), "7:2026-W47"),
        (Cadence.BIWEEKLY, 12, date(2026, 11, 21), "7:2026-W46/2"),
        (Cadence.MONTHLY, 131, date(2026, 11, 30), "7:2026-11"),
        (Cadence.QUARTERLY, 215, date(2026, 11, 15), "7:2026-Q4"),
        (Cadence.YEARLY, 1224, date(2026, 12, 24), "7:2026"),
    ],
)
def test_every_cadence_names_its_period_for_ever(cadence: Cadence, day: int, when: date, name: str) -> None:
    mine = schedule(day, cadence=cadence)
    assert named(mine, datetime.combine(when, mine.at, mine.zone).astimezone(UTC)) == name


def test_a_day_that_a_month_does_not_have_is_its_last() -> None:
    mine = schedule(131, cadence=Cadence.MONTHLY)
    found = [moment.astimezone(mine.zone).date() for _, moment in islice(moments(mine, LONG_AGO), 14)]
    assert [day.day for day in found] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28]
    leap = schedule(229, cadence=Cadence.YEARLY)
    assert [m.astimezone(leap.zone).day for _, m in islice(moments(leap, LONG_AGO), 3)] == [29, 28, 28]


def test_a_fortnight_keeps_its_rhythm_over_the_turn_of_a_year_with_53_weeks() -> None:
    mine = schedule(5, cadence=Cadence.BIWEEKLY)
    found = [moment for _, moment in islice(moments(mine, datetime(2026, 11, 1, tzinfo=UTC)), 10)]
    assert {later - sooner for sooner, later in pairwise(found)} == {timedelta(days=14)}


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.sampled_from(Cadence))
def test_every_date_is_some_day_of_exactly_one_period(day: date, cadence: Cadence) -> None:
    number = number_of(cadence, day)
    assert first_day(cadence, number) <= day < first_day(cadence, number + 1)
    assert date_in(cadence, number, day_on(cadence, day)) == day
    assert key_of(cadence, number) != key_of(cadence, number + 1)


def test_a_paused_schedule_owes_nothing() -> None:
    assert list(occurrences(replace(schedule(), paused=True), HOUR)) == []


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
