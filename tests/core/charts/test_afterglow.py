"""How songs fare once their drama is over."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.charts.model import Issue
from core.charts.rules.afterglow import afterglow, evergreens
from core.charts.rules.periods import Period, Span
from core.charts.rules.recap import recap
from core.values import SongId
from tests.core.charts.lists import SONG, charts, end, issue, missing, told, worked_run

A, B, C = SongId(1), SongId(2), SongId(3)
YEAR = Period.numbered(Span.YEAR, 2026)


def test_without_a_finale_there_is_no_afterglow() -> None:
    assert afterglow(worked_run(), [SONG], None) is None


def test_only_issues_that_end_after_the_finale_count() -> None:
    found = afterglow(worked_run(), [SONG], end(5))
    assert found is not None
    assert (found.weeks, found.points, found.issues) == (4, Fraction(7 + 1 + 3 + 9), 5)
    day_before = afterglow(worked_run(), [SONG], end(5) - timedelta(days=1))
    assert day_before is not None
    assert (day_before.weeks, day_before.points) == (5, Fraction(34))


def test_a_dramas_songs_add_up_but_a_week_counts_once() -> None:
    weeks = told(
        issue(0, (A, 1), (B, 2)), issue(1, (A, 2), (B, 3), (C, 1)), missing(2), issue(3, (B, 1)), issue(4, (C, 1))
    )
    found = afterglow(weeks, [A, B], end(0))
    assert found is not None
    assert (found.weeks, found.issues, found.points) == (2, 3, Fraction(19 + 18 + 20))
    assert [(song.who, song.points, song.weeks) for song in found.songs] == [(B, Fraction(38), 2), (A, Fraction(19), 1)]


def test_the_evergreen_of_a_year_has_the_most_points_after_its_finale() -> None:
    weeks = told(*(issue(number, (A, 1), (B, 2), (C, 3), depth=3) for number in range(6)))
    finales = {A: end(4), B: end(1), SongId(9): end(0)}
    assert [(s.who, s.points) for s in evergreens(weeks, YEAR, finales.get)] == [(B, Fraction(8)), (A, Fraction(3))]
    assert evergreens(weeks, YEAR.before, finales.get) == ()


@given(charts(), st.integers(0, 12))
def test_a_finale_before_history_leaves_the_whole_recap(issues: Sequence[Issue], week: int) -> None:
    weeks = told(*issues)
    every = evergreens(weeks, YEAR, lambda _: date(2025, 1, 1))
    assert {s.who: s.points for s in every} == {s.who: s.points for s in recap(weeks, YEAR, today=end(60)).standings}
    late = {s.who: s.points for s in evergreens(weeks, YEAR, lambda _: end(week))}
    assert all(late.get(s.who, 0) <= s.points for s in every)
