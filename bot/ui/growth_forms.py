"""What is typed about suggestions: by members who suggest, by managers who reject or rewrite."""

from typing import Any

import discord

from bot.ui.forms import Form
from core.catalog.model import Names
from core.growth.fields import LONGEST_NAME
from core.growth.model import Suggestion


def suggest_form(custom_id: str, about: Names | None = None) -> Form:
    """What the catalogue lacks; with *about*, another name for that."""
    if about is not None:
        return Form("Suggest a name", {"title": _field("title", f"Another name for {about}")}, custom_id)
    fields = {
        "drama": _field("drama", "The drama", "In English or Korean"),
        "title": _field("title", "The song (empty: the drama is missing)", needed=False),
        "artist": _field("artist", "Who sings it", "Several joined by commas", needed=False),
        "part": _field("part", "Which part of the soundtrack", "Like 3", most=20, needed=False),
        "link": _field("link", "A link to it", "https://", most=300, needed=False),
    }
    return Form("Suggest a drama or a song", fields, custom_id)


def reject_form(custom_id: str) -> Form:
    """Why a suggestion is not taken."""
    return Form("Reject a suggestion", {"reason": _field("reason", "Why; its maker reads it", most=300)}, custom_id)


def rewrite_form(suggestion: Suggestion, custom_id: str) -> Form:
    """A suggestion in better words."""
    fields = {
        "drama": _field("drama", "The drama", said=suggestion.wish.drama),
        "title": _field("title", "The song", said=suggestion.wish.title, needed=False),
        "artist": _field("artist", "Who sings it", said=suggestion.wish.artist, needed=False),
        "part": _field("part", "Which part of the soundtrack", said=suggestion.wish.part, most=20, needed=False),
        "link": _field("link", "A link to it", said=suggestion.wish.link, most=300, needed=False),
    }
    return Form("Rewrite a suggestion", fields, custom_id)


def _field(
    name: str, label: str, hint: str = "", *, said: str = "", most: int = LONGEST_NAME, needed: bool = True
) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(
        label=label[:45],
        custom_id=name,
        placeholder=hint or None,
        default=said or None,
        required=needed,
        max_length=most,
    )
