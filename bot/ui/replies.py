"""Answers: every command, button and modal answers through here, faults included."""

import logging
import secrets
from typing import Any

import discord
from discord import app_commands

from bot.ui.card import Card, card
from core.errors import NotStored, Refusal

log = logging.getLogger("ostbot.replies")

_LATE = (10062, 40060)  # unknown interaction, already acknowledged
_RED = 0xB3261E


async def reply(interaction: discord.Interaction[Any], shown: Card, *, private: bool = True) -> None:
    """Answer with *shown*: only for the one who asked, unless *private* is false. Works after a deferral too."""
    if interaction.response.is_done():
        await interaction.followup.send(view=shown.view, files=shown.files(), ephemeral=private)
    else:
        await interaction.response.send_message(view=shown.view, files=shown.files(), ephemeral=private)


async def turn(interaction: discord.Interaction[Any], shown: Card) -> None:
    """Answer a press on a private message by turning that message into *shown*; on a public one, answer privately."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await interaction.response.edit_message(view=shown.view, attachments=shown.files())
    else:
        await reply(interaction, shown)


async def say(interaction: discord.Interaction[Any], text: str, *, private: bool = True) -> None:
    """Answer with plain words."""
    await reply(interaction, card(text), private=private)


async def explain(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the fan what went wrong: a refusal words itself, a fault gets a reference that the log carries too."""
    cause = _cause(error)
    if isinstance(cause, NotStored) and interaction.guild_id is not None:
        interaction.client.dispatch("not_stored", interaction.guild_id, cause.passes)
    if isinstance(cause, discord.HTTPException) and cause.code in _LATE:
        log.warning("an answer came too late (%s)", cause.code)
        return
    try:
        await reply(interaction, card(_words(cause, interaction), colour=_RED))
    except discord.HTTPException as failure:
        log.warning("a refusal could not be shown (%s)", failure.code)


def _words(cause: BaseException, interaction: discord.Interaction[Any]) -> str:
    if isinstance(cause, Refusal):
        return str(cause)
    if isinstance(cause, app_commands.MissingPermissions | app_commands.CheckFailure):
        return "Only members who may manage this server can do that: ask for the permission “Manage Server”."
    if isinstance(cause, app_commands.TransformerError):
        return f"I cannot read “{str(cause.value)[:80]}”: pick one of the suggestions while you type."
    if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return "That command has just changed: please reload Discord and try again."
    reference = secrets.token_hex(4)
    name = interaction.command.qualified_name if interaction.command else "a button"
    log.error("fault %s in %s", reference, name, exc_info=cause)
    return f"Something went wrong on my side; nothing you did. Please try again, or report the code **{reference}**."


def _cause(error: BaseException) -> BaseException:
    while isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError) and error.__cause__:
        error = error.__cause__
    return error
