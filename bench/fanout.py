"""A chart that is due on many servers in the same minute, against Discord's fifty requests a second."""

import asyncio
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp

from bot.demo import application
from bot.opening import open_rooms
from bot.sandbox_clock import SandboxClock
from bot.wiring import in_sandbox
from core.posts.calendar import Cadence
from core.posts.model import Kind, Schedule
from core.values import ChannelId, ChartKey, GuildId
from sandbox import Sandbox
from sandbox.ratelimit import GLOBAL

SERVERS = 2000
NOW = datetime(2024, 7, 26, 10, 55, tzinfo=UTC)
HOUR = NOW + timedelta(minutes=10)
LONGEST = 300
"""Seconds after which we stop waiting for the last post."""


async def measure() -> dict[str, object]:
    """Posts delivered, lost and doubled, answers of 429, and the rate as a share of what Discord takes."""
    async with Sandbox(now=NOW) as sandbox, aiohttp.ClientSession() as http:
        clock = SandboxClock(sandbox.address)
        await clock.read(http)
        token = await application(sandbox.address, "ostbot")
        places = [await server(sandbox, http, number) for number in range(SERVERS)]
        with tempfile.TemporaryDirectory() as folder:
            async with open_rooms(Path(folder) / "bench.sqlite3", clock) as rooms:
                for guild, channel in places:
                    await rooms.posts.add(schedule_at(guild, channel))
                async with in_sandbox(rooms, clock, sandbox.address, token):
                    async with http.post(
                        f"{sandbox.address}/sandbox/api/clock", json={"set": HOUR.isoformat()}
                    ) as answer:
                        assert answer.status == 200
                    return await _watched(sandbox, {channel for _, channel in places})


async def _watched(sandbox: Sandbox, channels: set[ChannelId]) -> dict[str, object]:
    begun, cpu = time.monotonic(), time.process_time()
    first = last = 0.0
    found: Counter[int] = Counter()
    while time.monotonic() - begun < LONGEST:
        await asyncio.sleep(0.1)
        there = _posts(sandbox, channels)
        if there.total() > found.total():
            first, last = first or time.monotonic(), time.monotonic()
        found = there
        if len(found) == len(channels) and time.monotonic() - last > 3:
            break
    seconds = last - first
    return {
        "servers": len(channels),
        "delivered": len(found),
        "lost": len(channels) - len(found),
        "twice": sum(count > 1 for count in found.values()),
        "answers_429": len(sandbox.service.limits._invalid),
        "seconds": round(seconds, 1),
        "share_of_discords_rate": round(found.total() / seconds / GLOBAL, 3),
        "goal_share": 0.95,
        "cpu_seconds": round(time.process_time() - cpu, 1),
    }


def _posts(sandbox: Sandbox, channels: set[ChannelId]) -> Counter[int]:
    """How many messages each of the channels holds."""
    return Counter(
        int(message["channel_id"])
        for message in sandbox.service.world.messages
        if int(message["channel_id"]) in channels
    )


async def server(sandbox: Sandbox, http: aiohttp.ClientSession, number: int) -> tuple[GuildId, ChannelId]:
    """One more server with the bot on it; its id and its channel's."""
    address = f"{sandbox.address}/sandbox/api/guilds"
    async with http.post(address, json={"name": f"Server {number}"}) as answer:
        guild = await answer.json()
    return GuildId(int(guild["id"])), ChannelId(int(guild["channels"][0]["id"]))


def schedule_at(guild: GuildId, channel: ChannelId) -> Schedule:
    """The chart, every week at the hour of the measurement."""
    local = HOUR.astimezone(ZoneInfo("Asia/Seoul"))
    return Schedule(
        guild,
        channel,
        Kind.CHART,
        Cadence.WEEKLY,
        local.weekday(),
        local.time(),
        zone=ZoneInfo("Asia/Seoul"),
        since=NOW,
        chart=ChartKey("bugs-kr-weekly"),
    )
