"""A month, a quarter, a half or a year of a chart in one list (docs/charts.md, "Recap")."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from core.charts.model import Status, Week
from core.charts.rules.cadence import gapless
from core.charts.rules.complete import Complete, complete
from core.charts.rules.periods import Period
from core.charts.rules.points import Measure, Tally, common_depth, is_known, tallies, worth
from core.charts.rules.standings import Beyond, Standing, Who, placed
from core.errors import Refusal
from core.values import SongId

SETTLES = timedelta(days=7)
"""How long after its last day a complete period is still provisional."""


class NoStreams(Refusal):
    """A recap by streams where streams are not known of every issue; *missing* are the end dates without them."""

    def __init__(self, period: Period, missing: tuple[date, ...]) -> None:
        self.period, self.missing = period, missing
        super().__init__(
            f"Streams are not known for every issue of {period} (the first without them ends on {missing[0]}): "
            "ask for the recap by points.",
            f"스트리밍 수를 모르는 차트가 있습니다({period.key}, 처음 모르는 것은 {missing[0]}까지의 차트). "
            "점수로 물어봐 주세요.",
        )


@dataclass(frozen=True, slots=True)
class Recap:
    """A period's standings, best first. *depth* is N*, the ranks that counted; *final* says that nothing is open.

    *whole_run* means that each song's entire run is credited to the period of its peak.
    """

    period: Period
    measure: Measure
    depth: int
    complete: Complete
    standings: tuple[Standing[SongId], ...]
    final: bool
    whole_run: bool
    gathered: dict[SongId, Tally]

    @property
    def points(self) -> Fraction:
        """All points of the period: what a share is a share of."""
        return sum((standing.points for standing in self.standings), Fraction(0))

    def status(self, version: int = 1) -> str:
        """``provisional``, or ``final v1``; each correction of a final recap raises *version*."""
        return f"final v{version}" if self.final else "provisional"


def recap(
    weeks: Sequence[Week],
    period: Period,
    *,
    today: date,
    cadence: str = "weekly",
    measure: Measure = Measure.POINTS,
    estimate: bool = False,
    whole_run: bool = False,
) -> Recap:
    """The standings of *period* on the chart whose *weeks* are given in order, those outside of the period included.

    A hole hurts all alike; with *estimate* a missing issue between two known ones counts as the mean of both.

    Raises:
        NoStreams: *measure* is streams and an issue of the period is missing or does not give them for every entry.
    """
    every = [week for week in gapless(weeks, cadence) if week.issue.status is not Status.VOID]
    extent = every if whole_run else _within(every, period)
    here = complete(weeks, period, today, cadence)
    if measure is Measure.STREAMS:
        _require_streams(extent, period, here)
    known = [week for week in extent if is_known(week.issue)]
    depth = common_depth(known)
    gathered = tallies(known, depth, measure)
    if estimate:
        _estimate(gathered, every, extent, depth, measure)
    if whole_run:
        gathered = {song: tally for song, tally in gathered.items() if tally.best and tally.best_on in period}
    standings = placed(gathered, {song: (song,) for song in gathered})
    if not whole_run:
        neighbours = [_across(every, period, other, today, measure) for other in (period.before, period.after)]
        standings = tuple(
            replace(standing, beyond=tuple(there[standing.who] for there in neighbours if standing.who in there))
            for standing in standings
        )
    final = not here.missing and not here.coming and bool(known) and today >= period.last + SETTLES
    return Recap(period, measure, depth, here, standings, final, whole_run, gathered)


def totals(recap: Recap, credited: Callable[[SongId], Iterable[Who]]) -> tuple[Standing[Who], ...]:
    """The recap of whatever *credited* says a song counts for: its drama once, or each of its main artists in full."""
    summed: dict[Who, Tally] = {}
    songs: dict[Who, tuple[SongId, ...]] = {}
    for standing in recap.standings:
        for who in dict.fromkeys(credited(standing.who)):
            summed.setdefault(who, Tally()).join(recap.gathered[standing.who])
            songs[who] = (*songs.get(who, ()), standing.who)
    return placed(summed, songs)


def _within(weeks: Iterable[Week], period: Period) -> list[Week]:
    return [week for week in weeks if week.issue.end in period]


def _require_streams(weeks: Iterable[Week], period: Period, here: Complete) -> None:
    without = {week.issue.end for week in weeks if not _gives_streams(week)}.union(here.missing)
    if without:
        raise NoStreams(period, tuple(sorted(without)))


def _gives_streams(week: Week) -> bool:
    return is_known(week.issue) and all(figures.entry.metric is not None for figures in week.figures)


def _estimate(
    gathered: dict[SongId, Tally], every: Sequence[Week], extent: Sequence[Week], depth: int, measure: Measure
) -> None:
    """Add to *gathered*, for every missing issue between two known ones, the mean of what both gave."""
    holes = {week.issue.end for week in extent if not is_known(week.issue)}
    for before, hole, after in zip(every, every[1:], every[2:], strict=False):
        both = (before, after)
        if hole.issue.end in holes and all(is_known(w.issue) and w.issue.depth >= depth for w in both):
            for figures in (*before.figures, *after.figures):
                half = worth(figures.entry, depth, measure) / 2
                if half:
                    tally = gathered.setdefault(figures.entry.song, Tally())
                    tally.points += half
                    tally.estimated += half


def _across(
    every: Sequence[Week], period: Period, other: Period, today: date, measure: Measure
) -> dict[SongId, Beyond]:
    """What the runs that cross from *period* into its neighbour *other* gathered there."""
    early, late = sorted((period, other), key=lambda one: one.first)
    boundary = (pair for pair in pairwise(every) if pair[0].issue.end in early and pair[1].issue.end in late)
    there = [week for week in _within(every, other) if is_known(week.issue)]
    if measure is Measure.STREAMS and not all(map(_gives_streams, there)):
        return {}
    gathered = tallies(there, common_depth(there), measure)
    so_far, unit = today in other, "streams" if measure is Measure.STREAMS else "points"
    return {
        song: Beyond(other, gathered[song].points, so_far, unit)
        for one, two in boundary
        for song in _songs(one) & _songs(two)
        if song in gathered
    }


def _songs(week: Week) -> set[SongId]:
    return {figures.entry.song for figures in week.figures}
