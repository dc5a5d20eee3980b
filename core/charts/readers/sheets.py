"""From a table to sheets: which column means what, and whether the ranks make a chart."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from core.charts.model import NO_CLAIM, Claim, Coverage, Row, Sheet
from core.charts.readers.errors import BadFile
from core.charts.readers.labels import Label, day
from core.charts.readers.tables import Line, Table

_RANK = re.compile(r"[=#]?([0-9]{1,6})\.?")
_IN_GROUPS = re.compile(r"[0-9]{1,3}(?:([,. '])[0-9]{3})(?:\1[0-9]{3})*")
_LONGEST = 15
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


def sheets(table: Table, layout: Layout, labelled: Labelled, *decisive: str) -> tuple[Sheet, ...]:
    """The sheets of *table*, one for every label its lines have, by platform, market and end.

    A line's label depends on what it says in the *decisive* columns alone.

    Raises:
        BadFile: a rank, number, title or artist that is none, or ranks that make no chart.
    """
    parts: dict[Label, list[tuple[int, Row]]] = {}
    known: dict[object, list[tuple[int, Row]]] = {}
    sheet_of = itemgetter(-1, *map(table.place, decisive))
    row_of = _rows(table, layout)
    for number, cells in table.rows:
        part = known.get(sheet_of(cells))
        if part is None:
            said = labelled(Line(table, number, cells))
            part = known[sheet_of(cells)] = parts.setdefault(said, [])
        part.append((number, row_of(number, cells, len(part) + 1)))
    if not parts:
        raise BadFile("The file has a header and no rows; add a line for every place of the chart.")
    ready = [_sheet(rows, said, table) for said, rows in parts.items()]
    return tuple(sorted(ready, key=lambda sheet: (sheet.platform or "", sheet.market or "", str(sheet.end))))


def by_day(column: str, labelled: Labelled) -> Labelled:
    """Lines belong to the period whose last day stands in *column*; the rest is as *labelled*."""

    def dated(line: Line) -> Label:
        end = day(line[column])
        if end is None:
            raise line.bad(f"{column} “{line[column][:50]}” is no date; write it like 2026-03-05.")
        return replace(labelled(line), end=end)

    return dated


def _rows(table: Table, layout: Layout) -> Callable[[int, Sequence[str], int], Row]:
    """What makes a row of a line: of its number, its cells, and its place, the rank where no column says it.

    Ranks and claims come again every week, and each is read once.
    """
    columns = (layout.rank, layout.title, layout.artist, layout.album, layout.metric, layout.uri)
    texts = itemgetter(*map(table.place, columns))
    claimed = itemgetter(*map(table.place, (layout.last_week, layout.peak, layout.weeks)))
    is_line = table.word == "Line"
    ranks: dict[str, int] = {}
    claims = {("", "", ""): NO_CLAIM}

    def row(number: int, cells: Sequence[str], place: int) -> Row:
        rank, title, artist, album, metric, uri = texts(cells)
        claim = claimed(cells)
        if not title or not artist:
            raise _missing(Line(table, number, cells), layout)
        return Row(
            ranks.get(rank) or ranks.setdefault(rank, _rank(Line(table, number, cells), rank))
            if layout.rank
            else place,
            title,
            artist,
            album or None,
            _whole(Line(table, number, cells), layout.metric, metric) if metric else None,
            uri or None,
            claims.get(claim) or claims.setdefault(claim, _claim(layout, *claim)),
            number if is_line else None,
        )

    return row


def _claim(layout: Layout, last_week: str, peak: str, weeks: str) -> Claim:
    last, many = _above_zero(last_week), _above_zero(weeks)
    return Claim(last, _above_zero(peak), many, _is_new(layout, last, many))


def _rank(line: Line, text: str) -> int:
    match = _RANK.fullmatch(text)
    if match is None:
        raise line.bad(f"rank “{text[:50]}” is not a whole number; write 1, 2, 3 and so on.")
    if not int(match[1]):
        raise line.bad("rank 0 is no place; ranks begin with 1.")
    return int(match[1])


def _missing(line: Line, layout: Layout) -> BadFile:
    meaning, column = ("artist", layout.artist) if line[layout.title] else ("title", layout.title)
    return line.bad(f"the {meaning} is missing; write it in the column “{column}”.")


def _whole(line: Line, column: str | None, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return int(text)
    if not _IN_GROUPS.fullmatch(text):
        raise line.bad(f"{column} “{text[:50]}” is not a whole number; write digits only, or leave it empty.")
    return int(_SEPARATORS.sub("", text))


def _above_zero(text: str) -> int | None:
    """What the source claims; -1, 0, a dash and an empty cell all say "none"."""
    return int(text) or None if _PLAIN.fullmatch(text) else None


def _is_new(layout: Layout, last_week: int | None, weeks: int | None) -> bool | None:
    """Whether the source calls the entry new: it names no last week and counts this one as the first."""
    if layout.last_week is None:
        return None
    if last_week is not None:
        return False
    return None if weeks is None else weeks == 1


def _sheet(rows: Sequence[tuple[int, Row]], said: Label, table: Table) -> Sheet:
    ranked = sorted(rows, key=lambda pair: pair[1].rank)
    if not said.osts_only:
        _check_ranks(ranked, table)
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


def _check_ranks(ranked: Sequence[tuple[int, Row]], table: Table) -> None:
    """Ranks run from 1 without a gap, but that a tie skips as many as it holds (4, 4, 6)."""
    before = 0
    for place, (number, row) in enumerate(ranked, start=1):
        if row.rank == place or (row.rank == before and place > 1):
            before = row.rank
        elif row.rank > place:
            raise table.bad(number, f"rank {row.rank} follows {place - 1} rows, so rank {place} is missing; add it.")
        else:
            raise table.bad(
                number, f"rank {row.rank} is one too early after the tie above it; write {place}, or undo the tie."
            )
