"""Which platforms a composite joins, with which weights since when, and which of their issues a week joins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.charts.model import Issue
from core.charts.rules.composite import Source
from core.charts.rules.points import is_known
from core.errors import BadInput
from core.values import ChartKey


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
