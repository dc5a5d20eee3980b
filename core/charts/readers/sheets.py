"""From a table to sheets: which column means what, and whether the ranks make a chart."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.charts.model import Claim, Coverage, Row, Sheet
from core.charts.readers.errors import BadFile
from core.charts.readers.labels import Label, day
from core.charts.readers.tables import Line, Table

_RANK = re.compile(r"[=#]?([0-9]{1,6})\.?")
_WHOLE = re.compile(r"[0-9]{1,3}(?:([,. '])[0-9]{3})(?:\1[0-9]{3})*|[0-9]{1,15}")
_PLAIN = re.compile(r"[0-9]{1,6}")
_SEPARATORS = re.compile(r"[,. ']")

Labelled = Callable[[Line], Label]
"""Which sheet a line belongs to."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one format, by what they mean; without a rank column the order of the entries is the rank."""

    title: str
    artist: str
    rank: str | None = None
    album: str | None = None
    metric: str | None = None
    uri: str | None = None
    last_week: str | None = None
    peak: str | None = None
    weeks: str | None = None


def sheets(table: Table, layout: Layout, labelled: Labelled) -> tuple[Sheet, ...]:
    """The sheets of *table*, one for every label its lines have, by platform, market and end.

    Raises:
        BadFile: a rank, number, title or artist that is none, or ranks that make no chart.
    """
    parts: dict[Label, list[tuple[Line, Row]]] = {}
    for line in table.lines:
        part = parts.setdefault(labelled(line), [])
        part.append((line, _row(line, layout, place=len(part) + 1)))
    ready = [_sheet(rows, said) for said, rows in parts.items()]
    return tuple(sorted(ready, key=lambda sheet: (sheet.platform or "", sheet.market or "", str(sheet.end))))


def by_day(column: str, labelled: Labelled) -> Labelled:
    """Lines belong to the period whose last day stands in *column*; the rest is as *labelled*."""

    known: dict[str, date] = {}  # a day stands on a hundred lines

    def dated(line: Line) -> Label:
        text = line[column]
        end = known.get(text) or day(text)
        if end is None:
            raise line.bad(f"{column} “{text[:50]}” is no date; write it like 2026-03-05.")
        known[text] = end
        return replace(labelled(line), end=end)

    return dated


def _row(line: Line, layout: Layout, place: int) -> Row:
    last_week, weeks = _above_zero(line, layout.last_week), _above_zero(line, layout.weeks)
    return Row(
        rank=_rank(line, layout.rank) if layout.rank else place,
        title=_named(line, layout.title, "title"),
        artist=_named(line, layout.artist, "artist"),
        album=line[layout.album] or None,
        metric=_whole(line, layout.metric),
        uri=line[layout.uri] or None,
        claim=Claim(last_week, _above_zero(line, layout.peak), weeks, _is_new(layout, last_week, weeks)),
        line=line.number if line.word == "Line" else None,
    )


def _rank(line: Line, column: str) -> int:
    match = _RANK.fullmatch(line[column])
    if match is None:
        raise line.bad(f"rank “{line[column][:50]}” is not a whole number; write 1, 2, 3 and so on.")
    if not int(match[1]):
        raise line.bad("rank 0 is no place; ranks begin with 1.")
    return int(match[1])


def _named(line: Line, column: str, meaning: str) -> str:
    if not line[column]:
        raise line.bad(f"the {meaning} is missing; write it in the column “{column}”.")
    return line[column]


def _whole(line: Line, column: str | None) -> int | None:
    text = line[column]
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise line.bad(f"{column} “{text[:50]}” is not a whole number; write digits only, or leave it empty.")
    return int(_SEPARATORS.sub("", text))


def _above_zero(line: Line, column: str | None) -> int | None:
    """What the source claims; -1, 0, a dash and an empty cell all say "none"."""
    text = line[column] if column else ""
    return int(text) or None if text and _PLAIN.fullmatch(text) else None


def _is_new(layout: Layout, last_week: int | None, weeks: int | None) -> bool | None:
    """Whether the source calls the entry new: it names no last week and counts this one as the first."""
    if layout.last_week is None:
        return None
    if last_week is not None:
        return False
    return None if weeks is None else weeks == 1


def _sheet(rows: Sequence[tuple[Line, Row]], said: Label) -> Sheet:
    ranked = sorted(rows, key=lambda pair: pair[1].rank)
    if not said.osts_only:
        _check_ranks(ranked)
    listed = ranked[-1][1].rank if said.osts_only else len(ranked)
    if said.top is not None and said.top < listed:
        raise BadFile(f"The file's name says top {said.top} and it holds {listed} places; rename it.")
    if said.top is not None and not said.osts_only and said.top > listed:
        raise BadFile(f"The file's name says top {said.top} and it ends at {listed}; get the whole file or rename it.")
    return Sheet(
        rows=tuple(row for _, row in ranked),
        depth=said.top or listed,
        platform=said.platform,
        market=said.market,
        end=said.end,
        kind=said.kind,
        cadence=said.cadence,
        coverage=Coverage.OST if said.osts_only else Coverage.ALL,
    )


def _check_ranks(ranked: Sequence[tuple[Line, Row]]) -> None:
    """Ranks run from 1 without a gap, but that a tie skips as many as it holds (4, 4, 6)."""
    before = 0
    for place, (line, row) in enumerate(ranked, start=1):
        if row.rank == place or (row.rank == before and place > 1):
            before = row.rank
        elif row.rank > place:
            raise line.bad(f"rank {row.rank} follows {place - 1} rows, so rank {place} is missing; add it.")
        else:
            raise line.bad(f"rank {row.rank} is one too early after the tie above it; write {place}, or undo the tie.")
