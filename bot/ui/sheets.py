"""A chart as a file that a spreadsheet or a program opens."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TextIO

from core.charts.model import Figures

COLUMNS = ("week", "rank", "title", "artist", "last_week", "peak", "weeks", "mark")

LARGEST = 9_000_000
"""Bytes that Discord takes as one file on every server, with some room left."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet_row(end: date, figures: Figures, listed: tuple[str, str]) -> dict[str, Any]:
    """One entry as its row."""
    entry = figures.entry
    values = (end, entry.rank, *listed, figures.last_week, figures.peak, figures.weeks, str(figures.mark))
    return dict(zip(COLUMNS, values, strict=True))


def as_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The rows as a CSV file with a byte order mark, without which Excel misreads Hangul."""
    out = io.StringIO()
    write_csv(rows, out)
    return out.getvalue().encode("utf-8-sig")


def write_csv(rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """Write the rows as CSV. Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV
    Injection")."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _inert(value) for name, value in row.items()} for row in rows)


def as_json(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The rows as a JSON list."""
    return json.dumps([*rows], ensure_ascii=False, indent=1, default=str).encode()


def _inert(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
