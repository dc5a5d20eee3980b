"""What an autocomplete offers; every command that asks for the same thing offers the same."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import discord
from discord import app_commands

from bot.ui.guards import scope
from core import times
from core.catalog.labels import shorten
from core.catalog.search import Kind, Only
from core.catalog.view import EVERYTHING
from core.charts.model import Chart
from core.charts.rules.periods import Span
from core.charts.telling.words import day
from core.rooms import Rooms
from core.text import fold
from core.values import ChartKey

Asked = discord.Interaction[Any]
Choices = list[app_commands.Choice[str]]

MOST = 25
"""Choices that Discord shows at once."""


def suggested(rooms: Rooms, interaction: Asked, typed: str, *kinds: Kind, only: Only = EVERYTHING) -> Choices:
    """Dramas, artists or tracks, as the one who types sees the catalogue, narrowed to *only*."""
    found = rooms.catalog.of(scope(interaction)).suggest(typed, kinds=frozenset(kinds), only=only)
    return [app_commands.Choice(name=each.label, value=each.value) for each in found]


async def charts(rooms: Rooms, interaction: Asked, typed: str) -> Choices:
    """The charts that the server of the one who types sees."""
    return chart_choices(await rooms.charts.charts(scope(interaction)), typed)


def chart_choices(known: Iterable[Chart], typed: str) -> Choices:
    """Those of the charts *known* whose title or key holds what is *typed*."""
    near = [chart for chart in known if fold(typed) in fold(f"{chart.title} {chart.key}")]
    return [app_commands.Choice(name=shorten(chart.title, 100), value=chart.key) for chart in near[:MOST]]


async def weeks(rooms: Rooms, interaction: Asked, typed: str) -> Choices:
    """The weeks of the chart that is chosen already, or of the one shown by default, the newest first."""
    key = _chosen(interaction)
    ends = await rooms.charts.weeks(key, guild=scope(interaction), most=None if typed else MOST)
    near = [end for end in reversed(ends) if fold(typed) in fold(f"{end} {day(end)}")]
    return [_ending(end) for end in near[:MOST]]


async def periods(rooms: Rooms, interaction: Asked, typed: str) -> Choices:
    """The periods that hold issues of the chart that is chosen already, the newest first."""
    span = getattr(interaction.namespace, "period", None)
    found = await rooms.answers.periods(
        _chosen(interaction), Span(span) if span else None, typed, guild=scope(interaction), most=MOST
    )
    return [app_commands.Choice(name=str(each), value=each.key) for each in found]


def zones(typed: str) -> Choices:
    """The time zones that hold what is *typed*."""
    return [app_commands.Choice(name=name, value=name) for name in times.zones_like(typed, MOST)]


def _ending(end: date) -> app_commands.Choice[str]:
    return app_commands.Choice(name=f"week to {day(end)}", value=end.isoformat())


def _chosen(interaction: Asked) -> ChartKey | None:
    typed = getattr(interaction.namespace, "chart", None)
    return ChartKey(fold(typed)) if typed else None
