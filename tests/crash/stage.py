"""What every scene of the crash matrix is played on: a sandbox, a copy of a prepared store, a doomed process."""

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from core.posts.model import Kind, Planned
from core.values import ChannelId, GuildId
from tests.conftest import FRIDAY
from tests.wire.evening import PATIENCE, Evening, Message, evening, eventually

ROOT = Path(__file__).parents[2]

WORLD = "sandbox.sqlite3"
"""The file, beside the store, that keeps the sandbox: channels have the ids there that the store knows them by."""

NONCES_GONE = timedelta(minutes=10)
"""How long after a send Discord has surely forgotten its nonce."""

RIGHTLY_NOT_THERE = ("cancelled", "expired", "blocked")
"""What the bot decided not to send, and says so; what a scene promises must be there all the same."""

DELIVERIES = "SELECT id, state, due_at, kind, guild, channel, occurrence FROM delivery"

PRIVATE = 64
"""The flag of a message that only one member sees."""


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
    """A copy of the prepared store *template*, and of the sandbox in which it was prepared, on the same evening."""
    store, world = folder / "ostbot.sqlite3", folder / WORLD
    shutil.copyfile(template, store)
    shutil.copyfile(template.with_name(WORLD), world)
    async with evening(store, FRIDAY, world) as night:
        await night.set_clock(FRIDAY)
        yield night


async def prepared(folder: Path, prepare: Callable[[Evening], Awaitable[None]]) -> Path:
    """A store in which *prepare* was done, once; every kill begins with a copy of it."""
    template = folder / "template.sqlite3"
    async with evening(template, FRIDAY, folder / WORLD) as night:
        await prepare(night)
    with closing(sqlite3.connect(template)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return template


async def bot_dies(night: Evening, step: str) -> None:
    """Run the bot in a process of its own until it kills itself at *step*."""
    process = await started("-m", "tests.wire.killed_bot", night.sandbox.address, str(night.database), step)
    try:
        async with asyncio.timeout(2 * PATIENCE):
            code = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
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


def done(night: Evening) -> set[int]:
    """The deliveries that are at an end already, and not what a kill is judged by."""
    return {row[0] for row in rows(night.database, "SELECT id FROM delivery WHERE state NOT IN ('due', 'sending')")}


async def deliveries(
    night: Evening, kill: Kill, before: set[int], promised: tuple[str, ...], *, pause: timedelta = NONCES_GONE
) -> Verdict:
    """Start the bot again (*later*: after *pause*), wait until nothing that is due is open, and count what is there.

    Each of *promised*, patterns of ``kind occurrence`` with ``|`` between those of which one is enough, must stand
    somewhere once. Whatever else became due and is not in *before* must stand there once too, unless it ended in a
    state in which it is rightly not there.
    """
    if kill.later:
        night.sandbox.service.nonces._made.clear()
        await night.advance(seconds=pause.total_seconds())
    now = int(night.sandbox.world.clock.now().timestamp())
    async with recovering(night) as begun:

        async def in_place() -> bool:
            sql = (
                "SELECT 1 FROM delivery WHERE state = 'sending'"
                " OR state = 'due' AND due_at <= ? AND coalesce(retry_at, 0) <= ?"
            )
            return all(_kept(night, before, promised).values()) and not rows(night.database, sql, now, now)

        with suppress(TimeoutError):  # what is not there by then is lost
            await eventually(in_place, patience=60)
        recovered = asyncio.get_running_loop().time() - begun
        await asyncio.sleep(0.5)  # time enough for a second post
    lost = twice = 0
    there = _tokens(night)
    for number, state, due_at, *plan in rows(night.database, DELIVERIES):
        count = there[_token(*plan)]
        missing = due_at <= now and state not in RIGHTLY_NOT_THERE
        lost += number not in before and not count and missing
        twice += count > 1
    kept = _kept(night, before, promised)
    lost += sum(not count for count in kept.values())
    twice += sum(count > 1 for count in kept.values())
    return Verdict(lost, twice, recovered)


def _kept(night: Evening, before: set[int], promised: tuple[str, ...]) -> dict[str, int]:
    """How many messages keep each promise."""
    there, kept = _tokens(night), dict.fromkeys(promised, 0)
    for number, _state, _due_at, *plan in rows(night.database, DELIVERIES):
        for each in promised:
            if number not in before and _is(each, f"{plan[0]} {plan[-1]}"):
                kept[each] += there[_token(*plan)]
    return kept


def _is(promised: str, name: str) -> bool:
    return any(fnmatchcase(name, each) for each in promised.split("|"))


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


def _tokens(night: Evening) -> Counter[str]:
    """How many of the bot's messages carry each delivery's token, wherever they are."""
    found: Counter[str] = Counter()
    for raw in night.sandbox.world.messages:
        parts = Message({"content": "", **raw}).parts if not raw.get("flags", 0) & PRIVATE else []
        found.update({part["custom_id"].rsplit(":", 1)[-1] for part in parts if "custom_id" in part})
    return found
