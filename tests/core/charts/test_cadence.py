"""Which issues a cadence promises."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.charts.model import Status
from core.charts.rules.cadence import due, gapless
from tests.core.charts.lists import end, full, told

START, STOP = date(2026, 1, 1), date(2026, 3, 31)


def test_a_quarter_of_thursdays_has_thirteen_issues_wherever_history_begins() -> None:
    every = tuple(end(week) for week in range(13))
    assert due(every, "weekly", START, STOP) == every
    assert due(every[5:6], "weekly", START, STOP) == every
    assert due([end(-40)], "weekly", START, STOP) == every


def test_a_chart_may_change_its_weekday() -> None:
    moved = [date(2026, 1, 1), date(2026, 1, 8), date(2026, 1, 16), date(2026, 1, 30)]
    assert due(moved, "weekly", START, date(2026, 1, 31)) == (*moved[:3], date(2026, 1, 23), moved[3])


def test_a_later_weekday_is_no_hole_unless_a_whole_week_fits_in() -> None:
    monday, saturday = date(1961, 12, 25), date(1962, 1, 6)
    assert due([monday, saturday], "weekly", monday, saturday) == (monday, saturday)
    later = saturday + timedelta(days=2)
    assert due([monday, later], "weekly", monday, later) == (monday, date(1962, 1, 1), later)


def test_daily_and_monthly_charts_have_their_own_steps() -> None:
    assert len(due([date(2026, 2, 10)], "daily", START, STOP)) == 90
    ends = due([date(2026, 2, 28)], "monthly", START, STOP)
    assert ends == (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))
    assert due([date(2026, 1, 15), date(2026, 3, 15)], "monthly", START, STOP)[1] == date(2026, 2, 15)


def test_where_nothing_tells_the_rhythm_only_the_known_issues_are_due() -> None:
    assert due([], "weekly", START, STOP) == ()
    assert due([end(2), end(9)], "yearly", START, STOP) == (end(2), end(9))


def test_a_hole_becomes_a_missing_issue() -> None:
    weeks = gapless(told(full(0, 3), full(3, 2)), "weekly")
    assert [(week.issue.end, week.issue.status) for week in weeks] == [
        (end(0), Status.PUBLISHED),
        (end(1), Status.MISSING),
        (end(2), Status.MISSING),
        (end(3), Status.PUBLISHED),
    ]


@given(st.sets(st.integers(0, 60), min_size=1))
def test_every_week_between_is_due_once_and_known_ones_stay(numbers: set[int]) -> None:
    ends = [end(number) for number in numbers]
    found = due(ends, "weekly", min(ends), max(ends))
    assert found == tuple(min(ends) + timedelta(weeks=n) for n in range(max(numbers) - min(numbers) + 1))
    assert set(ends) <= set(found)
