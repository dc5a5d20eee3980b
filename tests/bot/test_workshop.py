"""Big imports through a process of their own: the same figures, all of them or none, and a word meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import bot.workshop
from bench.imports import typed
from bot import console
from bot.clock import machine
from bot.opening import open_rooms
from bot.workshop import AnotherImport
from core.charts.imports import Import, Progress
from core.charts.naming import chart_of
from core.charts.parcels import BIG, ChartFile, WorkerLost
from core.charts.publishing import Overtaken
from core.charts.readers import BadFile, Limits, read
from core.rooms import Rooms
from core.values import ChartKey, SongId
from db.charts import ChartRows
from db.store import Store

KEY = ChartKey("made-us-weekly")
WEEKS = 40
MANY = Limits(bytes=1 << 30, rows=1_000_000)


def big(weeks: int = WEEKS) -> ChartFile:
    """A file that is worth a process of its own."""
    data = typed(weeks)
    assert len(data) > BIG
    return ChartFile("made.csv", data, MANY)


async def bring(rooms: Rooms, file: ChartFile, progress: Progress = lambda _done, _all: None) -> Import:
    """Import *file*."""
    return await rooms.imports.bring_in(file, chart_of(KEY), progress=progress)


async def told(rooms: Rooms) -> list[tuple[Any, ...]]:
    """Everything the chart says, whatever numbers its songs have."""
    return [
        (end, listed, replace(figures, entry=replace(figures.entry, song=SongId(0))))
        async for end, figures, listed in rooms.charts.export(KEY)
    ]


def folders(folder: Path) -> int:
    """Folders of parcels that lie there."""
    return len(list(folder.glob(f"{bot.workshop.FOLDER}*")))


async def left(folder: Path) -> tuple[int, ...]:
    """Rows of every kind that the store holds of the chart, and folders of parcels."""
    async with Store.open(folder / "ostbot.sqlite3") as store, store.reading() as connection:
        counts = [
            (await connection.execute_fetchall(sql))
            for sql in (
                "SELECT count(*) FROM chart WHERE key LIKE 'made%'",
                "SELECT count(*) FROM issue WHERE chart IN (SELECT id FROM chart WHERE key LIKE 'made%')",
                "SELECT count(*) FROM song WHERE title LIKE 'Song %' AND artist LIKE 'Artist %'",
                "SELECT count(*) FROM song_key WHERE key LIKE 'song %'",
            )
        ]
    return (
        *(int(next(iter(rows))[0]) for rows in counts),
        folders(folder),
    )


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[asyncio.subprocess.Process]:
    """The processes that the workshop started, as they start; a parcel holds few issues, so that several come."""
    processes: list[asyncio.subprocess.Process] = []
    real: Callable[..., Any] = asyncio.create_subprocess_exec

    async def noted(*words: Any, **options: Any) -> asyncio.subprocess.Process:
        processes.append(await real(*words, **options))
        return processes[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    return processes


async def test_a_big_import_gives_the_figures_of_a_small_one(
    tmp_path: Path, started: list[asyncio.subprocess.Process]
) -> None:
    file = big()
    async with open_rooms(tmp_path / "ostbot.sqlite3", machine) as rooms:
        done = await bring(rooms, file)
        again = await bring(rooms, file)
        figures = await told(rooms)
    async with open_rooms(tmp_path / "other.sqlite3", machine) as rooms:
        await rooms.imports.load(read(file.name, file.data, MANY), chart_of(KEY))
        assert await told(rooms) == figures
    assert len(done.loaded) == len(again.unchanged) == WEEKS
    assert again.change is None
    assert len(started) == 2


async def test_weeks_that_come_before_a_history_change_it_as_a_clean_load_would(tmp_path: Path) -> None:
    head, *lines = typed(2 * WEEKS).decode().splitlines(keepends=True)
    late, early = ("".join((head, *part)).encode() for part in (lines[WEEKS * 100 :], lines[: WEEKS * 100]))
    async with open_rooms(tmp_path / "ostbot.sqlite3", machine) as rooms:
        await bring(rooms, ChartFile("late.csv", late, MANY))
        done = await bring(rooms, ChartFile("early.csv", early, MANY))
        figures = await told(rooms)
    assert done.corrections > 0
    async with open_rooms(tmp_path / "other.sqlite3", machine) as rooms:
        await rooms.imports.load(read("all.csv", typed(2 * WEEKS), MANY), chart_of(KEY))
        clean = await told(rooms)
    assert figures == clean


async def test_a_process_that_is_killed_leaves_nothing_and_one_sentence(
    tmp_path: Path, started: list[asyncio.subprocess.Process]
) -> None:
    async with open_rooms(tmp_path / "ostbot.sqlite3", machine) as rooms:
        with pytest.raises(WorkerLost, match=r"stopped half way.*nothing of it was kept\. Try again"):
            await bring(rooms, big(1_500), lambda _done, _all: None if started[0].returncode else started[0].kill())
    assert await left(tmp_path) == (0, 0, 0, 0, 0)


@pytest.mark.alone
async def test_an_import_that_is_cancelled_ends_its_process_and_leaves_nothing(
    tmp_path: Path, started: list[asyncio.subprocess.Process]
) -> None:
    async with open_rooms(tmp_path / "ostbot.sqlite3", machine) as rooms:
        task = asyncio.create_task(bring(rooms, big(1_500), lambda _done, _all: (task.cancel(), None)[1]))
        with pytest.raises(asyncio.CancelledError):
            await task
        assert started[0].returncode not in (None, 0)
        assert await left(tmp_path) == (0, 0, 0, 0, 0)
        done = await bring(rooms, big())
        assert len(done.loaded) == WEEKS


async def test_what_the_process_refuses_is_refused_in_its_words(tmp_path: Path) -> None:
    wrong = ChartFile("made.csv", typed(WEEKS).replace(b",2,Song", b",7,Song", 1), MANY)
    async with open_rooms(tmp_path / "ostbot.sqlite3", machine) as rooms:
        with pytest.raises(BadFile, match="rank 2 is missing"):
            await bring(rooms, wrong)
    assert await left(tmp_path) == (0, 0, 0, 0, 0)


async def test_two_big_imports_at_once_come_in_one_after_the_other(tmp_path: Path) -> None:
    async with open_rooms(tmp_path / "ostbot.sqlite3", machine) as rooms:
        one, other = await asyncio.gather(bring(rooms, big()), bring(rooms, big()))
        assert len(one.loaded) == len(other.unchanged) == WEEKS


async def test_the_command_line_is_told_how_far_a_big_import_is(tmp_path: Path) -> None:
    file = tmp_path / "made.csv"
    file.write_bytes(typed(600))
    seen: list[tuple[int, int]] = []
    await console.bring_in(tmp_path / "ostbot.sqlite3", file, KEY, None, lambda *far: seen.append(far))
    assert len(seen) > 2
    assert all(before[0] <= after[0] for before, after in pairwise(seen))
    assert all(done < total for done, total in seen[:-1])
    assert seen[-1][0] == seen[-1][1] == 1_200


async def test_parcels_of_a_bot_that_was_killed_are_gone_after_its_next_start(tmp_path: Path) -> None:
    orphan = tmp_path / f"{bot.workshop.FOLDER}orphan"
    orphan.mkdir()
    (orphan / "one.parcel").write_bytes(b"half")
    async with open_rooms(tmp_path / "ostbot.sqlite3", machine) as rooms:
        await rooms.imports.clean()
    assert not orphan.exists()


async def test_two_previews_of_two_servers_cannot_take_each_others_numbers(tmp_path: Path) -> None:
    one = read("one.csv", typed(2), MANY)
    async with open_rooms(tmp_path / "ostbot.sqlite3", machine) as rooms:
        plans = await rooms.imports.plan(one[:1], chart_of(KEY))
        others = await rooms.imports.plan(one[1:], chart_of(ChartKey("made-kr-weekly")))
        await rooms.imports.publish(plans)
        with pytest.raises(Overtaken, match="import it again"):
            await rooms.imports.publish(others)


async def test_an_import_in_another_process_goes_on_when_the_bot_starts_and_keeps_a_second_one_out(
    tmp_path: Path,
) -> None:
    store = tmp_path / "ostbot.sqlite3"
    async with open_rooms(store, machine) as here, open_rooms(store, machine) as there:
        started: list[str] = []

        async def the_other_starts() -> None:
            await there.imports.clean()
            with pytest.raises(AnotherImport, match="wait until it is done"):
                await bring(there, big())
            started.append("and was refused")

        tasks: list[asyncio.Task[None]] = []

        def at_first(_done: int, _all: int) -> None:
            if not tasks:
                tasks.append(asyncio.create_task(the_other_starts()))

        done = await bring(here, big(1_500), at_first)
        await tasks[0]
        assert started
        assert len(done.loaded) == 1_500
        assert await told(there) == await told(here)
    assert folders(tmp_path) == 0


async def test_songs_that_came_in_meanwhile_are_not_overwritten(
    tmp_path: Path, started: list[asyncio.subprocess.Process]
) -> None:
    store = tmp_path / "ostbot.sqlite3"
    small = read("small.csv", b"week,rank,title,artist\n2026-03-05,1,Only You,Somebody\n", MANY)
    async with open_rooms(store, machine) as here, open_rooms(store, machine) as there:
        real = here.imports._shelf

        class Meanwhile:
            """Lets the small import in before the first row of the big one is written."""

            came = False

            def reading(self) -> Any:
                return real.reading()

            @asynccontextmanager
            async def writing(self) -> AsyncIterator[Any]:
                if started and not self.came:
                    self.came = True
                    await there.imports.load(small, chart_of(ChartKey("made-kr-weekly")))
                async with real.writing() as rows:
                    yield rows

        here.imports._shelf = Meanwhile()
        with pytest.raises(Overtaken, match="import it again"):
            await bring(here, big())
        assert await there.charts.weeks(ChartKey("made-kr-weekly"))


async def test_records_of_a_long_import_are_those_of_one_in_a_single_sum(tmp_path: Path) -> None:
    async def summed(folder: Path) -> list[tuple[Any, ...]]:
        async with Store.open(folder) as store, store.reading() as connection:
            rows = await connection.execute_fetchall(
                "SELECT b.* FROM week_best b JOIN chart c ON c.id = b.chart WHERE c.key = ? ORDER BY end_date", (KEY,)
            )
        return [tuple(row)[3:] for row in rows]

    store = tmp_path / "ostbot.sqlite3"
    async with open_rooms(store, machine) as rooms:
        await bring(rooms, big(150))
    in_parts = await summed(store)
    async with Store.open(store) as opened, opened.writing() as connection:
        await connection.execute("DELETE FROM week_best")
        await ChartRows(connection).sum_up_all()
    assert in_parts == await summed(store)
    assert len(in_parts) == 150
