"""``ostbot run``: on Discord with a token, in the sandbox without one. Ctrl-C ends both cleanly."""

import asyncio
import logging
import random
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

import aiohttp

from bot.clock import machine
from bot.demo import application, set_the_stage, start_of_demo
from bot.feeds import Feeds
from bot.keeper import Keeper
from bot.opening import open_rooms
from bot.sandbox_clock import SandboxClock
from bot.settings import Settings
from bot.wiring import in_sandbox, on_discord
from core.charts.imports import Import
from core.errors import Refusal
from core.rooms import Rooms
from sandbox import Sandbox, SandboxError
from sources import Feed, Web, chosen, known_feeds

log = logging.getLogger("ostbot.run")

Print = Callable[[str], None]


async def run(settings: Settings, say: Print) -> None:
    """Run until a signal comes; *say* tells the person at the terminal where to look.

    Raises:
        Refusal: it cannot start; the text says why.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    if settings.discord_token is not None:
        work = _on_discord(settings, settings.discord_token.get_secret_value(), say)
    elif settings.ostbot_sandbox is not None:
        work = _beside(settings, settings.ostbot_sandbox, stop, say)
    else:
        work = _with_sandbox(settings, stop, say)
    task = asyncio.create_task(work)
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait([task, stopped], return_when=asyncio.FIRST_COMPLETED)
    if not task.done():
        say("Stopping.")
        if settings.discord_token is not None:
            task.cancel()
    stopped.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _on_discord(settings: Settings, token: str, say: Print) -> None:
    async with open_rooms(settings.ostbot_database, machine, settings.weights) as rooms:
        say("ostbot is connecting to Discord. Ctrl-C stops it.")
        async with alongside(keeping(settings), "backups"), feeding(settings, rooms):
            await on_discord(rooms, token)


async def _with_sandbox(settings: Settings, stop: asyncio.Event, say: Print) -> None:
    """The newcomer's evening: a sandbox of our own, then the bot beside it."""
    async with open_rooms(settings.ostbot_database, machine) as rooms:
        begin = await start_of_demo(rooms)
    async with _sandbox(settings, begin) as sandbox:
        await _beside(settings, sandbox.address, stop, say)


async def _beside(settings: Settings, address: str, stop: asyncio.Event, say: Print) -> None:
    clock = SandboxClock(address)
    try:
        async with aiohttp.ClientSession() as session:
            await clock.read(session)
        token = await application(address)
    except aiohttp.ClientError as error:
        raise Refusal(f"No sandbox answers at {address}: start one with “ostbot sandbox”, or unset it.") from error
    async with open_rooms(settings.ostbot_database, clock, settings.weights) as rooms:
        await set_the_stage(rooms, address)
        async with in_sandbox(rooms, clock, address, token) as bot, alongside(keeping(settings), "backups"):
            say(f"ostbot is running in its sandbox: open {address} in your browser.")
            say("A chart is posted in #charts, a party is open in #parties; type / to ask. Ctrl-C stops both.")
            async with alongside(_set_when(bot.gone, stop), "end"):
                await stop.wait()
            if bot.failure is not None:
                raise bot.failure


async def _set_when(first: asyncio.Event, then: asyncio.Event) -> None:
    await first.wait()
    then.set()


async def sandbox_alone(settings: Settings, say: Print) -> None:
    """The sandbox without a bot, until a signal comes."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with _sandbox(settings) as sandbox:
        say(f"The sandbox is at {sandbox.address}. Ctrl-C stops it.")
        await stop.wait()


@asynccontextmanager
async def _sandbox(settings: Settings, now: datetime | None = None) -> AsyncIterator[Sandbox]:
    try:
        async with Sandbox(port=settings.ostbot_sandbox_port, data=settings.ostbot_sandbox_data, now=now) as sandbox:
            yield sandbox
    except SandboxError as error:
        raise Refusal(f"{error} The settings OSTBOT_SANDBOX_PORT and OSTBOT_SANDBOX_DATA say which.") from error


@asynccontextmanager
async def feeding(settings: Settings, rooms: Rooms) -> AsyncIterator[None]:
    """Inside the block the sources that the operator switched on are asked now and again."""
    feeds = feeds_of(settings, settings.ostbot_sources.split(","))
    if not feeds:
        yield
        return
    async with web_of(settings) as web, alongside(Feeds(rooms, web).keep(feeds), "feeds"):
        yield


def keeping(settings: Settings) -> Coroutine[None, None, None]:
    """The work of making a backup of the store every day."""
    return Keeper(settings.ostbot_database, machine).keep()


@asynccontextmanager
async def alongside(work: Coroutine[None, None, None], name: str) -> AsyncIterator[None]:
    """Inside the block *work* goes on; at its end it is cancelled."""
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def fetch_once(settings: Settings, key: str, *, confirmed: bool) -> tuple[Import, str]:
    """``ostbot fetch``: bring in one source now; what changed, and whose list it is.

    Raises:
        Refusal: the source is not known, cannot be had, or its list may not be published without *confirmed*.
    """
    (feed,) = feeds_of(settings, [key])
    async with open_rooms(settings.ostbot_database, machine) as rooms, web_of(settings) as web:
        return await Feeds(rooms, web).fetch(feed, confirmed=confirmed)


def feeds_of(settings: Settings, keys: Iterable[str]) -> list[Feed]:
    """The sources called *keys*, with the operator's own key where one is needed."""
    secret = settings.ostbot_lastfm_key
    return chosen(known_feeds(lastfm_key=secret.get_secret_value() if secret else None), keys)


def web_of(settings: Settings) -> Web:
    """The way out to the sources; what it fetched is kept beside the store."""
    return Web(settings.ostbot_database.parent / "sources", clock=machine, chance=random.random)
