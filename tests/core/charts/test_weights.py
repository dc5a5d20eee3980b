"""What the platforms weigh: one setting, read strictly, each week with the weights of its own time."""

from datetime import date
from fractions import Fraction

import pytest

from core.charts.naming import chart_of
from core.charts.rules.composite import composite
from core.charts.rules.weights import EQUAL, joined, read_weights
from core.errors import BadInput
from tests.core.charts.lists import end, full

CHARTS = [chart_of("spotify-kr-weekly"), chart_of("spotify-us-weekly"), chart_of("melon-kr-weekly")]
SPOTIFY, AMERICA, MELON = (chart.key for chart in CHARTS)


def test_every_chart_of_a_platform_weighs_the_same_and_what_is_not_named_weighs_one() -> None:
    assert read_weights(" Spotify = 3 ").of(CHARTS).on(date(2026, 1, 1)) == {SPOTIFY: 3, AMERICA: 3, MELON: 1}


def test_without_a_setting_all_weigh_the_same() -> None:
    assert read_weights("") == EQUAL
    assert set(EQUAL.of(CHARTS).on(date(1990, 1, 1)).values()) == {1}


def test_a_week_keeps_the_weights_of_its_own_time() -> None:
    weights = read_weights("spotify=2; 2026-07-01: spotify=3, melon=2")
    assert weights.of(CHARTS).on(date(2026, 6, 30)) == {SPOTIFY: 2, AMERICA: 2, MELON: 1}
    assert weights.of(CHARTS).on(date(2026, 7, 1)) == {SPOTIFY: 3, AMERICA: 3, MELON: 2}
    assert read_weights("2026-07-01: melon=2").of(CHARTS).on(date(2026, 6, 30))[MELON] == 1


def test_the_weights_reach_the_score() -> None:
    weights = read_weights("spotify=3").of([CHARTS[0], CHARTS[2]])
    lists = {SPOTIFY: [full(0, 1, depth=50)], MELON: [full(0, 2, depth=50)]}
    (place,) = [each for each in composite(joined(end(0), weights, lists)).places if each.ranks == (1, 2)]
    assert place.score == Fraction(100 * (3 * 50 + 49), 50 * 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("spotify", "“spotify” is no weight"),
        ("spotify=0", "“spotify=0” is no weight"),
        ("spotify=1.5", "from 1 to 999"),
        ("spotify=2,,melon=1", "“” is no weight"),
        ("july: spotify=2", "“july” is no day"),
        ("spotify=2; melon=3", "begin on the same day"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(text: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_weights(text)
    assert said in str(refused.value)
