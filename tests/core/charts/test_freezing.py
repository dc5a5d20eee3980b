"""A composite is frozen on its Sunday; what comes later makes revisions, told from when its issues were published."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.charts.model import Entry, Issue
from core.charts.rules.composite import Composite, Source, composite
from core.charts.rules.freezing import Revision, freezing, moments, revisions
from core.charts.rules.weights import read_weights
from core.values import ChartKey, SongId

MELON, BUGS, GENIE = ChartKey("melon"), ChartKey("bugs"), ChartKey("genie")
THURSDAY, SUNDAY = date(2024, 7, 25), date(2024, 7, 28)


def joined(*lists: Sequence[int] | None, end: date = THURSDAY) -> Composite:
    """The composite of lists of songs, one a platform; ``None`` is not here."""
    return composite(
        [
            Source(chart, 1, None if songs is None else issue(end, songs))
            for chart, songs in zip((MELON, BUGS, GENIE), lists, strict=True)
        ]
    )


def issue(end: date, songs: Sequence[int]) -> Issue:
    return Issue(end, tuple(Entry(SongId(song), rank) for rank, song in enumerate(songs, 1)), 50)


def test_the_freeze_is_sunday_evening_where_the_server_is() -> None:
    assert freezing(SUNDAY, ZoneInfo("Asia/Seoul")).isoformat() == "2024-07-28T23:59:00+09:00"
    assert freezing(SUNDAY, ZoneInfo("America/New_York")).isoformat() == "2024-07-28T23:59:00-04:00"


def test_only_what_came_after_the_freeze_is_a_moment_of_its_own() -> None:
    assert moments([5, 90, 120, 110, 120], frozen=100) == (100, 110, 120)


def test_a_platform_that_came_later_makes_revision_2_and_a_correction_the_next() -> None:
    first, second, third = joined([1, 2], [2, 1], None), joined([1, 2], [2, 1], [1, 3]), joined([1], [2, 1], [1, 3])
    assert revisions([(100, first), (110, second), (120, third)]) == (
        Revision(2, 110, came=(GENIE,)),
        Revision(3, 120, corrected=(MELON,)),
    )


def test_what_says_the_same_is_no_revision_and_the_first_composite_is_revision_1_however_late() -> None:
    whole = joined([1, 2], [2, 1], None)
    assert revisions([(100, None), (110, whole), (120, whole)]) == ()
    assert revisions([(100, None)]) == ()


@given(st.lists(st.sampled_from([joined([1, 2], [2], None), joined([2, 1], [2], None), joined([1], [2], [3])])))
def test_revisions_are_numbered_without_a_gap_and_each_is_a_change(states: list[Composite]) -> None:
    found = revisions(list(enumerate(states)))
    assert [each.number for each in found] == list(range(2, len(found) + 2))
    assert all(states[each.at] != states[each.at - 1] for each in found)


def test_new_weights_are_announced_in_the_first_week_they_are_in_force_alone() -> None:
    weights = read_weights("spotify=2; 2024-07-24: melon=3")
    assert weights.begun(date(2024, 7, 22), SUNDAY) == (date(2024, 7, 24), {"melon": 3})
    assert weights.begun(date(2024, 7, 29), date(2024, 8, 4)) is None
    assert weights.begun(date(2024, 7, 15), date(2024, 7, 21)) is None
