"""What a host may do to a party, and what must hold for it. Pure, and reads as the rule."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import BadInput, NotAllowed
from core.parties import cues
from core.parties.cues import Programme
from core.parties.model import Goal, Party
from core.parties.states import COMING, GATHERING, PLAYING, PartyState, WrongState, check
from core.values import UserId

FURTHEST = timedelta(days=366)
"""How far ahead a party may be."""

LOBBY = timedelta(minutes=15)
"""Before the start at which the lobby opens."""

COUNTDOWN = timedelta(seconds=60)
"""From the press on Start to the moment at which everybody presses play."""

HOST_LATE = timedelta(minutes=2)
"""After the planned time at which any co-host or manager may start."""

NOBODY_CAME = timedelta(minutes=30)
"""After the planned time at which a party that nobody has started is called off."""

MOST_SEATS = 1000
MOST_GUESTS = 9
MOST_REMINDERS = 5
MOST_LIMITS = 5
MOST_TRACKS = 100
LONGEST_TITLE = 100
LONGEST_PLACE = 200
LONGEST_GAP = 120
"""Seconds between two tracks."""

LONGEST_REMINDER = 7 * 24 * 60
"""Minutes before the start at which a reminder may go out at the earliest."""

LONGEST_CLOSING = 7 * 24 * 60


def checked(party: Party, *, now: datetime) -> Party:
    """*party* if it can take place as asked.

    Raises:
        BadInput: something is out of its range, which the text names.
    """
    if not 1 <= len(party.title) <= LONGEST_TITLE:
        raise BadInput(f"A title has 1 to {LONGEST_TITLE} characters; this one has {len(party.title)}.")
    if party.starts <= now:
        raise BadInput(
            f"<t:{int(party.starts.timestamp())}:F> is in the past: say a time to come, like “tomorrow 20:00”."
        )
    if party.starts > now + FURTHEST:
        raise BadInput("That is more than a year away: a party can be planned up to 366 days ahead.")
    if party.seats is not None and not 1 <= party.seats <= MOST_SEATS:
        raise BadInput(f"A party has 1 to {MOST_SEATS} seats, or no limit when you leave it out.")
    if len(party.reminders) > MOST_REMINDERS:
        raise BadInput(f"A party has at most {MOST_REMINDERS} reminders; these are {len(party.reminders)}.")
    if not all(1 <= minutes <= LONGEST_REMINDER for minutes in party.reminders):
        raise BadInput(
            "A reminder goes out at most seven days (10080 minutes) before the start; leave it out for none."
        )
    if not 0 <= party.gap <= LONGEST_GAP:
        raise BadInput(f"The gap between two tracks is 0 to {LONGEST_GAP} seconds.")
    if len(party.place) > LONGEST_PLACE:
        raise BadInput(f"Where to listen is told in at most {LONGEST_PLACE} characters.")
    _check_terms(party)
    return party


def _check_terms(party: Party) -> None:
    terms = party.terms
    if not 0 <= terms.guests <= MOST_GUESTS:
        raise BadInput(f"A fan may bring 0 to {MOST_GUESTS} guests.")
    if len(terms.limits) > MOST_LIMITS or not all(0 <= most <= MOST_SEATS for _, most in terms.limits):
        raise BadInput(f"At most {MOST_LIMITS} roles have a limit, each of 0 to {MOST_SEATS} seats.")
    if not 0 <= terms.closes <= LONGEST_CLOSING:
        raise BadInput("Answers close at most seven days (10080 minutes) before the start; 0 means at the start.")
    if len(party.listed) > MOST_TRACKS:
        raise BadInput(f"A list has at most {MOST_TRACKS} tracks; this one has {len(party.listed)}.")
    goal = party.goal
    if goal.people is not None and not 1 <= goal.people <= MOST_SEATS:
        raise BadInput(f"A goal is 1 to {MOST_SEATS} people.")
    if goal.minutes is not None and not 1 <= goal.minutes <= 600:
        raise BadInput("A goal is 1 to 600 minutes listened together.")


def goal(text: str) -> Goal:
    """A goal as hosts type it: ``20 people``, ``60 minutes``, ``20 people, 60 minutes``; empty for none.

    Raises:
        BadInput: it is none, or it counts loops, streams or plays.
    """
    found: dict[str, int] = {}
    words = text.casefold().replace(",", " ").split()
    if any(word.startswith(("loop", "stream", "play", "반복", "스밍", "스트리밍")) for word in words):
        raise BadInput(
            "A goal counts people or minutes, never loops or streams: charts take repeated plays for manipulation "
            "and can void them all. Say it like “20 people, 60 minutes”."
        )
    for number, unit in zip(words[::2], words[1::2], strict=False):
        kind = next((kind for kind, names in _UNITS.items() if unit in names), None)
        if kind is None or not number.isdecimal():
            break
        found[kind] = int(number)
    if len(words) != 2 * len(found):
        raise BadInput(f"“{text[:60]}” is no goal I can read: say it like “20 people, 60 minutes”.")
    return Goal(found.get("people"), found.get("minutes"))


_UNITS = {
    "people": ("people", "person", "fans", "명"),
    "minutes": ("minutes", "minute", "min", "mins", "분"),
}


def hosts(party: Party, by: UserId, *, manager: bool) -> None:
    """Let the host, a co-host or a manager go on.

    Raises:
        NotAllowed: *by* is none of them.
    """
    if by != party.host and by not in party.helpers and not manager:
        raise NotAllowed(
            f"Only the host <@{party.host}>, a co-host or a manager of the server can do that to “{party.title}”."
        )


def open_(party: Party) -> Party:
    """A draft becomes public."""
    return to(party, PartyState.OPEN)


def close(party: Party) -> Party:
    """No more answers, but the party takes place."""
    return to(party, PartyState.CLOSED)


def reopen(party: Party) -> Party:
    """Answers again."""
    return to(party, PartyState.OPEN)


def cancel(party: Party, reason: str = "") -> Party:
    """The party called off; cancelling again changes nothing.

    Raises:
        WrongState: it is over.
    """
    if party.state is PartyState.CANCELLED:
        return party
    return replace(to(party, PartyState.CANCELLED), reason=reason)


def take_over(party: Party, by: UserId) -> Party:
    """A co-host becomes the host, who becomes a co-host.

    Raises:
        NotAllowed: *by* is no co-host.
    """
    if by == party.host:
        return party
    if by not in party.helpers:
        raise NotAllowed(f"Only a co-host can take over: the host <@{party.host}> names them in the panel.")
    return replace(party, host=by, helpers=(*(each for each in party.helpers if each != by), party.host))


def may_start(party: Party, by: UserId, *, manager: bool, now: datetime) -> None:
    """Let the host start; two minutes after the planned time any co-host or manager.

    Raises:
        NotAllowed: it is not theirs to start, or not yet.
    """
    hosts(party, by, manager=manager)
    if by != party.host and now < party.starts + HOST_LATE:
        free = int((party.starts + HOST_LATE).timestamp())
        raise NotAllowed(
            f"The host <@{party.host}> starts “{party.title}”; co-hosts and managers may from <t:{free}:T> on. "
            "A co-host can take over at any time with the button Take over."
        )


def start(party: Party, t0: datetime) -> Party:
    """The party begins at *t0*: every cue is computed here, once.

    Raises:
        BadInput: the list is empty, or a track has no known length; the text names it.
        WrongState: it has begun already, or is over.
    """
    if party.state in PLAYING:
        raise WrongState(f"“{party.title}” has started already: /party where says where it is.")
    return replace(to(party, PartyState.LIVE), programme=planned(party, t0))


def planned(party: Party, t0: datetime) -> Programme:
    """The programme that *party* would have from *t0* on, as a rehearsal shows it.

    Raises:
        BadInput: the list is empty, or a track has no known length; the text names it.
    """
    unknown = [item for item in party.listed if item.seconds is None]
    if unknown:
        names = ", ".join(f"“{item.named}”" for item in unknown[:5])
        more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
        raise BadInput(
            f"I do not know how long {names}{more} is, so nobody could start together: "
            "add the length in the track list, like “title - artist 3:45”."
        )
    return cues.programme(t0, [item.seconds or 0 for item in party.listed], party.gap)


def pause(party: Party, now: datetime) -> Party:
    """Everybody stops."""
    return replace(to(party, PartyState.PAUSED), programme=cues.pause(_running(party), now))


def resume(party: Party, now: datetime) -> Party:
    """Everybody goes on in ten seconds."""
    return replace(to(party, PartyState.LIVE), programme=cues.resume(_running(party), now))


def skip(party: Party, now: datetime) -> Party:
    """The next track in ten seconds; after the last the party ends."""
    after = cues.skip(_running(party), now)
    return end(party, now) if after is None else replace(party, programme=after)


def back(party: Party, now: datetime) -> Party:
    """The track from its beginning, or the one before it."""
    return replace(party, programme=cues.back(_running(party), now))


def end(party: Party, now: datetime, reason: str = "") -> Party:
    """The party is over."""
    return replace(to(party, PartyState.ENDED), ended=now.replace(microsecond=0), reason=reason)


def moved(before: Party, after: Party) -> Party:
    """*after* in the state that its new start asks for: a lobby closes when the start moves away."""
    if before.state is PartyState.LOBBY and after.starts > before.starts:
        return to(after, PartyState.OPEN)
    return after


def editable(party: Party) -> None:
    """Let what is not yet playing be edited.

    Raises:
        WrongState: it has begun or is over.
    """
    if party.state not in COMING and party.state is not PartyState.DRAFT:
        raise WrongState(f"“{party.title}” is {party.state}: only a party that has not begun can be changed.")


def gathering(party: Party) -> bool:
    """Whether it is announced and its lobby has not opened."""
    return party.state in GATHERING


def to(party: Party, state: PartyState) -> Party:
    """The party in *state*.

    Raises:
        WrongState: that does not follow from where it is.
    """
    check(party.state, state, party.title)
    return replace(party, state=state)


def _running(party: Party) -> Programme:
    if party.programme is None or party.state not in PLAYING:
        raise cues.NotPlaying(f"“{party.title}” is not playing: /party start begins it.")
    return party.programme
