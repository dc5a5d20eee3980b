"""A storm of answers to one party through the wire: how soon each is acknowledged, whether any is lost.

Discord is the sandbox in a process of its own, so that the bot's processor time is the bot's alone.
"""

import asyncio
import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import discord

from bot.client import OstBot
from bot.demo import application
from bot.discord_private import discord_at, share_the_loop
from bot.opening import open_rooms
from bot.sandbox_clock import SandboxClock
from bot.wiring import in_sandbox
from core.parties.model import Party
from core.rooms import Rooms
from core.values import ChannelId, GuildId, UserId

NOW = datetime(2024, 7, 26, 11, 30, tzinfo=UTC)
DAY = timedelta(days=1)
SEATS = 25
CHOICES = ("going", "maybe", "no")
GOALS = {1000: 1000, 5000: 2900}
"""Milliseconds within which 99 of 100 are to be acknowledged, by presses in one second."""

LOOK = 0.005
"""Seconds between two looks at how late the loop is."""

Json = Any


class Share:
    """The bot's own part of each press: from its arrival on the gateway to the first byte of its answer leaving."""

    def __init__(self, bot: OstBot) -> None:
        self.came: dict[str, float] = {}
        self.took: list[float] = []
        self.lags: list[float] = []
        parsers = bot._connection.parsers
        parse = parsers["INTERACTION_CREATE"]

        def came(data: Json) -> None:
            self.came[data["id"]] = time.perf_counter()
            parse(data)

        parsers["INTERACTION_CREATE"] = came
        trace = aiohttp.TraceConfig()
        trace.on_request_headers_sent.append(self._left)
        trace.freeze()
        bot._connection.http._HTTPClient__session.trace_configs.append(trace)  # type: ignore[attr-defined]

    async def _left(
        self, _session: object, _context: SimpleNamespace, told: aiohttp.TraceRequestHeadersSentParams
    ) -> None:
        parts = told.url.path.split("/")
        if "interactions" in parts and (came := self.came.pop(parts[parts.index("interactions") + 1], None)):
            self.took.append(time.perf_counter() - came)

    async def watch(self) -> None:
        """Note how late the loop is, until cancelled."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(LOOK)
            self.lags.append(time.perf_counter() - began - LOOK)


class Outside:
    """Everybody else: the sandbox and its control API."""

    def __init__(self, address: str, http: aiohttp.ClientSession) -> None:
        self.address = address
        self.http = http

    async def get(self, path: str, **query: str) -> Json:
        """A call of the control API."""
        async with self.http.get(f"{self.address}/sandbox/api/{path}", params=query) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def post(self, path: str, body: Json) -> Json:
        """A call of the control API."""
        async with self.http.post(f"{self.address}/sandbox/api/{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def members(self, guild: str, count: int) -> list[str]:
        """So many new members."""
        path = f"guilds/{guild}/members"
        return [(await self.post(path, {"name": f"Fan {number}"}))["id"] for number in range(count)]


@asynccontextmanager
async def everybody() -> AsyncIterator[Outside]:
    """The sandbox in a process of its own."""
    arguments = ("-m", "sandbox", "--port", "0", "--fast", "--now", NOW.isoformat())
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        address = (await process.stdout.readline()).decode().split()[-1]
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as http:
            yield Outside(address, http)
    finally:
        process.terminate()
        await process.wait()


async def measure(sizes: Sequence[int] = tuple(GOALS)) -> dict[str, object]:
    """Every size as one answer of each fan within a second, and as two clicks of half as many."""
    found: dict[str, object] = {}
    for size in sizes:
        async with everybody() as outside:
            fans = await outside.members((await outside.get("state"))["guilds"][0]["id"], size)
            bare = await _bare(outside, fans)
            ours = await _storms(outside, fans)
        goal = {"floor_acknowledged_ms": bare, "goal_p99_ms": GOALS.get(size)}
        found[f"{size} in a second"] = ours | goal
    return found


async def _bare(outside: Outside, fans: list[str]) -> dict[str, float]:
    """The same by a bare discord.py bot that keeps nothing and answers one word."""
    share_the_loop()  # as it is, discord.py answers nobody before it has read everything
    client = discord.Client(intents=discord.Intents(guilds=True), guild_ready_timeout=0.2, max_messages=None)
    client.on_interaction = _one_word  # type: ignore[attr-defined]  # as its event decorator does
    token = await application(outside.address, "bare")
    channel = next(each for each in (await outside.get("state"))["guilds"][0]["channels"] if each["name"] == "general")
    with discord_at(f"{outside.address}/api/v10", f"ws{outside.address.removeprefix('http')}/gateway"):
        async with client:
            await client.login(token)
            running = asyncio.create_task(client.connect())
            await client.wait_until_ready()
            view = discord.ui.View(timeout=None)
            for choice in CHOICES:
                view.add_item(discord.ui.Button(label=choice, custom_id=f"rsvp:v1:1:{choice}:bare"))
            view.stop()
            await client.get_partial_messageable(int(channel["id"])).send("board", view=view)
            board = await _board(outside, channel["id"], fans[0])
            took = await _storm(outside, board, [(fan, "going") for fan in fans])
            await client.close()
            await running
    return _spread(took)


async def _one_word(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message("done", ephemeral=True)


async def _storms(outside: Outside, fans: list[str]) -> dict[str, object]:
    clock = SandboxClock(outside.address)
    await clock.read(outside.http)
    token = await application(outside.address, "ostbot")
    server = (await outside.get("state"))["guilds"][0]
    half = fans[: len(fans) // 2]
    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_rooms(Path(folder) / "bench.sqlite3", clock) as rooms,
            in_sandbox(rooms, clock, outside.address, token) as bot,
        ):
            guild = GuildId(int(server["id"]))
            channel = ChannelId(int(next(each["id"] for each in server["channels"] if each["name"] == "parties")))
            host = UserId(int(server["members"][0]["id"]))
            await rooms.parties.create(Party(guild, channel, host, "Storm", NOW + DAY, ZoneInfo("UTC"), seats=SEATS))
            bot.wake()
            board = await _board(outside, str(channel), fans[0])
            before, share = (await outside.get("requests", after="0"))[-1]["n"], Share(bot)
            watching = asyncio.create_task(share.watch())
            chosen = random.Random(1)
            last = dict.fromkeys(fans, "going")
            cpu = time.process_time()
            once = await _storm(outside, board, list(last.items()))
            lost = await _differing(rooms, guild, last)
            cpu = time.process_time() - cpu
            last |= {fan: chosen.choice(CHOICES) for fan in half}
            clicks = [(fan, chosen.choice(CHOICES)) for fan in half]
            twice = await _storm(outside, board, [*clicks, *((fan, last[fan]) for fan in half)])
            wrong = await _differing(rooms, guild, last)
            watching.cancel()
            sent = await outside.get("requests", after=str(before))
            edits = [each["at"] for each in sent if each["method"] == "PATCH" and each["path"].endswith(board["id"])]
    moments = [datetime.fromisoformat(each) for each in edits]
    gaps = [(two - one).total_seconds() for one, two in pairwise(moments)]
    return {
        "acknowledged_ms": {"once": _spread(once), "twice": _spread(twice)},
        "bots_share_ms": _spread([each * 1000 for each in share.took]),
        "bots_cpu_ms_each": round(cpu * 1000 / len(fans), 2),
        "loop_lag_ms": _spread([each * 1000 for each in share.lags]),
        "goal_lag_ms": {"p99": 50, "max": 250},
        "lost": lost,
        "not_the_last_click": wrong,
        "public_edits": len(edits),
        "least_seconds_between_edits": round(min(gaps), 2) if gaps else None,
    }


async def _differing(rooms: Rooms, guild: GuildId, last: dict[str, str]) -> int:
    """How many fans' last answers are not kept, once all are or half a minute is over."""
    for _ in range(60):
        kept = {str(each.member): each.choice for each in (await rooms.parties.find(guild, 1)).answers}
        differing = sum(kept.get(fan) != choice for fan, choice in last.items())
        if not differing:
            break
        await asyncio.sleep(0.5)
    return differing


async def _board(outside: Outside, channel: str, fan: str) -> Json:
    """The party's board, once it is up."""
    async with asyncio.timeout(30):
        while not (posts := await outside.get(f"channels/{channel}/messages", **{"as": fan})):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    return posts[-1]


async def _storm(outside: Outside, board: Json, clicks: list[tuple[str, str]]) -> list[float]:
    """Milliseconds until each click was acknowledged; one that never was counts as endless."""
    presses = [
        {"as": fan, "message": board["id"], "custom_id": f"rsvp:v1:1:{choice}:{_mark(board)}"} for fan, choice in clicks
    ]
    came = await outside.post("presses", {"presses": presses, "within": 1})
    return [each["ms"] if each["state"] != "failed" else math.inf for each in came]


def _mark(board: Json) -> str:
    """What the board's buttons carry at their end."""
    text = str(board["components"])
    return text.split("rsvp:v1:1:going:")[1].split("'", maxsplit=1)[0]


def _spread(values: list[float]) -> dict[str, float]:
    """The spread of *values*; those without end (never acknowledged) count, and are counted."""
    cuts = statistics.quantiles(values, n=100)
    spread = {"p50": round(cuts[49], 1), "p99": round(cuts[98], 1), "max": round(max(values), 1)}
    return spread | ({"never": never} if (never := values.count(math.inf)) else {})
