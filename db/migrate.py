"""Numbered plain-SQL migrations, each committed together with ``PRAGMA user_version``."""

import sqlite3
from collections.abc import Iterator
from importlib import resources

import aiosqlite

from core.errors import Refusal


class StoreTooNew(Refusal):
    """The store was written by a newer ostbot; the text says which version it is at."""


def steps() -> list[tuple[int, str]]:
    """Every migration shipped, as (number, SQL), oldest first."""
    folder = resources.files("db") / "migrations"
    found = [(int(file.name[:4]), file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".sql")]
    return sorted(found)


async def migrate(connection: aiosqlite.Connection) -> int:
    """Bring the store to the newest version and return it; running it again changes nothing.

    Raises:
        StoreTooNew: the store knows migrations that this program does not have.
    """
    [(version,)] = await connection.execute_fetchall("PRAGMA user_version")
    newest = max(number for number, _ in steps())
    if version > newest:
        raise StoreTooNew(
            f"The store is at version {version}, this ostbot knows {newest}: update ostbot, or restore an older backup."
        )
    for number, sql in steps():
        if number > version:
            await apply(connection, number, sql)
    return newest


async def apply(connection: aiosqlite.Connection, number: int, sql: str) -> None:
    try:
        await connection.execute("BEGIN IMMEDIATE")
        for statement in _statements(sql):  # executescript would commit on its own
            await connection.execute(statement)
        await connection.execute(f"PRAGMA user_version = {number:d}")
        await connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # not where another program kept us from beginning
            await connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> Iterator[str]:
    """The statements of *sql*, one by one; SQLite itself says where each ends."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending
