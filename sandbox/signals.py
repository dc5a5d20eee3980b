"""Waiting for something to change, and telling many listeners that it did."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from typing import Any


class Signal:
    """Wakes those who wait until a condition holds."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def fire(self) -> None:
        """Let everyone who waits look again."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait until *holds* or the seconds of machine time are over; says whether it holds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not holds():
                    await self._next()
        return holds()

    async def _next(self) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)


class Feed:
    """What happens in the world, told to every listener; ``None`` ends a listener's queue."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[dict[str, Any] | None]] = set()

    def publish(self, event: dict[str, Any] | None) -> None:
        """Tell every listener."""
        for queue in self._listeners:
            queue.put_nowait(event)

    @staticmethod
    async def next(queue: asyncio.Queue[dict[str, Any] | None], seconds: float) -> dict[str, Any] | None:
        """The next event, ``{"type": "quiet"}`` when none came in time, ``None`` at the end."""
        try:
            async with asyncio.timeout(seconds):
                return await queue.get()
        except TimeoutError:
            return {"type": "quiet"}

    @contextlib.contextmanager
    def listening(self) -> Iterator[asyncio.Queue[dict[str, Any] | None]]:
        """A queue of everything published while the block runs."""
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)
