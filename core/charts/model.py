"""What a chart is: the words of the chart rules (docs/charts.md) as values."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar, dataclass_transform

from core.values import SHARED, ChartKey, GuildId, SongId, TrackKey

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def _numerous(kind: type[T]) -> type[T]:
    """*kind* as a frozen dataclass of which a chart has hundreds of thousands. That nobody changes one is checked by
    mypy alone: a check at run time makes them seven times as slow to build."""
    return dataclass(slots=True, unsafe_hash=True)(kind)


class Status(StrEnum):
    """What is known of a week: all, its top only, nothing though it exists, or that it never existed."""

    PUBLISHED = "published"
    PARTIAL = "partial"
    MISSING = "missing"
    VOID = "void"


class Mark(StrEnum):
    """What an entry did since the week before; exactly one each."""

    BASELINE = "baseline"
    NEW = "new"
    RETURN = "return"
    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNKNOWN = "new?"


class Coverage(StrEnum):
    """Which rows of the source's list the store holds."""

    ALL = "all"
    OST = "ost"


@dataclass(frozen=True, slots=True)
class Chart:
    """A list that somebody publishes regularly. *of* names the source chart when this is its OST chart.

    A *sample* ships with ostbot so that there is something to look at; any chart that was brought in goes before it.
    *guild* is the server whose own it is, 0 for everybody's; *id* is 0 until the store has given one. A chart that is
    fetched by itself says whose list it is (*attribution*) and when it was fetched last (UTC seconds). *version* is how
    often it had been published to when it was read.
    """

    key: ChartKey
    title: str
    platform: str
    market: str
    kind: str = "top"
    cadence: str = "weekly"
    of: ChartKey | None = None
    sample: bool = False
    guild: GuildId = SHARED
    id: int = 0
    attribution: str = field(default="", compare=False)
    fetched_at: int | None = field(default=None, compare=False)
    version: int = field(default=0, compare=False)


@_numerous
class Claim:
    """What the source itself says of an entry, kept apart from everything we compute."""

    last_week: int | None = None
    peak: int | None = None
    weeks: int | None = None
    is_new: bool | None = None


NO_CLAIM = Claim()
"""What most rows claim; one value for all of them."""


@_numerous
class Row:
    """One line of a chart file as read: nothing matched, nothing computed. *metric* counts streams or the like."""

    rank: int
    title: str
    artist: str
    album: str | None = None
    metric: int | None = None
    uri: str | None = None
    claim: Claim = NO_CLAIM
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One issue of a chart as a file holds it. *end* is the last day of the period; *depth* the ranks known.

    ``None`` for platform, market or end means that neither the content nor the file name says it: it is asked.
    """

    rows: tuple[Row, ...]
    depth: int
    platform: str | None = None
    market: str | None = None
    end: date | None = None
    kind: str = "top"
    cadence: str = "weekly"
    coverage: Coverage = Coverage.ALL


@_numerous
class Entry:
    """One place of an issue. In an OST chart *rank* is counted among the OSTs and *source_rank* is the source's.

    *listed* is the title and artist as this issue spells them, where that is not how the song was first listed.
    """

    song: SongId
    rank: int
    metric: int | None = None
    claim: Claim = NO_CLAIM
    source_rank: int | None = None
    listed: tuple[str, str] | None = None

    @property
    def reach(self) -> int:
        """How deep a list must be known to tell whether it holds this entry: the source's rank on an OST chart."""
        return self.rank if self.source_rank is None else self.source_rank


@dataclass(frozen=True, slots=True)
class Issue:
    """One period of one chart, identified by the period's end date.

    *depth* is the number of ranks known; for an OST chart those of its source.
    """

    end: date
    entries: tuple[Entry, ...] = ()
    depth: int = 0
    status: Status = Status.PUBLISHED
    coverage: Coverage = Coverage.ALL


@_numerous
class Figures:
    """What is true of one entry in its week; only that week and earlier ones were read.

    *last_week* is a rank, or ``None``: not on the chart when *mark* is NEW or RETURN, unknown when it is BASELINE or
    UNKNOWN. *weeks_at_least* and *streak_at_least* put a "≥" before the number. *in_our_data* qualifies a NEW that
    an unknown older issue may contradict.
    """

    entry: Entry
    mark: Mark
    last_week: int | None
    peak: int
    peak_on: date
    weeks_at_peak: int
    weeks: int
    weeks_at_least: bool
    streak: int
    streak_at_least: bool
    new_peak: bool = False
    in_our_data: bool = False
    bullet: bool | None = None

    @property
    def ties_peak(self) -> bool:
        """Whether the entry is back at its best, or still there."""
        return self.entry.rank == self.peak and self.weeks_at_peak > 1

    @property
    def source_peak(self) -> int | None:
        """The better peak that the source claims from before our history; ``None`` where ours is as good."""
        claimed = self.entry.claim.peak
        return claimed if claimed is not None and claimed < self.peak else None

    @property
    def move(self) -> int | None:
        """Places gained since last week, positive upwards; ``None`` when last week is no number."""
        return None if self.last_week is None else self.last_week - self.entry.rank


@_numerous
class Exit:
    """An entry of the week before that is gone: *known* is false when it may only be below the published list."""

    song: SongId
    last_rank: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Week:
    """One issue with its figures, in rank order, and what left the chart."""

    issue: Issue
    figures: tuple[Figures, ...] = ()
    exits: tuple[Exit, ...] = ()


@dataclass(frozen=True, slots=True)
class Song:
    """One listing: the name it charts under and, where the catalogue knows it, its track.

    *by_hand* says that a person has decided on the track (or that it is none); no match overrules that.
    """

    id: SongId
    title: str
    artist: str
    album: str | None = None
    track: TrackKey | None = None
    by_hand: bool = False
