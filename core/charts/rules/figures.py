"""The weekly arithmetic: last week, move, peak, weeks, streak, marks and exits (docs/charts.md, "Weekly figures").

The issues of one chart are folded once, in order; what a week shows depends on that week and earlier ones alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from core.charts.model import Coverage, Entry, Exit, Figures, Issue, Mark, Status, Week
from core.charts.rules.ranking import claims_earlier, ost_issue
from core.values import SongId

__all__ = ["Ledger", "Past", "Released", "ost_issue", "weeks"]

_RANK_AND_SONG = attrgetter("rank", "song")

Released = Callable[[SongId], date | None]
"""When a song came out, where that is known."""


def weeks(issues: Iterable[Issue], released: Released | None = None) -> Iterator[Week]:
    """Each of one chart's *issues*, given in order of their end dates, with its figures and exits.

    *released* may rule out that a song was on an older issue we do not know. Raises ``ValueError`` for an issue out of
    order.
    """
    ledger = Ledger(released)
    return map(ledger.take, issues)


@dataclass(frozen=True, slots=True)
class Past:
    """What the next issues of a chart are read against, in place of all its weeks.

    *issues* are all so far in order, holes included, without their entries; *latest* are the last figures of every song
    that the next ones may list, each with its issue's date; *last* are the entries of the last issue that is not void.
    """

    issues: Sequence[Issue]
    latest: Mapping[SongId, tuple[date, Figures]]
    last: Sequence[Entry]


class _Run:
    """What is known of one song so far. *index* counts the issues that exist in the world, missing ones included."""

    __slots__ = (
        *("index", "metric", "peak", "peak_on", "rank", "reach"),
        *("streak", "streak_at_least", "weeks", "weeks_at_least", "weeks_at_peak"),
    )
    index: int
    rank: int
    reach: int
    metric: int | None
    peak: int
    peak_on: date
    weeks_at_peak: int
    weeks: int
    weeks_at_least: bool
    streak: int
    streak_at_least: bool


class Ledger:
    """The state of the fold: what one chart's next issue is read against. Void issues leave no trace in it."""

    def __init__(self, released: Released | None = None) -> None:
        self._released = released
        self._runs: dict[SongId, _Run] = {}
        self._depths: list[int] = []
        self._shallow: dict[int, date] = {}
        self._osts_only: list[int] = []
        self._previous: Issue | None = None
        self._listed: Mapping[SongId, Entry] = {}
        self._began = False
        self._end: date | None = None

    @classmethod
    def after(cls, past: Past) -> "Ledger":
        """The ledger as it stands when all of *past* was taken, for songs that are in it or new."""
        ledger, places = cls(), dict[date, int]()
        for issue in past.issues:
            ledger._end = issue.end
            if issue.status is not Status.VOID:
                if issue.depth and issue.status is not Status.MISSING and issue.coverage is Coverage.ALL:
                    ledger._doubt_lists_of_osts()
                places[issue.end] = len(ledger._depths)
                ledger._close(issue)
        for song, (end, figures) in past.latest.items():
            ledger._runs[song] = _run_of(figures, places[end])
        ledger._listed = {entry.song: entry for entry in past.last}
        return ledger

    def take(self, issue: Issue) -> Week:
        """*issue* with its figures and exits; the ledger then stands after it.

        Where an issue lists one song twice its better rank counts. A missing or void issue has no figures. Raises
        ``ValueError`` when *issue* does not end after the one before.
        """
        if self._end is not None and issue.end <= self._end:
            raise ValueError(f"the issue to {issue.end} does not follow the one to {self._end}")
        self._end = issue.end
        if issue.status is Status.VOID:
            return Week(issue)
        entries = {} if issue.status is Status.MISSING else _best_listings(issue)
        if entries and issue.coverage is Coverage.ALL:
            self._doubt_lists_of_osts()
        exits = tuple(self._exits(issue, entries))
        week = Week(issue, tuple(self._figures(entry, issue) for entry in entries.values()), exits)
        self._close(issue)
        self._listed = entries
        return week

    def _doubt_lists_of_osts(self) -> None:
        """A list held in full follows some of which only the OSTs are held: of other songs those say nothing."""
        for index in self._osts_only:
            self._depths[index] = 0
        self._osts_only.clear()

    def _close(self, issue: Issue) -> None:
        """Make *issue* the previous one; the one that was previous becomes an older one."""
        if self._previous is not None:
            self._shallow[self._depths[-1]] = self._previous.end
        if issue.coverage is Coverage.OST:
            self._osts_only.append(len(self._depths))
        self._depths.append(0 if issue.status is Status.MISSING else issue.depth)
        self._previous = issue
        self._began = self._began or issue.status is not Status.MISSING

    def _exits(self, issue: Issue, entries: dict[SongId, Entry]) -> Iterator[Exit]:
        last = self._previous
        if last is None or Status.MISSING in (issue.status, last.status):
            return
        if issue.coverage is Coverage.OST and last.coverage is Coverage.ALL:
            return  # which of last week's songs the narrower list would still name is not known here
        for song, entry in self._listed.items():
            if song not in entries:
                yield Exit(song, entry.rank, known=issue.depth >= entry.reach)

    def _figures(self, entry: Entry, issue: Issue) -> Figures:
        """The figures of *entry*, and its run as it is now. Charts have hundreds of thousands: no call too many."""
        run, index, rank, reach = self._runs.get(entry.song), len(self._depths), entry.rank, entry.reach
        previous = run if run is not None and run.index == index - 1 else None
        mark = self._mark(entry, reach, run, previous)
        weeks = run.weeks + 1 if run else 1
        weeks_at_least = self._weeks_at_least(entry, reach, run, mark, weeks)
        streak, streak_at_least = self._streak(reach, run, previous, mark)
        peak, peak_on, at_peak = rank, issue.end, 1
        if run is not None and run.peak <= rank:
            peak, peak_on, at_peak = run.peak, run.peak_on, run.weeks_at_peak + (run.peak == rank)
        figures = Figures(
            entry,
            mark,
            None if previous is None else previous.rank,
            peak,
            peak_on,
            at_peak,
            weeks,
            weeks_at_least,
            streak,
            streak_at_least,
            run is not None and rank < run.peak and not _better_peak_claimed(entry),
            mark is Mark.NEW and self._may_be_older(entry),
            _bullet(entry, previous),
        )
        if run is None:
            run = self._runs[entry.song] = _Run()
        run.index, run.rank, run.reach, run.metric = index, rank, reach, entry.metric
        run.peak, run.peak_on, run.weeks_at_peak = peak, peak_on, at_peak
        run.weeks, run.weeks_at_least, run.streak, run.streak_at_least = weeks, weeks_at_least, streak, streak_at_least
        return figures

    def _mark(self, entry: Entry, reach: int, run: _Run | None, previous: _Run | None) -> Mark:
        if not self._began:
            return Mark.BASELINE
        if previous is not None:
            return Mark.SAME if previous.rank == entry.rank else Mark.UP if previous.rank > entry.rank else Mark.DOWN
        if self._depths[-1] < reach:
            return Mark.UNKNOWN
        return Mark.RETURN if run is not None or claims_earlier(entry) else Mark.NEW

    def _may_be_older(self, entry: Entry) -> bool:
        """Whether an older issue than the previous one is too little known to say that the song was not on it."""
        unknown = max((end for depth, end in self._shallow.items() if depth < entry.reach), default=None)
        if unknown is None:
            return False
        out = self._released(entry.song) if self._released else None
        return out is None or out <= unknown

    def _weeks_at_least(self, entry: Entry, reach: int, run: _Run | None, mark: Mark, weeks: int) -> bool:
        """Whether the song may have had more weeks: before our history, by the source's count, or where we know too
        little of an issue since its previous appearance to say that it was not there."""
        if run is None:
            return mark in (Mark.BASELINE, Mark.UNKNOWN, Mark.RETURN)
        if run.weeks_at_least or (entry.claim.weeks or 0) > weeks:
            return True
        if run.index == len(self._depths) - 1:
            return False
        return min(self._depths[run.index + 1 :]) < max(reach, run.reach)

    def _streak(self, reach: int, run: _Run | None, previous: _Run | None, mark: Mark) -> tuple[int, bool]:
        """The streak ending now, and whether it may be longer. What is not known neither breaks nor adds."""
        if previous is not None:
            return previous.streak + 1, previous.streak_at_least
        if mark is Mark.NEW or mark is Mark.RETURN:
            return 1, False
        if run is None:
            return 1, True
        broken = max(self._depths[run.index + 1 :]) >= reach
        return (1 if broken else run.streak + 1), True


def _run_of(figures: Figures, index: int) -> _Run:
    """The run of a song that had these *figures* in the issue *index*."""
    run, entry = _Run(), figures.entry
    run.index, run.rank, run.reach, run.metric = index, entry.rank, entry.reach, entry.metric
    run.peak, run.peak_on, run.weeks_at_peak = figures.peak, figures.peak_on, figures.weeks_at_peak
    run.weeks, run.weeks_at_least = figures.weeks, figures.weeks_at_least
    run.streak, run.streak_at_least = figures.streak, figures.streak_at_least
    return run


def _best_listings(issue: Issue) -> dict[SongId, Entry]:
    """The entries of *issue* in rank order (inside a tie by song, which means nothing), each song once."""
    best: dict[SongId, Entry] = {}
    for entry in sorted(issue.entries, key=_RANK_AND_SONG):
        best.setdefault(entry.song, entry)
    return best


def _better_peak_claimed(entry: Entry) -> bool:
    return entry.claim.peak is not None and entry.claim.peak < entry.rank


def _bullet(entry: Entry, last: _Run | None) -> bool | None:
    if last is None or entry.metric is None or last.metric is None:
        return None
    return entry.metric > last.metric
