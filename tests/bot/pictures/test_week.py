"""The weekly card says what the board says, in a picture and in words, and keeps within its edges."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.ui.pictures import Theme, weekly_card
from bot.ui.pictures.inks import COLOURS, Ink
from bot.ui.pictures.values import ALT_LIMIT
from bot.ui.pictures.week import drawn
from core.catalog.model import Names
from core.charts.board import Board, Line
from core.charts.model import Claim, Coverage, Mark, Status
from tests.bot.pictures.boards import BUGS, WEEK, board, figures, line

WIDE, EDGE = 1000, 24


def image(data: bytes) -> Image.Image:
    opened = Image.open(BytesIO(data))
    opened.load()
    assert (opened.format, opened.mode) == ("PNG", "P")
    return opened


def test_ten_rows_make_a_png_for_a_phone() -> None:
    picture = weekly_card(WEEK)
    wide, high = image(picture.data).size
    assert wide == WIDE
    assert 1100 <= high <= 1250
    assert len(picture.data) < 100_000
    assert picture.name == "chart-bugs-kr-weekly-ost-2024-07-25.png"


def test_a_picture_is_as_high_as_its_rows_ask_for() -> None:
    highs = [
        image(weekly_card(replace(WEEK, lines=WEEK.lines[:rows], total=rows)).data).height for rows in (0, 1, 2, 5)
    ]
    assert highs == sorted(set(highs))
    assert highs[0] < 400


def test_at_most_ten_rows_are_drawn_and_the_rest_is_counted() -> None:
    many = board(*(line(figures(rank), f"Song {rank}", "IU") for rank in range(1, 51)))
    ten = replace(many, lines=many.lines[:10])
    assert image(weekly_card(many).data).size == image(weekly_card(ten).data).size
    assert weekly_card(many).alt.endswith("\nand 40 more")


@pytest.mark.parametrize("theme", Theme)
def test_nothing_is_drawn_into_the_margins(theme: Theme) -> None:
    wide = "뷁" * 120
    rows = [
        replace(
            line(
                figures(rank, peak=100, weeks=3550),
                Names(ko=wide, en="W" * 200),
                wide,
                "Q" * 200,
                part=12,
                source_rank=200,
            ),
            verified=False,
        )
        for rank in range(1, 11)
    ]
    sheet = image(drawn(board(*rows), theme).data).convert("RGB")
    ground = tuple(bytes.fromhex(COLOURS[theme][Ink.GROUND][1:]))
    for box in (
        (0, 0, EDGE, sheet.height),
        (WIDE - EDGE, 0, WIDE, sheet.height),
        (0, sheet.height - 8, WIDE, sheet.height),
    ):
        assert sheet.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), ground)]


def test_the_same_board_gives_the_same_bytes_from_every_thread() -> None:
    with ThreadPoolExecutor(4) as threads:
        pictures = list(threads.map(lambda _: drawn(WEEK, Theme.DARK).data, range(12)))
    assert set(pictures) == {weekly_card(WEEK).data}


def test_dark_and_light_differ_in_colour_and_say_the_same() -> None:
    dark, light = weekly_card(WEEK, theme=Theme.DARK), weekly_card(WEEK, theme=Theme.LIGHT)
    assert dark.data != light.data
    assert dark.alt == light.alt
    assert image(dark.data).size == image(light.data).size


@pytest.mark.parametrize(
    "changed",
    [
        replace(WEEK.lines[0], title=Names(en="Sudden Shower", ko="소낙비")),
        replace(WEEK.lines[0], artist="ECLIPSE"),
        replace(WEEK.lines[0], drama=None),
        replace(WEEK.lines[0], part=2),
        replace(WEEK.lines[0], verified=False),
        replace(WEEK.lines[0], tied=True),
        replace(WEEK.lines[0], source=figures(10)),
        replace(WEEK.lines[0], figures=figures(1, Mark.UP, 2, weeks=13)),
        replace(WEEK.lines[0], figures=figures(1, Mark.NEW, weeks=13)),
        replace(WEEK.lines[0], figures=figures(1, Mark.RETURN, weeks=13)),
        replace(WEEK.lines[0], figures=figures(1, Mark.UNKNOWN, weeks=13)),
        replace(WEEK.lines[0], figures=figures(1, weeks=14)),
        replace(WEEK.lines[0], figures=replace(WEEK.lines[0].figures, weeks_at_least=True)),
        replace(WEEK.lines[0], figures=replace(WEEK.lines[0].figures, new_peak=True)),
    ],
)
def test_each_fact_of_a_line_changes_the_picture_and_its_words(changed: Line) -> None:
    one = board(WEEK.lines[0])
    other = replace(one, lines=(changed,))
    assert drawn(one, Theme.DARK).data != drawn(other, Theme.DARK).data
    assert drawn(one, Theme.DARK).alt != drawn(other, Theme.DARK).alt


def test_part_and_doubt_stay_whole_however_long_the_names_are() -> None:
    long = line(figures(1), "긴 제목", "가수 " * 60, Names(en="Drama " * 40, ko="드라마 " * 50), part=1, source_rank=30)
    pictures = [long, replace(long, part=2), replace(long, verified=False), replace(long, part=2, verified=False)]
    assert len({drawn(board(one), Theme.DARK).data for one in pictures}) == len(pictures)


@pytest.mark.parametrize(
    ("empty", "sentence"),
    [
        (board(), "No K-drama OST was on Bugs South Korea this week."),
        (board(chart=BUGS, source=None), "This chart has no entries this week."),
        (replace(board(), status=Status.MISSING), "This week is not in our data."),
        (replace(board(), status=Status.VOID), "The publisher brought out no chart this week."),
    ],
)
def test_an_empty_board_says_why(empty: Board, sentence: str) -> None:
    picture = weekly_card(empty)
    assert picture.alt.endswith(sentence)
    assert image(picture.data).height < 400


def test_a_better_peak_that_the_source_claims_is_shown_as_the_sources() -> None:
    now = figures(3, peak=3)
    claimed = replace(now, entry=replace(now.entry, claim=Claim(peak=1)))
    alt = weekly_card(board(line(claimed, "Star"), chart=BUGS, source=None)).alt
    assert "peak 1 by source" in alt


def test_what_limits_the_board_is_said() -> None:
    partial = replace(
        board(WEEK.lines[0], chart=BUGS, source=None), status=Status.PARTIAL, coverage=Coverage.OST, revision=3
    )
    alt = weekly_card(partial).alt
    assert "Only the top of this list is known." in alt
    assert "revision 3" in alt
    assert drawn(partial, Theme.DARK).data != drawn(replace(partial, status=Status.PUBLISHED), Theme.DARK).data


NAMES = st.text(min_size=1, max_size=200)
ODD_LINES = st.builds(
    lambda title, latin, artist, drama, mark: line(
        figures(1, mark, 4), Names(en=latin, ko=title), artist, drama, part=1, source_rank=30
    ),
    NAMES,
    NAMES,
    st.text(max_size=200),
    NAMES,
    st.sampled_from(Mark),
)


@settings(deadline=None, max_examples=25)
@given(lines=st.lists(ODD_LINES, min_size=1, max_size=10))
def test_no_text_is_too_odd_for_a_picture(lines: list[Line]) -> None:
    picture = drawn(board(*lines, total=20), Theme.LIGHT)
    assert image(picture.data).width == WIDE
    assert 0 < len(picture.alt) <= ALT_LIMIT


def test_a_picture_drawn_before_is_not_drawn_again() -> None:
    assert weekly_card(replace(WEEK)) is weekly_card(WEEK)
    assert weekly_card(replace(WEEK, revision=2)) is not weekly_card(WEEK)
