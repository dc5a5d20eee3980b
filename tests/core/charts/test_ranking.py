"""Ties, and the OST chart drawn from a whole chart."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.charts.model import Claim, Entry, Issue, Mark, Status
from core.charts.rules.figures import weeks
from core.charts.rules.ranking import competition_ranks, ost_issue, tied_ranks
from core.values import SongId

OSTS = {SongId(1), SongId(2), SongId(3)}
LAST_WEEK, THIS_WEEK = date(2026, 3, 5), date(2026, 3, 12)


def source(end: date, *songs: tuple[int, int], depth: int = 100) -> Issue:
    return Issue(end, tuple(Entry(SongId(song), rank) for song, rank in songs), depth)


def osts(issue: Issue) -> Issue:
    return ost_issue(issue, OSTS.__contains__)


def test_equal_values_share_a_rank_and_the_next_one_skips() -> None:
    assert competition_ranks([97, 94, 94, 90]) == (1, 2, 2, 4)
    assert competition_ranks([]) == ()


@given(st.lists(st.integers(0, 5)).map(sorted))
def test_a_competition_rank_is_one_more_than_the_number_of_better_ones(values: list[int]) -> None:
    assert competition_ranks(values) == tuple(1 + sum(other < value for other in values) for value in values)


def test_a_shared_rank_is_known_as_a_tie() -> None:
    assert tied_ranks(source(THIS_WEEK, (1, 4), (2, 4), (3, 6)).entries) == {4}


def test_the_osts_are_ranked_anew_and_keep_the_sources_rank_beside() -> None:
    drawn = osts(source(THIS_WEEK, (9, 1), (2, 3), (8, 17), (1, 41)))
    assert [(entry.song, entry.rank, entry.source_rank) for entry in drawn.entries] == [(2, 1, 3), (1, 2, 41)]


def test_osts_tied_on_the_source_are_tied_on_the_ost_chart() -> None:
    drawn = osts(source(THIS_WEEK, (1, 4), (2, 4), (9, 6), (3, 7)))
    assert [entry.rank for entry in drawn.entries] == [1, 1, 3]


def test_an_ost_missing_from_last_weeks_whole_chart_is_new_and_one_that_was_there_before_returns() -> None:
    before = source(date(2026, 2, 26), (1, 80), (9, 1))
    quiet = source(LAST_WEEK, (9, 1), (2, 50))
    now = source(THIS_WEEK, (9, 1), (2, 40), (3, 70), (1, 90))
    figures = {f.entry.song: f for f in list(weeks(map(osts, (before, quiet, now))))[-1].figures}
    assert [figures[SongId(song)].mark for song in (2, 3, 1)] == [Mark.SAME, Mark.NEW, Mark.RETURN]
    assert [figures[SongId(song)].entry.rank for song in (2, 3, 1)] == [1, 2, 3]


def test_a_source_too_shallow_for_the_song_leaves_it_unknown_whatever_its_rank_among_the_osts() -> None:
    quiet = source(LAST_WEEK, (9, 1), (2, 3), depth=50)
    now = source(THIS_WEEK, (9, 1), (2, 3), (3, 50), (1, 70))
    figures = {f.entry.song: f for f in list(weeks(map(osts, (source(date(2026, 2, 26)), quiet, now))))[-1].figures}
    assert figures[SongId(3)].mark is Mark.NEW
    assert (figures[SongId(1)].mark, figures[SongId(1)].entry.rank) == (Mark.UNKNOWN, 3)


def test_an_ost_that_may_only_be_below_the_sources_list_has_not_been_seen_to_leave() -> None:
    wide, narrow = source(LAST_WEEK, (2, 3), (1, 70)), source(THIS_WEEK, (9, 1), depth=50)
    exits = list(weeks(map(osts, (wide, narrow))))[-1].exits
    assert [(exit_.song, exit_.last_rank, exit_.known) for exit_ in exits] == [(2, 1, True), (1, 2, False)]


def test_a_week_without_an_ost_is_an_empty_issue_that_proves_absence() -> None:
    empty = osts(source(LAST_WEEK, (9, 1)))
    assert (empty.entries, empty.depth, empty.status) == ((), 100, Status.PUBLISHED)
    now = osts(source(THIS_WEEK, (1, 99)))
    assert list(weeks([empty, now]))[-1].figures[0].mark is Mark.NEW


def test_a_missing_week_stays_missing() -> None:
    gap = Issue(LAST_WEEK, status=Status.MISSING)
    assert osts(gap).status is Status.MISSING


def test_the_sources_ranks_are_not_claimed_for_the_ost_chart_but_its_memory_is() -> None:
    claim = Claim(last_week=12, peak=3, weeks=7)
    drawn = osts(Issue(THIS_WEEK, (Entry(SongId(1), 20, claim=claim),), 100))
    assert drawn.entries[0].claim == Claim(weeks=7, is_new=False)
    first = osts(source(LAST_WEEK, (9, 1)))
    assert list(weeks([first, drawn]))[-1].figures[0].mark is Mark.RETURN
