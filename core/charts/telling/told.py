"""An answer in words: what a card shows and the command line prints, and the same as data for programs."""

from dataclasses import dataclass, field
from typing import Any

from core.charts.asking.answered import At
from core.charts.model import Figures
from core.charts.names import SongName

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is told: *what*, and the facts about it."""

    what: str
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading; without a *title* they follow the answer's own."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A whole answer. *lead* is what must be read first, *notes* is what explains; *data* is the same for programs."""

    heading: str
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    data: Data = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The answer as plain text."""
        lines = [self.heading, *self.lead]
        for section in self.sections:
            lines += ["", section.title] if section.title else [""]
            for row in section.rows:
                lines += [f"  {row.what}", *([f"      {row.facts}"] if row.facts else [])]
        return "\n".join([*lines, *([""] if self.notes else []), *self.notes])


def joined(*facts: str) -> str:
    """The facts that there are, side by side."""
    return " · ".join(fact for fact in facts if fact)


def figures_data(figures: Figures) -> Data:
    """An entry's figures for programs."""
    return {
        "rank": figures.entry.rank,
        "mark": str(figures.mark),
        "last_week": figures.last_week,
        "peak": figures.peak,
        "peak_on": figures.peak_on,
        "weeks_at_peak": figures.weeks_at_peak,
        "weeks": figures.weeks,
        "weeks_at_least": figures.weeks_at_least,
        "streak": figures.streak,
        "streak_at_least": figures.streak_at_least,
        "source_rank": figures.entry.source_rank,
    }


def name_data(name: SongName) -> Data:
    """A song's names for programs."""
    return {
        "title": str(name.title),
        "titles": name.title.all,
        "artist": name.artist,
        "drama": str(name.drama.title) if name.drama else None,
        "track": name.track.key if name.track else None,
    }


def at_data(at: At) -> Data:
    """Which issue, for programs."""
    return {"chart": at.on.chart.key, "week": at.end, "revision": at.revision}
