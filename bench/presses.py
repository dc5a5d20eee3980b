"""Round trips of commands, presses and keystrokes through the sandbox, against a bare discord.py bot beside it.

Both bots stand in one sandbox and are asked in turn, so that a machine that slows down slows both.
"""

import asyncio
import gc
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import discord
from discord import app_commands

from bench.search_questions import by_hand, by_rule
from bot.client import OstBot
from bot.demo import application
from bot.discord_private import discord_at
from bot.opening import open_rooms
from bot.sandbox_clock import SandboxClock
from bot.ui.pictures import week
from bot.wiring import in_sandbox
from core.parties.model import Party
from core.values import ChannelId, GuildId, UserId
from sandbox import Sandbox

ROUNDS, WARM = 100, 5
FLIGHT, STORM = 20, 200
"""So many at once, and so many in one storm of them."""
STORMS = 5
NOW = datetime(2024, 7, 26, 11, 30, tzinfo=UTC)
PATIENCE = 5.0

Json = dict[str, Any]
Once = Callable[[], Awaitable[None]]

COMMAND, KEYSTROKE = "bare command", "bare keystroke"


async def measure() -> dict[str, object]:
    """Milliseconds from the caller's side, one in flight; answers a second, twenty in flight; ratios to the bare bot's.

    Questions and keystrokes are all different. A chart is asked for again and again, as on the day it comes out: its
    words have come as soon as the interaction is answered, its picture when it is in the message.
    """
    async with _both() as (hand, bot):
        ways = await _ways(hand, bot)
        gc.collect()
        gc.freeze()  # as the bot does once it is ready
        alone = await _alone(ways)
        del ways["chart top, with its picture"], ways["chart top, nothing kept"]
        together = await _together(ways)
    return {
        "ms": alone,
        "ratio": {name: round(ms / alone[_floor(name)], 2) for name, ms in alone.items()},
        "goal_ratio": {"commands and presses": 1.5, "keystrokes": 1.3},
        "a_second": together,
        "share_of_rate": {name: round(rate / together[_floor(name)], 2) for name, rate in together.items()},
        "goal_share_of_rate": 0.6,
    }


async def _ways(hand: "Hand", bot: OstBot) -> dict[str, Once]:
    dice = random.Random(1)
    catalogue = bot.rooms.catalog.of().catalogue
    asked = sorted({question.text for question in [*by_hand(), *by_rule(catalogue, each=60, seed=1)]})
    typed = sorted({text[:letters] for text in asked for letters in range(1, len(text) + 1)})
    for each in (asked, typed):
        dice.shuffle(each)

    def fresh() -> None:
        bot.rooms.charts.forget()
        bot.rooms.answers.forget()
        week._kept.cache_clear()

    return {
        COMMAND: hand.asks("noop", [{}]),
        "ost search": hand.asks("ost search", [{"query": text} for text in asked]),
        "RSVP press": await hand.presses(bot),
        "chart top": hand.asks("chart top", [{}]),
        "chart top, with its picture": hand.asks("chart top", [{}], picture=True),
        "chart top, nothing kept": hand.asks("chart top", [{}], before=fresh),
        KEYSTROKE: hand.types("noop", "word", ["c"]),
        "keystroke": hand.types("ost search", "query", typed),
    }


async def _alone(ways: dict[str, Once]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(WARM + ROUNDS):
        for name, once in ways.items():
            began = time.perf_counter()
            await once()
            took = time.perf_counter() - began
            await asyncio.sleep(0.003)  # what is done after an answer does not count for the next one
            if turn >= WARM:
                times[name].append(took * 1000)
    return {name: round(statistics.median(each), 2) for name, each in times.items()}


async def _together(ways: dict[str, Once]) -> dict[str, int]:
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(STORMS):
        for name, once in ways.items():
            left = iter(range(STORM))

            async def caller(once: Once = once, left: Iterable[int] = left) -> None:
                for _ in left:
                    await once()

            began = time.perf_counter()
            await asyncio.gather(*(caller() for _ in range(FLIGHT)))
            rates[name].append(STORM / (time.perf_counter() - began))
    return {name: round(statistics.median(each)) for name, each in rates.items()}


def _floor(name: str) -> str:
    return KEYSTROKE if "keystroke" in name else COMMAND


@dataclass(frozen=True)
class Hand:
    """Somebody on the server, who asks, types and presses."""

    http: aiohttp.ClientSession
    address: str
    member: str
    channel: str
    guild: int

    def asks(
        self, name: str, each: list[Json], *, picture: bool = False, before: Callable[[], None] = lambda: None
    ) -> Once:
        """Uses a command with *each* options in turn and waits for the answer, or for the *picture* in it."""
        turns = itertools.cycle(each)

        async def once() -> None:
            before()
            number = (await self._post("commands", {"name": name, "options": next(turns)}))["interaction"]
            answer = await self.answered(number)
            while picture and not answer["messages"][0]["attachments"]:
                await asyncio.sleep(0.001)
                answer = await self.answered(number)

        return once

    def types(self, name: str, option: str, each: list[str]) -> Once:
        """Types *each* text in turn into an option."""
        turns = itertools.cycle(each)

        async def once() -> None:
            told = await self._post("autocomplete", {"name": name, "options": {option: next(turns)}, "focused": option})
            assert "why" not in told, told

        return once

    async def presses(self, bot: OstBot) -> Once:
        """Presses Going and Can't in turn on a party's board: each is a new answer, kept on disk."""
        start = NOW + timedelta(days=1)
        wanted = Party(GuildId(self.guild), ChannelId(int(self.channel)), UserId(1), "bench", start, ZoneInfo("UTC"))
        party = await bot.rooms.parties.create(wanted)
        number = (await self._post("commands", {"name": "party show", "options": {"party": party.id}}))["interaction"]
        message = (await self.answered(number))["messages"][0]["id"]
        choices = itertools.cycle(f"rsvp:v1:{party.id}:{choice}" for choice in ("going", "no"))

        async def once() -> None:
            body = {"message": message, "custom_id": next(choices), "values": []}
            await self.answered((await self._post("press", body))["interaction"])

        return once

    async def answered(self, number: str) -> Json:
        """An interaction, as soon as it is answered."""
        address = f"{self.address}/sandbox/api/interactions/{number}"
        async with self.http.get(address, params={"wait": str(PATIENCE)}) as answer:
            found: Json = await answer.json()
            assert found["state"] == "answered", found
            return found

    async def _post(self, act: str, body: Json) -> Json:
        about = {"as": self.member, "channel": self.channel}
        async with self.http.post(f"{self.address}/sandbox/api/{act}", json=about | body) as answer:
            found: Json = await answer.json()
            assert answer.status == 200, found
            return found


@asynccontextmanager
async def _both() -> AsyncIterator[tuple[Hand, OstBot]]:
    """Our bot and a bare one in one sandbox, both ready, and a hand beside them."""
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox(now=NOW, fast=True))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        clock = SandboxClock(sandbox.address)
        await clock.read(http)
        token = await application(sandbox.address, "ostbot")
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        rooms = await stack.enter_async_context(open_rooms(Path(folder) / "bench.sqlite3", clock))
        bot = await stack.enter_async_context(in_sandbox(rooms, clock, sandbox.address, token))
        await stack.enter_async_context(_bare(sandbox))
        async with http.get(f"{sandbox.address}/sandbox/api/state") as answer:
            guild = (await answer.json())["guilds"][0]
        member, channel = guild["members"][0]["id"], guild["channels"][0]["id"]
        yield Hand(http, sandbox.address, member, channel, int(guild["id"])), bot


@asynccontextmanager
async def _bare(sandbox: Sandbox) -> AsyncIterator[None]:
    client = discord.Client(intents=discord.Intents(guilds=True), guild_ready_timeout=0.2)
    tree = app_commands.CommandTree(client)

    @tree.command(description="does nothing")
    async def noop(interaction: discord.Interaction[Any], word: str | None = None) -> None:
        await interaction.response.send_message("done", ephemeral=True)

    @noop.autocomplete("word")
    async def words(_interaction: discord.Interaction[Any], _typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"choice {n}", value=str(n)) for n in range(25)]

    token = await application(sandbox.address, "bare")
    with discord_at(sandbox.api, sandbox.gateway):
        async with client:
            await client.login(token)
            await tree.sync()
            task = client.loop.create_task(client.connect())
            await client.wait_until_ready()
            yield
            await client.close()
            await task
