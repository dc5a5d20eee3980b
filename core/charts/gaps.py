"""Weeks that exist in the world and not in the store: without them last week's place would be another week's."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from core.charts.model import Issue, Status

_STEPS = {"daily": (timedelta(days=1), timedelta(days=1)), "weekly": (timedelta(days=7), timedelta(days=10))}
"""Cadence -> days from issue to issue, and the longest distance at which nothing is missing in between.

Publishers move their week by a day or two now and then (the Hot 100 from Monday to Saturday in 1961-62).
"""


def with_gaps(issues: Iterable[Issue], cadence: str) -> Iterator[Issue]:
    """*issues*, given oldest first, with a missing one for every period that none of them covers."""
    step, longest = _STEPS.get(cadence, (None, None))
    last = None
    for issue in issues:
        if last is not None and step is not None and longest is not None:
            while issue.end - last > longest:
                last += step
                yield Issue(last, status=Status.MISSING)
        yield issue
        last = issue.end
