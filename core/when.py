"""Times in words: what a fan types into ``when`` becomes one instant, or a refusal that shows how to write it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.errors import BadInput
from core.text import fold
from core.times import instant

_STAMP = re.compile(r"<t:(-?\d{1,12})(?::[tTdDfFR])?>")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)[ t]+(\d{1,2}:\d\d)(?::\d\d)? ?(z|[+-]\d\d:?\d\d)?")
_IN = re.compile(r"in (\d{1,4}) ?(m|min|minutes?|h|hours?|d|days?|w|weeks?)")
_IN_KO = re.compile(r"(\d{1,4}) ?(분|시간|일|주) ?(?:뒤|후)에?")
_CLOCK = re.compile(r"(?:at )?(\d{1,2})(?:[:.](\d\d))? ?(am|pm)?")
_CLOCK_KO = re.compile(r"(오전|오후|아침|낮|저녁|밤|새벽)? ?(\d{1,2})시 ?(?:(\d{1,2})분|(반))?에?")

_DAYS = {
    **{name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{name: number for number, name in enumerate(("월", "화", "수", "목", "금", "토", "일"))},
}
_DAY = re.compile(
    r"(?:on )?(next |this )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b"
    r"|(다음 ?주 ?|이번 ?주 ?)?([월화수목금토일])요일에?"
)
_NEAR = {
    **dict.fromkeys(("today", "tonight", "오늘"), 0),
    **dict.fromkeys(("day after tomorrow", "내일모레", "모레"), 2),
    **dict.fromkeys(("tomorrow", "내일"), 1),
}
_UNITS = {
    "m": "minutes",
    "h": "hours",
    "d": "days",
    "w": "weeks",
    "분": "minutes",
    "시간": "hours",
    "일": "days",
    "주": "weeks",
}
_MORNING = ("오전", "아침", "새벽", "am")
_NAMED = {"noon": (0, time(12)), "midnight": (1, time(0)), "정오": (0, time(12))}
_HELP = "write it like “fri 8pm”, “tomorrow 20:00”, “2026-11-27 20:00” or “금요일 저녁 8시”."


def when(text: str, *, now: datetime, where: ZoneInfo) -> datetime:
    """The instant that *text* means on the clocks of *where*, in UTC; it may lie in the past.

    Reads Discord timestamps, ISO dates (with or without an offset), a wait ("in 2 hours"), and a day with a time of
    day in English and Korean. A time without a day is the next one on the clock; a weekday is the next such day; the
    midnight and the small hours of a night belong to the day on which the night began.

    Raises:
        BadInput: it says none, or not which time of day.
    """
    plain = fold(text)
    for reader in (_stamp, _iso, _wait):
        moment = reader(plain, now, where)
        if moment is not None:
            return moment
    today = now.astimezone(where).date()
    day, rest = _day(plain, today)
    found = _clock(rest, "밤" if plain.startswith("tonight") else None)
    if found is None:
        if day is not None and not rest:
            raise BadInput(f"“{text}” says the day, not the time of day: {_HELP}")
        raise BadInput(f"I cannot read “{text}” as a time: {_HELP}")
    late, at = found
    if day is None:
        moment = instant(today, at, where)
        return moment if moment > now else instant(today + timedelta(days=1), at, where)
    moment = instant(day + timedelta(days=late), at, where)
    return moment if moment > now or not _weekday(plain) else instant(day + timedelta(days=late + 7), at, where)


def _stamp(plain: str, _now: datetime, _where: ZoneInfo) -> datetime | None:
    found = _STAMP.fullmatch(plain)
    if found is None:
        return None
    seconds = int(found[1])
    if not 0 <= seconds < 32_503_680_000:  # the year 3000
        raise BadInput(f"That timestamp is no time people live in: {_HELP}")
    return datetime.fromtimestamp(seconds, UTC)


def _iso(plain: str, _now: datetime, where: ZoneInfo) -> datetime | None:
    found = _ISO.fullmatch(plain)
    if found is None:
        return None
    try:
        day, at = date.fromisoformat(found[1]), time.fromisoformat(found[2].zfill(5))
        if found[3] is None:
            return instant(day, at, where)
        offset = "+00:00" if found[3] == "z" else found[3]
        return datetime.fromisoformat(f"{day}T{at:%H:%M}{offset}").astimezone(UTC)
    except (ValueError, OverflowError) as error:  # no such day, hour or offset; a year beyond the calendar's end
        raise BadInput(f"There is no such date or time as “{plain}”: {_HELP}") from error


def _wait(plain: str, now: datetime, _where: ZoneInfo) -> datetime | None:
    found = _IN.fullmatch(plain) or _IN_KO.fullmatch(plain)
    if found is None:
        return None
    unit = _UNITS.get(found[2]) or _UNITS[found[2][0]]
    return now + timedelta(**{unit: int(found[1])})


def _day(plain: str, today: date) -> tuple[date | None, str]:
    """The day that *plain* begins or ends with, and the rest."""
    day, rest = _leading_day(plain, today)
    if day is not None:
        return day, rest
    for blank in re.finditer(" ", plain):
        day, rest = _leading_day(plain[blank.end() :], today)
        if day is not None and not rest:
            return day, plain[: blank.start()].strip(" ,")
    return None, plain


def _leading_day(plain: str, today: date) -> tuple[date | None, str]:
    for word, ahead in _NEAR.items():
        if plain.startswith(word):
            return today + timedelta(days=ahead), plain.removeprefix(word).strip(" ,.")
    found = _DAY.match(plain)
    if found is None:
        return None, plain
    which, name = (found[1] or found[3] or "").strip(), found[2] or found[4]
    ahead = (_DAYS[name] - today.weekday()) % 7
    if which.startswith(("next", "다음")):  # the one in next week, Monday first
        ahead = 7 - today.weekday() + _DAYS[name]
    return today + timedelta(days=ahead), plain[found.end() :].strip(" ,.")


def _weekday(plain: str) -> bool:
    """Whether *plain* names its day by the weekday, which comes again."""
    return not any(word in plain for word in _NEAR)


def _clock(rest: str, usual: str | None) -> tuple[int, time] | None:
    """The time of day, and how many days after the named one it lies; *usual* is the part of day where none is said."""
    if named := _NAMED.get(rest.removeprefix("at ")):
        return named
    if found := _CLOCK.fullmatch(rest):
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3] or usual
        if found[2] is None and half is None:
            return None  # "8" alone could be morning or evening
    elif found := _CLOCK_KO.fullmatch(rest):
        hour, minute, half = int(found[2]), 30 if found[4] else int(found[3] or 0), found[1]
        if half is None and hour <= 12:
            return None  # 8시 alone could be morning or evening
    else:
        return None
    if hour > 23 or minute > 59 or (half in _MORNING and hour > 12):
        return None
    late, hour = divmod(_hour(hour, half), 24)
    return late, time(hour, minute)


def _hour(hour: int, half: str | None) -> int:
    """*hour* as counted from midnight to midnight; from 24 on it lies in the night that follows the day."""
    if half is None or hour > 12:
        return hour
    if half in _MORNING:
        return hour % 12
    small = hour % 12 < 6
    if half == "밤":
        return hour % 12 + (24 if small else 12)
    return hour if half == "낮" and not small else hour % 12 + 12
