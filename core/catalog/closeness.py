"""How close a query comes to a name, from 0 to 1."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from core.catalog.forms import Form, pieces, spell, spellings
from core.catalog.hangul import has_hangul, is_consonant

_TRUST = {Form.WRITTEN: 1.0, Form.SOUND: 0.93, Form.INITIALS: 0.9}
"""What a match is worth in each form: a name typed as it is written is no accident."""

_BEGINS, _WORD, _INSIDE = 0.9, 0.8, 0.7
"""The query is how a name, a word of it, or any part of it begins; up to .08 is added for how much of it is typed."""
_ALIKE = 0.72
"""A name that is only alike is worth this times its likeness, one around the thing (its drama's) this times its own."""
_JOINED, _BESIDE = 0.9, 0.55
"""Words that are all found are worth the first where they hold the whole name, the second where they are all around."""
_MISSING = 1.5
"""How steeply words that are not found count: that power of the share that is."""
_ACRONYM = 3
"""Letters from which a Latin word is also tried as the initials of a name (CLOY)."""


class Spelt:
    """Every name of one thing, in every form."""

    __slots__ = ("_forms",)

    def __init__(self, names: Iterable[str]) -> None:
        known = tuple(names)
        self._forms = {form: [(spelt, spelt.replace(" ", "")) for spelt in spellings(known, form)] for form in Form}

    def __getitem__(self, form: Form) -> list[tuple[str, str]]:
        """Each spelling in one form, with its words apart and glued together."""
        return self._forms[form]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in one form. *whole* asks for names that are exactly this."""

    form: Form
    words: str
    glued: str
    pieces: frozenset[str]
    whole: bool = False

    @property
    def trust(self) -> float:
        """What the very name is worth in this form."""
        return _TRUST[self.form]

    def closest(self, names: Spelt) -> float:
        """How close the query comes to one of *names*."""
        best = 0.0
        for spelling, name in names[self.form]:
            best = max(best, _closeness(self.glued, spelling, name))
        return best

    def score(self, own: Spelt, around: float, covered: float) -> float:
        """What a thing is worth as the answer.

        *own* are its names, *around* is how close the query comes to a name around it (its artist, its drama), and
        *covered* is the share of the query's pieces that stand in any of these.
        """
        score = self.closest(own)
        if self.whole:
            return self.trust if score == 1 else 0.0
        score = max(score, _ALIKE * around)
        if covered * _JOINED > score:
            held = max((self._holds(spelling) for spelling, _ in own[self.form]), default=0.0)
            score = max(score, covered**_MISSING * (_BESIDE + (_JOINED - _BESIDE) * held))
        return self.trust * score

    def _holds(self, name: str) -> float:
        """The share of *name* that stands in the query, in whatever order."""
        parts = pieces(name)
        return sum(part in self.words for part in parts) / (len(parts) or 1)


def ask(query: str) -> list[Asked]:
    """*query* in every form it can be meant in; empty for a query without words."""
    written = _asked(Form.WRITTEN, spell(query, Form.WRITTEN))
    asked = [written]
    if not all(map(is_consonant, written.glued)):
        asked.append(_asked(Form.SOUND, spell(query, Form.SOUND)))
    if any(map(is_consonant, query)):
        asked.append(_asked(Form.INITIALS, spell(query, Form.INITIALS)))
    elif written.words.count(" ") == 1 and len(written.glued) >= _ACRONYM and not has_hangul(query):
        asked.append(_asked(Form.INITIALS, written.words, whole=True))
    return [one for one in asked if one.pieces]


def _asked(form: Form, words: str, *, whole: bool = False) -> Asked:
    return Asked(form, words, words.replace(" ", ""), pieces(words), whole)


def _closeness(query: str, spelling: str, name: str) -> float:
    share = 0.08 * len(query) / len(name)
    if name.startswith(query):
        return 1.0 if len(name) == len(query) else _BEGINS + share
    if len(query) > 2 and query in name:
        return (_WORD if _begins_a_word(query, spelling) else _INSIDE) + share
    if len(query) <= 2:
        return _WORD + share if f" {query}" in spelling else 0.0
    whole = Indel.normalized_similarity(query, name, score_cutoff=0.55)
    begun = Indel.normalized_similarity(query, name[: len(query)], score_cutoff=0.6)
    return _ALIKE * max(whole, 0.95 * begun)


def _begins_a_word(query: str, spelling: str) -> bool:
    words = spelling.split()
    return any("".join(words[at:]).startswith(query) for at in range(1, len(words)))
