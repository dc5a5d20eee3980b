"""What every repository shares: one statement in, rows out."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime

import aiosqlite

Value = str | int | None


class Rows:
    """A repository over one connection; the store decides whether it may write."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def _all(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        return list(await self._connection.execute_fetchall(sql, values))

    async def _one(self, sql: str, *values: Value) -> sqlite3.Row | None:
        rows = await self._all(sql, *values)
        return rows[0] if rows else None

    async def _do(self, sql: str, *values: Value) -> int:
        """Run a writing statement; the number of rows it changed."""
        cursor = await self._connection.execute(sql, values)
        changed = cursor.rowcount
        await cursor.close()
        return changed

    async def _insert(self, sql: str, *values: Value) -> int:
        """Run an insert; the new row's id."""
        row = await self._connection.execute_insert(sql, values)
        assert row is not None
        return int(row[0])

    async def _many(self, sql: str, values: Iterable[tuple[Value, ...]]) -> None:
        cursor = await self._connection.executemany(sql, values)
        await cursor.close()


def day(text: str | None) -> date | None:
    """A stored date."""
    return date.fromisoformat(text) if text else None


def iso(value: date | None) -> str | None:
    """A date as it is stored."""
    return value.isoformat() if value else None


def instant(seconds: int) -> datetime:
    """A stored instant, aware and in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def seconds(value: datetime) -> int:
    """An instant as it is stored: whole UTC seconds."""
    return int(value.timestamp())


def packed(words: Iterable[str]) -> str:
    """Several words in one column."""
    return json.dumps(list(words), ensure_ascii=False)


def unpacked(text: str) -> tuple[str, ...]:
    """The words of such a column."""
    return tuple(json.loads(text))
