"""A final recap keeps a number that grows with each correction of it, told from when its issues were published."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from core.charts.model import Issue
from core.charts.rules.periods import Period, Span
from core.charts.rules.recap import SETTLES, Recap, recap
from core.charts.rules.versions import changed_places, moments, version
from core.values import SongId
from tests.core.charts.lists import end, issue, told

QUARTER = Period.numbered(Span.QUARTER, 2026, 1)
SETTLED = int(datetime.combine(QUARTER.last + SETTLES, time(), UTC).timestamp())
LATER = date(2027, 6, 1)
A, B, C, D = (SongId(number) for number in range(1, 5))


def of(*issues: Issue) -> Recap:
    return recap(told(*issues), QUARTER, today=LATER)


FIRST = of(issue(0, (A, 1), (B, 2), (C, 3)))
SECOND = of(issue(0, (A, 1), (C, 2), (D, 3)))


def test_a_recap_is_final_seven_days_after_its_period_even_if_its_issues_came_earlier() -> None:
    assert moments([(end(0), 5), (end(1), 6)], QUARTER) == (SETTLED,)


def test_a_recap_is_final_when_the_last_issue_that_was_missing_came() -> None:
    assert moments([(end(0), 5), (end(1), SETTLED + 100)], QUARTER) == (SETTLED + 100,)


def test_a_correction_before_it_was_final_is_no_version_and_each_later_one_is_a_moment() -> None:
    published = [(end(0), 5), (end(0), 9), (end(0), SETTLED + 10), (end(1), 5), (end(1), SETTLED + 20)]
    assert moments(published, QUARTER) == (SETTLED, SETTLED + 10, SETTLED + 20)


def test_a_correction_lists_the_places_it_changed() -> None:
    assert changed_places(FIRST, SECOND) == {B: (2, None), C: (3, 2), D: (None, 3)}
    assert changed_places(FIRST, FIRST) == {}


def test_a_change_that_changes_nothing_is_no_version() -> None:
    assert version([FIRST]) == (1, {})
    assert version([FIRST, FIRST]) == (1, {})
    assert version([FIRST, SECOND, SECOND]) == (2, changed_places(FIRST, SECOND))
    assert version([FIRST, SECOND, FIRST]) == (3, changed_places(SECOND, FIRST))
    assert replace(FIRST, final=True).status(version([FIRST, SECOND])[0]) == "final v2"
