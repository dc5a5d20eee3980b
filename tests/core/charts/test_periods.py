"""Periods: which days they hold and how they are named."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts.rules.periods import Period, Span, read_period
from core.errors import BadInput

TODAY = date(2026, 2, 15)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def key(text: str, span: Span | None = None) -> str:
    return read_period(text, TODAY, span).key


def test_a_period_holds_its_first_and_its_last_day() -> None:
    quarter = Period.numbered(Span.QUARTER, 2024, 3)
    assert (quarter.first, quarter.last) == (date(2024, 7, 1), date(2024, 9, 30))
    assert date(2024, 7, 1) in quarter
    assert date(2024, 9, 30) in quarter
    assert date(2024, 6, 30) not in quarter
    assert date(2024, 10, 1) not in quarter


def test_february_ends_on_its_29th_in_a_leap_year() -> None:
    assert Period.numbered(Span.MONTH, 2024, 2).last == date(2024, 2, 29)
    assert Period.numbered(Span.MONTH, 2026, 2).last == date(2026, 2, 28)


def test_a_chart_year_runs_from_december_to_november() -> None:
    year = Period.numbered(Span.CHART_YEAR, 2025)
    assert (year.first, year.last) == (date(2024, 12, 1), date(2025, 11, 30))
    assert Period.holding(date(2025, 12, 1), Span.CHART_YEAR) == year.after


@pytest.mark.parametrize(
    ("text", "period"),
    [
        *[
            (text, "2024-07")
            for text in ("2024-07", "2024/7", "2024.07", "July 2024", "jul 2024", "2024 July", "2024년 7월")
        ],
        *[
            (text, "2024-Q3")
            for text in ("2024 Q3", "2024-q3", "2024Q3", "Q3 2024", "2024년 3분기", "3rd quarter of 2024")
        ],
        *[(text, "2024-H1") for text in ("2024-H1", "H1 2024", "first half of 2024", "2024년 상반기")],
        *[(text, "2024") for text in ("2024", "2024년", " ２０２４ ")],
        *[
            (text, "chart-year 2025")
            for text in ("chart year 2025", "2025 chart-year", "2025년 차트 연도", "chart year")
        ],
        *[(text, "2025-Q4") for text in ("last quarter", "previous quarter", "quarter", "지난 분기", "Q4", "4분기")],
        *[(text, "2026-Q1") for text in ("this quarter", "이번 분기", "q1", "current quarter")],
        *[(text, "2026-01") for text in ("last month", "지난달", "지난 달", "month", "January", "1월")],
        *[(text, "2026-02") for text in ("this month", "이번 달", "feb")],
        *[(text, "2025-03") for text in ("March", "3월")],
        *[(text, "2025-H2") for text in ("last half", "half-year", "하반기", "지난 반기", "h2")],
        *[(text, "2025") for text in ("last year", "작년", "지난해", "year")],
        *[(text, "2026") for text in ("this year", "올해")],
    ],
)
def test_a_fan_names_a_period_in_english_or_korean(text: str, period: str) -> None:
    assert key(text) == period


@pytest.mark.parametrize(
    "text", ["", "mayor", "2024 2025", "summer", "12", "2024-7-1", "last", "Q", "지난", "year 3000"]
)
def test_what_names_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadInput, match="2024-Q3, 2024-H1, 2024 or “last quarter”"):
        read_period(text, TODAY)


@pytest.mark.parametrize(("text", "allowed"), [("2024-13", "1 to 12"), ("2024-Q5", "1 to 4"), ("h0 2024", "1 to 2")])
def test_a_number_no_year_has_is_refused_with_the_range(text: str, allowed: str) -> None:
    with pytest.raises(BadInput, match=allowed):
        read_period(text, TODAY)


def test_inside_a_chosen_length_a_number_counts_and_another_length_is_refused() -> None:
    assert key("3", Span.QUARTER) == "2025-Q3"
    assert key("1", Span.QUARTER) == "2026-Q1"
    assert key("last", Span.HALF) == "2025-H2"
    assert key("이번", Span.CHART_YEAR) == "chart-year 2026"
    with pytest.raises(BadInput, match="“2024” is no quarter: write one like 2025-Q4, or “last quarter”"):
        read_period("2024", TODAY, Span.QUARTER)
    with pytest.raises(BadInput, match="number it from 1 to 4"):
        read_period("5", TODAY, Span.QUARTER)


def test_periods_are_named_in_words_of_both_languages() -> None:
    named = [
        (Span.MONTH, 7, "July 2024", "2024년 7월"),
        (Span.QUARTER, 3, "Q3 2024 (Jul–Sep)", "2024년 3분기"),
        (Span.HALF, 2, "second half of 2024", "2024년 하반기"),
        (Span.YEAR, 1, "2024", "2024년"),
        (Span.CHART_YEAR, 1, "chart year 2024 (Dec 2023 – Nov 2024)", "2024년 차트 연도(2023년 12월~2024년 11월)"),
    ]
    for span, number, english, korean in named:
        period = Period.numbered(span, 2024, number)
        assert (str(period), period.korean) == (english, korean)


@given(DAYS, st.sampled_from(Span))
def test_every_day_lies_in_one_period_of_each_length_and_neighbours_touch(day: date, span: Span) -> None:
    period = Period.holding(day, span)
    assert day in period
    assert period.before.last + timedelta(days=1) == period.first
    assert period.after.first - timedelta(days=1) == period.last
    assert period.before.after == period
    assert Period.numbered(span, period.year, period.number) == period


@given(DAYS, st.sampled_from(Span))
def test_a_periods_key_is_read_back_as_the_period(day: date, span: Span) -> None:
    period = Period.holding(day, span)
    assert read_period(period.key, TODAY) == period


@given(DAYS)
def test_four_quarters_two_halves_and_twelve_months_make_the_year(day: date) -> None:
    year = Period.holding(day, Span.YEAR)
    for span, count in ((Span.QUARTER, 4), (Span.HALF, 2), (Span.MONTH, 12)):
        parts = [Period.numbered(span, day.year, number) for number in range(1, count + 1)]
        assert (parts[0].first, parts[-1].last) == (year.first, year.last)
        assert all(one.after == other for one, other in pairwise(parts))
