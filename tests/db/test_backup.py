"""Every backup is verified before it is kept, and restoring takes one command."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keeper import Keeper
from bot.opening import open_store
from core.backups import Backup, Why, due, superfluous
from core.values import GuildId
from db.backup import BackupFailed, NoBackup, back_up, folder_of, listed, restore
from db.connection import StoreUnusable
from db.facts import FactRows
from db.guilds import GuildRows
from db.store import Store

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


async def say(store: Store, value: str) -> None:
    async with store.writing() as connection:
        await connection.execute("INSERT OR REPLACE INTO fact VALUES ('said', ?)", (value,))


def said(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT value FROM fact WHERE name = 'said'").fetchone()[0])


async def test_a_backup_holds_what_was_committed_and_the_store_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "ostbot.sqlite3"
    async with Store.open(path) as store:
        await say(store, "before")
        made = await asyncio.to_thread(back_up, path, NOON, Why.BY_HAND)
        await say(store, "after")
    assert said(made.path) == "before"
    assert said(path) == "after"
    assert listed(path) == [made]
    assert [each.name for each in folder_of(path).iterdir()] == [made.path.name], "nothing half made stays"


async def test_two_backups_in_one_second_are_both_kept(tmp_path: Path) -> None:
    """As when a migration is killed and begun again at once: the older one holds what nobody else has."""
    path = tmp_path / "ostbot.sqlite3"
    async with Store.open(path) as store:
        made = []
        for word in ("first", "second"):
            await say(store, word)
            made.append(await asyncio.to_thread(back_up, path, NOON, Why.MIGRATION))
    assert [said(each.path) for each in made] == ["first", "second"]
    assert {each.path for each in listed(path)} == {each.path for each in made}


async def test_a_backup_in_the_middle_of_a_storm_of_answers_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "ostbot.sqlite3"
    async with Store.open(path) as store:
        shelf = store.shelf(GuildRows)

        async def answer(number: int) -> None:
            async with shelf.writing() as rows:
                settings = await rows.settings(GuildId(number))
                await rows.keep(settings)

        async with asyncio.TaskGroup() as group:
            for number in range(1, 400):
                group.create_task(answer(number))
            made = await asyncio.to_thread(back_up, path, NOON, Why.DAILY)
        with closing(sqlite3.connect(made.path)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with closing(sqlite3.connect(path)) as whole:
            assert whole.execute("SELECT count(*) FROM guild").fetchone() == (399,)


async def test_restoring_brings_the_day_back_keeps_what_stood_there_and_remembers_when(tmp_path: Path) -> None:
    path = tmp_path / "ostbot.sqlite3"
    async with Store.open(path) as store:
        await say(store, "yesterday")
        made = await asyncio.to_thread(back_up, path, NOON, Why.DAILY)
        await say(store, "today")
    aside = restore(path, made.path, NOON + timedelta(days=1))
    assert aside is not None
    assert (said(path), said(aside)) == ("yesterday", "today")
    async with open_store(path, lambda: NOON) as store, store.shelf(FactRows).reading() as facts:
        assert await facts.get("restored") == str(int((NOON + timedelta(days=1)).timestamp()))


async def test_a_store_in_use_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "ostbot.sqlite3"
    async with Store.open(path) as store:
        await say(store, "mine")
        made = await asyncio.to_thread(back_up, path, NOON, Why.DAILY)
        await say(store, "newer")
        with pytest.raises(StoreUnusable, match="stop the other ostbot"):
            await asyncio.to_thread(restore, path, made.path, NOON)
        await say(store, "newest")
    assert said(path) == "newest"


async def test_a_broken_store_is_replaced_and_its_old_log_is_never_read_into_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "ostbot.sqlite3"
    async with Store.open(path) as store:
        await say(store, "good")
        made = await asyncio.to_thread(back_up, path, NOON, Why.DAILY)
    path.write_bytes(b"this was a database once" * 100)
    path.with_name(path.name + "-wal").write_bytes(b"stale" * 100)
    aside = restore(path, made.path, NOON)
    assert said(path) == "good"
    assert aside is not None
    assert aside.read_bytes().startswith(b"this was")


@pytest.mark.parametrize("what", ["missing", "text", "cut off", "of another program", "too new"])
async def test_what_is_no_sound_backup_is_refused_and_the_store_stays(tmp_path: Path, what: str) -> None:
    path = tmp_path / "ostbot.sqlite3"
    async with Store.open(path) as store:
        await say(store, "mine")
        made = (await asyncio.to_thread(back_up, path, NOON, Why.DAILY)).path
    match what:
        case "missing":
            made.unlink()
        case "text":
            made.write_text("hello")
        case "cut off":
            made.write_bytes(made.read_bytes()[:-8192])
        case "of another program":
            made.unlink()
            with closing(sqlite3.connect(made)) as other:
                other.execute("CREATE TABLE x (y)")
        case _:
            with closing(sqlite3.connect(made)) as newer:
                newer.execute("PRAGMA user_version = 9999")
    with pytest.raises(NoBackup) as refused:
        restore(path, made, NOON)
    assert str(refused.value).endswith("the store was not touched.")
    assert said(path) == "mine"


async def test_what_an_older_ostbot_wrote_is_backed_up_before_it_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ostbot.sqlite3"
    with monkeypatch.context() as older:
        older.setattr("db.migrate.steps", lambda: all_steps()[:1])
        async with Store.open(path) as store:
            assert store.version == 1
            await say(store, "old")
    async with open_store(path, lambda: NOON) as store:
        assert store.version > 1
    (kept,) = listed(path)
    assert (kept.why, said(kept.path)) == (Why.MIGRATION, "old")
    async with open_store(path, lambda: NOON):
        assert listed(path) == [kept], "an up to date store needs none"


def all_steps() -> list[tuple[int, str]]:
    from db import migrate  # noqa: PLC0415 - the real function, while its name is replaced

    return STEPS or migrate.steps()


STEPS: list[tuple[int, str]] = []


@pytest.fixture(autouse=True)
def _the_real_steps() -> None:
    from db.migrate import steps  # noqa: PLC0415 - before a test replaces it

    STEPS[:] = steps()


async def test_a_disk_without_room_is_said_in_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ostbot.sqlite3"
    async with Store.open(path) as store:
        await say(store, "mine")
    folder_of(path).write_text("a file where the folder should be")
    with pytest.raises(BackupFailed, match="No backup could be written"):
        back_up(path, NOON, Why.DAILY)
    assert said(path) == "mine"


def daily(*days_ago: float) -> list[Backup]:
    return [Backup(Path(f"{ago}"), NOON - timedelta(days=ago), Why.DAILY, 1) for ago in sorted(days_ago, reverse=True)]


def test_a_backup_is_due_once_a_day() -> None:
    assert due([], NOON)
    assert due(daily(1.0), NOON)
    assert not due(daily(0.9), NOON)
    assert due([Backup(Path("m"), NOON, Why.MIGRATION, 1)], NOON)


def weeks(backups: list[Backup]) -> set[tuple[int, int]]:
    return {each.at.isocalendar()[:2] for each in backups}


@given(st.sets(st.floats(0, 400), max_size=60))
def test_seven_days_and_four_weeks_are_kept_never_the_newest_lost(days: set[float]) -> None:
    made = daily(*days)
    kept = [each for each in made if each not in superfluous(made)]
    assert len(kept) <= 11
    assert kept[-1:] == made[-1:]
    assert len({each.at.date() for each in kept}) >= min(7, len({each.at.date() for each in made}))
    assert len(weeks(kept)) >= min(4, len({each.at.isocalendar()[:2] for each in made}))


def test_what_somebody_asked_for_is_never_thrown_away() -> None:
    asked = [Backup(Path(str(n)), NOON - timedelta(days=n), why, 1) for n in range(40) for why in Why]
    assert {each.why for each in superfluous(asked)} == {Why.DAILY}


async def test_the_keeper_lets_old_daily_backups_go(tmp_path: Path) -> None:
    path = tmp_path / "ostbot.sqlite3"
    async with Store.open(path):
        pass
    for day in range(20):
        await Keeper(path, lambda at=NOON + timedelta(days=day): at).back_up(Why.DAILY)  # type: ignore[misc]  # a frozen clock
    assert 7 <= len(listed(path)) <= 10
