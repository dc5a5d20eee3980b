"""``/data``: a manager's charts: brought in, put right, taken back."""

import asyncio
from datetime import date
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import choices, drafts
from bot.ui.data import draft_card, edit_card, log_card, merge_card, placed_card
from bot.ui.data_buttons import replan, undoing
from bot.ui.drafts import Draft
from bot.ui.growth import proposal_card
from bot.ui.growth_choices import mergeable
from bot.ui.guards import manage, scope
from bot.ui.press import client_of
from bot.ui.replies import reply
from bot.ui.safe import safe
from core.catalog.labels import shorten
from core.catalog.search import Kind
from core.charts.changes import Edit
from core.charts.naming import USUAL, chart_of
from core.charts.readers import Limits, read
from core.charts.telling import words
from core.errors import BadInput, Refusal
from core.rooms import Rooms
from core.text import fold, plural
from core.values import ChartKey, SongId, UserId

Strings = list[app_commands.Choice[str]]
Numbers = list[app_commands.Choice[int]]
Picked = app_commands.Range[str, 1, 100]
LIMITS = Limits()


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Data(commands.GroupCog, group_name="data", group_description="Your server's own charts and songs"):
    """Changes of the server's own charts and catalogue; the shared ones are the host's."""

    def __init__(self, rooms: Rooms, *others: commands.Cog) -> None:
        """*others* hold more commands of the same group."""
        self._rooms = rooms
        group = self.app_command
        assert isinstance(group, app_commands.Group)
        for other in others:
            for command in other.get_app_commands():
                group.add_command(command)

    @app_commands.command(name="import")
    @app_commands.describe(
        file="A chart file: .csv, .tsv or .json, at most 2 MB",
        chart="Which chart it is, when the file does not say, like spotify-kr-weekly",
        week="The last day of its week, when the file does not say, like 2024-07-25",
    )
    async def import_(
        self,
        interaction: discord.Interaction[Any],
        file: discord.Attachment,
        chart: app_commands.Range[str, 1, 60] | None = None,
        week: app_commands.Range[str, 1, 20] | None = None,
    ) -> None:
        """Bring in a chart file: first a preview, then you publish it."""
        guild = manage(interaction)
        if file.size > LIMITS.bytes:
            size, called = file.size // 1024, safe(file.filename)
            raise BadInput(
                f"{called} has {size} KB; a chart file has at most 2048 KB.",
                f"차트 파일은 2048 KB까지입니다({called}: {size} KB).",
            )
        await interaction.response.defer(ephemeral=True, thinking=True)
        sheets = await asyncio.to_thread(read, file.filename, await file.read(), LIMITS)
        draft = Draft(guild, file.filename, sheets, chart_of(chart) if chart else None, _day(week))
        await replan(self._rooms, draft)
        draft.suspects = await self._rooms.imports.suspects(
            sheets, self._rooms.catalog.of(guild).catalogue, guild=guild, end=draft.end
        )
        await reply(interaction, draft_card(client_of(interaction).drafts.keep(draft)))

    @app_commands.command()
    @app_commands.describe(
        chart="Which of your server's own charts",
        week="The last day of the week",
        entry="Which entry",
        rank="The right place",
        title="The right title",
        artist="The right artist",
        remove="Take the entry away",
    )
    async def correct(
        self,
        interaction: discord.Interaction[Any],
        chart: str,
        week: str,
        entry: int,
        rank: app_commands.Range[int, 1, 5000] | None = None,
        title: app_commands.Range[str, 1, 200] | None = None,
        artist: app_commands.Range[str, 1, 200] | None = None,
        remove: bool = False,
    ) -> None:
        """Put one entry of a week right: first every figure it changes, then you publish it."""
        guild, end = manage(interaction), _day(week)
        assert end is not None
        edit = Edit(rank, title, artist, remove)
        await interaction.response.defer(ephemeral=True, thinking=True)
        plan = await self._rooms.curation.correcting(guild, ChartKey(fold(chart)), end, SongId(entry), edit)
        heading = f"Correct {plan.chart.title}, week to {words.day(end)}?"
        kept = client_of(interaction).edits.keep(drafts.Edit(guild, heading, [plan], "correct"))
        await reply(interaction, edit_card(kept))

    @app_commands.command()
    @app_commands.describe(change="The number of the change; without it, the latest")
    async def undo(self, interaction: discord.Interaction[Any], change: int | None = None) -> None:
        """Take a change back, after showing what that changes; nothing is deleted."""
        guild = manage(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        by = UserId(interaction.user.id)
        await reply(interaction, await undoing(client_of(interaction), guild, change, by))

    @app_commands.command()
    async def log(self, interaction: discord.Interaction[Any]) -> None:
        """What was done to your server's charts and catalogue, newest first."""
        await reply(interaction, log_card(await self._rooms.history.log(manage(interaction))))

    @app_commands.command()
    @app_commands.describe(listing="A listing of your server's charts", track="The track it is; leave out: no OST")
    async def alias(self, interaction: discord.Interaction[Any], listing: int, track: str | None = None) -> None:
        """Say which track a listing is; it is remembered."""
        guild = manage(interaction)
        found = self._rooms.catalog.of(guild).track(track, exactly=True) if track else None
        await interaction.response.defer(ephemeral=True, thinking=True)
        by = UserId(interaction.user.id)
        weeks, change = await self._rooms.curation.alias(guild, SongId(listing), found.key if found else None, by)
        what = f"“{safe(found.title.both)}”" if found else "no OST"
        told = f"Remembered: that listing is {what}. {plural(weeks, 'week')} of the OST chart changed."
        await reply(interaction, placed_card(told, change))

    @app_commands.command()
    @app_commands.describe(
        keep="What stays: a listing of a chart, or one of your own songs", other="What is the same song"
    )
    async def merge(self, interaction: discord.Interaction[Any], keep: Picked, other: Picked) -> None:
        """Make two chart listings, or two of your own songs, one; first a preview."""
        guild = manage(interaction)
        if not (keep.isdecimal() and other.isdecimal()):
            view = self._rooms.catalog.of(guild)
            proposal = self._rooms.growth.merger(guild, view.track(keep, exactly=True), view.track(other, exactly=True))
            kept_for = client_of(interaction).proposals.keep(proposal)
            await reply(interaction, proposal_card(kept_for, view.catalogue))
            return
        kept, gone = SongId(int(keep)), SongId(int(other))
        plans = await self._rooms.curation.merging(guild, kept, gone)
        songs = {song.id: song.title for song in await self._rooms.curation.listings(guild, "", most=10**6)}
        await reply(interaction, merge_card(plans, kept, gone, (songs[kept], songs[gone])))

    @import_.autocomplete("chart")
    async def _new_charts(self, interaction: discord.Interaction[Any], typed: str) -> Strings:
        known = [*await self._rooms.curation.charts(scope(interaction)), *await self._rooms.charts.charts()]
        by_key = {chart.key: chart for chart in [*known, *map(chart_of, USUAL)] if not chart.sample}
        return choices.chart_choices(by_key.values(), typed)

    @correct.autocomplete("chart")
    async def _charts(self, interaction: discord.Interaction[Any], typed: str) -> Strings:
        return choices.chart_choices(await self._rooms.curation.charts(scope(interaction)), typed)

    @correct.autocomplete("week")
    async def _weeks(self, interaction: discord.Interaction[Any], typed: str) -> Strings:
        return await choices.weeks(self._rooms, interaction, typed)

    @correct.autocomplete("entry")
    async def _entries(self, interaction: discord.Interaction[Any], typed: str) -> Numbers:
        chosen = interaction.namespace
        end = _day(chosen.week or "")
        if end is None:
            return []
        try:
            week, songs = await self._rooms.curation.week(scope(interaction), ChartKey(fold(chosen.chart or "")), end)
        except Refusal:  # the command says why
            return []
        labels = [
            (f"{entry.rank}. {songs[entry.song].title} - {songs[entry.song].artist}", entry.song)
            for entry in week.issue.entries
        ]
        near = [(label, song) for label, song in labels if fold(typed) in fold(label)]
        return [app_commands.Choice(name=shorten(label, 100), value=song) for label, song in near[:25]]

    @merge.autocomplete("keep")
    @merge.autocomplete("other")
    async def _mergeable(self, interaction: discord.Interaction[Any], typed: str) -> Strings:
        return await mergeable(self._rooms, interaction, typed)

    @alias.autocomplete("listing")
    async def _listings(self, interaction: discord.Interaction[Any], typed: str) -> Numbers:
        songs = await self._rooms.curation.listings(scope(interaction), typed)
        return [
            app_commands.Choice(name=shorten(f"{song.title} - {song.artist}", 100), value=song.id) for song in songs
        ]

    @alias.autocomplete("track")
    async def _tracks(self, interaction: discord.Interaction[Any], typed: str) -> Strings:
        return choices.suggested(self._rooms, interaction, typed, Kind.TRACK)


def _day(typed: str | None) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise BadInput(
            f"“{safe(shorten(typed or '', 40))}” is no date: write the week's last day like 2024-07-25.",
            f"날짜가 아닙니다(“{safe(shorten(typed or '', 40))}”). 그 주의 마지막 날을 2024-07-25처럼 적어 주세요.",
        ) from error
