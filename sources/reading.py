"""From an answer to a sheet: what the feeds of several sources have in common."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from core.charts.model import Sheet
from core.charts.readers import BadFile, read
from sources.errors import SourceChanged, SourceEmpty, WeekUnclear
from sources.week import week_end


def document(body: bytes, source: str) -> object:
    """The JSON in *body*.

    Raises:
        SourceChanged: it is none.
    """
    try:
        found: object = json.loads(body)
    except (ValueError, RecursionError):
        raise changed(source, "something else than JSON") from None
    return found


def sheet_of(body: bytes, name: str, source: str) -> Sheet:
    """The one sheet in *body*, read as the file *name* would be.

    Raises:
        SourceChanged: it is not in a shape that the chart readers know.
    """
    try:
        sheets = read(f"{name}.json", body)
    except BadFile as wrong:
        raise changed(source, "a list that cannot be read") from wrong
    if len(sheets) != 1:
        raise changed(source, f"{len(sheets)} lists instead of one")
    return sheets[0]


def moment(written: str, source: str) -> datetime:
    """The instant *written* in a feed, as RFC 5322 (``Wed, 27 Apr 2022 08:49:26 +0000``) or ISO 8601 has it.

    Raises:
        WeekUnclear: it is none, or has no zone, so that nobody can say which week the list belongs to.
    """
    found = _instant(written)
    if found is None:
        raise WeekUnclear(f"{source} does not say when its list was made: save it and import it with its --week.")
    return found


def weekly(sheet: Sheet, updated: datetime, *, kind: str = "top") -> Sheet:
    """*sheet*, a list as of *updated*, as the issue of that chart week."""
    return replace(sheet, end=week_end(updated), cadence="weekly", kind=kind)


def changed(source: str, what: str) -> SourceChanged:
    """The refusal of an answer that is *what* and not the chart."""
    return SourceChanged(
        f"{source} answered with {what}, so nothing was taken: look for a newer ostbot, or import the chart as a file."
    )


def empty(source: str) -> SourceEmpty:
    """The refusal of a list without songs."""
    return SourceEmpty(f"{source} lists no songs at the moment, so nothing was taken: ask it again later.")


def _instant(written: str) -> datetime | None:
    for form in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = form(written)
            if found.tzinfo is not None and found.year < 9999:  # the week's end must be a date as well
                return found.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):  # the mail parser lets the last three out as well
            continue
    return None
