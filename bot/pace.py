"""How fast this process may send, and when it must not send at all."""

import asyncio
import logging
import math
from collections import deque
from datetime import datetime, timedelta

import aiohttp

from core.ports import Clock

log = logging.getLogger("ostbot.pace")

RATE = 48
"""Sends a second: Discord takes 50 of a bot, and 50 loses some (docs/reliability.md)."""

INVALID = (401, 403, 429)
MOST_INVALID = 500
"""Refusals in ten minutes after which we stop by ourselves; Discord bans an address at 10,000."""

WINDOW = timedelta(minutes=10)


class Pace:
    """Turns for sending, one every 1/48 second; shut for a while when Discord has had enough."""

    def __init__(self, clock: Clock, rate: float = RATE) -> None:
        self._clock = clock
        self._gap = 1 / rate
        self._next = 0.0
        self._queue = asyncio.Lock()
        self._sent: deque[float] = deque(maxlen=math.ceil(rate) + 1)
        self._invalid: deque[datetime] = deque()
        self._shut_until: datetime | None = None

    async def turn(self) -> None:
        """Wait for one's turn."""
        loop = asyncio.get_running_loop()
        async with self._queue:
            mine = max(self._next, loop.time())
            if len(self._sent) == self._sent.maxlen:  # a loop that was held up must not make up for it all at once
                mine = max(mine, self._sent[0] + 1)
            self._next = mine + self._gap
            await asyncio.sleep(mine - loop.time())
            self._sent.append(loop.time())

    @property
    def shut(self) -> bool:
        """Whether nothing may be sent just now."""
        return self._shut_until is not None and self._clock() < self._shut_until

    def shut_for(self, span: timedelta, why: str) -> None:
        """Send nothing for a while."""
        log.critical("nothing is sent for %s: %s", span, why)
        self._shut_until = self._clock() + span

    def listening(self) -> aiohttp.TraceConfig:
        """Hears every answer of Discord's, those too that the library deals with by itself."""
        trace = aiohttp.TraceConfig()

        async def answered(_session: object, _context: object, told: aiohttp.TraceRequestEndParams) -> None:
            if told.response.headers.get("X-RateLimit-Scope") != "shared":  # Discord does not count those
                self.refused(told.response.status)

        trace.on_request_end.append(answered)
        return trace

    def refused(self, status: int) -> None:
        """Count a refusal; too many of those that Discord calls invalid, and we stop by ourselves."""
        if status not in INVALID:
            return
        now = self._clock()
        self._invalid.append(now)
        while now - self._invalid[0] > WINDOW:
            self._invalid.popleft()
        if len(self._invalid) >= MOST_INVALID and not self.shut:
            self.shut_for(WINDOW, f"{len(self._invalid)} refusals in ten minutes")
