"""Parties that come again: on the same wall time of their zone, whatever the clocks do."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.errors import BadInput
from core.language import Language, Words
from core.parties.recipe import Recipe
from core.text import fold
from core.times import WEEKDAYS, instant
from core.values import GuildId

FURTHEST = 400
"""Days that are looked through for the next date; a month without the day waits for the next."""


class Repeat(StrEnum):
    """How often a series comes."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Series:
    """A series: its rhythm from *anchor* on, at *at* on the clocks of *zone*; *days* are weekdays (Monday is 0).

    Monthly means the same weekday of the month as the anchor, such as the second Saturday; the fifth is the last one
    where a month has four. *skipped* dates are left out. *recipe* is what each new party is made from.
    """

    guild: GuildId
    repeat: Repeat
    anchor: date
    at: time
    zone: ZoneInfo
    recipe: Recipe
    days: tuple[int, ...] = ()
    skipped: tuple[date, ...] = ()
    over: bool = False
    id: int = 0

    def dates(self, after: date) -> Iterator[date]:
        """The dates after *after*, soonest first, skipped ones left out."""
        for ahead in range(1, FURTHEST):
            day = after + timedelta(days=ahead)
            if day >= self.anchor and day not in self.skipped and self._is_on(day):
                yield day

    def coming(self, now: datetime) -> list[date]:
        """The dates to come after *now*, soonest first."""
        today = now.astimezone(self.zone).date()
        return [day for day in self.dates(today - timedelta(days=1)) if self.starts(day) > now]

    def next_date(self, after: date) -> date:
        """The first date after *after*."""
        return next(self.dates(after))

    def own_date(self, day: date) -> date:
        """The date that a party held on *day* stands for: that day or, where it was moved, the series' nearest."""
        for away in range(FURTHEST):
            for near in (day + timedelta(days=away), day - timedelta(days=away)):
                if near >= self.anchor and self._is_on(near):
                    return near
        return day

    def starts(self, day: date) -> datetime:
        """When the party of *day* starts: the same wall time all year."""
        return instant(day, self.at, self.zone)

    def words(self, language: Language = Language.EN) -> str:
        """The rhythm in words: ``every second Friday at 20:00 (Asia/Seoul)``."""
        say, number, week = language.say, self.anchor.weekday(), _ORDINALS[_week_of(self.anchor)]
        name, ko = WEEKDAYS[number], f"{_DAYS_KO[number]}요일"
        match self.repeat:
            case Repeat.WEEKLY:
                how = say(f"every {name}", f"매주 {ko}")
            case Repeat.BIWEEKLY:
                how = say(f"every second {name}", f"격주 {ko}")
            case Repeat.MONTHLY:
                how = say(f"every {week.en} {name} of the month", f"매월 {week.ko} {ko}")
            case Repeat.DAYS:
                days = sorted(self.days)
                how = say(
                    "every " + ", ".join(WEEKDAYS[day] for day in days),
                    "매주 " + ", ".join(f"{_DAYS_KO[day]}요일" for day in days),
                )
        return say(f"{how} at {self.at:%H:%M} ({self.zone.key})", f"{how} {self.at:%H:%M} ({self.zone.key})")

    def _is_on(self, day: date) -> bool:
        if self.repeat is Repeat.DAYS:
            return day.weekday() in self.days
        if day.weekday() != self.anchor.weekday():
            return False
        if self.repeat is Repeat.MONTHLY:
            wanted = _week_of(self.anchor)
            return _week_of(day) == wanted or (wanted == 4 and _is_last(day) and _week_of(day) == 3)
        weeks = (day - self.anchor).days // 7
        return self.repeat is Repeat.WEEKLY or weeks % 2 == 0


def read_repeat(text: str) -> tuple[Repeat, tuple[int, ...]]:
    """How often, as hosts type it: ``weekly``, ``biweekly``, ``monthly``, or weekdays like ``tue, thu``.

    Raises:
        BadInput: it is none of these.
    """
    plain = fold(text)
    known = next((repeat for repeat, names in _NAMES.items() if plain in names), None)
    if known is not None:
        return known, ()
    days = [_weekday(word) for word in plain.replace(",", " ").replace("and", " ").split()]
    if not days or None in days:
        raise BadInput(
            f"“{text[:40]}” is no rhythm: say weekly, biweekly, monthly, or weekdays like “tue, thu”.",
            f"반복 주기를 읽을 수 없습니다(“{text[:40]}”). 매주, 격주, 매월, 또는 “화, 목”처럼 요일을 적어 주세요.",
        )
    return Repeat.DAYS, tuple(sorted({day for day in days if day is not None}))


_DAYS_KO = "월화수목금토일"
_ORDINALS = (
    Words("first", "첫째"),
    Words("second", "둘째"),
    Words("third", "셋째"),
    Words("fourth", "넷째"),
    Words("fifth (or last)", "다섯째(또는 마지막)"),
)
_NAMES = {
    Repeat.WEEKLY: ("weekly", "every week", "매주"),
    Repeat.BIWEEKLY: ("biweekly", "fortnightly", "every two weeks", "every second week", "격주"),
    Repeat.MONTHLY: ("monthly", "every month", "매월", "매달"),
}


def _weekday(word: str) -> int | None:
    korean = _DAYS_KO.find(word.removesuffix("요일"))
    if korean >= 0 and len(word.removesuffix("요일")) == 1:
        return korean
    near = [
        n for n, name in enumerate(WEEKDAYS) if len(word) >= 3 and name.casefold().startswith(word.removesuffix("s"))
    ]
    return near[0] if len(near) == 1 else None


def _week_of(day: date) -> int:
    return (day.day - 1) // 7


def _is_last(day: date) -> bool:
    return day.day + 7 > monthrange(day.year, day.month)[1]
