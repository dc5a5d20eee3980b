"""Rows of the party tables as the values they stand for, and back."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from core.language import Language
from core.parties.after import Did, Mark
from core.parties.cues import Cue, Pause, Programme
from core.parties.model import Answer, Choice, Goal, Item, Party, PartyState, Seat, Terms
from core.parties.recipe import Recipe
from core.parties.series import Repeat, Series
from core.values import ChannelId, DramaKey, GuildId, MessageId, RoleId, TrackKey, UserId
from db.rows import Value, instant, seconds, unpacked


def columns_of(party: Party) -> dict[str, Value]:
    """A party's own columns; its parts have tables of their own."""
    terms, goal = party.terms, party.goal
    return {
        "guild": party.guild,
        "channel": party.channel,
        "host": party.host,
        "title": party.title,
        "starts_at": seconds(party.starts),
        "zone": party.zone.key,
        "seats": party.seats,
        "reminders": json.dumps(party.reminders),
        "drama": party.drama,
        "state": party.state,
        "guests": terms.guests,
        "only_role": terms.only,
        "role_limits": json.dumps(terms.limits),
        "attendee_role": terms.attendee,
        "closes": terms.closes,
        "goal_people": goal.people,
        "goal_minutes": goal.minutes,
        "gap": party.gap,
        "place": party.place,
        "itself": int(party.itself),
        "t0": seconds_or_none(party.programme.t0 if party.programme else None),
        "ended_at": seconds_or_none(party.ended),
        "reason": party.reason,
        "board_name": party.board_name,
        "series": party.series,
        "version": party.version,
    }


def party_of(
    row: sqlite3.Row,
    *,
    answers: Sequence[sqlite3.Row] = (),
    items: Sequence[sqlite3.Row] = (),
    helpers: Sequence[sqlite3.Row] = (),
    cues: Sequence[sqlite3.Row] = (),
    pauses: Sequence[sqlite3.Row] = (),
) -> Party:
    """A party with as much of its parts as was read."""
    listed = tuple(item_of(each) for each in items)
    return Party(
        id=row["id"],
        guild=GuildId(row["guild"]),
        channel=ChannelId(row["channel"]),
        host=UserId(row["host"]),
        title=row["title"],
        starts=instant(row["starts_at"]),
        zone=ZoneInfo(row["zone"]),
        seats=row["seats"],
        reminders=tuple(json.loads(row["reminders"])),
        drama=DramaKey(row["drama"]) if row["drama"] else None,
        items=listed,
        answers=tuple(answer_of(each) for each in answers),
        state=PartyState(row["state"]),
        helpers=tuple(UserId(each["member"]) for each in helpers),
        terms=Terms(
            guests=row["guests"],
            only=_role(row["only_role"]),
            limits=tuple((RoleId(role), most) for role, most in json.loads(row["role_limits"])),
            attendee=_role(row["attendee_role"]),
            closes=row["closes"],
        ),
        goal=Goal(row["goal_people"], row["goal_minutes"]),
        gap=row["gap"],
        place=row["place"],
        itself=bool(row["itself"]),
        programme=_programme(row, listed, cues, pauses),
        board=MessageId(row["board"]) if row["board"] else None,
        board_name=row["board_name"],
        thread=None if row["thread"] is None else ChannelId(row["thread"]),
        event=row["event"],
        series=row["series"],
        version=row["version"],
        reason=row["reason"],
        ended=_instant(row["ended_at"]),
        language=Language(row["language"]) if row["language"] else Language.EN,
        t0=_instant(row["t0"]),
    )


def answer_of(row: sqlite3.Row, prefix: str = "") -> Answer:
    """One fan's answer, from columns whose names begin with *prefix*."""
    member, choice, place, seat, guests, until, role, direct, name = (row[f"{prefix}{column}"] for column in _ANSWER)
    return Answer(
        UserId(member),
        Choice(choice),
        place,
        Seat(seat),
        guests,
        _instant(until),
        _role(role),
        ChannelId(direct) if direct else None,
        name,
    )


_ANSWER = ("member", "choice", "place", "seat", "guests", "until", "role", "direct", "name")


def item_of(row: sqlite3.Row) -> Item:
    """One entry of a track list."""
    return Item(
        title=row["title"],
        artist=row["artist"],
        seconds=row["seconds"],
        track=TrackKey(row["track"]) if row["track"] else None,
        links=unpacked(row["links"]),
        nominated=bool(row["nominated"]),
        by=UserId(row["by"]) if row["by"] else None,
        votes=row["votes"],
        id=row["id"],
    )


def mark_of(row: sqlite3.Row) -> Mark:
    """One thing a fan did."""
    return Mark(UserId(row["member"]), Did(row["did"]), row["item"], instant(row["at"]), row["offset"], row["text"])


def series_of(row: sqlite3.Row) -> Series:
    """A series."""
    return Series(
        guild=GuildId(row["guild"]),
        repeat=Repeat(row["repeat"]),
        anchor=date.fromisoformat(row["anchor"]),
        at=time.fromisoformat(row["at"]),
        zone=ZoneInfo(row["zone"]),
        recipe=Recipe.read(row["recipe"]),
        days=tuple(json.loads(row["days"])),
        skipped=tuple(date.fromisoformat(each) for each in json.loads(row["skipped"])),
        over=bool(row["over"]),
        id=row["id"],
    )


def series_columns(series: Series) -> dict[str, Value]:
    """A series' columns."""
    return {
        "guild": series.guild,
        "repeat": series.repeat,
        "anchor": series.anchor.isoformat(),
        "at": f"{series.at:%H:%M}",
        "zone": series.zone.key,
        "days": json.dumps(series.days),
        "skipped": json.dumps([day.isoformat() for day in series.skipped]),
        "recipe": series.recipe.text(),
        "over": int(series.over),
    }


def seconds_or_none(value: datetime | None) -> int | None:
    """An instant as it is stored, or nothing."""
    return seconds(value) if value is not None else None


def _programme(
    row: sqlite3.Row, items: Sequence[Item], cues: Sequence[sqlite3.Row], pauses: Sequence[sqlite3.Row]
) -> Programme | None:
    if row["t0"] is None or not cues:
        return None
    return Programme(
        instant(row["t0"]),
        tuple(Cue(each["item"], instant(each["at"])) for each in cues),
        tuple(Pause(instant(each["at"]), _instant(each["until"])) for each in pauses),
        tuple(item.seconds or 0 for item in items if not item.nominated),
        row["gap"],
    )


def _instant(value: int | None) -> datetime | None:
    return instant(value) if value is not None else None


def _role(value: int | None) -> RoleId | None:
    return RoleId(value) if value is not None else None
