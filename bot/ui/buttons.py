"""Every persistent button. What a button says lives with its card; what a press does lives here."""

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Self

import discord

from bot.ui.answers import Answers, story_of
from bot.ui.catalog_buttons import PlanParty, ShowPage
from bot.ui.charts import DRAWN, chart_card
from bot.ui.data_buttons import DecideDraft, DecideEdit, MergeListings, PlaceSuspect, UndoChange
from bot.ui.follow_buttons import Following
from bot.ui.growth_buttons import DecideSuggestion, KeepProposal, SuggestForm
from bot.ui.guards import scope
from bot.ui.help_buttons import HelpOn
from bot.ui.party_buttons import PARTY_BUTTONS
from bot.ui.post_buttons import PartiesSoon, PostHistory, PostSays, RemoveSchedule, RetryChannel, SetupPress
from bot.ui.press import Client, Press
from bot.ui.replies import illustrated, reply, turn
from bot.ui.told import NONE, SHARE
from bot.ui.tongues import language_of
from core.charts.board import Board
from core.values import ChartKey

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


class ShowChart(Press, template=rf"(?P<verb>chart|share):v1:{_CHART}"):
    """Another week or the full list, privately; or the same answer again for everybody, signed."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Show that issue to whoever is to see it."""
        wanted, shares = Wanted.read(self.said), self.said["verb"] == "share"
        board = await wanted.board(interaction, client)
        story, language = await story_of(board, interaction), language_of(interaction)
        signed = interaction.user.mention if shares else ""
        shown = partial(chart_card, board, story=story, size=wanted.size, signed=signed, language=language)
        if wanted.size <= DRAWN:
            draw = partial(client.gallery.weekly, board, language)
            await illustrated(interaction, shown, draw, private=not shares)
        elif shares:
            await reply(interaction, shown(), private=False)
        else:
            await turn(interaction, shown())


_ASKED = (
    r"(?P<kind>track|compare|drama|movers|momentum|platforms|recap|records|method|corrections)"
    r":(?P<chart>[a-z0-9-]+):(?P<only>ost|all):(?P<about>[\w.-]+)"
)


class Again(Press, template=rf"ans:v1:(?P<verb>show|share):{_ASKED}"):
    """Asks a chart question again: to look at something else privately, or to share the answer with everybody."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Answer the question, whoever is to see it."""
        asked, shares = self.said, self.said["verb"] == SHARE
        chart = None if asked["chart"] == NONE else ChartKey(asked["chart"])
        signed = interaction.user.mention if shares else ""
        osts, language = asked["only"] == "ost", language_of(interaction)
        answers = Answers(client, scope(interaction), chart, osts, signed, language)
        shown = await answers.again(asked["kind"], asked["about"])
        if shares or asked["kind"] == "method":  # what is explained stays beside its explanation
            await reply(interaction, shown, private=not shares)
        else:
            await turn(interaction, shown)


BUTTONS: tuple[type[Press], ...] = (
    ShowChart,
    Again,
    ShowPage,
    PlanParty,
    *PARTY_BUTTONS,
    DecideDraft,
    DecideEdit,
    PlaceSuspect,
    UndoChange,
    MergeListings,
    KeepProposal,
    DecideSuggestion,
    Following,
    PostSays,
    PostHistory,
    RemoveSchedule,
    PartiesSoon,
    RetryChannel,
    SetupPress,
    HelpOn,
)
"""A test proves that no custom id has two owners."""

OWNERS: tuple[type[Press], ...] = (*BUTTONS, SuggestForm)
"""Those who answer presses and forms."""
