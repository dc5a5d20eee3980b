"""The life of a delivery: what may follow what."""

from itertools import product

from core.posts.model import State
from core.posts.states import NEXT, OPEN, before


def test_what_was_sent_stays_sent() -> None:
    assert not NEXT[State.SENT]
    assert before(State.SENT) == (State.SENDING,)


def test_nothing_is_sent_without_having_been_claimed() -> None:
    assert all(State.SENT not in following for state, following in NEXT.items() if state is not State.SENDING)


def test_only_what_was_begun_can_be_possibly_posted() -> None:
    assert before(State.UNSURE) == (State.SENDING,)


def test_every_end_can_be_opened_again_but_the_good_one() -> None:
    ends = set(State) - OPEN - {State.SENT}
    assert all(NEXT[end] == {State.DUE} for end in ends)


def test_every_state_is_reached_from_due() -> None:
    reached = {State.DUE}
    for _ in State:
        reached |= {after for state in reached for after in NEXT[state]}
    assert reached == set(State)


def test_before_is_the_other_way_round() -> None:
    assert all((one in before(other)) == (other in NEXT[one]) for one, other in product(State, State))
