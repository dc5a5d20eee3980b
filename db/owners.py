"""Whose a folder is: a lock that ends with the process that took it, on every system, since it is SQLite's."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_MARK = "owner"


@contextmanager
def owned(folder: Path) -> Iterator[None]:
    """*folder* is ours while the block lasts and our process lives."""
    mark = sqlite3.connect(folder / _MARK, isolation_level=None)
    with closing(mark):
        mark.execute("BEGIN EXCLUSIVE")
        yield


def is_owned(folder: Path) -> bool:
    """Whether the process whose *folder* is still lives."""
    try:
        with closing(sqlite3.connect(folder / _MARK, isolation_level=None, timeout=0)) as mark:
            mark.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        return error.sqlite_errorcode == sqlite3.SQLITE_BUSY
    return False
