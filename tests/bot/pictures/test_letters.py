"""Text keeps to its column, and nothing in it is torn apart or drawn as an empty box where a letter would do."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui.pictures.letters import ELLIPSIS, UNDRAWN, Style, fitted, legible, snug, sprite, width, wrapped

TITLE = Style(33, 0.7)
INK = bytes(range(256))
TEXTS = st.text(max_size=60) | st.text(alphabet="가나다라마바사神찬란하 abcWQ…·()", max_size=200)


@settings(deadline=None, max_examples=150)
@given(text=TEXTS, style=st.sampled_from((Style(25), TITLE, Style(46, 1.0))), room=st.integers(0, 700))
def test_fitted_text_never_exceeds_its_room(text: str, style: Style, room: int) -> None:
    shown = fitted(text, style, room)
    assert width(shown, style) <= room
    if shown:
        drawn = sprite(shown, style, INK)
        assert drawn.left >= -2 - style.size // 8
        assert drawn.left + drawn.image.width <= room + 2 + style.size // 8


def test_text_that_fits_stays_whole_and_the_rest_ends_in_an_ellipsis() -> None:
    long = "첫눈처럼 너에게 가겠다 (I Will Go To You Like the First Snow)"
    assert fitted(long, TITLE, width(long, TITLE)) == long
    shorter = fitted(long, TITLE, width(long, TITLE) - 1)
    assert shorter.endswith(ELLIPSIS)
    assert long.startswith(shorter.removesuffix(ELLIPSIS))
    assert width(shorter, TITLE) > width(long, TITLE) * 0.85


def test_a_room_too_narrow_for_an_ellipsis_stays_empty() -> None:
    assert fitted("Sudden Shower", TITLE, 5) == ""


def test_torn_hangul_is_joined_and_its_hanja_is_in_the_face() -> None:
    torn = unicodedata.normalize("NFD", "쓸쓸하고 찬란하神")
    assert legible(torn) == "쓸쓸하고 찬란하神"
    assert sprite("神", TITLE, INK).image.tobytes() != sprite(UNDRAWN, TITLE, INK).image.tobytes()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("소나기 🎵", "소나기"),
        ("👩‍👩‍👧", UNDRAWN),
        ("Łódź Ecĥo", "Lódz Echo"),
        ("مرحبا بالعالم", UNDRAWN),
        ("\u202eright to left\u202c", "right to left"),
        ("two\nlines\u2029here", "two lineshere"),
        ("x\u030c", "x"),
        ("♥ I'll Be There ♡", "♥ I'll Be There ♡"),
        ("", ""),
    ],
)
def test_what_the_face_cannot_draw_is_replaced_or_left_out(written: str, shown: str) -> None:
    assert legible(written) == shown


@settings(deadline=None, max_examples=100)
@given(text=st.text(min_size=1, max_size=40))
def test_any_text_at_all_can_be_drawn(text: str) -> None:
    shown = legible(text)
    assert shown
    assert sprite(shown, TITLE, INK).image.height > 0


def test_a_cut_never_parts_a_letter_from_what_belongs_to_it() -> None:
    old_hangul = "\u1112\u119e\u11ab" * 20
    for room in range(40, 400, 7):
        kept = fitted(old_hangul, TITLE, room).removesuffix(ELLIPSIS)
        assert len(kept) % 3 == 0


def test_notes_wrap_between_pieces_and_a_long_piece_at_its_words() -> None:
    pieces = ["Source: Bugs South Korea, weekly", "10 of 14", "★ new peak", "≥ at least", "the first issue here " * 4]
    for room in range(200, 900, 25):
        lines = wrapped(pieces, Style(23), room)
        assert all(width(line, Style(23)) <= room for line in lines)
        assert not any(line.endswith("·") or line.startswith("·") for line in lines)
        assert " ".join(lines).replace(" · ", " ").split() == " ".join(pieces).split()
        assert any("10 of 14" in line for line in lines)


def test_without_notes_there_is_one_line_for_the_signature() -> None:
    assert wrapped([], Style(23), 500) == [""]


def test_a_number_too_wide_is_set_smaller_instead_of_cut() -> None:
    large, small = Style(33), Style(24)
    assert snug("12", (large, small), 60) is large
    assert snug("≥3550", (large, small), 92) is small
    assert width("≥3550", small) <= 92
