"""What came out when, and what comes next."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.calendar import Out, coming, day_in_korea, day_since, instant_of, released, timeline, year_of
from core.catalog.model import Catalogue, Drama, Facet, Names, Release, ReleaseKind, Tag, Track
from core.errors import BadInput
from core.values import DramaKey, TrackKey

NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
"""Noon in Korea."""
TODAY = date(2026, 11, 20)
PART = ReleaseKind.PART


def made(*releases: tuple[str, Release], tags: tuple[str, ...] = (), first_air: date | None = None) -> Catalogue:
    """A catalogue with one track a release, each named by its drama and its number."""
    dramas = {DramaKey(key): Drama(DramaKey(key), Names(key), first_air) for key, _ in releases}
    tracks = [
        Track(TrackKey(f"{key}/{number}"), DramaKey(key), Names(f"{number:02}"), release=release, tags=tags)
        for number, (key, release) in enumerate(releases)
    ]
    return Catalogue(dramas, tracks={track.key: track for track in tracks})


def days(outs: list[Out]) -> list[tuple[str, str, date | None]]:
    """What came out, short."""
    return [(out.drama, str(out.release), out.day) for out in outs]


def test_tracks_of_one_release_come_out_together_and_of_two_dramas_apart() -> None:
    one = Release(PART, 1, TODAY, 18)
    found = released(made(("a", one), ("a", one), ("b", one)), TODAY, TODAY)
    assert [(out.drama, len(out.tracks)) for out in found] == [("a", 2), ("b", 1)]


def test_two_releases_may_have_the_same_part_number() -> None:
    catalogue = made(("a", Release(PART, 1, TODAY)), ("a", Release(PART, 1, TODAY + timedelta(days=7))))
    assert len(released(catalogue, TODAY, date.max)) == 2


def test_of_one_day_the_known_hours_come_first_in_order() -> None:
    catalogue = made(
        ("a", Release(PART, 1, TODAY)), ("b", Release(PART, 1, TODAY, 18)), ("c", Release(PART, 1, TODAY, 12))
    )
    assert [out.drama for out in released(catalogue, TODAY, TODAY)] == ["c", "b", "a"]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(-40, 40), st.none() | st.integers(0, 23)), max_size=12),
    st.integers(-40, 40),
    st.integers(0, 40),
)
def test_what_is_released_is_within_the_days_asked_in_order_and_nothing_is_lost(
    many: list[tuple[str, int, int | None]], first: int, length: int
) -> None:
    catalogue = made(
        *((drama, Release(PART, 1, TODAY + timedelta(days=day), hour)) for drama, day, hour in many), ("z", Release())
    )
    since, until = TODAY + timedelta(days=first), TODAY + timedelta(days=first + length)
    found = released(catalogue, since, until)
    assert [out.day for out in found] == sorted(out.day for out in found if out.day)
    within = [track for track in catalogue.tracks.values() if track.release.released]
    within = [track for track in within if since <= (track.release.released or date.min) <= until]
    assert sorted(track.key for out in found for track in out.tracks) == sorted(track.key for track in within)


def test_six_in_the_evening_in_korea_is_nine_in_the_morning_utc() -> None:
    assert instant_of(Release(PART, 1, TODAY, 18)) == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert instant_of(Release(PART, 1, TODAY)) is None
    assert instant_of(Release(PART, 1, None, 18)) is None


def test_a_part_of_this_evening_is_still_coming_at_noon_and_one_without_an_hour_is_out() -> None:
    catalogue = made(("a", Release(PART, 1, TODAY, 18)), ("b", Release(PART, 1, TODAY)))
    assert [out.drama for out in coming(catalogue, NOON)] == ["a"]
    assert coming(catalogue, NOON + timedelta(hours=6)) == []
    assert [out.is_out(NOON) for out in timeline(made(("a", Release())), DramaKey("a"))] == [None]


def test_the_next_part_of_a_drama_is_its_nearest() -> None:
    later, next_, other = (Release(PART, n, TODAY + timedelta(days=n)) for n in (9, 3, 1))
    found = coming(made(("a", later), ("a", next_), ("b", other)), NOON, DramaKey("a"))
    assert days(found)[0] == ("a", "Part 3", TODAY + timedelta(days=3))


def test_a_day_in_korea_begins_at_three_in_the_afternoon_utc() -> None:
    assert day_in_korea(datetime(2026, 11, 20, 14, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert day_in_korea(datetime(2026, 11, 20, 15, 0, tzinfo=UTC)) == date(2026, 11, 21)


def test_a_timeline_goes_from_part_one_to_the_album_and_the_score() -> None:
    kinds = (ReleaseKind.UNKNOWN, ReleaseKind.SCORE, ReleaseKind.ALBUM, ReleaseKind.SPECIAL)
    catalogue = made(*(("a", Release(kind)) for kind in kinds), ("a", Release(PART, 10)), ("a", Release(PART, 2)))
    found = [str(out.release) for out in timeline(catalogue, DramaKey("a"))]
    assert found == ["Part 2", "Part 10", "Special", "Album", "Score", "part unknown"]


def test_a_lead_single_without_a_release_leads() -> None:
    single = made(("a", Release()), tags=("lead-single",))
    album = made(("a", Release(ReleaseKind.ALBUM)), ("a", Release(ReleaseKind.ALBUM)))
    both = album | Catalogue(tracks={TrackKey("a/single"): next(iter(single.tracks.values()))})
    both = both | Catalogue(tags={"lead-single": Tag("lead-single", Facet.ROLE, "lead single", None, "It leads.")})
    assert str(timeline(both, DramaKey("a"))[0].release) == "part unknown"


def test_a_track_is_of_the_year_it_came_out_else_of_its_drama() -> None:
    dated = made(("a", Release(PART, 1, date(2020, 1, 1))), ("a", Release()), first_air=date(2019, 12, 20))
    assert [year_of(track, dated) for track in dated.tracks.values()] == [2020, 2019]
    unknown = made(("a", Release()))
    assert year_of(next(iter(unknown.tracks.values())), unknown) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-01", date(2026, 11, 1)),
        ("2026-10", date(2026, 10, 1)),
        ("2026", date(2026, 1, 1)),
        ("30 days", date(2026, 10, 21)),
        ("7d", date(2026, 11, 13)),
        ("10일", date(2026, 11, 10)),
        ("0 days", TODAY),
    ],
)
def test_a_day_to_look_back_to_may_be_typed_in_many_ways(typed: str, day: date) -> None:
    assert day_since(typed, NOON) == day


@pytest.mark.parametrize("typed", ["soon", "2026-13-01", "2026-11-21", "-5 days", "99999 days", ""])
def test_what_is_no_day_or_lies_ahead_is_refused_with_a_way_on(typed: str) -> None:
    with pytest.raises(BadInput, match=r"write it like|upcoming"):
        day_since(typed, NOON)
