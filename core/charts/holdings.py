"""What the store holds of one chart, gathered for planning a change of it."""

from collections.abc import Collection
from dataclasses import replace

from core.charts.loading import Holdings, ost_chart
from core.charts.model import Chart
from core.charts.ports import ChartRows
from core.values import SongId


async def hold(rows: ChartRows, chart: Chart, keys: Collection[str] = (), songs: Collection[SongId] = ()) -> Holdings:
    """Everything of *chart* and its OST chart, the songs known under *keys*, and *songs*.

    A *chart* that is not stored yet is held empty. What was a sample stays one only while samples are added to it.
    """
    stored = {each.key: each for each in await rows.charts(chart.guild) if each.guild == chart.guild}
    source = stored.get(chart.key, chart)
    source = replace(source, sample=source.sample and chart.sample)
    osts = stored.get(ost_chart(source).key, ost_chart(source))
    known = await rows.known(chart.guild, keys)
    weeks = {week.issue.end: week for week in await rows.weeks(source)} if source.id else {}
    listed = {figures.entry.song for week in weeks.values() for figures in week.figures}
    return Holdings(
        chart=source,
        ost=osts,
        weeks=weeks,
        ost_weeks={week.issue.end: week for week in await rows.weeks(osts)} if osts.id else {},
        heads={head.end: head for head in await rows.heads(source)} if source.id else {},
        ost_heads={head.end: head for head in await rows.heads(osts)} if osts.id else {},
        songs=await rows.songs({*listed, *known.values(), *songs}),
        known=known,
        next_song=await rows.next_song(),
        version=await rows.version(source),
    )
