"""The track list: typed lines matched against the catalogue, and what is pointed out about it."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seeds
from core.catalog.view import View
from core.errors import BadInput
from core.parties import tracklist
from core.parties.model import Item
from core.values import DramaKey
from tests.core.parties.nights import PARTY, playable

NAMES = (
    st.text("abc 한글&", min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda name: " by " not in name and any(map(str.isalnum, name)))
)


@pytest.fixture(scope="module")
def view() -> View:
    """The shipped catalogue."""
    return View(seeds.load().catalogue)


def test_a_dramas_list_is_in_the_order_of_its_parts(view: View) -> None:
    items = tracklist.of_drama(DramaKey("lovely-runner"), view.catalogue)
    parts = [view.catalogue.tracks[item.track].release.part or 10_000 for item in items if item.track]
    assert len(parts) == len(items) > 5
    assert parts == sorted(parts)


@pytest.mark.parametrize(
    ("line", "title", "artist", "seconds"),
    [
        ("My song - Somebody 3:45", "My song", "Somebody", 225),
        ("1. My song – Somebody (3:45)", "My song", "Somebody", 225),
        ("12) My song — Somebody [1:02:03]", "My song", "Somebody", 3723),
        ("My song by Somebody", "My song", "Somebody", None),
        ("My song", "My song", "", None),
        ("나의 노래 - 아무개 4:00", "나의 노래", "아무개", 240),
        ("My-song - Some-body", "My-song", "Some-body", None),
    ],
)
def test_a_typed_line_is_title_artist_and_length(
    view: View, line: str, title: str, artist: str, seconds: int | None
) -> None:
    (item,) = tracklist.pasted(line, view)
    assert (item.title, item.artist, item.seconds, item.track) == (title, artist, seconds, None)


@pytest.mark.parametrize("line", ["소나기 - 이클립스", "Sudden Shower - ECLIPSE", "sudden shower by eclipse 3:53"])
def test_what_the_catalogue_knows_is_found_in_either_script(view: View, line: str) -> None:
    (item,) = tracklist.pasted(line, view)
    assert item.track is not None
    assert view.catalogue.tracks[item.track].title.en == "Sudden Shower"


@pytest.mark.parametrize("line", ["3:45", "- 3:45", "x - y 0:00", "x" * 201])
def test_a_line_that_is_no_track_is_named(view: View, line: str) -> None:
    with pytest.raises(BadInput, match="Line 2"):
        tracklist.pasted(f"Good - One 1:00\n{line}", view)


@pytest.mark.parametrize("length", ["99:99", "3:60", "3:5", "1:60:00", "100:10:10", "1:2:3:04", "1000:00", "(3:99)"])
def test_a_length_that_cannot_be_is_refused_with_the_number_of_its_line(view: View, length: str) -> None:
    with pytest.raises(BadInput, match=rf"Line 2: “{length.strip('()')}” is no length"):
        tracklist.pasted(f"Good - One 1:00\nSong - X {length}", view)


def test_a_list_has_at_most_a_hundred_tracks(view: View) -> None:
    assert len(tracklist.pasted("\n".join(f"a{n} - b" for n in range(100)), view)) == 100
    with pytest.raises(BadInput, match="at most 100"):
        tracklist.pasted("\n".join(f"a{n} - b" for n in range(101)), view)


@given(st.lists(st.tuples(NAMES, NAMES, st.none() | st.integers(1, 35_999)), max_size=8))
def test_a_list_that_is_shown_and_sent_back_is_the_same(rows: list[tuple[str, str, int | None]]) -> None:
    empty = View(seeds.load().catalogue.__class__())
    items = tuple(Item(title, artist, seconds) for title, artist, seconds in rows)
    again = tracklist.pasted(tracklist.as_lines(items), empty)
    assert [(each.title, each.artist, each.seconds) for each in again] == [
        (" ".join(item.title.split()), " ".join(item.artist.split()), item.seconds) for item in items
    ]


def test_a_length_once_known_is_kept_when_the_list_is_typed_anew(view: View) -> None:
    before = tracklist.pasted("My song - Somebody 3:45", view)
    assert tracklist.pasted("Other - One\nMy song - Somebody", view, before)[1].seconds == 225


def test_what_the_host_should_know_is_pointed_out() -> None:
    assert tracklist.lint(playable(200, 210)) == []
    assert "no length: “Song 2”" in tracklist.lint(playable(200, None))[0]
    assert "longer than three hours" in tracklist.lint(playable(*[3601] * 3))[0]
    twice = replace(PARTY, items=(Item("A", "x", 1), Item("a", "X", 1), Item("B", "x", 1), Item("a", "x", 1)))
    assert tracklist.lint(twice) == ["“A” is in the list 3 times, in a row"]
    apart = replace(PARTY, items=(Item("A", "x", 1), Item("B", "x", 1), Item("A", "x", 1)))
    assert tracklist.lint(apart) == ["“A” is in the list 2 times"]


def test_an_hour_in_the_night_of_most_guests_is_pointed_out_by_number() -> None:
    seoul, berlin, new_york = map(ZoneInfo, ("Asia/Seoul", "Europe/Berlin", "America/New_York"))
    late = PARTY.starts.replace(hour=15)  # midnight in Seoul
    assert (
        tracklist.asleep(late, [seoul, seoul, berlin]) == "it starts in the night for 2 of 3 guests whose zone is known"
    )
    assert tracklist.asleep(late, [seoul, berlin, new_york]) is None
    assert tracklist.asleep(late, []) is None


def test_the_whole_list_takes_its_lengths_and_the_gaps_between() -> None:
    assert tracklist.total(playable(60, 120, 90, gap=5)) == timedelta(seconds=280)
    assert tracklist.total(playable()) == timedelta()
