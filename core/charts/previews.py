"""What a manager sees of an import before it is published: enough to judge by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.catalog.model import Catalogue
from core.charts.loading import Plan
from core.charts.model import Chart, Figures, Status
from core.charts.names import SongName, namer
from core.charts.ports import ChartRows
from core.charts.rules.dating import Doubt, doubts

_EARLIEST_ZONE = timedelta(hours=14)
"""Its hours ahead of UTC: a day that has begun anywhere is not in the future."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A K-drama OST of the week that comes in, with its figures among the OSTs."""

    figures: Figures
    name: SongName


@dataclass(frozen=True, slots=True)
class NewestOsts:
    """The OSTs of the newest week that comes in, best first."""

    chart: Chart
    end: date
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What is doubtful about the weeks, and the OSTs found in the newest of them."""

    doubts: tuple[Doubt, ...] = ()
    osts: NewestOsts | None = None


async def preview(stored: ChartRows, plans: Sequence[Plan], catalogue: Catalogue, now: datetime) -> Preview:
    """What *plans* would bring in, beside what is *stored*; songs are called as *catalogue* does."""
    newest, found = _newest(plans), None
    if newest is not None:
        plan, end, figures = newest
        songs = await stored.songs({each.entry.song for each in figures}) | {song.id: song for song in plan.songs}
        name, links = namer(lambda: catalogue), {**plan.links, **plan.decided}
        placed = {id_: replace(song, track=links.get(id_, song.track)) for id_, song in songs.items()}
        found = NewestOsts(plan.chart, end, tuple(Listed(each, name(placed[each.entry.song])) for each in figures))
    return Preview(await doubtful(stored, plans, now), found)


async def doubtful(stored: ChartRows, plans: Sequence[Plan], now: datetime) -> tuple[Doubt, ...]:
    """What is doubtful about the dates of *plans*, beside the issues that are *stored*."""
    found: list[Doubt] = []
    for plan in plans:
        heads = await stored.heads(plan.chart) if plan.chart.id else []
        here = [head.end for head in heads if head.status is not Status.MISSING]
        found += doubts([week.end for week in plan.loaded], here, plan.chart.cadence, (now + _EARLIEST_ZONE).date())
    return tuple(found)


def _newest(plans: Sequence[Plan]) -> tuple[Plan, date, tuple[Figures, ...]] | None:
    """The plan that brings in the newest week, that week, and its OST chart."""
    loaded = [(week.end, plan) for plan in plans for week in plan.loaded]
    if not loaded:
        return None
    end, plan = max(loaded, key=lambda pair: pair[0])
    drawn = [each.week for each in plan.staged if each.chart.key == plan.ost.key and each.week.issue.end == end]
    return plan, end, drawn[0].figures if drawn else ()
