"""Months, quarters, halves, years and chart years: which issues they hold, and how a fan names them.

An issue belongs to the period that holds its end date; a week astride two quarters belongs to the one with its last
day.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.errors import BadInput
from core.text import fold


class Span(StrEnum):
    """How long a period is. A chart year runs from December to November, as Billboard counts it."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    CHART_YEAR = "chart-year"


_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12, Span.CHART_YEAR: 12}
_DECEMBER_BEFORE = -1


@dataclass(frozen=True, slots=True)
class Period:
    """The days from *first* to *last*, both included."""

    span: Span
    first: date
    last: date

    @classmethod
    def holding(cls, day: date, span: Span) -> "Period":
        """The period of this length that *day* lies in."""
        shift, months = _shift(span), _MONTHS[span]
        return _from_month((12 * day.year + day.month - 1 - shift) // months * months + shift, span)

    @classmethod
    def numbered(cls, span: Span, year: int, number: int = 1) -> "Period":
        """The *number*-th period of this length in *year*: ``(QUARTER, 2024, 3)`` is July to September 2024.

        Raises:
            ValueError: a year does not have so many.
        """
        if not 1 <= number <= 12 // _MONTHS[span]:
            raise ValueError(f"a year has no {span} number {number}")
        return _from_month(12 * year + (number - 1) * _MONTHS[span] + _shift(span), span)

    def __contains__(self, end: date) -> bool:
        return self.first <= end <= self.last

    @property
    def before(self) -> "Period":
        """The period of the same length just before."""
        return Period.holding(self.first - timedelta(days=1), self.span)

    @property
    def after(self) -> "Period":
        """The period of the same length just after."""
        return Period.holding(self.last + timedelta(days=1), self.span)

    @property
    def year(self) -> int:
        """The year it is named after; a chart year has the year of its November."""
        return self.last.year

    @property
    def number(self) -> int:
        """Which one of its year it is, counted from 1."""
        return 1 if self.span is Span.CHART_YEAR else (self.first.month - 1) // _MONTHS[self.span] + 1

    @property
    def key(self) -> str:
        """The shortest way to write it, the same for ever: ``2024-07``, ``2024-Q3``, ``2024-H1``, ``2024``."""
        return {
            Span.MONTH: f"{self.year}-{self.number:02}",
            Span.QUARTER: f"{self.year}-Q{self.number}",
            Span.HALF: f"{self.year}-H{self.number}",
            Span.YEAR: f"{self.year}",
            Span.CHART_YEAR: f"chart-year {self.year}",
        }[self.span]

    def __str__(self) -> str:
        return {
            Span.MONTH: f"{self.first:%B} {self.year}",
            Span.QUARTER: f"Q{self.number} {self.year} ({self.first:%b}–{self.last:%b})",
            Span.HALF: f"{'first' if self.number == 1 else 'second'} half of {self.year}",
            Span.YEAR: f"{self.year}",
            Span.CHART_YEAR: f"chart year {self.year} (Dec {self.year - 1} – Nov {self.year})",
        }[self.span]

    @property
    def korean(self) -> str:
        """Its name in Korean: ``2024년 3분기``."""
        return {
            Span.MONTH: f"{self.year}년 {self.number}월",
            Span.QUARTER: f"{self.year}년 {self.number}분기",
            Span.HALF: f"{self.year}년 {'상반기' if self.number == 1 else '하반기'}",
            Span.YEAR: f"{self.year}년",
            Span.CHART_YEAR: f"{self.year}년 차트 연도({self.year - 1}년 12월~{self.year}년 11월)",
        }[self.span]


def _shift(span: Span) -> int:
    return _DECEMBER_BEFORE if span is Span.CHART_YEAR else 0


def _from_month(start: int, span: Span) -> Period:
    """The period that begins with month *start*, counted from the year 0."""
    first, end = (date(month // 12, month % 12 + 1, 1) for month in (start, start + _MONTHS[span]))
    return Period(span, first, end - timedelta(days=1))


def read_period(text: str, today: date, span: Span | None = None) -> Period:
    """The period that *text* names in English or Korean: ``2024-07``, ``2024 Q3``, ``H1 2024``, ``지난 분기``.

    A length alone ("quarter") is the last one that is over. Without a year the newest one that has begun by *today* is
    meant. With *span* given, a bare number counts inside the year (``3`` is the third quarter) and another length is
    refused.

    Raises:
        BadInput: it names none, or not one of the length asked for.
    """
    words = _plain_words(text)
    match words:
        case [number] if span is not None and span in _LETTERS.values() and re.fullmatch(r"\d\d?", number):
            return _numbered(span, int(number), None, today, text)
        case ["last" | "this"] if span is not None:
            words.append(span)
    period = _relative(words, today) or _named(words, today, text)
    if period is None:
        raise BadInput(
            f"I cannot read “{text}” as a period: write it like 2024-07, 2024-Q3, 2024-H1, 2024 or “last quarter”.",
            f"기간으로 읽을 수 없습니다(“{text}”). 2024-07, 2024-Q3, 2024-H1, 2024, “지난 분기”처럼 적어 주세요.",
        )
    if span is not None and period.span is not span:
        called = span.replace("-", " ")
        example = Period.holding(today, span).before.key
        raise BadInput(
            f"“{text}” is no {called}: write one like {example}, or “last {called}”.",
            f"찾는 길이의 기간이 아닙니다(“{text}”). {example}처럼 적어 주세요.",
        )
    return period


_NAMES = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?"),
    *("july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_YEAR = r"((?:19|20)\d\d)"
_SAID_AS = (
    (r"차트 ?연도|chart[ -]year", " chart-year "),
    (r"작년|지난해", " last year "),
    (r"올해", " this year "),
    (r"지난|previous", " last "),
    (r"이번|current", " this "),
    (rf"{_YEAR}년", r" \1 "),
    (rf"^{_YEAR}[-/.](\d\d?)$", r"\1 m\2"),
    (r"(\d\d?)월", r" m\1 "),
    (r"(\d)분기", r" q\1 "),
    (r"상반기|(?:first|1st) half", " h1 "),
    (r"하반기|(?:second|2nd) half", " h2 "),
    *((rf"(?:{words}) quarter", f" q{n}") for n, words in enumerate(("first|1st", "2nd|second", "3rd|third"), 1)),
    (r"(?:fourth|4th) quarter", " q4 "),
    *((rf"\b{name}\b", f" m{number} ") for number, name in enumerate(_NAMES, start=1)),
    (r"반기|half[ -]year", " half "),
    (r"분기", " quarter "),
    (r"달", " month "),
    (rf"\b{_YEAR}(?=[qh]\d)", r"\1 "),
    (r"\bof\b|\bthe\b|[/.,]|(?<!chart)-", " "),
)
"""How people say it, and the plain words it is read as."""

_LETTERS = {"m": Span.MONTH, "q": Span.QUARTER, "h": Span.HALF}


def _plain_words(text: str) -> list[str]:
    """*text* in the few words that are read: ``last``, ``this``, a length, a year, and ``m7``, ``q3`` or ``h1``."""
    plain = fold(text)
    for said, as_ in _SAID_AS:
        plain = re.sub(said, as_, plain)
    return plain.split()


def _relative(words: list[str], today: date) -> Period | None:
    match words:
        case [("last" | "this") as which, length] if length in set(Span):
            now = Period.holding(today, Span(length))
            return now if which == "this" else now.before
        case [length] if length in set(Span):
            return Period.holding(today, Span(length)).before
    return None


def _named(words: list[str], today: date, text: str) -> Period | None:
    years = [word for word in words if re.fullmatch(_YEAR, word)]
    rest = [word for word in words if word not in years]
    year = int(years[0]) if years else None
    match rest:
        case _ if len(years) > 1:
            return None
        case [] if year:
            return Period.numbered(Span.YEAR, year)
        case ["chart-year"] if year:
            return Period.numbered(Span.CHART_YEAR, year)
        case [name] if re.fullmatch(r"[mqh]\d\d?", name):
            return _numbered(_LETTERS[name[0]], int(name[1:]), year, today, text)
    return None


def _numbered(span: Span, number: int, year: int | None, today: date, text: str) -> Period:
    try:
        period = Period.numbered(span, year or today.year, number)
    except ValueError as error:
        most = 12 // _MONTHS[span]
        raise BadInput(
            f"“{text}” names no {span}: number it from 1 to {most}.",
            f"그런 기간은 없습니다(“{text}”). 1부터 {most}까지의 숫자로 적어 주세요.",
        ) from error
    return period if year or period.first <= today else Period.numbered(span, today.year - 1, number)
