"""``/schedule``: charts, recaps, releases and parties at the server's own hour."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import choices
from bot.ui.guards import manage, postable, scope
from bot.ui.post_buttons import NO_MARK
from bot.ui.posts import topped
from bot.ui.press import client_of
from bot.ui.replies import reply, say
from bot.ui.safe import safe
from bot.ui.schedule_options import (
    CADENCES,
    LANGUAGES,
    LATE,
    STATES,
    TOLD,
    WHAT,
    Channel,
    lacking,
    language_of,
    mentionable,
)
from bot.ui.schedules import added_card, choice_words, health_card, history_card, list_card, removing_card
from core import times
from core.errors import BadInput
from core.posts.calendar import Cadence
from core.posts.days import read_day, suggested_days
from core.posts.desk import LONGEST_CATCH_UP, SHORTEST_CATCH_UP
from core.posts.model import OF_A_CHART, IfLate, Kind, Schedule
from core.rooms import Rooms
from core.text import fold
from core.values import ChannelId, ChartKey, GuildId, UserId
from core.when import time_of_day

Choices = list[app_commands.Choice[str]]
Hours = app_commands.Range[int, SHORTEST_CATCH_UP, LONGEST_CATCH_UP]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Schedules(commands.GroupCog, group_name="schedule", group_description="What is posted at your server's hour"):
    """A manager's scheduled posts."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(what="What to post; the chart when you leave it out", **TOLD)
    @app_commands.rename(if_late="if-late", catch_up="catch-up")
    @app_commands.choices(what=WHAT, cadence=CADENCES, if_late=LATE, language=LANGUAGES)
    async def add(
        self,
        interaction: discord.Interaction[Any],
        channel: Channel,
        day: app_commands.Range[str, 1, 40],
        time: app_commands.Range[str, 1, 20],
        what: str = Kind.CHART,
        cadence: str = Cadence.WEEKLY,
        zone: str | None = None,
        chart: str | None = None,
        size: app_commands.Range[int, 1, 20] = 10,
        mention: discord.Role | None = None,
        publish: bool = False,
        if_late: str = IfLate.WAIT,
        catch_up: Hours = 36,
        language: str | None = None,
    ) -> None:
        """Post something regularly, at your server's own hour."""
        guild, kind, rhythm = manage(interaction), Kind(what), Cadence(cadence)
        postable(interaction, channel, forums=True)
        where = times.zone(zone) if zone else await self._rooms.guilds.zone(guild)
        now = self._rooms.clock()
        wanted = Schedule(
            guild=guild,
            channel=ChannelId(channel.id),
            what=kind,
            cadence=rhythm,
            day=read_day(day, rhythm, now.astimezone(where).date()),
            at=time_of_day(time),
            zone=where,
            since=now,
            chart=await self._chart(guild, chart) if kind in OF_A_CHART else None,
            size=size,
            mention=mentionable(mention, channel.id),
            publish=publish,
            if_late=IfLate(if_late),
            catch_up=timedelta(hours=catch_up),
            language=language_of(language),
            by=UserId(interaction.user.id),
        )
        await reply(
            interaction, added_card(await self._rooms.posts.add(wanted), await self._rooms.charts.titles(guild))
        )
        client_of(interaction).wake()

    @app_commands.command()
    @app_commands.describe(schedule="Which one", state="Pause or resume it", no_mention="Ping nobody any more", **TOLD)
    @app_commands.rename(if_late="if-late", catch_up="catch-up", no_mention="no-mention")
    @app_commands.choices(cadence=CADENCES, if_late=LATE, language=LANGUAGES, state=STATES)
    async def edit(
        self,
        interaction: discord.Interaction[Any],
        schedule: int,
        state: str | None = None,
        channel: Channel | None = None,
        day: app_commands.Range[str, 1, 40] | None = None,
        time: app_commands.Range[str, 1, 20] | None = None,
        cadence: str | None = None,
        zone: str | None = None,
        chart: str | None = None,
        size: app_commands.Range[int, 1, 20] | None = None,
        mention: discord.Role | None = None,
        no_mention: bool = False,
        publish: bool | None = None,
        if_late: str | None = None,
        catch_up: Hours | None = None,
        language: str | None = None,
    ) -> None:
        """Change, pause or resume a scheduled post; only what is still to come changes."""
        guild = manage(interaction)
        before = await self._rooms.posts.find(guild, schedule)
        if channel is not None:
            postable(interaction, channel, forums=True)
        rhythm = Cadence(cadence) if cadence else before.cadence
        where = times.zone(zone) if zone else before.zone
        if day is None and rhythm is not before.cadence:
            raise BadInput(f"Say the day as well: a {rhythm} post has another kind of day.")
        today = self._rooms.clock().astimezone(where).date()
        role = mentionable(mention, channel.id if channel else before.channel)
        after = replace(
            before,
            channel=ChannelId(channel.id) if channel else before.channel,
            cadence=rhythm,
            day=read_day(day, rhythm, today) if day else before.day,
            at=time_of_day(time) if time else before.at,
            zone=where,
            chart=await self._chart(guild, chart) if chart and before.chart else before.chart,
            size=size or before.size,
            mention=None if no_mention else role or before.mention,
            publish=before.publish if publish is None else publish,
            if_late=IfLate(if_late) if if_late else before.if_late,
            catch_up=timedelta(hours=catch_up) if catch_up else before.catch_up,
            language=language_of(language, before.language),
            paused=before.paused if state is None else state == "pause",
        )
        changed = await self._rooms.posts.change(before, after)
        await reply(interaction, added_card(changed, await self._rooms.charts.titles(guild), changed=True))
        client_of(interaction).wake()

    @app_commands.command(name="list")
    async def list_(self, interaction: discord.Interaction[Any]) -> None:
        """What is posted when, and how the last post went."""
        guild = manage(interaction)
        await reply(
            interaction, list_card(await self._rooms.posts.outlooks(guild), await self._rooms.charts.titles(guild))
        )

    @app_commands.command()
    @app_commands.describe(schedule="Which one")
    async def remove(self, interaction: discord.Interaction[Any], schedule: int) -> None:
        """Stop a scheduled post, after asking."""
        guild = manage(interaction)
        found = await self._rooms.posts.find(guild, schedule)
        await reply(interaction, removing_card(found, await self._rooms.charts.titles(guild)))

    @app_commands.command()
    @app_commands.describe(schedule="Which one")
    async def preview(self, interaction: discord.Interaction[Any], schedule: int) -> None:
        """See privately the very post that would come next."""
        found = await self._rooms.posts.find(manage(interaction), schedule)
        await interaction.response.defer(ephemeral=True, thinking=True)
        shown, why = await client_of(interaction).preview(found, NO_MARK)
        await reply(interaction, topped(shown, f"-# It would not be posted now: {safe(why)}") if why else shown)

    @app_commands.command()
    @app_commands.describe(schedule="Which one")
    async def run(self, interaction: discord.Interaction[Any], schedule: int) -> None:
        """Post it now instead of at its hour; pressed twice it is posted once."""
        guild = manage(interaction)
        found = await self._rooms.posts.find(guild, schedule)
        await interaction.response.defer(ephemeral=True, thinking=True)
        _, why = await client_of(interaction).preview(found, NO_MARK, self._rooms.clock())
        if why:
            raise BadInput(f"There is nothing new to post: {why}")
        await self._rooms.posts.run(guild, schedule)
        client_of(interaction).wake()
        await say(interaction, f"On its way to <#{found.channel}>. /schedule history says how it went.")

    @app_commands.command()
    @app_commands.describe(schedule="Which one; without it, all")
    async def history(self, interaction: discord.Interaction[Any], schedule: int | None = None) -> None:
        """What was posted, what was not, and why."""
        guild = manage(interaction)
        found = await self._rooms.posts.find(guild, schedule) if schedule is not None else None
        titles = await self._rooms.charts.titles(guild)
        await reply(interaction, history_card(await self._rooms.posts.history(guild, schedule), found, titles))

    @app_commands.command()
    async def health(self, interaction: discord.Interaction[Any]) -> None:
        """Whether every schedule can post, and what is missing where."""
        guild, posts = manage(interaction), self._rooms.posts
        outlooks = await posts.outlooks(guild)
        wrong, titles = lacking(interaction, outlooks), await self._rooms.charts.titles(guild)
        await reply(interaction, health_card(outlooks, wrong, await posts.blocks(guild), self._rooms.clock(), titles))

    async def _chart(self, guild: GuildId, typed: str | None) -> ChartKey:
        board = await self._rooms.charts.board(ChartKey(fold(typed)) if typed else None, guild=guild, size=1)
        return (board.source or board.chart).key

    @add.autocomplete("day")
    @edit.autocomplete("day")
    async def _days(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        chosen = interaction.namespace.cadence
        if chosen is None and isinstance(interaction.namespace.schedule, int):
            known = await self._rooms.posts.schedule(scope(interaction), interaction.namespace.schedule)
            chosen = known.cadence if known else None
        cadence = Cadence(chosen) if chosen in list(Cadence) else Cadence.WEEKLY
        today = self._rooms.clock().astimezone(await self._rooms.guilds.zone(scope(interaction))).date()
        return [app_commands.Choice(name=label, value=value) for label, value in suggested_days(typed, cadence, today)]

    @add.autocomplete("zone")
    @edit.autocomplete("zone")
    async def _zones(self, _interaction: discord.Interaction[Any], typed: str) -> Choices:
        return choices.zones(typed)

    @add.autocomplete("chart")
    @edit.autocomplete("chart")
    async def _charts(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await choices.charts(self._rooms, interaction, typed)

    @edit.autocomplete("schedule")
    @remove.autocomplete("schedule")
    @preview.autocomplete("schedule")
    @run.autocomplete("schedule")
    @history.autocomplete("schedule")
    async def _schedules(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[int]]:
        outlooks = await self._rooms.posts.outlooks(scope(interaction))
        titles = await self._rooms.charts.titles(scope(interaction))
        known = [(choice_words(each.schedule, titles), each.schedule.id) for each in outlooks]
        near = [each for each in known if fold(typed) in fold(each[0])] or known
        return [app_commands.Choice(name=name, value=number) for name, number in near[:25]]
