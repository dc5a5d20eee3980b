"""The buttons of a growing catalogue: keep a change, decide a suggestion. Each asks again who may."""

from dataclasses import replace
from typing import Any

import discord

from bot.ui.card import Card, card
from bot.ui.growth import kept_card, queue_card
from bot.ui.growth_forms import reject_form, rewrite_form
from bot.ui.guards import manage
from bot.ui.press import Client, Press
from bot.ui.replies import reply, turn
from core.errors import Refusal
from core.growth.model import Proposal, Wish
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
        proposal = client.proposals.find(manage(interaction), self.said["token"])
        client.proposals.drop(proposal.token)
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

        async def rejected(submitted: discord.Interaction[Any], typed: dict[str, str]) -> None:
            proposal = rooms.growth.rejection(suggestion, typed["reason"])
            await rooms.growth.keep(proposal, UserId(submitted.user.id))
            await reply(submitted, kept_card(proposal))

        async def rewritten(submitted: discord.Interaction[Any], typed: dict[str, str]) -> None:
            better = await rooms.suggestions.rewrite(replace(suggestion, wish=Wish(**typed)))
            await reply(submitted, await queue(rooms, manage(submitted), better.id))

        match self.said["verb"]:
            case "accept":
                proposal = rooms.growth.acceptance(suggestion)
                await rooms.growth.keep(proposal, UserId(interaction.user.id))
                await turn(interaction, kept_card(proposal))
            case "reject":
                await interaction.response.send_modal(reject_form(rejected))
            case _:
                await interaction.response.send_modal(rewrite_form(suggestion, rewritten))
