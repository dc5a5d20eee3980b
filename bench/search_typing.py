"""The ways fans type a name: each rule makes of a name what somebody would type for it, by chance if need be."""

import random
import re
from collections.abc import Callable

from core.catalog.finding.hangul import INITIALS, VOWELS, has_hangul, initials, is_syllable, jamo, parts
from core.catalog.finding.romanisation import romanise


def in_hangul(least: int) -> Callable[[str], bool]:
    """Whether a name is Hangul alone, of *least* syllables or more."""
    return lambda name: sum(map(is_syllable, name)) >= least and all(map(_plain_hangul, name))


def _plain_hangul(character: str) -> bool:
    return is_syllable(character) or character == " "


def in_latin(least: int) -> Callable[[str], bool]:
    """Whether a name is plain Latin letters, *least* or more."""
    return lambda name: not has_hangul(name) and name.isascii() and len(name) >= least


def of_words(least: int) -> Callable[[str], bool]:
    """Whether a name has *least* words or more, none of them only signs."""
    return lambda name: len(name.split()) >= least and all(re.search(r"\w", word) for word in name.split())


def begun(name: str, chance: random.Random) -> str:
    """How it begins."""
    return name[: max(2, round(len(name) * chance.uniform(0.5, 0.8)))].strip()


def inner(name: str, chance: random.Random) -> str:
    """Two words from its middle."""
    words = name.split()
    at = chance.randrange(1, len(words) - 1)
    return " ".join(words[at : at + 2])


def typo(name: str, chance: random.Random) -> str:
    """One letter swapped, missed or wrong."""
    at = chance.randrange(1, len(name) - 1)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    missed = name[:at] + name[at + 1 :]
    wrong = name[:at] + chance.choice("aeionrst") + name[at + 1 :]
    return chance.choice([swapped, missed, wrong])


def shuffled(name: str, chance: random.Random) -> str:
    """Its words in another order."""
    words = name.split()
    while words == name.split():
        chance.shuffle(words)
        if len(set(words)) == 1:
            break
    return " ".join(words)


def half_typed(name: str, chance: random.Random) -> str:
    """Its beginning, the last syllable not yet finished."""
    syllables = name.replace(" ", "")
    at = chance.randrange(1, len(syllables))
    begin, vowel, final = parts(syllables[at])
    composed = chr(ord("가") + INITIALS.index(begin) * 588 + VOWELS.index(vowel) * 28)
    return syllables[:at] + chance.choice([begin, composed if final else begin])


def wrong_vowel(name: str, chance: random.Random) -> str:
    """One vowel as it is misheard."""
    at = chance.choice([place for place, character in enumerate(name) if is_syllable(character)])
    number = ord(name[at]) - ord("가")
    vowel = number // 28 % 21
    heard = {"ㅐ": "ㅔ", "ㅔ": "ㅐ", "ㅚ": "ㅙ", "ㅙ": "ㅚ", "ㅓ": "ㅗ", "ㅗ": "ㅓ", "ㅡ": "ㅜ", "ㅜ": "ㅡ", "ㅏ": "ㅑ"}
    other = VOWELS.index(heard.get(VOWELS[vowel], "ㅡ"))
    return name[:at] + chr(ord(name[at]) + (other - vowel) * 28) + name[at + 1 :]


def first_consonants(name: str, chance: random.Random) -> str:
    """The consonants its syllables begin with."""
    typed = " ".join(map(initials, name.split()))
    return typed if chance.random() < 0.5 else typed.replace(" ", "")


def strict(name: str, _: random.Random) -> str:
    """In Revised Romanisation."""
    return romanise(name)


_HABITS = (
    *(
        ("eo", "u"),
        ("eo", "o"),
        ("u", "oo"),
        ("(?<![aeiou])i", "ee"),
        ("eu", "u"),
        ("ae", "e"),
        ("ui", "ee"),
        ("si", "shi"),
    ),
    *(
        ("g", "k"),
        ("d", "t"),
        ("b", "p"),
        ("j", "ch"),
        ("ch", "j"),
        ("r", "l"),
        ("kk", "gg"),
        ("ss", "s"),
        ("wo", "weo"),
    ),
)


def loose(name: str, chance: random.Random) -> str:
    """Romanised with two of the habits fans have."""
    typed = romanise(name)
    usable = [habit for habit in _HABITS if re.search(habit[0], typed)]
    for written, habit in chance.sample(usable, min(2, len(usable))):
        typed = re.sub(written, habit, typed, count=chance.choice([0, 1]))
    return typed


def glued(name: str, _: random.Random) -> str:
    """Without its blanks."""
    return name.replace(" ", "")


_KEYS = str.maketrans(
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ", "qwertyuiopasdfghjklzxcvbnmQWERTOP"
)


def as_it_is(name: str, _: random.Random) -> str:
    """As it is."""
    return name


def other_keyboard(name: str, _: random.Random) -> str:
    """On a keyboard left in English."""
    return jamo(name).translate(_KEYS)
