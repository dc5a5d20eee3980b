"""One song's way over one chart."""

from fractions import Fraction

from core.charts.rules.runs import Sight, run
from core.values import SongId
from tests.core.charts.lists import SONG, end, full, missing, told, worked_run


def test_the_worked_run_is_told_from_its_debut_with_its_points() -> None:
    found = run(worked_run(), SONG)
    assert found is not None
    assert [sight.rank for sight in found.sights] == [15, 9, 4, 4, 7, 12, None, 14, 20, 18]
    assert all(sight.known for sight in found.sights)
    assert (found.first, found.last, found.points, found.depth) == (end(1), end(11), Fraction(86), 20)
    assert (found.figures.peak, found.figures.weeks, found.figures.streak) == (4, 9, 3)


def test_a_missing_week_is_unknown_and_not_an_absence() -> None:
    found = run(told(full(0, 3), missing(1), full(2, None)), SONG)
    assert found is not None
    assert found.sights == (Sight(end(0), 3), Sight(end(1), known=False), Sight(end(2)))


def test_a_song_that_never_charted_has_no_run() -> None:
    assert run(worked_run(), SongId(77)) is None
