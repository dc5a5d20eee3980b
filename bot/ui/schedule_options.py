"""The options of ``/schedule``, and what is looked at before a schedule is promised."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.ui.guards import postable
from core.errors import BadInput, NotAllowed
from core.language import Language
from core.posts.calendar import Cadence
from core.posts.desk import Outlook
from core.posts.model import SCHEDULED, IfLate, Kind
from core.values import RoleId

Channel = discord.TextChannel | discord.Thread | discord.ForumChannel
"""Where a schedule may post: text and announcement channels, threads, forums."""

_KINDS = {
    Kind.CHART: "The chart",
    Kind.MOVERS: "Who moved",
    Kind.RECAP: "A recap of the month, quarter or year",
    Kind.RELEASES: "New releases",
    Kind.PARTIES: "Parties of the time to come",
    Kind.DIGEST: "Digest: chart, movers, releases, parties",
}
_LATE = {
    IfLate.WAIT: "Wait, then tell the managers",
    IfLate.NOTE: "Wait, then say so in the channel",
    IfLate.SKIP: "Skip it",
}
WHAT = [app_commands.Choice(name=_KINDS[kind], value=str(kind)) for kind in SCHEDULED]
CADENCES = [app_commands.Choice(name=str(each).capitalize(), value=str(each)) for each in Cadence]
LATE = [app_commands.Choice(name=words, value=str(each)) for each, words in _LATE.items()]
SERVERS = "server"
"""As the language of a post: whatever the server's is."""

LANGUAGES = [
    app_commands.Choice(name="English", value="en"),
    app_commands.Choice(name="한국어", value="ko"),
    app_commands.Choice(name="The server's", value=SERVERS),
]
STATES = [app_commands.Choice(name="Pause", value="pause"), app_commands.Choice(name="Resume", value="resume")]

TOLD = {
    "channel": "Where to post: a text or announcement channel, a thread or a forum",
    "day": "A weekday, a day of the month or quarter, a date of the year; last for its last day",
    "time": "The time of day, like 20:00 or 8pm",
    "cadence": "How often; every week when you leave it out",
    "zone": "The time zone, like Asia/Seoul; without it, the server's",
    "chart": "Which chart; without it, the server's main chart",
    "size": "How many places",
    "mention": "The one role that the post pings",
    "publish": "In an announcement channel: publish it to the followers too",
    "if_late": "When no new chart is there at the hour",
    "catch_up": "For how many hours after its hour it may still come",
    "language": "The language of the post; without it, the server's",
}
"""The options that adding and editing share."""


def language_of(chosen: str | None, before: Language | None = None) -> Language | None:
    """The language that was chosen for a post; ``None`` is the server's, and nothing chosen leaves it as it was."""
    if chosen is None:
        return before
    return None if chosen == SERVERS else Language(chosen)


def mentionable(role: discord.Role | None, place: int) -> RoleId | None:
    """The role to ping in the channel *place*.

    Raises:
        BadInput: it is everybody, whom no post pings.
        NotAllowed: I may not ping it there; the text says how to mend that.
    """
    if role is None:
        return None
    if role.is_default():
        raise BadInput(
            "No post pings everybody: choose a role that members take for it.",
            "어떤 게시물도 모두를 호출하지 않습니다. 멤버들이 따로 받는 역할을 골라 주세요.",
        )
    channel = role.guild.get_channel_or_thread(place)
    may = channel is not None and channel.permissions_for(role.guild.me).mention_everyone
    if not role.mentionable and not may:
        raise NotAllowed(
            f"I cannot ping {role.mention}: let anyone mention it in its settings, "
            "or give me “Mention @everyone, @here and All Roles” in the channel.",
            f"{role.mention} 역할을 호출할 수 없습니다. 역할 설정에서 누구나 멘션할 수 있게 하거나, 그 채널에서 저에게 "
            "“@everyone, @here 및 모든 역할 멘션하기” 권한을 주세요.",
        )
    return RoleId(role.id)


def lacking(interaction: discord.Interaction[Any], outlooks: Sequence[Outlook]) -> list[tuple[int, str]]:
    """What is missing in the schedules' channels, each with the schedule's number."""
    found = []
    for outlook in outlooks:
        try:
            postable(interaction, None, outlook.schedule.channel, forums=True)
        except NotAllowed as refusal:
            found.append((outlook.schedule.id, str(refusal)))
    return found
