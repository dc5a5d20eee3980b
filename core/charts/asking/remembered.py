"""Answers that are kept until what they were made of has changed."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from core.catalog.model import Catalogue
from core.charts.model import Chart

T = TypeVar("T")


class Remembered:
    """Answers that depend on charts and on the names in the *catalogue*, the *most* that were asked for last.

    A key begins with what :meth:`state` says when the question comes in, so that an answer is never found again after
    something else was published to its charts, or the catalogue became another one.
    """

    def __init__(self, catalogue: Callable[[], Catalogue], most: int = 256) -> None:
        self._catalogue = catalogue
        self._named_by: Catalogue | None = None
        self._catalogues = 0
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], object] = OrderedDict()

    def state(self, *charts: Chart | None) -> tuple[object, ...]:
        """What tells the present state of these charts, as just read from the store, from every other."""
        if (known := self._catalogue()) is not self._named_by:
            self._named_by = known
            self._catalogues += 1
            self.forget()
        return (self._catalogues, *((chart.id, chart.version) if chart else None for chart in charts))

    def get(self, kind: type[T], *key: object) -> T | None:
        """What was kept of this *kind* under *key*."""
        found = self._kept.get((kind, *key))
        if not isinstance(found, kind):
            return None
        self._kept.move_to_end((kind, *key))
        return found

    def keep(self, value: T, *key: object) -> T:
        """Keep *value* under *key*, and let go what was not asked for the longest."""
        self._kept[type(value), *key] = value
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return value

    def forget(self) -> None:
        """Keep nothing any more: the next answers are made anew."""
        self._kept.clear()
