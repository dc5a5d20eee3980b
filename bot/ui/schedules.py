"""Cards of scheduled posts, for managers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import discord

from bot.ui.card import Card, button, card
from bot.ui.parties import moment, stamp
from bot.ui.posts import mention, remove_id
from bot.ui.safe import safe
from core.posts.days import day_words
from core.posts.desk import Outlook, link
from core.posts.model import OF_A_CHART, Delivery, IfLate, Kind, Schedule, State
from core.posts.ports import Blocked
from core.text import plural
from core.values import ChartKey

_STATES = {
    State.DUE: "waiting",
    State.SENDING: "being sent",
    State.SENT: "posted",
    State.FAILED: "failed",
    State.EXPIRED: "not posted",
    State.BLOCKED: "blocked",
    State.UNSURE: "possibly posted",
    State.CANCELLED: "cancelled",
}
_WHAT = {
    Kind.CHART: "top {size} of **{chart}**",
    Kind.MOVERS: "movers of **{chart}**",
    Kind.RECAP: "recap of **{chart}**",
    Kind.RELEASES: "**new releases**",
    Kind.PARTIES: "**parties of the time to come**",
    Kind.DIGEST: "**digest** with {chart}",
}
_LATE = {
    IfLate.WAIT: "waits {hours}, then tells the managers",
    IfLate.NOTE: "waits {hours}, then says so in the channel",
    IfLate.SKIP: "does not wait for a chart",
}

Titles = Mapping[ChartKey, str]
"""What charts are called; one that is not in it any more is called by its key."""

_NO_TITLES: Titles = MappingProxyType({})


def schedule_words(schedule: Schedule, titles: Titles = _NO_TITLES) -> str:
    """A schedule in one line."""
    what = _WHAT[schedule.what].format(size=schedule.size, chart=safe(_chart(schedule, titles)))
    paused = "**paused** · " if schedule.paused else ""
    return (
        f"{paused}{what}, {day_words(schedule.cadence, schedule.day)} {schedule.at:%H:%M} ({schedule.zone.key}) "
        f"in <#{schedule.channel}>"
    )


def choice_words(schedule: Schedule, titles: Titles = _NO_TITLES) -> str:
    """A schedule in one line of an autocomplete."""
    chart = f" {_chart(schedule, titles)}" if schedule.chart else ""
    paused = "paused: " if schedule.paused else ""
    return f"{paused}{schedule.what}{chart}, {day_words(schedule.cadence, schedule.day)} {schedule.at:%H:%M}"[:100]


def added_card(outlook: Outlook, titles: Titles = _NO_TITLES, *, changed: bool = False) -> Card:
    """What a manager reads after adding or changing a schedule."""
    schedule = outlook.schedule
    words = schedule_words(schedule, titles)
    lines = [f"{words[:1].upper()}{words[1:]}."]
    if more := _more(schedule):
        lines.append(f"-# {more}")
    if outlook.next is None:
        lines.append("It posts nothing until it is resumed.")
    else:
        lines.append(f"{'Next' if changed else 'First'} post: {moment(outlook.next)}.")
    return card("\n".join(lines))


def list_card(outlooks: list[Outlook], titles: Titles = _NO_TITLES) -> Card:
    """The server's schedules, each with its next hour and how its last one went."""
    lines = [
        f"**{outlook.schedule.id}.** {schedule_words(outlook.schedule, titles)}\n"
        f"-# {_next(outlook)}{_last(outlook.last)}{_tail(_more(outlook.schedule))}"
        for outlook in outlooks
    ]
    return card("## Scheduled posts", "\n".join(lines) or "None yet: /schedule add posts the chart every week.")


def removing_card(schedule: Schedule, titles: Titles = _NO_TITLES) -> Card:
    """What would be removed, and the button that does it."""
    return card(
        f"Remove this schedule? {schedule_words(schedule, titles)}.",
        "What it posted stays; nothing more is posted, and this cannot be taken back. To stop it for a while, "
        "use /schedule edit with state: Pause.",
        buttons=[button("Remove", remove_id(schedule.id), style=discord.ButtonStyle.danger)],
    )


def history_card(history: Sequence[Delivery], schedule: Schedule | None, titles: Titles = _NO_TITLES) -> Card:
    """What was posted and what was not, newest first, each with its reason."""
    title = f"## History\n{schedule_words(schedule, titles)}" if schedule else "## History"
    lines = [
        f"{stamp(each.plan.due, 'f')} {each.plan.kind} **{_STATES[each.state]}**{_where(each)}{_reason(each)}"
        for each in history
    ]
    return card(title, "\n".join(lines) or "Nothing was due yet.")


def health_card(
    outlooks: Sequence[Outlook],
    lacking: Sequence[tuple[int, str]],
    blocked: Sequence[Blocked],
    now: datetime,
    titles: Titles = _NO_TITLES,
) -> Card:
    """Whether every schedule can post: *lacking* says by schedule, in words of ours, what is missing in its channel."""
    missing: dict[int, list[str]] = {}
    for schedule, what in lacking:
        missing.setdefault(schedule, []).append(what)
    lines = []
    for outlook in outlooks:
        wrong = missing.get(outlook.schedule.id, [])
        state = "paused" if outlook.schedule.paused else "ready" if not wrong else "cannot post"
        lines.append(
            f"**{outlook.schedule.id}.** {schedule_words(outlook.schedule, titles)}\n-# **{state}** · {_next(outlook)}"
        )
        lines += [f"-# {each}" for each in wrong]
        if outlook.last is not None and outlook.last.state is not State.SENT:
            lines.append(f"-# {_last(outlook.last).removeprefix(' · ')}")
    waiting = [
        f"<#{each.channel}> takes no posts since {stamp(each.since, 'f')}: {safe(each.reason)}" for each in blocked
    ]
    return card(
        f"## Schedules, checked {stamp(now, 't')}",
        "\n".join(lines) or "None yet: /schedule add posts the chart every week.",
        "\n".join(waiting),
    )


def _chart(schedule: Schedule, titles: Titles) -> str:
    return titles.get(schedule.chart, schedule.chart) if schedule.chart else ""


def _more(schedule: Schedule) -> str:
    """What is not the usual."""
    hours = plural(int(schedule.catch_up.total_seconds()) // 3600, "hour")
    facts = [_LATE[schedule.if_late].format(hours=hours)] if schedule.what in OF_A_CHART else []
    if schedule.mention is not None:
        facts.append(f"pings {mention(schedule.mention)}")
    if schedule.publish:
        facts.append("published to followers")
    if schedule.language is not None:
        facts.append({"en": "in English", "ko": "in Korean"}[schedule.language])
    return " · ".join(facts)


def _tail(text: str) -> str:
    return f" · {text}" if text else ""


def _next(outlook: Outlook) -> str:
    return "paused" if outlook.next is None else f"next {moment(outlook.next)}"


def _last(delivery: Delivery | None) -> str:
    if delivery is None:
        return ""
    reason = _reason(delivery) if delivery.state is not State.SENT else ""
    return f" · last {stamp(delivery.plan.due, 'f')} {_STATES[delivery.state]}{reason}"


def _where(delivery: Delivery) -> str:
    return f" {link(delivery)}" if delivery.message else f" in <#{delivery.plan.channel}>"


def _reason(delivery: Delivery) -> str:
    return f": {safe(delivery.reason)}" if delivery.reason else ""
