"""Hands to work a sandbox with, and a real discord.py bot to connect to it."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox import Sandbox

NOW = datetime(2024, 7, 5, 20, 0, tzinfo=UTC)
Json = Any


class Hands:
    """The control API in a test's hands."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.http = http
        self._known: dict[tuple[str, str], str] = {}

    async def ask(self, method: str, path: str, body: Json = None) -> tuple[int, Json]:
        """Any call: status and JSON."""
        async with self.http.request(method, f"{self.sandbox.address}/sandbox/api{path}", json=body) as answer:
            return answer.status, None if answer.status == 204 else await answer.json()

    async def get(self, path: str) -> Json:
        """A call that must succeed."""
        status, answer = await self.ask("GET", path)
        assert status == 200, answer
        return answer

    async def post(self, path: str, body: Json = None) -> Json:
        """A call that must succeed."""
        status, answer = await self.ask("POST", path, body or {})
        assert status in {200, 204}, answer
        return answer

    async def refused(self, path: str, body: Json) -> tuple[int, str]:
        """A POST that must be refused: status and words."""
        status, answer = await self.ask("POST", path, body)
        assert status >= 400, answer
        return status, answer["message"]

    async def guild(self) -> Json:
        """The first server."""
        return (await self.get("/state"))["guilds"][0]

    async def _find(self, kind: str, name: str) -> str:
        if (kind, name) not in self._known:
            guild = await self.guild()
            self._known |= {(part, one["name"]): one["id"] for part in ("channels", "members") for one in guild[part]}
        return self._known[kind, name]

    async def channel(self, name: str = "general") -> str:
        """A channel's id by name."""
        return await self._find("channels", name)

    async def person(self, name: str) -> str:
        """A member's id by name."""
        return await self._find("members", name)

    async def run(self, name: str, by: str = "Mina", channel: str = "general", **more: Json) -> str:
        """Use a command; the interaction's id."""
        body = {"as": await self.person(by), "channel": await self.channel(channel), "name": name, **more}
        return str((await self.post("/commands", body))["interaction"])

    async def outcome(self, interaction: str, wait: float = 4) -> Json:
        """What came of an interaction."""
        return await self.get(f"/interactions/{interaction}?wait={wait}")

    async def answers(self, interaction: str, count: int) -> Json:
        """What came of an interaction, once it has so many messages."""
        async with asyncio.timeout(4):
            while len((outcome := await self.outcome(interaction))["messages"]) < count:
                await asyncio.sleep(0.01)
        return outcome

    async def command(self, name: str, by: str = "Mina", channel: str = "general", **more: Json) -> Json:
        """Use a command and see what comes of it."""
        return await self.outcome(await self.run(name, by, channel, **more))

    async def press(self, message: str, custom_id: str, by: str = "Mina", values: list[str] | None = None) -> Json:
        """Press and see what comes of it."""
        body = {"as": await self.person(by), "message": message, "custom_id": custom_id, "values": values or []}
        return await self.outcome((await self.post("/press", body))["interaction"])

    async def submit(self, opened: str, fields: Json, by: str = "Mina") -> Json:
        """Submit a modal and see what comes of it."""
        body = {"as": await self.person(by), "interaction": opened, "fields": fields}
        return await self.outcome((await self.post("/submit", body))["interaction"])

    async def seen(self, by: str = "Mina", channel: str = "general") -> Json:
        """What a member sees in a channel."""
        return await self.get(f"/channels/{await self.channel(channel)}/messages?as={await self.person(by)}")


class Bot(discord.Client):
    """A discord.py bot that notes what it hears."""

    def __init__(self, setup: tuple[Callable[["Bot"], None], ...], intents: discord.Intents) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.01, max_messages=100, enable_debug_events=True)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[tuple[str, Any]] = []
        self._setup = setup

    async def setup_hook(self) -> None:
        for part in self._setup:
            part(self)
        if self._setup:
            await self.tree.sync()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        self.heard.append((event, args))
        super().dispatch(event, *args, **kwargs)

    async def hears(self, event: str, holds: Callable[..., bool] = lambda *_: True, seconds: float = 5) -> Any:
        """The first event of a name, heard already or within the seconds, that fits."""
        async with asyncio.timeout(seconds):
            while True:
                for name, args in self.heard:
                    if name == event and holds(*args):
                        return args[0] if args else None
                await asyncio.sleep(0.005)

    @property
    def lounge(self) -> discord.Guild:
        """The first server."""
        return self.guilds[0]

    def place(self, name: str = "general") -> discord.TextChannel:
        """A text channel by name."""
        return next(one for one in self.lounge.text_channels if one.name == name)


class Connect:
    """Connects bots to a sandbox."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, running: contextlib.AsyncExitStack) -> None:
        self._monkeypatch = monkeypatch
        self._running = running

    def point(self, sandbox: Sandbox) -> None:
        """Point discord.py at a sandbox."""
        self._monkeypatch.setattr(Route, "BASE", sandbox.api)
        self._monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway))

    async def __call__(
        self,
        hands: Hands,
        *setup: Callable[["Bot"], None],
        token: str | None = None,
        intents: discord.Intents | None = None,
        **application: Json,
    ) -> Bot:
        """A bot that is ready, with commands that *setup* adds; its application is made unless its token is given."""
        self.point(hands.sandbox)
        token = token or (await hands.post("/applications", {"name": "Testbot", **application}))["token"]
        asked = discord.Intents.none() if intents is None else intents
        asked |= discord.Intents(guilds=True, guild_messages=True, guild_reactions=True, guild_scheduled_events=True)
        bot = Bot(setup, asked)
        await self._running.enter_async_context(bot)
        task = asyncio.create_task(bot.start(token))
        self._running.push_async_callback(_finish, bot, task)
        ready = asyncio.create_task(bot.hears("ready"))
        await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            task.result()
        await ready
        return bot


async def _finish(bot: Bot, task: asyncio.Task[None]) -> None:
    await bot.close()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, discord.DiscordException):
        await task
