"""How close a query comes to a name, from 0 to 1. It depends on these two alone, so that any two answers compare."""

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from core.catalog.finding.asking import Asked
from core.catalog.finding.forms import START

_BEGINS, _WORD, _INSIDE = 0.9, 0.8, 0.7
"""The query is how a name, a word of it, or any part of it begins; up to .08 is added for how much of it is typed."""
_ALIKE = 0.72
"""A name that is only alike is worth this times its likeness, one around the thing (its drama's) this times its own."""
_RELEASE = 0.96
"""A drama's name is worth this for its tracks where the query also says of which part they are."""
_JOINED, _BESIDE = 0.9, 0.62
"""Words that are all found are worth the first where they hold the whole name, the second where they are all around."""
_HELD = 3
"""How steeply the words of a name count that are not typed: that power of the share that is."""
_MISSING = 1.5
"""How steeply words that are not found count: that power of the share that is."""


def closeness(query: str, lines: Sequence[str]) -> list[float]:
    """How close *query*, its words glued together, comes to the closest name of each line."""
    best = [0.0] * len(lines)
    names: list[str] = []
    owners: list[int] = []
    for at, line in enumerate(lines):
        glued = line.replace(" ", "")
        if query in glued:
            best[at] = max([_contained(query, name) for name in line.split(START) if name])
        else:
            alike = glued.split(START)
            names += alike
            owners += [at] * len(alike)
    for number, likeness in _alike(query, names) if len(query) > 2 else ():
        at = owners[number]
        if best[at] < (worth := _ALIKE * likeness):
            best[at] = worth
    return best


def score(asked: Asked, own: str, closest: float, around: Sequence[str], near: float) -> float:
    """What a thing is worth as the answer, before its facts and the trust in the form are looked at.

    *own* are its names and *closest* is how close the query comes to one of them, *around* are those of its artists and
    its drama and *near* is the same for them.
    """
    beside = _ALIKE if asked.facts.part is None else _RELEASE
    if asked.whole:
        return max(float(closest == 1), beside * (near == 1))
    best = max(closest, beside * near)
    if best >= _JOINED or not asked.pieces:
        return best
    names = "".join((own, *around))
    covered = sum(map(names.__contains__, asked.pieces)) / len(asked.pieces)
    most: float = covered**_MISSING
    if most * _JOINED <= best:
        return best
    held = max([_held(name, asked.apart) for name in own.split(START) if name], default=0.0)
    return max(best, most * (_BESIDE + (_JOINED - _BESIDE) * held**_HELD))


def _held(name: str, words: frozenset[str]) -> float:
    """The share of *name* that is made of *words*, in whatever order."""
    apart = name.split()
    return sum([len(word) for word in apart if word in words]) / (len(name) - name.count(" "))


def _contained(query: str, spelling: str) -> float:
    name = spelling.replace(" ", "")
    if query not in name:
        return 0.0
    share = 0.08 * len(query) / len(name)
    if name.startswith(query):
        return 1.0 if len(name) == len(query) else _BEGINS + share
    words = spelling.split()
    if any("".join(words[at:]).startswith(query) for at in range(1, len(words))):
        return _WORD + share
    return _INSIDE + share if len(query) > 2 else 0.0


def _alike(query: str, names: Sequence[str]) -> Iterator[tuple[int, float]]:
    """Which of *names*, or of their beginnings, are alike to *query*, and how much, from 0 to 1."""
    if not names:
        return
    begun = [name[: len(query)] for name in names]
    whole = cdist([query], names, scorer=Indel.normalized_similarity, score_cutoff=0.55)[0]
    begins = cdist([query], begun, scorer=Indel.normalized_similarity, score_cutoff=0.6)[0]
    likeness = np.maximum(whole, 0.95 * begins)
    alike = likeness.nonzero()[0]
    yield from zip(alike.tolist(), likeness[alike].tolist(), strict=True)
