"""Which chart and which of its issues a question is about: the same for every answer."""

from collections.abc import Sequence
from datetime import date

from core.charts.asking.answered import At, On
from core.charts.model import Chart, Status
from core.charts.naming import title_ko
from core.charts.ports import ChartRows, Head
from core.charts.rules.cadence import first_day
from core.errors import NotFound
from core.values import ChartKey, GuildId


async def on_chart(rows: ChartRows, guild: GuildId, key: ChartKey | None, *, only_osts: bool) -> On:
    """The chart that *key* means to *guild*, or its OST chart; without a key the one to show by default.

    Raises:
        NotFound: there is none; the text names those there are.
    """
    source, osts = await chosen(rows, guild, key)
    return On(osts, source) if only_osts else On(source)


async def chosen(rows: ChartRows, guild: GuildId, key: ChartKey | None) -> tuple[Chart, Chart]:
    """The source chart that *key* means to *guild* and its OST chart; without a key the server's main chart.

    Raises:
        NotFound: there is none; the text names those there are.
    """
    return pick(await rows.charts(guild), key or await rows.main_chart(guild))


async def at_week(rows: ChartRows, on: On, end: date | None = None, as_of: int | None = None) -> At:
    """The issue of the week that holds *end* (or the newest) and its neighbours, now or as of an instant (UTC seconds).

    Raises:
        NotFound: there is none; the text names the nearest.
    """
    before, head, after = await _around(rows, on.chart, end, as_of)
    return At(on, head.end, head.revision, before.end if before else None, after.end if after else None)


def pick(charts: Sequence[Chart], key: ChartKey | None) -> tuple[Chart, Chart]:
    """The source chart that *key* means and its OST chart; without a key, those to show by default.

    *charts* are in the order of preference, a server's own before the shared ones.

    Raises:
        NotFound: there is none; the text names those there are.
    """
    sources = [chart for chart in charts if chart.of is None]
    if not sources:
        raise NotFound(
            "No chart is here yet: bring one in with /data import (on the command line: ostbot import FILE).",
            "아직 차트가 없습니다. /data import로 가져오세요(명령줄에서는 ostbot import FILE).",
        )
    by_key = {chart.key: chart for chart in reversed(charts)}
    found = sources[0] if key is None else by_key.get(key)
    if found is None:
        names = ", ".join(dict.fromkeys(chart.key for chart in sources))
        raise NotFound(
            f"There is no chart “{key}”. Here are: {names}.", f"그런 차트가 없습니다(“{key}”). 있는 차트: {names}"
        )
    source = found if found.of is None else _same_scope(charts, found, found.of)
    osts = next(chart for chart in charts if chart.of == source.key and chart.guild == source.guild)
    return source, osts


def shown(heads: Sequence[Head]) -> list[Head]:
    """The issues that can be shown: not those that are missing or that the publisher skipped."""
    return [head for head in heads if head.status in (Status.PUBLISHED, Status.PARTIAL)]


def _same_scope(charts: Sequence[Chart], chart: Chart, key: ChartKey) -> Chart:
    return next(each for each in charts if each.key == key and each.guild == chart.guild)


async def _around(
    rows: ChartRows, chart: Chart, end: date | None, as_of: int | None
) -> tuple[Head | None, Head, Head | None]:
    if as_of is None:
        before, head, after = await rows.around(chart, end)
        if head is not None:
            return before, head, after
    heads = shown(await rows.heads(chart, as_of=as_of))
    if not heads:
        if as_of is not None:
            raise NotFound(
                f"Nothing of {chart.title} was here on that day yet: ask for a later one.",
                f"그날에는 아직 자료가 없었습니다({title_ko(chart)}). 더 뒤의 날을 골라 주세요.",
            )
        raise NotFound(
            f"Nothing of {chart.title} is here yet: import a chart file first.",
            f"아직 자료가 없습니다({title_ko(chart)}). 먼저 차트 파일을 가져와야 합니다.",
        )
    wanted = end or heads[-1].end
    holding = (n for n, head in enumerate(heads) if first_day(head.end, chart.cadence) <= wanted <= head.end)
    place = next((n for n, head in enumerate(heads) if head.end == wanted), None)
    place = next(holding, None) if place is None else place
    if place is None:
        assert end is not None
        near = min(heads, key=lambda head: abs(head.end - end)).end
        raise NotFound(
            f"{chart.title} has no issue for the week to {end}: the nearest is {near}; "
            f"there are {len(heads)}, from {heads[0].end} to {heads[-1].end}.",
            f"{end}까지의 주 차트가 없습니다({title_ko(chart)}). 가장 가까운 것은 {near}까지의 차트이고, "
            f"{heads[0].end}부터 {heads[-1].end}까지 모두 {len(heads)}개가 있습니다.",
        )
    return heads[place - 1] if place else None, heads[place], heads[place + 1] if place + 1 < len(heads) else None
