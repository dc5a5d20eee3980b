"""``/setup``: a server's choices, on one panel."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.guards import manage, postable
from bot.ui.replies import reply
from bot.ui.setup import setup_card
from core import times
from core.rooms import Rooms
from core.values import ChannelId


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Setup(commands.Cog):
    """What a manager chooses once."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(
        zone="The server's time zone, like Asia/Seoul: times are read in it",
        charts="Where charts are posted",
        parties="Where party boards go",
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def setup(
        self,
        interaction: discord.Interaction[Any],
        zone: str | None = None,
        charts: discord.TextChannel | None = None,
        parties: discord.TextChannel | None = None,
    ) -> None:
        """Choose the server's zone and channels, and see what is still to do."""
        guild = manage(interaction)
        for channel in (charts, parties):
            if channel is not None:
                postable(interaction, channel)
        settings = await self._rooms.guilds.choose(
            guild,
            zone=zone,
            chart_channel=ChannelId(charts.id) if charts else None,
            party_channel=ChannelId(parties.id) if parties else None,
        )
        await reply(interaction, setup_card(settings, await self._rooms.posts.outlooks(guild)))

    @setup.autocomplete("zone")
    async def _zones(self, _interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=name, value=name) for name in times.zones_like(typed)]
