"""The forms a name is compared in: as it is written, as it sounds, and by what its words begin with."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from core.catalog.hangul import has_hangul, initials, jamo
from core.catalog.romanisation import loose, romanise, transcribe
from core.text import fold


class Form(StrEnum):
    """One way to compare two spellings."""

    WRITTEN = "written"
    """Letter by letter, Hangul as the keys that type it."""
    SOUND = "sound"
    """By the sound of its Revised Romanisation, whatever way it is spelt."""
    INITIALS = "initials"
    """By the first consonant of each Hangul syllable and the first letter of each other word."""


def words(text: str) -> list[str]:
    """The words of *text* to compare by: folded, without accents and punctuation (``N.Flying`` is two words)."""
    folded = fold(text).replace("&", " and ")
    bare = "".join(_letter(character) for character in folded)
    return bare.split() or folded.split()


def spell(text: str, form: Form) -> str:
    """*text* in one form, a blank before every word so that ``" ho"`` is a word's beginning; empty without words."""
    match form:
        case Form.WRITTEN:
            spelt = [jamo(word) for word in words(text)]
        case Form.SOUND:
            spelt = [loose(word) for word in words(romanise(text))]
        case Form.INITIALS:
            spelt = [initials(word) if has_hangul(word) else word[0] for word in words(text)]
    return _spaced(spelt)


def spellings(names: tuple[str, ...], form: Form) -> tuple[str, ...]:
    """Every different spelling of *names* in one form.

    By sound, Hangul is also read letter for letter; by initials, a name's are also one word (CLOY).
    """
    read = [spell(name, form) for name in names]
    if form is Form.SOUND:
        read += [_spaced(map(loose, words(transcribe(name)))) for name in names if has_hangul(name)]
    if form is Form.INITIALS:
        read += [f" {spelling.replace(' ', '')}" for spelling in read if spelling]
    return tuple(dict.fromkeys(filter(None, read)))


@lru_cache(maxsize=4096)
def pieces(spelling: str) -> frozenset[str]:
    """The runs of three letters by which *spelling* is looked up, words told apart, with its words of one letter."""
    runs = {spelling[at : at + 3] for at in range(len(spelling) - 2)}
    alone = {f" {word}" for word in spelling.split() if len(word) == 1}
    return frozenset(alone.union(run for run in runs if " " not in run[1:]))


def filed(spelling: str) -> frozenset[str]:
    """The pieces under which *spelling* is filed: also the first letter of every word, for who has typed but one."""
    return pieces(spelling) | {f" {word[0]}" for word in spelling.split()}


def _spaced(spelt: Iterable[str]) -> str:
    return "".join(f" {word}" for word in spelt if word)


def _letter(character: str) -> str:
    if character == "'":
        return ""
    base = character if "가" <= character <= "힣" else unicodedata.normalize("NFD", character)[0]
    return base if base.isalnum() else " "
