"""The buttons of ``/data``: publish or drop a draft, place a listing, undo, merge. Each asks again who may."""

from typing import Any

import discord

from bot.ui.card import Card, card
from bot.ui.data import done_card, draft_card, edit_card, edited_card, told_change
from bot.ui.drafts import Draft, Edit
from bot.ui.growth import undone_card
from bot.ui.guards import manage
from bot.ui.press import Client, Press
from bot.ui.replies import turn
from core.catalog.model import Track
from core.charts.matching.suspects import Suspect
from core.growth.forms import TrackForm
from core.rooms import Rooms
from core.values import GuildId, SongId, UserId


class DecideDraft(Press, template=r"draft:v1:(?P<verb>publish|drop):(?P<token>[0-9a-f]{12})"):
    """Publish what a preview showed, or drop it."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Publish or drop."""
        with client.drafts.taken(manage(interaction), self.said["token"]) as draft:
            if self.said["verb"] == "drop":
                await turn(interaction, card("Dropped. Nothing was stored."))
                return
            charts, guild = client.rooms.charts, draft.guild
            before = await charts.main(guild)
            done = await client.rooms.imports.publish(draft.plans, by=UserId(interaction.user.id))
        now = await charts.main(guild)
        news = now is not None and (before is None or now.key != before.key)
        await turn(interaction, done_card(done, main=now.title if now and news else ""))
        client.wake()


class PlaceSuspect(Press, template=r"suspect:v1:(?P<token>[0-9a-f]{12}):(?P<number>\d):(?P<answer>yes|no)"):
    """Say whether a listing of a preview is the track it may be; remembered when the preview is published."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Place it, plan anew, ask the next."""
        draft = client.drafts.find(manage(interaction), self.said["token"])
        asked, track = draft.suspects[int(self.said["number"])], None
        if self.said["answer"] == "yes":
            track = asked.track or await _added(client.rooms, draft.guild, asked, UserId(interaction.user.id))
        draft.decided[asked.title, asked.artist] = track
        await replan(client.rooms, draft)
        await turn(interaction, draft_card(draft))


async def replan(rooms: Rooms, draft: Draft) -> None:
    """What *draft* would do as things stand now."""
    draft.plans = await rooms.imports.plan(
        draft.sheets, draft.chart, draft.end, guild=draft.guild, decided=draft.decided
    )
    draft.preview = await rooms.imports.preview(draft.plans, rooms.catalog.of(draft.guild).catalogue)


async def _added(rooms: Rooms, guild: GuildId, asked: Suspect, by: UserId) -> Track:
    """The song that a listing says it is, added to the server's own."""
    form = TrackForm(title=asked.plain_title, artists=asked.artist)
    proposal = rooms.growth.track(guild, form, asked.drama)
    await rooms.growth.keep(proposal, by)
    return next(step.after for step in proposal.steps if isinstance(step.after, Track))


async def undoing(client: Client, guild: GuildId, number: int | None, by: UserId) -> Card:
    """Taking a change back: of the charts, first what that changes; of the catalogue it is done, and can be undone."""
    change, plans = await client.rooms.history.undoing(guild, number)
    if plans is None:
        return undone_card(await client.rooms.history.undo(guild, change.id, by))
    edit = Edit(guild, f"Take back change {change.id}, {told_change(change)}?", plans, f"undo of change {change.id}")
    edit.undoes = change.id
    return edit_card(client.edits.keep(edit))


class DecideEdit(Press, template=r"edit:v1:(?P<verb>publish|drop):(?P<token>[0-9a-f]{12})"):
    """Do what the preview of a correction or an undo showed, or drop it."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Publish or drop."""
        with client.edits.taken(manage(interaction), self.said["token"]) as edit:
            if self.said["verb"] == "drop":
                await turn(interaction, card("Dropped. Nothing was stored."))
                return
            done = await client.rooms.curation.publish(edit.plans, UserId(interaction.user.id), edit.what)
        await turn(interaction, edited_card(edit, done))
        client.wake()


class UndoChange(Press, template=r"undo:v1:(?P<change>\d{1,10})"):
    """Take a change back."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Show what that changes, or undo it."""
        guild, by = manage(interaction), UserId(interaction.user.id)
        await turn(interaction, await undoing(client, guild, int(self.said["change"]), by))


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
