"""The panel of ``/setup``, and the state of things that ``/health`` shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import discord

from bot.ui.card import Card, button, card
from bot.ui.safe import safe
from bot.ui.schedules import Titles, schedule_words
from bot.ui.stamps import moment, stamp
from core.guilds.model import GuildSettings
from core.language import Language
from core.posts.desk import Outlook
from core.posts.model import Schedule
from core.posts.ports import Blocked
from core.text import plural

PREVIEW, ON, TEST = "setup:v1:preview", "setup:v1:on", "setup:v1:test"

_LANGUAGES = {Language.EN: "English", Language.KO: "Korean (한국어)"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """The schedule that suits the server, when it would post first, and what is *missing* in its channel."""

    schedule: Schedule
    first: datetime
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the bot is. *silence* is since Discord was heard last, *latency* in seconds, ``None`` where not known."""

    health: str
    silence: timedelta
    latency: float | None
    waiting: int
    sqlite: str
    newest: tuple[str, str] | None


def setup_card(
    settings: GuildSettings,
    outlooks: list[Outlook],
    titles: Titles,
    proposal: Proposal | None = None,
    shown: str = "",
) -> Card:
    """A server's choices, each with the option that changes it; what is proposed can be turned on from here.

    *titles* are what charts are called; *shown* is the one that answers show where nobody names one.
    """
    chosen = [
        f"**Time zone** {settings.zone}",
        f"**Language of posts** {_LANGUAGES[settings.language]}",
        f"**Main chart** {safe(shown) or 'none is here yet: /data import'}"
        f"{'' if settings.main_chart or not shown else ' (not chosen: /setup chart)'}",
        f"**Charts** {_channel(settings.chart_channel, 'not chosen: /setup charts')}",
        f"**Parties** {_channel(settings.party_channel, 'not chosen: where /party create is typed')}",
        f"**Managers are told in** {_channel(settings.manager_channel, 'not chosen: /setup managers')}",
        f"**Manager role** {f'<@&{settings.manager_role}>' if settings.manager_role else 'none: /setup manager-role'}",
    ]
    posts = "\n".join(schedule_words(each.schedule, titles) for each in outlooks)
    buttons: list[discord.ui.Button[discord.ui.LayoutView]] = []
    todo = ""
    if proposal is not None and not outlooks:
        todo = f"**Proposed**\n{schedule_words(proposal.schedule, titles)}\n-# first post {moment(proposal.first)}"
        if proposal.missing:
            todo += f"\n{proposal.missing}"
        buttons += [button("Preview", PREVIEW), button("Turn on", ON, style=discord.ButtonStyle.success)]
    if settings.chart_channel:
        buttons.append(button("Test post", TEST))
    elif proposal is None:
        todo = "Choose where charts go: /setup charts."
    return card(
        "## This server",
        "\n".join(chosen),
        f"**Scheduled posts**\n{posts or 'None yet.'}",
        todo,
        buttons=buttons,
    )


def pulse_card(pulse: Pulse, blocked: list[Blocked], now: datetime) -> Card:
    """Whether everything works, and if not, what does not."""
    latency = "unknown" if pulse.latency is None else f"{pulse.latency * 1000:.0f} ms"
    lines = [
        f"**Line to Discord** {pulse.health} · heard {plural(int(pulse.silence.total_seconds()), 'second')} ago"
        f" · round trip {latency}",
        f"**Posts** {plural(pulse.waiting, 'post')} waiting · {plural(len(blocked), 'channel')} blocked",
        f"**Main chart** {f'{safe(pulse.newest[0])}, week to {pulse.newest[1]}' if pulse.newest else 'none'}",
        f"**Store** SQLite {pulse.sqlite}",
    ]
    shut = [f"<#{each.channel}> since {stamp(each.since, 'f')}: {safe(each.reason)}" for each in blocked]
    return card(f"## Health, {stamp(now, 't')}", "\n".join(lines), "\n".join(shut))


def _channel(channel: int | None, otherwise: str) -> str:
    return f"<#{channel}>" if channel else otherwise
