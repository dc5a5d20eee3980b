"""The day of a schedule, as people type it in two languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.posts.calendar import Cadence, date_in, number_of
from core.posts.days import day_words, read_day, suggested_days

TODAY = date(2026, 11, 20)
"""A Friday."""


@pytest.mark.parametrize(
    ("cadence", "typed", "first"),
    [
        (Cadence.WEEKLY, "Saturday", date(2026, 11, 21)),
        (Cadence.WEEKLY, "sat", date(2026, 11, 21)),
        (Cadence.WEEKLY, "토요일", date(2026, 11, 21)),
        (Cadence.WEEKLY, "토", date(2026, 11, 21)),
        (Cadence.BIWEEKLY, "Saturday", date(2026, 11, 21)),
        (Cadence.BIWEEKLY, "2026-11-28", date(2026, 11, 28)),
        (Cadence.MONTHLY, "1", date(2026, 11, 1)),
        (Cadence.MONTHLY, "31", date(2026, 11, 30)),
        (Cadence.MONTHLY, "last", date(2026, 11, 30)),
        (Cadence.MONTHLY, "말일", date(2026, 11, 30)),
        (Cadence.QUARTERLY, "1", date(2026, 10, 1)),
        (Cadence.QUARTERLY, "2-15", date(2026, 11, 15)),
        (Cadence.QUARTERLY, "last", date(2026, 12, 31)),
        (Cadence.YEARLY, "24 Dec", date(2026, 12, 24)),
        (Cadence.YEARLY, "December 24", date(2026, 12, 24)),
        (Cadence.YEARLY, "12-24", date(2026, 12, 24)),
        (Cadence.YEARLY, "12월 24일", date(2026, 12, 24)),
        (Cadence.YEARLY, "last", date(2026, 12, 31)),
        (Cadence.YEARLY, "2026-02-14", date(2026, 2, 14)),
    ],
)
def test_a_day_is_read_as_it_is_meant(cadence: Cadence, typed: str, first: date) -> None:
    day = read_day(typed, cadence, TODAY)
    holding = first if cadence.weeks else TODAY
    assert date_in(cadence, number_of(cadence, holding), day) == first


@pytest.mark.parametrize(
    ("cadence", "typed", "told"),
    [
        (Cadence.WEEKLY, "someday", "a weekday like Saturday"),
        (Cadence.WEEKLY, "t", "a weekday"),
        (Cadence.WEEKLY, "31", "a weekday"),
        (Cadence.MONTHLY, "32", "from 1 to 31"),
        (Cadence.MONTHLY, "0", "from 1 to 31"),
        (Cadence.QUARTERLY, "4-1", "month-day like 2-15"),
        (Cadence.YEARLY, "31 Feb", "24 Dec"),
        (Cadence.YEARLY, "13-01", "24 Dec"),
        (Cadence.YEARLY, "2026-13-41", "24 Dec"),
    ],
)
def test_what_is_no_day_says_how_to_write_one(cadence: Cadence, typed: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        read_day(typed, cadence, TODAY)


@pytest.mark.parametrize("cadence", Cadence)
@given(typed=st.text(max_size=12), today=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_every_suggestion_can_be_taken_and_fits(cadence: Cadence, typed: str, today: date) -> None:
    found = suggested_days(typed, cadence, today)
    assert 1 <= len(found) <= 25
    for label, value in found:
        assert 1 <= len(label) <= 100
        day_words(cadence, read_day(value, cadence, today))


@pytest.mark.parametrize(
    ("cadence", "day", "told"),
    [
        (Cadence.WEEKLY, 5, "every Saturday"),
        (Cadence.BIWEEKLY, 12, "every second Saturday"),
        (Cadence.MONTHLY, 131, "on day 31 of every month (or its last)"),
        (Cadence.QUARTERLY, 215, "on day 15 of every quarter's second month"),
        (Cadence.YEARLY, 1224, "every year on 24 December"),
    ],
)
def test_a_day_is_told_in_words(cadence: Cadence, day: int, told: str) -> None:
    assert day_words(cadence, day) == told
