"""What autocompletes offer of a server's own part of the catalogue."""

from typing import Any

import discord
from discord import app_commands

from bot.ui.guards import scope
from core.catalog.labels import shorten
from core.catalog.search import Kind
from core.rooms import Rooms
from core.text import fold

Choices = list[app_commands.Choice[str]]

MOST = 25
"""Choices that Discord shows at once."""


def own(rooms: Rooms, interaction: discord.Interaction[Any], typed: str, kind: Kind) -> Choices:
    """The server's own dramas or tracks whose names hold what is typed."""
    return [
        app_commands.Choice(name=shorten(label, 100), value=f"{kind}:{thing.key}")
        for thing, label in rooms.growth.own(scope(interaction), kind)
        if fold(typed) in fold(label)
    ][:MOST]


async def mergeable(rooms: Rooms, interaction: discord.Interaction[Any], typed: str) -> Choices:
    """What can be made one: the server's own songs of the catalogue, and the listings of its charts."""
    songs = await rooms.curation.listings(scope(interaction), typed)
    listings = [
        app_commands.Choice(name=shorten(f"{song.title} - {song.artist}", 100), value=str(song.id)) for song in songs
    ]
    return [*own(rooms, interaction, typed, Kind.TRACK), *listings][:MOST]
