"""Who gets a seat. Pure: what an answer is decided on goes in, the answers to be written come out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.errors import BadInput, NotAllowed, Refusal
from core.parties.model import Answer, Choice, Party, Seat
from core.parties.states import COMING, PartyState
from core.text import plural
from core.times import instant
from core.values import RoleId, UserId

OFFER = timedelta(minutes=10)
"""How long a free seat is held for the first in line."""

SILENT_FROM, SILENT_TO = time(23), time(8)
"""On the party's clocks nobody is hurried between these: an offer made then lasts until ``OFFER`` after them."""


class AnswersClosed(Refusal):
    """The party is over, has begun, was closed or was cancelled: no more answers."""


class OfferOver(Refusal):
    """The seat is not offered any more: it was taken, let go, or went on to the next."""


@dataclass(frozen=True, slots=True)
class Who:
    """The fan who answers: their *roles* on the server and how it calls them."""

    member: UserId
    roles: frozenset[RoleId] = frozenset()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """What an answer is decided on, without a look at every other answer.

    *taken* are the seats held, offered ones and guests included; *by_role* the same for each role with a limit; *last*
    is the highest place given out; *mine* what the fan has answered before.
    """

    taken: int = 0
    last: int = 0
    by_role: Mapping[RoleId, int] = field(default_factory=dict)
    mine: Answer | None = None

    @classmethod
    def of(cls, answers: Iterable[Answer], fan: UserId | None = None) -> "Floor":
        """The floor under *answers*, for *fan*."""
        all_ = list(answers)
        by_role: dict[RoleId, int] = {}
        for each in all_:
            if each.holds and each.role is not None:
                by_role[each.role] = by_role.get(each.role, 0) + each.size
        mine = next((each for each in all_ if each.member == fan), None)
        last = max((each.place for each in all_), default=0)
        return cls(sum(each.size for each in all_ if each.holds), last, by_role, mine)

    def swapped(self, before: Answer | None, after: Answer) -> "Floor":
        """The floor once *after* stands in the place of *before*."""
        taken, by_role = self.taken, dict(self.by_role)
        for answer, sign in ((before, -1), (after, 1)):
            if answer is not None and answer.holds:
                taken += sign * answer.size
                if answer.role is not None:
                    by_role[answer.role] = by_role.get(answer.role, 0) + sign * answer.size
        return Floor(taken, max(self.last, after.place), by_role, after)

    def fits(self, party: Party, answer: Answer) -> bool:
        """Whether there are seats for *answer*, within the limit of its role too."""
        if party.seats is not None and self.taken + answer.size > party.seats:
            return False
        most = dict(party.terms.limits).get(answer.role) if answer.role is not None else None
        return most is None or self.by_role.get(answer.role or RoleId(0), 0) + answer.size <= most


def decide(party: Party, floor: Floor, who: Who, choice: Choice, *, now: datetime, guests: int | None = None) -> Answer:
    """The answer of *who* as it is to be written; repeating an answer changes nothing.

    Who comes back after another answer joins the end of the line. An offered seat is taken by answering *going*.

    Raises:
        AnswersClosed: nobody answers (any more).
        NotAllowed: one needs a role to come.
        BadInput: more guests than may be brought, or than seats are free.
    """
    before = floor.mine
    _check_open(party, before, choice, now)
    if choice is not Choice.GOING:
        if before is not None and before.choice is choice:
            return before
        # a new place: who leaves the line and comes back stands at its end
        kept = before or Answer(who.member, choice, 0)
        return replace(
            kept, choice=choice, place=floor.last + 1, seat=Seat.NONE, guests=0, until=None, name=who.name or kept.name
        )
    bring = guests if guests is not None else before.guests if before is not None else 0
    _check_guests(party, bring)
    _check_role(party, who)
    return _going(party, floor, who, bring)


def _going(party: Party, floor: Floor, who: Who, guests: int) -> Answer:
    before = floor.mine
    role = next((role for role, _ in party.terms.limits if role in who.roles), None)
    wanted = Answer(who.member, Choice.GOING, floor.last + 1, Seat.TAKEN, guests, None, role, None, who.name)
    if before is not None:
        wanted = replace(wanted, direct=before.direct, name=who.name or before.name)
    if before is not None and before.choice is Choice.GOING:
        wanted = replace(wanted, place=before.place)
        if before.seat is Seat.WAITING and before.guests == guests:
            return before
    others = floor.swapped(before, replace(before, seat=Seat.NONE)) if before is not None else floor
    if before is not None and before.holds and guests <= before.guests:
        return before if before.seat is Seat.TAKEN and guests == before.guests else wanted
    if others.fits(party, wanted):
        return wanted
    if before is not None and before.holds:
        free = max(0, (party.seats or 0) - floor.taken)
        raise BadInput(
            f"Only {plural(free, 'more seat')} free: come with fewer guests, or with those you have told.",
            f"남은 자리가 {free}자리뿐입니다. 동반 인원을 줄이거나 전에 알린 인원대로 와 주세요.",
        )
    return replace(wanted, seat=Seat.WAITING)


def offers(party: Party, floor: Floor, line: Sequence[Answer], now: datetime) -> list[Answer]:
    """The offers to be made now: free seats go to the first in line who fit, each held until its time is over."""
    made: list[Answer] = []
    if party.state not in COMING or now >= party.starts:
        return made
    until = offered_until(party, now)
    for each in line:
        if each.seat is Seat.WAITING and floor.fits(party, each):
            offered = replace(each, seat=Seat.OFFERED, until=until)
            floor = floor.swapped(each, offered)
            made.append(offered)
    return made


def seated_in_order(party: Party, floor: Floor, line: Sequence[Answer]) -> list[Answer]:
    """Those who are seated at once because the limit was raised, in order of arrival."""
    made: list[Answer] = []
    for each in line:
        seated = replace(each, seat=Seat.TAKEN, until=None)
        rest = floor.swapped(each, replace(each, seat=Seat.NONE, until=None))
        if rest.fits(party, seated):
            floor = rest.swapped(None, seated)
            made.append(seated)
    return made


def lapsed(answer: Answer) -> Answer:
    """An offer that nobody took: the fan is down as maybe, and the seat goes on to the next."""
    return replace(answer, choice=Choice.MAYBE, seat=Seat.NONE, guests=0, until=None)


def offered_until(party: Party, now: datetime) -> datetime:
    """When an offer made *now* ends: in ten minutes; in silent hours ten minutes after them, if the party is later."""
    local = now.astimezone(party.zone)
    if SILENT_TO <= local.time() < SILENT_FROM:
        return now + OFFER
    day = local.date() + timedelta(days=1 if local.time() >= SILENT_FROM else 0)
    morning = instant(day, SILENT_TO, party.zone) + OFFER
    return morning if morning < party.starts else now + OFFER


def is_silent(moment: datetime, where: ZoneInfo) -> bool:
    """Whether *moment* lies in the silent hours of *where*."""
    local = moment.astimezone(where).time()
    return local >= SILENT_FROM or local < SILENT_TO


def filled(party: Party, floor: Floor) -> Party:
    """The party, open or full as its seats are."""
    if party.state not in (PartyState.OPEN, PartyState.FULL):
        return party
    full = party.seats is not None and floor.taken >= party.seats
    return replace(party, state=PartyState.FULL if full else PartyState.OPEN)


def check_offer(party: Party, held: Answer | None, who: Who, choice: Choice) -> None:
    """Let *who* take the seat offered to *held* or let it go. Who comes too late for it may still answer *going*.

    Raises:
        NotAllowed: it is held for somebody else.
        OfferOver: it is not offered any more.
    """
    title = party.title
    if held is not None and held.member != who.member and held.seat is Seat.OFFERED and held.until is not None:
        until = f"<t:{int(held.until.timestamp())}:t>"
        raise NotAllowed(
            f"This seat is held for <@{held.member}> until {until}. To come to “{title}”, press Going on its board.",
            f"이 자리는 <@{held.member}> 님에게 {until}까지 맡아 둔 자리입니다. “{title}” 파티에 오려면 "
            "파티 게시물에서 ‘참가’를 눌러 주세요.",
        )
    mine = held is not None and held.member == who.member
    if held is not None and mine and held.seat is Seat.TAKEN and choice is Choice.NO:
        raise OfferOver(
            f"You have taken this seat at “{title}” already. To give it up, press No on the board, or /party rsvp.",
            f"“{title}” 파티의 이 자리는 이미 받으셨습니다. 양보하려면 게시물의 ‘불참’이나 /party rsvp를 쓰세요.",
        )
    if not mine or (held is not None and held.seat is not Seat.OFFERED and choice is Choice.NO):
        raise OfferOver(
            f"This seat at “{title}” is not offered any more. Its board has Going for who wants to come.",
            f"“{title}” 파티의 이 자리는 이제 제안 중이 아닙니다. 오려면 파티 게시물에서 ‘참가’를 눌러 주세요.",
        )


def _check_open(party: Party, before: Answer | None, choice: Choice, now: datetime) -> None:
    title = party.title
    if party.state is PartyState.CANCELLED:
        raise AnswersClosed(f"“{title}” was cancelled.", f"“{title}” 파티는 취소되었습니다.")
    if party.state is PartyState.DRAFT:
        raise AnswersClosed(
            f"“{title}” is not open yet: its host opens it in the panel.",
            f"“{title}” 파티는 아직 열리지 않았습니다. 진행자가 패널에서 엽니다.",
        )
    if now >= party.starts or party.state not in COMING:
        began = f"<t:{int(party.began.timestamp())}:R>"
        raise AnswersClosed(
            f"“{title}” began {began}, so answers are closed.",
            f"“{title}” 파티가 이미 시작해서({began}) 참가 신청이 마감되었습니다.",
        )
    leaves = before is not None and before.choice is Choice.GOING and choice is not Choice.GOING
    accepts = before is not None and before.seat is Seat.OFFERED
    if (party.state is PartyState.CLOSED or now >= party.closes) and not (leaves or accepts):
        raise AnswersClosed(
            f"Answers to “{title}” are closed; who has a seat may still give it back.",
            f"“{title}” 파티의 참가 신청이 마감되었습니다. 자리가 있는 사람은 아직 양보할 수 있습니다.",
        )


def _check_guests(party: Party, guests: int) -> None:
    most = party.terms.guests
    if not 0 <= guests <= most:
        words = f"up to {plural(most, 'guest')}" if most else "no guests"
        allowed = f"한 사람당 {most}명까지 데려올 수 있습니다" if most else "다른 사람을 데려올 수 없습니다"
        raise BadInput(
            f"To “{party.title}” one may bring {words}: answer again with as many.",
            f"“{party.title}” 파티에는 {allowed}. 그에 맞게 다시 신청해 주세요.",
        )


def _check_role(party: Party, who: Who) -> None:
    only = party.terms.only
    if only is not None and only not in who.roles:
        raise NotAllowed(
            f"“{party.title}” is for members with the role <@&{only}>: ask the host <@{party.host}>.",
            f"“{party.title}” 파티에는 <@&{only}> 역할이 있어야 합니다. 진행자 <@{party.host}> 님에게 문의해 주세요.",
        )
