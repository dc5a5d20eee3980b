"""The messages of a party, each made at the moment it is sent."""

from collections.abc import Awaitable, Callable, Mapping

from bot.composing.post import CalledOff, Post
from bot.pictures import Gallery
from bot.ui import party_said as texts
from bot.ui.card import Card
from bot.ui.parties import board_card, direct_card, reminder_card
from bot.ui.party_charts import chart_after
from bot.ui.party_night import MENTIONED, call_card, lobby_card, offer_card, said_card, start_card, told_card
from bot.ui.party_recap import for_picture, recap_card
from core.catalog.model import Catalogue
from core.errors import NotFound
from core.parties import reasons
from core.parties.cues import Programme
from core.parties.model import Party, PartyState, Seat
from core.parties.states import COMING, PLAYING
from core.posts.model import Delivery
from core.rooms import Rooms
from core.values import RoleId, UserId

_Say = Callable[[Party, Delivery, list[int]], Awaitable[Post]]


class PartyComposer:
    """Boards, reminders and everything a party says, in its server's language."""

    def __init__(self, rooms: Rooms, gallery: Gallery) -> None:
        self._rooms = rooms
        self._gallery = gallery
        self._table: Mapping[str, _Say] = {
            "lobby": self._lobby,
            "call": self._call,
            "start": self._start,
            "fifth": self._fifth,
            "resync": self._where,
            "jump": self._jump,
            "paused": self._paused,
            "resumed": self._resumed,
            "offer": self._offer,
            "seated": self._seated,
            "moved": self._moved,
            "hostless": self._hostless,
            "cannot": self._cannot,
            "cancelled": self._cancelled,
            "thanks": self._thanks,
            "recap": self._recap,
        }

    async def board(self, delivery: Delivery) -> Post:
        """The board that shows the party."""
        party = await self._party(delivery)
        if party.state in (PartyState.CANCELLED, PartyState.ARCHIVED):
            raise CalledOff(f"The party is {party.state}.")
        shown = board_card(party, self._catalogue(party), self._rooms.clock(), delivery.token)
        return Post(shown, f"party {party.id}", party.title)

    async def reminder(self, delivery: Delivery) -> Post:
        """The reminder before the start, in the channel or in the direct messages of who asked."""
        party = await self._party(delivery)
        if party.state not in COMING:
            raise CalledOff(f"The party is {party.state}.")
        content = f"reminder of party {party.id}"
        if delivery.plan.channel == party.channel:
            return Post(reminder_card(party, mark=delivery.token), content, party.title)
        if not any(each.direct == delivery.plan.channel for each in party.seated):
            raise CalledOff("They do not want to be reminded any more.")
        return Post(direct_card(party, mark=delivery.token), content, party.title)

    async def said(self, delivery: Delivery) -> Post:
        """Whatever else the party says."""
        party = await self._party(delivery)
        name, *numbers = delivery.plan.occurrence.partition(":")[2].split("-")
        say = self._table.get(name)
        if say is None:
            raise CalledOff(f"I do not know how to say {name}.")
        return await say(party, delivery, [int(number) for number in numbers if number.isdecimal()])

    # Before -----------------------------------------------------------------------------------------------------------

    async def _lobby(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        if party.state is not PartyState.LOBBY:
            raise CalledOff(f"The party is {party.state}.")
        shown = lobby_card(party, self._catalogue(party), mark=delivery.token)
        return _to_guests(shown, party, "lobby")

    async def _offer(self, party: Party, delivery: Delivery, numbers: list[int]) -> Post:
        answer = next((each for each in party.answers if each.place == numbers[0] and each.seat is Seat.OFFERED), None)
        if answer is None or answer.until is None:
            raise CalledOff("The seat is not offered to them any more.")
        return Post(offer_card(party, answer, mark=delivery.token), "offer", mentions=(answer.member,))

    async def _seated(self, party: Party, delivery: Delivery, numbers: list[int]) -> Post:
        return Post(told_card(party, texts.seated_text(party, numbers[0]), mark=delivery.token), "seated")

    async def _moved(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        return _to_guests(told_card(party, texts.moved_text(party), mark=delivery.token), party, "moved")

    async def _hostless(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        if party.state is not PartyState.LOBBY:
            raise CalledOff(f"The party is {party.state}.")
        shown = told_card(party, texts.hostless_text(party), mark=delivery.token)
        return Post(shown, "hostless", mentions=party.helpers[:MENTIONED])

    async def _cannot(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        return Post(told_card(party, texts.cannot_text(party), mark=delivery.token), "cannot", mentions=(party.host,))

    async def _cancelled(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        if party.reason == reasons.NOT_RUN.en:
            shown = told_card(party, texts.not_run_text(party), mark=delivery.token)
            return Post(shown, "not run", mentions=(party.host,))
        return _to_guests(told_card(party, texts.cancelled_text(party), mark=delivery.token), party, "cancelled")

    # While it plays ---------------------------------------------------------------------------------------------------

    async def _call(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        shown = call_card(party, _running(party), self._catalogue(party), mark=delivery.token)
        return _to_guests(shown, party, "call")

    async def _start(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        _running(party)
        return Post(start_card(party, self._catalogue(party), mark=delivery.token), "start")

    async def _fifth(self, party: Party, delivery: Delivery, numbers: list[int]) -> Post:
        _check_listed(party, numbers[0])
        text = texts.fifth_text(party, numbers[0], delivery.plan.due, self._catalogue(party))
        return Post(said_card(party, text, mark=delivery.token), "fifth")

    async def _where(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        running = _running(party)
        join, missed = running.join(self._rooms.clock()), "missed" in delivery.plan.occurrence
        text = texts.where_text(party, running, self._catalogue(party), join, missed=missed)
        return Post(said_card(party, text, mark=delivery.token), "resync")

    async def _jump(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        running = _running(party)
        following = running.following(delivery.plan.due)
        if following is None:
            raise CalledOff("It was the last track.")
        _check_listed(party, following.number)
        text = texts.jump_text(party, following, self._catalogue(party))
        return Post(said_card(party, text, mark=delivery.token), "jump")

    async def _paused(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        running = _running(party)
        if running.paused is None:
            raise CalledOff("The party goes on already.")
        text = texts.paused_text(party, running.paused.at, running.held)
        return Post(said_card(party, text, mark=delivery.token), "paused")

    async def _resumed(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        running = _running(party)
        until = running.pauses[-1].until
        if until is None:
            raise CalledOff("The party is paused again.")
        text = texts.resumed_text(party, until, running.spot(until), running.following(until))
        return Post(said_card(party, text, mark=delivery.token), "resumed")

    # Afterwards -------------------------------------------------------------------------------------------------------

    async def _thanks(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        return Post(told_card(party, texts.thanks_text(party), mark=delivery.token), "thanks")

    async def _recap(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        recap = await self._rooms.evenings.recap(party.guild, party.id, await chart_after(self._rooms, party))
        catalogue, language = self._catalogue(party), party.language
        picture = await self._gallery.party(for_picture(recap, catalogue, language), language)
        shown = recap_card(recap, catalogue, picture, mark=delivery.token)
        return Post(shown, "recap", party.title)

    def _catalogue(self, party: Party) -> Catalogue:
        return self._rooms.catalog.of(party.guild).catalogue

    async def _party(self, delivery: Delivery) -> Party:
        try:
            return await self._rooms.parties.find(delivery.plan.guild, delivery.subject)
        except NotFound as error:
            raise CalledOff("The party is gone.") from error


def _check_listed(party: Party, number: int) -> None:
    if number >= len(party.listed):
        raise CalledOff("That track is not in the list.")


def _running(party: Party) -> Programme:
    if party.programme is None or party.state not in PLAYING:
        raise CalledOff(f"The party is {party.state}.")
    return party.programme


def _to_guests(shown: Card, party: Party, content: str) -> Post:
    """A message that calls those with a seat: by name, or a large party by its role."""
    by_role = party.terms.attendee is not None and len(party.going) > MENTIONED
    role: RoleId | None = party.terms.attendee if by_role else None
    members: tuple[UserId, ...] = () if by_role else party.going[:MENTIONED]
    return Post(shown, content, party.title, role, mentions=members)
