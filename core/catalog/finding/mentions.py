"""Which names stand in a text: windows of its words, looked up among the very names of the catalogue."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.catalog.finding.everyday import is_everyday
from core.catalog.finding.forms import words
from core.catalog.finding.hangul import is_syllable
from core.catalog.model import Artist, Catalogue, Drama, Track

Thing = Drama | Artist | Track
Bearing = Callable[[str], Sequence[Thing]]

_WIDEST = 12
"""Words of a window; the longest names have as many."""
_MOST = 400
"""Words of a line that are looked at."""
_SHORT, _SEVERAL = 3, 3
"""Latin letters, and words of every day, from which a name is one without standing apart;"""
_LETTERS, _SYLLABLES = 10, 3
"""Latin letters, and syllables, from which it tells a song all alone."""
_PARTICLE = re.compile(r"(?:에서|으로|이랑|이라는|라는|은|는|이|가|을|를|의|에|도|만|랑|로|와|과|요|야)$")
_EDGES = frozenset(("by", "from", "mv", "official", "audio", "video", "lyrics", "teaser", "ver", "ost", "part"))
"""Words beside which a name begins or ends."""
_BROKEN = re.compile(
    r"""[\[\](){}【】"“”„«»「」『』《》〈〉‘’|~:]|(?<!\w)'|'(?!\w)|\s[-–—·/]\s|[.!?…](?:\s|$)|,\s""", re.VERBOSE
)


class Bearers:
    """The things of a catalogue by their names, folded and without blanks. It is built once and never changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._things: dict[str, list[Thing]] = {}
        for drama in catalogue.dramas.values():
            self._add(drama, drama.title.all)
        for artist in catalogue.artists.values():
            self._add(artist, artist.name.all)
        for track in catalogue.tracks.values():
            self._add(track, track.title.all)

    def of(self, glued: str) -> Sequence[Thing]:
        """The things called just so."""
        return self._things.get(glued, ())

    def _add(self, thing: Thing, names: Sequence[str]) -> None:
        for glued in {"".join(words(name)) for name in names}:
            self._things.setdefault(glued, []).append(thing)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that stands in a line: whose, between which words, and what it is worth.

    *plain* are words of every day, *telling* are such as hardly stand there by accident; *apart* is a name that stands
    alone between quotes, brackets, dashes or the ends of the line.
    """

    things: tuple[Thing, ...]
    start: int
    end: int
    plain: bool
    telling: bool
    apart: bool


def mentions(line: str, bearing: Bearing) -> list[Mention]:
    """The names in *line*, none of which stands within a longer one."""
    apart, edges = _words(line)
    found = sorted(_windows(apart, bearing), key=lambda window: window[0] - window[1])
    taken: set[int] = set()
    kept = []
    for start, end, things in found:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            said = apart[start:end]
            kept.append(
                Mention(tuple(things), start, end, _is_plain(said), _is_telling(said), start in edges and end in edges)
            )
    return kept


def _words(line: str) -> tuple[list[str], set[int]]:
    """The words of *line*, and before which of them (or after the last) something begins or ends."""
    found: list[str] = []
    edges = {0}
    for part in _BROKEN.split(line):
        for word in words(part):
            if word in _EDGES:
                edges |= {len(found), len(found) + 1}
            found.append(word)
        edges.add(len(found))
    return found[:_MOST], edges


def _windows(apart: list[str], bearing: Bearing) -> Iterator[tuple[int, int, Sequence[Thing]]]:
    for start in range(len(apart)):
        glued = ""
        for end in range(start + 1, min(start + _WIDEST, len(apart)) + 1):
            glued += apart[end - 1]
            things = bearing(glued) or bearing(_bare(glued))
            if things:
                yield start, end, things


def _bare(word: str) -> str:
    """*word* without the particle that it ends in, where it is Hangul; a single syllable ends in none."""
    bare = _PARTICLE.sub("", word)
    return bare if len(bare) > 1 else word


def _is_everyday(said: list[str]) -> bool:
    return is_everyday(said) or is_everyday([*said[:-1], _bare(said[-1])])


def _is_plain(said: list[str]) -> bool:
    """Whether these words are a name only where they stand apart."""
    glued = "".join(said)
    return (glued.isascii() and len(glued) < _SHORT) or (len(said) < _SEVERAL and _is_everyday(said))


def _is_telling(said: list[str]) -> bool:
    """Whether these words are hardly said but as a name."""
    glued = _bare("".join(said))
    return not _is_everyday(said) and len(glued) >= (_SYLLABLES if is_syllable(glued[-1]) else _LETTERS)
