"""``/ost``: dramas, artists and tracks."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.catalog import artist_card, drama_card, track_card
from bot.ui.choices import suggested
from bot.ui.guards import scope
from bot.ui.replies import reply
from core.catalog.model import Artist, Drama
from core.catalog.search import Kind
from core.rooms import Rooms

Choices = list[app_commands.Choice[str]]


class Ost(commands.GroupCog, group_name="ost", group_description="Ask about K-drama soundtracks"):
    """Questions about the catalogue."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(query="A title, a singer or a drama, in English, Korean or romanised")
    async def search(self, interaction: discord.Interaction[Any], query: app_commands.Range[str, 1, 100]) -> None:
        """Find a track, an artist or a drama."""
        view = self._rooms.catalog.of(scope(interaction))
        found, catalogue = view.find(query), view.catalogue
        if isinstance(found, Drama):
            await reply(interaction, drama_card(found, catalogue))
        elif isinstance(found, Artist):
            await reply(interaction, artist_card(found, catalogue))
        else:
            standings = await self._rooms.charts.standings(found.key, guild=scope(interaction))
            await reply(interaction, track_card(found, catalogue, standings))

    @search.autocomplete("query")
    async def _anything(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return suggested(self._rooms, interaction, typed, *Kind)

    @app_commands.command()
    @app_commands.describe(drama="The drama, in English, Korean or romanised")
    async def drama(self, interaction: discord.Interaction[Any], drama: app_commands.Range[str, 1, 100]) -> None:
        """A drama's soundtrack, part by part."""
        view = self._rooms.catalog.of(scope(interaction))
        await reply(interaction, drama_card(view.drama(drama), view.catalogue))

    @drama.autocomplete("drama")
    async def _dramas(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return suggested(self._rooms, interaction, typed, Kind.DRAMA)
