"""When the machine lets the store down: every command says the truth, nothing is half done, it heals."""

import asyncio
import resource
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from typing import Any

import pytest

from tests.wire.evening import Evening, Message, eventually
from tests.wire.hours import make_channel
from tests.wire.parties import board_with, party
from tests.wire.test_data import CHART, WEEK_1
from tests.wire.test_killed import bot_process

REFUSED = "The store cannot be written just now, so nothing was changed"
KOREAN = "지금은 제 저장소를 쓸 수 없어 바뀐 것이 없습니다"
SATURDAY: dict[str, Any] = {"day": "Saturday", "time": "20:00", "zone": "Asia/Seoul"}


async def planned(quiet: Evening) -> Message:
    """A party to answer to, and a channel in which managers are told; the board."""
    await make_channel(quiet, "managers", "text")
    await quiet.ask("setup", by="Hana", managers=quiet.channels["managers"])
    return await party(quiet)


@asynccontextmanager
async def another_process(quiet: Evening) -> AsyncIterator[int]:
    """The bot in a process of its own; its id."""
    process = await bot_process(quiet, "never")
    try:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


@contextmanager
def full_disk(process: int) -> Iterator[None]:
    """No file of *process* grows: the disk takes nothing more."""
    limits = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, limits)


def count(quiet: Evening, table: str) -> int:
    """The rows that are on disk."""
    with closing(sqlite3.connect(f"{quiet.database.as_uri()}?mode=ro", uri=True)) as store:
        ((found,),) = store.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own words
        return int(found)


async def told_managers(quiet: Evening, words: str) -> list[Message]:
    """What the managers were told, once they were told *words*."""

    async def told() -> list[Message]:
        return [each for each in await quiet.posts("managers") if words in each.text]

    return await eventually(told, patience=30)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes a limit from another process")
async def test_on_a_full_disk_writes_are_refused_reads_go_on_and_it_heals_without_a_restart(quiet: Evening) -> None:
    async with quiet.bot():
        board = await planned(quiet)
    tables = ("answer", "schedule", "issue", "song")
    async with another_process(quiet) as process:
        preview = (
            await quiet.ask(
                "data import", by="Hana", files={"file": ("week.csv", WEEK_1)}, chart=CHART, week="2024-07-18"
            )
        ).message
        before = [count(quiet, table) for table in tables]
        with full_disk(process):
            answers = await asyncio.gather(
                quiet.ask("party rsvp", by="Mina", party=1, answer="going"),
                quiet.press("Going", board, by="Junho"),
                quiet.ask("schedule add", by="Hana", channel=quiet.channels["charts"], **SATURDAY),
                quiet.press("Publish", preview, by="Hana"),
            )
            refusals = (REFUSED, KOREAN, KOREAN, KOREAN)  # Junho and Hana read Korean
            assert all(words in each.text for words, each in zip(refusals, answers, strict=True)), answers
            assert "Sudden Shower" in (await quiet.ask("ost search", query="sudden shower")).text
            assert "Rain night" in (await quiet.ask("party show", party=1)).text
            assert (await quiet.ask("chart top")).state == "answered"
            assert [count(quiet, table) for table in tables] == before
        assert "You're in" in (await quiet.ask("party rsvp", by="Mina", party=1, answer="going")).text
        assert "참가 신청되었습니다" in (await quiet.press("Going", board, by="Junho")).text
        assert "3 rows, 2 K-drama OSTs" in (await quiet.press("Publish", preview, by="Hana")).text, (
            "the preview is kept"
        )
        assert "Sudden Shower" in (await quiet.ask("chart top", chart=CHART)).text
        await board_with(quiet, f"<@{quiet.members['Junho']}>")
        assert len(await told_managers(quiet, "I could not save everything that was asked here")) == 1
        await quiet.advance(minutes=10)
        await asyncio.sleep(1)  # time enough for a second notice of the bot, which lives in another process
        assert len(await told_managers(quiet, "I could not save")) == 1


async def test_while_another_program_holds_the_store_everybody_is_refused_in_time_and_reads_go_on(
    night: Evening,
) -> None:
    board = await planned(night)
    fans = ("Mina", "Junho", "Grace")
    with closing(sqlite3.connect(night.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answers = await asyncio.gather(
            *(night.press("Going", board, by=fan) for fan in fans),
            *(night.ask("party rsvp", by=fan, party=1, answer="maybe") for fan in fans),
            night.ask("schedule add", by="Hana", channel=night.channels["charts"], **SATURDAY),
        )
        refusals = (*(REFUSED, KOREAN, REFUSED) * 2, KOREAN)
        assert all(words in each.text for words, each in zip(refusals, answers, strict=True)), answers
        assert "Sudden Shower" in (await night.ask("ost search", query="sudden shower")).text
        assert "Rain night" in (await night.ask("party show", party=1)).text
        other.execute("ROLLBACK")
    assert count(night, "answer") == 0
    assert count(night, "schedule") == 0
    assert "You're in" in (await night.press("Going", board, by="Mina")).text
    night.client.wake()
    assert len(await told_managers(night, "I could not save everything that was asked here")) == 1


def damage(quiet: Evening, table: str) -> None:
    """Write nonsense over the page at which *table* begins."""
    with closing(sqlite3.connect(quiet.database)) as store:
        ((page,),) = store.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
        ((size,),) = store.execute("PRAGMA page_size")
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with quiet.database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


async def test_a_damaged_page_is_told_as_what_it_is_and_what_does_not_need_it_goes_on(
    quiet: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    async with quiet.bot():
        board = await planned(quiet)
    damage(quiet, "answer")
    async with quiet.bot():
        english, korean = "A part of my store is damaged", "제 저장소의 일부가 손상되어"
        for answer, words in (
            (await quiet.press("Going", board, by="Mina"), english),
            (await quiet.ask("party rsvp", by="Junho", party=1, answer="going"), korean),
            (await quiet.ask("party show", party=1), english),
        ):
            assert words in answer.text, answer.text
            assert str(quiet.database) not in answer.text
        assert "Sudden Shower" in (await quiet.ask("ost search", query="sudden shower")).text
        added = await quiet.ask("schedule add", by="Hana", channel=quiet.channels["charts"], **SATURDAY)
        assert "Saturday" in added.text
        assert count(quiet, "schedule") == 1
        quiet.client.wake()
        assert len(await told_managers(quiet, "A part of my store is damaged")) == 1
        logged = [record for record in caplog.records if record.name == "ostbot.store"]
        assert [record.levelname for record in logged] == ["CRITICAL"], [record.message for record in logged]
