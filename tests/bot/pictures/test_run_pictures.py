"""The runs of tracks and the recap: every week is told, a gap stays a gap, and no two runs look alike."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.ui.pictures import (
    Picture,
    Point,
    Recap,
    Run,
    Standing,
    Theme,
    comparison_picture,
    recap_picture,
    run_picture,
)
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.inks import COLOURS
from bot.ui.pictures.plot import MANNERS, Frame, draw_absence, draw_run, framed
from bot.ui.pictures.values import ALT_LIMIT
from core.catalog.model import Names
from tests.bot.pictures.boards import OSTS, RUNNER

FIRST = date(2024, 4, 25)
UNKNOWN = -1
SHOWER = Names(en="Sudden Shower", ko="소나기")
WAY = (15, 9, 4, 4, 7, 12, None, 14, 20, UNKNOWN, 18)
"""A rank a week; ``None``: not on the chart."""


def run(*way: int | None, title: Names = SHOWER, artist: str = "ECLIPSE") -> Run:
    points = tuple(
        Point(FIRST + timedelta(weeks=week), rank if rank != UNKNOWN else None, known=rank != UNKNOWN)
        for week, rank in enumerate(way)
    )
    return Run(title, artist, points, depth=20, drama=RUNNER)


def size(picture: Picture) -> tuple[int, int]:
    opened = Image.open(BytesIO(picture.data))
    opened.load()
    assert opened.format == "PNG"
    return opened.size


def test_a_run_tells_its_peak_and_every_week_and_names_its_gaps() -> None:
    picture = run_picture(run(*WAY), chart=OSTS)
    assert picture.alt == (
        "소나기 (Sudden Shower), ECLIPSE on K-drama OSTs on Bugs South Korea, weekly. "
        "Peak 4 on 9 May 2024, 9 of 11 weeks from 25 Apr 2024 to 4 Jul 2024: "
        "15, 9, 4, 4, 7, 12, off, 14, 20, unknown, 18."
    )
    assert picture.name == "run-bugs-kr-weekly-ost-Sudden-Shower-2024-07-04.png"
    assert size(picture)[0] == 1000


BOX = (100, 100, 700, 300)


def sheet_with(draw: Callable[[Canvas, Frame, Run], None], drawn: Run) -> Image.Image:
    sheet = Canvas(800, 400, Theme.DARK)
    draw(sheet, framed([drawn], BOX), drawn)
    return Image.open(BytesIO(sheet.png()))


def with_line(sheet: Canvas, frame: Frame, drawn: Run) -> None:
    draw_run(sheet, frame, drawn, MANNERS[0])


def test_absence_is_a_bar_and_ignorance_a_question_mark() -> None:
    absent, unknown, neither = (sheet_with(draw_absence, run(3, week, 5)).getbbox() for week in (None, UNKNOWN, 4))
    assert neither is None
    assert absent is not None
    assert unknown is not None
    assert absent[3] - absent[1] < 8
    assert unknown[3] - unknown[1] > 12


@pytest.mark.parametrize("gap", [None, UNKNOWN])
def test_no_line_bridges_a_week_without_a_rank(gap: int | None) -> None:
    between = (BOX[0] + 40, 0, BOX[2] - 40, 400)
    assert sheet_with(with_line, run(3, gap, 5)).crop(between).getbbox() is None
    assert sheet_with(with_line, run(3, 4, 5)).crop(between).getbbox() is not None


def test_weeks_that_do_not_fit_are_counted() -> None:
    picture = run_picture(run(*([100] * 3000)), chart=OSTS)
    told = picture.alt.rpartition(": ")[2]
    ranks, _, rest = told.partition(" and ")
    assert len(picture.alt) <= ALT_LIMIT
    assert len(ranks.split(", ")) + int(rest.split()[0]) == 3000


def test_a_track_that_never_charted_says_so() -> None:
    for never in (run(None, None), run()):
        picture = run_picture(never, chart=OSTS)
        assert picture.alt.endswith("Never on K-drama OSTs on Bugs South Korea, weekly in our data.")
        assert size(picture)[0] == 1000


def test_rank_one_is_on_top_and_later_is_to_the_right() -> None:
    frame = framed([run(*WAY)], (100, 200, 900, 500))
    assert (frame.y(1), frame.y(frame.lowest)) == (200, 500)
    assert (frame.x(FIRST), frame.x(frame.last)) == (100, 900)
    assert frame.lowest >= 20


def test_two_runs_differ_in_colour_dash_and_mark() -> None:
    for feature in ("ink", "dash", "mark"):
        assert len({getattr(manner, feature) for manner in MANNERS}) == len(MANNERS)


def test_a_comparison_tells_each_run_in_its_own_line() -> None:
    runs = [
        run(*WAY),
        run(None, 3, 1, 1, 2, title=Names(ko="선물")),
        run(19, 11, title=Names(en="Star"), artist="N.Flying"),
    ]
    picture = comparison_picture(runs, chart=OSTS)
    rows = picture.alt.splitlines()
    assert len(rows) == 4
    assert rows[2].endswith("Peak 1 on 9 May 2024, 4 of 5 weeks from 25 Apr 2024 to 23 May 2024: off, 3, 1, 1, 2.")
    assert rows[3].startswith("Star, N.Flying. Peak 11")
    assert comparison_picture(runs, chart=OSTS, theme=Theme.LIGHT).data != picture.data
    assert comparison_picture(runs[::-1], chart=OSTS).data != picture.data


def test_the_best_of_a_drama_are_drawn_under_its_name_with_how_many_there_are() -> None:
    drama = Names("Lovely Runner", "선재 업고 튀어")
    runs = [replace(run(*WAY), drama=drama, part=1, at_least=True), replace(run(None, 3, 1, 1, 2), drama=drama, part=4)]
    picture = comparison_picture(runs, chart=OSTS, songs=8)
    assert picture.alt.startswith("Lovely Runner (선재 업고 튀어), ")
    for other in (
        comparison_picture(runs, chart=OSTS),
        comparison_picture(runs, chart=OSTS, songs=9),
        comparison_picture([replace(each, part=2) for each in runs], chart=OSTS, songs=8),
        comparison_picture([replace(each, at_least=False) for each in runs], chart=OSTS, songs=8),
    ):
        assert other.data != picture.data


@pytest.mark.parametrize("theme", Theme)
def test_each_line_of_a_comparison_has_its_own_colour(theme: Theme) -> None:
    runs = [run(1, 2, 3), run(9, 8, 7), run(15, 16, 15)]
    image = Image.open(BytesIO(comparison_picture(runs, chart=OSTS, theme=theme).data)).convert("RGB")
    drawn = {colour for _, colour in image.crop((100, 160, 640, 560)).getcolors(maxcolors=1000) or ()}
    assert {tuple(bytes.fromhex(COLOURS[theme][manner.ink][1:])) for manner in MANNERS} <= drawn


def test_a_comparison_refuses_what_it_cannot_tell_apart() -> None:
    for runs in ([run(1)], [run(1)] * 4, [run(), run()]):
        with pytest.raises(ValueError, match="two or three runs"):
            comparison_picture(runs, chart=OSTS)


@settings(deadline=None, max_examples=20)
@given(
    way=st.lists(st.none() | st.just(UNKNOWN) | st.integers(1, 200), min_size=1, max_size=60),
    name=st.text(min_size=1, max_size=200),
    artist=st.text(max_size=200),
)
def test_no_run_is_too_odd_for_a_picture(way: list[int | None], name: str, artist: str) -> None:
    odd = run(*way, title=Names(en=name[::-1], ko=name), artist=artist)
    for picture in (run_picture(odd, chart=OSTS), comparison_picture([odd, odd], chart=OSTS, theme=Theme.LIGHT)):
        assert size(picture)[0] == 1000
        assert 0 < len(picture.alt) <= ALT_LIMIT


def recap(*standings: Standing, total: int | None = None) -> Recap:
    return Recap(
        OSTS,
        "July – September 2024",
        date(2024, 9, 26),
        standings,
        len(standings) if total is None else total,
        "12 of 13 weeks",
        "provisional",
    )


def test_a_recap_tells_points_peak_weeks_coverage_and_status() -> None:
    picture = recap_picture(
        recap(Standing(1, SHOWER, "ECLIPSE", 1240, 1, 13), Standing(2, Names(ko="꿈"), "태연", 86, 4, 1))
    )
    assert picture.alt == (
        "Recap: July – September 2024, K-drama OSTs on Bugs South Korea, weekly. 12 of 13 weeks, provisional.\n"
        "1. 소나기 (Sudden Shower), ECLIPSE: 1,240 points, peak 1, 13 weeks\n"
        "2. 꿈, 태연: 86 points, peak 4, 1 week"
    )
    assert picture.name == "recap-bugs-kr-weekly-ost-July-September-2024-2024-09-26.png"


def test_a_recap_of_many_shows_ten_and_counts_the_rest() -> None:
    many = [
        Standing(rank, Names(ko="긴 제목 " * 30), "가수" * 90, 2000 - rank, 1, 13, tied=True) for rank in range(1, 31)
    ]
    picture = recap_picture(recap(*many, total=30))
    assert size(picture) == size(recap_picture(recap(*many[:10], total=30)))
    assert len(picture.alt) <= ALT_LIMIT
    told = picture.alt.splitlines()
    assert told[1].startswith("=1. ")
    assert told[-1] == f"and {30 - (len(told) - 2)} more"


def test_an_empty_recap_and_one_without_points_are_pictures_too() -> None:
    assert recap_picture(recap()).alt.endswith("Nothing charted in this period.")
    assert size(recap_picture(recap(Standing(1, SHOWER, "", 0, 1, 1))))[0] == 1000
