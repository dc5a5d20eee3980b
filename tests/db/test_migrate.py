"""Migrations: a step is taken with its number or not at all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import migrate as migrations
from db.connection import connect
from db.migrate import StoreTooNew, migrate, steps
from db.store import Store

SECOND = """
CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO shelf VALUES (1, 'a;b');   -- a semicolon inside a text ends no statement
CREATE TRIGGER kept BEFORE DELETE ON shelf BEGIN
    SELECT raise(ABORT, 'kept; always');
END;
ALTER TABLE guild ADD COLUMN colour INTEGER
"""
BROKEN = """
CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT;
INSERT INTO fact VALUES ('half', 'done');
INSERT INTO nowhere VALUES (1);
CREATE TABLE rest (id INTEGER PRIMARY KEY) STRICT;
"""


def ship(monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    """Let the program know further migrations."""
    known = steps()
    numbered = [(len(known) + number, sql) for number, sql in enumerate(more, 1)]
    monkeypatch.setattr(migrations, "steps", lambda: [*known, *numbered])


def state(path: Path) -> tuple[int, list[tuple[str, str]], list[tuple[str, str]]]:
    """Version, schema and facts of a store."""
    with closing(sqlite3.connect(path)) as connection:
        ((version,),) = connection.execute("PRAGMA user_version")
        schema = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
        return version, schema, connection.execute("SELECT * FROM fact").fetchall()


async def bring_up(path: Path) -> int:
    async with Store.open(path) as store:
        return store.version


def test_the_shipped_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in steps()] == list(range(1, len(steps()) + 1))


async def test_running_it_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    assert await bring_up(path) == len(steps())
    before = state(path)
    assert await bring_up(path) == len(steps())
    assert state(path) == before


async def test_step_by_step_comes_to_the_same_as_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await bring_up(tmp_path / "stepwise")
    ship(monkeypatch, SECOND)
    await bring_up(tmp_path / "stepwise")
    await bring_up(tmp_path / "fresh")
    assert state(tmp_path / "stepwise") == state(tmp_path / "fresh")
    assert state(tmp_path / "fresh")[0] == len(steps()) + 1


async def test_statements_are_told_apart_as_sqlite_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ship(monkeypatch, SECOND)
    await bring_up(tmp_path / "store")
    with closing(sqlite3.connect(tmp_path / "store")) as connection:
        assert connection.execute("SELECT name FROM shelf").fetchall() == [("a;b",)]
        with pytest.raises(sqlite3.IntegrityError, match="kept; always"):
            connection.execute("DELETE FROM shelf")
        connection.execute("SELECT colour FROM guild")


async def test_a_store_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    await bring_up(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9000")
    before = state(path)
    with pytest.raises(StoreTooNew, match=r"9000.*update ostbot"):
        await bring_up(path)
    assert state(path) == before


async def test_a_failing_migration_leaves_the_version_before_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.sqlite3"
    await bring_up(path)
    before = state(path)
    ship(monkeypatch, BROKEN)
    connection = await connect(path)
    try:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            await migrate(connection)
        assert not connection.in_transaction
    finally:
        await connection.close()
    assert state(path) == before


async def test_of_two_steps_the_first_stays_when_the_second_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.sqlite3"
    await bring_up(path)
    ship(monkeypatch, SECOND, BROKEN)
    with pytest.raises(Exception, match="nowhere"):
        await bring_up(path)
    version, schema, _ = state(path)
    assert version == len(steps()) + 1
    assert "shelf" in dict(schema)
    assert "half" not in dict(schema)


def test_every_table_of_the_store_is_strict() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for _, sql in steps():
            connection.executescript(sql)
        loose = [
            name
            for _, name, kind, _, _, strict in connection.execute("PRAGMA table_list")
            if kind == "table" and not strict and not name.startswith("sqlite_")
        ]
    assert loose == []
