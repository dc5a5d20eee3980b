"""Search over the catalogue: one ranked answer for commands, autocomplete, track lists and import matching.

Every name is kept in three forms (:mod:`core.catalog.finding.forms`). A query picks candidates by the pieces it shares
with them, tracks also by what it shares with their drama and artists, and these are ranked by how close the query
comes to a name: the whole name first, then its beginning, the beginning of a word, any part, and last what is only
alike.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np

from core.catalog.finding.asking import Asked, ask
from core.catalog.finding.closeness import closeness, score
from core.catalog.finding.forms import Form, line
from core.catalog.finding.postings import Counts, Postings
from core.catalog.finding.things import EVERYTHING, Kind, Mask, Only, Things
from core.catalog.model import Catalogue
from core.text import clean

__all__ = ["ALL", "Hit", "Index", "Kind", "Only"]

_LONGEST = 120
"""Characters of a query that are read; no name in a catalogue is longer."""
_CANDIDATES = 20
"""Things of one kind that get a closer look in one form; more only let in what is less alike."""
_CLOSER = 30
"""Things in all that get that look."""
_PARENTS = 4
"""Dramas, and artists, whose tracks are candidates for their sake; of the tracks of each, :data:`_CANDIDATES`."""
_LISTED = 200
"""Things of one kind that are listed where no name is asked for."""
_LEAST = 0.4
"""The score below which nothing is alike any more."""
_FAR, _NEAR = 0.5, 0.75
"""The share of the best one's pieces that gets a closer look, the second where the very name was found already."""
_SURE = 0.9
"""The score from which a query is the very name or its beginning, as written."""
_FACT = np.uint8(2)
"""Pieces that the facts of a query are worth in the choice of what gets a closer look."""
_LACKING = 0.7
"""What a thing is worth, for each fact that the query tells and that is not so."""
_FACTS_ALONE = 0.75
"""What a thing is worth that the query tells nothing of but facts."""
_REMEMBERED = 1024
"""Answers that are kept: a command asks what was just typed, and many fans type the same."""

ALL = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its key in the catalogue, and how close the query came, from 0 to 1 for the very name."""

    kind: Kind
    key: str
    score: float


class Index:
    """The searchable catalogue. It is built once for a catalogue and never changes.

    Scores depend on the query and the thing alone: hits of two indexes can be merged by them.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._things = Things(catalogue)
        names = [*self._things.names(catalogue)]
        self._postings = {form: Postings(line(each, form) for each in names) for form in Form}
        self._asked = lru_cache(_REMEMBERED)(self._search)

    def search(
        self, query: str, *, kinds: Collection[Kind] = ALL, limit: int = 25, only: Only = EVERYTHING
    ) -> list[Hit]:
        """What *query* may mean, best first, at most *limit* of *kinds*, narrowed to *only*.

        The query may be English, Hangul, romanised, initial consonants, half typed, misspelt, glued together or typed
        on the wrong keyboard, may join a title with its artist or drama in any order, and may tell a year or the part
        of a soundtrack. Equals keep the catalogue's order. An empty query finds nothing, or, narrowed, all there is.
        """
        return [*self._asked(clean(query)[:_LONGEST], frozenset(kinds), limit, only)]

    def _search(self, query: str, kinds: frozenset[Kind], limit: int, only: Only) -> tuple[Hit, ...]:
        mask = None if only == EVERYTHING else self._things.within(only)
        best: dict[int, float] = {}
        for asked in ask(query):
            sure = max(best.values(), default=0.0) >= _SURE
            if asked.spare and sure:
                continue
            likely = self._likely(asked, kinds, mask, least=_NEAR if sure else _FAR)
            for number, worth in zip(likely, self._scores(asked, likely), strict=True):
                if worth > best.get(number, _LEAST):
                    best[number] = worth
        if mask is not None and not query:
            best = {number: 1.0 for kind in kinds for number in self._numbers(mask, kind)}
        things = self._things
        ranked = sorted((-worth, things.places[number], number) for number, worth in best.items())
        return tuple([Hit(things.kind(number), things.keys[number], -worth) for worth, _, number in ranked[:limit]])

    def _scores(self, asked: Asked, likely: list[int]) -> list[float]:
        """What each of the *likely* is worth as the answer."""
        things, lines = self._things, self._postings[asked.form]
        if not asked.glued:
            return [asked.trust * _FACTS_ALONE] * len(likely)
        above = [things.above(number) for number in likely]
        looked = {number: lines[number] for number in {*likely, *chain(*above)}}
        near = dict(zip(looked, closeness(asked.glued, [*looked.values()]), strict=True))
        scores = []
        for number, around in zip(likely, above, strict=True):
            nearest = max([near[one] for one in around], default=0.0)
            worth = score(asked, looked[number], near[number], [looked[one] for one in around], nearest)
            if asked.facts.said:
                worth *= _LACKING ** things.missing(number, asked.facts)
            scores.append(worth * asked.trust)
        return scores

    def _likely(self, asked: Asked, kinds: Collection[Kind], mask: Mask | None, least: float = _FAR) -> list[int]:
        """The things worth a closer look: not those that share less than *least* of what the best one shares."""
        if not asked.glued:
            so = self._things.holding(asked.facts)
            return [number for kind in kinds for number in self._numbers(so if mask is None else so & mask, kind)]
        counts = self._postings[asked.form].counts(asked.sought)
        if asked.facts.said:
            counts += _FACT * (self._things.holding(asked.facts) & (counts > 0))
        own = counts if mask is None else counts * mask
        if asked.whole:
            return self._very(counts >= len(asked.sought), kinds, mask)
        first = {kind: _most(counts, block) for kind, block in self._things.blocks.items()}
        if mask is None:
            shared = {number: share for kind in Kind if kind in kinds for number, share in first[kind]}
        else:
            blocks = [block for kind, block in self._things.blocks.items() if kind in kinds]
            shared = {number: share for block in blocks for number, share in _most(own, block)}
        if Kind.TRACK in kinds:
            parents = first[Kind.DRAMA][:_PARENTS] + first[Kind.ARTIST][:_PARENTS]
            self._add_their_tracks(parents, shared, counts, mask)
        most = min(max(shared.values(), default=0), len(asked.sought))
        closer = [number for number, share in shared.items() if share >= least * most]
        return sorted(closer, key=shared.__getitem__, reverse=True)[:_CLOSER]

    def _very(self, named: Mask, kinds: Collection[Kind], mask: Mask | None) -> list[int]:
        """The things that are *named* so, with the tracks of such dramas and artists."""
        things = [number for kind in Kind for number in self._numbers(named, kind)]
        tracks = [track for number in things for track in self._things.below(number).tolist()]
        found = dict.fromkeys([*things, *tracks])
        return [one for one in found if self._things.kind(one) in kinds and (mask is None or mask[one])]

    def _add_their_tracks(
        self, parents: list[tuple[int, int]], shared: dict[int, int], counts: Counts, mask: Mask | None
    ) -> None:
        """Add to *shared* the tracks of the likeliest dramas and artists, with what these share."""
        most = max([*shared.values(), *(share for _, share in parents)], default=0)
        for parent, share in parents:
            if 2 * share < most:
                continue
            tracks = self._things.below(parent)
            if mask is not None:
                tracks = tracks[mask[tracks]]
            if len(tracks) > _CANDIDATES:
                tracks = tracks[np.argsort(~counts[tracks], kind="stable")[:_CANDIDATES]]
            for track, count in zip(tracks.tolist(), counts[tracks].tolist(), strict=True):
                shared[track] = shared.get(track, count) + share

    def _numbers(self, mask: Mask, kind: Kind) -> list[int]:
        """The first numbers of one kind where *mask* is true."""
        block = self._things.blocks[kind]
        found: list[int] = (np.flatnonzero(mask[block.start : block.stop])[:_LISTED] + block.start).tolist()
        return found


def _most(counts: Counts, block: range, limit: int = _CANDIDATES) -> list[tuple[int, int]]:
    """The numbers of *block* counted most, at most *limit*, with their counts; of equals the first."""
    part = counts[block.start : block.stop]
    most = int(part.max(initial=0))
    if not most:
        return []
    near = (part >= (most + 1) // 2).nonzero()[0]
    first = near[(~part[near]).argsort(kind="stable")[:limit]]
    return list(zip((first + block.start).tolist(), part[first].tolist(), strict=True))
