"""``/chart``: the weekly charts."""

from datetime import date
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.charts import chart_card
from bot.ui.guards import scope
from bot.ui.press import client_of
from bot.ui.replies import reply
from core.charts.words import day
from core.errors import BadInput
from core.rooms import Rooms
from core.text import fold
from core.values import ChartKey

Choices = list[app_commands.Choice[str]]


class Charts(commands.GroupCog, group_name="chart", group_description="The weekly charts"):
    """Questions about the charts."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(
        chart="Which chart; without it, the one that came in last",
        week="The last day of the week, like 2024-07-25; without it, the newest",
        size="How many places",
        only="Only K-drama OSTs, or everything on the source's list",
    )
    async def top(
        self,
        interaction: discord.Interaction[Any],
        chart: str | None = None,
        week: str | None = None,
        size: Literal[5, 10, 20, 50] = 10,
        only: Literal["ost", "all"] = "ost",
    ) -> None:
        """This week's chart: places, movement, last week, peak and weeks."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        key = ChartKey(fold(chart)) if chart else None
        board = await self._rooms.charts.board(
            key, _week(week), guild=scope(interaction), size=size, only_osts=only == "ost"
        )
        picture = await client_of(interaction).gallery.weekly(board)
        await reply(interaction, chart_card(board, picture, size=size))

    @top.autocomplete("chart")
    async def _charts(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        known = await self._rooms.charts.charts(scope(interaction))
        near = [chart for chart in known if fold(typed) in fold(f"{chart.title} {chart.key}")]
        return [app_commands.Choice(name=chart.title[:100], value=chart.key) for chart in near[:25]]

    @top.autocomplete("week")
    async def _weeks(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        key = getattr(interaction.namespace, "chart", None)
        weeks = await self._rooms.charts.weeks(ChartKey(key) if key else None, guild=scope(interaction))
        near = [end for end in reversed(weeks) if fold(typed) in fold(f"{end} {day(end)}")]
        return [app_commands.Choice(name=f"week to {day(end)}", value=end.isoformat()) for end in near[:25]]


def _week(typed: str | None) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise BadInput(
            f"“{typed[:40] if typed else ''}” is no date: write the week's last day like 2024-07-25."
        ) from error
