"""Files of parties: a calendar that every calendar program opens, and the roster for the host."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event  # type: ignore[import-untyped]  # it ships no types

from core.parties import tracklist
from core.parties.after import Did, Mark
from core.parties.model import Party
from core.text import clean

LENGTH_UNKNOWN = timedelta(hours=1)
"""What a calendar shows where the list's length is not known."""

ROSTER = ("place", "name", "id", "answer", "seat", "guests", "ready", "there", "hearts", "notes")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def calendar_file(parties: Iterable[Party], now: datetime) -> bytes:
    """*parties* as iCalendar (RFC 5545); no guest is named in it. The same party keeps its UID, so it is updated."""
    calendar = Calendar()
    calendar.add("prodid", "-//ostbot//listening parties//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for party in parties:
        calendar.add_component(_event(party, now))
    return bytes(calendar.to_ical())


def _event(party: Party, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"party-{party.guild}-{party.id}@ostbot")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", party.version)
    event.add("dtstart", party.began.astimezone(UTC))
    length = tracklist.total(party)
    event.add("duration", length or LENGTH_UNKNOWN)
    event.add("summary", clean(party.title))
    event.add("url", f"https://discord.com/channels/{party.guild}/{party.channel}")
    event.add("location", clean(party.place) or "Discord")
    names = [f"{number}. {clean(item.named)}" for number, item in enumerate(party.listed, 1)]
    if names:
        event.add("description", "\n".join(names))
    for minutes in party.reminders:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", clean(party.title))
        alarm.add("trigger", timedelta(minutes=-minutes))
        event.add_component(alarm)
    return event


def roster_file(party: Party, marks: Iterable[Mark]) -> bytes:
    """Everybody who has answered, as CSV with a byte order mark; text that would run as a formula is made inert."""
    did: dict[tuple[int, Did], int] = {}
    for mark in marks:
        did[mark.member, mark.did] = did.get((mark.member, mark.did), 0) + 1
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ROSTER)
    for answer in sorted(party.answers, key=lambda each: each.place):
        there = any((answer.member, each) in did for each in (Did.HERE, Did.HEART, Did.NOTE))
        writer.writerow(
            (
                answer.place,
                _inert(answer.name),
                answer.member,
                answer.choice,
                answer.seat,
                answer.guests,
                "yes" if (answer.member, Did.READY) in did else "no",
                "yes" if there else "no",
                did.get((answer.member, Did.HEART), 0),
                did.get((answer.member, Did.NOTE), 0),
            )
        )
    return out.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    """Text that a spreadsheet would run gets an apostrophe before it (OWASP, "CSV Injection")."""
    return f"'{text}" if text.startswith(_FORMULA) else text
