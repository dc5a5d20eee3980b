"""Months, quarters, halves, years and chart years: which issues they hold, and how a fan names them.

An issue belongs to the period that holds its end date; a week astride two quarters belongs to the one with its last
day.
"""

import re
from collections.abc import Callable, Iterator
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


def read_period(text: str, today: date, span: Span | None = None) -> Period:
    """The period that *text* names in English or Korean: ``2024-07``, ``2024 Q3``, ``H1 2024``, ``last quarter``.

    A length alone ("quarter") is the last one that is over. Without a year the newest one that has begun by *today* is
    meant. With *span* given, a bare number counts inside the year (``3`` is the third quarter) and another length is
    refused.

    Raises:
        BadInput: it names none, or not one of the length asked for.
    """
    plain = fold(text)
    if span is not None and plain.isascii() and plain.isdigit() and len(plain) < 3:
        return _this_years(span, None, int(plain), today, text)
    for pattern, reader in _FORMS:
        found = pattern.fullmatch(plain)
        period = reader(found, today, text) if found else None
        if period is not None and span in (None, period.span):
            return period
        if period is not None:
            example = Period.holding(today, span).before.key if span else ""
            raise BadInput(f"“{text}” is no {_called(span)}: write one like {example}, or “last {_called(span)}”.")
    raise BadInput(
        f"I cannot read “{text}” as a period: write it like 2024-07, 2024-Q3, 2024-H1, 2024 or last quarter."
    )


def _called(span: Span | None) -> str:
    return (span or "").replace("-", " ")


def _shift(span: Span) -> int:
    return _DECEMBER_BEFORE if span is Span.CHART_YEAR else 0


def _from_month(start: int, span: Span) -> Period:
    """The period that begins with month *start*, counted from the year 0."""
    first, end = (date(month // 12, month % 12 + 1, 1) for month in (start, start + _MONTHS[span]))
    return Period(span, first, end - timedelta(days=1))


def _this_years(span: Span, year: str | None, number: int, today: date, text: str) -> Period:
    try:
        period = Period.numbered(span, int(year) if year else today.year, number)
    except ValueError as error:
        raise BadInput(f"“{text}” names no {_called(span)}: they are numbered 1 to {12 // _MONTHS[span]}.") from error
    return period if year or period.first <= today else Period.numbered(span, today.year - 1, number)


_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "상": 1,
    "하": 2,
    **{name: number for number, name in enumerate(_NAMES, start=1)},
}
_SPANS = {
    "month": Span.MONTH,
    "quarter": Span.QUARTER,
    "half": Span.HALF,
    "half year": Span.HALF,
    "year": Span.YEAR,
    "chart year": Span.CHART_YEAR,
    "chart-year": Span.CHART_YEAR,
    "달": Span.MONTH,
    "분기": Span.QUARTER,
    "반기": Span.HALF,
    "해": Span.YEAR,
    "차트 연도": Span.CHART_YEAR,
}
_RELATIVE = {"작년": ("지난", "해"), "지난해": ("지난", "해"), "올해": ("이번", "해")}

_Reader = Callable[[re.Match[str], date, str], Period | None]


def _relative(found: re.Match[str], today: date, _text: str) -> Period | None:
    which, length = _RELATIVE.get(found[0], (found["which"], found["span"]))
    now = Period.holding(today, _SPANS[length])
    return now if which in ("this", "current", "이번") else now.before


def _numbered(span: Span) -> _Reader:
    def read(found: re.Match[str], today: date, text: str) -> Period | None:
        number = found["number"]
        return _this_years(
            span, found["year"], _WORDS.get(number[:3]) or _WORDS.get(number) or int(number), today, text
        )

    return read


def _yearly(span: Span) -> _Reader:
    return lambda found, _today, _text: Period.numbered(span, int(found["year"]))


def _forms() -> Iterator[tuple[re.Pattern[str], _Reader]]:
    year, ordinal = r"(?P<year>(?:19|20)\d\d)", r"(?P<number>first|second|third|fourth|1st|2nd|3rd|4th)"
    spans = "|".join(sorted(_SPANS, key=len, reverse=True))
    month = rf"(?P<number>{'|'.join(_NAMES)})[a-z]*\.?"
    for pattern, reader in (
        (rf"(?:(?P<which>last|previous|this|current|지난|이번) ?)?(?P<span>{spans})|{'|'.join(_RELATIVE)}", _relative),
        (rf"chart[ -]year,? {year}|{year} chart[ -]year|{year}년? 차트 ?연도", _yearly(Span.CHART_YEAR)),
        (rf"{year}년?", _yearly(Span.YEAR)),
        (rf"{year}[-/.](?P<number>\d\d?)|{month}(?:,? {year})?|{year} {month}", _numbered(Span.MONTH)),
        (rf"(?:{year}년 ?)?(?P<number>\d\d?)월", _numbered(Span.MONTH)),
        (rf"{year}[- /]?q(?P<number>\d)|q(?P<number>\d)(?:[- /]?{year})?", _numbered(Span.QUARTER)),
        (rf"{ordinal} quarter(?:,? (?:of )?{year})?|(?:{year}년? ?)?(?P<number>\d)분기", _numbered(Span.QUARTER)),
        (rf"{year}[- /]?h(?P<number>\d)|h(?P<number>\d)(?:[- /]?{year})?", _numbered(Span.HALF)),
        (rf"{ordinal} half(?:,? (?:of )?{year})?|(?:{year}년? ?)?(?P<number>[상하])반기", _numbered(Span.HALF)),
    ):
        for alternative in _apart(pattern):
            yield re.compile(alternative), reader


def _apart(pattern: str) -> list[str]:
    """*pattern* split at the bars outside of its groups, since a name may stand only once in one expression."""
    pieces, depth = [""], 0
    for character in pattern:
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces


_FORMS = tuple(_forms())
