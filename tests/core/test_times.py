"""Wall times, zones and instants."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import times
from core.errors import BadInput


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("20:00", time(20)),
        ("8pm", time(20)),
        ("8 PM", time(20)),
        ("8:30pm", time(20, 30)),
        ("20.30", time(20, 30)),
        ("9:30 am", time(9, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        (" 7:05 ", time(7, 5)),
        ("20", time(20)),
    ],
)
def test_a_time_of_day_is_read_as_people_type_it(typed: str, at: time) -> None:
    assert times.wall(typed) == at


@pytest.mark.parametrize("typed", ["", "8", "12", "1", "soon", "24:00", "20:60", "13pm", "8 o'clock", "20:00:00", "-1"])
def test_what_is_no_time_of_day_shows_how_to_write_one(typed: str) -> None:
    with pytest.raises(BadInput, match=r"like 20:00 or 8pm"):
        times.wall(typed)


@given(st.times())
def test_every_minute_of_the_day_is_read_back(at: time) -> None:
    minute = at.replace(second=0, microsecond=0)
    assert times.wall(f"{minute:%H:%M}") == minute
    assert times.wall(f"{minute:%I:%M %p}") == minute


@pytest.mark.parametrize("typed", ["Asia/Seoul", "asia/seoul", " ASIA/SEOUL "])
def test_a_zone_is_found_whatever_its_capitals(typed: str) -> None:
    assert times.zone(typed) == ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("typed", "key"),
    [("seoul", "Asia/Seoul"), ("KST", "Asia/Seoul"), ("서울", "Asia/Seoul"), ("new york", "America/New_York")],
)
def test_a_city_is_its_zone(typed: str, key: str) -> None:
    assert times.zone(typed).key == key
    assert key in times.zones_like(typed)


@pytest.mark.parametrize("typed", ["", "Mars/Base", "Seou", "../etc/passwd", "/etc/localtime", "Asia/Seoul\0", "KOST"])
def test_what_is_no_zone_names_some_that_are(typed: str) -> None:
    with pytest.raises(BadInput, match=r"Asia/Seoul"):
        times.zone(typed)


@pytest.mark.parametrize(
    ("typed", "first"), [("seo", "Asia/Seoul"), ("new y", "America/New_York"), ("BERL", "Europe/Berlin")]
)
def test_the_place_one_begins_to_type_is_offered_first(typed: str, first: str) -> None:
    assert times.zones_like(typed)[0] == first


@given(st.text(max_size=8))
def test_at_most_25_zones_are_offered_and_each_is_one(typed: str) -> None:
    offered = times.zones_like(typed)
    assert len(offered) <= 25
    assert all(times.zone(name).key == name for name in offered[:3])


def test_in_a_gap_the_instant_moves_forward_by_the_gap() -> None:
    moment = times.instant(date(2025, 3, 30), time(2, 30), ZoneInfo("Europe/Berlin"))
    assert moment.astimezone(ZoneInfo("Europe/Berlin")).time() == time(3, 30)


def test_in_a_fold_the_first_one_counts_even_when_the_time_says_otherwise() -> None:
    second = time(2, 30, fold=1)
    moment = times.instant(date(2024, 10, 27), second, ZoneInfo("Europe/Berlin"))
    assert moment == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)


@given(
    st.integers(1_704_067_200, 2_208_988_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),  # 2024 to 2040
    st.integers(0, 6),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(
        [ZoneInfo(name) for name in ("Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")]
    ),
)
def test_the_next_weekday_is_to_come_and_not_further_than_a_week_and_an_hour(
    after: datetime, weekday: int, at: time, where: ZoneInfo
) -> None:
    moment = times.next_weekday(after, weekday, at, where)
    assert timedelta(0) < moment - after <= timedelta(days=7, hours=1)
    assert moment.astimezone(where).weekday() == weekday
