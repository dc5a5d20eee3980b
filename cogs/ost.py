"""``/ost``: dramas, artists and tracks."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.browse import Browse
from bot.ui.catalog_choices import chosen_tags, narrowed, question_choices, since_choices, tag_choices
from bot.ui.choices import suggested
from bot.ui.guards import scope
from bot.ui.replies import reply
from core.catalog.calendar import day_since
from core.catalog.model import Facet
from core.catalog.search import Kind
from core.rooms import Rooms

Choices = list[app_commands.Choice[str]]
Asked = discord.Interaction[Any]
Typed = app_commands.Range[str, 1, 100]
Tagged = app_commands.Range[str, 1, 60]

DRAMA = "The drama, in English, Korean or romanised"
ARTIST = "The singer or group, in English, Korean or romanised"


class Ost(commands.GroupCog, group_name="ost", group_description="Ask about K-drama soundtracks"):
    """Questions about the catalogue."""

    def __init__(self, rooms: Rooms, *others: commands.Cog) -> None:
        """*others* hold more commands of the same group."""
        self._rooms = rooms
        group = self.app_command
        assert isinstance(group, app_commands.Group)
        for other in others:
            for command in other.get_app_commands():
                group.add_command(command)

    @app_commands.command()
    @app_commands.describe(
        query="A title, a singer or a drama, in English, Korean or romanised",
        drama="Only songs of this drama",
        artist="Only songs that this singer is on",
        year="Only songs of this year",
    )
    async def search(
        self,
        interaction: Asked,
        query: Typed,
        drama: Typed | None = None,
        artist: Typed | None = None,
        year: app_commands.Range[int, 1950, 2100] | None = None,
    ) -> None:
        """Find a track, an artist or a drama."""
        browse = Browse.by(interaction)
        await reply(interaction, await browse.search(query, narrowed(browse.view, drama, artist, year)))

    @app_commands.command()
    @app_commands.describe(drama=DRAMA)
    async def drama(self, interaction: Asked, drama: Typed) -> None:
        """A drama's soundtrack, part by part."""
        browse = Browse.by(interaction)
        await reply(interaction, await browse.drama(browse.view.drama(drama)))

    @app_commands.command()
    @app_commands.describe(artist=ARTIST)
    async def artist(self, interaction: Asked, artist: Typed) -> None:
        """A singer's OSTs: by drama, the first one, the best places on charts."""
        browse = Browse.by(interaction)
        await reply(interaction, await browse.artist(browse.view.artist(artist)))

    @app_commands.command()
    @app_commands.describe(
        genre="Like ballad, rock or trot",
        mood="Like warm, melancholic or energetic",
        instrument="Like piano, strings or daegeum",
        theme="What it is about, like first love, hope or destiny",
        context="What it is good for, like studying or resting",
        vocal="How the voice is, like soft or powerful",
        shape="How it moves, like crescendo or steady",
        motif="What stands in the lyrics, like rain or stars",
        role="Its place in the drama, like main theme or lead single",
    )
    async def discover(
        self,
        interaction: Asked,
        genre: Tagged | None = None,
        mood: Tagged | None = None,
        instrument: Tagged | None = None,
        theme: Tagged | None = None,
        context: Tagged | None = None,
        vocal: Tagged | None = None,
        shape: Tagged | None = None,
        motif: Tagged | None = None,
        role: Tagged | None = None,
    ) -> None:
        """Find songs by how they sound and feel, in any mix; without any choice, see what there is."""
        browse = Browse.by(interaction)
        typed = {
            Facet.GENRE: genre,
            Facet.MOOD: mood,
            Facet.INSTRUMENT: instrument,
            Facet.THEME: theme,
            Facet.CONTEXT: context,
            Facet.VOCAL: vocal,
            Facet.SHAPE: shape,
            Facet.MOTIF: motif,
            Facet.ROLE: role,
        }
        await reply(interaction, browse.discover(chosen_tags(browse.view, typed)))

    @app_commands.command()
    @app_commands.describe(
        since="From which day on, like 2024-07-01 or 30 days; without it, the last 30 days",
        upcoming="Only what is still to come",
    )
    async def new(self, interaction: Asked, since: Tagged | None = None, upcoming: bool = False) -> None:
        """What came out and what is coming, part by part."""
        browse = Browse.by(interaction)
        day = day_since(since, self._rooms.clock()) if since else None
        await reply(interaction, browse.coming() if upcoming else browse.new(day))

    @app_commands.command()
    @app_commands.describe(topic="What the question is about; without it, see them all")
    async def faq(self, interaction: Asked, topic: Typed | None = None) -> None:
        """Frequent questions about OSTs, each with its source and date."""
        await reply(interaction, Browse.by(interaction).faq(topic))

    @search.autocomplete("query")
    async def _anything(self, interaction: Asked, typed: str) -> Choices:
        asked = interaction.namespace
        only = narrowed(self._rooms.catalog.of(scope(interaction)), asked.drama, asked.artist, asked.year, strict=False)
        return suggested(self._rooms, interaction, typed, *Kind, only=only)

    @search.autocomplete("drama")
    @drama.autocomplete("drama")
    async def _dramas(self, interaction: Asked, typed: str) -> Choices:
        return suggested(self._rooms, interaction, typed, Kind.DRAMA)

    @search.autocomplete("artist")
    @artist.autocomplete("artist")
    async def _artists(self, interaction: Asked, typed: str) -> Choices:
        return suggested(self._rooms, interaction, typed, Kind.ARTIST)

    @new.autocomplete("since")
    async def _since(self, interaction: Asked, typed: str) -> Choices:
        return since_choices(interaction, typed, self._rooms.clock())

    @faq.autocomplete("topic")
    async def _topics(self, interaction: Asked, typed: str) -> Choices:
        return question_choices(self._rooms, interaction, typed)

    for facet in Facet:
        discover.autocomplete(facet.value)(tag_choices(facet))
    del facet
