"""Who moved, and what tells equal moves apart."""

from core.charts.model import Figures, Issue
from core.charts.rules.movers import Movers, movers
from tests.core.charts.lists import issue, missing, streamed, told


def of(before: Issue, now: Issue) -> Movers:
    one, other = told(before, now)
    return movers(other, one)


def songs(figures: tuple[Figures, ...]) -> list[int]:
    return [one.entry.song for one in figures]


def test_a_week_is_parted_into_climbers_fallers_debuts_and_exits() -> None:
    found = of(issue(0, (1, 1), (2, 2), (3, 9), (4, 8), (5, 5)), issue(1, (3, 1), (4, 2), (1, 3), (2, 7), (6, 6)))
    assert songs(found.climbers) == [3, 4]
    assert songs(found.fallers) == [2, 1]
    assert songs(found.debuts) == [6]
    assert [gone.song for gone in found.exits] == [5]
    assert (found.returns, found.unknown) == ((), ())


def test_returns_are_no_debuts_and_after_a_missing_week_nothing_is_known() -> None:
    back = told(issue(0, (1, 1)), issue(1), issue(2, (1, 1), (2, 5)))[-1]
    assert (songs(movers(back).returns), songs(movers(back).highest_debuts)) == ([1], [2])
    after = told(issue(0, (1, 1)), missing(1), issue(2, (1, 1), (2, 5)))[-1]
    assert songs(movers(after).unknown) == [1, 2]


def test_the_highest_debuts_share_a_rank() -> None:
    assert songs(of(issue(0), issue(1, (1, 4), (2, 4), (3, 6))).highest_debuts) == [1, 2]


def test_equal_moves_go_to_the_better_rank_then_to_the_larger_relative_change_then_share() -> None:
    by_rank = of(issue(0, (1, 10), (2, 12)), issue(1, (1, 5), (2, 7)))
    assert songs(by_rank.biggest_climbs) == [1]
    by_streams = of(streamed(0, (1, 10, 100), (2, 10, 1000)), streamed(1, (1, 5, 150), (2, 5, 1400)))
    assert songs(by_streams.biggest_climbs) == [1]
    shared = of(streamed(0, (1, 10, 100), (2, 10, 200)), streamed(1, (1, 5, 150), (2, 5, 300)))
    assert songs(shared.biggest_climbs) == [1, 2]
    falls = of(issue(0, (1, 1), (2, 3)), issue(1, (1, 6), (2, 8)))
    assert songs(falls.biggest_falls) == [1]


def test_the_greatest_gain_needs_streams_in_both_weeks() -> None:
    found = of(streamed(0, (1, 1, 100), (2, 2, 50), (3, 3, None)), streamed(1, (1, 1, 130), (2, 2, 90), (3, 3, 999)))
    assert (songs(found.greatest_gains), found.gain) == ([2], 40)
    lost = of(streamed(0, (1, 2, 100), (2, 1, 90)), streamed(1, (1, 1, 80), (2, 2, 70)))
    assert (lost.greatest_gains, lost.gain) == ((), None)
    assert songs(lost.climbers) == [1]
