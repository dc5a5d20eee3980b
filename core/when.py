"""Times in words: what a fan types into ``when`` becomes one instant, or a refusal that shows how to write it."""

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.errors import BadInput
from core.text import fold
from core.times import instant, wall
from core.when_words import mended, plain

_STAMP = re.compile(r"<t:(-?\d{1,12})(?::[tTdDfFR])?>")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)[ t]+(\d{1,2}:\d\d)(?::\d\d)? ?(z|[+-]\d\d:?\d\d)?")
_IN = re.compile(r"in (\d{1,4}) ?(m|min|minutes?|h|hours?|d|days?|w|weeks?)")
_IN_KO = re.compile(r"(\d{1,4}) ?(분|시간|일|주) ?(?:뒤|후)에?")
_CLOCK = re.compile(r"(?:at )?(\d{1,2})(?:[:.](\d\d))? ?(am|pm)?")
_CLOCK_KO = re.compile(r"(오전|오후|아침|낮|저녁|밤|새벽)?에? ?(\d{1,2})(?:시 ?(?:(\d{1,2})분|(반))?|:(\d\d))에?")

_DAYS = {
    **{name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{name: number for number, name in enumerate(("월", "화", "수", "목", "금", "토", "일"))},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"(?:on )?(next |this )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b"
    r"|(다다음 ?주 ?|다음 ?주 ?|이번 ?주 ?)?([월화수목금토일])요일에?"
)
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = re.compile(rf"(?:on )?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?{_MONTH}(?:,? (\d{{4}}))?\b")
_DATE_US = re.compile(rf"(?:on )?{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?(?![\d:.]| ?[ap]m)")
_DATE_KO = re.compile(r"(?:(\d{4})년 ?)?(\d{1,2})월 ?(\d{1,2})일에?")
_DATE_ISO = re.compile(r"(?:on )?(\d{4})-(\d\d)-(\d\d)\b")
_NEAR = {
    **dict.fromkeys(("today", "tonight", "오늘"), 0),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow", "내일모레", "모레"), 2),
    "글피": 3,
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
_EVENING = time(20)
"""The time of day that is suggested where only the day was said."""

_HELP = "write it like “fri 8pm”, “tomorrow 20:00”, “2026-11-27 20:00” or “금요일 저녁 8시”."
_HELP_KO = "“금요일 저녁 8시”, “내일 20:00”, “2026-11-27 20:00”처럼 적어 주세요."


class Unclear(BadInput):
    """It cannot be read as one time; *nearest* is the nearest reading there is, in UTC."""

    def __init__(self, en: str, ko: str, nearest: datetime | None = None) -> None:
        if nearest is not None:
            near = f"<t:{int(nearest.timestamp())}:F>"
            en, ko = f"{en} The nearest reading is {near}.", f"{ko} 가장 가까운 시각: {near}."
        super().__init__(en, ko)
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class _Day:
    """The day that was said. A weekday *rolls* on to its next; one of *this* week does not."""

    date: date
    rolls: bool = False
    this: bool = False


def when(text: str, *, now: datetime, where: ZoneInfo) -> datetime:
    """The instant that *text* means on the clocks of *where*, in UTC; it may lie in the past.

    Reads Discord timestamps, ISO dates (with or without an offset), a wait ("in 2 hours"), and a day with a time of
    day in English and Korean. A time without a day is the next one on the clock; a weekday is the next such day, and
    one of this week only if it is still to come; the midnight and the small hours of a night belong to the day on
    which the night began.

    Raises:
        Unclear: it says none, or not which time of day, or a day of this week that is over.
    """
    try:
        moment = _read(text, now, where)
    except OverflowError as error:  # beyond the calendar's end
        raise _no_such(text) from error
    if moment is not None:
        return moment
    better = mended(text)
    try:
        nearest = _read(better, now, where) if better is not None else None
    except (BadInput, OverflowError):
        nearest = None
    asked, meant = (f" Did you mean “{better}”?", f" 혹시 “{better}”?") if nearest is not None else ("", "")
    raise Unclear(
        f"I cannot read “{text}” as a time: {_HELP}{asked}",
        f"시간으로 읽을 수 없습니다(“{text}”). {_HELP_KO}{meant}",
        nearest,
    )


def newest_day(text: str, today: date) -> date | None:
    """The day that *text* says, without a time: where it says no year, the newest such day by *today*.

    Raises:
        BadInput: there is no such date.
    """
    day, rest = _day(plain(text)[0], today)
    if day is None or rest:
        return None
    if day.date <= today or re.search(r"\d{4}", text):
        return day.date
    if day.rolls or day.this:
        return day.date - timedelta(days=7)
    leap = (day.date.month, day.date.day) == (2, 29)
    years = range(day.date.year - 1, 0, -1)
    return day.date.replace(year=next(year for year in years if not leap or isleap(year)))


def time_of_day(text: str) -> time:
    """The time of day that *text* says, as :func:`when` reads it: ``20:00``, ``8pm``, ``저녁 8시``, ``noon``.

    Raises:
        BadInput: it is none, or could be morning or evening.
    """
    found = _clock(*plain(text))
    return found[1] if found is not None else wall(text)


def _read(text: str, now: datetime, where: ZoneInfo) -> datetime | None:
    """The instant; ``None`` when nothing of it can be read."""
    whole = fold(text)
    for reader in (_stamp, _iso):
        moment = reader(whole, now, where)
        if moment is not None:
            return moment
    words, part = plain(text)
    if (moment := _wait(words, now)) is not None:
        return moment
    today = now.astimezone(where).date()
    day, rest = _day(words, today)
    found = _clock(rest, part)
    if found is None:
        _ask_back(text, day, rest, now, where)
        return None
    late, at = found
    if day is None:
        moment = instant(today + timedelta(days=late if late and part else 0), at, where)
        return moment if moment > now else instant(today + timedelta(days=1), at, where)
    moment = instant(day.date + timedelta(days=late), at, where)
    if moment > now or not (day.rolls or day.this):
        return moment
    again = instant(day.date + timedelta(days=late + 7), at, where)
    if day.this:
        raise Unclear(
            f"“{text}” of this week is over: {_HELP}", f"이번 주의 그 시각은 지났습니다(“{text}”). {_HELP_KO}", again
        )
    return again


def _ask_back(text: str, day: _Day | None, rest: str, now: datetime, where: ZoneInfo) -> None:
    """Refuse what is half a time: a day alone, or an hour that could be morning or evening."""
    today = now.astimezone(where).date()
    if day is not None and not rest:
        evening = instant(day.date, _EVENING, where)
        nearest = evening if evening > now or not day.rolls else instant(day.date + timedelta(days=7), _EVENING, where)
        raise Unclear(
            f"“{text}” says the day, not the time of day: {_HELP}",
            f"날짜만 있고 시각이 없습니다(“{text}”). {_HELP_KO}",
            nearest,
        )
    hour = re.fullmatch(r"(?:at )?(\d{1,2})(?:시에?)?", rest)
    if hour is None or not 1 <= int(hour[1]) <= 12:
        return
    number = int(hour[1]) % 12
    base = day.date if day is not None else today
    readings = [
        instant(base + timedelta(days=more), time(each), where) for more in (0, 1) for each in (number, number + 12)
    ]
    nearest = next((each for each in readings if each > now), readings[-1])
    raise Unclear(
        f"“{text}” could be morning or evening; say 8am or 8pm, or {_HELP}",
        f"오전인지 오후인지 알 수 없습니다(“{text}”). “오후 8시”나 {_HELP_KO}",
        nearest,
    )


def _no_such(typed: str) -> BadInput:
    return BadInput(
        f"There is no such date or time as “{typed}”: {_HELP}", f"그런 날짜나 시각은 없습니다(“{typed}”). {_HELP_KO}"
    )


def _stamp(whole: str, _now: datetime, _where: ZoneInfo) -> datetime | None:
    found = _STAMP.fullmatch(whole)
    if found is None:
        return None
    seconds = int(found[1])
    if not 0 <= seconds < 32_503_680_000:  # the year 3000
        raise BadInput(
            f"That timestamp is no time people live in: {_HELP}", f"그 타임스탬프는 쓸 수 없는 시각입니다. {_HELP_KO}"
        )
    return datetime.fromtimestamp(seconds, UTC)


def _iso(whole: str, _now: datetime, where: ZoneInfo) -> datetime | None:
    found = _ISO.fullmatch(whole)
    if found is None:
        return None
    try:
        day, at = date.fromisoformat(found[1]), time.fromisoformat(found[2].zfill(5))
        if found[3] is None:
            return instant(day, at, where)
        offset = "+00:00" if found[3] == "z" else found[3]
        return datetime.fromisoformat(f"{day}T{at:%H:%M}{offset}").astimezone(UTC)
    except (ValueError, OverflowError) as error:  # no such day, hour or offset; a year beyond the calendar's end
        raise _no_such(whole) from error


def _wait(words: str, now: datetime) -> datetime | None:
    found = _IN.fullmatch(words) or _IN_KO.fullmatch(words)
    if found is None:
        return None
    unit = _UNITS.get(found[2]) or _UNITS[found[2][0]]
    return now + timedelta(**{unit: int(found[1])})


def _day(words: str, today: date) -> tuple[_Day | None, str]:
    """The day that *words* begin or end with, and the rest."""
    day, rest = _leading_day(words, today)
    if day is not None:
        return day, rest
    for blank in re.finditer(" ", words):
        day, rest = _leading_day(words[blank.end() :], today)
        if day is not None and not rest:
            return day, words[: blank.start()].strip(" ,")
    return None, words


def _leading_day(words: str, today: date) -> tuple[_Day | None, str]:
    for word, ahead in _NEAR.items():
        if words.startswith(word):
            return _Day(today + timedelta(days=ahead)), words.removeprefix(word).strip(" ,.")
    for pattern, order in ((_DATE, (3, 2, 1)), (_DATE_US, (3, 1, 2)), (_DATE_KO, (1, 2, 3)), (_DATE_ISO, (1, 2, 3))):
        if found := pattern.match(words):
            year, month, number = (found[group] for group in order)
            return _Day(_dated(year, month, int(number), today, words)), words[found.end() :].strip(" ,.")
    found = _DAY.match(words)
    if found is None:
        return None, words
    which, name = (found[1] or found[3] or "").replace(" ", ""), found[2] or found[4]
    monday = today - timedelta(days=today.weekday())
    rest = words[found.end() :].strip(" ,.")
    for beginning, weeks in (("다다음", 2), ("다음", 1), ("next", 1)):  # of that week, Monday first
        if which.startswith(beginning):
            return _Day(monday + timedelta(days=_DAYS[name] + 7 * weeks)), rest
    if which:
        return _Day(monday + timedelta(days=_DAYS[name]), this=True), rest
    return _Day(today + timedelta(days=(_DAYS[name] - today.weekday()) % 7), rolls=True), rest


def _dated(year: str | None, month: str, number: int, today: date, words: str) -> date:
    """A date; without a year the next one."""
    which = int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1
    try:
        if year is not None:
            return date(int(year), which, number)
        this_year = date(today.year, which, number)
        return this_year if this_year >= today else date(today.year + 1, which, number)
    except ValueError as error:
        raise BadInput(
            f"There is no such date as in “{words}”: {_HELP}", f"그런 날짜는 없습니다(“{words}”). {_HELP_KO}"
        ) from error


def _clock(rest: str, usual: str | None) -> tuple[int, time] | None:
    """The time of day, and how many days after the named one it lies; *usual* is the part of day where none is said."""
    if named := _NAMED.get(rest.removeprefix("at ")):
        return named
    if found := _CLOCK.fullmatch(rest):
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3] or usual
        if found[2] is None and half is None:
            return None  # "8" alone could be morning or evening
    elif found := _CLOCK_KO.fullmatch(rest):
        hour, minute, half = int(found[2]), 30 if found[4] else int(found[3] or found[5] or 0), found[1] or usual
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
