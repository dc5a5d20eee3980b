"""What an autocomplete offers; every command that asks for the same thing offers the same."""

from typing import Any

import discord
from discord import app_commands

from bot.ui.guards import scope
from core.catalog.search import Kind
from core.rooms import Rooms


def suggested(
    rooms: Rooms, interaction: discord.Interaction[Any], typed: str, *kinds: Kind
) -> list[app_commands.Choice[str]]:
    """Dramas, artists or tracks, as the one who types sees the catalogue."""
    found = rooms.catalog.of(scope(interaction)).suggest(typed, kinds=frozenset(kinds))
    return [app_commands.Choice(name=each.label, value=each.value) for each in found]
