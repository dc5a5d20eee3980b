"""What may happen to a party, whatever the order in which people press."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import BadInput, NotAllowed
from core.parties import rules
from core.parties.model import Choice, Party, PartyState
from core.posts.model import Kind
from core.values import ChannelId, GuildId, UserId

NOW = datetime(2024, 7, 26, 11, 30, tzinfo=UTC)
HOST, FANS = UserId(99), [UserId(number) for number in range(1, 7)]
PARTY = Party(
    GuildId(1), ChannelId(2), HOST, "Rain night", NOW + timedelta(days=1), ZoneInfo("Asia/Seoul"), seats=2, id=5
)


def answered(party: Party, *answers: tuple[int, Choice]) -> Party:
    """*party* after these answers."""
    for fan, choice in answers:
        party = rules.answer(party, UserId(fan), choice, now=NOW)
    return party


class Evening(RuleBasedStateMachine):
    """Fans press in any order; a plain list in order of arrival says who must have a seat."""

    @initialize(seats=st.one_of(st.none(), st.integers(1, 4)))
    def open(self, seats: int | None) -> None:
        self.party = replace(PARTY, seats=seats)
        self.line: list[UserId] = []
        self.said: dict[UserId, Choice] = {}
        self.over = False

    @rule(fan=st.sampled_from(FANS), choice=st.sampled_from(Choice))
    def press(self, fan: UserId, choice: Choice) -> None:
        if self.over:
            with pytest.raises(rules.AnswersClosed):
                rules.answer(self.party, fan, choice, now=NOW)
            return
        self.party = rules.answer(self.party, fan, choice, now=NOW)
        if choice is Choice.GOING and self.said.get(fan) is not Choice.GOING:
            self.line.append(fan)
        elif choice is not Choice.GOING and fan in self.line:
            self.line.remove(fan)
        self.said[fan] = choice
        assert rules.answer(self.party, fan, choice, now=NOW) == self.party

    @rule(by=st.sampled_from([HOST, *FANS]), manager=st.booleans())
    def call_off(self, by: UserId, *, manager: bool) -> None:
        if by != HOST and not manager:
            with pytest.raises(NotAllowed):
                rules.cancel(self.party, by, manager=manager)
            return
        self.party = rules.cancel(self.party, by, manager=manager)
        self.over = True
        assert rules.cancel(self.party, by, manager=manager) == self.party

    @invariant()
    def seats_go_in_order_of_arrival(self) -> None:
        seats = self.party.seats
        assert list(self.party.going) == self.line[:seats]
        assert list(self.party.waiting) == ([] if seats is None else self.line[seats:])
        assert seats is None or len(self.party.going) <= seats

    @invariant()
    def everybody_has_one_answer_the_last_they_gave(self) -> None:
        assert {each.member: each.choice for each in self.party.answers} == self.said
        assert len(self.party.answers) == len(self.said)
        assert set(self.party.maybe) == {fan for fan, choice in self.said.items() if choice is Choice.MAYBE}

    @invariant()
    def what_is_cancelled_stays_cancelled(self) -> None:
        assert (self.party.state is PartyState.CANCELLED) == self.over


TestEvening = Evening.TestCase
TestEvening.settings = settings(max_examples=60, stateful_step_count=25)


def test_a_seat_that_becomes_free_goes_to_the_first_in_line() -> None:
    full = answered(PARTY, (1, Choice.GOING), (2, Choice.GOING), (3, Choice.GOING), (4, Choice.GOING))
    assert (full.going, full.waiting) == ((1, 2), (3, 4))
    freed = answered(full, (1, Choice.NO))
    assert (freed.going, freed.waiting) == ((2, 3), (4,))


def test_who_comes_back_joins_the_end_of_the_line() -> None:
    back = answered(PARTY, *((fan, Choice.GOING) for fan in (1, 2, 3)), (1, Choice.MAYBE), (1, Choice.GOING))
    assert (back.going, back.waiting) == ((2, 3), (1,))


def test_answers_close_at_the_very_second_of_the_start() -> None:
    rules.answer(PARTY, FANS[0], Choice.GOING, now=PARTY.starts - timedelta(seconds=1))
    with pytest.raises(rules.AnswersClosed, match="answers are closed"):
        rules.answer(PARTY, FANS[0], Choice.GOING, now=PARTY.starts)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "1 to 100"),
        ({"title": "x" * 101}, "101"),
        ({"starts": NOW}, "in the past"),
        ({"starts": NOW - timedelta(days=1)}, "in the past"),
        ({"starts": NOW + timedelta(days=366, seconds=1)}, "366 days"),
        ({"seats": 0}, "1 to 1000"),
        ({"seats": 1001}, "1 to 1000"),
        ({"remind": -1}, "seven days"),
        ({"remind": 10081}, "seven days"),
    ],
)
def test_what_is_out_of_its_range_is_refused_with_the_range(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(BadInput, match=told):
        rules.create(replace(PARTY, **wrong), now=NOW)


@pytest.mark.parametrize(
    "right",
    [
        {"title": "x" * 100, "seats": 1000, "remind": 10080},
        {"title": "비", "seats": 1, "remind": 0},
        {"seats": None, "starts": NOW + timedelta(seconds=1)},
        {"starts": NOW + timedelta(days=366)},
    ],
)
def test_what_is_just_inside_its_range_takes_place(right: dict[str, Any]) -> None:
    wanted = replace(PARTY, **right)
    assert rules.create(wanted, now=NOW) == wanted


def test_a_party_wants_its_board_at_once_and_its_reminder_before_the_start() -> None:
    board, reminder = replace(PARTY, remind=45).posts(NOW)
    assert (board.kind, board.due) == (Kind.BOARD, NOW)
    assert (reminder.kind, reminder.due) == (Kind.REMINDER, PARTY.starts - timedelta(minutes=45))
    assert board.expires == reminder.expires == PARTY.starts
    assert board.token != reminder.token


@pytest.mark.parametrize("remind", [0, 24 * 60, 10080])
def test_no_reminder_where_none_is_wanted_or_its_time_is_past(remind: int) -> None:
    assert [each.kind for each in replace(PARTY, remind=remind).posts(NOW)] == [Kind.BOARD]
