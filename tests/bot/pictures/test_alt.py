"""The alternative text says what the picture says, in whole lines and within Discord's limit."""

from dataclasses import replace

from bot.ui.pictures import weekly_card
from bot.ui.pictures.alt import within
from bot.ui.pictures.values import ALT_LIMIT
from core.catalog.model import Names
from core.charts.model import Mark
from tests.bot.pictures.boards import RUNNER, WEEK, board, figures, line


def test_one_line_is_told_in_full() -> None:
    assert weekly_card(board(WEEK.lines[0])).alt == (
        "K-drama OSTs on Bugs South Korea, weekly, Fri 19 – Thu 25 Jul 2024.\n"
        "1. 소나기 (Sudden Shower), 이클립스 (ECLIPSE), Lovely Runner (선재 업고 튀어) Part 1:"
        " same place, peak 1, 13 weeks, #9 on Bugs"
    )


def test_every_title_artist_and_place_of_a_full_week_is_told() -> None:
    told = weekly_card(WEEK).alt
    assert len(told) <= ALT_LIMIT
    for row in WEEK.lines:
        assert row.title.ko is None or row.title.ko in told
        assert row.artist in told
    assert [row.split(".")[0] for row in told.splitlines()[1:-1]] == ["1", "=2", "=2", *map(str, range(4, 11))]
    assert told.splitlines()[-1] == "and 4 more"


def test_movements_are_words() -> None:
    told = weekly_card(WEEK).alt
    for words in (
        "same place",
        "up 1",
        "down 1",
        "re-entry",
        "up 10",
        ": new,",
        "last week unknown",
        "new in our data",
        "first issue here",
        "new peak 2",
        "at least 104 weeks",
        "1 week,",
        "unverified",
    ):
        assert words in told, words


def test_lines_that_do_not_fit_are_counted_and_none_is_cut() -> None:
    rows = [line(figures(rank, Mark.NEW), Names(ko="긴" * 200), "가수" * 100, RUNNER, part=1) for rank in range(1, 11)]
    told = weekly_card(board(*rows, total=12)).alt
    kept = told.splitlines()[1:-1]
    assert len(told) <= ALT_LIMIT
    assert 0 < len(kept) < 10
    assert all(row.endswith(f"new, peak {rank}, 5 weeks") for rank, row in enumerate(kept, start=1))
    assert told.endswith(f"\nand {12 - len(kept)} more")


def test_a_name_in_two_scripts_that_are_one_is_told_once() -> None:
    both = line(figures(1), Names(en="Every day, Every Moment", ko="모든 날, 모든 순간 (Every day, Every Moment)"))
    assert weekly_card(board(both)).alt.count("Every Moment") == 1


def test_control_and_bidi_characters_never_reach_the_text() -> None:
    sly = replace(WEEK.lines[0], title=Names(en="\u202eevil\u202c\x07\nline"), artist="\u200b\u200b")
    told = weekly_card(board(sly)).alt
    assert "evil line, artist unknown, Lovely Runner" in told
    assert len(told.splitlines()) == 2


def test_even_a_heading_without_end_is_held_to_the_limit() -> None:
    assert len(within("x" * 5000)) == ALT_LIMIT
    assert within("short") == "short"
