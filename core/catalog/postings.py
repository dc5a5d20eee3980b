"""Postings: which entries hold which pieces of text."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

_CAP = 6_000
"""How many postings one query reads; entries are numbered so that the likelier ones come first."""


class Postings:
    """Entry numbers under the pieces (grams) they hold; numbers are added in rising order."""

    def __init__(self) -> None:
        self._entries: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, entry: int, grams: Iterable[str]) -> None:
        """Record that *entry* holds *grams*."""
        for gram in grams:
            self._entries[gram].append(entry)

    def best(self, grams: Collection[str], limit: int) -> list[tuple[float, int]]:
        """The entries that share most of *grams*, at most *limit*, each after the share; equals keep their order.

        The rarest grams are read first, up to a cap, so that the time does not grow with the catalogue; the share is
        of the grams that were read.
        """
        known = sorted((self._entries[gram] for gram in grams if gram in self._entries), key=len)
        read = len(grams) - len(known)
        shared: Counter[int] = Counter()
        room = _CAP
        for entries in known:
            if room <= 0:
                break
            shared.update(entries[:room])
            room -= len(entries)
            read += 1
        return [(count / read, entry) for count, entry in _most(shared, limit)]


def _most(shared: Counter[int], limit: int) -> list[tuple[int, int]]:
    """The *limit* entries counted most, without sorting all of them."""
    having = Counter(shared.values())
    least = max(having, default=1)
    kept = having[least]
    while least > 1 and kept < limit:
        least -= 1
        kept += having[least]
    above = [(-count, entry) for entry, count in shared.items() if count >= least]
    return [(-count, entry) for count, entry in sorted(above)[:limit]]
