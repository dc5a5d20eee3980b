"""The sandbox as one server: the API, the gateway, the files, the control API and the page."""

import asyncio
import base64
import contextlib
import time
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from sandbox import newworld, scheduled, threads
from sandbox.clock import Clock
from sandbox.control.front import Desk
from sandbox.errors import ControlError, SandboxError
from sandbox.rest.front import ROOT, Front
from sandbox.service import Service
from sandbox.store import Store
from sandbox.world import World

HEARTBEAT = 1.0
"""Machine seconds between two looks at what the clock has made due."""
INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/", "text/plain")


class Sandbox:
    """A local Discord; ``async with Sandbox() as sandbox`` listens until the block ends.

    *port* 0 takes any free one. *data* is a file that keeps the world over restarts. *now* is where the clock starts
    when that file has none (the machine's time by default). *fast* switches the rate limits off. Raises
    :class:`SandboxError` when the port is taken or the file cannot be used.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        data: Path | None = None,
        now: datetime | None = None,
        fast: bool = False,
    ) -> None:
        self._host = host
        self._port = port
        self._data = data
        self._fast = fast
        try:
            self.world = World(Clock(now))
        except ControlError as refusal:
            raise SandboxError(refusal.message) from None
        self._resources = contextlib.AsyncExitStack()
        self.service: Service

    @property
    def address(self) -> str:
        """``http://127.0.0.1:PORT``: the page."""
        return self.world.address

    @property
    def api(self) -> str:
        """The base of the REST API."""
        return self.world.address + ROOT

    @property
    def gateway(self) -> str:
        """The gateway's address."""
        return self.service.gateway.url

    async def __aenter__(self) -> Self:
        async with contextlib.AsyncExitStack() as opened:
            store = Store(self.world, self._data) if self._data is not None else None
            if store is not None:
                opened.push_async_callback(store.close)
            self.service = Service(self.world, fast=self._fast, machine=time.time)
            if not len(self.world.guilds) and not len(self.world.users):
                newworld.populate(self.world, self.service.sessions)
            await self._listen(opened)
            timekeeper = asyncio.create_task(self._keep_time(), name="sandbox timekeeper")
            opened.push_async_callback(_cancel, timekeeper)
            if store is not None:
                store.start()
            self._resources = opened.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._resources.aclose()

    async def _listen(self, opened: contextlib.AsyncExitStack) -> None:
        app = web.Application(client_max_size=110 * 1024 * 1024)
        Front(self.service).mount(app)
        Desk(self.service).mount(app)
        app.router.add_get("/gateway", self.service.gateway.serve)
        app.router.add_get("/gateway/", self.service.gateway.serve)
        app.router.add_get("/attachments/{folder}/{file}/{name}", self._attachment)
        app.on_shutdown.append(self._let_go)
        runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=2.0)
        await runner.setup()
        opened.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, self._host, self._port, reuse_address=True)
        try:
            await site.start()
        except OSError as problem:
            raise SandboxError(
                f"The sandbox cannot listen on {self._host}:{self._port} ({problem.strerror}); choose another port."
            ) from None
        host, port = runner.addresses[0][:2]
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
        self.world.address = f"http://{shown}:{port}"

    async def _let_go(self, app: web.Application) -> None:
        """Release everybody who waits, so that the server can close."""
        self.service.stopping.set()
        self.service.interactions.close()
        self.world.feed.publish(None)
        await self.service.gateway.close()

    async def _attachment(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["file"])
        if file is None or file["folder"] != request.match_info["folder"]:
            raise web.HTTPNotFound
        kind = file["content_type"]
        # Uploads are shown on the page's own origin: nothing in them may run there.
        headers = {"Content-Type": kind, "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if not kind.startswith(INLINE):
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=base64.b64decode(file["base64"]), headers=headers)

    async def _keep_time(self) -> None:
        """Let events begin and end, threads fall asleep and tokens and lost sessions run out."""
        clock, sessions = self.world.clock, self.service.sessions
        while True:
            seen = clock.version
            scheduled.keep_time(self.world, sessions)
            threads.archive_idle(self.world, sessions)
            self.service.interactions.expire()
            sessions.sweep(asyncio.get_running_loop().time())
            await clock.changed.until(lambda: clock.version != seen, HEARTBEAT)  # noqa: B023 - awaited in the same turn


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
