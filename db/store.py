"""The store: one writer that groups units of work into durable transactions, and a reader that never waits for it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import quote

import aiosqlite

from db.connection import connect, unusable
from db.migrate import migrate
from db.trouble import Trouble, busy, code

T = TypeVar("T")

PATIENCE = 2000
"""Milliseconds that a statement waits for another program's lock while the bot runs: Discord waits for 3,000."""

LONGEST_BATCH = 64
"""Units of work that may share one commit. Bounds how long the first of them waits, and how many answers are rendered
in one go when it is done: 256 held the loop for twice as long, and spared three flushes in a thousand answers."""

CHECKPOINT = 1000
"""Pages in the write-ahead log from which on a commit carries them over into the file: SQLite's own default."""


class Store:
    """An open store. Use it as a context manager; all connections close when it ends."""

    def __init__(self, path: Path, version: int, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self.version = version
        self._writer = writer
        self._reader = reader
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._batch: _Batch | None = None
        self._refused_at = 0.0  # when another program's lock last made us give up
        self._trouble = Trouble()

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path) -> AsyncIterator["Store"]:
        """Open and migrate the store at *path*, creating it when it is not there.

        Raises:
            StoreUnusable: the file cannot be used.
            StoreTooNew: a newer program wrote it.
        """
        writer = await connect(path)
        try:
            try:
                version = await migrate(writer)
            except sqlite3.Error as error:
                raise unusable(path, error) from error
            reader = await connect(path, readonly=True)
            try:
                for connection in (writer, reader):
                    await connection.execute_fetchall(f"PRAGMA busy_timeout = {PATIENCE}")
                yield cls(path, version, writer, reader)
            finally:
                await reader.close()
        finally:
            await writer.close()

    def shelf(self, rows: Callable[[aiosqlite.Connection], T]) -> "_Shelf[T]":
        """The feature whose rows *rows* reads and writes, given a connection."""
        return _Shelf(self, rows)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[aiosqlite.Connection]:
        """The committed state. Each statement sees the newest commit.

        Raises:
            StoreBusy: it cannot be read just now.
            StoreDamaged: what is asked for is damaged.
        """
        try:
            yield self._reader
        except sqlite3.Error as error:
            if code(error) == sqlite3.SQLITE_READONLY:
                raise unusable(self.path, error) from error
            if refusal := self._trouble.refusal(error, "read"):
                raise refusal from error
            raise

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[aiosqlite.Connection]:
        """One unit of work: all of it or nothing, and durable when the block is left.

        Units that queue up meanwhile share one commit, each in a savepoint of its own, so that a storm of answers
        costs a few disk flushes and a failing unit takes nothing with it.

        Raises:
            StoreBusy: another program holds the store, or the disk refused the write.
            StoreDamaged: what is to be changed is damaged.
        """
        asked = asyncio.get_running_loop().time()
        await self._take_turn()
        try:
            try:
                batch = await _surely(self._begin(asked))
                yield self._writer
            except BaseException as error:
                if self._batch is not None:
                    await _surely(self._undo(self._batch))
                if isinstance(error, sqlite3.Error) and (refusal := self._trouble.refusal(error, "written")):
                    raise refusal from error
                raise
            await _surely(self._keep(batch))
        finally:
            self._turn.release()
        await asyncio.shield(batch.committed)

    @asynccontextmanager
    async def beside(self, path: Path) -> AsyncIterator[None]:
        """The database at the absolute *path* as ``parcel`` beside the store, for units of work to move rows from.

        One at a time: who calls it keeps others out.
        """
        address = f"file:{quote(path.as_posix())}?mode=ro"
        await _surely(self._between("ATTACH ? AS parcel", address))
        try:
            yield
        finally:
            await _surely(self._between("DETACH parcel"))

    @asynccontextmanager
    async def in_bulk(self) -> AsyncIterator[Callable[[], Awaitable[None]]]:
        """For much to be written: gives what carries the log over into the file, to be called now and then.

        It does so on a connection of its own. Usually a commit does it by the way, which costs one answer in a hundred
        dozens of milliseconds when much is written.
        """
        helper = await connect(self.path)

        async def carry_over() -> None:
            await helper.execute_fetchall("PRAGMA wal_checkpoint(PASSIVE)")

        try:
            await _surely(self._between("PRAGMA wal_autocheckpoint = 0"))
            yield carry_over
            await carry_over()
        finally:
            await _surely(self._between(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}"))
            await helper.close()

    async def _between(self, sql: str, *values: str) -> None:
        """Run what SQLite allows between two transactions only."""
        async with self._turn:
            if self._batch is not None:
                await self._commit(self._batch)
            await self._writer.execute(sql, values)

    async def _take_turn(self) -> None:
        self._waiting += 1
        try:
            await self._turn.acquire()
        except asyncio.CancelledError:
            self._waiting -= 1
            await _surely(self._settle())  # the units before us may have left the commit to us
            raise
        self._waiting -= 1

    async def _settle(self) -> None:
        async with self._turn:
            if self._batch is not None:
                await self._commit_unless_more(self._batch)

    async def _begin(self, asked: float) -> "_Batch":
        if self._batch is None:
            if asked < self._refused_at:
                raise busy("written")  # it has waited while another program's lock was waited for
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                self._refused_at = asyncio.get_running_loop().time()
                raise
            self._batch = _Batch()
        self._batch.units += 1
        await self._writer.execute("SAVEPOINT unit")
        return self._batch

    async def _keep(self, batch: "_Batch") -> None:
        try:
            await self._writer.execute("RELEASE unit")
        except sqlite3.Error as error:
            await self._roll_back()
            self._fail(batch, error)
        else:
            await self._commit_unless_more(batch)

    async def _undo(self, batch: "_Batch") -> None:
        if not self._writer.in_transaction:  # a full disk makes SQLite roll everything back by itself
            self._fail(batch, sqlite3.OperationalError("the transaction was rolled back"))
            return
        try:
            await self._writer.execute("ROLLBACK TO unit")
            await self._writer.execute("RELEASE unit")
        except sqlite3.Error as error:
            await self._roll_back()
            self._fail(batch, error)
            return
        await self._commit_unless_more(batch)

    async def _commit_unless_more(self, batch: "_Batch") -> None:
        if not self._waiting or batch.units >= LONGEST_BATCH:
            await self._commit(batch)

    async def _commit(self, batch: "_Batch") -> None:
        try:
            await self._writer.execute("COMMIT")
        except sqlite3.Error as error:
            await self._roll_back()
            self._fail(batch, error)
        else:
            self._batch = None
            batch.committed.set_result(None)
            self._trouble.over()

    async def _roll_back(self) -> None:
        if self._writer.in_transaction:
            await self._writer.execute("ROLLBACK")

    def _fail(self, batch: "_Batch", error: sqlite3.Error) -> None:
        self._batch = None
        refusal = self._trouble.refusal(error, "written") or busy("written")
        refusal.__cause__ = error
        batch.committed.set_exception(refusal)
        batch.committed.exception()  # a batch whose only unit failed has nobody left to read it


async def _surely(work: Coroutine[None, None, T]) -> T:
    """Run *work* to its end even when the caller is cancelled meanwhile; the cancellation is raised afterwards."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        raise


class _Batch:
    """The units that share a commit; *committed* is done once all of them are on disk."""

    def __init__(self) -> None:
        self.units = 0
        self.committed: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class _Shelf(Generic[T]):
    """One feature's rows, opened for reading or writing (``core.ports.Shelf``)."""

    def __init__(self, store: Store, rows: Callable[[aiosqlite.Connection], T]) -> None:
        self._store = store
        self._rows = rows

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[T]:
        async with self._store.reading() as connection:
            yield self._rows(connection)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[T]:
        async with self._store.writing() as connection:
            yield self._rows(connection)
