"""Tables: lines under named columns, from delimited text or from a JSON list. Every chart format starts from one."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from core.charts.readers.errors import BadFile
from core.charts.readers.files import Limits
from core.text import clean, fold

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, its cells cleaned, under their column's name. *number* is a line's, or a JSON entry's."""

    number: int
    cells: Mapping[str, str]
    word: str = "Line"

    def __getitem__(self, column: str | None) -> str:
        return self.cells.get(column, "") if column else ""

    def bad(self, what: str) -> BadFile:
        """The refusal of this line, which says *what* is wrong and what to do."""
        return BadFile(f"{self.word} {self.number}: {what}", self.number)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its lines. Column names are folded, with blanks for underscores: ``artist names``."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def has(self, *columns: str) -> bool:
        """Whether the header names every one of *columns*."""
        return set(columns) <= set(self.columns)


def read_table(text: str, limits: Limits) -> Table:
    """The table in *text*, separated by commas, semicolons or tabs; notes above the header are skipped.

    Raises:
        BadFile: no header, no rows, a row of the wrong length, an open quotation mark, or more than *limits* allow.
    """
    records = _records(text, _delimiter(text))
    header = next((record for _, record in records if sum(bool(cell.strip()) for cell in record) > 1), None)
    if header is None:
        raise BadFile("The first line must name the columns, for example: rank,title,artist.")
    columns = _columns(header, limits)
    filled = _bounded(((number, record) for number, record in records if any(map(str.strip, record))), limits)
    if not filled:
        raise BadFile("The file has a header and no rows; add a line for every place of the chart.")
    cell = _cleaner(limits, "Line")
    lines = []
    for number, record in filled:
        _check_length(number, record, columns, last=number == filled[-1][0])
        cells = {column: cell(text, number, column) for column, text in zip(columns, record, strict=False)}
        lines.append(Line(number, cells))
    return Table(columns, tuple(lines))


def table_of(entries: Iterable[Mapping[str, object]], limits: Limits) -> Table:
    """The table whose rows are JSON *entries*; only their texts and numbers are kept.

    Raises:
        BadFile: no entries, or more than *limits* allow.
    """
    cell = _cleaner(limits, "Entry")
    lines = []
    for number, entry in _bounded(enumerate(entries, start=1), limits):
        plain = {fold(key).replace("_", " "): value for key, value in entry.items() if isinstance(value, str | int)}
        cells = {column: cell(str(value), number, column) for column, value in plain.items()}
        lines.append(Line(number, cells, "Entry"))
    if not lines:
        raise BadFile("The file lists no songs; export the chart again.")
    return Table(tuple(dict.fromkeys(column for line in lines for column in line.cells)), tuple(lines))


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


def _bounded(rows: Iterable[tuple[int, Item]], limits: Limits) -> list[tuple[int, Item]]:
    taken: list[tuple[int, Item]] = []
    for number, row in rows:
        if len(taken) == limits.rows:
            raise BadFile(f"The file has more than {limits.rows:,} rows; send it in parts.", number)
        taken.append((number, row))
    return taken


def _check_length(number: int, record: list[str], columns: tuple[str, ...], *, last: bool) -> None:
    if len(record) < len(columns):
        if last:
            raise BadFile(f"The file is cut off in line {number}; download or export it again.", number)
        raise BadFile(f"Line {number} has {len(record)} of the header's {len(columns)} columns; fill it up.", number)
    if any(map(str.strip, record[len(columns) :])):
        raise BadFile(
            f"Line {number} has {len(record)} columns and the header names {len(columns)};"
            " put a name that holds a comma in quotation marks.",
            number,
        )


def _cleaner(limits: Limits, word: str) -> Callable[[str, int, str], str]:
    """A function that cleans a cell; the cells of a chart repeat from week to week, so each text is cleaned once."""
    cleaned: dict[str, str] = {}

    def cell(text: str, number: int, column: str) -> str:
        if text not in cleaned:
            if len(text) > limits.characters:
                what = f"has more than {limits.characters} characters in “{column[:50]}”; shorten it."
                raise BadFile(f"{word} {number} {what}", number)
            cleaned[text] = clean(text)
        return cleaned[text]

    return cell
