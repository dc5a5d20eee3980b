"""Backups: copied while the store is in use, verified before they are kept, restored by one command."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.backups import Backup, Why
from core.errors import Refusal
from db.connection import unusable
from db.migrate import steps

_STAMP = "%Y%m%dT%H%M%SZ"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BESIDE = ("-wal", "-shm")


class BackupFailed(Refusal):
    """No backup was made, and nothing was changed; the text says why."""


class NoBackup(Refusal):
    """The file is no backup that could be restored; the text says why. The store was not touched."""


def folder_of(store: Path) -> Path:
    """Where the backups of the store at *store* lie: beside it."""
    return store.absolute().parent / "backups"


def listed(store: Path) -> list[Backup]:
    """The store's backups, oldest first. A file that does not have one of our names is somebody else's."""
    found = []
    for path in folder_of(store).glob(f"{store.stem}.*.sqlite3"):
        stamp, _, why = path.name.removeprefix(f"{store.stem}.").removesuffix(".sqlite3").partition(".")
        try:
            at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, at, Why(why), path.stat().st_size))
        except ValueError:
            continue
    return sorted(found, key=lambda backup: (backup.at, backup.path.name))


def before_migration(store: Path, at: datetime) -> Backup | None:
    """Back up a store that an older ostbot wrote and this one is about to change; ``None`` where there is none.

    Raises:
        BackupFailed: as :func:`back_up` does.
    """
    try:
        with closing(opened(store)) as connection:
            [version] = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        return None  # new, or not readable: opening it says so better
    return back_up(store, at, Why.MIGRATION) if 0 < version < newest_version() else None


def back_up(store: Path, at: datetime, why: Why) -> Backup:
    """Copy the store as it is now, verify the copy, and only then give it its name.

    It reads one snapshot on a connection of its own, so that neither answers nor imports wait for it. Blocking: call
    it in a thread.

    Raises:
        StoreUnusable: the store is damaged.
        BackupFailed: there is no store, it cannot be read, the disk is full, or the copy is not what it should be.
    """
    if not store.exists():
        raise BackupFailed(f"There is no store at {store}: set OSTBOT_DATABASE to where it is, or start ostbot once.")
    folder = folder_of(store)
    target, at = _unused(folder, f"{store.stem}.{{}}.{why}.sqlite3", at)
    begun = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        begun.unlink(missing_ok=True)
        with closing(opened(store)) as source, closing(sqlite3.connect(begun, isolation_level=None)) as copy:
            source.execute("BEGIN")
            counted = _counts(source)
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        if (wrong := fault(begun)) or counted != _counts_of(begun):
            raise BackupFailed(f"The backup of {store} came out wrong ({wrong or 'rows are missing'}): check the disk.")
        _to_disk(begun)
        begun.replace(target)
        _to_disk(folder)
    except (sqlite3.Error, OSError) as error:
        if isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode in _DAMAGED:
            raise unusable(store, error) from error
        raise BackupFailed(
            f"No backup could be written to {folder} ({error}): check the space and the rights."
        ) from error
    finally:
        if folder.is_dir():
            begun.unlink(missing_ok=True)
    return Backup(target, at, why, target.stat().st_size)


def _unused(folder: Path, name: str, at: datetime) -> tuple[Path, datetime]:
    """The file called *name* for the first second from *at* on that no file has: what is kept is never written over."""
    while (path := folder / name.format(at.astimezone(UTC).strftime(_STAMP))).exists():
        at += timedelta(seconds=1)
    return path, at


def restore(store: Path, backup: Path, at: datetime) -> Path | None:
    """Put *backup* in the place of *store*; what stood there is kept beside it and its path returned.

    A backup has forgotten what was sent after it was made, so the restored store remembers when it was restored: what
    was due before then is looked for in its channel before it is sent.

    Raises:
        NoBackup: *backup* is no sound store of this or an older ostbot.
        StoreUnusable: another program has the store open.
    """
    store, backup = store.absolute(), backup.absolute()
    if wrong := fault(backup):
        raise NoBackup(f"{backup} cannot be restored ({wrong}): choose another backup; the store was not touched.")
    fresh, aside = store.with_suffix(".restoring"), None
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, fresh)
        with closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
            copy.execute("INSERT OR REPLACE INTO fact VALUES ('restored', ?)", (str(int(at.timestamp())),))
        _to_disk(fresh)
        if store.exists():
            _alone(store)
            aside, _ = _unused(store.parent, f"{store.stem}.{{}}.replaced{store.suffix}", at)
            for beside in ("", *_BESIDE):
                old = store.with_name(store.name + beside)
                if old.exists():
                    shutil.copyfile(old, aside.with_name(aside.name + beside))
            for beside in _BESIDE:  # a log that belongs to another file would be read into this one
                store.with_name(store.name + beside).unlink(missing_ok=True)
        fresh.replace(store)
        _to_disk(store.parent)
    except OSError as error:
        raise NoBackup(f"{backup} could not be put in place ({error}): check the space and the rights.") from error
    finally:
        fresh.unlink(missing_ok=True)
    return aside


def _alone(store: Path) -> None:
    """Make sure that no other program has the store open; what cannot be read at all has no readers either.

    SQLite leaves the write-ahead mode only for somebody who is alone with the file.
    """
    try:
        with closing(sqlite3.connect(store, isolation_level=None, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise unusable(store, error) from error
    except sqlite3.DatabaseError:
        return  # damaged: that is what backups are for


def fault(path: Path) -> str | None:
    """What is wrong with the store at *path*; ``None`` when it is sound."""
    if not path.is_file():
        return "it is a folder" if path.is_dir() else "there is no such file"
    try:
        with closing(opened(path)) as connection:
            [version] = connection.execute("PRAGMA user_version").fetchone()
            sound = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        return str(error)
    if sound != ["ok"]:
        return str(sound[0])
    if dangling is not None:
        return f"a row of {dangling[0]} refers to nothing"
    if not 0 < version <= newest_version():
        return f"it is at version {version}, this ostbot knows 1 to {newest_version()}"
    return None


def newest_version() -> int:
    """The version to which this ostbot brings a store."""
    return max(number for number, _ in steps())


def _counts_of(path: Path) -> dict[str, int]:
    with closing(opened(path)) as connection:
        return _counts(connection)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608  # names from the schema
        for table in tables
    }


def opened(path: Path) -> sqlite3.Connection:
    """A connection to the store at *path* that only reads."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _to_disk(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    if os.name != "posix":  # elsewhere a folder cannot be opened, and a rename is durable by itself
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
