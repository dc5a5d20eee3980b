"""Thousands of posts while Discord fails three requests in ten, in every way it does."""

import asyncio
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import aiohttp

from bench.fanout import HOUR, NOW, schedule_at, server
from bot.delivery import Courier
from bot.demo import application
from bot.opening import open_rooms
from bot.sandbox_clock import SandboxClock
from bot.wiring import in_sandbox
from core.posts.model import Delivery
from sandbox import Sandbox
from sandbox.faults import Fault, Faults

SENDS = 2000
WRONG = (429, 500, 502, 503, 520, "reset", "accept-then-drop", "hang")
"""What goes wrong; the last two leave open whether the message arrived."""

SHARE = 0.3
"""Of all requests to a channel's messages, how many go wrong."""

LONGEST = 600
"""Seconds after which we stop waiting for the last post."""


class Stopwatch:
    """Stands before the courier and knows how long its longest delivery took."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier
        self.longest = 0.0

    async def deliver(self, due: Delivery) -> None:
        """Deliver, and look at the clock."""
        begun = time.monotonic()
        try:
            await self._courier.deliver(due)
        finally:
            self.longest = max(self.longest, time.monotonic() - begun)


class Counted(Faults):
    """Faults that are counted as they strike."""

    def __init__(self) -> None:
        super().__init__()
        self.struck: Counter[int | str] = Counter()

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault that hits this request, if any."""
        fault = super().strike(method, path)
        if fault is not None:
            self.struck[fault.status] += 1
        return fault


async def measure(sends: int = SENDS) -> dict[str, object]:
    """Posts that are there once, told as not there, lost, doubled; invalid answers; the longest attempt."""
    async with Sandbox(now=NOW) as sandbox, aiohttp.ClientSession() as http:
        clock = SandboxClock(sandbox.address)
        await clock.read(http)
        token = await application(sandbox.address, "ostbot")
        places = [await server(sandbox, http, number) for number in range(sends)]
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "bench.sqlite3"
            async with open_rooms(store, clock) as rooms:
                for guild, channel in places:
                    await rooms.posts.add(schedule_at(guild, channel))
                async with in_sandbox(rooms, clock, sandbox.address, token) as bot:
                    watch = Stopwatch(bot.ticker._courier)
                    bot.ticker._courier = watch  # type: ignore[assignment]  # the ticker only asks it to deliver
                    sandbox.service.faults = faults = Counted()
                    for fault in rain():
                        faults.add(fault)
                    async with http.post(
                        f"{sandbox.address}/sandbox/api/clock", json={"set": HOUR.isoformat()}
                    ) as answer:
                        assert answer.status == 200
                    seconds = await _settled(store)
                    states = await _states(store)
        there = Counter(int(message["channel_id"]) for message in sandbox.service.world.messages)
        found = [there[channel] for _, channel in places]
        invalid = len(sandbox.service.limits._invalid)
    unsent = states.total() - states["sent"] - states["due"] - states["sending"]
    return {
        "sends": sends,
        "sent": states["sent"],
        "classified_otherwise": unsent,
        "lost": sum(not count for count in found) - unsent,
        "twice": sum(count > 1 for count in found),
        "faults": {str(status): count for status, count in faults.struck.items()},
        "invalid_of_our_own": max(
            0, invalid - faults.struck[429]
        ),  # Discord counts ten minutes, a long rain lasts longer
        "most_invalid": 100,
        "longest_attempt_seconds": round(watch.longest, 1),
        "most_seconds": 60,
        "seconds": round(seconds, 1),
    }


def rain() -> list[dict[str, object]]:
    """The faults, each with its share of what the ones before let through, so that all are equally frequent."""
    each = SHARE / len(WRONG)
    return [
        {"match": "* /channels/*/messages*", "status": status, "share": each / (1 - number * each), "retry_after": 0.5}
        for number, status in enumerate(WRONG)
    ]


async def _settled(store: Path) -> float:
    """Wait until nothing is under way any more; the seconds it took."""
    begun = time.monotonic()
    while time.monotonic() - begun < LONGEST:
        await asyncio.sleep(2)
        states = await _states(store)
        if states and not states["due"] + states["sending"]:
            break
    return time.monotonic() - begun


async def _states(store: Path) -> Counter[str]:
    """How many posts whose hour has come stand in each state."""

    def look() -> Counter[str]:
        sql = "SELECT state, count(*) FROM delivery WHERE kind = 'chart' AND due_at <= ? GROUP BY state"
        with closing(sqlite3.connect(store)) as ledger:
            return Counter(dict(ledger.execute(sql, [int(HOUR.timestamp())])))

    return await asyncio.to_thread(look)
