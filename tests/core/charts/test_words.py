"""The charts in words: nothing is said that is not known."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.catalog.model import Names
from core.charts.board import Board, Gone, Line
from core.charts.model import Chart, Claim, Coverage, Entry, Exit, Figures, Mark, Status
from core.charts.telling import words
from core.values import ChartKey, SongId

DAY = date(2024, 7, 25)
STILL = Figures(Entry(SongId(1), 3), Mark.SAME, 3, 2, DAY, 1, 7, False, 7, False)
CHART = Chart(ChartKey("bugs-kr-weekly"), "Bugs South Korea, weekly", "bugs", "kr")


def line(figures: Figures, *, tied: bool = False) -> Line:
    return Line(figures, Names("Sudden Shower", "소나기"), "ECLIPSE", tied=tied)


def board(*figures: Figures, **more: Any) -> Board:
    return replace(
        Board(CHART, DAY, tuple(line(each) for each in figures), len(figures), figures=figures),
        **more,
    )


def test_a_shared_place_says_so() -> None:
    assert words.place(line(STILL)) == "3"
    assert words.place(line(STILL, tied=True)) == "=3"


@pytest.mark.parametrize(
    ("figures", "move", "last"),
    [
        (replace(STILL, mark=Mark.UP, last_week=10), "▲7", "10"),
        (replace(STILL, mark=Mark.DOWN, last_week=1), "▼2", "1"),
        (STILL, "=", "3"),
        (replace(STILL, mark=Mark.NEW, last_week=None), "NEW", "–"),
        (replace(STILL, mark=Mark.NEW, last_week=None, in_our_data=True), "NEW in our data", "–"),
        (replace(STILL, mark=Mark.RETURN, last_week=None), "RE", "–"),
        (replace(STILL, mark=Mark.UNKNOWN, last_week=None), "new?", "?"),
        (replace(STILL, mark=Mark.BASELINE, last_week=None), "", "?"),
    ],
)
def test_movement_and_last_week_tell_absent_from_unknown(figures: Figures, move: str, last: str) -> None:
    assert words.movement(figures) == move
    assert words.last_week(figures) == last
    assert f"last week {last} " in words.numbers(figures)


def test_weeks_that_may_be_more_say_at_least() -> None:
    assert words.weeks(STILL) == "7"
    assert words.weeks(replace(STILL, weeks_at_least=True)) == "≥7"
    assert words.numbers(replace(STILL, weeks_at_least=True)) == "last week 3 · peak 2 · weeks ≥7"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (Claim(), []),
        (Claim(last_week=3, peak=2, weeks=7), []),
        (Claim(last_week=9), []),  # we know last week ourselves
        (Claim(peak=1), ["peak 1"]),
        (Claim(peak=4), []),
        (Claim(weeks=80), ["weeks 80"]),
        (Claim(peak=1, weeks=80), ["peak 1", "weeks 80"]),
    ],
)
def test_the_source_is_heard_only_where_it_knows_more_and_is_named(claim: Claim, told: list[str]) -> None:
    said = words.claims(replace(STILL, entry=replace(STILL.entry, claim=claim)))
    assert bool(said) == bool(told)
    assert all(part in said for part in told)
    assert not said or said.endswith("(source)")


def test_the_source_tells_last_week_where_we_cannot() -> None:
    unknown = replace(STILL, mark=Mark.BASELINE, last_week=None, entry=replace(STILL.entry, claim=Claim(last_week=5)))
    assert words.claims(unknown) == "last week 5 (source)"


@pytest.mark.parametrize(
    ("end", "shown"),
    [
        (date(2024, 7, 25), "Fri 19 – Thu 25 Jul 2024"),
        (date(2024, 8, 1), "Fri 26 Jul – Thu 1 Aug 2024"),
        (date(2025, 1, 2), "Fri 27 Dec 2024 – Thu 2 Jan 2025"),
    ],
)
def test_a_week_names_its_days_without_repeating_itself(end: date, shown: str) -> None:
    assert words.week(board(STILL, end=end)) == shown


def test_news_count_what_happened_and_only_that() -> None:
    up, new = replace(STILL, mark=Mark.UP, last_week=10), replace(STILL, mark=Mark.NEW, last_week=None)
    left = Gone(Exit(SongId(9), 5), Names("x"), "y")
    maybe = Gone(Exit(SongId(8), 100, known=False), Names("x"), "y")
    told = words.news(board(up, new, new, STILL, gone=(left, maybe)))
    assert told == "2 debuts · biggest climb +7 · 1 exit"
    assert words.news(board(STILL)) == ""


def test_the_heading_of_an_ost_chart_names_its_source() -> None:
    assert words.heading(board(STILL)) == CHART.title
    assert CHART.title in words.heading(board(STILL, source=CHART))
    assert "K-drama OSTs" in words.heading(board(STILL, source=CHART))


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (board(STILL), ""),
        (board(STILL, status=Status.PARTIAL), "Only the top"),
        (board(STILL, coverage=Coverage.OST), "only the K-drama OSTs"),
        (board(replace(STILL, mark=Mark.BASELINE)), "first issue"),
        (board(STILL, revision=2), "revision 2"),
    ],
)
def test_what_limits_the_figures_is_said(shown: Board, told: str) -> None:
    remarks = " ".join(words.remarks(shown))
    assert told in remarks
    assert bool(remarks) == bool(told)
