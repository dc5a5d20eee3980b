"""How often a final recap was corrected, told from the moments at which its issues were published."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import pairwise

from core.charts.rules.periods import Period
from core.charts.rules.recap import SETTLES, Recap
from core.values import SongId

Published = Sequence[tuple[date, int]]
"""The last day of an issue and the instant (UTC seconds) of one of its versions, for every version there is."""

Changed = dict[SongId, tuple[int | None, int | None]]
"""Songs by their old and their new place; ``None`` is no place."""


def moments(published: Published, period: Period) -> tuple[int, ...]:
    """When the complete recap of *period* became final, and each later instant at which one of its issues changed."""
    first: dict[date, int] = {}
    for end, at in published:
        first[end] = min(at, first.get(end, at))
    settled = int(datetime.combine(period.last + SETTLES, time(), UTC).timestamp())
    final = max([settled, *first.values()])
    return (final, *sorted({at for _, at in published if at > final}))


def changed_places(before: Recap, after: Recap) -> Changed:
    """The songs whose place a correction changed."""
    old, new = ({standing.who: standing.rank for standing in one.standings} for one in (before, after))
    return {who: (old.get(who), new.get(who)) for who in {**new, **old} if old.get(who) != new.get(who)}


def version(states: Sequence[Recap]) -> tuple[int, Changed]:
    """The number of the last of *states*, the recap as it was at each of its :func:`moments`, and which places its last
    change moved. A state that says the same as the one before is no new version."""
    number, moved = 1, Changed()
    for before, after in pairwise(states):
        if _said(before) != _said(after):
            number, moved = number + 1, changed_places(before, after)
    return number, moved


def _said(recap: Recap) -> list[object]:
    return [(each.who, each.rank, each.points, each.weeks) for each in recap.standings]
