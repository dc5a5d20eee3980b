"""The real bot in a process of its own that kills itself (SIGKILL) at a named step of a delivery.

``python -m tests.wire.killed_bot ADDRESS DATABASE STEP`` connects to the sandbox at ADDRESS; at STEP "never" it lives.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp

from bot.demo import application
from bot.opening import open_rooms
from bot.sandbox_clock import SandboxClock
from bot.wiring import in_sandbox


async def live(address: str, database: Path, dying_at: str) -> None:
    """Run until killed."""

    def step(name: str) -> None:
        if name == dying_at:
            os.kill(os.getpid(), signal.SIGKILL)

    clock = SandboxClock(address)
    async with aiohttp.ClientSession() as session:
        await clock.read(session)
    token = await application(address)
    async with open_rooms(database, clock) as rooms, in_sandbox(rooms, clock, address, token, step):
        print("ready", flush=True)  # noqa: T201 - the test waits for this line
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(live(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
