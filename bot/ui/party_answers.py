"""What a fan reads after answering, with what they may want next."""

from datetime import datetime, timedelta

from bot.ui.card import Card, button, card
from bot.ui.parties import fan_id
from bot.ui.party_words import CALENDAR, CHOICES, limit, span
from bot.ui.safe import safe
from bot.ui.stamps import moment
from core.catalog.tongue import Tongue
from core.parties.desk import Answered
from core.parties.model import Choice, Party, Seat
from core.text import plural


def answered_card(answered: Answered, now: datetime, say: Tongue) -> Card:
    """What a fan reads after answering, with what they may want next."""
    party, answer = answered.party, answered.answer
    buttons = []
    if answer.seat is Seat.TAKEN:
        buttons = [button(CALENDAR.said(say.language), fan_id("calendar", party.id))]
        if _ahead(party, now):
            on, off = (
                say("Remind me in direct messages", "DM으로 알림 받기"),
                say("No direct reminders", "DM 알림 끄기"),
            )
            verb = "undirect" if answer.direct else "direct"
            buttons.append(button(off if answer.direct else on, fan_id(verb, party.id)))
    return card(answered_text(answered, now, say), buttons=buttons)


def answered_text(answered: Answered, now: datetime, say: Tongue) -> str:
    """What a fan reads after answering."""
    party, answer = answered.party, answered.answer
    title, starts, taken = safe(party.title), moment(party.starts), f"{answered.taken}{limit(party)}"
    if answer.seat in (Seat.WAITING, Seat.OFFERED):
        number = max(answered.number, 1)
        return say(
            f"“{title}” is full ({taken}). You are number {number} on the waiting list: a seat that becomes free is "
            "offered to the first in line for ten minutes, then to the next.",
            f"“{title}” 파티가 만석입니다({taken}). 대기 {number}번입니다. 자리가 나면 맨 앞사람에게 10분 동안 "
            "먼저 드리고, 그다음 사람에게 넘깁니다.",
        )
    if answer.seat is Seat.TAKEN:
        guests = ""
        if answer.guests:
            guests = say(f" with {plural(answer.guests, 'guest')}", f" (동반 {answer.guests}명)")
        spans, reminded = [span(minutes, say) for minutes in _ahead(party, now)], ""
        if spans:
            reminded = say(
                f" I remind the channel {' and '.join(f'{each} before' for each in spans)}.",
                f" 시작 {', '.join(f'{each} 전' for each in spans)}에 채널에서 알려 드립니다.",
            )
        return say(
            f"You're in{guests} ({taken}): “{title}”, {starts}.{reminded}",
            f"참가 신청되었습니다{guests} ({taken}): “{title}”, {starts}.{reminded}",
        )
    going = CHOICES[Choice.GOING].said(party.language)  # as the board has it
    if answer.choice is Choice.MAYBE:
        return say(
            f"Noted: maybe. “{title}” is {starts}; press {going} when you know.",
            f"미정으로 적어 두었습니다. “{title}”, {starts}. 정해지면 ‘{going}’를 눌러 주세요.",
        )
    return say(
        f"Noted: you are not coming to “{title}”. Press {going} if that changes.",
        f"“{title}” 파티에 불참으로 적어 두었습니다. 마음이 바뀌면 ‘{going}’를 눌러 주세요.",
    )


def _ahead(party: Party, now: datetime) -> list[int]:
    """The reminders that are still to come, the first one first: minutes before the start."""
    to_come = [minutes for minutes in party.reminders if party.starts - timedelta(minutes=minutes) > now]
    return sorted(to_come, reverse=True)
