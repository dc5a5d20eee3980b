"""What every scene of the crash matrix is played on: a sandbox, a copy of a prepared store, a doomed process."""

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.posts.model import Kind, Planned
from core.values import ChannelId, GuildId
from tests.conftest import FRIDAY
from tests.wire.evening import PATIENCE, Evening, evening, eventually

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Verdict:
    """What one kill cost: promised things that are gone, and things that happened twice; and the seconds to recover."""

    lost: int
    twice: int
    recovered: float = 0.0


@dataclass(frozen=True)
class Kill:
    """How one kill goes: at a named *step* or, without one, at a *moment* from 0 to 1 of the work's usual length.

    *later* restarts only when Discord has forgotten its nonces.
    """

    step: str
    moment: float
    later: bool


@asynccontextmanager
async def copied(template: Path, folder: Path) -> AsyncIterator[Evening]:
    """A fresh sandbox over a copy of the prepared store *template*."""
    store = folder / "ostbot.sqlite3"
    shutil.copyfile(template, store)
    async with evening(store, FRIDAY) as night:
        yield night


async def prepared(folder: Path, prepare: Callable[[Evening], Awaitable[None]]) -> Path:
    """A store in which *prepare* was done, once; every kill begins with a copy of it."""
    template = folder / "template.sqlite3"
    async with evening(template, FRIDAY) as night:
        await prepare(night)
    with closing(sqlite3.connect(template)) as connection:
        connection.execute("DELETE FROM fact WHERE name = 'commands'")  # the next sandbox does not have them yet
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")
    return template


async def bot_dies(night: Evening, step: str) -> None:
    """Run the bot in a process of its own until it kills itself at *step*."""
    process = await started("-m", "tests.wire.killed_bot", night.sandbox.address, str(night.database), step)
    async with asyncio.timeout(2 * PATIENCE):
        code = await process.wait()
    if code != -signal.SIGKILL:
        raise RuntimeError(f"the bot was to die at {step!r}, but ended with {code}")


async def bot_lives(night: Evening) -> asyncio.subprocess.Process:
    """The bot in a process of its own, connected."""
    process = await started("-m", "tests.wire.killed_bot", night.sandbox.address, str(night.database), "never")
    assert process.stdout is not None
    async with asyncio.timeout(2 * PATIENCE):
        if await process.stdout.readline() != b"ready\n":
            raise RuntimeError("the bot did not start")
    return process


async def started(*call: str, database: Path | None = None) -> asyncio.subprocess.Process:
    """A Python process of this checkout."""
    settings = {} if database is None else {"OSTBOT_DATABASE": str(database)}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, *call),
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


async def command_dies(database: Path, *call: str, after: float) -> None:
    """Run a command of the command line and kill it *after* seconds, unless it is done by then."""
    process = await started("-m", "bot", *call, database=database)
    try:
        async with asyncio.timeout(after):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def command(database: Path, *call: str) -> float:
    """Run a command to its end; the seconds it took."""
    begun = asyncio.get_running_loop().time()
    process = await started("-m", "bot", *call, database=database)
    if await process.wait() != 0:
        raise RuntimeError(f"ostbot {' '.join(call)} failed")
    return asyncio.get_running_loop().time() - begun


def rows(database: Path, sql: str, *values: int) -> list[tuple[Any, ...]]:
    """What *sql* finds in the store."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql, values).fetchall()


async def deliveries(template: Path, night: Evening, kill: Kill) -> Verdict:
    """Start the bot again, wait until nothing that is due is open, and count what stands in the channels.

    Whatever became due after the store was prepared must stand there, once.
    """
    before = rows(template, "SELECT id FROM delivery WHERE state = 'sent'")
    if kill.later:
        night.sandbox.service.nonces._made.clear()
        await night.advance(minutes=10)
    now = int(night.sandbox.world.clock.now().timestamp())
    async with recovering(night) as begun:

        async def nothing_open() -> bool:
            due = "SELECT 1 FROM delivery WHERE state IN ('due', 'sending') AND due_at <= ?"
            return not rows(night.database, due, now)

        await eventually(nothing_open, patience=30)
        recovered = asyncio.get_running_loop().time() - begun
        await night.settle()
        there = await _tokens(night)
    due = rows(night.database, "SELECT id, kind, guild, channel, occurrence FROM delivery WHERE due_at <= ?", now)
    counts = [there[_token(*plan)] for number, *plan in due if (number,) not in before]
    return Verdict(sum(count == 0 for count in counts) + (not counts), sum(count > 1 for count in counts), recovered)


@asynccontextmanager
async def recovering(night: Evening) -> AsyncIterator[float]:
    """Inside the block the bot lives again; yields when its start began."""
    begun = asyncio.get_running_loop().time()
    bot = await bot_lives(night)
    try:
        yield begun
    finally:
        bot.terminate()
        async with asyncio.timeout(10):
            await bot.wait()


def _token(kind: int | str, guild: int | str, channel: int | str, occurrence: int | str) -> str:
    moment = FRIDAY
    place = GuildId(int(guild)), ChannelId(int(channel))
    return Planned(Kind(str(kind)), *place, str(occurrence), moment, moment).token


async def _tokens(night: Evening) -> Counter[str]:
    """How many messages of the bot carry each delivery's token."""
    found: Counter[str] = Counter()
    for channel in ("general", "charts", "parties"):
        for message in await night.posts(channel):
            ids = [part["custom_id"] for part in message.parts if "custom_id" in part]
            found.update({custom_id.rsplit(":", 1)[-1] for custom_id in ids})
    return found
