"""The chart questions on the command line: the desk's answers, told in the same words as on Discord."""

from datetime import date
from pathlib import Path

from bot.clock import machine
from bot.console import Answer
from bot.opening import open_rooms
from core.catalog.search import Kind
from core.charts.rules.periods import Span
from core.charts.rules.points import Measure
from core.charts.telling.told import Told
from core.charts.telling.told_periods import tell_method, tell_recap, tell_records
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


async def chart_recap(
    database: Path, period: str | None, chart: ChartKey | None, *, span: Span | None, measure: Measure, only_osts: bool
) -> Answer:
    """A period in one list."""
    async with open_rooms(database, machine) as rooms:
        found = await rooms.answers.recap(period, chart, span=span, measure=measure, only_osts=only_osts)
        return _answer(tell_recap(found))


async def chart_records(database: Path, chart: ChartKey | None, *, only_osts: bool) -> Answer:
    """A chart's records."""
    async with open_rooms(database, machine) as rooms:
        return _answer(tell_records(await rooms.answers.records(chart, only_osts=only_osts)))


def chart_method() -> Answer:
    """The rules in words."""
    return _answer(tell_method())


def _answer(told: Told) -> Answer:
    return Answer(told.text, told.data)
