"""The connection that reads: what is short is read on the spot, what is long in the connection's thread.

A trip to a thread takes a tenth of a millisecond, and many times that where other work wants the processor; most reads
take a fraction of the trip. What takes longer than :data:`SHORT` is broken off and read again in the thread, where
nobody waits for it but who asked.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterable
from typing import Any

import aiosqlite

SHORT = 0.001
"""Seconds that a read may hold everybody up."""

STEPS = 1000
"""Steps of SQLite's machine between two looks at the clock."""


class Reader(aiosqlite.Connection):
    """A read-only connection that answers short questions on the spot."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._open = connector
        self._spot: sqlite3.Connection | None = None
        self._until = 0.0

    async def execute_fetchall(self, sql: str, parameters: Iterable[Any] | None = None) -> list[sqlite3.Row]:  # type: ignore[override]  # nobody uses what aiosqlite gives as a context manager
        """The rows that *sql* finds in the committed state."""
        asked = tuple(parameters or ())
        try:
            rows = self._on_the_spot().execute(sql, asked).fetchall()
        except sqlite3.OperationalError:  # it takes long, or cannot be had at once
            return list(await super().execute_fetchall(sql, asked))
        await asyncio.sleep(0)  # who reads much gives way after each
        return rows

    async def close(self) -> None:
        """Close both connections."""
        if self._spot is not None:
            self._spot.close()
            self._spot = None
        await super().close()

    def _on_the_spot(self) -> sqlite3.Connection:
        if self._spot is None:
            self._spot = spot = self._open()
            spot.execute("PRAGMA query_only = ON")
            spot.execute("PRAGMA trusted_schema = OFF")
            spot.execute("PRAGMA busy_timeout = 0")
            spot.row_factory = sqlite3.Row
            spot.set_progress_handler(lambda: time.perf_counter() > self._until, STEPS)
        self._until = time.perf_counter() + SHORT
        return self._spot
