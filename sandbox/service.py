"""One running sandbox: its world and everything that works on it, handed to every route."""

import asyncio
from collections.abc import Callable

from sandbox.faults import Faults
from sandbox.gateway import Gateway
from sandbox.interactions import Interactions
from sandbox.journal import Journal
from sandbox.nonces import Nonces
from sandbox.ratelimit import Limits
from sandbox.signals import Signal
from sandbox.world import World


class Service:
    """The parts of a sandbox."""

    def __init__(self, world: World, *, fast: bool, machine: Callable[[], float]) -> None:
        self.world = world
        self.gateway = Gateway(world)
        self.sessions = self.gateway.sessions
        self.interactions = Interactions(self.world, self.sessions, machine)
        self.faults = Faults()
        self.journal = Journal(world)
        self.limits = Limits(machine, fast=fast)
        self.nonces = Nonces(machine)
        self.stopping = asyncio.Event()

    async def wait(self, signal: Signal, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait until *holds*, the seconds are over or the sandbox stops; says whether it holds."""
        waiting = asyncio.create_task(signal.until(holds, seconds))
        stopping = asyncio.create_task(self.stopping.wait())
        try:
            await asyncio.wait({waiting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            stopping.cancel()
            await asyncio.gather(waiting, stopping, return_exceptions=True)
        return holds()
