"""What a host may do to a party, and which state follows which."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput, NotAllowed
from core.parties import announce, life, reasons, rules
from core.parties.goals import read_goal
from core.parties.model import Goal, Item, Party, Terms
from core.parties.states import NEXT, OVER, PartyState, WrongState
from core.posts.model import Kind, State
from core.values import RoleId, UserId
from tests.core.parties.nights import HOST, NOW, PARTY, playable

S = PartyState


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_only_the_transitions_of_the_table_happen(before: PartyState, after: PartyState) -> None:
    party = replace(PARTY, state=before)
    if after is before or after in NEXT[before]:
        assert rules.to(party, after).state is after
    else:
        with pytest.raises(WrongState, match="Rain night"):
            rules.to(party, after)


def test_every_state_is_reached_from_a_draft_and_what_is_archived_stays() -> None:
    reached, seen = {S.DRAFT}, {S.DRAFT}
    while reached:
        reached = {after for before in reached for after in NEXT[before]} - seen
        seen |= reached
    assert seen == set(S)
    assert NEXT[S.ARCHIVED] == NEXT[S.CANCELLED] == frozenset()


def test_a_party_can_be_cancelled_from_everywhere_but_its_end() -> None:
    assert {state for state in S if S.CANCELLED in NEXT[state]} == set(S) - OVER


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "1 to 100"),
        ({"title": "x" * 101}, "101"),
        ({"starts": NOW}, "in the past"),
        ({"starts": NOW + timedelta(days=366, seconds=1)}, "366 days"),
        ({"seats": 0}, "1 to 1000"),
        ({"seats": 1001}, "1 to 1000"),
        ({"reminders": (10081,)}, "seven days"),
        ({"reminders": (-1,)}, "seven days"),
        ({"reminders": (1, 2, 3, 4, 5, 6)}, "at most 5 reminders"),
        ({"gap": 121}, "0 to 120 seconds"),
        ({"place": "x" * 201}, "200 characters"),
        ({"terms": Terms(guests=10)}, "0 to 9 guests"),
        ({"terms": Terms(closes=10081)}, "seven days"),
        ({"terms": Terms(limits=((RoleId(1), -1),))}, "roles"),
        ({"goal": Goal(people=0)}, "1 to 1000 people"),
        ({"goal": Goal(minutes=601)}, "1 to 600 minutes"),
        ({"items": (Item("x"),) * 101}, "at most 100 tracks"),
    ],
)
def test_what_is_out_of_its_range_is_refused_with_the_range(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(BadInput, match=told):
        rules.checked(replace(PARTY, **wrong), now=NOW)


@pytest.mark.parametrize(
    "right",
    [
        {"title": "x" * 100, "seats": 1000, "reminders": (10080, 1)},
        {"title": "비", "seats": 1, "reminders": ()},
        {"seats": None, "starts": NOW + timedelta(seconds=1)},
        {"starts": NOW + timedelta(days=366), "gap": 0, "terms": Terms(guests=9, closes=10080)},
    ],
)
def test_what_is_just_inside_its_range_takes_place(right: dict[str, Any]) -> None:
    wanted = replace(PARTY, **right)
    assert rules.checked(wanted, now=NOW) == wanted


@pytest.mark.parametrize(
    ("typed", "people", "minutes"),
    [
        ("20 people", 20, None),
        ("60 minutes", None, 60),
        ("20 people, 60 minutes", 20, 60),
        ("20 명 60 분", 20, 60),
        ("20명, 60분", 20, 60),
    ],
)
def test_a_goal_counts_people_and_minutes(typed: str, people: int | None, minutes: int | None) -> None:
    assert read_goal(typed) == Goal(people, minutes)


@pytest.mark.parametrize("typed", ["100 loops", "5000 streams", "50 plays", "스밍 100", "100스밍", "loop 20"])
def test_a_goal_in_loops_or_streams_is_refused_with_the_reason(typed: str) -> None:
    with pytest.raises(BadInput, match=r"never loops or streams.*manipulation"):
        read_goal(typed)


@pytest.mark.parametrize("typed", ["many", "20", "people 20", "20 cats", "-5 people"])
def test_what_is_no_goal_shows_how_to_write_one(typed: str) -> None:
    with pytest.raises(BadInput, match="20 people, 60 minutes"):
        read_goal(typed)


def test_a_track_without_a_length_keeps_the_party_from_starting_and_is_named() -> None:
    with pytest.raises(BadInput, match="Song 2 – Singer"):
        rules.start(replace(playable(100, None), state=S.LOBBY), NOW)


@pytest.mark.parametrize(
    ("by", "manager", "minutes", "may"),
    [
        (HOST, False, -60, True),
        (UserId(5), False, 1.9, False),
        (UserId(5), False, 2, True),
        (UserId(6), True, 1.9, False),
        (UserId(6), True, 2, True),
        (UserId(7), False, 60, False),
    ],
)
def test_the_host_starts_and_two_minutes_after_the_time_any_co_host_or_manager(
    by: UserId, manager: bool, minutes: float, may: bool
) -> None:
    party = replace(PARTY, helpers=(UserId(5),))
    now = party.starts + timedelta(minutes=minutes)
    if may:
        rules.may_start(party, by, manager=manager, now=now)
    else:
        with pytest.raises(NotAllowed):
            rules.may_start(party, by, manager=manager, now=now)


def test_a_co_host_takes_over_at_any_time_and_nobody_else() -> None:
    party = replace(PARTY, helpers=(UserId(5), UserId(6)))
    taken = rules.take_over(party, UserId(5))
    assert (taken.host, set(taken.helpers)) == (5, {6, HOST})
    with pytest.raises(NotAllowed, match="co-host"):
        rules.take_over(party, UserId(7))


# What time does ---------------------------------------------------------------------------------------------------


def after(party: Party, **since_start: float) -> PartyState:
    """Where *party* stands so long after (or before) its planned start, with nobody touching it."""
    now = party.starts + timedelta(**since_start)
    while (step := life.stepped(party, now)) != party:
        party = step
    return party.state


def test_time_alone_brings_the_lobby_and_half_an_hour_without_a_start_the_end() -> None:
    party = playable(100, 200)
    assert after(party, minutes=-15.1) is S.OPEN
    assert after(party, minutes=-15) is S.LOBBY
    assert after(party, minutes=29.9) is S.LOBBY
    assert after(party, minutes=30) is S.CANCELLED
    assert after(replace(party, state=S.DRAFT), minutes=0) is S.CANCELLED
    assert after(replace(party, terms=Terms(closes=60)), minutes=-60) is S.CLOSED


def test_a_party_that_starts_by_itself_does_so_at_its_time_and_when_the_bot_was_away_a_little_later() -> None:
    party = replace(playable(100, 200), itself=True)
    assert after(party, minutes=-1.1) is S.LOBBY
    lobby = replace(party, state=S.LOBBY)
    started = life.stepped(lobby, party.starts - timedelta(seconds=60))
    assert started.programme is not None
    assert started.programme.t0 == party.starts
    late = life.stepped(lobby, party.starts + timedelta(minutes=9))
    assert late.programme is not None
    assert late.programme.t0 == party.starts + timedelta(minutes=10)
    off = life.stepped(lobby, party.starts + timedelta(minutes=10))
    assert (off.state, off.reason) == (S.CANCELLED, reasons.NOT_RUN.en)


def test_a_missed_start_is_told_within_ten_minutes_and_later_did_not_run() -> None:
    live = rules.start(replace(playable(3000), state=S.LOBBY), PARTY.starts)
    for state in (State.DUE, State.EXPIRED):
        soon, late = PARTY.starts + timedelta(minutes=9), PARTY.starts + timedelta(minutes=10)
        assert life.missed(live, state, soon) == live
        (told,) = life.told(live, state, soon)
        assert "resync-missed" in told.occurrence
        assert life.missed(live, state, late).reason == reasons.NOT_RUN.en
    for state in (State.SENT, State.SENDING, State.BLOCKED):
        assert life.missed(live, state, PARTY.starts + timedelta(minutes=20)) == live
        assert life.told(live, state, PARTY.starts + timedelta(minutes=9)) == []


def test_an_evening_ends_with_its_last_track_and_is_archived_the_next_morning() -> None:
    live = rules.start(replace(playable(100, 200, gap=5), state=S.LOBBY), PARTY.starts)
    assert life.stepped(live, PARTY.starts + timedelta(seconds=304)) == live
    over = life.stepped(live, PARTY.starts + timedelta(seconds=306))
    assert over.state is S.ENDED
    assert over.ended == PARTY.starts + timedelta(seconds=305)
    morning = announce.morning_after(over)
    assert f"{morning.astimezone(over.zone):%H:%M}" == "09:00"
    assert life.stepped(over, morning).state is S.ARCHIVED


# What is announced ------------------------------------------------------------------------------------------------


def test_an_open_party_wants_its_board_at_once_and_each_reminder_that_is_still_to_come() -> None:
    party = replace(PARTY, reminders=(10080, 60, 10))
    board, *reminders = announce.announced(None, party, NOW)
    assert (board.kind, board.due) == (Kind.BOARD, NOW)
    assert [each.due for each in reminders] == [PARTY.starts - timedelta(minutes=each) for each in (60, 10)]
    assert len({each.token for each in (board, *reminders)}) == 3
    assert announce.announced(None, replace(party, state=S.DRAFT), NOW) == []


def test_moving_the_start_rearms_only_reminders_to_come_and_tells_the_guests_once() -> None:
    from core.parties.model import Answer, Choice, Seat  # noqa: PLC0415 - this test alone needs them

    before = replace(PARTY, reminders=(60, 10), answers=(Answer(UserId(1), Choice.GOING, 1, Seat.TAKEN),))
    moved = replace(before, starts=before.starts + timedelta(minutes=30))
    now = before.starts - timedelta(minutes=20)  # the first reminder has been sent
    planned = announce.announced(before, moved, now)
    assert [each.due for each in planned if each.kind is Kind.REMINDER] == [moved.starts - timedelta(minutes=10)]
    assert [each.occurrence for each in planned if each.kind is Kind.PARTY] == [
        f"5:moved-{int(moved.starts.timestamp())}"
    ]
    assert {"reminder-", "moved-"} <= set(announce.withdrawn(before, moved))


def test_starting_plans_the_call_the_start_to_the_second_and_a_line_every_fifth_track() -> None:
    lobby = replace(playable(*[100] * 12), state=S.LOBBY)
    t0 = NOW + timedelta(minutes=1)
    planned = announce.announced(lobby, rules.start(lobby, t0), NOW)
    assert [(each.occurrence.split(":")[1].split("-")[0], each.due) for each in planned] == [
        ("call", NOW),
        ("start", t0),
        ("fifth", t0 + timedelta(seconds=5 * 105)),
        ("fifth", t0 + timedelta(seconds=10 * 105)),
    ]
    assert planned[1].expires == t0 + announce.START_LATE


@given(st.sampled_from(sorted(S)), st.sampled_from(sorted(S)))
def test_every_message_has_a_name_of_its_own(before: PartyState, state: PartyState) -> None:
    if state is before or state not in NEXT[before]:
        return
    was = replace(playable(*[100] * 12), state=before)
    if before in (S.LIVE, S.PAUSED):
        was = replace(was, programme=rules.planned(was, NOW - timedelta(minutes=1)))
    became = replace(was, state=state, programme=was.programme or rules.planned(was, NOW), ended=NOW)
    names = [(each.channel, each.occurrence) for each in announce.announced(was, became, NOW)]
    assert len(set(names)) == len(names)


def test_a_line_of_togetherness_that_comes_before_the_pause_is_still_said_and_no_later_one() -> None:
    live = rules.start(replace(playable(*[10] * 12, gap=0), state=S.LOBBY), NOW)
    press = NOW + timedelta(seconds=45)  # the sixth track begins at 50, the pause comes at 55, the eleventh at 100
    paused = rules.pause(live, press)
    said = [
        (each.occurrence.split(":")[1].rsplit("-", 1)[0], each.due) for each in announce.announced(live, paused, press)
    ]
    assert said == [("paused", press), ("fifth-5", NOW + timedelta(seconds=50))]
    on = rules.resume(paused, press)
    planned = announce.announced(paused, on, press)
    assert [each.due for each in planned if "fifth-10" in each.occurrence] == [NOW + timedelta(seconds=110)]
