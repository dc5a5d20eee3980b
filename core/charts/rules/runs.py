"""One song's way over one chart: what ``/chart track`` and ``/chart compare`` show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from core.charts.model import Figures, Status, Week
from core.charts.rules.points import common_depth, is_known, worth
from core.values import SongId


@dataclass(frozen=True, slots=True)
class Sight:
    """One issue, named by its last day. Without a *rank* the song was not on it or, if not *known*, nobody knows."""

    end: date
    rank: int | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """A song's way over a chart, oldest issue first, from its first appearance on.

    *figures* are those of its latest appearance, on *last*. *points* are those of the whole run where the first *depth*
    ranks count, the smallest depth known since *first*.
    """

    song: SongId
    sights: tuple[Sight, ...]
    figures: Figures
    first: date
    last: date
    depth: int
    points: Fraction


def run(weeks: Sequence[Week], song: SongId) -> Run | None:
    """The run of *song* on the chart whose *weeks* are given in order; ``None`` where it never charted.

    Void issues are left out. *weeks* hold a missing one for every hole (``cadence.gapless``).
    """
    seen = {week.issue.end: figures for week in weeks for figures in week.figures if figures.entry.song == song}
    if not seen:
        return None
    first, last = min(seen), max(seen)
    since = [week for week in weeks if week.issue.end >= first and week.issue.status is not Status.VOID]
    depth = common_depth(week for week in since if is_known(week.issue))
    return Run(
        song=song,
        sights=tuple(_sight(week, seen.get(week.issue.end)) for week in since),
        figures=seen[last],
        first=first,
        last=last,
        depth=depth,
        points=sum((worth(figures.entry, depth) for figures in seen.values()), Fraction(0)),
    )


def _sight(week: Week, figures: Figures | None) -> Sight:
    if figures is not None:
        return Sight(week.issue.end, figures.entry.rank)
    return Sight(week.issue.end, known=is_known(week.issue))
