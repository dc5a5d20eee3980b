"""The language of whoever asks, of those spoken here."""

from typing import Any

import discord

from core.catalog.tongue import Tongue
from core.language import Language


def language_of(interaction: discord.Interaction[Any]) -> Language:
    """Korean for whoever reads Discord in Korean, else English."""
    return Language.KO if interaction.locale is discord.Locale.korean else Language.EN


def tongue_of(interaction: discord.Interaction[Any]) -> Tongue:
    """The same, ready to speak."""
    return Tongue(language_of(interaction))
