"""A card: what is shown in one message, whatever door it leaves through."""

import io
from dataclasses import dataclass

import discord

from bot.ui.pictures import Picture

LONGEST_TEXT = 4000
"""Characters that all texts of one message may have together."""


@dataclass(frozen=True, slots=True)
class Card:
    """A layout and the pictures it shows."""

    view: discord.ui.LayoutView
    pictures: tuple[Picture, ...] = ()

    def files(self) -> list[discord.File]:
        """The pictures as uploads, fresh for each sending, because a sent file is spent."""
        return [
            discord.File(io.BytesIO(picture.data), picture.name, description=picture.alt) for picture in self.pictures
        ]


def card(
    *texts: str,
    picture: Picture | None = None,
    beside: Picture | None = None,
    buttons: list[discord.ui.Button[discord.ui.LayoutView]] | None = None,
    colour: int = 0x4F46A5,
) -> Card:
    """A card of *texts*, a picture (and the one that belongs *beside* it) below the first, and one row of *buttons*."""
    view = discord.ui.LayoutView(timeout=None)
    container: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(accent_colour=colour)
    pictures = tuple(each for each in (picture, beside) if each is not None)
    room = LONGEST_TEXT
    for number, text in enumerate(texts):
        if shown := _fitting(text, room):
            room -= len(shown)
            container.add_item(discord.ui.TextDisplay(shown))
        for each in pictures if number == 0 else ():  # a gallery each: Discord crops pictures that share one
            gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery()
            gallery.add_item(media=f"attachment://{each.name}", description=each.alt)
            container.add_item(gallery)
    view.add_item(container)
    if buttons:
        view.add_item(discord.ui.ActionRow(*buttons))
    view.stop()  # nothing waits on it: presses are read from their custom ids
    return Card(view, pictures)


def _fitting(text: str, room: int) -> str:
    """*text* cut at a whole line where Discord would refuse it."""
    if len(text) <= room:
        return text
    if room < 2:
        return ""
    kept = text[: room - 2].rsplit("\n", 1)[0]
    return f"{kept}\n…"


def button(
    label: str, custom_id: str, *, style: discord.ButtonStyle = discord.ButtonStyle.secondary, disabled: bool = False
) -> discord.ui.Button[discord.ui.LayoutView]:
    """A button that is read from its custom id, so that it works after a restart and on old messages."""
    return discord.ui.Button(label=label, custom_id=custom_id, style=style, disabled=disabled)
