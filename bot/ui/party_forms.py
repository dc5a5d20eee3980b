"""What a host types into the panel, and a fan into a note."""

from dataclasses import replace
from typing import Any

import discord

from bot.ui.forms import Form
from bot.ui.party_words import NOTE
from core.catalog.tongue import Tongue
from core.errors import BadInput
from core.language import Words
from core.parties import tracklist
from core.parties.evening import LONGEST_NOTE
from core.parties.model import Party
from core.text import clean

LONGEST_LIST = 4000

_SEATS, _GAP, _GUESTS = Words("Seats", "자리 수"), Words("The gap", "곡 사이 간격"), Words("Guests", "동반 인원")
_CLOSING, _REMINDER = Words("Closing", "신청 마감"), Words("A reminder", "알림")


def note_form(custom_id: str, say: Tongue) -> Form:
    """Note this moment."""
    label = say("What happened just now?", "방금 무슨 일이 있었나요?")
    field = _field("note", label, "", LONGEST_NOTE, long=True)
    return Form(NOTE.said(say.language), {"note": field}, custom_id)


def tracks_form(party: Party, custom_id: str, say: Tongue) -> Form:
    """The whole list as lines."""
    lines = tracklist.as_lines(party.listed)[:LONGEST_LIST]
    label = say("A line each: title - artist 3:45", "한 줄에 한 곡: 제목 - 가수 3:45")
    field = _field("tracks", label, lines, LONGEST_LIST, long=True, needed=False)
    return Form(say("Track list", "곡 목록"), {"tracks": field}, custom_id)


def time_form(party: Party, custom_id: str, say: Tongue) -> Form:
    """Title, time, place."""
    local = f"{party.starts.astimezone(party.zone):%Y-%m-%d %H:%M}"
    where = say("Where to listen (voice channel, link)", "듣는 곳(음성 채널, 링크)")
    return Form(
        say("Title and time", "제목과 시간"),
        {
            "title": _field("title", say("Title", "제목"), party.title, 100),
            "when": _field("when", say("When", "언제"), local, 60),
            "place": _field("place", where, party.place, 200, needed=False),
        },
        custom_id,
    )


def terms_form(party: Party, custom_id: str, say: Tongue) -> Form:
    """Seats, guests, reminders, closing, gap."""
    terms, reminders = party.terms, ", ".join(map(str, party.reminders))
    seats = say("Seats (empty: no limit)", "자리 수(비우면 제한 없음)")
    guests = say("Guests each fan may bring", "한 사람이 데려올 수 있는 인원")
    remind = say("Reminders: minutes before (1440, 60, 10)", "알림: 시작 몇 분 전(1440, 60, 10)")
    closes = say("Answers close so many minutes before", "신청 마감: 시작 몇 분 전")
    gap = say("Gap between tracks in seconds", "곡 사이 간격(초)")
    return Form(
        say("Seats and reminders", "자리와 알림"),
        {
            "seats": _field("seats", seats, str(party.seats or ""), 4, needed=False),
            "guests": _field("guests", guests, str(terms.guests), 1),
            "reminders": _field("reminders", remind, reminders, 40, needed=False),
            "closes": _field("closes", closes, str(terms.closes), 5),
            "gap": _field("gap", gap, str(party.gap), 3),
        },
        custom_id,
    )


def with_terms(party: Party, typed: dict[str, str]) -> Party:
    """The party with what was typed into the form of terms.

    Raises:
        BadInput: a field is no number; the text names it.
    """
    return replace(
        party,
        seats=_number(_SEATS, typed["seats"]) if typed["seats"].strip() else None,
        reminders=minutes_list(typed["reminders"]),
        gap=_number(_GAP, typed["gap"]),
        terms=replace(party.terms, guests=_number(_GUESTS, typed["guests"]), closes=_number(_CLOSING, typed["closes"])),
    )


def minutes_list(typed: str) -> tuple[int, ...]:
    """Several reminders as hosts type them: ``1440, 60, 10``; each once, the longest first.

    Raises:
        BadInput: one is no number.
    """
    words = [word for word in clean(typed).replace(",", " ").split() if word != "0"]
    return tuple(sorted({_number(_REMINDER, word) for word in words}, reverse=True))


def _number(name: Words, typed: str) -> int:
    plain = clean(typed)
    if not (plain.isascii() and plain.isdecimal()):
        raise BadInput(
            f"{name.en}: “{plain[:20]}” is no number; write it in digits, like 30.",
            f"{name.ko}: 숫자가 아닙니다(“{plain[:20]}”). 30처럼 숫자로 적어 주세요.",
        )
    return int(plain)


def _field(
    name: str, label: str, value: str, most: int, *, long: bool = False, needed: bool = True
) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(
        label=label[:45],
        custom_id=name,
        default=value or None,
        max_length=most,
        required=needed,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
    )
