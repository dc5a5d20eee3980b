"""``/ost follow``, ``following`` and ``suggest``: what a member wants to hear of, and what they miss."""

from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.choices import suggested
from bot.ui.follow_buttons import following
from bot.ui.growth_buttons import suggest_id
from bot.ui.growth_forms import suggest_form
from bot.ui.guards import here, scope
from bot.ui.press import client_of
from bot.ui.replies import reply, say
from bot.ui.safe import safe
from core.catalog.model import Artist
from core.catalog.search import Kind
from core.follows.model import How
from core.rooms import Rooms
from core.values import UserId

Choices = list[app_commands.Choice[str]]
Asked = discord.Interaction[Any]
Typed = app_commands.Range[str, 1, 100]

_TOLD = {
    How.DIGEST: "it is on your list, /ost following, which nobody else sees",
    How.CHANNEL: "a line in this server's chart channel says so; nobody is pinged",
    How.DM: "I write to you, once a day at most",
}


class FollowCommands(commands.Cog):
    """A part of ``/ost``."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(
        what="A drama, a singer or a song",
        how="How you hear of it: on your own list, in the chart channel, by direct message",
    )
    async def follow(self, interaction: Asked, what: Typed, how: Literal["digest", "channel", "dm"] = "digest") -> None:
        """Hear of new releases and of debuts, returns and new peaks on the charts."""
        chosen, me = How(how), UserId(interaction.user.id)
        thing = await self._rooms.follows.follow(scope(interaction), me, what, chosen)
        client_of(interaction).wake()
        name = safe((thing.name if isinstance(thing, Artist) else thing.title).both)
        await say(interaction, f"You follow **{name}**. When something new happens, {_TOLD[chosen]}.")

    @app_commands.command()
    async def following(self, interaction: Asked) -> None:
        """What you follow, what happened lately, and how to stop."""
        await reply(interaction, await following(interaction))

    @app_commands.command()
    @app_commands.describe(
        name_for="Only for another name: the drama, singer or song that has it",
        tell="How you hear what became of it: the next time you are here, or by direct message",
    )
    @app_commands.rename(name_for="name-for")
    async def suggest(
        self, interaction: Asked, name_for: Typed | None = None, tell: Literal["here", "dm"] = "here"
    ) -> None:
        """Suggest a drama, a song or a name that is missing; this server's managers decide."""
        thing = self._rooms.catalog.of(here(interaction)).find(name_for) if name_for else None
        told = How.DM if tell == "dm" else How.DIGEST
        names = None if thing is None else thing.name if isinstance(thing, Artist) else thing.title
        await interaction.response.send_modal(suggest_form(suggest_id(told, thing), names))

    @follow.autocomplete("what")
    @suggest.autocomplete("name_for")
    async def _anything(self, interaction: Asked, typed: str) -> Choices:
        return suggested(self._rooms, interaction, typed, *Kind)
