"""The forms a name is compared in: as it is written, as it sounds, and by what its words begin with."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from core.catalog.finding.hangul import has_hangul, initials, jamo
from core.catalog.finding.romanisation import loose, romanise, transcribe
from core.text import fold

START = "\n"
"""Stands before every name of a line and before nothing else: with it a name's beginning is a piece of its own."""


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
    return folded.translate(_LETTERS).split() or folded.split()


def spell(text: str, form: Form) -> str:
    """*text* in one form, a blank before every word so that ``" ho"`` is a word's beginning; empty without words."""
    return _spelt(words(text), form)


def line(names: tuple[str, ...], form: Form) -> str:
    """Every different spelling of *names* in one form, each after a :data:`START`.

    By sound, Hangul is also read letter for letter; by initials, a name's are also one word (CLOY).
    """
    apart = [words(name) for name in names]
    read = [_spelt(each, form) for each in apart]
    if form is Form.SOUND:
        read += [_spaced(map(_lettered, each)) for each in apart if any(map(has_hangul, each))]
    if form is Form.INITIALS:
        read += [f" {spelling.replace(' ', '')}" for spelling in read if spelling]
    return "".join(START + spelling for spelling in dict.fromkeys(filter(None, read)))


@lru_cache(maxsize=4096)
def pieces(spelling: str) -> frozenset[str]:
    """The runs of three letters by which *spelling* is looked up, words told apart, with its words of one letter."""
    runs = {spelling[at : at + 3] for at in range(len(spelling) - 2)}
    alone = {f" {word}" for word in spelling.split() if len(word) == 1}
    return frozenset(alone.union(run for run in runs if " " not in run[1:]))


def _spelt(apart: list[str], form: Form) -> str:
    match form:
        case Form.WRITTEN:
            return _spaced(map(jamo, apart))
        case Form.SOUND:
            return _spaced(map(_heard, apart))
        case Form.INITIALS:
            return _spaced(initials(word) if has_hangul(word) else word[0] for word in apart)


@lru_cache(maxsize=1 << 16)  # titles are made of the same words again and again
def _heard(word: str) -> str:
    return loose(romanise(word))


@lru_cache(maxsize=1 << 16)
def _lettered(word: str) -> str:
    return loose(transcribe(word))


def _spaced(spelt: Iterable[str]) -> str:
    return "".join(f" {word}" for word in spelt if word)


class _Letters(dict[int, str]):
    """A translation table that learns each character when it first meets it: accents off, signs to blanks."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _letter(chr(code)))


def _letter(character: str) -> str:
    if character == "'":
        return ""
    base = character if "가" <= character <= "힣" else unicodedata.normalize("NFD", character)[0]
    return base if base.isalnum() else " "


_LETTERS = _Letters()
