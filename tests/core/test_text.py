"""Text as it comes in, and as it is compared."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.text import clean, fold

KEYBOARDS = st.text(
    st.one_of(
        st.characters(max_codepoint=0xFF, exclude_categories=["Cc", "Sk", "Lm", "Po"]),
        st.characters(min_codepoint=0x3131, max_codepoint=0x318E),  # the letters a Korean keyboard types one by one
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
        st.sampled_from("’‘“”–—…ＡＢ１２\u3000\u200b\u202e\u0301\n\t"),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  a \t b\r\nc ", "a b c"),
        ("a\u200bb\u200db\ufeff", "abb"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("a\0b\x1b[31m", "ab[31m"),
        ("\u1112\u1161\u11ab", "한"),  # decomposed, as a Mac writes file names
        ("e\u0301", "é"),
        ("\u00a0\u3000", ""),
        ("\ud800x", "x"),
        ("사랑은 늘 도망가", "사랑은 늘 도망가"),
        ("Love, Maybe (사랑인가 봐) 🎵", "Love, Maybe (사랑인가 봐) 🎵"),
    ],
)
def test_what_comes_in_keeps_what_can_be_seen(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_invisible(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for c in once)
    assert once == once.strip()
    assert "  " not in once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I’ll Be There", "i'll be there"),
        ("“Star” — Remix", '"star" - remix'),
        ("ＬＯＶＥ　１２", "love 12"),
        ("STRASSE", "straße"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("café", "CAFE\u0301"),
        ("Part.４", "part.4"),
    ],
)
def test_two_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_the_letters_of_a_korean_keyboard_stay_themselves() -> None:
    letters = "".join(map(chr, range(0x3131, 0x3164)))
    assert fold(letters) == letters
    assert not any("\u1100" <= c <= "\u11ff" for c in fold("ㄱㅅㅎ ㄱ나다"))


@given(KEYBOARDS)
@example("ß́")
def test_folding_knows_no_case_and_folding_again_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == once


@given(KEYBOARDS)
def test_a_syllable_is_never_taken_apart(text: str) -> None:
    assert not any("\u1100" <= c <= "\u11ff" for c in fold(text))
