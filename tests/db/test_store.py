"""The store keeps its word: durable when it says so, all or nothing, and nobody pays for another's mistake."""

import asyncio
import os
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import Refusal
from db.connection import StoreUnusable
from db.store import Store
from db.trouble import StoreBusy

LONG = """
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 2000000) SELECT count(*) FROM numbers
"""
SET = "INSERT OR REPLACE INTO fact VALUES (?, ?)"


async def note(store: Store, name: str, value: str = "x", *, hold: asyncio.Event | None = None) -> None:
    """One unit that keeps a fact, and waits inside for *hold*."""
    async with store.writing() as connection:
        await connection.execute(SET, (name, value))
        if hold is not None:
            await hold.wait()


async def fail(store: Store, name: str) -> None:
    """One unit that writes and then breaks."""
    async with store.writing() as connection:
        await connection.execute(SET, ("another", "x"))
        await connection.execute(SET, (name, "x"))
        raise ValueError(name)


def kept(store: Store | Path) -> set[str]:
    """The facts that another process sees: what is committed, and nothing else."""
    path = store if isinstance(store, Path) else store.path
    with closing(sqlite3.connect(path)) as other:
        return {name for (name,) in other.execute("SELECT name FROM fact")}


def names(prefix: str, count: int) -> Iterable[str]:
    return (f"{prefix}{number}" for number in range(count))


async def queued(store: Store, count: int) -> None:
    """Wait until *count* units stand in line."""
    while store._waiting < count:
        await asyncio.sleep(0)


async def usable(store: Store) -> None:
    """Nothing is left open, and the next unit is durable."""
    assert store._batch is None
    assert not store._writer.in_transaction
    assert not store._turn.locked()
    async with asyncio.timeout(5):
        await note(store, "afterwards")
    assert "afterwards" in kept(store)


async def test_what_is_acknowledged_is_on_disk(store: Store) -> None:
    await note(store, "a")
    assert kept(store) == {"a"}


async def test_units_that_queue_up_share_commits(store: Store) -> None:
    commits: list[str] = []
    await store._writer.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
    hold = asyncio.Event()
    first = asyncio.create_task(note(store, "first", hold=hold))
    others = [asyncio.create_task(note(store, name)) for name in names("n", 200)]
    await queued(store, 200)
    hold.set()
    await asyncio.gather(first, *others)
    assert kept(store) == {"first", *names("n", 200)}
    assert len(commits) < 5


async def test_nobody_is_told_saved_before_the_shared_commit(store: Store) -> None:
    hold = asyncio.Event()
    first = asyncio.create_task(note(store, "first"))
    second = asyncio.create_task(note(store, "second", hold=hold))
    await queued(store, 1)
    await asyncio.sleep(0.1)
    assert not first.done()
    assert kept(store) == set()
    hold.set()
    await asyncio.gather(first, second)
    assert kept(store) == {"first", "second"}


async def test_of_many_at_once_the_failing_take_nothing_with_them(store: Store) -> None:
    good = [note(store, name) for name in names("good", 60)]
    bad = [fail(store, name) for name in names("bad", 60)]
    mixed = [unit for pair in zip(good, bad, strict=True) for unit in pair]
    results = await asyncio.gather(*mixed, return_exceptions=True)
    assert [type(result) for result in results] == [type(None), ValueError] * 60
    assert kept(store) == set(names("good", 60))
    await usable(store)


async def test_an_exception_undoes_everything_of_its_unit_and_reaches_the_caller(store: Store) -> None:
    await note(store, "before", "old")
    with pytest.raises(ValueError, match="before"):
        await fail(store, "before")
    async with store.reading() as connection:
        assert [tuple(row) for row in await connection.execute_fetchall("SELECT * FROM fact")] == [("before", "old")]
    await usable(store)


async def test_a_broken_constraint_is_the_callers_not_the_disks(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        async with store.writing() as connection:
            await connection.execute("INSERT INTO fact VALUES ('a', NULL)")
    await usable(store)


async def test_a_unit_cancelled_inside_leaves_nothing_and_the_others_commit(store: Store) -> None:
    hold = asyncio.Event()
    doomed = asyncio.create_task(note(store, "doomed", hold=hold))
    others = [asyncio.create_task(note(store, name)) for name in names("n", 5)]
    await queued(store, 5)
    doomed.cancel()
    results = await asyncio.gather(doomed, *others, return_exceptions=True)
    assert isinstance(results[0], asyncio.CancelledError)
    assert results[1:] == [None] * 5
    assert kept(store) == set(names("n", 5))
    await usable(store)


async def test_when_the_last_in_line_is_cancelled_at_its_turn_the_commit_left_to_it_still_happens(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = asyncio.Event()
    first = asyncio.create_task(note(store, "first", hold=hold))
    last = asyncio.create_task(note(store, "last"))
    await queued(store, 1)
    release = store._turn.release

    def release_and_cancel() -> None:
        release()
        last.cancel()

    monkeypatch.setattr(store._turn, "release", release_and_cancel)
    hold.set()
    async with asyncio.timeout(5):
        await first
        with pytest.raises(asyncio.CancelledError):
            await last
    monkeypatch.undo()
    assert kept(store) == {"first"}
    await usable(store)


async def test_cancelled_at_any_moment_nothing_is_left_open(store: Store) -> None:
    """Cancels a unit at every turn of the loop that its life has, alone and in company."""
    for turns in range(40):
        for company in (0, 2):
            unit = asyncio.create_task(note(store, f"unit{turns}"))
            others = [asyncio.create_task(note(store, f"other{turns}-{number}")) for number in range(company)]
            for _ in range(turns):
                await asyncio.sleep(0)
            unit.cancel()
            async with asyncio.timeout(5):
                results = await asyncio.gather(unit, *others, return_exceptions=True)
            assert results[1:] == [None] * company
            if results[0] is None:
                assert f"unit{turns}" in kept(store)
            assert {f"other{turns}-{number}" for number in range(company)} <= kept(store)
            assert not store._writer.in_transaction
            assert store._batch is None
    await usable(store)


async def test_cancelled_while_the_transaction_begins_nothing_is_left_open(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    begin = store._begin

    async def slowly(asked: float) -> object:
        batch = await begin(asked)
        begun.set()
        await go_on.wait()
        return batch

    monkeypatch.setattr(store, "_begin", slowly)
    unit = asyncio.create_task(note(store, "doomed"))
    await begun.wait()
    unit.cancel()
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await unit
    monkeypatch.undo()
    assert kept(store) == set()
    await usable(store)


async def test_a_reader_sees_commits_only_and_never_waits(store: Store) -> None:
    hold = asyncio.Event()
    unit = asyncio.create_task(note(store, "a", hold=hold))
    while store._batch is None:
        await asyncio.sleep(0)
    async with asyncio.timeout(1), store.reading() as connection:
        assert await connection.execute_fetchall("SELECT * FROM fact") == []
    hold.set()
    await unit
    async with store.reading() as connection:
        assert len(list(await connection.execute_fetchall("SELECT * FROM fact"))) == 1


async def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(StoreUnusable, match="readonly"):
        async with store.reading() as connection:
            await connection.execute(SET, ("a", "b"))


async def test_a_full_disk_is_told_in_a_sentence_loses_nothing_and_heals_without_a_restart(store: Store) -> None:
    await note(store, "before")
    ((pages,),) = await store._writer.execute_fetchall("PRAGMA page_count")
    await store._writer.execute_fetchall(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreBusy, match="nothing was changed"):
        await note(store, "large", "x" * 100_000)
    assert kept(store) == {"before"}
    async with store.reading() as connection:  # answers go on
        assert len(list(await connection.execute_fetchall("SELECT * FROM fact"))) == 1
    await note(store, "small")  # what fits is kept still
    await store._writer.execute_fetchall("PRAGMA max_page_count = 1073741823")
    await note(store, "large", "x" * 100_000)
    assert kept(store) == {"before", "small", "large"}
    await usable(store)


async def test_on_a_full_disk_each_unit_of_a_batch_is_kept_or_refused_never_half(store: Store) -> None:
    ((pages,),) = await store._writer.execute_fetchall("PRAGMA page_count")
    await store._writer.execute_fetchall(f"PRAGMA max_page_count = {pages + 3}")
    units = [note(store, name, "x" * 3_000) for name in names("n", 30)]
    results = await asyncio.gather(*units, return_exceptions=True)
    saved = {name for name, result in zip(names("n", 30), results, strict=True) if result is None}
    assert all(result is None or isinstance(result, StoreBusy) for result in results)
    assert any(isinstance(result, StoreBusy) for result in results)
    assert kept(store) == saved
    await store._writer.execute_fetchall("PRAGMA max_page_count = 1073741823")
    await usable(store)


async def test_while_another_program_holds_the_store_a_write_is_refused_and_later_goes_through(store: Store) -> None:
    await store._writer.execute_fetchall("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        results = await asyncio.gather(*(note(store, name) for name in names("n", 3)), return_exceptions=True)
        assert [type(result) for result in results] == [StoreBusy] * 3
        other.execute("ROLLBACK")
    assert kept(store) == set()
    await usable(store)


async def test_those_who_wait_while_another_programs_lock_is_waited_for_do_not_wait_for_it_again(store: Store) -> None:
    await store._writer.execute_fetchall("PRAGMA busy_timeout = 400")
    tries: list[str] = []
    await store._writer.set_trace_callback(tries.append)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        results = await asyncio.gather(*(note(store, name) for name in names("n", 20)), return_exceptions=True)
        assert [type(result) for result in results] == [StoreBusy] * 20
        assert len(tries) == 1, "one has tried for all"
        other.execute("ROLLBACK")
    await store._writer.set_trace_callback(None)  # type: ignore[arg-type]  # aiosqlite's own type is too narrow
    await usable(store)


async def test_whoever_runs_the_bot_is_told_once_of_trouble_and_once_that_it_is_over(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    ((pages,),) = await store._writer.execute_fetchall("PRAGMA page_count")
    await store._writer.execute_fetchall(f"PRAGMA max_page_count = {pages}")
    for name in names("large", 3):
        with pytest.raises(StoreBusy):
            await note(store, name, "x" * 100_000)
    await store._writer.execute_fetchall("PRAGMA max_page_count = 1073741823")
    await note(store, "large", "x" * 100_000)
    await note(store, "small")
    told = [(record.levelname, record.message) for record in caplog.records if record.name == "ostbot.store"]
    assert told == [
        ("CRITICAL", "the store cannot be written: database or disk is full (SQLITE_FULL)"),
        ("WARNING", "the store takes writes again"),
    ]
    assert str(store.path) not in caplog.text


async def refused(path: Path) -> str:
    """The one sentence that opening *path* is refused with."""
    with pytest.raises(Refusal) as refusal:
        async with Store.open(path):
            pass
    text = str(refusal.value)
    assert str(path) in text
    assert "\n" not in text
    return text


async def test_a_new_store_that_another_program_holds_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.connection._pragmas", lambda *, readonly: ("busy_timeout = 50",))
    path = tmp_path / "store.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        assert "locked by another program" in await refused(path)


@pytest.mark.parametrize("content", [b"rank,title,artist\n1,a,b\n" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
async def test_a_file_that_is_no_database_is_one_sentence_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.sqlite3"
    path.write_bytes(content)
    assert "not a readable SQLite database" in await refused(path)
    assert path.read_bytes() == content


async def test_a_folder_instead_of_a_file_is_one_sentence(tmp_path: Path) -> None:
    assert "check the path" in await refused(tmp_path)


async def test_a_file_where_a_folder_must_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert "check the path" in await refused(tmp_path / "data" / "store.sqlite3")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_one_may_not_write_to_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    assert "permissions" in await refused(folder / "store.sqlite3")


async def test_the_settings_that_keep_the_promise_are_on(store: Store) -> None:
    for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0)):
        ((found,),) = await store._writer.execute_fetchall(f"PRAGMA {pragma}")
        assert found == value, pragma


async def test_an_old_sqlite_is_named_with_the_one_that_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(StoreUnusable, match=r"3\.37 or newer"):
        async with Store.open(tmp_path / "store.sqlite3"):
            pass


async def test_a_reader_sees_what_any_process_committed(store: Store) -> None:
    await note(store, "a")
    assert await facts(store) == {"a"}
    with pytest.raises(ValueError, match="undone"):
        await fail(store, "undone")
    assert await facts(store) == {"a"}
    with closing(sqlite3.connect(store.path, isolation_level=None)) as another:  # a command line beside the bot
        another.execute(SET, ("b", ""))
    assert await facts(store) == {"a", "b"}


async def test_whatever_is_committed_before_a_question_is_in_its_answer(store: Store) -> None:
    written = 0

    async def write() -> None:
        nonlocal written
        for number in range(1, 101):
            await note(store, f"{number:03}")
            written = number

    async def read() -> None:
        while written < 100:
            least = written
            assert len(await facts(store)) >= least
            await asyncio.sleep(0)

    async with asyncio.timeout(60):
        await asyncio.gather(write(), *(read() for _ in range(5)))
    assert len(await facts(store)) == 100


async def test_a_short_question_waits_for_no_long_one(store: Store) -> None:
    await note(store, "a")
    go_on = threading.Event()
    long = asyncio.ensure_future(store._reader._execute(go_on.wait))  # type: ignore[no-untyped-call]
    await asyncio.sleep(0)  # the thread has its hands full
    try:
        async with asyncio.timeout(5):
            assert await facts(store) == {"a"}
    finally:
        go_on.set()
        await long


async def test_a_long_question_holds_nobody_up(store: Store) -> None:
    async def ask() -> int:
        async with store.reading() as connection:
            ((number,),) = await connection.execute_fetchall(LONG)
        return int(number)

    turns, asked = 0, asyncio.create_task(ask())
    while not asked.done():
        turns += 1
        await asyncio.sleep(0)
    assert asked.result() == 2_000_000
    assert turns > 10


async def test_who_reads_much_gives_way_after_each_read(store: Store) -> None:
    others = 0

    async def other() -> None:
        nonlocal others
        while True:
            others += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    for _ in range(50):
        await facts(store)
    task.cancel()
    assert others >= 50


async def facts(store: Store) -> set[str]:
    async with store.reading() as connection:
        return {row["name"] for row in await connection.execute_fetchall("SELECT name FROM fact")}
