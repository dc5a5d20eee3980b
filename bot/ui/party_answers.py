"""What a fan reads after answering, with what they may want next."""

from datetime import datetime, timedelta

from bot.ui.card import Card, button, card
from bot.ui.parties import fan_id, limit, moment, span
from bot.ui.safe import safe
from core.parties.desk import Answered
from core.parties.model import Choice, Party, Seat
from core.text import plural


def answered_card(answered: Answered, now: datetime) -> Card:
    """What a fan reads after answering, with what they may want next."""
    party, answer = answered.party, answered.answer
    buttons = []
    if answer.seat is Seat.TAKEN:
        buttons = [button("Add to calendar", fan_id("calendar", party.id))]
        if _ahead(party, now):
            label = "No direct reminders" if answer.direct else "Remind me in direct messages"
            buttons.append(button(label, fan_id("undirect" if answer.direct else "direct", party.id)))
    return card(answered_text(answered, now), buttons=buttons)


def answered_text(answered: Answered, now: datetime) -> str:
    """What a fan reads after answering."""
    party, answer = answered.party, answered.answer
    title = safe(party.title)
    if answer.seat in (Seat.WAITING, Seat.OFFERED):
        number = max(answered.number, 1)
        return (
            f"“{title}” is full ({answered.taken}{limit(party)}). You are number {number} on the waiting list: "
            "a seat that becomes free is offered to the first in line for ten minutes, then to the next."
        )
    if answer.seat is Seat.TAKEN:
        guests = f" with {plural(answer.guests, 'guest')}" if answer.guests else ""
        remind = ", ".join(span(minutes) for minutes in _ahead(party, now))
        reminded = f" I remind the channel {remind} before." if remind else ""
        return f"You're in{guests} ({answered.taken}{limit(party)}): “{title}”, {moment(party.starts)}.{reminded}"
    if answer.choice is Choice.MAYBE:
        return f"Noted: maybe. “{title}” is {moment(party.starts)}; press Going when you know."
    return f"Noted: you are not coming to “{title}”. Press Going if that changes."


def _ahead(party: Party, now: datetime) -> list[int]:
    """The reminders that are still to come, the first one first: minutes before the start."""
    to_come = [minutes for minutes in party.reminders if party.starts - timedelta(minutes=minutes) > now]
    return sorted(to_come, reverse=True)
