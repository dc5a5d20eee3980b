"""Whether what was found is what was typed, or only the nearest there is.

The ranking always has a first one. It is an answer only where the words typed stand in its names, sound like them, are
their first consonants, or are no more than a slip or two away. ``make bench`` counts the mistakes of both kinds.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from core.catalog.finding.asking import Asked, ask
from core.catalog.finding.forms import START, Form, line

_LETTERS_A_SLIP = 4.5
"""Letters for each slip that is forgiven: none in BTS, one in ``gobiln``, four in ``쓸쓸하고찬란하신`` (keys count)."""
_HEARD_A_SLIP = 3.75
"""The same of a whole name as it sounds: whoever romanises by ear has habits of their own (``peenokeeo``)."""
_BEGUN = {Form.WRITTEN: 1, Form.SOUND: 5, Form.INITIALS: 2}
"""Letters from which the beginning of a word is no accident; many words sound like the ``j`` that ``zzz`` comes to."""
_HEARD = 2
"""Letters of sound that say something at all."""
_INSIDE = 3
"""Letters from which a piece of a name, as it is written, is none (불시착 has nine)."""
_LONG = 16
"""Letters from which the beginning of a name may have slips too."""
_WORD = 4
"""Letters from which the beginning of a word will do for it (``hyunwoo`` for Hyun Woo)."""
_MOST = 0.65
"""The share of the letters that whole words of the names must make up where some word is none of them,"""
_SEVERAL = 3
"""and how many such words there must be."""


@dataclass(frozen=True, slots=True)
class Called:
    """How a thing is called: its *own* names, those *around* it (its drama's, its artists'), the *years* it is of.

    One name around it says nothing of the thing alone, only with a part or a year, or beside another name.
    """

    own: tuple[str, ...]
    around: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()


def is_sure(query: str, thing: Called) -> bool:
    """Whether *thing* is what *query* says."""
    return any(_says(asked, thing) for asked in ask(query))


def _says(asked: Asked, thing: Called) -> bool:
    if asked.facts.year is not None and thing.years and asked.facts.year not in thing.years:
        return False
    if not asked.glued:
        return True  # nothing but a year or a part, and these were compared as facts
    own, around = _spelt(thing.own, asked.form), _spelt(thing.around, asked.form)
    if any(_is(asked, name) for name in (own + around if asked.facts.said else own)) or _all_there(asked, own):
        return True
    beside = any(_all_there(asked, [name]) for name in around)  # it is the drama that is meant, or the singer
    return not beside and (_all_there(asked, own + around) or _most_there(asked, own + around))


def _spelt(names: tuple[str, ...], form: Form) -> list[str]:
    return line(names, form).split(START)[1:]


def _is(asked: Asked, name: str) -> bool:
    """Whether the query is *name*, how it or a word of it begins, a piece of it, or a slip away."""
    typed, glued = asked.glued, name.replace(" ", "")
    if asked.form is Form.SOUND and len(typed) < _HEARD:
        return False
    if asked.whole or typed == glued:
        return typed == glued
    if asked.form is Form.WRITTEN and len(typed) >= _INSIDE and typed in glued:
        return True
    if len(typed) >= _BEGUN[asked.form] and _begins(typed, name):
        return True
    if asked.form is Form.INITIALS:
        return False
    by_ear = asked.form is Form.SOUND and len(typed) >= _BEGUN[Form.SOUND]
    letters = _HEARD_A_SLIP if by_ear else _LETTERS_A_SLIP
    return _slipped(typed, glued, letters) or (len(typed) >= _LONG and _slipped(typed, glued[: len(typed)]))


def _all_there(asked: Asked, names: Collection[str]) -> bool:
    """Whether every word of the query is a word of *names*, as of a title and its singer."""
    return asked.form is not Form.INITIALS and all(_is_there(word, names, asked.form) for word in asked.apart)


def _most_there(asked: Asked, names: Collection[str]) -> bool:
    """The same of most of it, but letter by letter."""
    if asked.form is Form.INITIALS:
        return False
    there = [word for word in asked.apart if any(f" {word} " in f"{name} " for name in names)]
    return len(there) >= _SEVERAL and sum(map(len, there)) >= _MOST * sum(map(len, asked.apart))


def _is_there(word: str, names: Collection[str], form: Form) -> bool:
    if form is Form.SOUND and len(word) < _HEARD:
        return False
    long = len(word) >= max(_WORD, _BEGUN[form])
    return any(
        (long and _begins(word, name)) or any(word == one or _slipped(word, one) for one in name.split())
        for name in names
    )


def _begins(typed: str, name: str) -> bool:
    """Whether *typed* is how *name*, or the rest of it from a later word on, begins."""
    return any(rest.startswith(typed) for rest in _rests(name))


def _rests(name: str) -> Iterator[str]:
    words = name.split()
    return ("".join(words[at:]) for at in range(len(words)))


def _slipped(typed: str, name: str, letters: float = _LETTERS_A_SLIP) -> bool:
    slips = int((len(typed) + len(name)) / 2 / letters)
    return slips > 0 and OSA.distance(typed, name, score_cutoff=slips) <= slips
