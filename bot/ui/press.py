"""Buttons that work for ever: everything they need is in their custom id, every fault reaches the fan in words."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Protocol, cast

import discord

from bot.ui.card import Card
from bot.ui.drafts import Draft, Drafts, Edit
from bot.ui.forms import give_back, typed_into
from bot.ui.pictures import Picture, Recap, Run
from bot.ui.replies import explain
from bot.ui.waiting import Line
from core.charts.board import Board
from core.charts.model import Chart
from core.errors import NotFound
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

    async def comparison(
        self, runs: Sequence[Run], chart: Chart, language: Language = ..., songs: int | None = ...
    ) -> Picture:
        """The runs of two or three tracks on *chart*; with *songs*, the best of so many of one drama."""
        ...

    async def recap(self, recap: Recap, language: Language = ...) -> Picture:
        """The standings of a period."""
        ...

    async def party(self, recap: after.Recap, language: Language = ...) -> Picture:
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

    @property
    def line(self) -> Line: ...

    async def attend(self, party: Party, member: UserId, *, there: bool) -> None:
        """Give the attendees' role to who has a seat at *party*, take it from who has none."""
        ...

    def touch(self, guild: GuildId, party: int) -> None:
        """The party has changed: its board is to be renewed soon."""
        ...

    def wake(self) -> None:
        """Something may be due: look now."""
        ...

    async def preview(self, schedule: Schedule, mark: str, at: datetime | None = None) -> tuple[Card, str]:
        """What *schedule* would post *at* an hour, else at its next, and why it would not, where it would not."""
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


class Press:
    """A persistent button, read from its custom id alone: *said* is what the template found in it.

    Subclasses name their template and say in :meth:`pressed` what a press does, and in :meth:`filled` what is done with
    the form that a press has opened.
    """

    template: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls, *, template: str) -> None:
        cls.template = re.compile(template)

    def __init__(self, said: re.Match[str]) -> None:
        self.said = said

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """What a press does; it may raise a refusal."""
        raise AssertionError("every button says what it does")

    async def filled(self, interaction: discord.Interaction[Any], client: Client, typed: dict[str, str]) -> None:
        """What is done with what was typed; it may raise a refusal."""
        raise AssertionError("every button that opens a form says what it does with it")


class Outdated(Press, template=r"(?s:.*)"):
    """A button or form of another ostbot, older or newer, which nobody here reads."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Say so."""
        raise NotFound("I was renewed since this was posted and cannot read it any more: please use the command again.")

    async def filled(self, interaction: discord.Interaction[Any], client: Client, typed: dict[str, str]) -> None:
        """Say so."""
        await self.pressed(interaction, client)


async def answer(interaction: discord.Interaction[Any], owners: Sequence[type[Press]]) -> None:
    """Answer a press or a filled form, whatever happens: the one of *owners* whose template fits its custom id does.

    A form that is refused gives back what was typed into it.
    """
    custom_id = str(cast("dict[str, Any]", interaction.data or {}).get("custom_id"))
    everybody: tuple[type[Press], ...] = (*owners, Outdated)
    press = next(owner(said) for owner in everybody if (said := owner.template.fullmatch(custom_id)))
    form = interaction.type is discord.InteractionType.modal_submit
    typed = typed_into(interaction) if form else {}
    try:
        if form:
            await press.filled(interaction, client_of(interaction), typed)
        else:
            await press.pressed(interaction, client_of(interaction))
    except Exception as error:  # noqa: BLE001 - every press is answered
        await explain(interaction, error)
        if form and interaction.response.is_done():
            await give_back(interaction, typed)
