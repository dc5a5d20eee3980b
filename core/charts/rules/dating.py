"""Whether a week that comes in may be what it says: a slip in a date is the one mistake no figure shows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.charts.rules.cadence import nearest

OLD = timedelta(days=2 * 365)
"""A single week that ended longer ago is asked about; a file of many weeks is a history, and they are old."""


class Why(StrEnum):
    """What makes a week doubtful, the worst first."""

    FUTURE = "future"
    WEEKDAY = "weekday"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A week that may be dated wrongly; *more* weeks of the same file are doubtful for the same reason."""

    why: Why
    end: date
    usual: date | None = None
    more: int = 0


def doubts(ends: Iterable[date], here: Sequence[date], cadence: str, today: date) -> tuple[Doubt, ...]:
    """What is doubtful about weeks to *ends* of a chart whose issues *here* are stored, one of a kind.

    A week's day is that of its neighbours: the nearest issues before and after it, those of the same file included, so
    that a chart may change its day in the middle of its history.
    """
    new = sorted(set(ends))
    found = [Doubt(Why.FUTURE, end) for end in new if end > today]
    every = sorted({*here, *new})
    for end in new if cadence == "weekly" else ():
        beside = [each for each in nearest(every, end) if each is not None]
        if end not in here and beside and end.weekday() not in {each.weekday() for each in beside}:
            found.append(Doubt(Why.WEEKDAY, end, beside[0]))
    if len(new) == 1 and new[0] < today - OLD:
        found.append(Doubt(Why.OLD, new[0]))
    of_a_kind = Counter(doubt.why for doubt in found)
    first = {doubt.why: doubt for doubt in reversed(found)}
    return tuple(Doubt(why, first[why].end, first[why].usual, of_a_kind[why] - 1) for why in Why if why in first)
