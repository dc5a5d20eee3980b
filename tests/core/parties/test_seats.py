"""Who gets a seat, whatever the order in which people press."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import BadInput, NotAllowed
from core.parties import seats
from core.parties.model import Answer, Choice, Party, Seat, Terms
from core.parties.seats import AnswersClosed, Floor, Who
from core.parties.states import PartyState
from core.values import RoleId, UserId
from tests.core.parties.nights import NOW, PARTY

FANS = [UserId(number) for number in range(1, 8)]
VIP = RoleId(70)


class Hall:
    """The answers to one party, kept as the store keeps them: an answer, then the offers it makes possible."""

    def __init__(self, party: Party) -> None:
        self.party = party
        self.answers: dict[UserId, Answer] = {}

    def press(self, fan: int, choice: Choice, *, now: datetime = NOW, guests: int | None = None) -> Answer:
        """*fan* answers."""
        who = Who(UserId(fan), frozenset({VIP}) if fan % 2 else frozenset())
        floor = Floor.of(self.answers.values(), who.member)
        answer = seats.decide(self.party, floor, who, choice, now=now, guests=guests)
        self.answers[who.member] = answer
        self.offer(now)
        return answer

    def offer(self, now: datetime = NOW) -> None:
        """What is free is offered."""
        line = sorted(
            (each for each in self.answers.values() if each.seat is Seat.WAITING), key=lambda each: each.place
        )
        for each in seats.offers(self.party, Floor.of(self.answers.values()), line, now):
            self.answers[each.member] = each

    def lapse(self, now: datetime) -> None:
        """Offers whose time is over end."""
        for each in list(self.answers.values()):
            if each.until is not None and each.until <= now:
                self.answers[each.member] = seats.lapsed(each)
        self.offer(now)

    def with_seat(self, *wanted: Seat) -> list[int]:
        """Who stands so, first come first."""
        found = [each for each in self.answers.values() if each.seat in wanted]
        return [each.member for each in sorted(found, key=lambda each: each.place)]


class Evening(RuleBasedStateMachine):
    """Fans press in any order, offers end, the host changes the limit."""

    @initialize(limit=st.one_of(st.none(), st.integers(1, 5)), guests=st.integers(0, 2), vips=st.integers(0, 3))
    def open(self, limit: int | None, guests: int, vips: int) -> None:
        terms = Terms(guests=guests, limits=((VIP, vips),) if vips else ())
        self.hall = Hall(replace(PARTY, seats=limit, terms=terms))
        self.now = NOW
        self.lowered = False

    @rule(fan=st.sampled_from(FANS), choice=st.sampled_from(Choice), guests=st.integers(0, 2))
    def press(self, fan: UserId, choice: Choice, guests: int) -> None:
        before = dict(self.hall.answers)
        try:
            answer = self.hall.press(fan, choice, now=self.now, guests=guests)
        except BadInput:
            assert self.hall.answers == before
            return
        again = self.hall.press(fan, choice, now=self.now, guests=guests)
        assert again.choice is choice
        if answer.seat is not Seat.WAITING:
            assert again == answer

    @rule(minutes=st.integers(1, 30))
    def wait(self, minutes: int) -> None:
        self.now = min(self.now + timedelta(minutes=minutes), PARTY.starts - timedelta(seconds=1))
        self.hall.lapse(self.now)

    @rule(limit=st.integers(1, 5))
    def change_limit(self, limit: int) -> None:
        before, party = self.hall.party.seats, replace(self.hall.party, seats=limit)
        taken = self.hall.with_seat(Seat.TAKEN)
        line = sorted((each for each in self.hall.answers.values() if each.seat in (Seat.OFFERED, Seat.WAITING)),
                      key=lambda each: each.place)  # fmt: skip
        made = seats.seated_in_order(party, Floor.of(self.hall.answers.values()), line)
        self.hall.party = party
        for each in made:
            self.hall.answers[each.member] = each
        self.hall.offer(self.now)
        assert set(taken) <= set(self.hall.with_seat(Seat.TAKEN)), "nobody is sent away"
        self.lowered |= before is None or limit < before

    @invariant()
    def no_more_seats_are_held_than_there_are(self) -> None:
        floor = Floor.of(self.hall.answers.values())
        if self.hall.party.seats is not None and not self.lowered:
            assert floor.taken <= self.hall.party.seats
        if not self.lowered:
            for role, most in self.hall.party.terms.limits:
                assert floor.by_role.get(role, 0) <= most

    @invariant()
    def no_seat_stays_free_while_somebody_who_fits_waits(self) -> None:
        floor = Floor.of(self.hall.answers.values())
        for each in self.hall.answers.values():
            if each.seat is Seat.WAITING:
                assert not floor.fits(self.hall.party, each)

    @invariant()
    def whoever_has_a_seat_or_waits_for_one_wants_to_come(self) -> None:
        for each in self.hall.answers.values():
            assert (each.choice is Choice.GOING) == (each.seat is not Seat.NONE)
            assert (each.until is not None) == (each.seat is Seat.OFFERED)


TestEvening = Evening.TestCase
TestEvening.settings = settings(max_examples=80, stateful_step_count=25)


def test_a_freed_seat_is_offered_to_the_first_in_line_for_ten_minutes_and_then_to_the_next() -> None:
    hall = Hall(PARTY)
    for fan in (1, 2, 3, 4):
        hall.press(fan, Choice.GOING)
    hall.press(1, Choice.NO)
    assert (hall.with_seat(Seat.TAKEN), hall.with_seat(Seat.OFFERED), hall.with_seat(Seat.WAITING)) == ([2], [3], [4])
    assert hall.answers[UserId(3)].until == NOW + timedelta(minutes=10)
    hall.lapse(NOW + timedelta(minutes=9, seconds=59))
    assert hall.with_seat(Seat.OFFERED) == [3]
    hall.lapse(NOW + timedelta(minutes=10))
    assert hall.with_seat(Seat.OFFERED) == [4]
    assert hall.answers[UserId(3)].choice is Choice.MAYBE
    assert hall.press(4, Choice.GOING, now=NOW + timedelta(minutes=11)).seat is Seat.TAKEN


def test_an_offered_seat_goes_to_nobody_who_has_just_come() -> None:
    hall = Hall(PARTY)
    for fan in (1, 2, 3):
        hall.press(fan, Choice.GOING)
    hall.press(1, Choice.NO)
    assert hall.press(4, Choice.GOING).seat is Seat.WAITING
    assert hall.press(3, Choice.GOING).seat is Seat.TAKEN


def test_in_silent_hours_an_offer_waits_for_the_morning_unless_the_party_does_not() -> None:
    night = NOW.replace(hour=15)  # midnight in Seoul
    assert seats.offered_until(PARTY, night) == night.replace(hour=23, minute=10)  # 08:10
    soon = replace(PARTY, starts=night + timedelta(hours=2))
    assert seats.offered_until(soon, night) == night + timedelta(minutes=10)


def test_guests_need_a_seat_each_and_are_bounded() -> None:
    hall = Hall(replace(PARTY, seats=3, terms=Terms(guests=2)))
    assert hall.press(1, Choice.GOING, guests=1).size == 2
    with pytest.raises(BadInput, match="up to 2 guests"):
        hall.press(2, Choice.GOING, guests=3)
    assert hall.press(2, Choice.GOING, guests=1).seat is Seat.WAITING
    assert hall.press(4, Choice.GOING).seat is Seat.TAKEN
    with pytest.raises(BadInput, match="0 more seats free"):
        hall.press(1, Choice.GOING, guests=2)
    assert hall.press(1, Choice.GOING).guests == 1


def test_a_role_has_no_more_seats_than_its_limit() -> None:
    hall = Hall(replace(PARTY, seats=5, terms=Terms(limits=((VIP, 1),))))
    assert hall.press(1, Choice.GOING).seat is Seat.TAKEN
    assert hall.press(3, Choice.GOING).seat is Seat.WAITING
    assert hall.press(2, Choice.GOING).seat is Seat.TAKEN
    hall.press(1, Choice.NO)
    assert hall.with_seat(Seat.OFFERED) == [3]


def test_a_party_for_a_role_lets_nobody_else_in() -> None:
    hall = Hall(replace(PARTY, terms=Terms(only=VIP)))
    assert hall.press(1, Choice.GOING).seat is Seat.TAKEN
    with pytest.raises(NotAllowed, match="<@&70>"):
        hall.press(2, Choice.GOING)
    assert hall.press(2, Choice.MAYBE).choice is Choice.MAYBE


def test_answers_close_early_but_a_seat_can_still_be_given_back_and_an_offer_taken() -> None:
    hall = Hall(replace(PARTY, terms=Terms(closes=60)))
    for fan in (1, 2, 3):
        hall.press(fan, Choice.GOING)
    late = PARTY.starts - timedelta(minutes=60)
    hall.press(1, Choice.GOING, now=late - timedelta(seconds=1))
    with pytest.raises(AnswersClosed, match="closed"):
        hall.press(4, Choice.GOING, now=late)
    hall.press(1, Choice.NO, now=late)
    assert hall.press(3, Choice.GOING, now=late).seat is Seat.TAKEN


@pytest.mark.parametrize("state", [PartyState.DRAFT, PartyState.LIVE, PartyState.ENDED, PartyState.CANCELLED])
def test_nobody_answers_a_party_that_is_not_to_come(state: PartyState) -> None:
    with pytest.raises(AnswersClosed):
        Hall(replace(PARTY, state=state)).press(1, Choice.GOING)


def test_answers_close_at_the_very_second_of_the_start() -> None:
    Hall(PARTY).press(1, Choice.GOING, now=PARTY.starts - timedelta(seconds=1))
    with pytest.raises(AnswersClosed, match="answers are closed"):
        Hall(PARTY).press(1, Choice.GOING, now=PARTY.starts)


def test_who_comes_back_joins_the_end_of_the_line() -> None:
    hall = Hall(PARTY)
    for fan in (1, 2, 3, 4):
        hall.press(fan, Choice.GOING)
    hall.press(3, Choice.MAYBE)
    hall.press(3, Choice.GOING)
    assert hall.with_seat(Seat.WAITING) == [4, 3]


def test_a_raised_limit_seats_those_who_wait_in_order() -> None:
    hall = Hall(PARTY)
    for fan in (1, 2, 3, 4, 5):
        hall.press(fan, Choice.GOING)
    line = [hall.answers[UserId(fan)] for fan in (3, 4, 5)]
    made = seats.seated_in_order(replace(PARTY, seats=4), Floor.of(hall.answers.values()), line)
    assert [each.member for each in made] == [3, 4]
