"""Every persistent button. What a button says lives with its card; what a press does lives here."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import discord

from bot.ui.charts import chart_card
from bot.ui.data_buttons import DecideDraft, MergeListings, PlaceSuspect, UndoChange
from bot.ui.guards import scope
from bot.ui.parties import answered_text
from bot.ui.press import Client, Press
from bot.ui.replies import reply, say, turn
from core.charts.board import Board
from core.parties.model import Choice
from core.values import ChartKey, GuildId, UserId

_CHART = r"(?P<chart>[a-z0-9-]+):(?P<end>\d{4}-\d\d-\d\d):(?P<size>\d+):(?P<only>ost|all)(?::(?P<mark>[0-9a-f]{24}))?"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The chart issue that a button names."""

    chart: ChartKey
    end: date
    size: int
    osts: bool

    @classmethod
    def read(cls, match: re.Match[str]) -> Self:
        """What the custom id says."""
        return cls(
            ChartKey(match["chart"]), date.fromisoformat(match["end"]), int(match["size"]), match["only"] == "ost"
        )

    async def board(self, interaction: discord.Interaction[Any], client: Client) -> Board:
        """That issue, as the server of the press sees it."""
        return await client.rooms.charts.board(
            self.chart, self.end, guild=scope(interaction), size=self.size, only_osts=self.osts
        )


class ShowChart(Press, template=rf"chart:v1:{_CHART}"):
    """Another week or the full list: turns a private answer, answers a press on a post privately."""

    def __init__(self, wanted: Wanted, custom_id: str) -> None:
        super().__init__(discord.ui.Button(custom_id=custom_id))
        self.wanted = wanted

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as its custom id tells it."""
        return cls(Wanted.read(match), match.string)

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Show that issue."""
        wanted = self.wanted
        board = await wanted.board(interaction, client)
        await turn(interaction, chart_card(board, size=wanted.size))


class ShareChart(Press, template=rf"share:v1:{_CHART}"):
    """Post a private chart answer for everybody, signed."""

    def __init__(self, wanted: Wanted, custom_id: str) -> None:
        super().__init__(discord.ui.Button(custom_id=custom_id))
        self.wanted = wanted

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as its custom id tells it."""
        return cls(Wanted.read(match), match.string)

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Show that issue to everybody."""
        wanted = self.wanted
        board = await wanted.board(interaction, client)
        await reply(interaction, chart_card(board, size=wanted.size, signed=interaction.user.mention), private=False)


class Rsvp(Press, template=r"rsvp:v1:(?P<party>\d+):(?P<choice>going|maybe|no)(?::(?P<mark>[0-9a-f]{24}))?"):
    """A fan's answer to a party; pressing it again changes nothing."""

    def __init__(self, party: int, choice: Choice, custom_id: str) -> None:
        super().__init__(discord.ui.Button(custom_id=custom_id))
        self.party = party
        self.choice = choice

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as its custom id tells it."""
        return cls(int(match["party"]), Choice(match["choice"]), match.string)

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Keep the answer, say where that leaves the fan, renew the board."""
        assert interaction.guild_id is not None
        guild, fan = GuildId(interaction.guild_id), UserId(interaction.user.id)
        answered = await client.rooms.parties.answer(guild, self.party, fan, self.choice)
        await say(interaction, answered_text(answered, fan))
        client.touch(guild, self.party)


BUTTONS: tuple[type[Press], ...] = (ShowChart, ShareChart, Rsvp, DecideDraft, PlaceSuspect, UndoChange, MergeListings)
"""Registered at start; a test proves that no custom id has two owners."""
