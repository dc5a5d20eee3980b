"""Looking a store over without changing it, whether the bot runs or not."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.backup import fault, opened
from db.connection import StoreUnusable, unusable

_COUNTED = {"dramas": "drama", "tracks": "track", "charts": "chart", "schedules": "schedule", "parties": "party"}
_NEWEST = (
    "SELECT chart.title, issue.end_date FROM issue JOIN chart ON chart.id = issue.chart"
    " WHERE issue.current AND chart.of IS NULL ORDER BY issue.end_date DESC, chart.id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A sound store: its version and that of SQLite, its *size* and the space that is *free* beside it in bytes, how
    much it holds, and the newest issue of any chart."""

    version: int
    sqlite: str
    size: int
    free: int
    counts: dict[str, int]
    newest: tuple[str, str] | None


def examine(store: Path) -> Examined:
    """What the store at *store* is like. Blocking: every page of it is read.

    Raises:
        StoreUnusable: there is none, or it is damaged.
    """
    if not store.is_file():
        raise StoreUnusable(f"There is no store at {store}: set OSTBOT_DATABASE to where it is, or start ostbot once.")
    try:
        with closing(opened(store)) as connection:
            [version] = connection.execute("PRAGMA user_version").fetchone()
            if wrong := fault(store):
                raise StoreUnusable(
                    f"The store {store} is not sound ({wrong}): put a backup in its place with ostbot restore."
                )
            counts = {
                what: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own words
                for what, table in _COUNTED.items()
            }
            newest = connection.execute(_NEWEST).fetchone()
        free = shutil.disk_usage(store.absolute().parent).free
        return Examined(version, sqlite3.sqlite_version, store.stat().st_size, free, counts, newest)
    except (sqlite3.Error, OSError) as error:
        raise unusable(store, error) from error
