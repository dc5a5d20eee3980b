"""Surge and staying power (docs/charts.md, "Momentum, sustain")."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import log

import pytest
from hypothesis import given

from core.charts.model import Issue, Week
from core.charts.rules.momentum import Momentum, Pace, Quadrant, momentum, pace
from core.charts.rules.ranking import ost_issue
from core.values import SongId
from tests.core.charts.lists import SONG, charts, full, issue, missing, streamed, told, void, worked_run


def of(weeks: Sequence[Week], song: int = SONG) -> Momentum:
    return next(found for found in momentum(weeks) if found.song == song)


def value(weeks: Sequence[Week], song: int = SONG) -> float:
    found = of(weeks, song).value
    assert found is not None
    return found


def test_the_worked_run_rises_fast_then_eases() -> None:
    weeks = worked_run()
    third, fifth = of(weeks[:4]), of(weeks[:6])
    assert third.value == pytest.approx(log(9 / 4) + 0.6 * log(15 / 9) + 0.36 * log(21 / 15))
    assert third.value == pytest.approx(1.2386, abs=1e-4)
    assert third.pace is Pace.RISING_FAST
    assert fifth.value == pytest.approx(-0.1574, abs=1e-4)  # ln(4/7) + 0 + 0.36 ln(9/4) + 0.216 ln(15/9)
    assert fifth.pace is Pace.EASING


def test_absent_from_a_known_issue_is_one_below_the_smallest_depth() -> None:
    back = of(worked_run()[:9])
    assert back.value == pytest.approx(log(21 / 14) + 0.6 * log(12 / 21) + 0.36 * log(7 / 12) + 0.216 * log(4 / 7))


def test_void_issues_leave_no_trace() -> None:
    weeks = worked_run()
    assert weeks[10].figures == ()
    assert of(weeks).value == pytest.approx(
        log(20 / 18) + 0.6 * log(14 / 20) + 0.36 * log(21 / 14) + 0.216 * log(12 / 21)
    )


def test_from_10_to_5_outweighs_from_100_to_95() -> None:
    top, low = (told(full(0, one, 100), full(1, other, 100)) for one, other in ((10, 5), (100, 95)))
    assert value(top) == pytest.approx(log(2))
    assert value(top) > 10 * value(low)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0.61, Pace.RISING_FAST),
        (0.60, Pace.RISING),
        (0.16, Pace.RISING),
        (0.15, Pace.STEADY),
        (-0.15, Pace.STEADY),
        (-0.16, Pace.EASING),
        (-0.60, Pace.EASING),
        (-0.61, Pace.FALLING),
    ],
)
def test_momentum_is_told_in_words_by_its_thresholds(number: float, word: Pace) -> None:
    assert pace(number) is word


def test_a_debut_has_no_momentum_and_a_first_issue_neither() -> None:
    debut = of(told(full(0, None), full(1, 3)))
    assert (debut.value, debut.pace, debut.quadrant) == (None, None, Quadrant.DEBUT)
    baseline = of(told(full(0, 3)))
    assert (baseline.value, baseline.quadrant) == (None, None)


def test_an_unknown_last_week_leaves_momentum_unknown_and_an_older_one_is_skipped() -> None:
    assert of(told(full(0, 9), full(1, 8), missing(2), full(3, 2))).value is None
    assert of(told(full(0, None, depth=50), full(1, 60, depth=100)), SONG).value is None
    older = told(full(0, 16), missing(1), full(2, 8), full(3, 4))
    assert value(older) == pytest.approx(log(8 / 4))


def test_all_issues_are_seen_as_deep_as_the_shallowest() -> None:
    weeks = told(full(0, 10, depth=10), full(1, 60, depth=100), full(2, 5, depth=100))
    assert value(weeks) == pytest.approx(log(11 / 5) + 0.6 * log(10 / 11))


def test_streams_replace_ranks_where_every_issue_used_has_them() -> None:
    both = told(streamed(0, (1, 2, 1000), (2, 1, 500)), streamed(1, (1, 2, 500), (2, 1, None)))
    assert of(both).value == pytest.approx(log(0.5))
    assert of(both).by_metric
    assert of(both, 2).value == 0
    assert not of(both, 2).by_metric
    gap = told(streamed(0, (1, 1, 10)), streamed(1, (2, 1, 9)), streamed(2, (1, 1, 20)), streamed(3, (1, 1, 40)))
    assert not of(gap).by_metric
    later = told(*(streamed(number, (1, 1, 100 * 2**number)) for number in range(7)))
    assert of(later).value == pytest.approx(log(2) * (1 + 0.6 + 0.36 + 0.216))


def test_staying_power_is_the_mean_worth_of_the_last_thirteen_known_issues() -> None:
    assert of(worked_run()).sustain == Fraction(100 * 86, 20 * 11)
    long = told(*(full(number, 1 if number < 4 else 11) for number in range(17)))
    assert of(long).sustain == 50
    assert of(told(*(full(number, 1) for number in range(13)))).sustain == 100


def test_under_eight_known_issues_staying_power_is_too_early_to_tell() -> None:
    seven = told(*(full(number, 1) for number in range(6)), missing(6), void(7), full(8, 1))
    assert of(seven).too_early
    assert not of(told(*(full(number, 1) for number in range(8)))).too_early


def quadrants(*last: tuple[int, int]) -> dict[int, Quadrant | None]:
    """After nine weeks of songs 1 to 6 at their own rank, where *last* puts them."""
    weeks = told(*(issue(number, *((n, n) for n in range(1, 7))) for number in range(9)), issue(9, *last))
    return {found.song: found.quadrant for found in momentum(weeks)}


def test_the_quadrants_part_surge_and_staying_power() -> None:
    found = quadrants((2, 1), (1, 2), (3, 3), (6, 4), (4, 5), (9, 6))
    assert found == {
        2: Quadrant.POWERHOUSE,
        1: Quadrant.FADING,
        3: Quadrant.STEADY,
        6: Quadrant.BREAKOUT,
        4: Quadrant.FADING,
        9: Quadrant.DEBUT,
    }
    assert quadrants(*((n, n) for n in range(1, 7)))[1] is Quadrant.EVERGREEN


def test_the_cut_is_the_67th_percentile_of_the_chart() -> None:
    found = quadrants(*((n, n) for n in range(1, 7)))
    assert [song for song, quadrant in found.items() if quadrant is Quadrant.EVERGREEN] == [1, 2]


def test_while_it_is_too_early_nothing_is_called_lasting() -> None:
    weeks = told(issue(0, (1, 1), (2, 8), (3, 3)), issue(1, (1, 1), (2, 4), (3, 6)))
    assert {found.song: found.quadrant for found in momentum(weeks)} == {
        1: Quadrant.STEADY,
        2: Quadrant.BREAKOUT,
        3: Quadrant.FADING,
    }


@given(charts())
def test_momentum_is_told_of_every_entry_and_no_later_week_changes_it(issues: Sequence[Issue]) -> None:
    weeks = told(*issues)
    for number in range(1, len(weeks) + 1):
        found = momentum(weeks[:number])
        assert [one.song for one in found] == [figures.entry.song for figures in weeks[number - 1].figures]
        assert all(one.sustain is None or 0 <= one.sustain <= 100 for one in found)
        assert all((one.value is None) == (one.quadrant in (None, Quadrant.DEBUT)) for one in found)
    assert momentum(weeks) == momentum(told(*issues, full(99, None))[:-1])


@given(charts())
def test_an_ost_has_the_momentum_it_has_on_the_whole_chart(issues: Sequence[Issue]) -> None:
    def is_ost(song: SongId) -> bool:
        return song % 2 == 0

    whole = {one.song: replace(one, quadrant=None) for one in momentum(told(*issues))}
    for one in momentum(told(*(ost_issue(one, is_ost) for one in issues))):
        assert replace(one, quadrant=None) == whole[one.song]
