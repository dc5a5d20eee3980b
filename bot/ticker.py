"""The tick: every few seconds it asks the ledger what is due. It remembers nothing, so nothing can be forgotten."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from itertools import groupby

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery import Courier
from core.errors import NotStored
from core.posts.ledger import Ledger
from core.posts.model import SCHEDULED, Delivery
from core.values import ChannelId, GuildId

log = logging.getLogger("ostbot.ticker")

SECONDS = 10
"""Between two ticks."""

AT_ONCE = 32
"""Channels posted to at the same time; within one channel posts go one after the other."""

GRACE = 4.0
"""Seconds that what is being sent gets to arrive when the program ends."""

Chore = Callable[[], Awaitable[None]]
"""Something that every tick does after it has seen to what is due."""

_Where = tuple[GuildId, ChannelId]


class Ticker:
    """Holds the one timer of the program. :meth:`wake` ticks at once, for whoever knows that something is due."""

    def __init__(self, posts: Ledger, courier: Courier, chores: Iterable[Chore] = ()) -> None:
        self._posts = posts
        self._courier = courier
        self._chores = tuple(chores)
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._awake = asyncio.Event()
        self._rested = asyncio.Event()
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._queues: dict[_Where, asyncio.Task[None]] = {}
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to tick; what a process that is gone left half done is looked at first."""
        await self._posts.let_go()
        self._scheduler.add_job(
            self._on_time, "interval", seconds=SECONDS, misfire_grace_time=None, coalesce=True, max_instances=1
        )
        self._scheduler.start()
        self._task = asyncio.create_task(self._run(), name="ticker")
        self.wake()

    async def stop(self) -> None:
        """Stop ticking; what is still not there after a moment is resolved at the next start."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        sending = list(self._queues.values())
        if sending:
            await asyncio.wait(sending, timeout=GRACE)
        for task in sending:
            task.cancel()
        await asyncio.gather(*sending, return_exceptions=True)

    def wake(self) -> None:
        """Tick now, or right after the tick that is running."""
        self._rested.clear()
        self._awake.set()

    async def _on_time(self) -> None:
        """The timer's job; as a coroutine, because APScheduler runs plain functions in a thread of its own."""
        self.wake()

    async def _run(self) -> None:
        while True:
            await self._awake.wait()
            self._awake.clear()
            try:
                await self.tick()
            except NotStored as refused:
                log.warning("a tick waits for the store: %s", refused)
            except Exception:
                log.exception("a tick failed; the next one goes over the same rows")
            if not self._awake.is_set():
                self._rested.set()

    async def tick(self) -> None:
        """Plan, let everything that is due be delivered, and do the chores.

        It does not wait for the deliveries, so that a long fan-out keeps nobody else from their hour.
        """
        await self._posts.plan()
        due = sorted(await self._posts.due(), key=_where)
        for where, queue in sorted(((where, list(found)) for where, found in groupby(due, key=_where)), key=_urgency):
            if where not in self._queues:
                self._queues[where] = asyncio.create_task(self._channel(where, queue), name=f"deliveries {where}")
        for chore in self._chores:
            try:
                await chore()
            except NotStored as refused:
                log.warning("a chore waits for the store: %s", refused)
            except Exception:
                log.exception("a chore failed; the next tick does it again")

    async def idle(self) -> None:
        """Look now, and wait until what is due by now has been seen to and nothing is being delivered any more."""
        self.wake()
        while self._queues or not self._rested.is_set():
            await self._rested.wait()
            if self._queues:
                await asyncio.wait(self._queues.values())

    async def _channel(self, where: _Where, queue: list[Delivery]) -> None:
        try:
            for due in queue:
                async with self._gate:
                    try:
                        await self._courier.deliver(due)
                    except Exception:
                        log.exception("delivery %s failed; it is tried again when its lease ends", due.id)
        finally:
            del self._queues[where]


def _where(delivery: Delivery) -> _Where:
    return delivery.plan.guild, delivery.plan.channel


def _urgency(queue: tuple[_Where, list[Delivery]]) -> tuple[bool, float]:
    """What people wait for at that second (a party) goes before what a thousand channels get at the same hour."""
    first = queue[1][0]
    return all(each.plan.kind in SCHEDULED for each in queue[1]), first.plan.due.timestamp()
