"""The tick: every few seconds it asks the ledger what is due. It remembers nothing, so nothing can be forgotten."""

import asyncio
import logging
from itertools import groupby

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery import Courier
from core.posts.desk import PostDesk
from core.posts.model import Delivery

log = logging.getLogger("ostbot.ticker")

SECONDS = 10
"""Between two ticks."""

AT_ONCE = 8
"""Channels posted to at the same time; within one channel posts go one after the other."""


class Ticker:
    """Holds the one timer of the program. :meth:`wake` ticks at once, for whoever knows that something is due."""

    def __init__(self, posts: PostDesk, courier: Courier) -> None:
        self._posts = posts
        self._courier = courier
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._awake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to tick; what a process that is gone left half done is looked at first."""
        await self._posts.let_go()
        self._scheduler.add_job(
            self.wake, "interval", seconds=SECONDS, misfire_grace_time=None, coalesce=True, max_instances=1
        )
        self._scheduler.start()
        self._task = asyncio.create_task(self._run(), name="ticker")
        self.wake()

    async def stop(self) -> None:
        """Stop ticking; what is being sent is resolved at the next start."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """Tick now, or right after the tick that is running."""
        self._awake.set()

    async def _run(self) -> None:
        while True:
            await self._awake.wait()
            self._awake.clear()
            try:
                await self.tick()
            except Exception:
                log.exception("a tick failed; the next one goes over the same rows")

    async def tick(self) -> None:
        """Plan, then deliver everything that is due."""
        await self._posts.plan()
        due = sorted(await self._posts.due(), key=lambda delivery: delivery.plan.channel)
        gate = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for _, queue in groupby(due, key=lambda delivery: delivery.plan.channel):
                group.create_task(self._channel(list(queue), gate))

    async def _channel(self, queue: list[Delivery], gate: asyncio.Semaphore) -> None:
        for due in queue:
            async with gate:
                try:
                    await self._courier.deliver(due)
                except Exception:
                    log.exception("delivery %s failed; it is tried again when its lease ends", due.id)
