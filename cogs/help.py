"""``/help`` and ``/about``."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.answers import language_of
from bot.ui.guards import manages, scope
from bot.ui.help import ALL, about_card, help_card, topics
from bot.ui.replies import reply
from core.catalog.labels import shorten
from core.rooms import Rooms


class Help(commands.Cog):
    """What can be asked, and what this is."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command(name="help")
    @app_commands.describe(topic="A command, or what it is about; without it, everything")
    async def help_(
        self, interaction: discord.Interaction[Any], topic: app_commands.Range[str, 1, 60] | None = None
    ) -> None:
        """What you can ask me."""
        commands = interaction.client.tree.get_commands()  # the same words that Discord shows while one types
        shown = help_card(commands, topic or ALL, manager=manages(interaction), language=language_of(interaction))
        await reply(interaction, shown)

    @help_.autocomplete("topic")
    async def _topics(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        found = topics(interaction.client.tree.get_commands(), typed, manager=manages(interaction))
        return [app_commands.Choice(name=shorten(f"/{name} – {told}", 100), value=name) for name, told in found[:25]]

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[Any]) -> None:
        """What I am and what I know."""
        charts = await self._rooms.charts.charts(scope(interaction))
        await reply(interaction, about_card(self._rooms.catalog.of(scope(interaction)).catalogue, charts))
