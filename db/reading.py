"""The connection that reads: what it has read is true until somebody commits, and costs no second trip till then.

A trip to a connection's thread takes a tenth of a millisecond, and many times that on a busy machine. Whether anything
was committed since, by us or by another process, SQLite tells in three microseconds, so that is asked on the spot.
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

import aiosqlite

MOST_ROWS = 8192
"""Rows that are kept, of all statements together."""


class Reader(aiosqlite.Connection):
    """A read-only connection that keeps what it has read until the next commit."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._here = connector
        self._watch: sqlite3.Connection | None = None
        self._commits: int | None = None
        self._kept: dict[tuple[str, tuple[Any, ...]], list[sqlite3.Row]] = {}
        self._rows = 0

    async def execute_fetchall(self, sql: str, parameters: Iterable[Any] | None = None) -> list[sqlite3.Row]:  # type: ignore[override]  # nobody uses what aiosqlite gives as a context manager
        """The rows that *sql* finds in the committed state."""
        asked = (sql, tuple(parameters or ()))
        commits = self._look()
        if commits is None or commits != self._commits:
            self._commits = commits
            self._forget()
        elif (kept := self._kept.get(asked)) is not None:
            return kept
        rows = list(await super().execute_fetchall(*asked))
        if commits is not None and commits == self._commits and len(rows) <= MOST_ROWS // 16:
            self._keep(asked, rows)
        return rows

    async def close(self) -> None:
        """Close both connections."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        await super().close()

    def _keep(self, asked: tuple[str, tuple[Any, ...]], rows: list[sqlite3.Row]) -> None:
        if self._rows + 1 + len(rows) > MOST_ROWS:
            self._forget()
        self._rows += 1 + len(rows)
        self._kept[asked] = rows

    def _forget(self) -> None:
        self._kept.clear()
        self._rows = 0

    def _look(self) -> int | None:
        """A number that is another after every commit; ``None`` where it cannot be told."""
        try:
            if self._watch is None:
                self._watch = self._here()
                self._watch.execute("PRAGMA busy_timeout = 0")  # never wait here: the loop would
            number: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            return None
        return number
