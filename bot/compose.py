"""What a delivery shows, made at the moment it is sent."""

from dataclasses import dataclass
from datetime import timedelta

from bot.pictures import Gallery
from bot.ui.card import Card
from bot.ui.charts import chart_card
from bot.ui.parties import board_card, reminder_card
from core.charts.telling.words import day
from core.errors import NotFound
from core.parties.model import Party, PartyState
from core.posts.model import Delivery, Kind
from core.rooms import Rooms


@dataclass(frozen=True, slots=True)
class Post:
    """A card ready to be sent, and what it shows, in short, for the ledger."""

    card: Card
    content: str


class NotYet(Exception):  # noqa: N818 - no error: an answer
    """There is nothing new to post now; look again after *wait*."""

    def __init__(self, reason: str, wait: timedelta = timedelta(hours=1)) -> None:
        super().__init__(reason)
        self.wait = wait


class CalledOff(Exception):  # noqa: N818 - no error: an answer
    """What this was to announce does not take place any more."""


class Composer:
    """Composes every kind of delivery."""

    def __init__(self, rooms: Rooms, gallery: Gallery) -> None:
        self._rooms = rooms
        self._gallery = gallery

    async def compose(self, delivery: Delivery) -> Post:
        """The post that *delivery* carries.

        Raises:
            NotYet: nothing new is there to be posted.
            CalledOff: it is not to be posted at all.
        """
        match delivery.plan.kind:
            case Kind.CHART:
                return await self._chart(delivery)
            case Kind.BOARD:
                party = await self._party(delivery)
                return Post(board_card(party, self._rooms.catalog.of(party.guild).catalogue), f"party {party.id}")
            case Kind.REMINDER:
                party = await self._party(delivery)
                return Post(reminder_card(party, mark=delivery.token), f"reminder of party {party.id}")

    async def _chart(self, delivery: Delivery) -> Post:
        schedule = await self._rooms.posts.schedule(delivery.plan.guild, delivery.subject)
        if schedule is None:
            raise CalledOff("The schedule was removed.")
        newest = await self._rooms.charts.newest(schedule.chart, guild=schedule.guild)
        if newest is None:
            raise NotYet(f"No issue of {schedule.chart} is here yet.")
        end, revision = newest
        last = await self._rooms.posts.last_content(schedule.id)
        if last is not None and last.split("#")[0] == f"{schedule.chart}@{end}":
            raise NotYet(f"No newer chart than the one to {day(end)}, which is posted already.")
        board = await self._rooms.charts.board(schedule.chart, end, guild=schedule.guild, size=schedule.size)
        picture = await self._gallery.weekly(board)
        story = await self._rooms.answers.story(schedule.chart, end, guild=schedule.guild)
        shown = chart_card(board, picture, story=story.en, size=schedule.size, mark=delivery.token)
        return Post(shown, f"{schedule.chart}@{end}#{revision}")

    async def _party(self, delivery: Delivery) -> Party:
        try:
            party = await self._rooms.parties.find(delivery.plan.guild, delivery.subject)
        except NotFound as error:
            raise CalledOff("The party is gone.") from error
        if party.state is PartyState.CANCELLED:
            raise CalledOff("The party was cancelled.")
        return party
