"""``/party``: a party is made, shown, answered; what every member may do before it."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import party_acts as acts
from bot.ui.guards import here
from bot.ui.party_choices import HOSTED, LAST_CHART, Choices, Numbers, parties_in, sources
from bot.ui.party_lists import list_card, proposed_card
from bot.ui.party_plans import draft
from bot.ui.press import client_of
from bot.ui.replies import reply
from bot.ui.safe import safe
from bot.ui.tongues import tongue_of
from core.parties import tracklist
from core.parties.model import Choice, Party, PartyState
from core.parties.states import COMING, PLAYING
from core.rooms import Rooms
from core.text import clean, plural
from core.values import ChannelId, GuildId
from core.when import when as read_when

ANSWERS = [
    app_commands.Choice(name="Going", value="going"),
    app_commands.Choice(name="Maybe", value="maybe"),
    app_commands.Choice(name="No", value="no"),
]
Asked = discord.Interaction[Any]
CHART_SIZE = 20


@app_commands.guild_only()
class Parties(commands.GroupCog, group_name="party", group_description="Listening parties"):
    """Parties: made, shown, answered, proposed for."""

    def __init__(self, rooms: Rooms, *others: commands.Cog) -> None:
        """*others* hold more commands of the same group."""
        self._rooms = rooms
        group = self.app_command
        assert isinstance(group, app_commands.Group)
        for other in others:
            for command in other.get_app_commands():
                group.add_command(command)

    @app_commands.command()
    @app_commands.rename(source="from")
    @app_commands.describe(
        title="What the party is called",
        when="When it starts: “fri 8pm”, “tomorrow 20:00”, “2026-11-27 20:00”, “금요일 저녁 8시”",
        source="The track list: a drama in the order of its parts, the last chart, or a template",
        channel="Where the board goes; without it, the server's party channel, else here",
        limit="How many seats; without it, as many as come",
        remind="Minutes before the start at which I remind the channel; 0 for never",
    )
    async def create(
        self,
        interaction: Asked,
        title: app_commands.Range[str, 1, 100],
        when: app_commands.Range[str, 1, 60],
        source: app_commands.Range[str, 1, 100] | None = None,
        channel: discord.TextChannel | discord.Thread | None = None,
        limit: app_commands.Range[int, 1, 1000] | None = None,
        remind: app_commands.Range[int, 0, 10080] | None = None,
    ) -> None:
        """Plan a listening party: a draft for you alone, which you open when it is right."""
        guild, host = here(interaction), acts.me(interaction)
        settings = await self._rooms.guilds.settings(guild)
        place = channel.id if channel else settings.party_channel or interaction.channel_id
        assert place is not None
        zone = await self._rooms.people.zone(host) or await self._rooms.guilds.zone(guild)
        starts = read_when(when, now=self._rooms.clock(), where=zone)
        plain = Party(guild, ChannelId(place), host, clean(title), starts, zone, state=PartyState.DRAFT)
        wanted = await self._from(plain, source, chosen=channel is not None)
        if remind is not None:
            wanted = replace(wanted, reminders=(remind,) if remind else ())
        await draft(interaction, replace(wanted, seats=limit) if limit else wanted, channel)

    async def _from(self, draft: Party, source: str | None, *, chosen: bool) -> Party:
        """*draft* with the track list that *source* names; a template brings everything else along too."""
        view = self._rooms.catalog.of(draft.guild)
        if source is None:
            return draft
        if source == LAST_CHART:
            board = await self._rooms.charts.board(guild=draft.guild, size=CHART_SIZE)
            return replace(draft, items=tracklist.of_chart(board.lines, view))
        if source.startswith("template:"):
            recipe = await self._rooms.series.template(draft.guild, source.removeprefix("template:"))
            made = recipe.party(draft.guild, draft.host, draft.starts, draft.zone)
            return replace(made, title=draft.title, channel=draft.channel if chosen else made.channel)
        drama = view.drama(source, exactly=True)
        return replace(draft, drama=drama.key, items=tracklist.of_drama(drama.key, view.catalogue))

    @app_commands.command()
    @app_commands.describe(party="Which party; without it, the one that plays, else the next one")
    async def show(self, interaction: Asked, party: int | None = None) -> None:
        """A party: when, who comes, what is played."""
        found = await self._rooms.parties.find_or_next(here(interaction), party)
        await acts.show(interaction, found)

    @app_commands.command(name="list")
    async def list_(self, interaction: Asked) -> None:
        """The parties to come."""
        await reply(interaction, list_card(await self._rooms.parties.coming(here(interaction)), tongue_of(interaction)))

    @app_commands.command()
    @app_commands.describe(
        answer="Are you coming?", party="Which party; without it, the next one", guests="How many come with you"
    )
    @app_commands.choices(answer=ANSWERS)
    async def rsvp(
        self,
        interaction: Asked,
        answer: app_commands.Choice[str],
        party: int | None = None,
        guests: app_commands.Range[int, 0, 9] | None = None,
    ) -> None:
        """Say whether you come; the same as the buttons."""
        found = await self._rooms.parties.find_or_next(here(interaction), party)
        await acts.answer(interaction, found.id, Choice(answer.value), guests)

    @app_commands.command()
    @app_commands.describe(party="One party; without it, all that you host or have a seat at")
    async def calendar(self, interaction: Asked, party: int | None = None) -> None:
        """A file for your calendar: one party, or all of yours."""
        if party is not None:
            found = [await self._rooms.parties.find(here(interaction), party)]
        else:
            found = await self._rooms.series.of_fan(acts.me(interaction))
        if not found:
            await acts.tell(
                interaction,
                "You host no party to come and have no seat at one: press Going on a board first.",
                "진행하거나 참가하는 파티가 없습니다. 먼저 파티 게시물에서 ‘참가’를 눌러 주세요.",
            )
            return
        await acts.calendar(interaction, found)

    @app_commands.command()
    @app_commands.describe(party="Which party; without it, the one that plays, else the next one")
    async def tracks(self, interaction: Asked, party: int | None = None) -> None:
        """The whole track list, and what fans propose."""
        found = await self._rooms.parties.find_or_next(here(interaction), party)
        catalogue = self._rooms.catalog.of(found.guild).catalogue
        await reply(interaction, proposed_card(found, catalogue, tongue_of(interaction)))

    @app_commands.command()
    @app_commands.describe(track="A track of the catalogue, or “title - artist 3:45”", party="Which party")
    async def nominate(
        self, interaction: Asked, track: app_commands.Range[str, 1, 300], party: int | None = None
    ) -> None:
        """Propose a track for a party; fans vote, the host decides."""
        guild = here(interaction)
        found = await self._rooms.parties.find_or_next(guild, party)
        item = tracklist.proposed(track, self._rooms.catalog.of(guild), found.items)
        await self._rooms.parties.nominate(guild, found.id, acts.me(interaction), item)
        named = safe(item.named)
        unknown = "" if item.seconds else " I do not know its length: the host has to add it before it can be played."
        ko = "" if item.seconds else " 길이를 모르는 곡이라 진행자가 길이를 적어야 재생할 수 있습니다."
        await acts.tell(
            interaction,
            f"Proposed: {named}. /party vote is for it.{unknown}",
            f"제안했습니다: {named}. 투표는 /party vote로.{ko}",
        )
        client_of(interaction).touch(guild, found.id)

    @app_commands.command()
    @app_commands.describe(track="Which proposal", party="Which party; without it, the next one")
    async def vote(self, interaction: Asked, track: int, party: int | None = None) -> None:
        """Vote for a proposed track; once for each you like."""
        guild = here(interaction)
        found = await self._rooms.parties.find_or_next(guild, party)
        after = await self._rooms.parties.vote(guild, found.id, acts.me(interaction), track)
        voted = next(item for item in after.nominations if item.id == track)
        named = safe(voted.named)
        await acts.tell(interaction, f"{named}: {plural(voted.votes, 'vote')}.", f"{named}: {voted.votes}표.")

    @create.autocomplete("source")
    async def _sources(self, interaction: Asked, typed: str) -> Choices:
        return await sources(self._rooms, interaction, typed)

    @nominate.autocomplete("track")
    async def _tracks(self, interaction: Asked, typed: str) -> Choices:
        found = self._rooms.catalog.of(GuildId(interaction.guild_id or 0)).suggest(typed)
        return [
            app_commands.Choice(name=each.label, value=each.value) for each in found if each.value.startswith("track:")
        ]

    @vote.autocomplete("track")
    async def _proposals(self, interaction: Asked, _typed: str) -> Numbers:
        chosen = getattr(interaction.namespace, "party", None)
        found = await self._rooms.parties.find_or_next(here(interaction), chosen if isinstance(chosen, int) else None)
        return [app_commands.Choice(name=item.named[:100], value=item.id) for item in found.nominations[:25]]

    @show.autocomplete("party")
    @rsvp.autocomplete("party")
    @calendar.autocomplete("party")
    @tracks.autocomplete("party")
    @nominate.autocomplete("party")
    @vote.autocomplete("party")
    async def _parties(self, interaction: Asked, typed: str) -> Numbers:
        states = [state for state in HOSTED if state in COMING | PLAYING]
        return await parties_in(self._rooms, interaction, typed, states)
