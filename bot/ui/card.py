"""A card: what is shown in one message, whatever door it leaves through."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.ui.pictures import Picture

Button = discord.ui.Button[discord.ui.LayoutView]

IN_A_ROW = 5
"""Buttons that Discord puts side by side."""

LONGEST_TEXT = 4000
"""Characters that all texts of one message may have together."""


@dataclass(frozen=True, slots=True)
class Card:
    """A layout and the pictures it shows."""

    view: discord.ui.LayoutView
    pictures: tuple[Picture, ...] = ()

    @property
    def custom_ids(self) -> set[str]:
        """What its buttons are known by."""
        items = self.view.walk_children()
        return {item.custom_id for item in items if isinstance(item, discord.ui.Button) and item.custom_id}

    def with_row(self, buttons: Sequence["Button"]) -> "Card":
        """The same with one more row, of those *buttons* that it does not have yet; it has room for five."""
        known = self.custom_ids if buttons else set()
        new = [each for each in buttons if each.custom_id not in known][:IN_A_ROW]
        if new:
            self.view.add_item(discord.ui.ActionRow(*new))
        return self

    def files(self) -> list[discord.File]:
        """The pictures as uploads, fresh for each sending, because a sent file is spent."""
        return [
            discord.File(io.BytesIO(picture.data), picture.name, description=picture.alt) for picture in self.pictures
        ]


def card(
    *texts: str | tuple[str, Button],
    picture: Picture | None = None,
    beside: Picture | None = None,
    buttons: Sequence[Button] | None = None,
    links: Sequence[Button] = (),
    colour: int = 0x4F46A5,
) -> Card:
    """A card of *texts*, a picture (and the one that belongs *beside* it) below the first, and rows of *buttons*.

    A text may come with a button that stands beside it. *links*, at most five, stand in a row above the buttons.
    """
    view = discord.ui.LayoutView(timeout=None)
    container: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(accent_colour=colour)
    pictures = tuple(each for each in (picture, beside) if each is not None)
    room = LONGEST_TEXT
    for number, text in enumerate(texts):
        words, beside_it = text if isinstance(text, tuple) else (text, None)
        if shown := _fitting(words, room):
            room -= len(shown)
            container.add_item(_text(shown, beside_it))
        for each in pictures if number == 0 else ():  # a gallery each: Discord crops pictures that share one
            gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery()
            gallery.add_item(media=f"attachment://{each.name}", description=each.alt)
            container.add_item(gallery)
    view.add_item(container)
    for row in (links, *_rows(buttons or ())):
        if row:
            view.add_item(discord.ui.ActionRow(*row))
    view.stop()  # nothing waits on it: presses are read from their custom ids
    return Card(view, pictures)


def _text(shown: str, beside: Button | None) -> discord.ui.Item[discord.ui.LayoutView]:
    return discord.ui.TextDisplay(shown) if beside is None else discord.ui.Section(shown, accessory=beside)


def _rows(buttons: Sequence[Button]) -> list[Sequence[Button]]:
    return [buttons[first : first + IN_A_ROW] for first in range(0, len(buttons), IN_A_ROW)]


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
) -> Button:
    """A button that is read from its custom id, so that it works after a restart and on old messages."""
    return discord.ui.Button(label=label, custom_id=custom_id, style=style, disabled=disabled)


def link(label: str, address: str) -> Button:
    """A button that opens *address*."""
    return discord.ui.Button(label=label, url=address)
