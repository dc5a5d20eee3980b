"""What the party commands suggest while somebody types."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.ui.guards import scope
from bot.ui.party_lists import party_choice
from bot.ui.tongues import language_of, tongue_of
from core.catalog.labels import shorten
from core.catalog.search import Kind
from core.parties.model import Party
from core.parties.states import COMING, OVER, PLAYING, PartyState
from core.rooms import Rooms
from core.text import fold

MOST = 25
LAST_CHART = "chart:last"

HOSTED: Sequence[PartyState] = sorted({PartyState.DRAFT, *COMING, *PLAYING})
"""What a host can still do something to."""

REMEMBERED: Sequence[PartyState] = sorted({PartyState.ENDED, PartyState.ARCHIVED})

Numbers = list[app_commands.Choice[int]]
Choices = list[app_commands.Choice[str]]


async def parties_in(
    rooms: Rooms, interaction: discord.Interaction[Any], typed: str, states: Sequence[PartyState]
) -> Numbers:
    """The server's parties in any of *states*: those to come by their time, then those over, newest first."""
    found, say = await rooms.parties.in_states(scope(interaction), states, 100), tongue_of(interaction)
    labels = [(party_choice(party, say), party.id) for party in sorted(found, key=_soonest)]
    near = [(label, number) for label, number in labels if fold(typed) in fold(label)]
    return [app_commands.Choice(name=label, value=number) for label, number in near[:MOST]]


def _soonest(party: Party) -> tuple[bool, float]:
    over, began = party.state in OVER, party.began.timestamp()
    return over, -began if over else began


async def sources(rooms: Rooms, interaction: discord.Interaction[Any], typed: str) -> Choices:
    """Where a track list can come from: a template, last week's chart, a drama."""
    templates = await rooms.series.templates(scope(interaction)) if interaction.guild_id else {}
    say = tongue_of(interaction)
    found = [
        app_commands.Choice(
            name=shorten(f"{say('Template', '템플릿')}: {name} ({recipe.title})", 100), value=f"template:{name}"
        )
        for name, recipe in templates.items()
        if fold(typed) in fold(f"template 템플릿 {name} {recipe.title}")
    ]
    if fold(typed) in fold("last chart 지난 차트"):
        found.append(app_commands.Choice(name=say("The last chart", "지난 차트"), value=LAST_CHART))
    dramas = rooms.catalog.of(scope(interaction)).suggest(typed, kinds=frozenset({Kind.DRAMA}))
    found += [app_commands.Choice(name=each.label, value=each.value) for each in dramas]
    return found[:MOST]


async def series_of(rooms: Rooms, interaction: discord.Interaction[Any], typed: str) -> Numbers:
    """The server's series that go on."""
    found, language = await rooms.series.all(scope(interaction)), language_of(interaction)
    labels = [(shorten(f"{each.recipe.title}: {each.words(language)}", 100), each.id) for each in found]
    return [app_commands.Choice(name=label, value=number) for label, number in labels if fold(typed) in fold(label)][
        :MOST
    ]


async def templates_of(rooms: Rooms, interaction: discord.Interaction[Any], typed: str) -> Choices:
    """The server's templates."""
    found = await rooms.series.templates(scope(interaction))
    return [app_commands.Choice(name=name, value=name) for name in found if fold(typed) in name][:MOST]
