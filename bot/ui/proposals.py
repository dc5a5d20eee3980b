"""What ``/setup`` proposes: the weekly chart, two days after its week ends, on the server's evening."""

from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.ui.guards import postable
from bot.ui.setup import Proposal
from core.errors import NotAllowed, NotFound
from core.guilds.model import GuildSettings
from core.posts.calendar import Cadence
from core.posts.model import Kind, Schedule
from core.posts.rules import next_time
from core.rooms import Rooms
from core.values import ChannelId, UserId

EVENING = time(20)
AFTER = timedelta(days=2)
"""From a week's last day to its post: a Friday-to-Thursday week is posted on Saturday."""

PLACES = 10


async def propose(interaction: discord.Interaction[Any], rooms: Rooms, settings: GuildSettings) -> Proposal | None:
    """The schedule that suits the server; ``None`` while there is no chart, or no channel to post in."""
    channel = settings.chart_channel or interaction.channel_id
    try:
        board = await rooms.charts.board(None, guild=settings.guild, size=1)
    except NotFound:
        return None
    if channel is None:
        return None
    schedule = Schedule(
        guild=settings.guild,
        channel=ChannelId(channel),
        what=Kind.CHART,
        cadence=Cadence.WEEKLY,
        day=(board.end + AFTER).weekday(),
        at=EVENING,
        zone=ZoneInfo(settings.zone),
        since=rooms.clock(),
        chart=(board.source or board.chart).key,
        size=PLACES,
        by=UserId(interaction.user.id),
    )
    return Proposal(schedule, next_time(schedule, rooms.clock()), _missing(interaction, channel))


def tested(interaction: discord.Interaction[Any], channel: ChannelId) -> None:
    """Make sure that a test post can be sent there.

    Raises:
        NotAllowed: a permission is missing; the text names it.
    """
    postable(interaction, None, channel)


def _missing(interaction: discord.Interaction[Any], channel: int) -> str:
    try:
        postable(interaction, None, channel)
    except NotAllowed as refusal:
        return str(refusal)
    return ""
