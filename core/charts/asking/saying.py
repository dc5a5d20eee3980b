"""Days and weeks of the past as people say them: ``last week``, ``25 Jul``, ``어제``, ``2주 전``."""

import re
from datetime import date, timedelta

from core.errors import BadInput
from core.text import fold
from core.when import newest_day

_WEEK = timedelta(days=7)
_BACK = {
    **dict.fromkeys(("today", "now", "오늘"), 0),
    **dict.fromkeys(("yesterday", "어제"), 1),
    **dict.fromkeys(("day before yesterday", "the day before yesterday", "그저께", "그제", "엊그제"), 2),
}
_WEEKS = {
    **dict.fromkeys(("this week", "current week", "newest", "latest", "이번 주", "이번주", "금주"), 0),
    **dict.fromkeys(("last week", "previous week", "지난 주", "지난주", "저번 주", "저번주", "전주"), 1),
    **dict.fromkeys(("week before last", "the week before last", "지지난 주", "지지난주", "저저번 주", "저저번주"), 2),
}
_AGO = re.compile(r"(?:(\d{1,3}) ?|an? |one )(days?|weeks?) ago|(\d{1,3}) ?(일|주) ?전")


def weeks_back(text: str) -> int | None:
    """How many weeks before the newest one *text* means, where it says a week by its distance."""
    plain = fold(text)
    ago = _AGO.fullmatch(plain)
    if ago is not None and (ago[2] or ago[4])[:1] in "w주":
        return int(ago[1] or ago[3] or 1)
    return _WEEKS.get(plain)


def read_day(text: str, today: date) -> date:
    """The day that *text* says; one without a year is the newest such day by *today*, a week is a day of it.

    Raises:
        BadInput: it says none; the text shows how to write it.
    """
    plain = fold(text)
    if (weeks := weeks_back(plain)) is not None:
        return today - weeks * _WEEK
    if plain in _BACK:
        return today - timedelta(days=_BACK[plain])
    if ago := _AGO.fullmatch(plain):
        return today - timedelta(days=int(ago[1] or ago[3] or 1))
    day = newest_day(text, today)
    if day is None:
        raise BadInput(
            f"“{text[:40]}” is no day I can read: write it like 2024-07-25, 25 Jul, yesterday or 7월 25일; "
            "a week also like last week or 지난주."
        )
    return day


def week_of_newest(newest: date | None, back: int, today: date) -> date:
    """A day of the week that lies *back* weeks before the newest issue, if that came in the last seven days; a chart
    that has none so new is counted from *today*."""
    recent = newest is not None and today - _WEEK < newest
    return (newest if recent and newest is not None else today) - back * _WEEK
