"""Hangul taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.finding.hangul import has_hangul, initials, is_consonant, jamo, parts, typed_as_hangul, typed_as_latin

syllables = st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣"))


def test_a_syllable_comes_apart() -> None:
    assert parts("깨") == ("ㄲ", "ㅐ", "")
    assert parts("값") == ("ㄱ", "ㅏ", "ㅄ")


@pytest.mark.parametrize("typed", ["ㄷ", "도", "돆", "도ㄲ", "도깨", "도깹", "도깨ㅂ", "도깨비"])
def test_whatever_is_typed_so_far_begins_the_whole(typed: str) -> None:
    assert jamo("도깨비").startswith(jamo(typed))
    assert not jamo("도시").startswith(jamo("돆"))


@given(syllables)
def test_every_syllable_is_the_keys_that_type_it(syllable: str) -> None:
    assert jamo(syllable) == jamo("".join(parts(syllable)))


@given(st.text(alphabet=syllables, min_size=1))
def test_typed_consonants_are_those_of_the_syllables(text: str) -> None:
    typed = "".join(parts(syllable)[0] for syllable in text)
    assert initials(typed) == initials(text)
    assert len(initials(text)) == len(text)


def test_consonants_that_the_keyboard_drew_together_are_told_apart() -> None:
    assert initials("ㄳ") == initials("그사")


def test_syllables_vowels_and_latin_are_no_lone_consonants() -> None:
    assert [is_consonant(character) for character in "ㄱㄳ가ㅏa"] == [True, True, False, False, False]
    assert [has_hangul(text) for text in ("ㄱ", "도깨비 OST", "神 star", "")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("keys", "meant"),
    [("ehRoql", "도깨비"), ("ghxpf epffnsk", "호텔 델루나"), ("dkfqdir", "알ㅂ약"), ("rkqt", "값"), ("ehRo", "도깨")],
)
def test_korean_typed_on_english_keys_is_read(keys: str, meant: str) -> None:
    assert typed_as_latin(keys) == jamo(meant)


@pytest.mark.parametrize("english", ["goblin", "stay with me", "iu", "eh", "", "ehRoql!", "도깨비"])
def test_what_makes_no_syllables_was_not_meant_as_korean(english: str) -> None:
    assert typed_as_latin(english) is None


@pytest.mark.parametrize(
    ("keys", "meant"), [("해ㅠㅣㅑㅜ", "goblin"), ("ㅗㅐㅅ디 ㅇ디 ㅣㅕㅜㅁ", "hotel del luna"), ("ㄴㅅ묘", "stay")]
)
def test_english_typed_on_korean_keys_is_read(keys: str, meant: str) -> None:
    assert typed_as_hangul(keys) == meant


@pytest.mark.parametrize("korean", ["도깨비", "호텔 델루나", "goblin", ""])
def test_what_is_all_syllables_was_meant_as_korean(korean: str) -> None:
    assert typed_as_hangul(korean) is None
