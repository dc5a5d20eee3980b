"""A period in one list (docs/charts.md, "Recap")."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts.model import Issue, Status, Week
from core.charts.rules.periods import Period, Span
from core.charts.rules.points import Measure, written
from core.charts.rules.ranking import ost_issue
from core.charts.rules.recap import NoStreams, Recap, recap, totals
from core.charts.rules.standings import Standing
from core.values import SongId
from tests.core.charts.lists import SONG, charts, end, full, issue, missing, streamed, told, void, worked_run

QUARTER = Period.numbered(Span.QUARTER, 2026, 1)
YEAR = Period.numbered(Span.YEAR, 2026)
LATER = date(2027, 6, 1)
A, B, C = SongId(1), SongId(2), SongId(3)


def of(found: Recap, song: int = SONG) -> Standing[SongId]:
    return next(standing for standing in found.standings if standing.who == song)


def points(found: Recap) -> dict[SongId, Fraction]:
    return {standing.who: standing.points for standing in found.standings}


def test_the_worked_run_gathers_86_points() -> None:
    ours = of(recap(worked_run(), QUARTER, today=LATER))
    assert (ours.points, ours.weeks, ours.best, ours.best_on) == (Fraction(86), 9, 4, end(3))
    assert ours.said == "86"


def test_an_issue_belongs_to_the_period_of_its_last_day() -> None:
    weeks = told(issue(12, (A, 1)), issue(13, (A, 1)))
    assert (end(12), end(13)) == (date(2026, 3, 26), date(2026, 4, 2))
    assert of(recap(weeks, QUARTER, today=LATER)).weeks == 1
    assert of(recap(weeks, QUARTER.after, today=LATER)).weeks == 1


def test_only_ranks_inside_the_smallest_depth_of_the_period_count() -> None:
    weeks = told(issue(0, (A, 10), (B, 1), depth=10), issue(1, (A, 11), (B, 60), depth=100))
    found = recap(weeks, QUARTER, today=LATER)
    assert (found.depth, points(found)) == (10, {B: Fraction(10), A: Fraction(1)})
    assert [(standing.who, standing.weeks) for standing in found.standings] == [(B, 2), (A, 2)]


def test_songs_that_gathered_nothing_have_no_place() -> None:
    weeks = told(issue(0, (A, 1), depth=10), issue(1, (A, 1), (B, 60), depth=100))
    assert set(points(recap(weeks, QUARTER, today=LATER))) == {A}


def test_the_osts_gather_what_they_gather_on_the_whole_chart_and_keep_their_own_places() -> None:
    source = [issue(0, (9, 1), (A, 5), (B, 7)), issue(1, (9, 1), (B, 3), (A, 20))]
    whole = recap(told(*source), QUARTER, today=LATER)
    osts = recap(told(*(ost_issue(one, {A, B}.__contains__) for one in source)), QUARTER, today=LATER)
    assert points(osts) == {song: gathered for song, gathered in points(whole).items() if song != 9}
    assert [(standing.who, standing.best, standing.weeks_at_one) for standing in osts.standings] == [
        (B, 1, 1),
        (A, 1, 1),
    ]


def test_ties_go_to_more_weeks_at_1_then_at_2_then_the_earlier_peak_then_share() -> None:
    at_one = told(issue(0, (A, 1), (B, 2), depth=4), issue(1, (A, 3), (B, 2), depth=4))
    assert [s.who for s in recap(at_one, QUARTER, today=LATER).standings] == [A, B]
    at_two = told(
        issue(0, (A, 2), (B, 3), depth=9), issue(1, (A, 6), (B, 5), depth=9), issue(2, (A, 2), (B, 2), depth=9)
    )
    assert [s.who for s in recap(at_two, QUARTER, today=LATER).standings] == [A, B]
    earlier = told(issue(0, (A, 2), (B, 1)), issue(1, (A, 1), (B, 2)))
    assert [(s.who, s.rank) for s in recap(earlier, QUARTER, today=LATER).standings] == [(B, 1), (A, 2)]
    longer = told(issue(0, (A, 1), (B, 1), depth=9), issue(1, (A, 20), depth=99), issue(2, (B, 1), (A, 1), depth=9))
    assert [(s.who, s.rank) for s in recap(longer, QUARTER, today=LATER).standings] == [(A, 1), (B, 2)]
    shared = told(issue(0, (A, 1), (B, 1), (C, 3)))
    assert [(s.rank, s.tied) for s in recap(shared, QUARTER, today=LATER).standings] == [
        (1, True),
        (1, True),
        (3, False),
    ]


def test_of_equal_streams_the_one_with_one_more_place_wins() -> None:
    weeks = told(streamed(0, (A, 1, 100), (B, 1, 60)), streamed(1, (B, 7, 40)))
    found = recap(weeks, QUARTER, today=end(1), measure=Measure.STREAMS)
    assert [(s.who, s.rank) for s in found.standings] == [(B, 1), (A, 2)]


def test_an_issue_of_which_no_rank_is_known_counts_as_missing() -> None:
    weeks = told(full(0, 1), issue(1, depth=0, status=Status.PARTIAL), full(2, 1))
    found = recap(weeks, QUARTER, today=end(2))
    assert (found.depth, of(found).weeks) == (20, 2)
    assert str(found.complete) == "2 of 13 weeks (week to 8 Jan missing), 10 to come"


def test_a_missing_week_is_named_and_hurts_all_alike() -> None:
    weeks = told(*(full(number, 1) for number in range(13) if number != 9))
    found = recap(weeks, QUARTER, today=LATER)
    assert str(found.complete) == "12 of 13 weeks (week to 5 Mar missing)"
    assert of(found).points == 12 * 20
    declared = told(*(missing(number) if number == 9 else full(number, 1) for number in range(13)))
    assert recap(declared, QUARTER, today=LATER).complete == found.complete


def test_weeks_to_come_are_not_missing_and_void_ones_are_not_due() -> None:
    weeks = told(full(0, 1), full(1, 1), void(2), full(3, 1))
    found = recap(weeks, QUARTER, today=end(4))
    assert str(found.complete) == "3 of 12 weeks (week to 29 Jan missing), 8 to come"
    assert str(recap(told(full(0, 1)), QUARTER, today=LATER).complete) == "1 of 13 weeks (12 weeks missing)"
    assert str(recap((), QUARTER, today=LATER).complete) == "0 of 0 weeks"


def test_a_year_of_thursdays_has_52_or_53_issues() -> None:
    weeks = told(full(0, 1))
    assert recap(weeks, YEAR, today=LATER).complete.due == 53
    assert recap(weeks, YEAR.after, today=LATER).complete.due == 52


def test_a_recap_is_final_when_all_is_here_and_seven_days_have_passed() -> None:
    weeks = told(*(full(number, 1) for number in range(13)))
    assert recap(weeks, QUARTER, today=QUARTER.last + timedelta(days=7)).status() == "final v1"
    assert recap(weeks, QUARTER, today=QUARTER.last + timedelta(days=6)).status() == "provisional"
    assert recap(weeks[:-1], QUARTER, today=LATER).status() == "provisional"
    assert recap(weeks, QUARTER, today=LATER).status(2) == "final v2"


def test_an_estimate_fills_a_hole_with_the_mean_of_its_neighbours_and_says_so() -> None:
    weeks = told(issue(0, (A, 1), (B, 2), depth=4), issue(2, (A, 2), depth=4), issue(5, (A, 4), depth=4))
    plain = recap(weeks, QUARTER, today=LATER)
    assert points(plain) == {A: 4 + 3 + 1, B: 3}
    filled = recap(weeks, QUARTER, today=LATER, estimate=True)
    assert points(filled) == {A: 8 + Fraction(7, 2), B: 3 + Fraction(3, 2)}  # weeks 3 and 4 have no two neighbours
    assert (of(filled).said, of(filled).weeks, of(filled).estimated) == ("11.5 est.", 3, Fraction(7, 2))
    assert filled.status() == "provisional"


def test_a_hole_at_the_edge_of_a_period_is_filled_from_both_sides() -> None:
    weeks = told(issue(11, (A, 1), depth=4), issue(13, (A, 3), depth=4))
    assert of(recap(weeks, QUARTER, today=LATER, estimate=True)).points == 4 + Fraction(4 + 2, 2)
    shallow = told(issue(11, (A, 1), depth=4), issue(13, (A, 3), depth=3))
    assert of(recap(shallow, QUARTER, today=LATER, estimate=True)).said == "4"


def test_by_streams_sums_streams_and_is_refused_where_an_issue_lacks_them() -> None:
    weeks = told(*(streamed(number, (A, 2, 100 + number), (B, 1, 300)) for number in range(13)))
    found = recap(weeks, QUARTER, today=LATER, measure=Measure.STREAMS)
    assert points(found) == {B: 3900, A: 1300 + 78}
    lacking = told(*(streamed(number, (A, 2, None if number == 4 else 9)) for number in range(13)))
    with pytest.raises(NoStreams, match=f"ends on {end(4)}"):
        recap(lacking, QUARTER, today=LATER, measure=Measure.STREAMS)
    with pytest.raises(NoStreams, match=f"ends on {end(12)}"):
        recap(weeks[:-1], QUARTER, today=LATER, measure=Measure.STREAMS)
    assert of(recap(weeks[:-1], QUARTER, today=end(12) - timedelta(days=1), measure=Measure.STREAMS)).weeks == 12


def test_the_steep_option_favours_the_very_top() -> None:
    weeks = told(issue(0, (A, 1), (B, 4), depth=100), issue(1, (A, 50), (B, 5), depth=100))
    assert [s.who for s in recap(weeks, QUARTER, today=LATER).standings] == [B, A]
    steep = recap(weeks, QUARTER, today=LATER, measure=Measure.STEEP)
    by_hand = 1.0 + math.exp(-0.5) + 0.51 + math.exp(-25)
    assert [s.who for s in steep.standings] == [B, A]
    assert float(of(steep).points) == pytest.approx(by_hand, abs=2e-6)
    assert of(recap(weeks[:1], QUARTER, today=LATER, measure=Measure.STEEP)).said == "1.607"


def test_a_run_across_the_boundary_is_noted_on_both_sides() -> None:
    weeks = told(*(full(number, 11 if number in (12, 13) else None) for number in range(16)))
    after = of(recap(weeks, QUARTER, today=end(15))).beyond
    assert [str(beyond) for beyond in after] == ["also 10 points in Q2 2026 (Apr–Jun) so far"]
    before = of(recap(weeks, QUARTER.after, today=LATER)).beyond
    assert [str(beyond) for beyond in before] == ["also 10 points in Q1 2026 (Jan–Mar)"]
    apart = told(*(full(number, 11 if number in (12, 14) else None) for number in range(16)))
    assert of(recap(apart, QUARTER, today=LATER)).beyond == ()


def test_a_whole_run_is_credited_to_the_period_of_its_peak() -> None:
    weeks = told(*(full(number, {11: 5, 12: 3, 13: 3, 14: 9}.get(number)) for number in range(16)))
    first = recap(weeks, QUARTER, today=LATER, whole_run=True)
    assert (of(first).points, of(first).weeks) == (Fraction(16 + 18 + 18 + 12), 4)
    second = recap(weeks, QUARTER.after, today=LATER, whole_run=True)
    assert SONG not in points(second)


def test_a_drama_counts_a_collaboration_once_and_each_main_artist_in_full() -> None:
    found = recap(told(issue(0, (A, 1), (B, 2), (C, 3), depth=3)), QUARTER, today=LATER)
    dramas = totals(found, lambda song: ["goblin"] if song in (A, C) else [])
    assert [(d.who, d.points, d.songs, d.best) for d in dramas] == [("goblin", Fraction(4), (A, C), 1)]
    artists = totals(found, {A: ["ailee", "crush"], B: ["crush", "crush"], C: []}.__getitem__)
    assert [(artist.who, artist.points, artist.weeks) for artist in artists] == [
        ("crush", Fraction(5), 2),
        ("ailee", Fraction(3), 1),
    ]
    assert found.points == 6


def test_points_are_written_as_they_are() -> None:
    assert [written(Fraction(value)) for value in ("86", "1204", "87/2", "1607/1000")] == [
        "86",
        "1,204",
        "43.5",
        "1.607",
    ]


def reached(issues: Sequence[Issue]) -> tuple[Week, ...]:
    """The issues spread over a year, a month apart."""
    return told(*(replace(one, end=one.end + timedelta(weeks=3 * number)) for number, one in enumerate(issues)))


@given(charts())
def test_a_year_is_the_sum_of_its_quarters_at_equal_depth(issues: Sequence[Issue]) -> None:
    weeks = reached(issues)
    year = recap(weeks, YEAR, today=LATER)
    summed: dict[SongId, Fraction] = {}
    for number in range(1, 5):
        for song, gathered in points(recap(weeks, Period.numbered(Span.QUARTER, 2026, number), today=LATER)).items():
            summed[song] = summed.get(song, Fraction(0)) + gathered
    assert points(year) == summed


@given(charts(), st.sampled_from([Measure.POINTS, Measure.STEEP]))
def test_places_follow_the_points_and_no_week_outside_counts(issues: Sequence[Issue], measure: Measure) -> None:
    weeks = told(*issues)
    month = Period.numbered(Span.MONTH, 2026, 2)
    found = recap(weeks, month, today=LATER, measure=measure)
    gathered = [standing.points for standing in found.standings]
    assert gathered == sorted(gathered, reverse=True)
    inside = tuple(week for week in weeks if week.issue.end in month)
    assert points(recap(inside, month, today=LATER, measure=measure)) == points(found)


@given(charts())
def test_a_whole_run_is_credited_exactly_once(issues: Sequence[Issue]) -> None:
    weeks = told(*issues)
    months = [Period.numbered(Span.MONTH, 2026, number) for number in range(1, 13)]
    credited = [song for month in months for song in points(recap(weeks, month, today=LATER, whole_run=True))]
    assert sorted(credited) == sorted({f.entry.song for week in weeks for f in week.figures})


@given(charts())
def test_an_estimate_only_adds_and_only_where_a_week_is_missing(issues: Sequence[Issue]) -> None:
    weeks = told(*issues)
    plain, filled = (points(recap(weeks, YEAR, today=LATER, estimate=estimate)) for estimate in (False, True))
    assert all(filled[song] >= plain[song] for song in plain)
    if all(one.status is not Status.MISSING for one in issues):
        assert filled == plain
