"""What a host types into the panel, and a fan into a note."""

from dataclasses import replace
from typing import Any

import discord

from bot.ui.forms import Form
from core.errors import BadInput
from core.parties import tracklist
from core.parties.evening import LONGEST_NOTE
from core.parties.model import Party
from core.text import clean

LONGEST_LIST = 4000


def note_form(custom_id: str) -> Form:
    """Note this moment."""
    field = _field("note", "What happened just now?", "", LONGEST_NOTE, long=True)
    return Form("Note this moment", {"note": field}, custom_id)


def tracks_form(party: Party, custom_id: str) -> Form:
    """The whole list as lines."""
    lines = tracklist.as_lines(party.listed)[:LONGEST_LIST]
    field = _field("tracks", "A line each: title - artist 3:45", lines, LONGEST_LIST, long=True, needed=False)
    return Form("Track list", {"tracks": field}, custom_id)


def time_form(party: Party, custom_id: str) -> Form:
    """Title, time, place."""
    local = party.starts.astimezone(party.zone)
    return Form(
        "Title and time",
        {
            "title": _field("title", "Title", party.title, 100),
            "when": _field("when", "When", f"{local:%Y-%m-%d %H:%M}", 60),
            "place": _field("place", "Where to listen (voice channel, link)", party.place, 200, needed=False),
        },
        custom_id,
    )


def terms_form(party: Party, custom_id: str) -> Form:
    """Seats, guests, reminders, closing, gap."""
    return Form(
        "Seats and reminders",
        {
            "seats": _field("seats", "Seats (empty: no limit)", str(party.seats or ""), 4, needed=False),
            "guests": _field("guests", "Guests each fan may bring", str(party.terms.guests), 1),
            "reminders": _field(
                "reminders",
                "Reminders: minutes before (1440, 60, 10)",
                ", ".join(map(str, party.reminders)),
                40,
                needed=False,
            ),
            "closes": _field("closes", "Answers close so many minutes before", str(party.terms.closes), 5),
            "gap": _field("gap", "Gap between tracks in seconds", str(party.gap), 3),
        },
        custom_id,
    )


def with_terms(party: Party, typed: dict[str, str]) -> Party:
    """The party with what was typed into the form of terms.

    Raises:
        BadInput: a field is no number; the text names it.
    """
    return replace(
        party,
        seats=_number("Seats", typed["seats"]) if typed["seats"].strip() else None,
        reminders=minutes_list(typed["reminders"]),
        gap=_number("The gap", typed["gap"]),
        terms=replace(
            party.terms, guests=_number("Guests", typed["guests"]), closes=_number("Closing", typed["closes"])
        ),
    )


def minutes_list(typed: str) -> tuple[int, ...]:
    """Several reminders as hosts type them: ``1440, 60, 10``; each once, the longest first.

    Raises:
        BadInput: one is no number.
    """
    words = [word for word in clean(typed).replace(",", " ").split() if word != "0"]
    return tuple(sorted({_number("A reminder", word) for word in words}, reverse=True))


def _number(name: str, typed: str) -> int:
    plain = clean(typed)
    if not (plain.isascii() and plain.isdecimal()):
        raise BadInput(f"{name}: “{plain[:20]}” is no number; write it in digits, like 30.")
    return int(plain)


def _field(
    name: str, label: str, value: str, most: int, *, long: bool = False, needed: bool = True
) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(
        label=label[:45],
        custom_id=name,
        default=value or None,
        max_length=most,
        required=needed,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
    )
