"""When a week's composite is frozen, and how often it was revised since (docs/charts.md, "Several platforms").

Nothing of it is stored: the instants at which the platforms' issues were published tell what the composite was when.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.charts.model import Issue
from core.charts.rules.composite import Composite
from core.times import instant
from core.values import ChartKey

FREEZES = time(23, 59)
"""The time of the week's Sunday at which what is here counts; what comes later makes a revision."""

State = tuple[int, Composite | None]
"""The composite as it was from an instant (UTC seconds) on; ``None`` while too few platforms were here."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of a frozen composite: its *number*, from 2 on, *at* which instant (UTC seconds), the platforms whose
    issue *came* in and those whose issue was *corrected*."""

    number: int
    at: int
    came: tuple[ChartKey, ...] = ()
    corrected: tuple[ChartKey, ...] = ()


def freezing(sunday: date, zone: ZoneInfo) -> datetime:
    """The instant at which the composite of the week to *sunday* is frozen in *zone*."""
    return instant(sunday, FREEZES, zone).astimezone(zone)


def moments(published: Iterable[int], frozen: int) -> tuple[int, ...]:
    """The instant of the freeze and each later one at which an issue of the week was published."""
    return (frozen, *sorted({at for at in published if at > frozen}))


def revisions(states: Sequence[State]) -> tuple[Revision, ...]:
    """The revisions among *states*, the composite at each of its :func:`moments`.

    The first composite there was is revision 1, however late it came; a state that says the same is none.
    """
    found: list[Revision] = []
    there = ((at, composite) for at, composite in states if composite is not None)
    for (_, before), (at, after) in pairwise(there):
        if _said(before) != _said(after):
            old = {source.chart: source.loaded for source in before.sources}
            new = [(source.chart, source.loaded) for source in after.sources]
            came = [chart for chart, issue in new if issue and not _same_period(old[chart], issue)]
            corrected = [chart for chart, issue in new if chart not in came and old[chart] != issue]
            found.append(Revision(len(found) + 2, at, tuple(came), tuple(corrected)))
    return tuple(found)


def _same_period(before: Issue | None, after: Issue) -> bool:
    return before is not None and before.end == after.end


def _said(composite: Composite) -> object:
    ends = [(source.chart, source.loaded.end if source.loaded else None) for source in composite.sources]
    return ends, [(each.song, each.score, each.ranks) for each in composite.places]
