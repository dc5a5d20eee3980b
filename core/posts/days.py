"""The day of a schedule as people type it and read it."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from core.errors import BadInput
from core.language import Words
from core.posts.calendar import DAYS, Cadence, date_in, day_on, number_of
from core.text import fold
from core.times import WEEKDAYS

_KOREAN = "월화수목금토일"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_LAST = ("last", "last day", "마지막", "말일")

_HOW = {
    Cadence.WEEKLY: Words("a weekday like Saturday or 토요일", "토요일 같은 요일"),
    Cadence.BIWEEKLY: Words(
        "a weekday like Saturday, or the date of the first post like 2026-11-28",
        "토요일 같은 요일, 또는 2026-11-28 같은 첫 게시일",
    ),
    Cadence.MONTHLY: Words("a day of the month from 1 to 31, or last", "1부터 31까지의 날, 또는 말일"),
    Cadence.QUARTERLY: Words(
        "a day of the quarter's first month from 1 to 31, month-day like 2-15, or last",
        "분기 첫 달의 1부터 31까지의 날, 2-15 같은 몇째 달-날, 또는 말일",
    ),
    Cadence.YEARLY: Words("a date like 24 Dec or 12-24, or last", "12-24 같은 날짜, 또는 말일"),
}


def read_day(text: str, cadence: Cadence, today: date) -> int:
    """What *text* says about the day of a *cadence*, as :func:`core.posts.calendar.date_in` takes it.

    A date is right for every cadence: that of the first post. A weekday of a fortnight is the next such day.

    Raises:
        BadInput: it says nothing of the kind; the text shows how to write it.
    """
    plain = fold(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        return day_on(cadence, _date(plain, cadence, text))
    found = _weekday(plain, today, cadence) if cadence.weeks else _month_day(plain, cadence)
    if found is None:
        raise _unread(text, cadence)
    return found


def suggested_days(typed: str, cadence: Cadence, today: date) -> list[tuple[str, str]]:
    """What to offer while somebody types a day: each as it is read and as :func:`read_day` takes it."""
    wanted = fold(typed)
    every = list(_offered(cadence, today))
    return [(label, value) for label, value in every if wanted in fold(label) or wanted in value] or every


def day_words(cadence: Cadence, day: int) -> str:
    """When it posts, in words: ``every second Saturday``, ``on day 31 of every month (or its last)``."""
    if cadence.weeks:
        return f"every {'second ' if cadence is Cadence.BIWEEKLY else ''}{WEEKDAYS[day % 7]}"
    month, number = max(day // DAYS, 1), day % DAYS
    if cadence is Cadence.YEARLY:
        return f"every year on {number} {_MONTHS[month - 1]}"
    short = " (or its last)" if number > 28 else ""
    if cadence is Cadence.MONTHLY:
        return f"on day {number} of every month{short}"
    which = ("first", "second", "third")[month - 1]
    return f"on day {number} of every quarter's {which} month{short}"


def _unread(text: str, cadence: Cadence) -> BadInput:
    how = _HOW[cadence]
    return BadInput(
        f"“{text[:40]}” is no day of a {cadence} post: write {how.en}.",
        f"이 주기의 게시일로 읽을 수 없습니다(“{text[:40]}”). 이렇게 적어 주세요: {how.ko}.",
    )


def _date(plain: str, cadence: Cadence, text: str) -> date:
    try:
        return date.fromisoformat(plain)
    except ValueError as error:
        raise _unread(text, cadence) from error


def _weekday(plain: str, today: date, cadence: Cadence) -> int | None:
    korean = plain.removesuffix("요일")
    found = _KOREAN.find(korean) if len(korean) == 1 else -1
    if found < 0 and len(plain) >= 2:
        near = [number for number, name in enumerate(WEEKDAYS) if name.casefold().startswith(plain)]
        found = near[0] if len(near) == 1 else -1
    if found < 0:
        return None
    return day_on(cadence, today + timedelta(days=(found - today.weekday()) % 7))


def _month_day(plain: str, cadence: Cadence) -> int | None:
    last = cadence.months
    if plain in _LAST:
        return last * DAYS + 31
    month, day = 1, 0
    if (found := re.fullmatch(r"(\d{1,2})\.?", plain)) and cadence is not Cadence.YEARLY:
        day = int(found[1])
    elif (found := re.fullmatch(r"(\d{1,2})-(\d{1,2})", plain)) and cadence is not Cadence.MONTHLY:
        month, day = int(found[1]), int(found[2])
    elif cadence is Cadence.YEARLY:
        month, day = _named(plain)
    if not 1 <= month <= last:
        return None
    longest = monthrange(2024, month)[1] if cadence is Cadence.YEARLY else 31
    return month * DAYS + day if 1 <= day <= longest else None


def _named(plain: str) -> tuple[int, int]:
    """Month and day of ``24 dec``, ``december 24`` or ``12월 24일``; zeros when it is none."""
    if found := re.fullmatch(r"(\d{1,2})월 ?(\d{1,2})일", plain):
        return int(found[1]), int(found[2])
    words = plain.replace(".", " ").split()
    names = [word for word in words if len(word) >= 3 and word.isalpha()]
    days = [word for word in words if word.isdecimal()]
    if len(words) != 2 or len(names) != 1 or len(days) != 1:
        return 0, 0
    near = [number for number, name in enumerate(_MONTHS, 1) if name.casefold().startswith(names[0])]
    return (near[0], int(days[0])) if near else (0, 0)


def _offered(cadence: Cadence, today: date) -> Iterator[tuple[str, str]]:
    if cadence is Cadence.WEEKLY:
        yield from ((name, name) for name in WEEKDAYS)
    elif cadence is Cadence.BIWEEKLY:
        for ahead in range(14):
            first = today + timedelta(days=ahead)
            yield f"every second {WEEKDAYS[first.weekday()]}, first on {first.day} {first:%b}", first.isoformat()
    elif cadence is Cadence.YEARLY:
        for month in range(1, 13):
            yield f"1 {_MONTHS[month - 1]}", f"{month:02}-01"
        yield "the last day of the year", "last"
    else:
        whose = "month" if cadence is Cadence.MONTHLY else "quarter"
        for day in (1, 2, 3, 4, 5, 7, 10, 15, 20, 25, 28):
            at = date_in(cadence, number_of(cadence, today), DAYS + day)
            yield f"day {day} of the {whose}, like {at.day} {at:%b}", str(day)
        yield f"the last day of the {whose}", "last"
