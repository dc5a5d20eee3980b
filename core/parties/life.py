"""What time alone does to a party: the lobby opens, the start comes or is missed, the evening ends."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import BadInput
from core.parties import announce, reasons, rules
from core.parties.model import Party
from core.parties.states import GATHERING, PartyState
from core.posts.model import Planned, State

LONGEST_PAUSE = timedelta(hours=3)
"""After which a paused party is over."""


def stepped(party: Party, now: datetime) -> Party:  # noqa: PLR0911 - one a state
    """The party one step further if its time has come, else itself."""
    match party.state:
        case PartyState.DRAFT if now >= party.starts:
            return rules.cancel(party, reasons.NEVER_OPENED.en)
        case state if state in GATHERING and now >= party.starts - rules.LOBBY:
            return rules.to(party, PartyState.LOBBY)
        case PartyState.OPEN | PartyState.FULL if now >= party.closes:
            return rules.close(party)
        case PartyState.LOBBY:
            return _in_lobby(party, now)
        case PartyState.LIVE:
            return _live(party, now)
        case PartyState.PAUSED if party.programme is not None and party.programme.paused is not None:
            late = party.programme.paused.at + LONGEST_PAUSE
            return rules.end(party, late) if now >= late else party
        case PartyState.ENDED if now >= announce.morning_after(party):
            return rules.to(party, PartyState.ARCHIVED)
        case _:
            return party


def _in_lobby(party: Party, now: datetime) -> Party:
    if party.itself and now >= party.starts - rules.COUNTDOWN and now < party.starts + announce.RESYNC:
        try:
            # back from an absence after the planned time, everybody gets the countdown all the same
            return rules.start(party, party.starts if now <= party.starts else now + rules.COUNTDOWN)
        except BadInput:
            return party
    if party.itself and now >= party.starts + announce.RESYNC and not _unstartable(party):
        return rules.cancel(party, reasons.NOT_RUN.en)
    return rules.cancel(party, reasons.NOBODY_STARTED.en) if now >= party.starts + rules.NOBODY_CAME else party


def _live(party: Party, now: datetime) -> Party:
    assert party.programme is not None
    return rules.end(party, party.programme.ends) if now >= party.programme.ends else party


def missed(party: Party, start: State | None, now: datetime) -> Party:
    """The party once it is known that nobody was told to start: not run when it is too late to join in."""
    if not _missed(party, start, now):
        return party
    assert party.programme is not None
    if now < party.programme.t0 + announce.RESYNC:
        return party
    return replace(rules.to(party, PartyState.CANCELLED), reason=reasons.NOT_RUN.en)


def told(party: Party, start: State | None, now: datetime) -> list[Planned]:
    """What is to be said because of the time, beside what a change of state announces; saying it twice says it once."""
    if party.state is PartyState.LOBBY:
        if party.itself and _unstartable(party) and now >= party.starts - rules.LOBBY:
            return [announce.cannot_start(party, now)]
        if now >= party.starts + rules.HOST_LATE:
            return [announce.hostless(party, now)]
    if _missed(party, start, now):
        return [announce.resync(party, now, "missed")]
    return []


def _missed(party: Party, start: State | None, now: datetime) -> bool:
    if party.state is not PartyState.LIVE or party.programme is None or party.programme.pauses:
        return False  # who pauses and goes on has begun
    return now >= party.programme.t0 + announce.START_LATE and start in (State.DUE, State.EXPIRED)


def _unstartable(party: Party) -> bool:
    return not party.listed or any(item.seconds is None for item in party.listed)
