"""What the store holds of one chart, gathered for planning a change of it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from core.charts.loading import Holdings, ost_chart
from core.charts.model import Chart, Status, Week
from core.charts.ports import ChartRows, Head
from core.charts.rules.cadence import holes
from core.charts.rules.figures import Past
from core.charts.turns import slices
from core.values import SongId

AT_ONCE = 25
"""Weeks read before others get their turn: a few milliseconds, where a long history takes seconds."""


async def hold(
    rows: ChartRows,
    chart: Chart,
    keys: Collection[str] = (),
    songs: Collection[SongId] = (),
    *,
    ahead: date | None = None,
) -> Holdings:
    """Everything of *chart* and its OST chart, the songs known under *keys*, and *songs*.

    A *chart* that is not stored yet is held empty. What was a sample stays one only while samples are added to it.
    Where all that is planned begins *ahead* of the history, its past is held in place of its weeks.
    """
    stored = {each.key: each for each in await rows.charts(chart.guild) if each.guild == chart.guild}
    source = stored.get(chart.key, chart)
    source = replace(source, sample=source.sample and chart.sample)
    osts = stored.get(ost_chart(source).key, ost_chart(source))
    known = await rows.known(chart.guild, keys)
    heads, ost_heads = await _heads(rows, source), await _heads(rows, osts)
    held = Holdings(
        chart=source,
        ost=osts,
        weeks={},
        ost_weeks={},
        heads=heads,
        ost_heads=ost_heads,
        songs=await rows.songs({*known.values(), *songs}),
        known=known,
        next_song=await rows.next_song(),
        version=await rows.version(source),
    )
    if ahead is not None and heads and max(heads) < ahead and heads.keys() == ost_heads.keys():
        past, ost_past = [await _past(rows, each, {*held.songs}) for each in (source, osts)]
        return replace(held, past=past, ost_past=ost_past)
    weeks = await _weeks(rows, source, heads)
    listed = {figures.entry.song for week in weeks.values() for figures in week.figures}
    return replace(
        held,
        weeks=weeks,
        ost_weeks=await _weeks(rows, osts, ost_heads),
        songs=await rows.songs({*listed, *known.values(), *songs}),
    )


async def _past(rows: ChartRows, chart: Chart, songs: Collection[SongId]) -> Past:
    issues = await rows.bare(chart)
    last = next((issue.end for issue in reversed(issues) if issue.status is not Status.VOID), None)
    week = await rows.week(chart, last) if last else None
    return Past(
        issues=sorted([*issues, *holes([issue.end for issue in issues], chart.cadence)], key=lambda issue: issue.end),
        latest=await rows.latest(chart, songs),
        last=week.issue.entries if week else (),
    )


async def _heads(rows: ChartRows, chart: Chart) -> dict[date, Head]:
    return {head.end: head for head in await rows.heads(chart)} if chart.id else {}


async def _weeks(rows: ChartRows, chart: Chart, ends: Iterable[date]) -> dict[date, Week]:
    """The weeks of *chart* that end on *ends*, which are all there are, in order."""
    found: dict[date, Week] = {}
    for some in slices(ends, AT_ONCE):
        found |= {week.issue.end: week for week in await rows.weeks(chart, some[0], some[-1])}
    return found
