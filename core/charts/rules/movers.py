"""Who climbed, fell, came, came back and left in one week, and by how much (docs/charts.md, "Weekly figures")."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from core.charts.model import Exit, Figures, Mark, Week
from core.values import SongId

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Movers:
    """One week by what its entries did. Climbers and fallers go from the biggest move down, the others by rank.

    *highest_debuts*, *biggest_climbs*, *biggest_falls* and *greatest_gains* are the best ones, several where nothing
    tells them apart. *gain* is what the greatest gains gained, in the chart's own number.
    """

    climbers: tuple[Figures, ...]
    fallers: tuple[Figures, ...]
    debuts: tuple[Figures, ...]
    returns: tuple[Figures, ...]
    unknown: tuple[Figures, ...]
    exits: tuple[Exit, ...]
    highest_debuts: tuple[Figures, ...]
    biggest_climbs: tuple[Figures, ...]
    biggest_falls: tuple[Figures, ...]
    greatest_gains: tuple[Figures, ...]
    gain: int | None


def movers(week: Week, before: Week | None = None) -> Movers:
    """The movers of *week*; *before* is the issue just before it, for what streams can tell.

    Equal moves are told apart by the better present rank, then by the larger relative change of the metric. A debut
    is the first week on the chart: a return is none.
    """
    last = {figures.entry.song: figures.entry.metric for figures in before.figures} if before else {}

    def key(figures: Figures) -> tuple[object, ...]:
        return (-abs(figures.move or 0), figures.entry.rank, -_relative(figures, last))

    climbers = tuple(sorted(_marked(week, Mark.UP), key=key))
    fallers = tuple(sorted(_marked(week, Mark.DOWN), key=key))
    debuts = _marked(week, Mark.NEW)
    gains = {figures: gain for figures in week.figures if (gain := _gain(figures, last)) is not None and gain > 0}
    most = max(gains.values(), default=None)
    return Movers(
        climbers=climbers,
        fallers=fallers,
        debuts=debuts,
        returns=_marked(week, Mark.RETURN),
        unknown=_marked(week, Mark.UNKNOWN),
        exits=week.exits,
        highest_debuts=_first(debuts, lambda figures: figures.entry.rank),
        biggest_climbs=_first(climbers, key),
        biggest_falls=_first(fallers, key),
        greatest_gains=tuple(figures for figures, gain in gains.items() if gain == most),
        gain=most,
    )


def _marked(week: Week, mark: Mark) -> tuple[Figures, ...]:
    return tuple(figures for figures in week.figures if figures.mark is mark)


def _first(in_order: Iterable[_Item], key: Callable[[_Item], object]) -> tuple[_Item, ...]:
    """The first item and those that nothing tells apart from it."""
    every = tuple(in_order)
    return tuple(item for item in every if key(item) == key(every[0]))


def _gain(figures: Figures, last: dict[SongId, int | None]) -> int | None:
    now, then = figures.entry.metric, last.get(figures.entry.song)
    return None if now is None or then is None or figures.last_week is None else now - then


def _relative(figures: Figures, last: dict[SongId, int | None]) -> Fraction:
    """The change of the metric as a part of last week's, whatever its direction; 0 where it is not known."""
    gain, then = _gain(figures, last), last.get(figures.entry.song)
    return Fraction(abs(gain), then) if gain is not None and then else Fraction(0)
