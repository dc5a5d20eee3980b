"""Which dates are asked about before a week comes in."""

from datetime import date, timedelta

from core.charts.rules.dating import Doubt, Why, doubts

TODAY = date(2024, 7, 26)
THURSDAY = date(2024, 7, 25)
WEEK = timedelta(days=7)


def of(*ends: date, here: tuple[date, ...] = (), cadence: str = "weekly") -> list[Why]:
    return [doubt.why for doubt in doubts(ends, here, cadence, TODAY)]


def test_the_next_week_and_a_late_one_are_not_doubtful() -> None:
    assert of(THURSDAY) == []
    assert of(THURSDAY, here=(THURSDAY - WEEK,)) == []
    assert of(THURSDAY - WEEK, here=(THURSDAY - 2 * WEEK, THURSDAY)) == []


def test_a_week_that_has_not_ended_lies_in_the_future() -> None:
    assert of(TODAY) == []
    assert of(TODAY + timedelta(days=1)) == [Why.FUTURE]


def test_another_day_than_the_charts_is_doubtful_and_names_the_usual_one() -> None:
    (doubt,) = doubts([date(2024, 7, 23)], [THURSDAY - WEEK], "weekly", TODAY)
    assert doubt == Doubt(Why.WEEKDAY, date(2024, 7, 23), THURSDAY - WEEK)
    assert of(date(2024, 7, 23)) == []
    assert of(date(2024, 7, 23), here=(THURSDAY - WEEK,), cadence="daily") == []


def test_a_week_that_is_corrected_is_not_asked_about_its_day() -> None:
    assert of(date(2024, 7, 23), here=(THURSDAY - WEEK, date(2024, 7, 23))) == []


def test_a_chart_may_have_changed_its_day_within_a_history() -> None:
    mondays = [date(1961, 12, 4) + n * WEEK for n in range(3)]
    saturdays = [date(1961, 12, 30) + n * WEEK for n in range(3)]
    assert of(*mondays, *saturdays) == []
    assert of(*mondays, here=tuple(saturdays)) == []


def test_one_old_week_is_asked_about_and_a_history_is_not() -> None:
    assert of(date(2020, 1, 2)) == [Why.OLD]
    assert of(TODAY - timedelta(days=700)) == []
    assert of(date(2020, 1, 2), date(2020, 1, 9)) == []


def test_doubts_of_a_kind_are_counted() -> None:
    (doubt,) = doubts([TODAY + n * WEEK for n in range(1, 4)], [], "weekly", TODAY)
    assert doubt == Doubt(Why.FUTURE, TODAY + WEEK, None, 2)
