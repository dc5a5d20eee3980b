"""The front door of the REST API: read, journal, break on purpose, authenticate, limit, answer."""

import json
import socket
import struct
from typing import Any

from aiohttp import BodyPartReader, web

from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.ratelimit import Verdict
from sandbox.rest import channels, commands, events, guilds, identity, interactions, messages, reactions, threads
from sandbox.rest.call import Call, Route
from sandbox.service import Service
from sandbox.uploads import Upload
from sandbox.world import Record

ROOT = "/api/v10"
VIA = "1.1 sandbox"
MODULES = (identity, commands, interactions, messages, reactions, threads, channels, guilds, events)
BODILESS = {"GET", "HEAD"}


class Front:
    """Turns HTTP requests into calls of routes."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def mount(self, app: web.Application) -> None:
        """Add every route, and Discord's own 404 for the rest."""
        for module in MODULES:
            for route in module.routes.all:
                app.router.add_route(route.method, ROOT + route.path, self._handler(route))
        app.router.add_route("*", "/api/{rest:.*}", self._nothing_here)

    async def _nothing_here(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(ROOT)
        entry = self._service.journal.open(request.method, path)
        return self._refusal(entry, ApiError(404, 0, "404: Not Found"), {})

    def _handler(self, route: Route) -> Any:
        async def handle(request: web.Request) -> web.StreamResponse:
            service = self._service
            path = request.path.removeprefix(ROOT)
            entry = service.journal.open(request.method, path)
            if service.limits.banned:
                service.journal.close(entry, 429, None)
                return web.Response(status=429, text="You are being blocked from accessing our API temporarily.")
            headers: dict[str, str] = {}
            try:
                call = await self._read(request, entry)
                fault = service.faults.strike(request.method, path)
                if fault is not None and fault.status != "accept-then-drop":
                    return await self._suffer(fault, request, entry)
                self._authenticate(route, request, call)
                verdict = self._limit(route, call)
                headers = verdict.headers
                if verdict.retry_after is not None:
                    return self._too_early(entry, verdict)
                answer = await route.handler(call)
            except ApiError as refusal:
                return self._refusal(entry, refusal, headers)
            if fault is not None:
                return await self._suffer(fault, request, entry)
            return self._answer(entry, route, answer, headers)

        return handle

    async def _read(self, request: web.Request, entry: Record) -> Call:
        content, files = None, list[Upload]()
        if request.method not in BODILESS and request.body_exists:
            if request.content_type == "multipart/form-data":
                content, files = await _parts(request)
            else:
                content = _parsed(await request.read())
        entry["body"] = content
        entry["files"] = [{"name": file.name, "size": len(file.data)} for file in files]
        return Call(self._service, request.match_info, request.query, content, files)

    def _authenticate(self, route: Route, request: web.Request, call: Call) -> None:
        if route.token:
            return
        token = request.headers.get("Authorization", "").removeprefix("Bot ")
        for application in self._service.world.applications:
            if application["token"] == token:
                call.me = application
                return
        raise ApiError(401, 0, "401: Unauthorized")

    def _limit(self, route: Route, call: Call) -> Verdict:
        at = call.at
        resource = at.get("channel") or at.get("guild") or at.get("token") or ""
        bot = call.me.get("id") or at.get("application") or ""
        name = f"{route.method} {route.path}"
        return self._service.limits.ask(bot, name, resource, route.limit, counted=not route.token)

    async def _suffer(self, fault: Fault, request: web.Request, entry: Record) -> web.StreamResponse:
        if fault.status == 429 and not fault.via:
            self._service.journal.close(entry, 429, None)
            return web.Response(status=429, text="You are being blocked from accessing our API temporarily.")
        if fault.status == 429:
            return self._too_early(entry, Verdict({}, fault.retry_after))
        if isinstance(fault.status, int):
            return self._refusal(entry, ApiError(fault.status, fault.code, fault.message), {})
        self._service.journal.close(entry, fault.status, None)
        if fault.status == "hang":
            await self._service.stopping.wait()
        return _cut(request, reset=fault.status == "reset")

    def _too_early(self, entry: Record, verdict: Verdict) -> web.Response:
        after = verdict.retry_after or 0.0
        body = {"message": "You are being rate limited.", "retry_after": round(after, 3), "global": verdict.everywhere}
        scope = "global" if verdict.everywhere else "user"
        headers = {**verdict.headers, "Via": VIA, "Retry-After": str(int(after) + 1), "X-RateLimit-Scope": scope}
        self._service.limits.note(429)
        self._service.journal.close(entry, 429, body)
        return _json(429, body, headers)

    def _refusal(self, entry: Record, refusal: ApiError, headers: dict[str, str]) -> web.Response:
        self._service.limits.note(refusal.status)
        self._service.journal.close(entry, refusal.status, refusal.body())
        return _json(refusal.status, refusal.body(), {**headers, "Via": VIA})

    def _answer(self, entry: Record, route: Route, answer: Any, headers: dict[str, str]) -> web.Response:
        headers = {**headers, "Via": VIA}
        status = 204 if answer is None else route.status
        self._service.journal.close(entry, status, answer)
        return web.Response(status=204, headers=headers) if answer is None else _json(status, answer, headers)


def _json(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    # discord.py reads JSON only when the content type is exactly this, without a charset.
    return web.Response(
        status=status, body=json.dumps(body).encode(), headers={**headers, "Content-Type": "application/json"}
    )


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw.strip() else None
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None


async def _parts(request: web.Request) -> tuple[Any, list[Upload]]:
    content: Any = None
    files: list[Upload] = []
    reader = await request.multipart()
    async for part in reader:
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read())
        name = part.name or ""
        if name == "payload_json":
            content = _parsed(data)
        elif part.filename is not None:
            place = name[6:-1] if name.startswith("files[") else str(len(files))
            files.append(Upload(place, part.filename, data))
    return content, files


def _cut(request: web.Request, *, reset: bool) -> web.Response:
    """End the connection without an answer; *reset* sends RST, as a machine that crashed does."""
    transport = request.transport
    if transport is not None:
        raw = transport.get_extra_info("socket")
        if reset and raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response(status=500)
