"""The buttons of a growing catalogue: keep a change, decide a suggestion. Each asks again who may."""

from dataclasses import replace
from typing import Any

import discord

from bot.ui.card import Card, card
from bot.ui.growth import kept_card, queue_card
from bot.ui.growth_forms import reject_form, rewrite_form
from bot.ui.guards import here, manage
from bot.ui.press import Client, Press
from bot.ui.replies import reply, say, turn
from bot.ui.safe import safe
from core.catalog.model import Artist, Drama, Track
from core.catalog.short import short_of
from core.errors import Refusal
from core.follows.model import How
from core.growth.model import Proposal, Suggestion, Wish
from core.rooms import Rooms
from core.values import GuildId, UserId


async def queue(rooms: Rooms, guild: GuildId, number: int | None = None) -> Card:
    """The suggestion under *number*, or the oldest one that waits."""
    waiting = await rooms.suggestions.waiting(guild)
    at = next((place for place, each in enumerate(waiting) if each.id == number), 0)
    shown: Proposal | str = ""
    if waiting:
        try:
            shown = rooms.growth.acceptance(waiting[at])
        except Refusal as why:
            shown = str(why)
    return queue_card(waiting, at, shown, rooms.catalog.of(guild).catalogue)


class KeepProposal(Press, template=r"own:v1:(?P<verb>keep|drop):(?P<token>[0-9a-f]{12})"):
    """Do what a preview of the catalogue showed, or drop it."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Keep or drop."""
        with client.proposals.taken(manage(interaction), self.said["token"]) as proposal:
            if self.said["verb"] == "drop":
                await turn(interaction, card("Dropped. Nothing was stored."))
                return
            await client.rooms.growth.keep(proposal, UserId(interaction.user.id))
        await turn(interaction, kept_card(proposal))


class DecideSuggestion(Press, template=r"queue:v1:(?P<verb>accept|reject|rewrite|show):(?P<suggestion>\d{1,18})"):
    """Accept a suggestion, turn it down with a reason, put it in better words, or look at it."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Do it; what needs words asks for them first."""
        guild, rooms, number = manage(interaction), client.rooms, int(self.said["suggestion"])
        if self.said["verb"] == "show":
            await turn(interaction, await queue(rooms, guild, number))
            return
        suggestion = await rooms.suggestions.find(guild, number)

        match self.said["verb"]:
            case "accept":
                proposal = rooms.growth.acceptance(suggestion)
                await rooms.growth.keep(proposal, UserId(interaction.user.id))
                await turn(interaction, kept_card(proposal))
            case "reject":
                await interaction.response.send_modal(reject_form(self.said.string))
            case _:
                await interaction.response.send_modal(rewrite_form(suggestion, self.said.string))

    async def filled(self, interaction: discord.Interaction[Any], client: Client, typed: dict[str, str]) -> None:
        """Turn it down for that reason, or keep the better words."""
        guild, rooms = manage(interaction), client.rooms
        suggestion = await rooms.suggestions.find(guild, int(self.said["suggestion"]))
        if self.said["verb"] == "reject":
            proposal = rooms.growth.rejection(suggestion, typed["reason"])
            await rooms.growth.keep(proposal, UserId(interaction.user.id))
            await reply(interaction, kept_card(proposal))
            return
        better = await rooms.suggestions.rewrite(replace(suggestion, wish=Wish(**typed)))
        await reply(interaction, await queue(rooms, guild, better.id))


class SuggestForm(Press, template=r"suggest:v1:(?P<told>digest|dm)(?::(?P<about>[0-9a-f]{12}))?"):
    """What a member has typed into the form of ``/ost suggest``."""

    async def filled(self, interaction: discord.Interaction[Any], client: Client, typed: dict[str, str]) -> None:
        """Put it into the queue."""
        guild, rooms, told = here(interaction), client.rooms, How(self.said["told"])
        thing = rooms.catalog.of(guild).behind(self.said["about"]) if self.said["about"] else None
        about = f"{type(thing).__name__.lower()}:{thing.key}" if thing else ""
        wanted = Suggestion(guild, UserId(interaction.user.id), rooms.clock(), Wish(**typed), about, told)
        kept = await rooms.suggestions.suggest(wanted)
        await say(
            interaction,
            f"Thank you: “{safe(kept.name)}” waits for this server's managers. "
            f"{'I write to you' if told is How.DM else 'You hear here'} what becomes of it.",
        )


def suggest_id(told: How, thing: Drama | Artist | Track | None) -> str:
    """The custom id of the form of ``/ost suggest``, which :class:`SuggestForm` reads."""
    return f"suggest:v1:{told}" + (f":{short_of(thing)}" if thing else "")
