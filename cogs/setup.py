"""``/setup``: a server's choices, on one panel. ``/health``: whether everything works."""

from datetime import timedelta
from math import isfinite
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import choices
from bot.ui.guards import manage, postable
from bot.ui.press import client_of
from bot.ui.proposals import propose
from bot.ui.replies import reply
from bot.ui.schedule_options import LANGUAGES
from bot.ui.setup import Pulse, pulse_card, setup_card
from core.errors import BadInput, NotFound
from core.language import Language
from core.posts.states import OPEN
from core.rooms import Rooms
from core.text import fold
from core.values import ChannelId, ChartKey, GuildId, RoleId


class Setup(commands.Cog):
    """What a manager chooses once, and looks at when something seems wrong."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(
        zone="The server's time zone, like Asia/Seoul: times are read in it",
        charts="Where charts are posted",
        parties="Where party boards go",
        language="The language of posts and notices",
        managers="Where managers are told when a post does not come",
        chart="The chart to show where nobody names one",
        manager_role="Members with this role may do what managers may",
    )
    @app_commands.rename(manager_role="manager-role")
    @app_commands.choices(language=LANGUAGES)
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def setup(
        self,
        interaction: discord.Interaction[Any],
        zone: str | None = None,
        charts: discord.TextChannel | None = None,
        parties: discord.TextChannel | None = None,
        language: str | None = None,
        managers: discord.TextChannel | None = None,
        manager_role: discord.Role | None = None,
        chart: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Choose the server's zone and channels, and turn the weekly chart on."""
        guild = manage(interaction)
        for channel in (charts, parties, managers):
            if channel is not None:
                postable(interaction, channel)
        if manager_role is not None and manager_role.is_default():
            raise BadInput(
                "Everybody would be a manager then: choose a role that managers have.",
                "그러면 모두가 관리자가 됩니다. 관리자들이 가진 역할을 골라 주세요.",
            )
        main = await self._rooms.charts.board(ChartKey(fold(chart)), guild=guild, size=1) if chart else None
        settings = await self._rooms.guilds.choose(
            guild,
            zone=zone,
            chart_channel=ChannelId(charts.id) if charts else None,
            party_channel=ChannelId(parties.id) if parties else None,
            language=Language(language) if language else None,
            manager_channel=ChannelId(managers.id) if managers else None,
            manager_role=RoleId(manager_role.id) if manager_role else None,
            main_chart=(main.source or main.chart).key if main else None,
        )
        if language:  # boards that are up speak it from now on
            for party in await self._rooms.parties.coming(guild):
                client_of(interaction).touch(guild, party.id)
        outlooks = await self._rooms.posts.outlooks(guild)
        proposal = await propose(interaction, self._rooms, settings) if settings.chart_channel else None
        shown, titles = await self._rooms.charts.main(guild), await self._rooms.charts.titles(guild)
        await reply(interaction, setup_card(settings, outlooks, titles, proposal, shown.title if shown else ""))

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def health(self, interaction: discord.Interaction[Any]) -> None:
        """Whether the bot works here, and if not, what does not."""
        guild, client = manage(interaction), client_of(interaction)
        history = await self._rooms.posts.history(guild, most=100)
        pulse = Pulse(
            health=str(client.watchdog.health),
            silence=timedelta(seconds=client.watchdog.silence),
            latency=client.latency if isfinite(client.latency) else None,
            waiting=sum(each.state in OPEN and each.plan.due <= self._rooms.clock() for each in history),
            sqlite=await self._rooms.posts.engine(),
            newest=await self._newest(guild),
        )
        await reply(interaction, pulse_card(pulse, await self._rooms.posts.blocks(guild), self._rooms.clock()))

    async def _newest(self, guild: GuildId) -> tuple[str, str] | None:
        try:
            board = await self._rooms.charts.board(None, guild=guild, size=1)
        except NotFound:
            return None
        return (board.source or board.chart).title, board.end.isoformat()

    @setup.autocomplete("chart")
    async def _charts(self, interaction: discord.Interaction[Any], typed: str) -> choices.Choices:
        return await choices.charts(self._rooms, interaction, typed)

    @setup.autocomplete("zone")
    async def _zones(self, _interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return choices.zones(typed)
