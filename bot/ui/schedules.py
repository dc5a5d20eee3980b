"""Cards of scheduled posts."""

from bot.ui.card import Card, card
from bot.ui.parties import moment, stamp
from core.posts.desk import Outlook
from core.posts.model import Delivery, Schedule, State
from core.times import WEEKDAYS

_STATES = {
    State.DUE: "waiting",
    State.SENDING: "being sent",
    State.SENT: "posted",
    State.FAILED: "failed",
    State.EXPIRED: "not posted",
    State.BLOCKED: "blocked",
    State.CANCELLED: "cancelled",
}


def schedule_words(schedule: Schedule) -> str:
    """A schedule in one line."""
    return (
        f"**{schedule.chart}**, top {schedule.size}, every {WEEKDAYS[schedule.weekday]} {schedule.at:%H:%M} "
        f"({schedule.zone.key}) in <#{schedule.channel}>"
    )


def added_card(outlook: Outlook) -> Card:
    """What a manager reads after adding a schedule."""
    return card(f"{schedule_words(outlook.schedule)}.\nFirst post: {moment(outlook.next)}.")


def list_card(outlooks: list[Outlook]) -> Card:
    """The server's schedules, each with its next hour and how its last one went."""
    lines = [
        f"**{outlook.schedule.id}.** {schedule_words(outlook.schedule)}\n"
        f"-# next {moment(outlook.next)}{_last(outlook.last)}"
        for outlook in outlooks
    ]
    return card("## Scheduled posts", "\n".join(lines) or "None yet: /schedule add posts the chart every week.")


def _last(delivery: Delivery | None) -> str:
    if delivery is None:
        return ""
    reason = f": {delivery.reason}" if delivery.reason and delivery.state is not State.SENT else ""
    return f" · last {stamp(delivery.plan.due, 'f')} {_STATES[delivery.state]}{reason}"
