"""An answer in words: what a card shows and the command line prints, and the same as data for programs."""

from dataclasses import dataclass, field
from typing import Any

from core.charts.asking.answered import At, On
from core.charts.model import Figures
from core.charts.names import SongName
from core.charts.naming import platform_name
from core.charts.telling.units import Unit, unit_of
from core.charts.telling.words import claims, last_week, movement, source_of, weeks
from core.charts.telling.words import day as day  # noqa: PLC0414 - told with, by everything that tells

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


def count(number: int, thing: str) -> str:
    """``1 week``, ``2 weeks``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def who(name: SongName) -> str:
    """A song as its reader knows it: ``Sudden Shower (소나기) – ECLIPSE``."""
    return f"{name.title.both} – {name.artist or 'artist unknown'}"


def issue_of(at: At) -> str:
    """The issue in words: ``week to 25 Jul 2024``, with its revision where it was corrected."""
    said = f"{unit(at.on)} {'of' if at.on.chart.cadence == 'daily' else 'to'} {day(at.end)}"
    return f"{said} · corrected, revision {at.revision}" if at.revision > 1 else said


def time_of(on: On) -> Unit:
    """How the chart counts time, in words."""
    return unit_of(on.chart.cadence)


def unit(on: On) -> str:
    """What the chart counts in."""
    return time_of(on).en


def on_source(figures: Figures, on: On) -> str:
    """The place on the source's whole list: ``#30 on Spotify``."""
    rank = figures.entry.source_rank
    return "" if rank is None else f"#{rank} on {platform_name(on.chart.platform)}"


def sources(on: On, *more: str) -> str:
    """Where the numbers come from."""
    return joined(source_of(on.source or on.chart), *more)


def nothing(on: On, when: str) -> str:
    """That the list is empty, and where more is to be seen."""
    if on.only_osts:
        return f"No K-drama OST is on {(on.source or on.chart).title} {when}; “only: all” shows the whole list."
    return f"Nothing is on {on.chart.title} {when}."


def standing(figures: Figures, on: On) -> str:
    """What stands beside a place: last week, peak, weeks, the source's rank and its claims."""
    return joined(
        f"{time_of(on).last} {last_week(figures)}",
        f"peak {figures.peak}",
        f"{unit(on)}s {weeks(figures)}",
        on_source(figures, on),
        claims(figures, on.chart.cadence),
    )


def place(figures: Figures) -> str:
    """``No. 3 ▲2``."""
    return f"No. {figures.entry.rank} {movement(figures)}".rstrip()


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


def more(shown: int, of: int) -> tuple[Row, ...]:
    """That there are more than are shown."""
    return (Row(f"and {of - shown} more"),) if of > shown else ()
