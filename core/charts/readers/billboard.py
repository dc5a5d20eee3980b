"""Billboard's charts as others keep them, with its own last week, peak and weeks beside each place.

A chart's week is Billboard's own date, the Saturday it is named after.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from core.charts.model import Sheet
from core.charts.readers.labels import Label
from core.charts.readers.nested import entries_of, text
from core.charts.readers.sheets import Layout, by_day, sheets
from core.charts.readers.tables import Table

_LAYOUTS = (
    Layout("title", "performer", "current week", last_week="last week", peak="peak pos", weeks="wks on chart"),
    Layout("title", "artist", "rank", last_week="pub last week", peak="pub peak", weeks="pub weeks"),
    Layout("song", "artist", "this week", last_week="last week", peak="peak position", weeks="weeks on chart"),
    Layout("name", "artist", "rank", last_week="last week rank", peak="peak rank", weeks="weeks on chart"),
)
_WEEKS = ("chart week", "week", "date")


def chart(table: Table, said: Label) -> tuple[Sheet, ...] | None:
    """One week or many; which of its charts it is the columns do not say, the file's name may."""
    layout = next((layout for layout in _LAYOUTS if _fits(table, layout)), None)
    if layout is None:
        return None
    known = replace(said, platform="billboard")
    week = next((column for column in _WEEKS if column in table.columns), None)
    if week is None:
        return sheets(table, layout, lambda _: known)
    return sheets(table, layout, by_day(week, lambda _: known), week)


def dated_entries(document: object) -> Iterator[Mapping[str, object]]:
    """The entries of ``{"date": ..., "data": [...]}`` or of a list of such weeks, each with its week's date."""
    for week in document if isinstance(document, list) else [document]:
        if isinstance(week, dict) and text(week, "date"):
            for entry in entries_of(week, "data"):
                yield {**entry, "week": text(week, "date")}


def _fits(table: Table, layout: Layout) -> bool:
    columns = (layout.title, layout.artist, layout.rank, layout.last_week, layout.peak, layout.weeks)
    return table.has(*(column for column in columns if column))
