"""``/ost``: dramas, artists and tracks."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.catalog import artist_card, drama_card, track_card
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
        found = self._rooms.catalog.find(query)
        catalogue = self._rooms.catalog.catalogue
        if isinstance(found, Drama):
            await reply(interaction, drama_card(found, catalogue))
        elif isinstance(found, Artist):
            await reply(interaction, artist_card(found, catalogue))
        else:
            standings = await self._rooms.charts.standings(found.key, guild=scope(interaction))
            await reply(interaction, track_card(found, catalogue, standings))

    @search.autocomplete("query")
    async def _anything(self, _interaction: discord.Interaction[Any], typed: str) -> Choices:
        return self._choices(typed, frozenset(Kind))

    @app_commands.command()
    @app_commands.describe(drama="The drama, in English, Korean or romanised")
    async def drama(self, interaction: discord.Interaction[Any], drama: app_commands.Range[str, 1, 100]) -> None:
        """A drama's soundtrack, part by part."""
        await reply(interaction, drama_card(self._rooms.catalog.drama(drama), self._rooms.catalog.catalogue))

    @drama.autocomplete("drama")
    async def _dramas(self, _interaction: discord.Interaction[Any], typed: str) -> Choices:
        return self._choices(typed, frozenset({Kind.DRAMA}))

    def _choices(self, typed: str, kinds: frozenset[Kind]) -> Choices:
        return [
            app_commands.Choice(name=each.label, value=each.value)
            for each in self._rooms.catalog.suggest(typed, kinds=kinds)
        ]
