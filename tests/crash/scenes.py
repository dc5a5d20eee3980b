"""The scenes of the crash matrix: what is under way when the bot is killed, and what must be true afterwards."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from core.charts.parcels import BIG
from db.backup import listed
from db.connection import connect
from db.migrate import apply, steps
from tests.crash import posting
from tests.crash.stage import (
    Kill,
    Verdict,
    bot_lives,
    command,
    command_dies,
    copied,
    prepared,
    recovering,
    rows,
)
from tests.wire.evening import Evening
from tests.wire.parties import party

STEPS = ("claimed", "sent", "recorded")
WEEKS, RANKS, CHART = 60, range(1, 101), "chart.csv"
"""The issues that the scene of an import brings in, the ranks of each, and the file they are in, big enough for a
process of its own."""

STORM = 0.15
"""Seconds within which the answers come in."""


@dataclass(frozen=True)
class Scene:
    """*prepare* makes the store that every kill begins with, *play* kills once. Without *steps*, moments are drawn."""

    name: str
    prepare: Callable[[Path], Awaitable[Path]]
    play: Callable[[Path, Path, Kill], Awaitable[Verdict]]
    steps: tuple[str, ...] = ()


async def _answers_prepared(folder: Path) -> Path:
    async def nothing(night: Evening) -> None:
        async with night.bot():
            await night.settle()

    return await prepared(folder, nothing)


async def _answers(template: Path, folder: Path, kill: Kill) -> Verdict:
    """Three fans press Going, each twice, while the bot is killed: whoever read that it is saved is in, once."""
    async with copied(template, folder) as night:
        bot = await bot_lives(night)
        try:
            board = await party(night, when="in 3 hours")
            presses = {
                asyncio.ensure_future(night.press("Going", board, by=fan)): night.members[fan]
                for fan in ("Mina", "Junho", "Grace") * 2
            }
            await asyncio.sleep(kill.moment * STORM)
        finally:
            bot.kill()
            await bot.wait()
        done, waiting = await asyncio.wait(presses, timeout=0.5)
        for press in waiting:
            press.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        heard = {presses[press] for press in done if press.exception() is None and press.result().state == "answered"}
        async with recovering(night) as begun:
            recovered = asyncio.get_running_loop().time() - begun
        there = [str(row[0]) for row in rows(night.database, "SELECT member FROM answer WHERE choice = 'going'")]
        return Verdict(len(heard - set(there)), len(there) - len(set(there)), recovered)


async def _import_prepared(folder: Path) -> Path:
    template = await _answers_prepared(folder)
    weeks = [date(2020, 1, 3) + timedelta(weeks=week) for week in range(WEEKS)]
    lines = [
        f"{week},{rank},Song {rank + index % 7},Singer {rank}" for index, week in enumerate(weeks) for rank in RANKS
    ]
    (folder / CHART).write_text("\n".join(["week,rank,title,artist", *lines]) + "\n", "utf-8")
    assert (folder / CHART).stat().st_size > BIG
    return template


async def _import(template: Path, folder: Path, kill: Kill) -> Verdict:
    """An import is there whole or not at all; brought in again it is there once."""
    store, call = folder / "ostbot.sqlite3", ("import", str(template.parent / CHART), "--chart", "test-kr-weekly")
    usual = await _usual(template, store, *call)
    shutil.copyfile(template, store)
    await command_dies(store, *call, after=usual * kill.moment)
    parts = _issues(store)
    recovered = await command(store, *call)
    return Verdict(parts not in (0, WEEKS) or _issues(store) < WEEKS, _issues(store) > WEEKS, recovered)


def _issues(store: Path) -> int:
    """Every published issue of the imported chart, whatever its revision."""
    sql = (
        "SELECT count(*) FROM issue JOIN chart ON chart.id = issue.chart"
        " WHERE chart.key = 'test-kr-weekly' AND published_at IS NOT NULL"
    )
    return int(rows(store, sql)[0][0])


async def _old_store(folder: Path) -> Path:
    """A store as the first ostbot left it, with a server and its party in it."""
    template = folder / "template.sqlite3"
    connection = await connect(template)
    try:
        number, sql = steps()[0]
        await apply(connection, number, sql)
        await connection.execute("INSERT INTO guild (id) VALUES (1)")
        await connection.execute(
            "INSERT INTO party (guild, channel, host, title, starts_at, zone, remind)"
            " VALUES (1, 2, 3, 'Night', 4, 'UTC', 0)"
        )
        await connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        await connection.close()
    return template


async def _migration(template: Path, folder: Path, kill: Kill) -> Verdict:
    """A migration that is killed leaves the old store or the new one, and is done again without a word."""
    store = folder / "ostbot.sqlite3"
    usual = await _usual(template, store, "migrate")
    shutil.copyfile(template, store)
    await command_dies(store, "migrate", after=usual * kill.moment)
    recovered = await command(store, "migrate")
    there = rows(store, "SELECT title FROM party") == [("Night",)] and rows(store, "PRAGMA integrity_check") == [
        ("ok",)
    ]
    # killed between two steps, what it goes on from is backed up as well
    kept = [rows(each.path, "PRAGMA user_version")[0][0] for each in listed(store)]
    safe = 1 in kept and max(kept) < len(steps()) and all(_sound(each.path) for each in listed(store))
    return Verdict(not there or not safe, 0, recovered)


async def _backup(template: Path, folder: Path, kill: Kill) -> Verdict:
    """A backup that is killed leaves the store as it was and no file that passes for a backup and is none."""
    store = folder / "ostbot.sqlite3"
    usual = await _usual(template, store, "backup")
    shutil.copyfile(template, store)
    await command_dies(store, "backup", after=usual * kill.moment)
    recovered = await command(store, "backup")
    kept = [_sound(each.path) for each in listed(store)]
    return Verdict(not kept or not all(kept) or not _sound(store), 0, recovered)


def _sound(store: Path) -> bool:
    return rows(store, "PRAGMA integrity_check") == [("ok",)]


_lengths: dict[tuple[Path, str], float] = {}


async def _usual(template: Path, store: Path, *call: str) -> float:
    """How many seconds *call* takes when nobody kills it, measured once."""
    key = template, call[0]
    if key not in _lengths:
        shutil.copyfile(template, store)
        _lengths[key] = await command(store, *call)
        for each in listed(store):
            each.path.unlink()
    return _lengths[key]


SCENES = (
    Scene("chart", *posting.CHART, STEPS),
    Scene("movers", *posting.MOVERS, STEPS),
    Scene("digest", *posting.DIGEST, STEPS),
    Scene("reminder", *posting.REMINDED, STEPS),
    Scene("start", _answers_prepared, posting.start_of_a_party, STEPS),
    Scene("notice", *posting.NOTICE, STEPS),
    Scene("follow", *posting.LINE, STEPS),
    Scene("mail", *posting.LETTER, STEPS),
    Scene("answer", _answers_prepared, _answers),
    Scene("import", _import_prepared, _import),
    Scene("migration", _old_store, _migration),
    Scene("backup", _answers_prepared, _backup),
)
"""Every scene of the matrix."""
