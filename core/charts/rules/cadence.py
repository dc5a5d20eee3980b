"""The rhythm of a chart: which issues its cadence promises, and which of them are not here."""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count, pairwise, takewhile

from core.charts.model import Issue, Status, Week

_DAYS = {"daily": 1, "weekly": 7}
_MONTHLY = "monthly"
_ONE_DAY = timedelta(days=1)


def due(ends: Iterable[date], cadence: str, first: date, last: date) -> tuple[date, ...]:
    """The end dates of the issues that a chart has from *first* to *last*, both included, in order.

    *ends* are the issues known to exist; the others follow from the cadence, counted on from the nearest known one, so
    that a chart may change its weekday. Nothing is due on a chart without a known issue, and nothing but the known
    ones on a cadence other than daily, weekly or monthly.
    """
    known = sorted(set(ends))
    if not known:
        return ()
    before = takewhile(lambda end: end >= first, (_step(known[0], cadence, -n) for n in _steps(cadence)))
    after = takewhile(lambda end: end <= last, (_step(known[-1], cadence, n) for n in _steps(cadence)))
    every = {*before, *known, *_between(known, cadence), *after}
    return tuple(sorted(end for end in every if first <= end <= last))


def gapless(weeks: Sequence[Week], cadence: str) -> tuple[Week, ...]:
    """*weeks*, given in order, with a missing one in every hole that the cadence shows between them."""
    missing = (Week(issue) for issue in holes([week.issue.end for week in weeks], cadence))
    return tuple(sorted((*weeks, *missing), key=lambda week: week.issue.end))


def holes(ends: Sequence[date], cadence: str) -> Iterator[Issue]:
    """A missing issue for every period between *ends*, given in order, that none of them closes."""
    return (Issue(end, status=Status.MISSING) for end in _between(ends, cadence))


def first_day(end: date, cadence: str) -> date:
    """The first day of the period that ends on *end*; without a known cadence it is a single day."""
    return _step(end, cadence, -1) + _ONE_DAY if cadence in _DAYS or cadence == _MONTHLY else end


def nearest(ends: Sequence[date], end: date) -> tuple[date | None, date | None]:
    """The neighbours of *end* among *ends*, given in order: the last one before it and the first one after it."""
    place = bisect_left(ends, end)
    behind = place + 1 if place < len(ends) and ends[place] == end else place
    return (ends[place - 1] if place else None), (ends[behind] if behind < len(ends) else None)


def _between(known: Sequence[date], cadence: str) -> Iterator[date]:
    for one, other in pairwise(known):
        for number in range(1, _distance(one, other, cadence)):
            yield _step(one, cadence, number)


def _distance(one: date, other: date, cadence: str) -> int:
    """How many issues *other* comes after *one*. Days beyond whole periods hold none: the chart changed its weekday, as
    the Hot 100 of Monday, 25 December 1961 was followed by that of Saturday, 6 January."""
    if cadence == _MONTHLY:
        return 12 * (other.year - one.year) + other.month - one.month
    return (other - one).days // _DAYS[cadence] if cadence in _DAYS else 1


def _steps(cadence: str) -> Iterable[int]:
    return count(1) if cadence == _MONTHLY or cadence in _DAYS else ()


def _step(end: date, cadence: str, number: int) -> date:
    """The end date *number* issues after *end*; months keep their day, and their last day stays the last."""
    if cadence != _MONTHLY:
        return end + timedelta(days=number * _DAYS[cadence])
    year, month = divmod(12 * end.year + end.month - 1 + number, 12)
    length = monthrange(year, month + 1)[1]
    is_last = end.day == monthrange(end.year, end.month)[1]
    return date(year, month + 1, length if is_last else min(end.day, length))
