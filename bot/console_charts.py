"""The chart questions on the command line: the desk's answers, told in the same words as on Discord."""

from datetime import date
from pathlib import Path

from bot.clock import machine
from bot.console import Answer
from bot.opening import open_rooms
from core.catalog.search import Kind
from core.charts.asking.answered import Table
from core.charts.asking.recap_answers import Reckoned
from core.charts.rules.periods import Span
from core.charts.rules.weights import PlatformWeights
from core.charts.telling.told import Told
from core.charts.telling.told_periods import tell_corrections, tell_method, tell_records
from core.charts.telling.told_platforms import tell_platforms
from core.charts.telling.told_recap import tell_recap
from core.charts.telling.told_tracks import tell_track
from core.charts.telling.told_weeks import tell_movers
from core.values import ChartKey, TrackKey


async def chart_track(database: Path, text: str, chart: ChartKey | None, *, only_osts: bool) -> Answer:
    """A track's run."""
    async with open_rooms(database, machine) as rooms:
        track = TrackKey(rooms.catalog.of().find(text, kinds=frozenset({Kind.TRACK})).key)
        return _answer(tell_track(await rooms.answers.track(track, chart, only_osts=only_osts)))


async def chart_movers(database: Path, chart: ChartKey | None, week: date | None, *, only_osts: bool) -> Answer:
    """Who moved in a week."""
    async with open_rooms(database, machine) as rooms:
        return _answer(tell_movers(await rooms.answers.movers(chart, week, only_osts=only_osts)))


async def chart_platforms(database: Path, week: date | None, weights: PlatformWeights) -> Answer:
    """All platforms of a week side by side."""
    async with open_rooms(database, machine, weights) as rooms:
        return _answer(tell_platforms(await rooms.answers.platforms(week)))


async def chart_recap(
    database: Path,
    period: str | None,
    chart: ChartKey | None,
    *,
    span: Span | None,
    table: Table,
    how: Reckoned,
    only_osts: bool,
) -> Answer:
    """A period in one list."""
    async with open_rooms(database, machine) as rooms:
        found = await rooms.answers.recap(period, chart, span=span, table=table, how=how, only_osts=only_osts)
        return _answer(tell_recap(found))


async def chart_records(database: Path, chart: ChartKey | None, *, only_osts: bool) -> Answer:
    """A chart's records."""
    async with open_rooms(database, machine) as rooms:
        return _answer(tell_records(await rooms.answers.records(chart, only_osts=only_osts)))


async def chart_corrections(database: Path, chart: ChartKey | None, since: date | None, *, only_osts: bool) -> Answer:
    """What was corrected in a chart."""
    async with open_rooms(database, machine) as rooms:
        return _answer(tell_corrections(await rooms.answers.corrections(since, chart, only_osts=only_osts)))


async def chart_method(database: Path, chart: ChartKey | None, weights: PlatformWeights) -> Answer:
    """The rules in words, and where the numbers come from."""
    async with open_rooms(database, machine, weights) as rooms:
        return _answer(tell_method(weights, await rooms.answers.sources(chart)))


def _answer(told: Told) -> Answer:
    return Answer(told.text, told.data)
