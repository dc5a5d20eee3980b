"""Search over the catalogue: one ranked answer for commands, autocomplete, track lists and import matching.

Every name is kept in three forms (see :mod:`core.catalog.forms`). A query picks candidates by the pieces it shares
with them, and these are ranked by how close the query comes to a name: the whole name first, then its beginning, the
beginning of a word, any part, and last what is only alike.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

from core.catalog.closeness import Asked, Spelt, ask
from core.catalog.forms import Form, filed
from core.catalog.model import Catalogue, Track
from core.catalog.postings import Postings
from core.text import clean

_LONGEST = 120
"""Characters of a query that are read; no name in a catalogue is longer."""
_CANDIDATES = 30
"""Entries of one kind that get a closer look in one form; more only let in what is less alike."""
_BEGUN = 10
"""Names that begin as the query does and get that look even where their pieces are too common to single them out."""
_LEAST = 0.4
"""The score below which nothing is alike any more."""


class Kind(StrEnum):
    """What can be found; of equals the earlier kind comes first."""

    DRAMA = "drama"
    ARTIST = "artist"
    TRACK = "track"


ALL = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its key in the catalogue, and how close the query came, from 0 to 1 for the very name."""

    kind: Kind
    key: str
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """One thing to find: where it stands in the catalogue, its own names, and those that may be typed with them."""

    place: int
    kind: Kind
    key: str
    own: Spelt
    around: tuple[Spelt, ...]


class _Shelf:
    """Everything of one kind. Entries are numbered by the length of their names, so that a cap keeps the near ones."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self._entries = sorted(entries, key=_length)
        self._postings = {form: self._filed(form) for form in Form}
        self._sorted = {form: self._in_order(form) for form in Form}

    def likely(self, asked: Asked) -> list[tuple[float, _Entry]]:
        """The entries that begin as what is *asked*, or share most pieces with it, each after the share."""
        share = dict.fromkeys(self._begun(asked), 1.0)
        share |= {number: part for part, number in self._postings[asked.form].best(asked.pieces, _CANDIDATES)}
        return [(part, self._entries[number]) for number, part in share.items()]

    def _begun(self, asked: Asked) -> Iterator[int]:
        names, numbers = self._sorted[asked.form]
        first = bisect_left(names, asked.glued)
        for at in range(first, min(first + _BEGUN, len(names))):
            if names[at].startswith(asked.glued):
                yield numbers[at]

    def _in_order(self, form: Form) -> tuple[list[str], list[int]]:
        named = sorted((name, number) for number, entry in enumerate(self._entries) for _, name in entry.own[form])
        return [name for name, _ in named], [number for _, number in named]

    def _filed(self, form: Form) -> Postings:
        postings = Postings()
        around = cache(partial(_pieces, form))
        for number, entry in enumerate(self._entries):
            postings.add(number, _pieces(form, entry.own).union(*map(around, entry.around)))
        return postings


def _length(entry: _Entry) -> int:
    return min((len(name) for _, name in entry.own[Form.WRITTEN]), default=0)


def _pieces(form: Form, names: Spelt) -> frozenset[str]:
    return filed("".join(spelling for spelling, _ in names[form]))


class Index:
    """The searchable catalogue. It is built once for a catalogue and never changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        dramas = {key: Spelt(drama.title.all) for key, drama in catalogue.dramas.items()}
        artists = {key: Spelt(artist.name.all) for key, artist in catalogue.artists.items()}

        def around(track: Track) -> Iterator[Spelt]:
            yield from (artists[credit.artist] for credit in track.credits if credit.artist in artists)
            if track.drama in dramas:
                yield dramas[track.drama]

        things: list[tuple[Kind, str, Spelt, tuple[Spelt, ...]]] = [
            *((Kind.DRAMA, key, title, ()) for key, title in dramas.items()),
            *((Kind.ARTIST, key, name, ()) for key, name in artists.items()),
            *((Kind.TRACK, key, Spelt(track.title.all), (*around(track),)) for key, track in catalogue.tracks.items()),
        ]
        entries = [_Entry(place, *thing) for place, thing in enumerate(things)]
        self._shelves = {kind: _Shelf(entry for entry in entries if entry.kind is kind) for kind in Kind}

    def search(self, query: str, *, kinds: Collection[Kind] = ALL, limit: int = 25) -> list[Hit]:
        """What *query* may mean, best first, at most *limit* of *kinds*; nothing for an empty query.

        The query may be English, Hangul, romanised, initial consonants, half typed, misspelt or glued together, and
        may join a title with its artist or drama in any order. Equals keep the catalogue's order.
        """
        best: dict[_Entry, float] = {}
        for asked in ask(clean(query)[:_LONGEST]):
            closest = cache(asked.closest)
            for share, entry in self._likely(asked, kinds):
                if best.get(entry, 0.0) >= asked.trust:
                    continue
                around = max(map(closest, entry.around), default=0.0)
                best[entry] = max(asked.score(entry.own, around, share), best.get(entry, _LEAST))
        ranked = sorted((-score, entry.place, entry) for entry, score in best.items() if score > _LEAST)
        return [Hit(entry.kind, entry.key, -negative) for negative, _, entry in ranked[:limit]]

    def _likely(self, asked: Asked, kinds: Collection[Kind]) -> list[tuple[float, _Entry]]:
        """The entries worth a closer look: not those that share less than half of what the best one shares."""
        likely = [one for kind in kinds for one in self._shelves[kind].likely(asked)]
        most = max((share for share, _ in likely), default=0.0)
        return [(share, entry) for share, entry in likely if 2 * share >= most]
