"""``/help`` and ``/about``."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.guards import scope
from bot.ui.help import about_card, help_card
from bot.ui.replies import reply
from core.rooms import Rooms


class Help(commands.Cog):
    """What can be asked, and what this is."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        """What you can ask me."""
        tree = interaction.client.tree  # the same words that Discord shows while one types
        await reply(interaction, help_card(tree.get_commands()))

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[Any]) -> None:
        """What I am and what I know."""
        charts = await self._rooms.charts.charts(scope(interaction))
        await reply(interaction, about_card(self._rooms.catalog.of(scope(interaction)).catalogue, charts))
