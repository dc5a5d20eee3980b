"""What a right click on a message offers, and what is told beside an answer."""

import logging
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from bot.ui.browse import Browse, tongue_of
from bot.ui.card import card
from bot.ui.guards import scope
from bot.ui.press import client_of
from bot.ui.replies import reply
from bot.ui.safe import safe
from core.values import UserId

log = logging.getLogger("ostbot.menus")

FIND = "Find this OST"


def menus() -> list[app_commands.ContextMenu]:
    """The commands of a message's menu."""
    return [app_commands.ContextMenu(name=FIND, callback=find)]


async def find(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Answer privately with the track that a message speaks of; what it links to is not fetched."""
    browse = Browse.by(interaction)
    await reply(interaction, await browse.spotted(said_in(message)))


def said_in(message: discord.Message) -> Iterator[str]:
    """What a message says: its text, the titles of its embeds, the words of its components, what it forwards."""
    yield message.content
    for embed in message.embeds:
        yield from filter(None, (embed.title, embed.author.name, embed.description))
    for snapshot in message.message_snapshots:
        yield snapshot.content
        yield from (embed.title for embed in snapshot.embeds if embed.title)
    for part in message.components:
        yield from _words(part)


async def heard(interaction: discord.Interaction[Any]) -> None:
    """Tell the one who asked what became of their suggestions, once, privately, after the answer they asked for."""
    if interaction.guild_id is None or interaction.response.type is discord.InteractionResponseType.modal:
        return
    follows, me = client_of(interaction).rooms.follows, UserId(interaction.user.id)
    language = tongue_of(interaction).language
    try:
        async with follows.unheard(scope(interaction), me) as news:
            if news:
                await reply(interaction, card("\n".join(safe(each.event.words.said(language)) for each in news)))
    except discord.HTTPException as error:
        log.info("somebody hears of their suggestions another time (%s)", error.code)


def _words(part: Any) -> Iterator[str]:
    """The texts of a component and of those inside it."""
    if isinstance(content := getattr(part, "content", None), str):
        yield content
    for child in getattr(part, "children", ()):
        yield from _words(child)
