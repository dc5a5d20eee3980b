"""``/me``: what a member chose, and what is kept about them."""

import io
import json
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import choices
from bot.ui.me import settings_text
from bot.ui.my_parties import my_parties_card
from bot.ui.press import client_of
from bot.ui.replies import reply, say
from bot.ui.tongues import tongue_of
from core.catalog.links import Platform
from core.rooms import Rooms
from core.values import UserId

NO_PLATFORM = "none"
PLATFORMS = [
    *(app_commands.Choice(name=platform.called, value=platform.value) for platform in Platform),
    app_commands.Choice(name="no preference", value=NO_PLATFORM),
]


class Me(commands.GroupCog, group_name="me", group_description="Your settings and your data"):
    """A member's own data."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(
        zone="Your time zone, like Europe/London: the times you type are read in it",
        platform="Where you listen: links to it come first",
    )
    @app_commands.choices(platform=PLATFORMS)
    async def settings(
        self,
        interaction: discord.Interaction[Any],
        zone: str | None = None,
        platform: app_commands.Choice[str] | None = None,
    ) -> None:
        """See or choose your time zone and where you listen."""
        me, people = UserId(interaction.user.id), self._rooms.people
        known = await people.set_zone(me, zone) if zone else await people.zone(me)
        if platform:
            await people.set_platform(me, Platform(platform.value) if platform.value != NO_PLATFORM else None)
        await say(interaction, settings_text(known, people.platform(me)))

    @app_commands.command()
    async def parties(self, interaction: discord.Interaction[Any]) -> None:
        """The parties to come that you host or said Going or Maybe to."""
        me = UserId(interaction.user.id)
        mine = await self._rooms.series.of_fan(me, maybe=True)
        await reply(interaction, my_parties_card(mine, me, tongue_of(interaction)))

    @app_commands.command()
    async def export(self, interaction: discord.Interaction[Any]) -> None:
        """Everything I keep about you, as a file."""
        kept = await self._rooms.people.export(UserId(interaction.user.id))
        data = json.dumps(kept, ensure_ascii=False, indent=2, default=str).encode()
        file = discord.File(io.BytesIO(data), "ostbot-my-data.json", description="Everything kept about you, as JSON")
        await interaction.response.send_message("Everything I keep about you:", file=file, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(confirm="Type DELETE: it cannot be undone")
    async def delete(self, interaction: discord.Interaction[Any], confirm: str) -> None:
        """Delete everything I keep about you. This cannot be undone."""
        if confirm.strip().upper() != "DELETE":
            await say(interaction, "Nothing was deleted: type DELETE in the option confirm if you mean it.")
            return
        me = UserId(interaction.user.id)
        named = [party for party in await self._rooms.parties.coming() if party.host == me or party.answer_of(me)]
        rows = await self._rooms.people.forget(me)
        for party in named:  # their boards go on naming me until they are renewed
            client_of(interaction).touch(party.guild, party.id)
        await say(interaction, f"Deleted: {rows} {'entry' if rows == 1 else 'entries'} about you. Nothing is left.")

    @settings.autocomplete("zone")
    async def _zones(self, _interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return choices.zones(typed)
