"""Forms. What is typed goes to whom the form's custom id names, after a restart too; what is refused is given back."""

import io
import logging
from collections.abc import Iterator, Mapping
from typing import Any, cast

import discord

from bot.ui.tongues import language_of

log = logging.getLogger("ostbot.forms")

SHORT = 1500
"""Characters up to which what was typed is given back in the message itself, longer in a file."""

FILE = "what-you-typed.txt"


class Form(discord.ui.Modal):
    """Fields by name. Nothing waits on it: its custom id is that of the button that reads it."""

    def __init__(self, title: str, fields: Mapping[str, discord.ui.TextInput[Any]], custom_id: str) -> None:
        super().__init__(title=title[:45], custom_id=custom_id, timeout=None)
        for field in fields.values():
            self.add_item(field)
        self.stop()


def typed_into(interaction: discord.Interaction[Any]) -> dict[str, str]:
    """What somebody has typed into a form, by the names of its fields."""
    parts = cast("dict[str, Any]", interaction.data or {}).get("components", [])
    return {field["custom_id"]: str(field["value"]) for field in _fields(parts) if "value" in field}


async def give_back(interaction: discord.Interaction[Any], typed: Mapping[str, str]) -> None:
    """After a form was refused: what was typed, to copy, for the one who typed it."""
    filled = {name: text for name, text in typed.items() if text.strip()}
    whole = next(iter(filled.values())) if len(filled) == 1 else "\n".join(f"{n}: {text}" for n, text in filled.items())
    if not whole:
        return
    told = language_of(interaction).say(
        "What you typed, to copy:", "입력하신 내용이에요. 복사해서 다시 쓰실 수 있어요."
    )
    try:
        if len(whole) <= SHORT and "```" not in whole:
            await interaction.followup.send(f"{told}\n```\n{whole}\n```", ephemeral=True)
        else:
            file = discord.File(io.BytesIO(whole.encode()), FILE)
            await interaction.followup.send(told, file=file, ephemeral=True)
    except discord.HTTPException as failure:
        log.warning("what was typed could not be given back (%s)", failure.code)


def _fields(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from _fields([*part.get("components", []), *([part["component"]] if "component" in part else [])])
