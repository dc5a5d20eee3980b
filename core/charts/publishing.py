"""Publishing what was planned: written in slices that nobody sees, then made to count in one short transaction."""

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from core.charts.loading import Plan
from core.charts.model import Chart
from core.charts.parcels import SLICE
from core.charts.ports import Change, ChartRows, Placing
from core.charts.turns import slices
from core.errors import Refusal
from core.ports import Shelf
from core.values import SongId, UserId


class Overtaken(Refusal):
    """Something else was published to the chart while this import was prepared."""


async def stage(shelf: Shelf[ChartRows], plan: Plan) -> AsyncIterator[int]:
    """Write what *plan* holds; gives the number of issues in every slice."""
    if not len(plan.staged):
        return
    guild = plan.chart.guild
    async with shelf.writing() as rows:
        charts = {plan.chart.key: await rows.put_chart(plan.chart), plan.ost.key: await rows.put_chart(plan.ost)}
    for songs in slices(plan.songs, SLICE):
        async with shelf.writing() as rows:
            await rows.stage_songs(guild, songs)
    for keys in slices(plan.keys.items(), SLICE):
        async with shelf.writing() as rows:
            await rows.stage_keys(guild, dict(keys))
    for issues in slices(plan.staged, SLICE // 100):
        async with shelf.writing() as rows:
            await rows.stage(replace(issue, chart=charts[issue.chart.key]) for issue in issues)
        yield len(issues)


async def publish(
    shelf: Shelf[ChartRows], plans: Sequence[Plan], now: datetime, by: UserId | None, what: str
) -> int | None:
    """Let what *plans* staged count, all at once; the change's number in the log, where anything changed.

    Raises:
        Overtaken: something was published to one of the charts after its plan was made.
    """
    at, number = int(now.timestamp()), None
    published: list[Chart] = []
    placed: dict[SongId, Placing] = {}
    async with shelf.writing() as rows:
        await refuse_overtaken(rows, plans)  # another process may have published while this one was writing
        for each in plans:
            songs = await rows.songs({*each.decided, *each.undecided})
            new = {**each.decided, **each.undecided}
            placed = {s: Placing(s, song.track, song.by_hand, new[s]) for s, song in songs.items()} | placed
            await rows.link(each.links)
            await rows.link(each.decided, by_hand=True)
            await rows.unplace(each.undecided)
            charts = [await rows.put_chart(each.chart), await rows.put_chart(each.ost)] if len(each.staged) else []
            stored = {chart.key: chart for chart in charts}
            if await rows.publish(charts, at=at) != len(each.staged):
                raise Overtaken(f"Something else cleaned up {each.chart.title} meanwhile: import again.")
            await rows.correct([replace(c, chart=stored[c.chart.key]) for c in each.corrections], at=at)
            published += charts
        made = [(week.chart.key, week.end, week.revision) for each in plans for week in each.loaded]
        if made or placed:
            alone = () if made else tuple(placed.values())  # with an issue they are answers, which outlive its undo
            number = await rows.log(Change(what, plans[0].chart.guild, at, by, tuple(made), placed=alone))
    with suppress(Refusal):  # it is published; what could not be summed up is at the next import or start
        for chart in published:
            await _sum_up(shelf, chart)
    return number


async def _sum_up(shelf: Shelf[ChartRows], chart: Chart) -> None:
    more = True
    while more:
        async with shelf.writing() as rows:
            more = await rows.sum_up(chart)


async def refuse_overtaken(rows: ChartRows, plans: Sequence[Plan]) -> None:
    """Raise :class:`Overtaken` where a chart was published to after its plan was made."""
    for each in plans:
        if await rows.version(each.chart) != each.version:
            raise Overtaken(f"{each.chart.title} has just changed: look at it, then import again.")


async def refuse_taken(rows: ChartRows, plans: Sequence[Plan]) -> None:
    """Raise :class:`Overtaken` where songs came in meanwhile: they have the numbers of ours, and may be ours."""
    first = next((each.first_song for each in plans if each.songs), None)
    if first is not None and await rows.next_song() != first:
        raise Overtaken("Another chart came in while this one was looked at: import it again.")
