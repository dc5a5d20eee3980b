"""The buttons of ``/data``: publish or drop a draft, place a listing, undo, merge. Each asks again who may."""

from typing import Any

import discord

from bot.ui.card import card
from bot.ui.data import done_card, draft_card
from bot.ui.growth import undone_card
from bot.ui.guards import manage
from bot.ui.press import Client, Press
from bot.ui.replies import turn
from core.values import SongId, UserId


class DecideDraft(Press, template=r"draft:v1:(?P<verb>publish|drop):(?P<token>[0-9a-f]{12})"):
    """Publish what a preview showed, or drop it."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Publish or drop."""
        with client.drafts.taken(manage(interaction), self.said["token"]) as draft:
            if self.said["verb"] == "drop":
                await turn(interaction, card("Dropped. Nothing was stored."))
                return
            done = await client.rooms.imports.publish(draft.plans, by=UserId(interaction.user.id))
        await turn(interaction, done_card(done))
        client.wake()


class PlaceSuspect(Press, template=r"suspect:v1:(?P<token>[0-9a-f]{12}):(?P<number>\d):(?P<answer>yes|no)"):
    """Say whether a listing of a preview is the track it may be; remembered when the preview is published."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Place it, plan anew, ask the next."""
        draft = client.drafts.find(manage(interaction), self.said["token"])
        asked = draft.suspects[int(self.said["number"])]
        draft.decided[asked.title, asked.artist] = asked.track if self.said["answer"] == "yes" else None
        draft.plans = await client.rooms.imports.plan(
            draft.sheets, draft.chart, draft.end, guild=draft.guild, decided=draft.decided
        )
        await turn(interaction, draft_card(draft))


class UndoChange(Press, template=r"undo:v1:(?P<change>\d{1,10})"):
    """Take a change back."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Undo it."""
        guild = manage(interaction)
        done = await client.rooms.history.undo(guild, int(self.said["change"]), UserId(interaction.user.id))
        await turn(interaction, undone_card(done))


class MergeListings(Press, template=r"merge:v1:(?P<kept>\d{1,12}):(?P<gone>\d{1,12})"):
    """Make two listings one, after the preview."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Plan it again, because time has passed, and do it."""
        guild = manage(interaction)
        kept, gone = SongId(int(self.said["kept"])), SongId(int(self.said["gone"]))
        curation = client.rooms.curation
        plans = await curation.merging(guild, kept, gone)
        done = await curation.merge(plans, kept, gone, UserId(interaction.user.id))
        await turn(interaction, done_card(done))
