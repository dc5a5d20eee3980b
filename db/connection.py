"""One SQLite connection as ostbot wants it: safe settings first, and one sentence when the file is not usable."""

import sqlite3
from functools import partial
from pathlib import Path

import aiosqlite

from core.errors import Refusal
from db.reading import Reader

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables


class StoreUnusable(Refusal):
    """The store's file cannot be opened, read or written; the text names the file and what to do."""


async def connect(path: Path, *, readonly: bool = False) -> aiosqlite.Connection:
    """An open connection to *path* with our settings.

    ``busy_timeout`` comes first so that the settings themselves wait for a lock. ``synchronous=FULL`` is what lets
    "saved" be said after a commit: a power cut does not take it back.

    Raises:
        StoreUnusable: the file is no SQLite database, not reachable, locked, or this Python's SQLite is too old.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreUnusable(
            f"SQLite {sqlite3.sqlite_version} is too old: use a Python built with SQLite 3.37 or newer."
        )
    connection: aiosqlite.Connection | None = None
    try:
        address = _address(path, readonly=readonly)
        sqlite3.connect(address, uri=True).close()  # a failure here leaves no thread behind that outlives the loop
        opened = partial(sqlite3.connect, address, uri=True, isolation_level=None)
        connection = await (Reader(opened) if readonly else aiosqlite.Connection(opened, iter_chunk_size=64))
        for pragma in _pragmas(readonly=readonly):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except (sqlite3.Error, OSError) as error:
        if connection is not None:
            await connection.close()
        raise unusable(path, error) from error
    connection.row_factory = sqlite3.Row
    return connection


def _address(path: Path, *, readonly: bool) -> str:
    if readonly:
        return f"{path.absolute().as_uri()}?mode=ro"
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"{path.absolute().as_uri()}?mode=rwc"


def unusable(path: Path, error: Exception) -> StoreUnusable:
    """The one sentence that tells the operator what *error* means for the store at *path*."""
    text = str(error)
    if "not a database" in text or "malformed" in text:
        return StoreUnusable(
            f"The store {path} is not a readable SQLite database: restore a backup or move the file away to start anew."
        )
    if "locked" in text:
        return StoreUnusable(f"The store {path} is locked by another program: stop the other ostbot, then try again.")
    return StoreUnusable(f"The store {path} cannot be opened ({text}): check the path and its permissions.")


def _pragmas(*, readonly: bool) -> tuple[str, ...]:
    shared = ("busy_timeout = 5000", "foreign_keys = ON", "trusted_schema = OFF")
    if readonly:
        return (*shared, "query_only = ON")
    return (*shared, "journal_mode = WAL", "synchronous = FULL", "journal_size_limit = 16777216")
