"""Buttons that work for ever: everything they need is in their custom id, every fault reaches the fan in words."""

import re
from collections.abc import Sequence
from typing import Any, Protocol, Self, cast

import discord

from bot.ui.card import Card
from bot.ui.drafts import Draft, Drafts, Edit
from bot.ui.pictures import Picture, Recap, Run
from bot.ui.replies import explain
from core.charts.board import Board
from core.charts.model import Chart
from core.growth.model import Proposal
from core.language import Language
from core.parties import after
from core.parties.model import Party
from core.posts.model import Schedule
from core.posts.ports import Blocked
from core.rooms import Rooms
from core.values import GuildId, UserId


class Gallery(Protocol):
    """Where pictures are drawn."""

    async def weekly(self, board: Board, language: Language = ...) -> Picture:
        """The weekly card of *board*."""
        ...

    async def run(self, run: Run, chart: Chart, language: Language = ...) -> Picture:
        """The run of one track on *chart*."""
        ...

    async def comparison(self, runs: Sequence[Run], chart: Chart, language: Language = ...) -> Picture:
        """The runs of two or three tracks on *chart*."""
        ...

    async def recap(self, recap: Recap, language: Language = ...) -> Picture:
        """The standings of a period."""
        ...

    async def party(self, recap: after.Recap) -> Picture:
        """The recap of a party."""
        ...


class Watchdog(Protocol):
    """Knows when Discord was heard last."""

    @property
    def silence(self) -> float:
        """Seconds since then."""
        ...

    @property
    def health(self) -> str:
        """In a word."""
        ...


class Client(Protocol):
    """What a button needs of the bot."""

    @property
    def rooms(self) -> Rooms: ...

    @property
    def drafts(self) -> Drafts[Draft]: ...

    @property
    def edits(self) -> Drafts[Edit]: ...

    @property
    def proposals(self) -> Drafts[Proposal]: ...

    @property
    def gallery(self) -> Gallery: ...

    async def attend(self, party: Party, member: UserId, *, there: bool) -> None:
        """Give the attendees' role to who has a seat at *party*, take it from who has none."""
        ...

    def touch(self, guild: GuildId, party: int) -> None:
        """The party has changed: its board is to be renewed soon."""
        ...

    def wake(self) -> None:
        """Something may be due: look now."""
        ...

    async def preview(self, schedule: Schedule, mark: str) -> tuple[Card, str]:
        """What *schedule* would post now, and why it would not, where it would not."""
        ...

    async def retry(self, blocked: Blocked) -> str:
        """Look at a blocked channel again; why it still takes no posts, or nothing."""
        ...

    @property
    def watchdog(self) -> Watchdog: ...

    @property
    def latency(self) -> float:
        """Seconds of the gateway's last round trip."""
        ...


def client_of(interaction: discord.Interaction[Any]) -> Client:
    """The bot that got the press."""
    return cast("Client", interaction.client)


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"never:pressed"):
    """A persistent button, read from its custom id alone: *said* is what the template found in it.

    Subclasses name their template and say in :meth:`pressed` what a press does. discord.py swallows what a dynamic
    item's callback raises, so it is caught here.
    """

    def __init__(self, said: re.Match[str]) -> None:
        super().__init__(discord.ui.Button(custom_id=said.string))
        self.said = said

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as its custom id tells it."""
        return cls(match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the press, whatever happens."""
        try:
            await self.pressed(interaction, client_of(interaction))
        except Exception as error:  # noqa: BLE001 - every press is answered
            await explain(interaction, error)

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """What a press does; it may raise a refusal."""
        raise AssertionError("every button says what it does")
