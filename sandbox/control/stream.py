"""News for the page: one Server-Sent Event a change."""

import contextlib
import json
from typing import Any

from aiohttp import web

from sandbox.errors import ControlError
from sandbox.permissions import Permission, in_channel
from sandbox.service import Service
from sandbox.signals import Feed

COMMENT_EVERY = 15.0
"""Seconds after which a silent stream says that it is still there."""


async def serve(service: Service, request: web.Request) -> web.StreamResponse:
    """Stream what the member may know until one of the two goes away."""
    member = request.query.get("as", "")
    if member not in service.world.users:
        raise ControlError('"as" must be a member\'s id; GET /state lists them.', 404)
    headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response = web.StreamResponse(headers=headers)
    with contextlib.suppress(ConnectionError), service.world.feed.listening() as events:
        await response.prepare(request)
        await response.write(b": hello\n\n")
        while True:
            event = await Feed.next(events, COMMENT_EVERY)
            if event is None:
                return response
            if event["type"] == "quiet":
                await response.write(b": still here\n\n")
            elif _concerns(service, event, member):
                await response.write(f"data: {json.dumps(_worded(event))}\n\n".encode())
    return response


def _concerns(service: Service, event: dict[str, Any], member: str) -> bool:
    if event["type"] == "interaction":
        return bool(event["member"] == member)
    if event["type"] != "message":
        return True
    channel = service.world.channels.get(event["channel"])
    if channel is None:
        return False
    message = service.world.messages.get(event.get("message"))
    private = message is not None and message["visible_to"] not in {None, member}
    return not private and bool(in_channel(service.world, channel, member) & Permission.VIEW_CHANNEL)


def _worded(event: dict[str, Any]) -> dict[str, Any]:
    kept = {"message": ("type", "channel"), "interaction": ("type", "id", "state")}.get(event["type"])
    return event if kept is None else {key: event[key] for key in kept}
