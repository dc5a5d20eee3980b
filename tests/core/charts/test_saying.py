"""Days and weeks of the past, as people say them."""

from datetime import date

import pytest

from core.charts.asking.saying import read_day, week_of_newest, weeks_back
from core.errors import BadInput

TODAY = date(2024, 7, 26)  # a Friday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-07-24", date(2024, 7, 24)),
        ("25 Jul", date(2024, 7, 25)),
        ("Jul 25", date(2024, 7, 25)),
        ("July 25th, 2023", date(2023, 7, 25)),
        ("27 Jul", date(2023, 7, 27)),
        ("25 Dec", date(2023, 12, 25)),
        ("7월 25일", date(2024, 7, 25)),
        ("12월 25일", date(2023, 12, 25)),
        ("2023년 12월 25일", date(2023, 12, 25)),
        ("today", TODAY),
        ("오늘", TODAY),
        ("Yesterday", date(2024, 7, 25)),
        ("어제", date(2024, 7, 25)),
        ("그저께", date(2024, 7, 24)),
        ("3 days ago", date(2024, 7, 23)),
        ("3일 전", date(2024, 7, 23)),
        ("thursday", date(2024, 7, 25)),
        ("목요일", date(2024, 7, 25)),
        ("friday", TODAY),
        ("last week", date(2024, 7, 19)),
        ("지난주", date(2024, 7, 19)),
        ("a week ago", date(2024, 7, 19)),
        ("2030-01-01", date(2030, 1, 1)),
    ],
)
def test_a_day_is_read_and_one_without_a_year_has_been(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


def test_a_leap_day_is_of_the_leap_year_before() -> None:
    assert read_day("29 feb", date(2024, 2, 28)) == date(2020, 2, 29)


@pytest.mark.parametrize("text", ["soon", "zzz", "", "25", "2024-13-01", "31 Feb", "25 Jul 8pm", "0"])
def test_what_is_no_day_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(BadInput, match=r"write it like"):
        read_day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("this week", 0),
        ("이번 주", 0),
        ("last week", 1),
        ("지난 주", 1),
        ("2 weeks ago", 2),
        ("3주 전", 3),
        ("yesterday", None),
    ],
)
def test_a_week_is_said_by_its_distance(text: str, back: int | None) -> None:
    assert weeks_back(text) == back


def test_weeks_are_counted_from_the_newest_issue_and_from_today_where_that_is_old() -> None:
    assert week_of_newest(date(2024, 7, 25), 0, TODAY) == date(2024, 7, 25)
    assert week_of_newest(date(2024, 7, 25), 1, TODAY) == date(2024, 7, 18)
    assert week_of_newest(date(2024, 8, 1), 0, TODAY) == date(2024, 8, 1)
    assert week_of_newest(date(2024, 6, 6), 0, TODAY) == TODAY
    assert week_of_newest(None, 1, TODAY) == date(2024, 7, 19)
