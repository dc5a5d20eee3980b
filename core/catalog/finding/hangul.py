"""Hangul taken apart: syllables into letters, words into the consonants they begin with, letters into keys."""

import re

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

_TWO_KEYS = (
    *("ㄳㄱㅅ", "ㄵㄴㅈ", "ㄶㄴㅎ", "ㄺㄹㄱ", "ㄻㄹㅁ", "ㄼㄹㅂ", "ㄽㄹㅅ", "ㄾㄹㅌ", "ㄿㄹㅍ", "ㅀㄹㅎ", "ㅄㅂㅅ"),
    *("ㅘㅗㅏ", "ㅙㅗㅐ", "ㅚㅗㅣ", "ㅝㅜㅓ", "ㅞㅜㅔ", "ㅟㅜㅣ", "ㅢㅡㅣ"),
)
PAIRS = {letters[0]: letters[1:] for letters in _TWO_KEYS}
"""Letters that a Korean keyboard writes with two keys."""

_LAYOUT = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        strict=True,
    )
)
"""The letters on the keys of the Korean standard layout (두벌식, KS X 5002); other capitals write the small key's."""

_CONSONANTS = frozenset(INITIALS) | frozenset(FINALS[1:])
_TWO_VOWELS = "|".join(letters for pair, letters in PAIRS.items() if pair in VOWELS)
_SYLLABLES = re.compile(rf"(?:[{INITIALS}](?:{_TWO_VOWELS}|[{VOWELS}])[{INITIALS}]{{0,2}}?)+[{INITIALS}]{{0,2}}")
"""A word as the keys write it, the last syllable perhaps half typed."""
_NO_ACCIDENT = 4
"""Keys from which Latin letters that make Hangul syllables may have been meant to."""
_ANY = re.compile("[가-힣ㄱ-ㅣ]")
_LAX = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")


def is_syllable(character: str) -> bool:
    """Whether *character* is one composed Hangul syllable."""
    return "가" <= character <= "힣"


def is_consonant(character: str) -> bool:
    """Whether *character* is a consonant standing alone, as in ㄴㅇㄱ (a vowel is not, and no syllable is)."""
    return character in _CONSONANTS


def is_letter(character: str) -> bool:
    """Whether *character* is a consonant or a vowel standing alone."""
    return "ㄱ" <= character <= "ㅣ"


def has_hangul(text: str) -> bool:
    """Whether *text* holds a Hangul syllable or a letter of one."""
    return _ANY.search(text) is not None


def parts(syllable: str) -> tuple[str, str, str]:
    """The initial, vowel and final of one syllable, the final empty where there is none: 깨 is ``("ㄲ", "ㅐ", "")``."""
    number = ord(syllable) - ord("가")
    return INITIALS[number // 588], VOWELS[number // 28 % 21], FINALS[number % 28]


def jamo(text: str) -> str:
    """*text* with its Hangul as the keys that type it, so that whatever is typed so far is a prefix of the whole.

    도깨비 is ``ㄷㅗㄲㅐㅂㅣ``; 값 and 갑ㅅ are the same. Everything else stays as it is. *text* is in NFC.
    """
    return text.translate(_KEYS)


def initials(text: str) -> str:
    """The consonants that the syllables of *text* begin with, tense ones as plain: 도깨비 and ㄷㄲㅂ are ``ㄷㄱㅂ``.

    Two consonants that the keyboard drew together are told apart again (ㄳ is ㄱㅅ). What is not Hangul is left out.
    """
    first = (_initial(character) for character in text)
    return "".join(first).translate(_LAX)


def typed_as_latin(text: str) -> str | None:
    """What *text* is in jamo when the keyboard was left in English: ``ehRoql`` is ``ㄷㅗㄲㅐㅂㅣ``, 도깨비.

    ``None`` where they make no syllables, or so few that it would be an accident.
    """
    letters = text.translate(_TO_HANGUL)
    meant = len(text) >= _NO_ACCIDENT and all(map(_SYLLABLES.fullmatch, letters.split()))
    return letters if meant else None


def typed_as_hangul(text: str) -> str | None:
    """What *text* is when the keyboard was left in Korean: ``해ㅠㅣㅑㅜ`` is ``goblin``.

    ``None`` where no letter stands alone: all of it may then be Korean.
    """
    if not any(map(is_letter, text)):
        return None
    return jamo(text).translate(_TO_LATIN)


def _initial(character: str) -> str:
    if is_syllable(character):
        return parts(character)[0]
    return PAIRS.get(character, character) if is_consonant(character) else ""


class _Keys(dict[int, str]):
    """A translation table that learns each syllable when it first meets it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        letters = parts(character) if is_syllable(character) else (character,)
        return self.setdefault(code, "".join(PAIRS.get(letter, letter) for letter in letters))


_KEYS = _Keys()
_TO_HANGUL = str.maketrans({key.upper(): letter for key, letter in _LAYOUT.items()} | _LAYOUT)
_TO_LATIN = str.maketrans({letter: key.lower() for key, letter in _LAYOUT.items()})
