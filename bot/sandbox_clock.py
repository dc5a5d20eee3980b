"""The time in a sandbox, which people may move. Nobody but the composition root knows that it is not the machine's."""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import aiohttp

from bot.clock import machine

log = logging.getLogger("ostbot.clock")

PATIENCE = 20
"""Seconds to wait for the sandbox's clock to be moved before asking again."""


class SandboxClock:
    """The time in a sandbox, which people may move; :meth:`follow` keeps up with it.

    *version* says which of its moves this clock has heard of; the sandbox counts them.
    """

    def __init__(self, address: str) -> None:
        self._address = f"{address}/sandbox/api/clock"
        self._base = machine()
        self._read_at = time.monotonic()
        self._rate = 1.0
        self.version = -1

    def __call__(self) -> datetime:
        """The sandbox's time."""
        return self._base + timedelta(seconds=(time.monotonic() - self._read_at) * self._rate)

    async def follow(self, moved: Callable[[], None]) -> None:
        """Read the clock now and whenever somebody moves it; *moved* is called then. Runs until cancelled."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE + 10)) as session:
            while True:
                try:
                    await self.read(session, wait=PATIENCE, moved=moved)
                except (aiohttp.ClientError, TimeoutError) as error:
                    log.debug("the sandbox's clock does not answer: %s", error)
                    await asyncio.sleep(1)

    async def read(
        self, session: aiohttp.ClientSession, *, wait: int = 0, moved: Callable[[], None] | None = None
    ) -> None:
        """Read the clock once; with *wait*, as soon as it was moved or after so many seconds."""
        query = {"after": str(self.version), "wait": str(wait)}
        async with session.get(self._address, params=query) as answer:
            answer.raise_for_status()
            told = await answer.json()
        known, self.version = self.version, told["version"]
        self._base, self._read_at, self._rate = datetime.fromisoformat(told["now"]), time.monotonic(), told["rate"]
        if moved is not None and known != self.version:
            moved()
