"""The records of one chart (docs/charts.md): the best of all its weeks, gathered in one pass.

Only what is certain is a record. A debut that an older issue we do not know may contradict, an absence with an unknown
issue inside and a way to No. 1 whose beginning we did not see are left out; counts that may be higher say "at least".
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.charts.model import Figures, Mark, Week
from core.charts.rules.absences import Absences
from core.values import DramaKey, SongId

DramaOf = Callable[[SongId], DramaKey | None]
"""The drama a song belongs to, where that is known."""


AwayOf = Callable[[Week], Mapping[SongId, int]]
"""The songs that return in a week, each with the number of issues it was certainly away."""


class Feat(StrEnum):
    """What a record is held for."""

    WEEKS_AT_ONE = "most weeks at No. 1"
    LONGEST_RUN = "most weeks on the chart"
    LONGEST_STREAK = "most weeks in a row"
    BIGGEST_JUMP = "biggest jump"
    BIGGEST_FALL = "biggest fall"
    HIGHEST_DEBUT = "highest debut"
    LONGEST_ABSENCE = "longest absence before a return"
    LONGEST_WAY = "most weeks before reaching No. 1"
    MOST_OF_A_DRAMA = "most songs of one drama in a week"


_GROWING = {Feat.WEEKS_AT_ONE, Feat.LONGEST_RUN, Feat.LONGEST_STREAK}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a record: a song or, for the songs of one drama, the drama.

    *on* is the week the record value was reached first. *at_least* puts a "≥" before the value, since weeks before our
    history may add to it. *rank* is the place in that week, *last_week* the one a jump or fall began from.
    """

    on: date
    song: SongId | None = None
    drama: DramaKey | None = None
    rank: int | None = None
    last_week: int | None = None
    at_least: bool = False

    @property
    def who(self) -> SongId | DramaKey | None:
        """The song or the drama."""
        return self.drama if self.song is None else self.song


@dataclass(frozen=True, slots=True)
class Record:
    """A record with everyone who shares it, the earliest holder first. *value* counts weeks, places or songs; for the
    highest debut it is the rank."""

    feat: Feat
    value: int
    holders: tuple[Holder, ...]

    @property
    def who(self) -> frozenset[SongId | DramaKey | None]:
        """The songs or dramas that share it."""
        return frozenset(holder.who for holder in self.holders)


Records = Mapping[Feat, Record]
"""The records there are; a feat that nobody has done yet is not among them."""


def records(weeks: Iterable[Week], drama_of: DramaOf = lambda _: None, away_of: AwayOf | None = None) -> Records:
    """The records of the chart whose *weeks* are given in order, holes as missing issues (``cadence.gapless``).

    With *away_of* the weeks may be fewer and thinner, as long as they hold whatever decides a record.
    """
    book = _Book(drama_of, away_of or Absences().take)
    for week in weeks:
        book.take(week)
    return book.records()


def broken(
    weeks: Sequence[Week], drama_of: DramaOf = lambda _: None, away_of: AwayOf | None = None
) -> tuple[Record, ...]:
    """The records that the last of *weeks* broke; sharing one or being the first at something breaks none, and neither
    does another week for who holds a record in weeks already. Who shared one and is now ahead has broken it."""
    book = _Book(drama_of, away_of or Absences().take)
    before: Records = {}
    for week in weeks:
        before = book.records() if week is weeks[-1] else before
        book.take(week)
    return tuple(record for feat, record in book.records().items() if feat in before and _breaks(record, before[feat]))


def _breaks(record: Record, before: Record) -> bool:
    if record.feat in _GROWING and record.who == before.who:
        return False
    return record.value < before.value if record.feat is Feat.HIGHEST_DEBUT else record.value > before.value


def _holder(figures: Figures, on: date, *, at_least: bool = False) -> Holder:
    return Holder(on, figures.entry.song, None, figures.entry.rank, figures.last_week, at_least)


class _Book:
    """The best value of each feat so far, and its holders."""

    def __init__(self, drama_of: DramaOf, away_of: AwayOf) -> None:
        self._drama_of = drama_of
        self._away_of = away_of
        self._best: dict[Feat, tuple[int, dict[SongId | DramaKey | None, Holder]]] = {}

    def take(self, week: Week) -> None:
        """Enter everything that *week* tells."""
        end, away = week.issue.end, self._away_of(week)
        for figures in week.figures:
            song = figures.entry.song
            self._enter(figures, end)
            if song in away:
                self._claim(Feat.LONGEST_ABSENCE, away[song], _holder(figures, end))
        dramas = Counter(drama for figures in week.figures if (drama := self._drama_of(figures.entry.song)))
        for drama, songs in dramas.items():
            if songs > 1:
                self._claim(Feat.MOST_OF_A_DRAMA, songs, Holder(end, drama=drama))

    def _enter(self, figures: Figures, on: date) -> None:
        """Put one week of one song to every feat that its figures can tell."""
        since_before = _holder(figures, on, at_least=figures.weeks_at_least)
        certain = _holder(figures, on)
        self._claim(Feat.LONGEST_RUN, figures.weeks, since_before)
        self._claim(Feat.LONGEST_STREAK, figures.streak, _holder(figures, on, at_least=figures.streak_at_least))
        self._claim(Feat.BIGGEST_JUMP, figures.move or 0, certain)
        self._claim(Feat.BIGGEST_FALL, -(figures.move or 0), certain)
        if figures.entry.rank == 1:
            self._claim(Feat.WEEKS_AT_ONE, figures.weeks_at_peak, since_before)
            if figures.weeks_at_peak == 1 and not figures.weeks_at_least:
                self._claim(Feat.LONGEST_WAY, figures.weeks - 1, certain)
        if figures.mark is Mark.NEW and not figures.in_our_data:
            self._claim(Feat.HIGHEST_DEBUT, figures.entry.rank, certain)

    def _claim(self, feat: Feat, value: int, holder: Holder) -> None:
        """Let *holder* have the record where *value* is the best so far, or share it."""
        if value < 1:
            return
        best = self._best.get(feat)
        sign = -1 if feat is Feat.HIGHEST_DEBUT else 1
        if best is None or sign * value > sign * best[0]:
            self._best[feat] = (value, {holder.who: holder})
        elif value == best[0]:
            best[1].setdefault(holder.who, holder)

    def records(self) -> Records:
        return {
            feat: Record(feat, self._best[feat][0], tuple(self._best[feat][1].values()))
            for feat in Feat
            if feat in self._best
        }
