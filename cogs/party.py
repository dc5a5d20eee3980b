"""``/party``: listening parties."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.choices import suggested
from bot.ui.guards import here, manages, postable
from bot.ui.parties import answered_text, board_card, created_text, list_card, party_choice
from bot.ui.press import client_of
from bot.ui.replies import reply, say
from bot.ui.safe import safe
from core.catalog.search import Kind
from core.parties.model import Choice, Party
from core.rooms import Rooms
from core.text import clean
from core.values import ChannelId, GuildId, UserId
from core.when import when as read_when

Choices = list[app_commands.Choice[str]]
ANSWERS = [
    app_commands.Choice(name="Going", value="going"),
    app_commands.Choice(name="Maybe", value="maybe"),
    app_commands.Choice(name="No", value="no"),
]


@app_commands.guild_only()
class Parties(commands.GroupCog, group_name="party", group_description="Listening parties"):
    """Parties: made, shown, answered, called off."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(
        title="What the party is called",
        when="When it starts: “fri 8pm”, “tomorrow 20:00”, “2026-11-27 20:00”, “금요일 저녁 8시”",
        drama="Play this drama's soundtrack, in the order of its parts",
        channel="Where the board goes; without it, the server's party channel, else here",
        limit="How many seats; without it, as many as come",
        remind="Minutes before the start at which I remind the channel; 0 for never",
    )
    async def create(
        self,
        interaction: discord.Interaction[Any],
        title: app_commands.Range[str, 1, 100],
        when: app_commands.Range[str, 1, 60],
        drama: str | None = None,
        channel: discord.TextChannel | discord.Thread | None = None,
        limit: app_commands.Range[int, 1, 1000] | None = None,
        remind: app_commands.Range[int, 0, 10080] = 30,
    ) -> None:
        """Open a listening party for answers."""
        guild, host = here(interaction), UserId(interaction.user.id)
        settings = await self._rooms.guilds.settings(guild)
        place = channel.id if channel else settings.party_channel or interaction.channel_id
        assert place is not None
        postable(interaction, channel, place)
        zone = await self._rooms.people.zone(host) or await self._rooms.guilds.zone(guild)
        series = self._rooms.catalog.of(guild).drama(drama) if drama else None
        tracks = self._rooms.catalog.of(guild).catalogue.tracks_of(series.key) if series else []
        party = await self._rooms.parties.create(
            Party(
                guild=guild,
                channel=ChannelId(place),
                host=host,
                title=clean(title),
                starts=read_when(when, now=self._rooms.clock(), where=zone),
                zone=zone,
                seats=limit,
                remind=remind,
                drama=series.key if series else None,
                tracks=tuple(track.key for track in tracks),
            )
        )
        await say(interaction, created_text(party))
        client_of(interaction).wake()

    @app_commands.command()
    @app_commands.describe(party="Which party; without it, the next one")
    async def show(self, interaction: discord.Interaction[Any], party: int | None = None) -> None:
        """A party: when, who comes, what is played."""
        found = await self._rooms.parties.find_or_next(here(interaction), party)
        await reply(interaction, board_card(found, self._rooms.catalog.of(here(interaction)).catalogue))

    @app_commands.command(name="list")
    async def list_(self, interaction: discord.Interaction[Any]) -> None:
        """The parties to come."""
        await reply(interaction, list_card(await self._rooms.parties.coming(here(interaction))))

    @app_commands.command()
    @app_commands.describe(answer="Are you coming?", party="Which party; without it, the next one")
    @app_commands.choices(answer=ANSWERS)
    async def rsvp(
        self, interaction: discord.Interaction[Any], answer: app_commands.Choice[str], party: int | None = None
    ) -> None:
        """Say whether you come; the same as the buttons."""
        guild, fan = here(interaction), UserId(interaction.user.id)
        found = await self._rooms.parties.find_or_next(guild, party)
        answered = await self._rooms.parties.answer(guild, found.id, fan, Choice(answer.value))
        await say(interaction, answered_text(answered, fan))
        client_of(interaction).touch(guild, found.id)

    @app_commands.command()
    @app_commands.describe(party="Which party")
    async def cancel(self, interaction: discord.Interaction[Any], party: int) -> None:
        """Call a party off; for its host and for managers."""
        guild, member = here(interaction), UserId(interaction.user.id)
        cancelled = await self._rooms.parties.cancel(guild, party, member, manager=manages(interaction))
        await say(interaction, f"“{safe(cancelled.title)}” is cancelled; its board says so.")
        client_of(interaction).touch(guild, party)

    @create.autocomplete("drama")
    async def _dramas(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return suggested(self._rooms, interaction, typed, Kind.DRAMA)

    @show.autocomplete("party")
    @rsvp.autocomplete("party")
    @cancel.autocomplete("party")
    async def _parties(self, interaction: discord.Interaction[Any], _typed: str) -> list[app_commands.Choice[int]]:
        coming = await self._rooms.parties.coming(GuildId(interaction.guild_id or 0))
        return [app_commands.Choice(name=party_choice(party), value=party.id) for party in coming]
