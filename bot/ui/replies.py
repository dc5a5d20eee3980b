"""Answers: every command, button and modal answers through here, faults included."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, cast

import discord
from discord import app_commands

from bot.ui.card import Card, card
from bot.ui.pictures import Picture
from bot.ui.tongues import language_of
from core.errors import NotStored, Refusal

log = logging.getLogger("ostbot.replies")

_LATE = (10062, 40060)  # unknown interaction, already acknowledged
_RED = 0xB3261E
_PATIENCE = 1.0
"""Seconds that a press waits for a picture that is being sent this moment."""

Shown = Callable[[Picture | None], Card]
"""A card with a picture, or without."""


class Illustrator:
    """Sends the pictures that follow the words of their answers. Close it when done."""

    def __init__(self) -> None:
        self._coming: dict[int, asyncio.Task[None]] = {}
        self._sending: set[int] = set()

    def illustrate(
        self, interaction: discord.Interaction[Any], message: int, shown: Shown, draw: Callable[[], Awaitable[Picture]]
    ) -> None:
        """Put the picture into *message*, which answers the interaction with the words of what is *shown*."""
        task = asyncio.create_task(self._illustrate(interaction, message, shown, draw), name=f"picture {message}")
        self._coming[message] = task
        task.add_done_callback(lambda _done: self._coming.pop(message, None))

    async def _illustrate(
        self, interaction: discord.Interaction[Any], message: int, shown: Shown, draw: Callable[[], Awaitable[Picture]]
    ) -> None:
        try:
            whole = shown(await draw())
            self._sending.add(message)
            # discord.py applies the client's mentions to an edit only where it changes the content
            nobody = discord.AllowedMentions.none()
            await interaction.edit_original_response(
                view=whole.view, attachments=whole.files(), allowed_mentions=nobody
            )
        except discord.HTTPException as error:
            log.info("an answer stays without its picture (%s)", error.code)
        except Exception as error:  # noqa: BLE001 - every fault is told
            await explain(interaction, error)
        finally:
            self._sending.discard(message)

    async def give_way(self, message: int) -> None:
        """*message* is to become something else: its picture comes before that or not at all."""
        if (coming := self._coming.get(message)) is None:
            return
        if message not in self._sending:
            coming.cancel()
        await asyncio.wait([coming], timeout=_PATIENCE)

    async def close(self) -> None:
        """Send no more."""
        coming = [*self._coming.values()]
        for task in coming:
            task.cancel()
        await asyncio.gather(*coming, return_exceptions=True)


class _Client(Protocol):
    illustrator: Illustrator


async def reply(interaction: discord.Interaction[Any], shown: Card, *, private: bool = True) -> None:
    """Answer with *shown*: only for the one who asked, unless *private* is false. Works after a deferral too."""
    if interaction.response.is_done():
        await interaction.followup.send(view=shown.view, files=shown.files(), ephemeral=private)
    else:
        await interaction.response.send_message(view=shown.view, files=shown.files(), ephemeral=private)


async def illustrated(
    interaction: discord.Interaction[Any],
    shown: Shown,
    draw: Callable[[], Awaitable[Picture]],
    *,
    private: bool = True,
) -> None:
    """Answer with the words of what is *shown* at once, as :func:`turn` does or for everybody; once it is drawn its
    picture comes into the same message. Words alone are an answer: where Discord does not take the picture, they stay.
    """
    words, message = shown(None), interaction.message
    if private and message is not None and message.flags.ephemeral:
        await turn(interaction, words)
        where: int | None = message.id
    else:
        where = (await interaction.response.send_message(view=words.view, ephemeral=private)).message_id
    assert where is not None
    _illustrator_of(interaction).illustrate(interaction, where, shown, draw)


async def turn(interaction: discord.Interaction[Any], shown: Card) -> None:
    """Answer a press on a private message by turning that message into *shown*; on a public one, answer privately."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await _illustrator_of(interaction).give_way(message.id)
        await interaction.response.edit_message(view=shown.view, attachments=shown.files())
    else:
        await reply(interaction, shown)


async def say(interaction: discord.Interaction[Any], text: str, *, private: bool = True) -> None:
    """Answer with plain words."""
    await reply(interaction, card(text), private=private)


async def explain(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the fan what went wrong, in their language: a refusal words itself, a fault gets a reference that the log
    carries too."""
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


def _illustrator_of(interaction: discord.Interaction[Any]) -> Illustrator:
    return cast("_Client", interaction.client).illustrator


def _words(cause: BaseException, interaction: discord.Interaction[Any]) -> str:
    language = language_of(interaction)
    if isinstance(cause, Refusal):
        return cause.said(language)
    if isinstance(cause, app_commands.MissingPermissions | app_commands.CheckFailure):
        return language.say(
            "Only members who may manage this server can do that: ask for the permission “Manage Server”.",
            "이 서버를 관리할 수 있는 멤버만 할 수 있습니다. “서버 관리하기” 권한을 요청해 주세요.",
        )
    if isinstance(cause, app_commands.TransformerError):
        typed = str(cause.value)[:80]
        return language.say(
            f"I cannot read “{typed}”: pick one of the suggestions while you type.",
            f"입력한 값(“{typed}”)을 읽을 수 없습니다. 입력할 때 나오는 목록에서 골라 주세요.",
        )
    if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return language.say(
            "That command has just changed: please reload Discord and try again.",
            "이 명령이 방금 바뀌었습니다. Discord를 새로 고친 뒤 다시 시도해 주세요.",
        )
    reference = secrets.token_hex(4)
    name = interaction.command.qualified_name if interaction.command else "a button"
    log.error("fault %s in %s", reference, name, exc_info=cause)
    return language.say(
        f"Something went wrong on my side; nothing you did. Please try again, or report the code **{reference}**.",
        f"제 쪽에서 문제가 생겼습니다. 잘못하신 것은 없습니다. 다시 시도하거나 이 코드를 알려 주세요: **{reference}**",
    )


def _cause(error: BaseException) -> BaseException:
    while isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError) and error.__cause__:
        error = error.__cause__
    return error
