"""A page of the catalogue shown: the same for a command, a press and a share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

import discord

from bot.ui.artists import artist_card
from bot.ui.card import Button, Card, button
from bot.ui.catalog import similar_card, track_card, words_card
from bot.ui.discovery import found_card, tags_card
from bot.ui.faq import question_card, questions_card
from bot.ui.guards import scope
from bot.ui.press import client_of
from bot.ui.releases import releases_card
from bot.ui.songs import NOTHING, SHOW, Reader, page_id
from bot.ui.soundtracks import drama_card
from bot.ui.tongues import tongue_of
from bot.ui.unknown import unknown_card
from core.catalog import faq
from core.catalog.calendar import day_in_korea
from core.catalog.certain import Unknown
from core.catalog.discover import discover
from core.catalog.labels import shorten
from core.catalog.model import Artist, Drama, Facet, Tag, Track
from core.catalog.search import Only
from core.catalog.short import short_of, short_tag
from core.catalog.similar import similar
from core.catalog.spotting import spotted
from core.catalog.view import View
from core.errors import NotFound
from core.rooms import Rooms
from core.values import GuildId, UserId

LONGEST_LABEL = 60
"""Characters on a button to something else; Discord takes 80, a phone shows fewer."""

NEW_FOR = timedelta(days=30)
"""How far back new releases go where nobody says."""


@dataclass(frozen=True, slots=True)
class Browse:
    """The catalogue as *guild* sees it, for one reader. Everything refuses as the catalogue does."""

    rooms: Rooms
    guild: GuildId
    view: View
    reader: Reader

    @classmethod
    def by(cls, interaction: discord.Interaction[Any], *, signed: str = "") -> Self:
        """What the one who asks sees, in their language, with their service first; *signed* where it is shared."""
        rooms, guild = client_of(interaction).rooms, scope(interaction)
        view = rooms.catalog.of(guild)
        first = rooms.people.platform(UserId(interaction.user.id))
        return cls(rooms, guild, view, Reader(view.catalogue, rooms.clock(), tongue_of(interaction), first, signed))

    async def thing(self, thing: Drama | Artist | Track, page: int = 0) -> Card:
        """The card of a drama, an artist or a track."""
        if isinstance(thing, Drama):
            return await self.drama(thing, page)
        if isinstance(thing, Artist):
            return await self.artist(thing, page)
        return track_card(thing, self.reader, await self.rooms.charts.standings(thing.key, guild=self.guild))

    async def search(self, query: str, only: Only) -> Card:
        """What *query* means among what it asks for, and buttons to what it may mean as well; else the nearest."""
        try:
            best, *others = self.view.meant(query, only)
        except Unknown as unknown:
            return unknown_card(unknown, self.reader, [self._way(thing) for thing in unknown.nearest])
        return (await self.thing(best)).with_row([self._way(other) for other in others])

    async def spotted(self, texts: Iterable[str]) -> Card:
        """The track that a message speaks of, and buttons to those that it may mean as well."""
        best, *others = spotted(self.view, texts)
        return (await self.thing(best)).with_row([self._way(other) for other in others])

    async def drama(self, drama: Drama, page: int = 0) -> Card:
        """A drama with its chart story, where it has one."""
        try:
            story = await self.rooms.answers.drama(drama.key, guild=self.guild)
        except NotFound:
            story = None
        return drama_card(drama, self.reader, story, page)

    async def artist(self, artist: Artist, page: int = 0) -> Card:
        """An artist with the best places of their songs."""
        tracks = [track.key for track in self.view.catalogue.tracks_by(artist.key)]
        return artist_card(artist, self.reader, await self.rooms.charts.standings_of(tracks, guild=self.guild), page)

    def similar(self, track: Track, page: int = 0) -> Card:
        """What is like a track."""
        return similar_card(track, similar(track, self.view.catalogue), self.reader, page)

    def discover(self, tags: Sequence[Tag], page: int = 0) -> Card:
        """What carries all of *tags*; without any the tags there are."""
        if not tags:
            return self.tags(Facet.GENRE)
        return found_card(discover(self.view.catalogue, [tag.key for tag in tags]), self.reader, page)

    def tags(self, facet: Facet) -> Card:
        """The tags of a facet."""
        return tags_card(facet, self.reader)

    def new(self, since: date | None = None, page: int = 0) -> Card:
        """What is coming and what came out since a day, by default of the last thirty."""
        return releases_card(self.reader, since or day_in_korea(self.reader.now) - NEW_FOR, page)

    def coming(self, page: int = 0) -> Card:
        """What is coming alone."""
        return releases_card(self.reader, None, page)

    def faq(self, text: str | None = None) -> Card:
        """The question that *text* is about; without it all of them."""
        return (
            question_card(faq.question(self.view.catalogue, text), self.reader) if text else questions_card(self.reader)
        )

    async def again(self, kind: str, about: str, page: int) -> Card:
        """The page that a button's custom id names."""
        match kind:
            case "discover":
                return self.discover(self._tags(about), page)
            case "tags":
                return self.tags(Facet(about))
            case "new":
                return self.coming(page) if about == NOTHING else self.new(date.fromisoformat(about), page)
            case "faq":
                return self.faq(about)
        return await self._about(kind, self.view.behind(about), page)

    async def _about(self, kind: str, thing: Drama | Artist | Track, page: int) -> Card:
        if kind == "similar" and isinstance(thing, Track):
            return self.similar(thing, page)
        if kind == "words" and isinstance(thing, Track):
            return words_card(thing, self.reader)
        return await self.thing(thing, page)

    def _way(self, thing: Drama | Artist | Track) -> Button:
        """The button to a thing, saying enough to choose."""
        say = self.reader.tongue
        name = say.one(thing.name if isinstance(thing, Artist) else thing.title)
        if isinstance(thing, Track):
            name = f"{name} - {say.one(self.view.catalogue.dramas[thing.drama].title)}"
        return button(shorten(name, LONGEST_LABEL), page_id(SHOW, type(thing).__name__.lower(), short_of(thing)))

    def _tags(self, about: str) -> list[Tag]:
        named = {short_tag(tag): tag for tag in self.view.catalogue.tags.values()}
        return [named[each] for each in about.split(".") if each in named]
