"""What the chart questions are answered with: figures with their names, ready to be told or drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from core.catalog.model import Drama, Names, Track
from core.charts.model import Chart, Figures
from core.charts.names import SongName
from core.charts.ports import Correction
from core.charts.rules.afterglow import Afterglow
from core.charts.rules.composite import Composite
from core.charts.rules.freezing import Revision
from core.charts.rules.momentum import Momentum
from core.charts.rules.movers import Movers
from core.charts.rules.recap import Recap
from core.charts.rules.records import Feat, Records
from core.charts.rules.runs import Run
from core.charts.rules.standings import Standing
from core.values import ChartKey, DramaKey, SongId

SongNames = Mapping[SongId, SongName]


@dataclass(frozen=True, slots=True)
class On:
    """Which list an answer is about: *chart*, and the *source* it is drawn from where it is an OST chart."""

    chart: Chart
    source: Chart | None = None

    @property
    def key(self) -> ChartKey:
        """The publisher's chart, by which commands and buttons name it."""
        return (self.source or self.chart).key

    @property
    def only_osts(self) -> bool:
        """Whether it is the OST chart."""
        return self.source is not None


@dataclass(frozen=True, slots=True)
class At:
    """The issue an answer is about, and those beside it."""

    on: On
    end: date
    revision: int = 1
    earlier: date | None = None
    later: date | None = None


@dataclass(frozen=True, slots=True)
class WeekMovers:
    """Who moved in a week."""

    at: At
    movers: Movers
    names: SongNames


@dataclass(frozen=True, slots=True)
class WeekMomentum:
    """The surge and the staying power of everything on the chart of a week, in rank order; *known* of its last issues
    are here."""

    at: At
    entries: tuple[tuple[Figures, Momentum], ...]
    names: SongNames
    known: int


@dataclass(frozen=True, slots=True)
class ChartRecords:
    """The records of a chart among the *issues* from *first* to *last*; *more* counts further times that a shared one
    was set. *among_osts* says that of a whole list the OSTs alone are stored."""

    on: On
    issues: int
    first: date
    last: date
    records: Records
    names: SongNames
    dramas: Mapping[DramaKey, Names] = field(default_factory=dict)
    more: Mapping[Feat, int] = field(default_factory=dict)
    among_osts: bool = False


class Table(StrEnum):
    """What a recap is a list of."""

    SONGS = "songs"
    DRAMAS = "dramas"
    ARTISTS = "artists"


@dataclass(frozen=True, slots=True)
class RecapPlace:
    """One place of a recap's table: whose it is, and the *detail* that stands beside the name."""

    standing: Standing[Any]
    title: Names
    detail: str = ""
    detail_ko: str = ""


@dataclass(frozen=True, slots=True)
class PeriodRecap:
    """A period of a chart. *earlier* and *later* are the keys of the neighbouring periods that have issues.

    *places* are those of the *table* asked for; a year has *evergreens*, its songs by what they gathered after their
    drama's finale, the best first. *version* counts how often the recap changed since it was final, and
    *changed* are the songs' places, old and new, that its last change moved.
    """

    on: On
    recap: Recap
    names: SongNames
    earlier: str | None = None
    later: str | None = None
    table: Table = Table.SONGS
    places: tuple[RecapPlace, ...] = ()
    estimate: bool = False
    version: int = 1
    changed: Mapping[SongId, tuple[int | None, int | None]] = field(default_factory=dict)
    evergreens: tuple[Standing[SongId], ...] = ()

    @property
    def status(self) -> str:
        """``provisional``, or ``final v1``, with a higher number after corrections."""
        return self.recap.status(self.version)


@dataclass(frozen=True, slots=True)
class Place:
    """A track's newest place on one chart."""

    chart: Chart
    end: date
    figures: Figures


@dataclass(frozen=True, slots=True)
class TrackRun:
    """A track on one chart and, where that is an OST chart, on its source too; *places* are those on every chart."""

    on: On
    name: SongName
    track: Track
    newest: date
    run: Run | None
    on_source: Run | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or three tracks on one chart; a track without a run never was on it."""

    on: On
    newest: date
    runs: tuple[tuple[Track, SongName, Run | None], ...]


@dataclass(frozen=True, slots=True)
class DramaWeek:
    """A drama in one week of a chart. *points* are its own that week, out of *all_points*.

    *runs* are those of its songs that ever charted, the best first; *afterglow* is ``None`` without a finale date.
    """

    at: At
    drama: Drama
    entries: tuple[Figures, ...]
    points: Fraction
    all_points: Fraction
    runs: tuple[Run, ...]
    names: SongNames
    afterglow: Afterglow | None


@dataclass(frozen=True, slots=True)
class PlatformWeek:
    """The platforms of one week, from Monday *first* to Sunday *last*, and what they come to together.

    *figures* are the composite's own, reckoned over its last weeks; *longer* says that there were more before those. It
    is *frozen* at an instant in the reader's zone, *provisional* until then, and has *revisions* since.
    *new_weights* are those in force for the first time, with their first day.
    """

    first: date
    last: date
    charts: Mapping[ChartKey, Chart]
    composite: Composite
    names: SongNames
    figures: Mapping[SongId, Figures]
    frozen: datetime
    provisional: bool
    revisions: tuple[Revision, ...] = ()
    longer: bool = False
    new_weights: tuple[date, Mapping[str, int]] | None = None


@dataclass(frozen=True, slots=True)
class ChartCorrections:
    """What later imports and people changed in a chart since a day, newest first, each with its instant (UTC seconds).

    *cut* says that there are more.
    """

    on: On
    since: date | None
    corrections: tuple[tuple[int, Correction], ...]
    names: SongNames
    cut: bool = False
