"""``/data drama``, ``track``, ``nickname``, ``queue``, ``export`` ...: what a server adds to the catalogue."""

import io
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.card import Card
from bot.ui.choices import suggested
from bot.ui.growth import proposal_card
from bot.ui.growth_buttons import queue
from bot.ui.growth_choices import own
from bot.ui.guards import manage
from bot.ui.press import client_of
from bot.ui.replies import reply
from bot.ui.safe import safe
from core.catalog.model import Drama, Track, TrackKind
from core.catalog.search import Kind
from core.errors import BadInput
from core.growth.files import MOST_BYTES
from core.growth.forms import DramaForm, TrackForm
from core.growth.model import Proposal
from core.rooms import Rooms

Choices = list[app_commands.Choice[str]]
Asked = discord.Interaction[Any]
Typed = app_commands.Range[str, 1, 100]
Short = app_commands.Range[str, 1, 20]
Listed = app_commands.Range[str, 1, 400]

CLEARS = "“-” takes away what is there"


class AdditionCommands(commands.Cog):
    """A part of ``/data``."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(
        title="Its title, in English or Korean",
        korean="Its Korean title, where title is the English one",
        also=f"Other spellings, joined by commas; {CLEARS}",
        first_air="The first episode, like 2024-04-08",
        finale="The last episode, like 2024-05-28",
        network="Where it runs, like tvN",
        episodes="How many episodes",
        edit="One of your own dramas, to change it",
        remove="Take the drama that edit names away, with its songs",
    )
    @app_commands.rename(first_air="first-episode")
    async def drama(
        self,
        interaction: Asked,
        title: Typed | None = None,
        korean: Typed | None = None,
        also: Listed | None = None,
        first_air: Short | None = None,
        finale: Short | None = None,
        network: Typed | None = None,
        episodes: app_commands.Range[int, 2, 999] | None = None,
        edit: Typed | None = None,
        remove: bool = False,
    ) -> None:
        """Add a drama of your own, or change or remove one: first a preview, then you save it."""
        guild, growth = manage(interaction), self._rooms.growth
        before = self._rooms.catalog.of(guild).drama(edit, exactly=True) if edit else None
        form = DramaForm(title, korean, also, first_air, finale, network, episodes)
        proposal = _removed(self._rooms, interaction, before) if remove else growth.drama(guild, form, before)
        await reply(interaction, self._preview(interaction, proposal))

    @app_commands.command()
    @app_commands.describe(
        drama="The drama that it is from, shared or your own",
        title="Its title, in English or Korean",
        korean="Its Korean title, where title is the English one",
        artists=f"Who sings it, joined by commas; {CLEARS}",
        part="The part of the soundtrack it came out in",
        released=f"The day it came out in Korea, like 2024-07-25; {CLEARS}",
        duration="How long it is, like 3:45",
        link="An https address where it can be heard",
        kind="A song, or the song without its voice",
        also=f"Other spellings, joined by commas; {CLEARS}",
        edit="One of your own songs, to change it",
        remove="Take the song that edit names away",
    )
    async def track(
        self,
        interaction: Asked,
        drama: Typed | None = None,
        title: Typed | None = None,
        korean: Typed | None = None,
        artists: Listed | None = None,
        part: app_commands.Range[int, 1, 99] | None = None,
        released: Short | None = None,
        duration: Short | None = None,
        link: app_commands.Range[str, 1, 300] | None = None,
        kind: TrackKind | None = None,
        also: Listed | None = None,
        edit: Typed | None = None,
        remove: bool = False,
    ) -> None:
        """Add a song of your own, or change or remove one: first a preview, then you save it."""
        guild, view = manage(interaction), self._rooms.catalog.of(manage(interaction))
        before = view.track(edit, exactly=True) if edit else None
        form = TrackForm(title, korean, also, artists, part, released, duration, link, kind)
        if remove:
            proposal = _removed(self._rooms, interaction, before)
        else:
            proposal = self._rooms.growth.track(guild, form, view.drama(drama, exactly=True) if drama else None, before)
        await reply(interaction, self._preview(interaction, proposal))

    @app_commands.command()
    @app_commands.describe(
        what="A drama, a singer or a song",
        name="What your server also calls it",
        remove="Take that name away again",
    )
    async def nickname(self, interaction: Asked, what: Typed, name: Typed, remove: bool = False) -> None:
        """Give something another name by which your server finds it."""
        guild = manage(interaction)
        proposal = self._rooms.growth.nickname(guild, what, name, remove=remove)
        await reply(interaction, self._preview(interaction, proposal))

    @app_commands.command()
    async def queue(self, interaction: Asked) -> None:
        """What members suggest for the catalogue: accept, reject, rewrite."""
        await reply(interaction, await queue(self._rooms, manage(interaction)))

    @app_commands.command()
    async def export(self, interaction: Asked) -> None:
        """What your server has added to the catalogue, as files that /data catalogue takes."""
        data = self._rooms.growth.export(manage(interaction))
        file = discord.File(
            io.BytesIO(data), "ostbot-catalogue.zip", description="This server's dramas, songs and names"
        )
        await interaction.response.send_message("What this server has added:", file=file, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(file="A drama's .toml file, an artists.toml, or the .zip that /data export makes")
    async def catalogue(self, interaction: Asked, file: discord.Attachment) -> None:
        """Bring in dramas, songs and names from a file: first a preview, then you save it."""
        guild = manage(interaction)
        if file.size > MOST_BYTES:
            size, called = file.size // 1024, safe(file.filename)
            raise BadInput(
                f"{called} has {size} KB; a catalogue file has at most 2048 KB.",
                f"카탈로그 파일은 2048 KB까지입니다({called}: {size} KB).",
            )
        await interaction.response.defer(ephemeral=True, thinking=True)
        proposal = await self._rooms.growth.arrival(guild, file.filename, await file.read())
        await reply(interaction, self._preview(interaction, proposal))

    @track.autocomplete("drama")
    async def _dramas(self, interaction: Asked, typed: str) -> Choices:
        return suggested(self._rooms, interaction, typed, Kind.DRAMA)

    @nickname.autocomplete("what")
    async def _anything(self, interaction: Asked, typed: str) -> Choices:
        return suggested(self._rooms, interaction, typed, *Kind)

    @drama.autocomplete("edit")
    async def _own_dramas(self, interaction: Asked, typed: str) -> Choices:
        return own(self._rooms, interaction, typed, Kind.DRAMA)

    @track.autocomplete("edit")
    async def _own_tracks(self, interaction: Asked, typed: str) -> Choices:
        return own(self._rooms, interaction, typed, Kind.TRACK)

    def _preview(self, interaction: Asked, proposal: Proposal) -> Card:
        kept = client_of(interaction).proposals.keep(proposal)
        return proposal_card(kept, self._rooms.catalog.of(proposal.guild).catalogue)


def _removed(rooms: Rooms, interaction: Asked, thing: Drama | Track | None) -> Proposal:
    if thing is None:
        raise BadInput("Pick in the option edit what is to be removed.", "지울 것을 edit 옵션에서 골라 주세요.")
    return rooms.growth.removal(manage(interaction), thing)
