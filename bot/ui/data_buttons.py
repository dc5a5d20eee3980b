"""The buttons of ``/data``: publish or drop a draft, place a listing, undo, merge. Each asks again who may."""

import re
from typing import Any, Self

import discord

from bot.ui.card import card
from bot.ui.data import done_card, draft_card
from bot.ui.guards import manage
from bot.ui.press import Client, Press
from bot.ui.replies import turn
from core.values import SongId, UserId


class DecideDraft(Press, template=r"draft:v1:(?P<verb>publish|drop):(?P<token>[0-9a-f]{12})"):
    """Publish what a preview showed, or drop it."""

    def __init__(self, verb: str, token: str, custom_id: str) -> None:
        super().__init__(discord.ui.Button(custom_id=custom_id))
        self.verb = verb
        self.token = token

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as its custom id tells it."""
        return cls(match["verb"], match["token"], match.string)

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Publish or drop."""
        draft = client.drafts.find(manage(interaction), self.token)
        client.drafts.drop(self.token)
        if self.verb == "drop":
            await turn(interaction, card("Dropped. Nothing was stored."))
            return
        done = await client.rooms.imports.publish(draft.plans, by=UserId(interaction.user.id))
        await turn(interaction, done_card(done))
        client.wake()


class PlaceSuspect(Press, template=r"suspect:v1:(?P<token>[0-9a-f]{12}):(?P<number>\d):(?P<answer>yes|no)"):
    """Say whether a listing of a preview is the track it may be; remembered when the preview is published."""

    def __init__(self, token: str, number: int, answer: str, custom_id: str) -> None:
        super().__init__(discord.ui.Button(custom_id=custom_id))
        self.token = token
        self.number = number
        self.yes = answer == "yes"

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as its custom id tells it."""
        return cls(match["token"], int(match["number"]), match["answer"], match.string)

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Place it, plan anew, ask the next."""
        draft = client.drafts.find(manage(interaction), self.token)
        asked = draft.suspects[self.number]
        draft.decided[asked.title, asked.artist] = asked.track if self.yes else None
        draft.plans = await client.rooms.imports.plan(
            draft.sheets, draft.chart, draft.end, guild=draft.guild, decided=draft.decided
        )
        await turn(interaction, draft_card(draft))


class UndoChange(Press, template=r"undo:v1:(?P<change>\d{1,10})"):
    """Take a change back."""

    def __init__(self, change: int, custom_id: str) -> None:
        super().__init__(discord.ui.Button(custom_id=custom_id))
        self.change = change

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as its custom id tells it."""
        return cls(int(match["change"]), match.string)

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Undo it."""
        guild = manage(interaction)
        done = await client.rooms.curation.undo(guild, self.change, UserId(interaction.user.id))
        await turn(interaction, done_card(done))


class MergeListings(Press, template=r"merge:v1:(?P<kept>\d{1,12}):(?P<gone>\d{1,12})"):
    """Make two listings one, after the preview."""

    def __init__(self, kept: int, gone: int, custom_id: str) -> None:
        super().__init__(discord.ui.Button(custom_id=custom_id))
        self.kept = SongId(kept)
        self.gone = SongId(gone)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as its custom id tells it."""
        return cls(int(match["kept"]), int(match["gone"]), match.string)

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Plan it again, because time has passed, and do it."""
        guild = manage(interaction)
        curation = client.rooms.curation
        plans = await curation.merging(guild, self.kept, self.gone)
        done = await curation.merge(plans, self.kept, self.gone, UserId(interaction.user.id))
        await turn(interaction, done_card(done))
