"""The messages of a party, each made at the moment it is sent."""

from collections.abc import Awaitable, Callable, Mapping

from bot.composing.post import CalledOff, Post
from bot.pictures import Gallery
from bot.ui.card import Card
from bot.ui.parties import board_card, direct_card, item_words, moment, reminder_card, stamp
from bot.ui.party_charts import chart_after
from bot.ui.party_night import (
    MENTIONED,
    call_card,
    called,
    lobby_card,
    offer_card,
    said_card,
    start_card,
    told_card,
    where_words,
)
from bot.ui.party_recap import recap_card
from bot.ui.safe import safe
from core.catalog.model import Catalogue
from core.errors import NotFound
from core.parties import life, rules
from core.parties.cues import Programme
from core.parties.model import Party, PartyState, Seat
from core.parties.states import COMING, PLAYING
from core.posts.model import Delivery
from core.rooms import Rooms
from core.text import plural
from core.values import RoleId, UserId

_Say = Callable[[Party, Delivery, list[int]], Awaitable[Post]]


class PartyComposer:
    """Boards, reminders and everything a party says."""

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
        text = f"More seats at **{safe(party.title)}**: {plural(numbers[0], 'fan')} moved up from the waiting list."
        return Post(told_card(party, text, mark=delivery.token), "seated")

    async def _moved(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        text = f"**{safe(party.title)}** has a new time: {moment(party.starts)}.\n{called(party)}"
        return _to_guests(told_card(party, text, mark=delivery.token), party, "moved")

    async def _hostless(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        if party.state is not PartyState.LOBBY:
            raise CalledOff(f"The party is {party.state}.")
        off = stamp(party.starts + rules.NOBODY_CAME, "t")
        text = (
            f"The host of **{safe(party.title)}** is not here yet. Any co-host or manager may start now with "
            f"/party start; if nobody does by {off}, it is called off."
        )
        return Post(told_card(party, text, mark=delivery.token), "hostless", mentions=party.helpers[:MENTIONED])

    async def _cannot(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        text = (
            f"<@{party.host}>, **{safe(party.title)}** cannot start by itself: a track has no known length, or "
            "the list is empty. Put it right in /party tracks, then press Start."
        )
        return Post(told_card(party, text, mark=delivery.token), "cannot", mentions=(party.host,))

    async def _cancelled(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        why = f" {safe(party.reason)}" if party.reason else ""
        if party.reason == life.NOT_RUN:
            text = f"<@{party.host}>, **{safe(party.title)}** did not take place.{why}"
            return Post(told_card(party, text, mark=delivery.token), "not run", mentions=(party.host,))
        text = f"**{safe(party.title)}** is called off.{why}\n{called(party)}"
        return _to_guests(told_card(party, text, mark=delivery.token), party, "cancelled")

    # While it plays ---------------------------------------------------------------------------------------------------

    async def _call(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        shown = call_card(party, _running(party), self._catalogue(party), mark=delivery.token)
        return _to_guests(shown, party, "call")

    async def _start(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        _running(party)
        return Post(start_card(party, self._catalogue(party), mark=delivery.token), "start")

    async def _fifth(self, party: Party, delivery: Delivery, numbers: list[int]) -> Post:
        item = _listed(party, numbers[0], self._catalogue(party))
        text = f"Together? Track {numbers[0] + 1}, {item}, began at {stamp(delivery.plan.due, 'T')}."
        return Post(said_card(party, text, mark=delivery.token), "fifth")

    async def _where(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        running = _running(party)
        missed = "I was away at the start; the music was not. " if "missed" in delivery.plan.occurrence else ""
        words = where_words(party, running, self._catalogue(party), running.join(self._rooms.clock()))
        return Post(said_card(party, f"**Together again.** {missed}{words}", mark=delivery.token), "resync")

    async def _jump(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        running = _running(party)
        following = running.following(delivery.plan.due)
        if following is None:
            raise CalledOff("It was the last track.")
        item = _listed(party, following.number, self._catalogue(party))
        text = f"**Track {following.number + 1} at {stamp(following.at, 'T')}**, from its beginning: {item}."
        return Post(said_card(party, text, mark=delivery.token), "jump")

    async def _paused(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        spot = _running(party).join(self._rooms.clock()).held
        at = f" Stop at {spot.offset // 60}:{spot.offset % 60:02} of track {spot.number + 1}." if spot else ""
        return Post(said_card(party, f"**Paused.**{at} Wait for the host.", mark=delivery.token), "paused")

    async def _resumed(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        running = _running(party)
        until = running.pauses[-1].until
        if until is None:
            raise CalledOff("The party is paused again.")
        spot = running.spot(until)
        at = f", from {spot.offset // 60}:{spot.offset % 60:02} of track {spot.number + 1}" if spot else ""
        return Post(said_card(party, f"**On again at {stamp(until, 'T')}**{at}.", mark=delivery.token), "resumed")

    # Afterwards -------------------------------------------------------------------------------------------------------

    async def _thanks(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        text = (
            f"That was **{safe(party.title)}**. Thank you all! Were you there? /party checkin is open for 15 minutes. "
            "The recap comes tomorrow morning."
        )
        return Post(told_card(party, text, mark=delivery.token), "thanks")

    async def _recap(self, party: Party, delivery: Delivery, _numbers: list[int]) -> Post:
        recap = await self._rooms.evenings.recap(party.guild, party.id, await chart_after(self._rooms, party))
        picture = await self._gallery.party(recap)
        return Post(recap_card(recap, self._catalogue(party), picture, mark=delivery.token), "recap", party.title)

    def _catalogue(self, party: Party) -> Catalogue:
        return self._rooms.catalog.of(party.guild).catalogue

    async def _party(self, delivery: Delivery) -> Party:
        try:
            return await self._rooms.parties.find(delivery.plan.guild, delivery.subject)
        except NotFound as error:
            raise CalledOff("The party is gone.") from error


def _listed(party: Party, number: int, catalogue: Catalogue) -> str:
    items = party.listed
    if number >= len(items):
        raise CalledOff("That track is not in the list.")
    return item_words(items[number], catalogue)


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
