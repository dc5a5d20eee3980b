"""What may happen to a party. Pure, and reads as the rule."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import BadInput, NotAllowed, Refusal
from core.parties.model import Answer, Choice, Party, PartyState
from core.values import UserId

FURTHEST = timedelta(days=366)
"""How far ahead a party may be."""

MOST_SEATS = 1000
LONGEST_TITLE = 100
LONGEST_REMINDER = 7 * 24 * 60
"""Minutes before the start at which a reminder may go out at the earliest."""


class AnswersClosed(Refusal):
    """The party is over, has begun or was cancelled: no more answers."""


def create(party: Party, *, now: datetime) -> Party:
    """*party* if it can take place as asked.

    Raises:
        BadInput: the title, the time, the seats or the reminder are out of their range, which the text names.
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
    if not 0 <= party.remind <= LONGEST_REMINDER:
        raise BadInput("A reminder goes out at most seven days (10080 minutes) before the start; 0 means none.")
    return party


def answer(party: Party, fan: UserId, choice: Choice, *, now: datetime) -> Party:
    """The party as it stands once *fan* has answered; repeating an answer changes nothing.

    Who comes back after another answer joins the end of the line.

    Raises:
        AnswersClosed: the party has begun or was cancelled.
    """
    if party.state is PartyState.CANCELLED:
        raise AnswersClosed(f"“{party.title}” was cancelled.")
    if now >= party.starts:
        raise AnswersClosed(f"“{party.title}” began <t:{int(party.starts.timestamp())}:R>, so answers are closed.")
    before = party.answer_of(fan)
    if before is not None and before.choice is choice:
        return party
    last = max((each.place for each in party.answers), default=0)
    others = tuple(each for each in party.answers if each.member != fan)
    return replace(party, answers=(*others, Answer(fan, choice, last + 1)))


def cancel(party: Party, by: UserId, *, manager: bool) -> Party:
    """The party called off; cancelling again changes nothing.

    Raises:
        NotAllowed: *by* is neither the host nor a manager of the server.
    """
    if by != party.host and not manager:
        raise NotAllowed(f"Only the host <@{party.host}> or a manager of the server can cancel “{party.title}”.")
    return replace(party, state=PartyState.CANCELLED)
