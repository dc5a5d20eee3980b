"""The line to Discord: a watchdog on the last heartbeat's answer and the last event, and the IDENTIFY budget."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from enum import StrEnum

import aiohttp
import discord

from bot.discord_private import Starts
from core.errors import Refusal

log = logging.getLogger("ostbot.vitals")

UNHEALTHY = 5 * 60
"""Seconds without a sign of life after which the bot calls itself unhealthy."""

DEAD = 10 * 60
"""Seconds after which it ends, so that whatever started it starts it anew."""

LOOK = 5.0
"""Seconds between two looks."""

LEAST_STARTS = 50
"""IDENTIFYs a day that are kept back: at 0 Discord resets the token."""

ASK_AGAIN = 60.0
"""Seconds between two looks at the budget while it is spent."""

Seconds = Callable[[], float]


class Health(StrEnum):
    """How the line is."""

    WELL = "well"
    UNHEALTHY = "unhealthy"
    DEAD = "dead"


class LineDead(Refusal):
    """Nothing has come from Discord for ten minutes."""

    exit_code = 75  # sysexits: a temporary failure, start me again


class Watchdog:
    """Knows when Discord was heard last. *seconds* is a clock that never goes back."""

    def __init__(self, seconds: Seconds = time.perf_counter) -> None:
        self._seconds = seconds
        self._heard = seconds()
        self._said = Health.WELL

    def heard(self, at: float | None = None) -> None:
        """Something came from Discord, now or at an instant of the same clock."""
        self._heard = max(self._heard, self._seconds() if at is None else at)

    @property
    def silence(self) -> float:
        """Seconds since Discord was heard last."""
        return self._seconds() - self._heard

    @property
    def health(self) -> Health:
        """How the line is."""
        if self.silence >= DEAD:
            return Health.DEAD
        return Health.UNHEALTHY if self.silence >= UNHEALTHY else Health.WELL

    async def watch(self, acknowledged: Callable[[], float | None], pause: float = LOOK) -> None:
        """Look now and again until the line is dead.

        Raises:
            LineDead: nothing was heard for ten minutes.
        """
        while True:
            if (at := acknowledged()) is not None:
                self.heard(at)
            health = self.health
            if health is not self._said:
                log.log(
                    logging.INFO if health is Health.WELL else logging.CRITICAL, "the line to Discord is %s", health
                )
                self._said = health
            if health is Health.DEAD:
                raise LineDead("Nothing has come from Discord for ten minutes: ending, to be started anew.")
            await asyncio.sleep(pause)


async def wait_for_starts(ask: Callable[[], Awaitable[Starts]], pause: float = ASK_AGAIN) -> None:
    """Return once enough IDENTIFYs are left today that one more does no harm.

    Where Discord does not say how many there are, it goes on after a short, growing pause: connecting will fail too.
    """
    for attempt in range(3):
        try:
            starts = await ask()
            break
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("Discord does not say how often I may still connect: %s", error)
            await asyncio.sleep(min(pause, 2.0**attempt) * random.uniform(0.7, 1.3))  # noqa: S311 - spreads retries, guards nothing
    else:
        return
    while starts.remaining < LEAST_STARTS:
        wait = min(starts.reset_after.total_seconds(), pause)
        log.critical("only %d connections are left today: waiting", starts.remaining)
        await asyncio.sleep(wait)
        starts = await ask()
