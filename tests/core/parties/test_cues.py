"""The cue arithmetic: when each track starts, where one is, how one gets in late."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.parties import cues
from core.parties.cues import LEAD, MARGIN, SEEK, NotPlaying, Pause, Programme, Spot, programme

T0 = datetime(2024, 7, 27, 11, 0, tzinfo=UTC)
LENGTHS = st.lists(st.integers(1, 600), min_size=1, max_size=12)
MOMENTS = st.integers(-30_000, 4_000_000).map(lambda milliseconds: milliseconds / 1000)


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


@given(LENGTHS, st.integers(0, 120))
def test_track_i_starts_at_t0_plus_all_lengths_and_gaps_before_it(lengths: list[int], gap: int) -> None:
    running = programme(T0, lengths, gap)
    for cue in running.cues:
        assert cue.at == at(sum(length + gap for length in lengths[: cue.number]))
    assert [cue.number for cue in running.cues] == list(range(len(lengths)))
    assert running.ends == running.cues[-1].at + timedelta(seconds=lengths[-1])


@given(LENGTHS, st.integers(0, 30), st.lists(st.tuples(st.integers(0, 900), st.integers(1, 600)), max_size=4))
def test_every_pause_moves_the_later_cues_by_its_length_and_no_earlier_one(
    lengths: list[int], gap: int, stops: list[tuple[int, int]]
) -> None:
    running, moment, total = (
        programme(T0, lengths, gap),
        T0,
        {cue.number: 0.0 for cue in programme(T0, lengths, gap).cues},
    )
    for after, length in stops:
        moment += timedelta(seconds=after)
        if moment + LEAD >= running.ends:
            with pytest.raises(NotPlaying):
                cues.pause(running, moment)
            break
        running = cues.pause(running, moment)
        stopped_at = moment + LEAD
        assert running.pauses[-1] == Pause(stopped_at)
        moment += timedelta(seconds=length)
        later = [cue.number for cue in running.cues if cue.at > stopped_at]
        running = cues.resume(running, moment)
        moment = max(moment, stopped_at) + LEAD  # nobody goes on before everybody has stopped
        assert running.pauses[-1] == Pause(stopped_at, moment)
        for number in later:
            total[number] += (moment - stopped_at).total_seconds()
    for cue in running.cues:
        expected = sum(length + gap for length in lengths[: cue.number]) + total[cue.number]
        assert cue.at == at(expected)


@given(LENGTHS, st.integers(0, 30), MOMENTS)
def test_the_spot_is_right_to_the_second_wherever_one_looks(lengths: list[int], gap: int, seconds: float) -> None:
    running = programme(T0, lengths, gap)
    spot = running.spot(at(seconds))
    begin = 0
    for number, length in enumerate(lengths):
        if begin <= seconds < begin + length:
            assert spot is not None
            assert (spot.number, spot.offset) == (number, int(at(seconds).timestamp() - at(begin).timestamp()))
            return
        begin += length + gap
    assert spot is None


@given(LENGTHS, st.integers(0, 30), MOMENTS)
def test_who_joins_late_is_sent_to_the_next_boundary_and_to_the_exact_second(
    lengths: list[int], gap: int, seconds: float
) -> None:
    running, now = programme(T0, lengths, gap), at(seconds)
    join = running.join(now)
    boundaries = [cue for cue in running.cues if cue.at >= now + MARGIN]
    assert join.boundary == (boundaries[0] if boundaries else None)
    if join.seek is not None:
        assert timedelta(0) <= join.seek.at - now - SEEK < timedelta(seconds=1)
        assert join.seek.at.microsecond == 0
        assert join.seek.at == running.cues[join.seek.number].at + timedelta(seconds=join.seek.offset)
        assert 0 <= join.seek.offset < lengths[join.seek.number]


def test_the_example_of_the_page_open_track_4_seek_to_2_13() -> None:
    running = programme(T0, [200, 210, 220, 230], 7)
    fourth = 200 + 210 + 220 + 3 * 7
    join = running.join(at(fourth + 113))
    assert join.seek is not None
    assert (join.seek.number, join.seek.offset, join.seek.at) == (3, 133, at(fourth + 133))
    assert join.boundary is None


def test_in_the_middle_of_a_pause_one_is_told_where_it_stands_still() -> None:
    running = cues.pause(programme(T0, [200, 200], 5), at(40))
    join = running.join(at(500))
    assert (join.seek, join.boundary) == (None, None)
    assert join.held is not None
    assert (join.held.number, join.held.offset, join.held.held) == (0, 50, True)


def test_after_the_pause_the_same_track_goes_on_where_it_stopped() -> None:
    running = cues.resume(cues.pause(programme(T0, [200, 200], 5), at(40)), at(110))
    on = at(120)
    before, then = running.spot(on - timedelta(seconds=1)), running.spot(on + timedelta(seconds=30))
    assert before is not None
    assert then is not None
    assert (before.offset, before.held) == (50, True)
    assert (then.offset, then.held) == (80, False)
    assert running.cues[1].at == at(205 + 70)
    assert running.ends == at(405 + 70)


def test_pausing_twice_is_pausing_once() -> None:
    once = cues.pause(programme(T0, [200], 5), at(50))
    assert cues.pause(once, at(60)) == once


def test_a_pause_is_told_before_it_comes_and_the_music_goes_on_until_then() -> None:
    running = cues.pause(programme(T0, [200, 200], 5), at(40.2))
    assert running.paused == Pause(at(51))
    for seconds in (41, 50, 50.9):
        assert running.spot(at(seconds)) == Spot(0, int(seconds))
    for seconds in (51, 52, 4000):
        assert running.spot(at(seconds)) == Spot(0, 51, held=True)
    assert running.join(at(45)).held == running.held == Spot(0, 51, held=True)
    assert running.following(at(45)) is None


def test_a_track_that_begins_before_the_pause_does_is_still_to_come() -> None:
    running = cues.pause(programme(T0, [50, 200], 0), at(45))
    assert running.following(at(45)) == running.cues[1]
    assert running.held == Spot(1, 5, held=True)
    assert (running.current(at(49)), running.current(at(50))) == (0, 1)


def test_a_pause_in_a_gap_waits_at_the_beginning_of_the_next_track() -> None:
    running = cues.pause(programme(T0, [50, 200], 30), at(50))
    assert running.spot(at(60)) is None
    assert running.join(at(1000)).held == running.held == Spot(1, 0, held=True)
    on = cues.resume(running, at(1000))
    assert on.following(at(1010)) == on.cues[1]
    assert on.cues[1].at == at(1010 + 20)


@pytest.mark.parametrize("seconds", [40, 41, 49.5, 50])
def test_who_goes_on_before_the_pause_has_come_gives_everybody_the_time_to_stop(seconds: float) -> None:
    running = cues.resume(cues.pause(programme(T0, [200, 200], 5), at(40)), at(seconds))
    assert running.pauses == (Pause(at(50), at(60)),)
    assert (running.spot(at(55)), running.spot(at(61))) == (Spot(0, 50, held=True), Spot(0, 51))


@pytest.mark.parametrize("seconds", [190, 195, 199.5])
def test_what_is_over_before_anybody_could_stop_cannot_be_paused(seconds: float) -> None:
    running = programme(T0, [100, 95], 5)
    with pytest.raises(NotPlaying, match="before everybody could stop"):
        cues.pause(running, at(seconds))
    assert cues.pause(running, at(189)).held == Spot(1, 94, held=True)


@pytest.mark.parametrize("does", [cues.pause, cues.skip, cues.back])
def test_nothing_happens_inside_a_pause_whose_end_was_told(does: Callable[..., Programme | None]) -> None:
    running = cues.resume(cues.pause(programme(T0, [200, 200], 5), at(40)), at(41))
    after = does(running, at(42))
    assert after is not None
    new = {each.at for each in after.cues} - {each.at for each in running.cues}
    assert min(new | {each.at for each in after.pauses[1:]}) == at(60)


@pytest.mark.parametrize("seconds", [-1, 200, 300])
def test_what_does_not_play_cannot_be_paused(seconds: int) -> None:
    with pytest.raises(NotPlaying):
        cues.pause(programme(T0, [200], 5), at(seconds))


def test_what_is_not_paused_cannot_be_resumed() -> None:
    with pytest.raises(NotPlaying):
        cues.resume(programme(T0, [200], 5), at(10))


def test_skipping_brings_the_next_track_in_ten_seconds_and_all_others_after_it() -> None:
    running = cues.skip(programme(T0, [200, 100, 50], 5), at(30))
    assert running is not None
    assert [cue.at for cue in running.cues] == [at(0), at(40), at(145)]
    assert cues.skip(running, at(150)) is None


def test_going_back_replays_the_track_and_in_its_first_seconds_the_one_before() -> None:
    running = programme(T0, [200, 100, 50], 5)
    again = cues.back(running, at(250))
    assert [(cue.number, cue.at) for cue in again.cues[2:]] == [(1, at(260)), (2, at(365))]
    before = cues.back(running, at(207))
    assert [cue.number for cue in before.cues[2:]] == [0, 1, 2]


PRESSES = st.tuples(st.sampled_from(["pause", "skip", "back"]), st.integers(1, 300), st.integers(0, 60))


@given(LENGTHS, st.lists(PRESSES, max_size=6))
def test_whatever_the_host_does_the_cues_stay_in_order_and_what_was_played_stays(
    lengths: list[int], presses: list[tuple[str, int, int]]
) -> None:
    running: Programme | None = programme(T0, lengths, 5)
    moment = T0
    for verb, wait, then in presses:
        assert running is not None
        moment += timedelta(seconds=wait)
        played = [cue for cue in running.cues if cue.at <= moment]
        try:
            if verb == "pause":
                after: Programme | None = cues.resume(cues.pause(running, moment), moment + timedelta(seconds=then))
                moment += timedelta(seconds=then)
            else:
                after = cues.skip(running, moment) if verb == "skip" else cues.back(running, moment)
        except NotPlaying:
            continue
        if after is None:
            return
        assert list(after.cues[: len(played)]) == played
        assert all(one.at < two.at for one, two in pairwise(after.cues))
        assert all(one.until is not None and one.until <= two.at for one, two in pairwise(after.pauses))
        inside = [each for each in after.cues for stop in after.pauses if stop.until and stop.at < each.at < stop.until]
        assert inside == []
        running = after


def test_an_empty_list_cannot_be_played() -> None:
    with pytest.raises(BadInput, match="track list is empty"):
        programme(T0, [], 5)


def test_a_start_between_two_seconds_is_the_next_whole_one() -> None:
    assert programme(T0 + timedelta(milliseconds=1), [10], 0).t0 == at(1)
