"""What a party wants posted. A change of the party says by itself what it announces and what it takes back.

Each message is one row of the ledger, named after what it says and for when, so that it exists once.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from core.parties.model import Answer, Party
from core.parties.states import COMING, PLAYING, PartyState
from core.posts.model import Kind, Planned
from core.times import instant
from core.values import ChannelId

START_LATE = timedelta(seconds=10)
"""How late "now" may still be said at the start; later the party is told where it is instead."""

RESYNC = timedelta(minutes=10)
"""How long after a missed start it is still worth joining in."""

WORTH = timedelta(minutes=10)
"""How long most messages of a running evening are worth posting."""

DAY = timedelta(days=1)
MORNING = time(9)
"""On the party's clocks, the hour of the recap."""

EVERY = 5
"""Tracks between two lines by which everybody checks that they are together."""


def announced(before: Party | None, after: Party, now: datetime) -> list[Planned]:
    """What is to be posted because *before* has become *after*."""
    if after.state is PartyState.DRAFT:
        return []
    if before is None or before.state is PartyState.DRAFT:
        opened = after.state in COMING
        return [board(after, now), *reminders(after, now)] if opened else []
    plans: list[Planned] = []
    if after.state in COMING and (before.starts, before.reminders) != (after.starts, after.reminders):
        plans += reminders(after, now)
        if before.starts != after.starts and after.going:
            plans.append(_said(after, f"moved-{_stamp(after.starts)}", now, DAY))
    if after.state is not before.state:
        plans += _entered(before, after, now)
    elif after.state is PartyState.LIVE and after.programme != before.programme:
        assert after.programme is not None
        following = after.programme.following(now)
        plans += [_said(after, f"jump-{_stamp(following.at if following else now)}", now), *_fifths(after, now)]
    return plans


def withdrawn(before: Party, after: Party) -> list[str]:
    """The beginnings of the names of what *before* wanted posted and *after* does not."""
    if after.state is PartyState.CANCELLED and before.state is not PartyState.CANCELLED:
        return [""]
    if after.state is PartyState.ENDED and before.state is not PartyState.ENDED:
        return ["fifth-", "start-", "call-", "jump-", "paused-", "resumed-", "resync-"]
    if after.state in PLAYING:
        changed = after.programme != before.programme or after.state is not before.state
        return ["reminder-", "lobby-", "hostless", "offer-", "moved-", "fifth-", "jump-"] if changed else []
    if (before.starts, before.reminders) != (after.starts, after.reminders):
        return ["reminder-", "lobby-", "moved-", "hostless"]
    return []


def board(party: Party, now: datetime) -> Planned:
    """The message that shows the party, to go up at once."""
    until = max(party.starts, now + DAY)
    return Planned(Kind.BOARD, party.guild, party.channel, f"{party.id}:{party.board_name}", now, until)


def reminders(party: Party, now: datetime) -> list[Planned]:
    """The reminders still to come: in the channel, and directly for who asked."""
    direct = [each.direct for each in party.seated if each.direct is not None]
    return [each for where in (party.channel, *direct) for each in reminders_in(party, where, now)]


def reminders_in(party: Party, where: ChannelId, now: datetime) -> list[Planned]:
    """The reminders still to come, in one channel."""
    found = []
    for minutes in party.reminders:
        due = party.starts - timedelta(minutes=minutes)
        if due > now:
            name = f"{party.id}:reminder-{minutes}-{_stamp(party.starts)}"
            found.append(Planned(Kind.REMINDER, party.guild, where, name, due, party.starts))
    return found


def offered(party: Party, answers: Iterable[Answer], now: datetime) -> list[Planned]:
    """The messages that offer a free seat, each worth posting until the offer ends."""
    return [
        Planned(
            *(Kind.PARTY, party.guild, party.room, f"{party.id}:offer-{each.place}-{_stamp(each.until)}", now),
            expires=each.until,
        )
        for each in answers
        if each.until is not None
    ]


def seated(party: Party, number: int, now: datetime) -> Planned:
    """The one message that says how many moved up because the limit was raised."""
    return _said(party, f"seated-{number}-{party.version}", now, DAY)


def resync(party: Party, now: datetime, name: str = "") -> Planned:
    """Where the party is, for everybody who lost it."""
    return _said(party, f"resync-{name or _stamp(now)}", now, RESYNC)


def hostless(party: Party, now: datetime) -> Planned:
    """The host is not there: co-hosts and managers may start."""
    return _said(party, f"hostless-{_stamp(party.starts)}", now, DAY)


def cannot_start(party: Party, now: datetime) -> Planned:
    """It was to start by itself and cannot: the host is told why."""
    return _said(party, f"cannot-{_stamp(party.starts)}", now)


def start(party: Party) -> Planned:
    """The message at the very second of the start."""
    assert party.programme is not None
    t0 = party.programme.t0
    return Planned(Kind.PARTY, party.guild, party.room, f"{party.id}:start-{_stamp(t0)}", t0, t0 + START_LATE)


def morning_after(party: Party) -> datetime:
    """When the recap is posted: at nine on the morning after, on the party's clocks."""
    assert party.ended is not None
    local = party.ended.astimezone(party.zone)
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return instant(day, MORNING, party.zone)


def _entered(before: Party, after: Party, now: datetime) -> list[Planned]:  # noqa: PLR0911 - one a state
    match after.state:
        case PartyState.LOBBY if now < after.starts:
            return [
                Planned(
                    *(Kind.PARTY, after.guild, after.room, f"{after.id}:lobby-{_stamp(after.starts)}", now),
                    expires=after.starts,
                )
            ]
        case PartyState.LIVE if before.state is PartyState.PAUSED:
            return [_said(after, f"resumed-{_stamp(now)}", now), *_fifths(after, now)]
        case PartyState.LIVE:
            return _begun(after, now)
        case PartyState.PAUSED:
            return [_said(after, f"paused-{_stamp(now)}", now), *_fifths(after, now)]
        case PartyState.ENDED:
            due = morning_after(after)
            recap = Planned(Kind.PARTY, after.guild, after.channel, f"{after.id}:recap", due, due + DAY)
            return [_said(after, "thanks", now, DAY), recap]
        case PartyState.CANCELLED:
            told = after.answers or after.reason  # where nobody has answered, the board says enough
            return [_said(after, "cancelled", now, DAY)] if told else []
        case _:
            return []


def _begun(party: Party, now: datetime) -> list[Planned]:
    assert party.programme is not None
    t0 = party.programme.t0
    call = Planned(Kind.PARTY, party.guild, party.room, f"{party.id}:call-{_stamp(t0)}", now, t0)
    return [call, start(party), *_fifths(party, now)]


def _fifths(party: Party, now: datetime) -> list[Planned]:
    """Every fifth track begins with a line by which everybody checks that they are together."""
    assert party.programme is not None
    paused = party.programme.paused
    return [
        Planned(
            *(Kind.PARTY, party.guild, party.room, f"{party.id}:fifth-{cue.number}-{_stamp(cue.at)}", cue.at),
            expires=cue.at + timedelta(minutes=1),
        )
        for cue in party.programme.cues
        if cue.number and cue.number % EVERY == 0 and cue.at > now and (paused is None or cue.at <= paused.at)
    ]


def _said(party: Party, name: str, now: datetime, worth: timedelta = WORTH) -> Planned:
    return Planned(Kind.PARTY, party.guild, party.room, f"{party.id}:{name}", now, now + worth)


def _stamp(moment: datetime) -> int:
    return int(moment.timestamp())
