"""Messages in channels: read, send, edit, delete, pin, publish."""

from typing import Any

from sandbox import message_shapes, messages
from sandbox.checks import fields, listed, obey, snowflake
from sandbox.errors import ApiError, missing_permissions, unknown
from sandbox.message_checks import CROSSPOSTED
from sandbox.permissions import Permission, is_locked, is_thread, sending
from sandbox.ratelimit import WRITING
from sandbox.rest.call import Call, Routes
from sandbox.world import Record

routes = Routes()
CHANNEL = "/channels/{channel}"
MESSAGE = "/channels/{channel}/messages/{message}"
MOST_PINS = 250


def _shown(call: Call, message: Record) -> Record:
    return message_shapes.message(call.world, message, call.own)


@routes.on("GET", CHANNEL + "/messages/pins")
async def pins(call: Call) -> Record:
    """The pinned messages, latest first."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    pinned = [one for one in call.world.messages.in_channel(channel["id"]) if one["pinned"]]
    pinned.sort(key=lambda one: one["pinned_at"], reverse=True)
    before, limit = call.query.get("before"), call.number("limit", 50, 1, 50)
    found = [one for one in pinned if before is None or one["pinned_at"] < before]
    items = [{"pinned_at": one["pinned_at"], "message": _shown(call, one)} for one in found[:limit]]
    return {"items": items, "has_more": len(found) > limit}


@routes.on("GET", CHANNEL + "/pins")
async def old_pins(call: Call) -> list[Record]:
    """The same as Discord used to list it."""
    return [item["message"] for item in (await pins(call))["items"]]


@routes.on("POST", CHANNEL + "/messages/bulk-delete")
async def bulk_delete(call: Call) -> None:
    """Delete 2 to 100 messages at once."""
    channel = call.channel(Permission.MANAGE_MESSAGES)
    obey(fields({"messages": listed(snowflake, low=2, high=100)}), call.body)
    for key in call.body["messages"]:
        message = call.world.messages.get(str(key))
        if message is not None and message["channel_id"] == channel["id"]:
            messages.remove(call.world, call.service.sessions, message)


@routes.on("GET", CHANNEL + "/messages")
async def history(call: Call) -> list[Record]:
    """Messages, newest first; none for a bot that may not read the history."""
    channel = call.channel()
    if not call.may(channel, Permission.READ_MESSAGE_HISTORY):
        return []
    limit = call.number("limit", 50, 1, 100)
    seen = [one for one in call.world.messages.in_channel(channel["id"]) if one["visible_to"] is None]
    return [_shown(call, one) for one in reversed(_page(seen, call.query, limit))]


def _page(seen: list[Record], query: Any, limit: int) -> list[Record]:
    """The part of a channel that before, after or around asks for, oldest first."""
    marks = {key: int(query[key]) for key in ("before", "after", "around") if query.get(key, "").isdecimal()}
    if "around" in marks:
        place = sum(int(one["id"]) < marks["around"] for one in seen)
        return seen[max(0, place - limit // 2) : place + (limit + 1) // 2]
    if "after" in marks:
        return [one for one in seen if int(one["id"]) > marks["after"]][:limit]
    if "before" in marks:
        seen = [one for one in seen if int(one["id"]) < marks["before"]]
    return seen[-limit:]


@routes.on("POST", CHANNEL + "/messages", limit=WRITING)
async def send(call: Call) -> Record:
    """Send a message; with ``enforce_nonce`` a repeated nonce gives the message that it has already made."""
    channel = call.channel()
    nonce = call.body.get("nonce")
    key = str(nonce) if nonce is not None and call.body.get("enforce_nonce") else None
    made = call.service.nonces.made(call.own, channel["id"], key) if key else None
    earlier = call.world.messages.get(made)
    if earlier is None:
        may_send(call, channel)
        earlier = messages.post(call.world, call.service.sessions, channel, call.own, call.body, call.files)
        if key:
            call.service.nonces.remember(call.own, channel["id"], key, earlier["id"])
    shown = _shown(call, earlier)
    return shown if nonce is None else {**shown, "nonce": nonce}


def may_send(call: Call, channel: Record) -> None:
    """Refuse a message that the bot may not send there, with these embeds and files, or to this person."""
    if channel["type"] in {4, 15}:
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    if channel["type"] == 1:
        other = next(one for one in channel["recipients"] if one != call.own)
        if not call.world.users[other]["direct_messages"]:
            raise ApiError(403, 50007, "Cannot send messages to this user")
        return
    needs = [sending(channel)]
    if call.body.get("embeds"):
        needs.append(Permission.EMBED_LINKS)
    if call.files:
        needs.append(Permission.ATTACH_FILES)
    if call.body.get("message_reference"):
        needs.append(Permission.READ_MESSAGE_HISTORY)
    if call.body.get("tts"):
        needs.append(Permission.SEND_TTS_MESSAGES)
    call.demand(channel, *needs)
    refuse_locked(call, channel)


def refuse_locked(call: Call, channel: Record) -> None:
    """Refuse to wake a locked thread (160005) without the permission to manage threads."""
    if is_locked(channel) and not call.may(channel, Permission.MANAGE_THREADS):
        raise ApiError(403, 160005, "Thread is locked")


def refuse_archived(channel: Record) -> None:
    """Refuse to change what is in an archived thread (50083)."""
    if is_thread(channel) and channel["thread_metadata"]["archived"]:
        raise ApiError(400, 50083, "Thread is archived")


@routes.on("POST", CHANNEL + "/typing")
async def typing(call: Call) -> None:
    """Show that the bot is typing."""
    channel = call.channel()
    call.demand(channel, sending(channel))


@routes.on("GET", MESSAGE)
async def get(call: Call) -> Record:
    """One message."""
    return _shown(call, call.message(call.channel(Permission.READ_MESSAGE_HISTORY)))


@routes.on("PATCH", MESSAGE, limit=WRITING)
async def edit(call: Call) -> Record:
    """Edit the bot's own message."""
    channel = call.channel()
    message = call.message(channel)
    refuse_archived(channel)
    if message["author_id"] != call.own:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    return _shown(call, messages.revise(call.world, call.service.sessions, message, call.body, call.files))


@routes.on("DELETE", MESSAGE, limit=WRITING)
async def delete(call: Call) -> None:
    """Delete a message; somebody else's needs the permission."""
    channel = call.channel()
    message = call.message(channel)
    refuse_archived(channel)
    if message["author_id"] != call.own and not call.may(channel, Permission.MANAGE_MESSAGES):
        raise missing_permissions()
    messages.remove(call.world, call.service.sessions, message)


@routes.on("POST", MESSAGE + "/crosspost", limit=WRITING)
async def crosspost(call: Call) -> Record:
    """Publish a message of an announcement channel."""
    channel = call.channel()
    message = call.message(channel)
    own = message["author_id"] == call.own
    call.demand(channel, Permission.SEND_MESSAGES if own else Permission.MANAGE_MESSAGES)
    if channel["type"] != 5:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    if message["flags"] & CROSSPOSTED:
        raise ApiError(400, 40033, "This message has already been crossposted")
    message["flags"] |= CROSSPOSTED
    call.world.messages.put(message)
    messages.announce(call.world, call.service.sessions, message, "MESSAGE_UPDATE")
    return _shown(call, message)


async def pin(call: Call) -> None:
    """Pin a message; pinning twice changes nothing."""
    channel = call.channel(Permission.PIN_MESSAGES)
    message = call.message(channel)
    pinned = sum(one["pinned"] for one in call.world.messages.in_channel(channel["id"]))
    if not message["pinned"]:
        if pinned >= MOST_PINS:
            raise ApiError(400, 30003, f"Maximum number of pins reached ({MOST_PINS})")
        _set_pin(call, channel, message, pinned=True)


async def unpin(call: Call) -> None:
    """Take a pin away."""
    channel = call.channel(Permission.PIN_MESSAGES)
    message = call.message(channel)
    if not message["pinned"]:
        raise unknown(10008, "Message")
    _set_pin(call, channel, message, pinned=False)


def _set_pin(call: Call, channel: Record, message: Record, *, pinned: bool) -> None:
    moment = call.world.clock.now().isoformat()
    message |= {"pinned": pinned, "pinned_at": moment if pinned else None}
    call.world.messages.put(message)
    messages.announce(call.world, call.service.sessions, message, "MESSAGE_UPDATE")
    guild = {"guild_id": channel["guild_id"]} if channel.get("guild_id") else {}
    data = {"channel_id": channel["id"], "last_pin_timestamp": moment if pinned else None, **guild}
    call.service.sessions.to_channel(channel, "CHANNEL_PINS_UPDATE", data)


for _path in (CHANNEL + "/messages/pins/{message}", CHANNEL + "/pins/{message}"):
    routes.on("PUT", _path)(pin)
    routes.on("DELETE", _path)(unpin)
