"""A chart as a reader sees it: every figure with its names. Text cards and pictures render the same board."""

from dataclasses import dataclass
from datetime import date, datetime

from core.catalog.model import Names
from core.charts.model import Chart, Coverage, Exit, Figures, Status
from core.charts.rules.cadence import first_day


@dataclass(frozen=True, slots=True)
class Line:
    """One place of the chart. *source* are the same song's figures on the source chart, where this is its OST chart."""

    figures: Figures
    title: Names
    artist: str
    drama: Names | None = None
    part: int | None = None
    verified: bool = True
    tied: bool = False
    source: Figures | None = None
    artist_ko: str = ""

    @property
    def rank(self) -> int:
        """The place as published; ties share it."""
        return self.figures.entry.rank


@dataclass(frozen=True, slots=True)
class Gone:
    """A song that was on the chart the week before."""

    exit: Exit
    title: Names
    artist: str


@dataclass(frozen=True, slots=True)
class Board:
    """One issue of one chart, ready to be shown. *lines* are cut to the size asked for; *figures* are those of all.

    With *as_of* it is what was shown at that instant, before later corrections.
    """

    chart: Chart
    end: date
    lines: tuple[Line, ...]
    total: int
    gone: tuple[Gone, ...] = ()
    source: Chart | None = None
    status: Status = Status.PUBLISHED
    coverage: Coverage = Coverage.ALL
    revision: int = 1
    earlier: date | None = None
    later: date | None = None
    figures: tuple[Figures, ...] = ()
    as_of: datetime | None = None

    @property
    def start(self) -> date:
        """The first day of the period that ends on *end*."""
        return first_day(self.end, self.chart.cadence)
