"""What charts are called."""

import pytest

from core.charts.naming import chart_key, chart_of, chart_title, market_code, ost_key, ost_title
from core.errors import BadInput


def test_a_charts_key_and_title() -> None:
    assert chart_key("spotify", "kr", "top", "weekly") == "spotify-kr-weekly"
    assert chart_title("spotify", "kr", "top", "weekly") == "Spotify South Korea, weekly"
    assert chart_key("billboard", "us", "hot100", "weekly") == "billboard-us-hot100-weekly"
    assert chart_title("billboard", "global", "200", "weekly") == "Billboard Global 200, weekly"


def test_the_ost_chart_carries_its_sources_name() -> None:
    assert ost_key(chart_key("melon", "kr", "top", "daily")) == "melon-kr-daily-ost"
    assert ost_title("Melon South Korea, daily") == "K-drama OSTs on Melon South Korea, daily"


@pytest.mark.parametrize(
    "parts",
    [
        ("spotify", "kr", "top", "weekly"),
        ("spotify", "global", "viral", "daily"),
        ("billboard", "global", "k-songs", "weekly"),
        ("billboard", "us", "hot100", "weekly"),
        ("spotify", "hk", "top50", "daily"),
    ],
)
def test_a_typed_key_is_read_back_as_its_chart(parts: tuple[str, str, str, str]) -> None:
    chart = chart_of(chart_key(*parts))
    assert (chart.platform, chart.market, chart.kind, chart.cadence) == parts
    assert chart.of is None
    ost = chart_of(ost_key(chart.key).upper())
    assert (ost.key, ost.of) == (f"{chart.key}-ost", chart.key)


@pytest.mark.parametrize(
    "key", ["", "spotify", "spotify-weekly", "spotify-kr", "kr-weekly; drop", "spotify-nowhere-weekly"]
)
def test_what_is_no_key_is_refused_with_an_example(key: str) -> None:
    with pytest.raises(BadInput, match="spotify-kr-weekly"):
        chart_of(key)


def test_markets_are_known_by_code_and_by_name() -> None:
    assert market_code("South Korea") == market_code("KR") == "kr"
    assert market_code("Global") == "global"
    assert market_code("Atlantis") is None
