"""The surge and the staying power of an entry (docs/charts.md, "Momentum, sustain").

No published convention was found: the numbers in ``Rules`` are this project's own choice and are printed in
``/chart method``. Ranks are those of the source, also on an OST chart, since its depth is the source's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil, fsum, log

from core.charts.model import Entry, Figures, Issue, Mark, Status, Week
from core.charts.rules.points import is_known, worth
from core.values import SongId


@dataclass(frozen=True, slots=True)
class Rules:
    """Every number that momentum and sustain depend on."""

    changes: int = 4
    fades: Fraction = Fraction(6, 10)
    steady: float = 0.15
    fast: float = 0.60
    sustain_issues: int = 13
    sustain_needs: int = 8
    percentile: int = 67


RULES = Rules()


class Pace(StrEnum):
    """Momentum in a word."""

    RISING_FAST = "rising fast"
    RISING = "rising"
    STEADY = "steady"
    EASING = "easing"
    FALLING = "falling"


class Quadrant(StrEnum):
    """Where an entry stands between surge and staying power."""

    BREAKOUT = "Breakout"
    POWERHOUSE = "Powerhouse"
    EVERGREEN = "Evergreen"
    FADING = "Fading"
    STEADY = "Steady"
    DEBUT = "Debut"


@dataclass(frozen=True, slots=True)
class Momentum:
    """One entry's surge and staying power.

    *value* is M, above 0 when rising, ``None`` for a debut and where last week is not known or too shallow to tell;
    *by_metric* says that it compares streams instead of ranks. *sustain* is S, from 0 to 100, ``None`` while it is too
    early to tell. *quadrant* is ``None`` where M is not known.
    """

    song: SongId
    value: float | None
    by_metric: bool
    sustain: Fraction | None
    quadrant: Quadrant | None

    @property
    def pace(self) -> Pace | None:
        """M as a word."""
        return None if self.value is None else pace(self.value)

    @property
    def too_early(self) -> bool:
        """Whether there are too few issues to speak of staying power."""
        return self.sustain is None


def pace(value: float) -> Pace:
    """The word for the momentum *value*."""
    if abs(value) <= RULES.steady:
        return Pace.STEADY
    if value > 0:
        return Pace.RISING_FAST if value > RULES.fast else Pace.RISING
    return Pace.FALLING if value < -RULES.fast else Pace.EASING


def momentum(weeks: Sequence[Week]) -> tuple[Momentum, ...]:
    """The momentum of every entry of the last of *weeks*, in rank order.

    *weeks* are in order and without holes: an issue that is not here stands as a missing one (``cadence.gapless``).
    """
    issues = [_Known(week) for week in weeks if week.issue.status is not Status.VOID]
    if not issues:
        return ()
    sustained = {figures.entry.song: _sustain(figures.entry.song, issues) for figures in weeks[-1].figures}
    cut = _percentile([value for value in sustained.values() if value is not None])
    return tuple(_of(figures, issues, sustained[figures.entry.song], cut) for figures in weeks[-1].figures)


class _Known:
    """One issue, its entries by song."""

    def __init__(self, week: Week) -> None:
        self.issue: Issue = week.issue
        self.known = is_known(week.issue)
        self.entries: dict[SongId, Entry] = {figures.entry.song: figures.entry for figures in week.figures}

    def rank(self, song: SongId, depth: int) -> int:
        """The song's rank, one more than *depth* where it is not among so many: all issues are seen equally deep."""
        entry = self.entries.get(song)
        return min(entry.reach, depth + 1) if entry else depth + 1

    def metric(self, song: SongId) -> int | None:
        entry = self.entries.get(song)
        return entry.metric if entry and entry.metric else None


def _of(figures: Figures, issues: Sequence[_Known], sustain: Fraction | None, cut: Fraction | None) -> Momentum:
    song = figures.entry.song
    value, by_metric = (None, False) if figures.mark in (Mark.NEW, Mark.UNKNOWN) else _value(song, issues)
    if figures.mark is Mark.NEW:
        quadrant: Quadrant | None = Quadrant.DEBUT
    else:
        quadrant = None if value is None else _quadrant(pace(value), sustain, cut)
    return Momentum(song, value, by_metric, sustain, quadrant)


def _value(song: SongId, issues: Sequence[_Known]) -> tuple[float | None, bool]:
    """M, and whether it is told by the metric: the last changes summed, each older one weighing less."""
    recent = issues[-(RULES.changes + 1) :]
    pairs = [
        (float(RULES.fades**back), then, now)
        for back, (now, then) in enumerate(pairwise(reversed(recent)))
        if now.known and then.known
    ]
    if len(recent) < 2 or not (recent[-1].known and recent[-2].known):
        return None, False
    used = [issue for _, then, now in pairs for issue in (then, now)]
    metrics = [issue.metric(song) for issue in used]
    if all(metrics):
        return fsum(
            weight * log((now.metric(song) or 1) / (then.metric(song) or 1)) for weight, then, now in pairs
        ), True
    depth = min(issue.issue.depth for issue in used)
    return fsum(weight * log(then.rank(song, depth) / now.rank(song, depth)) for weight, then, now in pairs), False


def _sustain(song: SongId, issues: Sequence[_Known]) -> Fraction | None:
    """S: the mean worth of the last known issues as a part of the most possible, in hundredths."""
    used = [issue for issue in issues if issue.known][-RULES.sustain_issues :]
    if len(used) < RULES.sustain_needs:
        return None
    depth = min(issue.issue.depth for issue in used)
    gathered = sum((worth(issue.entries[song], depth) for issue in used if song in issue.entries), Fraction(0))
    return 100 * gathered / (depth * len(used))


def _percentile(values: Sequence[Fraction]) -> Fraction | None:
    """The smallest of *values* that at least ``RULES.percentile`` percent of them do not exceed (nearest rank)."""
    return sorted(values)[ceil(Fraction(RULES.percentile * len(values), 100)) - 1] if values else None


def _quadrant(pace: Pace, sustain: Fraction | None, cut: Fraction | None) -> Quadrant:
    """Rising or not against lasting or not; while it is too early to say what lasts, nothing does."""
    lasting = sustain is not None and cut is not None and sustain >= cut
    match pace:
        case Pace.RISING | Pace.RISING_FAST:
            return Quadrant.POWERHOUSE if lasting else Quadrant.BREAKOUT
        case Pace.EASING | Pace.FALLING:
            return Quadrant.FADING
        case Pace.STEADY:
            return Quadrant.EVERGREEN if lasting else Quadrant.STEADY
