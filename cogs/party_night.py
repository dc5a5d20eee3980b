"""``/party where``, ``note``, ``ready`` ...: the evening's buttons as commands, for keyboards and screen readers."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import party_acts as acts
from bot.ui.guards import here
from bot.ui.party_charts import chart_after
from bot.ui.party_choices import REMEMBERED, Numbers, parties_in
from bot.ui.party_recap import for_picture, recap_card
from bot.ui.press import client_of
from bot.ui.tongues import language_of
from core.errors import NotFound
from core.parties.model import Party
from core.parties.states import COMING, PLAYING
from core.rooms import Rooms

Asked = discord.Interaction[Any]
WHICH = "Which party; without it, the one that plays"


class NightCommands(commands.Cog):
    """A part of ``/party``."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(party=WHICH)
    async def where(self, interaction: Asked, party: int | None = None) -> None:
        """I'm late: the next track to join at, and the place to seek to for joining at once."""
        found = await self._rooms.parties.find_or_next(here(interaction), party)
        await acts.late(interaction, found.id)

    @app_commands.command()
    @app_commands.describe(text="What happened just now", party=WHICH)
    async def note(self, interaction: Asked, text: app_commands.Range[str, 1, 300], party: int | None = None) -> None:
        """Note this moment; the recap shows it with its place in the music."""
        found = await self._rooms.parties.find_or_next(here(interaction), party)
        await acts.note(interaction, found.id, text)

    @app_commands.command()
    @app_commands.describe(party="Which party; without it, the next one")
    async def ready(self, interaction: Asked, party: int | None = None) -> None:
        """Say that you are ready to press play."""
        found = await self._rooms.parties.find_or_next(here(interaction), party)
        await acts.ready(interaction, found.id)

    @app_commands.command()
    @app_commands.describe(party=WHICH)
    async def checkin(self, interaction: Asked, party: int | None = None) -> None:
        """Say that you are there; open until 15 minutes after the end."""
        found = await self._playing_or_last(interaction, party)
        await acts.check_in(interaction, found.id)

    @app_commands.command()
    @app_commands.describe(track="Its number in the list; without it, the one that plays", party=WHICH)
    async def heart(
        self, interaction: Asked, track: app_commands.Range[int, 1, 100] | None = None, party: int | None = None
    ) -> None:
        """Give a track a heart."""
        found = await self._playing_or_last(interaction, party)
        await acts.heart(interaction, found.id, track - 1 if track else None)

    @app_commands.command()
    @app_commands.describe(party="Which party; without it, the last one")
    async def recap(self, interaction: Asked, party: int | None = None) -> None:
        """An evening in figures: who was there, what was loved, what was noted, what the chart did after."""
        guild = here(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._playing_or_last(interaction, party, playing=False)
        recap = await self._rooms.evenings.recap(guild, found.id, await chart_after(self._rooms, found))
        language, catalogue = language_of(interaction), self._rooms.catalog.of(guild).catalogue
        picture = await client_of(interaction).gallery.party(for_picture(recap, catalogue, language), language)
        shown = recap_card(recap, catalogue, picture, language=language)
        await interaction.followup.send(view=shown.view, files=shown.files(), ephemeral=True)

    async def _playing_or_last(self, interaction: Asked, party: int | None, *, playing: bool = True) -> Party:
        guild = here(interaction)
        if party is not None:
            return await self._rooms.parties.find(guild, party)
        states = [*sorted(PLAYING), *REMEMBERED] if playing else REMEMBERED
        found = await self._rooms.parties.in_states(guild, states, 1)
        if not found:
            raise NotFound(
                "No party has been played on this server yet; /party list shows those to come.",
                "이 서버에서 열린 파티가 아직 없습니다. 다가오는 파티는 /party list에서 볼 수 있습니다.",
            )
        return await self._rooms.parties.find(guild, found[0].id)

    @where.autocomplete("party")
    @note.autocomplete("party")
    @ready.autocomplete("party")
    @checkin.autocomplete("party")
    @heart.autocomplete("party")
    async def _playing(self, interaction: Asked, typed: str) -> Numbers:
        return await parties_in(self._rooms, interaction, typed, [*sorted(PLAYING | COMING), *REMEMBERED[:1]])

    @recap.autocomplete("party")
    async def _over(self, interaction: Asked, typed: str) -> Numbers:
        return await parties_in(self._rooms, interaction, typed, REMEMBERED)
