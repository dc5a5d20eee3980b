"""Which platforms a composite joins, with which weights since when, and which of their issues a week joins."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.charts.model import Chart, Issue
from core.charts.rules.composite import Source
from core.charts.rules.points import is_known
from core.errors import BadInput
from core.text import fold
from core.values import ChartKey

_WEIGHT = re.compile(r"([a-z0-9]+) ?= ?([1-9][0-9]{0,2})")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a composite, each table with the day it is valid from. A week keeps the weights of its own time.

    Raises:
        BadInput: a table names no chart, a weight is not positive, or two tables begin on the same day.
    """

    tables: tuple[tuple[date, Mapping[ChartKey, int]], ...]

    def __post_init__(self) -> None:
        days = [day for day, _ in self.tables]
        if len(set(days)) < len(days):
            raise BadInput("Two tables of weights begin on the same day: give each its own day.")
        for day, table in self.tables:
            if not table:
                raise BadInput(f"The weights valid from {day} name no chart: name each chart with its weight.")
            for chart, weight in table.items():
                if weight < 1:
                    raise BadInput(f"The weight of {chart} is {weight}: a weight is a whole number from 1 up.")

    def on(self, day: date) -> Mapping[ChartKey, int]:
        """The weights in force on *day*; before the first table there are none."""
        valid = [(since, table) for since, table in self.tables if since <= day]
        return max(valid, key=lambda pair: pair[0])[1] if valid else {}


@dataclass(frozen=True, slots=True)
class PlatformWeights:
    """The same by platform, as the operator sets them; a platform that a table does not name weighs 1."""

    tables: tuple[tuple[date, Mapping[str, int]], ...] = ()

    def of(self, charts: Iterable[Chart]) -> Weights:
        """The weights of these *charts*."""
        known = list(charts)
        tables = self.tables if any(since == date.min for since, _ in self.tables) else ((date.min, {}), *self.tables)
        return Weights(tuple((since, {c.key: table.get(c.platform, 1) for c in known}) for since, table in tables))

    @property
    def newest(self) -> tuple[date, Mapping[str, int]] | None:
        """The table that begins last."""
        return max(self.tables, key=lambda pair: pair[0], default=None)

    def begun(self, first: date, last: date) -> tuple[date, Mapping[str, int]] | None:
        """The table that is in force on *last* and was not yet before *first*: what a week has to announce."""
        inside = [(since, table) for since, table in self.tables if first <= since <= last]
        return max(inside, key=lambda pair: pair[0], default=None)


EQUAL = PlatformWeights()
"""Every platform weighs the same."""


def read_weights(text: str) -> PlatformWeights:
    """The weights in *text*: ``spotify=2, melon=1``; a later table begins with its day, after a semicolon:
    ``spotify=2; 2026-07-01: spotify=3, melon=2``.

    Raises:
        BadInput: a part is no platform with a whole number from 1 up, a day is no date, or two tables begin together.
    """
    tables: dict[date, dict[str, int]] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        since, table = _table(part)
        if since in tables:
            raise BadInput("Two tables of platform weights begin on the same day: give each its own day.")
        tables[since] = table
    return PlatformWeights(tuple(tables.items()))


def _table(text: str) -> tuple[date, dict[str, int]]:
    day, colon, rest = text.partition(":")
    try:
        since = date.fromisoformat(day.strip()) if colon else date.min
    except ValueError as error:
        raise BadInput(f"“{day.strip()}” is no day: write it like 2026-07-01: spotify=3.") from error
    return since, dict(_weight(each) for each in (rest if colon else text).split(","))


def _weight(text: str) -> tuple[str, int]:
    found = _WEIGHT.fullmatch(fold(text))
    if found is None:
        raise BadInput(f"“{text.strip()}” is no weight: write platform=number, from 1 to 999, like spotify=2,melon=1.")
    return found[1], int(found[2])


def composite_week(end: date) -> tuple[date, date]:
    """The composite's own week that *end* lies in, from Monday to Sunday."""
    monday = end - timedelta(days=end.weekday())
    return monday, monday + timedelta(days=6)


def joined(end: date, weights: Weights, issues: Mapping[ChartKey, Iterable[Issue]]) -> tuple[Source, ...]:
    """The sources of the composite for the week that *end* lies in: of each chart the issue whose end date falls in
    that week, the latest where there are several (daily charts), with the weights in force on its Sunday."""
    first, last = composite_week(end)
    return tuple(
        Source(chart, weight, _latest(issues.get(chart, ()), first, last)) for chart, weight in weights.on(last).items()
    )


def _latest(issues: Iterable[Issue], first: date, last: date) -> Issue | None:
    inside = (issue for issue in issues if first <= issue.end <= last and is_known(issue))
    return max(inside, key=lambda issue: issue.end, default=None)
