"""Parties that come again, a time that suits most, and what is remembered."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.language import Words
from core.parties import fair, rules
from core.parties.after import ChartAfter, Did, Mark, Move, recap
from core.parties.model import Goal, Item, Terms
from core.parties.recipe import Recipe
from core.parties.series import Repeat, Series, read_repeat
from core.values import DramaKey, GuildId, RoleId, TrackKey, UserId
from tests.core.parties.nights import NOW, PARTY, SEOUL, playable

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
DAYS = st.dates(date(2025, 1, 1), date(2040, 12, 31))


def series(repeat: Repeat, anchor: date, days: tuple[int, ...] = (), zone: ZoneInfo = BERLIN) -> Series:
    return Series(GuildId(1), repeat, anchor, time(20), zone, Recipe.of(PARTY), days)


def test_the_date_of_today_is_to_come_until_its_hour() -> None:
    mine = series(Repeat.WEEKLY, date(2025, 1, 3))
    today, start = date(2025, 1, 10), datetime(2025, 1, 10, 19, 0, tzinfo=UTC)
    assert mine.coming(start - timedelta(seconds=1))[:2] == [today, date(2025, 1, 17)]
    assert mine.coming(start)[0] == date(2025, 1, 17)
    assert mine.coming(datetime(2020, 1, 1, tzinfo=UTC))[:1] == []
    assert mine.coming(datetime(2024, 12, 1, tzinfo=UTC))[0] == mine.anchor


def test_a_party_that_was_moved_stands_for_the_date_it_was_moved_from() -> None:
    weekly = series(Repeat.WEEKLY, date(2025, 1, 5))
    assert weekly.own_date(date(2025, 1, 12)) == date(2025, 1, 12)
    assert weekly.own_date(date(2025, 1, 11)) == weekly.own_date(date(2025, 1, 13)) == date(2025, 1, 12)
    assert weekly.own_date(date(2025, 1, 4)) == date(2025, 1, 5), "there is none before the first"
    days = series(Repeat.DAYS, date(2025, 1, 7), (1, 3))  # Tuesdays and Thursdays
    assert days.own_date(date(2025, 1, 6)) == date(2025, 1, 7)
    assert days.next_date(days.own_date(date(2025, 1, 7))) == date(2025, 1, 9)


@given(
    st.sampled_from(Repeat), DAYS, st.sets(st.integers(0, 6), min_size=1), st.sampled_from([BERLIN, NEW_YORK, SEOUL])
)
def test_every_date_of_a_series_is_at_the_same_wall_time_and_later_than_the_last(
    repeat: Repeat, anchor: date, days: set[int], zone: ZoneInfo
) -> None:
    mine = series(repeat, anchor, tuple(days), zone)
    dates = list(islice(mine.dates(anchor), 8))
    for day in dates:
        assert mine.starts(day).astimezone(zone).time() == time(20)
    assert all(mine.starts(one) < mine.starts(two) for one, two in pairwise(dates))
    apart = {(two - one).days for one, two in pairwise([anchor, *dates])}
    if repeat is Repeat.WEEKLY:
        assert apart == {7}
    elif repeat is Repeat.BIWEEKLY:
        assert apart == {14}
    elif repeat is Repeat.MONTHLY:
        assert {day.weekday() for day in dates} == {anchor.weekday()}
        assert all(
            (two.year * 12 + two.month) - (one.year * 12 + one.month) == 1 for one, two in pairwise([anchor, *dates])
        )
    else:
        assert {day.weekday() for day in dates} <= days


def test_eight_oclock_stays_eight_oclock_when_the_clocks_change() -> None:
    mine = series(Repeat.WEEKLY, date(2024, 10, 25))
    assert mine.starts(date(2024, 10, 25)) == datetime(2024, 10, 25, 18, tzinfo=UTC)
    assert mine.starts(mine.next_date(date(2024, 10, 25))) == datetime(2024, 11, 1, 19, tzinfo=UTC)


def test_a_skipped_date_is_left_out() -> None:
    mine = replace(series(Repeat.WEEKLY, date(2024, 7, 27)), skipped=(date(2024, 8, 3),))
    assert mine.next_date(date(2024, 7, 27)) == date(2024, 8, 10)


@pytest.mark.parametrize(
    ("typed", "repeat", "days"),
    [
        ("weekly", Repeat.WEEKLY, ()),
        ("매주", Repeat.WEEKLY, ()),
        ("Biweekly", Repeat.BIWEEKLY, ()),
        ("격주", Repeat.BIWEEKLY, ()),
        ("monthly", Repeat.MONTHLY, ()),
        ("tue, thu", Repeat.DAYS, (1, 3)),
        ("Saturday and Sunday", Repeat.DAYS, (5, 6)),
        ("월 수 금요일", Repeat.DAYS, (0, 2, 4)),
    ],
)
def test_a_rhythm_is_read_in_two_languages(typed: str, repeat: Repeat, days: tuple[int, ...]) -> None:
    assert read_repeat(typed) == (repeat, days)


@pytest.mark.parametrize("typed", ["", "often", "daily-ish", "mo"])
def test_what_is_no_rhythm_shows_how_to_say_one(typed: str) -> None:
    with pytest.raises(BadInput, match="weekly, biweekly, monthly, or weekdays"):
        read_repeat(typed)


def test_a_recipe_comes_back_from_the_store_as_it_was() -> None:
    items = (Item("비", "A", 61, TrackKey("a/b"), ("https://x.y",)), Item("c", nominated=True, by=UserId(1)))
    party = replace(
        PARTY, items=items, terms=Terms(2, RoleId(1), ((RoleId(2), 3),), RoleId(4), 30), goal=Goal(20, 60),
        drama=DramaKey("d"), place="x", itself=True, reminders=(60, 10),
    )  # fmt: skip
    recipe = Recipe.of(party)
    assert Recipe.read(recipe.text()) == recipe
    made = recipe.party(party.guild, party.host, party.starts, party.zone)
    assert replace(made, state=party.state, items=party.items, id=party.id) == party
    assert [item.title for item in made.items] == ["비"], "nominations are of the evening"


# A time that suits --------------------------------------------------------------------------------------------------


def test_a_time_at_which_everybody_is_up_is_found() -> None:
    found = fair.slots({SEOUL: 3, BERLIN: 2}, [], date(2024, 7, 27), 3, SEOUL, now=NOW)
    assert len(found) == 3
    for slot in found:
        assert slot.there == 5
        assert all(fair.is_awake(slot.starts, zone) for zone in (SEOUL, BERLIN))


def test_a_zone_left_out_of_the_last_five_weighs_more() -> None:
    members = {SEOUL: 3, NEW_YORK: 2}
    nights = [datetime(2024, 7, day, 8, tzinfo=UTC) for day in range(20, 25)]  # 17:00 in Seoul, 04:00 in New York
    assert fair.left_out(members, nights) == {SEOUL: 0, NEW_YORK: 5}
    never = fair.slots({SEOUL: 30, NEW_YORK: 2}, [], date(2024, 7, 27), 1, SEOUL, now=NOW)[0]
    assert SEOUL in never.awake
    always = fair.slots({SEOUL: 3, NEW_YORK: 2}, nights, date(2024, 7, 27), 1, SEOUL, now=NOW)[0]
    assert NEW_YORK in always.awake


def test_only_the_last_five_parties_count() -> None:
    nights = [datetime(2024, 7, 26, 12, tzinfo=UTC)] * 5 + [datetime(2024, 7, 1, 18, tzinfo=UTC)] * 9
    assert fair.left_out([SEOUL], nights) == {SEOUL: 0}


def test_without_any_known_zone_it_is_said_how_to_tell() -> None:
    with pytest.raises(BadInput, match="/me settings"):
        fair.slots({}, [], date(2024, 7, 27), 3, SEOUL, now=NOW)


# Afterwards ---------------------------------------------------------------------------------------------------------


def test_a_recap_counts_people_once_and_only_the_music_that_was_played() -> None:
    party = replace(playable(60, 120, 90), goal=Goal(5, 3))
    party = replace(party, programme=rules.planned(party, NOW), ended=NOW + timedelta(seconds=125))
    marks = [
        Mark(UserId(1), Did.HEART, 1, NOW),
        Mark(UserId(2), Did.HEART, 1, NOW),
        Mark(UserId(1), Did.HEART, 0, NOW),
        Mark(UserId(3), Did.HERE, -1, NOW),
        Mark(UserId(4), Did.READY, -1, NOW),
        Mark(UserId(1), Did.NOTE, 1, NOW, 30, "wow"),
    ]
    found = recap(party, marks)
    assert found.there == (1, 2, 3)
    assert [(item.title, number) for item, number in found.hearts] == [("Song 2", 2), ("Song 1", 1)]
    assert found.minutes == 2  # 60 s and 60 s of the second; the gap does not count
    assert found.goal() == "3 of 5 people, 2 of 3 minutes together"


def test_what_the_chart_did_is_stated_as_coincidence_and_what_is_not_here_is_not_invented() -> None:
    moved = ChartAfter(
        Words("Bugs", "벅스"), date(2024, 7, 25), date(2024, 8, 1), (Move("Star", 5, 3), Move("Run", None, 9))
    )
    assert "Star #5 → #3; Run not on it → #9" in moved.words()
    assert "proves none" in moved.words()
    assert "coincide" in moved.words()
    assert "not here yet" in ChartAfter(Words("Bugs", "벅스"), date(2024, 7, 25), None).words()
