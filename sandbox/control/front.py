"""The desk where people and tests ask for things: loopback only, same origin only, JSON in and out."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.control import acts, drawer, places, state, stream
from sandbox.control.ask import Ask, Handler
from sandbox.errors import ApiError, ControlError
from sandbox.service import Service

ROOT = "/sandbox/api"
PAGE = Path(__file__).parent.parent / "page"
MODULES = (state, places, acts, drawer)
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
PEERS = {"127.0.0.1", "::1"}

Serve = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Desk:
    """Turns HTTP requests into calls of the control API, and serves the page."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def mount(self, app: web.Application) -> None:
        """Add every call and the page."""
        for module in MODULES:
            for method, path, handler in module.calls.all:
                app.router.add_route(method, ROOT + path, guarded(self._handler(handler)))
        app.router.add_get(ROOT + "/stream", guarded(self._stream))
        app.router.add_route("*", "/sandbox/api/{rest:.*}", guarded(self._nothing_here))
        app.router.add_get("/", guarded(self._page))
        app.router.add_get("/page/{file:.+}", guarded(self._page))

    def _handler(self, handler: Handler) -> Serve:
        async def handle(request: web.Request) -> web.StreamResponse:
            answer = await handler(Ask(self._service, request.match_info, request.query, await _body(request)))
            return web.Response(status=204) if answer is None else _json(200, answer)

        return handle

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        return await stream.serve(self._service, request)

    async def _nothing_here(self, request: web.Request) -> web.StreamResponse:
        asked = f"{request.method} {request.path.removeprefix(ROOT)}"
        raise ControlError(f"The control API has no {asked}; sandbox/README.md lists its calls.", 404)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        file = (PAGE / request.match_info.get("file", "index.html")).resolve()
        if not file.is_relative_to(PAGE) or not file.is_file():
            raise ControlError("There is no such file of the page.", 404)
        headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
        return web.FileResponse(file, headers=headers)


def guarded(serve: Serve) -> Serve:
    """Answer only this machine and only the page's own origin, and word every refusal.

    A foreign web page reaches loopback through the browser of whoever reads it: by a rebound name (its Host is not
    loopback) or by a cross-site request (its Origin is another).
    """

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            _refuse_foreign(request)
            return await serve(request)
        except ControlError as refusal:
            return _json(refusal.status, {"message": refusal.message})
        except ApiError as refusal:
            return _json(400, {"message": refusal.sentence()})

    return handle


def _refuse_foreign(request: web.Request) -> None:
    host = request.headers.get("Host", "")
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    origin = request.headers.get("Origin")
    crossed = request.headers.get("Sec-Fetch-Site") == "cross-site" and request.method != "GET"
    if name not in LOOPBACK or request.remote not in PEERS:
        raise ControlError(
            "The control API and the page answer only on this machine, under 127.0.0.1 or localhost.", 403
        )
    if crossed or (origin is not None and origin != f"http://{host}"):
        raise ControlError("The control API does not answer other web pages.", 403)


async def _body(request: web.Request) -> Any:
    raw = await request.read()
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw)
    except ValueError:
        raise ControlError("The body must be JSON.") from None
    if not isinstance(body, dict):
        raise ControlError("The body must be a JSON object.")
    return body


def _json(status: int, body: Any) -> web.Response:
    headers = {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return web.Response(status=status, body=json.dumps(body).encode(), headers=headers)
