"""What the autocompletes of ``/ost`` offer, and what was meant by what is typed into them."""

from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import app_commands

from bot.ui.faq import question_choice
from bot.ui.guards import scope
from bot.ui.press import client_of
from bot.ui.tongues import tongue_of
from core.catalog.calendar import day_in_korea
from core.catalog.discover import suggested_tags, tag_of
from core.catalog.faq import asked
from core.catalog.labels import shorten
from core.catalog.model import Facet, Tag
from core.catalog.search import Only
from core.catalog.view import MOST_CHOICES, View
from core.errors import NotFound
from core.rooms import Rooms
from core.text import fold

Choices = list[app_commands.Choice[str]]
Suggest = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]

_BACK = (7, 30, 90, 365)


def narrowed(view: View, drama: str | None, artist: str | None, year: int | None, *, strict: bool = True) -> Only:
    """What a search is narrowed to; unless *strict*, what cannot be read yet narrows nothing.

    Raises:
        NotFound: there is no such drama or artist.
    """
    try:
        return Only(
            view.drama(drama).key if drama else None,
            view.artist(artist).key if artist else None,
            year if isinstance(year, int) else None,
        )
    except NotFound:
        if strict:
            raise
        return Only()


def chosen_tags(view: View, typed: Mapping[Facet, str | None]) -> list[Tag]:
    """The tags that were chosen or typed, facet by facet.

    Raises:
        NotFound: a text names no tag of its facet, or several.
    """
    return [tag_of(view.catalogue, facet, text) for facet, text in typed.items() if text]


def tag_choices(facet: Facet) -> Suggest:
    """The autocomplete of a facet: its tags, each with how many songs carry it and all that is chosen already."""

    async def suggest(interaction: discord.Interaction[Any], typed: str) -> Choices:
        catalogue, say = client_of(interaction).rooms.catalog.of(scope(interaction)).catalogue, tongue_of(interaction)
        chosen = []
        for other in Facet:
            text = getattr(interaction.namespace, other, None)
            if other is not facet and text:
                try:
                    chosen.append(tag_of(catalogue, other, text).key)
                except NotFound:
                    continue  # is being typed: it will be refused when it is sent
        found = suggested_tags(catalogue, facet, typed, chosen)[:MOST_CHOICES]
        return [
            app_commands.Choice(name=shorten(f"{say.tag(tag)} · {say.tracks(number)}", 100), value=tag.key)
            for tag, number in found
        ]

    return suggest


def since_choices(interaction: discord.Interaction[Any], typed: str, now: datetime) -> Choices:
    """How far back to look."""
    say, today = tongue_of(interaction), day_in_korea(now)
    offered = [(say(f"the last {days} days", f"최근 {days}일"), today - timedelta(days=days)) for days in _BACK]
    offered.append((say(f"this year, {today.year}", f"올해, {today.year}년"), today.replace(month=1, day=1)))
    wanted = fold(typed)
    return [
        app_commands.Choice(name=f"{label} ({say.day(day)})", value=day.isoformat())
        for label, day in offered
        if wanted in fold(f"{label} {day}")
    ]


def question_choices(rooms: Rooms, interaction: discord.Interaction[Any], typed: str) -> Choices:
    """The questions that *typed* may be about."""
    found = asked(rooms.catalog.of(scope(interaction)).catalogue, typed)[:MOST_CHOICES]
    language = tongue_of(interaction).language
    return [app_commands.Choice(name=question_choice(each, language), value=each.key) for each in found]
