"""Parties as time goes on: lobbies, starts to the second, track changes, offers that end, evenings that are over.

The truth is in the store: whatever this forgets when the process ends, the next one reads again.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.boards import Boards
from bot.delivery import Courier
from bot.mirror import Mirror
from core.errors import NotFound
from core.parties.announce import RESYNC
from core.parties.states import PLAYING
from core.posts.model import Delivery
from core.rooms import Rooms
from core.values import GuildId

log = logging.getLogger("ostbot.cues")

SECONDS = 10.0
"""Between two rounds when nothing is near."""

STEP = 1.0
"""The longest wait for an instant before the clock is read again: clocks are set, machines sleep."""

READY = timedelta(seconds=5)
"""Before a start at which its message is rendered and claimed."""


class Cues:
    """Looks after the parties. *due* is called when something new has to be delivered."""

    def __init__(self, rooms: Rooms, boards: Boards, courier: Courier, mirror: Mirror, due: Callable[[], None]) -> None:
        self._rooms = rooms
        self._boards = boards
        self._courier = courier
        self._mirror = mirror
        self._due = due
        self._awake = asyncio.Event()
        self._rested = asyncio.Event()
        self._armed: dict[int, asyncio.Task[None]] = {}
        self._shown: dict[int, int | None] = {}
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run(), name="cues")

    async def stop(self) -> None:
        """Stop; what was armed is read again at the next start."""
        tasks = [*self._armed.values(), *([self._task] if self._task else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self) -> None:
        """Something has changed: look now."""
        self._rested.clear()
        self._awake.set()

    async def idle(self) -> None:
        """Look now, and wait until what is due by now has been seen to."""
        self.wake()
        await self._rested.wait()

    async def _run(self) -> None:
        while True:
            self._awake.clear()
            wait = STEP
            try:
                wait = await self.round()
            except Exception:
                log.exception("a round over the parties failed; the next one goes over the same rows")
            if not self._awake.is_set():
                self._rested.set()
            try:
                async with asyncio.timeout(wait):
                    await self._awake.wait()
            except TimeoutError:
                continue

    async def round(self) -> float:
        """Do what is due; how many seconds to wait at most before the next round."""
        for guild, party in await self._rooms.watch.restless():
            try:
                await self._tend(guild, party)
            except NotFound:
                continue
        if await self._rooms.watch.breed():
            self._due()
        for delivery in await self._rooms.watch.imminent():
            if delivery.id not in self._armed:
                task = asyncio.create_task(self._fire(delivery), name=f"start {delivery.id}")
                self._armed[delivery.id] = task
        wait = await self._follow()
        return min(wait, STEP) if await self._mirror.round() else wait

    async def _tend(self, guild: GuildId, party: int) -> None:
        tended = await self._rooms.watch.tend(guild, party)
        if tended.changed:
            self._boards.touch(guild, party)
            self._due()

    async def _follow(self) -> float:
        """Renew the board of every party whose track has changed; how long until the next change of any."""
        now, wait = self._rooms.clock(), SECONDS
        for plain in await self._rooms.parties.in_states(None, sorted(PLAYING), limit=500):
            party = await self._rooms.parties.find(plain.guild, plain.id)
            running = party.programme
            if running is None:
                continue
            current = running.current(now)
            if self._shown.get(party.id, -1) != current:
                self._shown[party.id] = current
                self._boards.touch(party.guild, party.id)
            if now < running.t0 + RESYNC:
                wait = min(wait, STEP)  # until it is known that everybody was told to start
            following = running.following(now)
            if following is None and running.paused is not None:
                continue  # nothing comes until the host goes on
            wait = min(wait, ((following.at if following else running.ends) - now).total_seconds())
        return min(max(wait, 0.01), STEP if wait < 90 and wait < SECONDS else SECONDS)

    async def _fire(self, delivery: Delivery) -> None:
        """Send a start message at its second: composed and claimed before, released by the clock."""
        try:
            await self._until(delivery.plan.due - READY)
            await self._courier.deliver(delivery, release=lambda: self._until(delivery.plan.due))
        except Exception:
            log.exception("the start %s could not be sent to the second; the tick sends it", delivery.id)
        finally:
            del self._armed[delivery.id]

    async def _until(self, moment: datetime) -> None:
        while (left := (moment - self._rooms.clock()).total_seconds()) > 0:  # noqa: ASYNC110 - a clock fires no event
            await asyncio.sleep(min(left, STEP))
