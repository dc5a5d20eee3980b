"""The world on disk: one SQLite file with one table, written behind."""

import asyncio
import contextlib
import json
import logging
import sqlite3
from pathlib import Path

from sandbox.errors import SandboxError
from sandbox.world import Record, World

log = logging.getLogger(__name__)

EVERY = 0.4
"""Seconds between two writes: what a killed process can lose at most."""

Row = tuple[str, str, str | None]


class Store:
    """Keeps a world in a file; open it before the world is used and close it last."""

    def __init__(self, world: World, path: Path) -> None:
        self._world = world
        self._path = path
        self._file = self._open()
        self._closing = asyncio.Event()
        self._writing: asyncio.Task[None] | None = None

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
        except (OSError, sqlite3.Error) as problem:
            raise self._unreadable(problem) from None
        try:
            file.execute("PRAGMA journal_mode = WAL")
            file.execute("PRAGMA synchronous = NORMAL")
            file.execute(
                "CREATE TABLE IF NOT EXISTS record"
                " (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id))"
                " STRICT, WITHOUT ROWID"
            )
            self._load(file)
        except (sqlite3.Error, ValueError, KeyError, TypeError) as problem:
            file.close()
            raise self._unreadable(problem) from None
        return file

    def _unreadable(self, problem: Exception) -> SandboxError:
        return SandboxError(
            f"The sandbox cannot use {self._path} as its data file ({problem}); move it away or name another one."
        )

    def _load(self, file: sqlite3.Connection) -> None:
        tables = self._world.tables
        rows = file.execute("SELECT kind, id, body FROM record ORDER BY length(id), id")
        for kind, key, body in rows:
            record: Record = json.loads(body)
            if kind == "clock":
                self._world.clock.restore(record)
            else:
                tables[kind].put(record)
                if key.isdecimal():
                    self._world.ids.seen(key)
        self._world.changed.clear()

    def start(self) -> None:
        """Begin writing what changes."""
        self._writing = asyncio.create_task(self._write_always(), name="sandbox store")

    async def close(self) -> None:
        """Write the rest and let go of the file."""
        self._closing.set()
        if self._writing is not None:
            await self._writing
        try:
            self._write(self._changes())
        finally:
            self._file.close()

    async def _write_always(self) -> None:
        while not self._closing.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EVERY):
                    await self._closing.wait()
            rows = self._changes()
            if not rows:
                continue
            try:
                await asyncio.to_thread(self._write, rows)
            except sqlite3.Error as problem:
                log.warning("The sandbox could not write %s (%s); it tries again.", self._path, problem)
                self._world.changed.update(dict.fromkeys((kind, key) for kind, key, _ in rows))

    def _changes(self) -> list[Row]:
        tables = self._world.tables
        if not self._world.changed:
            return []
        rows: list[Row] = [("clock", "clock", json.dumps(self._world.clock.record()))]
        for kind, key in self._world.changed:
            if kind in tables:
                record = tables[kind].get(key)
                rows.append((kind, key, None if record is None else json.dumps(record)))
        self._world.changed.clear()
        return rows

    def _write(self, rows: list[Row]) -> None:
        with self._file:
            self._file.execute("BEGIN IMMEDIATE")
            for kind, key, body in rows:
                if body is None:
                    self._file.execute("DELETE FROM record WHERE kind = ? AND id = ?", (kind, key))
                else:
                    self._file.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", (kind, key, body))
