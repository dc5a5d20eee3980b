"""How a song fares once its drama is over (docs/charts.md, "Afterglow")."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from core.charts.model import Week
from core.charts.rules.periods import Period
from core.charts.rules.points import Tally, common_depth, is_known, tallies, worth
from core.charts.rules.standings import Standing, placed
from core.values import SongId

Finale = Callable[[SongId], date | None]
"""When the drama of a song ended, where that is known."""


@dataclass(frozen=True, slots=True)
class Afterglow:
    """A drama's weeks and points after its *finale*. *weeks* counts the issues with at least one of its songs, out of
    *issues* known since; *songs* says the same of each song, best first."""

    finale: date
    weeks: int
    points: Fraction
    issues: int
    songs: tuple[Standing[SongId], ...]


def afterglow(
    weeks: Sequence[Week], songs: Collection[SongId], finale: date | None, known: tuple[int, int] | None = None
) -> Afterglow | None:
    """The afterglow of a drama with these *songs* on one chart; ``None`` without a finale date, which defines it.

    Only issues that end after the finale count, at the smallest depth known among them. Where *weeks* are only those
    with one of the songs, *known* tells how many there are in all and their smallest depth.
    """
    if finale is None:
        return None
    since = [week for week in weeks if week.issue.end > finale and is_known(week.issue)]
    issues, depth = known or (len(since), common_depth(since))
    gathered = tallies(since, depth)
    mine = {song: gathered[song] for song in songs if song in gathered}
    return Afterglow(
        finale=finale,
        weeks=sum(any(figures.entry.song in songs for figures in week.figures) for week in since),
        points=sum((tally.points for tally in mine.values()), Fraction(0)),
        issues=issues,
        songs=placed(mine, {song: (song,) for song in mine}),
    )


def evergreens(weeks: Sequence[Week], period: Period, finale: Finale) -> tuple[Standing[SongId], ...]:
    """The Evergreen award of *period*: songs by the points they gathered in it after their drama's finale, best first.

    Songs of a drama whose finale is not known are left out.
    """
    inside = [week for week in weeks if week.issue.end in period and is_known(week.issue)]
    depth = common_depth(inside)
    gathered: dict[SongId, Tally] = {}
    for week in inside:
        for figures in week.figures:
            ended, points = finale(figures.entry.song), worth(figures.entry, depth)
            if ended is not None and ended < week.issue.end:
                gathered.setdefault(figures.entry.song, Tally()).add(figures.entry.rank, week.issue.end, points)
    return placed({song: t for song, t in gathered.items() if t.points}, {song: (song,) for song in gathered})
