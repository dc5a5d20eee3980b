"""Tables: lines under named columns, from delimited text or from a JSON list. Every chart format starts from one."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.charts.readers.errors import BadFile
from core.charts.readers.files import Limits
from core.text import clean, fold


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows, which are read once, as they are asked for; that may raise :class:`BadFile`.

    Column names are folded, with blanks for underscores: ``artist names``. Each of *rows* is its number, a line's or a
    JSON entry's (*word* says which), and its cleaned cells in the order of *columns*, with an empty one behind them.
    """

    columns: tuple[str, ...]
    rows: Iterable[tuple[int, Sequence[str]]]
    word: str = "Line"

    def has(self, *columns: str) -> bool:
        """Whether the header names every one of *columns*."""
        return set(columns) <= set(self.columns)

    def place(self, column: str | None) -> int:
        """Where in a row's cells *column* stands; a column that the table lacks is the empty cell behind them."""
        return self.columns.index(column) if column in self.columns else -1

    def bad(self, number: int, what: str) -> BadFile:
        """The refusal of the row with this *number*, which says *what* is wrong and what to do."""
        return BadFile(f"{self.word} {number}: {what}", number)


@dataclass(slots=True, eq=False)
class Line:
    """One row of a table, where its cells are asked for by the names of their columns."""

    table: Table
    number: int
    cells: Sequence[str]

    def __getitem__(self, column: str) -> str:
        return self.cells[self.table.place(column)]

    def bad(self, what: str) -> BadFile:
        """The refusal of this line, which says *what* is wrong and what to do."""
        return self.table.bad(self.number, what)


def read_table(text: str, limits: Limits) -> Table:
    """The table in *text*, separated by commas, semicolons or tabs; notes above the header are skipped.

    Raises:
        BadFile: no header, a row of the wrong length, an open quotation mark, or more than *limits* allow.
    """
    records = _records(text, _delimiter(text))
    try:
        header = next((record for _, record in records if sum(bool(cell.strip()) for cell in record) > 1), None)
    except BadFile:  # a quotation mark in what are no columns anyway
        header = None
    if header is None:
        raise BadFile("The first line must name the columns, for example: rank,title,artist.")
    columns = _columns(header, limits)
    return Table(columns, _rows(records, columns, limits))


def _rows(
    records: Iterator[tuple[int, list[str]]], columns: tuple[str, ...], limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    """The *records* that are not blank, cleaned. A file may have hundreds of thousands: no call too many."""
    cleaned = _Cleaned(limits).__getitem__
    width, count = len(columns), 0
    for number, record in records:
        if len(record) != width:
            if not _filled(record):
                continue
            _check_length(number, record, columns, is_last=lambda: not any(_filled(each) for _, each in records))
            del record[width:]
        try:
            cells = [*map(cleaned, record), ""]
        except _TooLong as error:
            raise _too_long("Line", number, columns[record.index(str(error))], limits) from None
        if any(cells):
            count += 1
            _check_count(count, number, limits)
            yield number, cells


def table_of(entries: Iterable[Mapping[str, object]], limits: Limits) -> Table:
    """The table whose rows are JSON *entries*; only their texts and numbers are kept.

    Raises:
        BadFile: no entries, or more than *limits* allow.
    """
    cleaned = _Cleaned(limits)
    read: list[tuple[int, dict[str, str]]] = []
    for number, entry in enumerate(entries, start=1):
        _check_count(number, number, limits)
        plain = {
            fold(key).replace("_", " "): str(value) for key, value in entry.items() if isinstance(value, str | int)
        }
        try:
            read.append((number, {column: cleaned[text] for column, text in plain.items()}))
        except _TooLong as error:
            column = next(column for column, text in plain.items() if text == str(error))
            raise _too_long("Entry", number, column, limits) from None
    if not read:
        raise BadFile("The file lists no songs; export the chart again.")
    columns = tuple(dict.fromkeys(column for _, cells in read for column in cells))
    return Table(columns, [(n, [*(cells.get(column, "") for column in columns), ""]) for n, cells in read], "Entry")


def _delimiter(text: str) -> str:
    """The separator: the sign that occurs most in the first line that has more than separators and one cell."""
    head = next((line for line in io.StringIO(text) if set(line.strip(",;\t \r\n")) & set(",;\t")), "")
    return max(",;\t", key=head.count)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for record in reader:
            yield start, record
            start = reader.line_num + 1
    except csv.Error:
        sentence = f"Line {start} has a quotation mark that is not closed, or the file is cut off there; get it again."
        raise BadFile(sentence, start) from None


def _columns(header: Sequence[str], limits: Limits) -> tuple[str, ...]:
    columns = [fold(cell).replace("_", " ") for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > limits.columns:
        raise BadFile(f"The header names {len(columns)} columns and the limit is {limits.columns}; leave some out.")
    twice = next((column for column in columns if column and columns.count(column) > 1), None)
    if twice:
        raise BadFile(f"The header names the column “{twice[:50]}” twice; keep one of them.")
    return tuple(columns)


def _filled(record: Sequence[str]) -> bool:
    return any(map(str.strip, record))


def _check_count(count: int, number: int, limits: Limits) -> None:
    if count > limits.rows:
        raise BadFile(f"The file has more than {limits.rows:,} rows; send it in parts.", number)


def _check_length(number: int, record: list[str], columns: tuple[str, ...], is_last: Callable[[], bool]) -> None:
    if len(record) < len(columns):
        if is_last():
            raise BadFile(f"The file is cut off in line {number}; download or export it again.", number)
        raise BadFile(f"Line {number} has {len(record)} of the header's {len(columns)} columns; fill it up.", number)
    if _filled(record[len(columns) :]):
        raise BadFile(
            f"Line {number} has {len(record)} columns and the header names {len(columns)};"
            " put a name that holds a comma in quotation marks.",
            number,
        )


class _TooLong(Exception):  # noqa: N818 - carries the text alone, for whoever knows where it stands
    """A cell is longer than it may be."""


class _Cleaned(dict[str, str]):
    """Cells as they came -> cleaned. The cells of a chart repeat from week to week, so each text is cleaned once."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._longest = limits.characters

    def __missing__(self, text: str) -> str:
        if len(text) > self._longest:
            raise _TooLong(text)
        self[text] = clean(text)
        return self[text]


def _too_long(word: str, number: int, column: str, limits: Limits) -> BadFile:
    what = f"has more than {limits.characters} characters in “{column[:50]}”; shorten it."
    return BadFile(f"{word} {number} {what}", number)
