"""``/schedule``: the chart at the server's own hour."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.guards import manage, postable, scope
from bot.ui.press import client_of
from bot.ui.replies import reply, say
from bot.ui.schedules import added_card, list_card, schedule_words
from core import times
from core.posts.model import Schedule
from core.rooms import Rooms
from core.text import fold
from core.values import ChannelId, ChartKey, GuildId

Choices = list[app_commands.Choice[str]]
DAYS = [app_commands.Choice(name=name, value=number) for number, name in enumerate(times.WEEKDAYS)]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Schedules(commands.GroupCog, group_name="schedule", group_description="The weekly chart at your server's hour"):
    """A manager's scheduled posts."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(
        channel="Where to post",
        day="The day of the week",
        time="The time of day, like 20:00 or 8pm",
        zone="The time zone, like Asia/Seoul; without it, the server's",
        chart="Which chart; without it, the one that came in last",
        size="How many places",
    )
    @app_commands.choices(day=DAYS)
    async def add(
        self,
        interaction: discord.Interaction[Any],
        channel: discord.TextChannel | discord.Thread,
        day: app_commands.Choice[int],
        time: app_commands.Range[str, 1, 20],
        zone: str | None = None,
        chart: str | None = None,
        size: app_commands.Range[int, 1, 20] = 10,
    ) -> None:
        """Post the chart here every week."""
        guild = manage(interaction)
        postable(interaction, channel)
        board = await self._rooms.charts.board(ChartKey(fold(chart)) if chart else None, guild=guild, size=1)
        assert board.source is not None
        wanted = Schedule(
            guild=guild,
            channel=ChannelId(channel.id),
            chart=board.source.key,
            weekday=day.value,
            at=times.wall(time),
            zone=times.zone(zone) if zone else await self._rooms.guilds.zone(guild),
            size=size,
            since=self._rooms.clock(),
        )
        await reply(interaction, added_card(await self._rooms.posts.add(wanted)))
        client_of(interaction).wake()

    @app_commands.command(name="list")
    async def list_(self, interaction: discord.Interaction[Any]) -> None:
        """What is posted when, and how the last post went."""
        await reply(interaction, list_card(await self._rooms.posts.outlooks(manage(interaction))))

    @app_commands.command()
    @app_commands.describe(schedule="Which one")
    async def remove(self, interaction: discord.Interaction[Any], schedule: int) -> None:
        """Stop a scheduled post."""
        removed = await self._rooms.posts.remove(manage(interaction), schedule)
        await say(interaction, f"Removed: {schedule_words(removed)}. What it posted already stays.")

    @add.autocomplete("zone")
    async def _zones(self, _interaction: discord.Interaction[Any], typed: str) -> Choices:
        return [app_commands.Choice(name=name, value=name) for name in times.zones_like(typed)]

    @add.autocomplete("chart")
    async def _charts(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        known = await self._rooms.charts.charts(scope(interaction))
        near = [chart for chart in known if fold(typed) in fold(f"{chart.title} {chart.key}")]
        return [app_commands.Choice(name=chart.title[:100], value=chart.key) for chart in near[:25]]

    @remove.autocomplete("schedule")
    async def _schedules(self, interaction: discord.Interaction[Any], _typed: str) -> list[app_commands.Choice[int]]:
        outlooks = await self._rooms.posts.outlooks(GuildId(interaction.guild_id or 0))
        return [
            app_commands.Choice(
                name=f"{each.schedule.chart}, {times.WEEKDAYS[each.schedule.weekday]} {each.schedule.at:%H:%M}",
                value=each.schedule.id,
            )
            for each in outlooks
        ]
