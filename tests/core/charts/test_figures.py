"""What a week says of its entries (docs/charts.md, "Weekly figures")."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts.model import Claim, Coverage, Entry, Exit, Figures, Issue, Mark, Status, Week
from core.charts.rules.figures import Ledger, Past, weeks
from core.values import SongId

FIRST = date(2026, 1, 1)
SONG = SongId(1)
OTHERS = 1_000


def end(week: int) -> date:
    return FIRST + timedelta(weeks=week)


def issue(week: int, *songs: tuple[int, int], depth: int = 20, status: Status = Status.PUBLISHED) -> Issue:
    """The issue of *week* with ``(song, rank)`` entries."""
    return Issue(end(week), tuple(Entry(SongId(song), rank) for song, rank in songs), depth, status)


def full(week: int, song_rank: int | None, depth: int = 20) -> Issue:
    """A whole chart of other songs, with our song at *song_rank*, or off the chart."""
    return issue(
        week, *((1 if rank == song_rank else OTHERS + rank, rank) for rank in range(1, depth + 1)), depth=depth
    )


def void(week: int) -> Issue:
    return issue(week, depth=0, status=Status.VOID)


def missing(week: int) -> Issue:
    return issue(week, depth=0, status=Status.MISSING)


def of(week: Week, song: int = SONG) -> Figures | None:
    return next((figures for figures in week.figures if figures.entry.song == song), None)


def told(issues: Sequence[Issue], song: int = SONG) -> Figures:
    """The song's figures in the last of *issues*."""
    figures = of(list(weeks(issues))[-1], song)
    assert figures is not None
    return figures


RUN = (15, 9, 4, 4, 7, 12, None, 14, 20)


def worked_run(tenth: Issue) -> list[Figures | None]:
    issues = [full(0, None), *(full(week, rank) for week, rank in enumerate(RUN, start=1)), tenth, full(11, 18)]
    return [of(week) for week in weeks(issues)][1:]


def test_the_worked_run_comes_out_line_by_line() -> None:
    table = [
        # last week, mark, move, peak, weeks at the peak, new peak, weeks, streak
        (None, Mark.NEW, None, 15, 1, False, 1, 1),
        (15, Mark.UP, 6, 9, 1, True, 2, 2),
        (9, Mark.UP, 5, 4, 1, True, 3, 3),
        (4, Mark.SAME, 0, 4, 2, False, 4, 4),
        (4, Mark.DOWN, -3, 4, 2, False, 5, 5),
        (7, Mark.DOWN, -5, 4, 2, False, 6, 6),
        None,
        (None, Mark.RETURN, None, 4, 2, False, 7, 1),
        (14, Mark.DOWN, -6, 4, 2, False, 8, 2),
        None,
        (20, Mark.UP, 2, 4, 2, False, 9, 3),
    ]
    computed = [
        f and (f.last_week, f.mark, f.move, f.peak, f.weeks_at_peak, f.new_peak, f.weeks, f.streak)
        for f in worked_run(void(10))
    ]
    assert computed == table
    assert [f.peak_on for f in worked_run(void(10)) if f] == [
        *(end(week) for week in (1, 2, 3)),
        *[end(3)] * 6,
    ]
    assert not any(f.weeks_at_least or f.streak_at_least or f.in_our_data for f in worked_run(void(10)) if f)


def test_the_worked_run_over_a_missing_week_counts_at_least() -> None:
    last = worked_run(missing(10))[-1]
    assert last is not None
    assert (last.mark, last.last_week, last.move) == (Mark.UNKNOWN, None, None)
    assert (last.weeks, last.weeks_at_least, last.streak, last.streak_at_least) == (9, True, 3, True)


def test_the_worked_run_leaves_the_chart_in_its_seventh_week() -> None:
    exits = list(weeks([full(6, 12), full(7, None)]))[-1].exits
    assert exits == (Exit(SONG, last_rank=12, known=True),)


def test_everything_in_the_first_stored_issue_is_baseline_and_its_weeks_are_at_least() -> None:
    first, second = weeks([full(0, 3), full(1, 2)])
    assert {figures.mark for figures in first.figures} == {Mark.BASELINE}
    assert all(figures.weeks_at_least and figures.streak_at_least for figures in first.figures)
    after = of(second)
    assert after is not None
    assert (after.weeks, after.weeks_at_least, after.streak_at_least) == (2, True, True)


def test_a_debut_at_number_one_is_new_with_one_week_and_no_last_week() -> None:
    debut = told([full(0, None), full(1, 1)])
    assert (debut.mark, debut.weeks, debut.last_week, debut.move, debut.new_peak) == (Mark.NEW, 1, None, None, False)


def test_a_top_50_says_nothing_about_last_weeks_60th_place() -> None:
    assert told([full(0, None, depth=50), full(1, 60, depth=100)]).mark is Mark.UNKNOWN
    assert told([full(0, None, depth=50), full(1, 50, depth=100)]).mark is Mark.NEW


def test_a_debut_is_only_new_in_our_data_while_an_older_issue_is_missing_or_too_shallow() -> None:
    for hole in (missing(1), full(1, None, depth=10)):
        issues = [full(0, None), hole, full(2, None), full(3, 15)]
        assert told(issues).mark is Mark.NEW
        assert told(issues).in_our_data
    assert not told([full(0, None), full(1, None, depth=10), full(2, None), full(3, 9)]).in_our_data


def test_the_release_date_rules_an_older_unknown_issue_out() -> None:
    issues = [full(0, None), missing(1), full(2, None), full(3, 15)]
    assert not list(weeks(issues, released=lambda _: end(1) + timedelta(days=1)))[-1].figures[14].in_our_data
    assert list(weeks(issues, released=lambda _: end(1)))[-1].figures[14].in_our_data


def test_what_the_source_claims_turns_a_debut_into_a_return_but_never_a_number() -> None:
    for claim in (Claim(weeks=7), Claim(last_week=3), Claim(peak=2), Claim(is_new=False)):
        this_week = replace(full(1, None), entries=(Entry(SONG, 5, claim=claim),))
        figures = told([full(0, None), this_week])
        assert (figures.mark, figures.last_week, figures.weeks, figures.weeks_at_least) == (Mark.RETURN, None, 1, True)
    claimed = replace(full(1, None), entries=(Entry(SONG, 5, claim=Claim(weeks=1, peak=5, is_new=True)),))
    assert told([full(0, None), claimed]).mark is Mark.NEW


def test_a_better_peak_claimed_by_the_source_is_kept_beside_ours_and_denies_a_new_peak() -> None:
    climbed = replace(full(2, None), entries=(Entry(SONG, 5, claim=Claim(peak=2)),))
    figures = told([full(0, None), full(1, 9), climbed])
    assert (figures.peak, figures.source_peak, figures.new_peak) == (5, 2, False)


def test_equalling_the_peak_ties_it_and_is_no_new_peak() -> None:
    figures = told([full(0, None), full(1, 4), full(2, 7), full(3, 4)])
    assert (figures.ties_peak, figures.new_peak, figures.peak_on, figures.weeks_at_peak) == (True, False, end(1), 2)


def test_a_song_below_the_published_list_has_not_been_seen_to_leave() -> None:
    exits = {exit_.song: exit_ for exit_ in list(weeks([full(0, 20), full(1, None, depth=10)]))[-1].exits}
    assert not exits[SONG].known
    assert all(exit_.known == (exit_.last_rank <= 10) for exit_ in exits.values())


def test_no_exit_is_told_into_or_out_of_a_missing_week() -> None:
    assert all(week.exits == () for week in weeks([full(0, 3), missing(1), full(2, None)]))


def test_a_week_that_broke_the_streak_before_an_unknown_one_broke_it() -> None:
    figures = told([full(0, None), full(1, 3), full(2, None), missing(3), full(4, 3)])
    assert (figures.streak, figures.streak_at_least, figures.weeks_at_least) == (1, True, True)


def test_the_bullet_needs_more_streams_than_last_week_and_streams_in_both() -> None:
    def week(number: int, metric: int | None) -> Issue:
        return Issue(end(number), (Entry(SONG, 1, metric),), depth=20)

    assert told([week(0, 100), week(1, 101)]).bullet is True
    assert told([week(0, 100), week(1, 100)]).bullet is False
    assert told([week(0, None), week(1, 101)]).bullet is None
    assert told([week(0, 100), missing(1), week(2, 101)]).bullet is None


def test_one_song_listed_twice_counts_at_its_better_rank() -> None:
    figures = list(weeks([full(0, None), issue(1, (1, 7), (1, 3), (2, 1))]))[-1].figures
    assert [(f.entry.song, f.entry.rank) for f in figures] == [(2, 1), (1, 3)]


def test_issues_out_of_order_are_refused() -> None:
    for late in (full(0, 1), void(0), full(1, 2)):
        with pytest.raises(ValueError, match="does not follow"):
            list(weeks([full(1, 1), late]))


def test_a_list_of_osts_alone_says_nothing_of_other_songs() -> None:
    osts = replace(issue(1, (5, 3), depth=20), coverage=Coverage.OST)
    back_in_full = list(weeks([full(0, None), osts, full(2, 9)]))
    assert back_in_full[1].exits == ()
    assert {f.mark for f in back_in_full[2].figures} == {Mark.UNKNOWN}
    later = told([full(0, None), osts, full(2, None), full(3, 9)])
    assert (later.mark, later.in_our_data) == (Mark.NEW, True)
    stayed = told([full(0, None), full(1, 4), replace(osts, end=end(2)), full(3, 4)])
    assert (stayed.streak, stayed.streak_at_least, stayed.weeks, stayed.weeks_at_least) == (2, True, 2, True)


@st.composite
def charts(draw: st.DrawFn) -> list[Issue]:
    """One small chart: a few songs, weeks that are whole, shallow, missing or void."""
    issues = []
    for week in range(draw(st.integers(1, 9))):
        status = draw(st.sampled_from([Status.PUBLISHED] * 5 + [Status.PARTIAL, Status.MISSING, Status.VOID]))
        songs = (
            draw(st.lists(st.integers(1, 6), unique=True, max_size=6))
            if status
            in (
                Status.PUBLISHED,
                Status.PARTIAL,
            )
            else []
        )
        depth = len(songs) + draw(st.integers(0, 2)) * (status is Status.PUBLISHED)
        issues.append(issue(week, *((song, rank) for rank, song in enumerate(songs, 1)), depth=depth, status=status))
    return issues


@given(charts())
def test_the_marks_part_the_entries_and_every_number_keeps_its_promise(issues: list[Issue]) -> None:
    seen: dict[SongId, Figures] = {}
    debuts: Counter[SongId] = Counter()
    before: Week | None = None
    for week in weeks(issues):
        on_chart = {entry.song for entry in week.issue.entries}
        assert {f.entry.song for f in week.figures} == on_chart
        assert on_chart.isdisjoint(exit_.song for exit_ in week.exits)
        for figures in week.figures:
            song, rank = figures.entry.song, figures.entry.rank
            earlier = seen.get(song)
            assert figures.peak == min(rank, earlier.peak if earlier else rank)
            assert figures.weeks == (earlier.weeks if earlier else 0) + 1
            assert 1 <= figures.streak <= figures.weeks
            if figures.last_week is not None:
                assert earlier is not None
                assert figures.last_week == earlier.entry.rank
                assert rank + (figures.move or 0) == figures.last_week
            assert (figures.last_week is not None) == (figures.mark in (Mark.UP, Mark.DOWN, Mark.SAME))
            assert (figures.mark is Mark.BASELINE) == (not seen and before is None)
            if figures.mark is Mark.RETURN:
                assert earlier is not None
            debuts[song] += figures.mark is Mark.NEW
            assert debuts[song] <= 1
            assert not (earlier and figures.mark is Mark.NEW)
        if week.issue.status in (Status.PUBLISHED, Status.PARTIAL):
            before = week
        seen |= {figures.entry.song: figures for figures in week.figures}


@given(charts(), st.data())
def test_nothing_later_changes_what_a_week_showed(issues: list[Issue], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(issues)))
    assert list(weeks(issues[:cut])) == list(weeks(issues))[:cut]


@given(charts(), st.data())
def test_a_ledger_goes_on_where_it_stands(issues: list[Issue], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(issues)))
    ledger = Ledger()
    assert [*map(ledger.take, issues[:cut]), *map(ledger.take, issues[cut:])] == list(weeks(issues))


@given(charts(), st.data())
def test_a_ledger_made_of_what_is_stored_goes_on_like_the_one_that_read_it_all(
    issues: list[Issue], data: st.DataObject
) -> None:
    lists = [
        replace(one, coverage=data.draw(st.sampled_from(Coverage))) for one in issues if one.entries or not one.depth
    ]
    cut = data.draw(st.integers(0, len(lists)))
    whole = list(weeks(lists))
    latest = {figures.entry.song: (week.issue.end, figures) for week in whole[:cut] for figures in week.figures}
    told = [one.issue for one in whole[:cut] if one.issue.status is not Status.VOID]
    last = told[-1].entries if told else ()
    ledger = Ledger.after(Past([replace(one, entries=()) for one in lists[:cut]], latest, last))
    assert [*map(ledger.take, lists[cut:])] == whole[cut:]


@given(charts())
def test_void_issues_leave_no_trace(issues: list[Issue]) -> None:
    published = [one for one in issues if one.status is not Status.VOID]
    assert [week for week in weeks(issues) if week.issue.status is not Status.VOID] == list(weeks(published))


@given(charts())
def test_the_order_of_the_rows_in_a_file_means_nothing(issues: list[Issue]) -> None:
    turned = [replace(one, entries=one.entries[::-1]) for one in issues]
    assert [week.figures for week in weeks(turned)] == [week.figures for week in weeks(issues)]
