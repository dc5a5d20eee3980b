"""Reactions to messages."""

from sandbox import shapes
from sandbox.errors import ApiError
from sandbox.permissions import Permission
from sandbox.ratelimit import REACTING
from sandbox.reacting import find, react, unreact
from sandbox.rest.call import Call, Routes
from sandbox.rest.messages import refuse_archived
from sandbox.world import Record

routes = Routes()
ALL = "/channels/{channel}/messages/{message}/reactions"
ONE = ALL + "/{emoji}"


def _emoji(call: Call) -> Record:
    name, _, key = call.at["emoji"].partition(":")
    if not name or (not key and name.isascii()):
        raise ApiError(400, 10014, "Unknown Emoji")
    return {"id": key or None, "name": name}


@routes.on("PUT", ONE + "/@me", limit=REACTING)
async def add(call: Call) -> None:
    """React; a reaction that nobody gave yet needs the permission."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    message, emoji = call.message(channel), _emoji(call)
    refuse_archived(channel)
    if find(message, emoji) is None:
        call.demand(channel, Permission.ADD_REACTIONS)
    react(call.world, call.service.sessions, message, emoji, call.own)


@routes.on("DELETE", ONE + "/@me", limit=REACTING)
async def take_own(call: Call) -> None:
    """Take the bot's reaction back."""
    unreact(call.world, call.service.sessions, call.message(call.channel()), _emoji(call), call.own)


@routes.on("DELETE", ONE + "/{user}", limit=REACTING)
async def take(call: Call) -> None:
    """Take somebody's reaction away."""
    message = call.message(call.channel(Permission.MANAGE_MESSAGES))
    unreact(call.world, call.service.sessions, message, _emoji(call), call.at["user"])


@routes.on("GET", ONE)
async def who(call: Call) -> list[Record]:
    """Who reacted so."""
    reaction = find(call.message(call.channel(Permission.READ_MESSAGE_HISTORY)), _emoji(call))
    users = reaction["users"] if reaction else []
    return [shapes.user(call.world.users[one]) for one in users[: call.number("limit", 25, 1, 100)]]


async def clear(call: Call) -> None:
    """Take all reactions away, or all of one emoji."""
    channel = call.channel(Permission.MANAGE_MESSAGES)
    message = call.message(channel)
    emoji = _emoji(call) if "emoji" in call.at else None
    gone = [one for one in message["reactions"] if emoji is None or one["emoji"] == emoji]
    message["reactions"] = [one for one in message["reactions"] if one not in gone]
    call.world.messages.put(message)
    guild = {"guild_id": channel["guild_id"]} if channel.get("guild_id") else {}
    data = {"channel_id": channel["id"], "message_id": message["id"], **guild}
    event = "MESSAGE_REACTION_REMOVE_EMOJI" if emoji else "MESSAGE_REACTION_REMOVE_ALL"
    call.service.sessions.to_channel(channel, event, {**data, "emoji": emoji} if emoji else data)
    call.world.tell("message", channel=channel["id"], message=message["id"])


routes.on("DELETE", ALL, limit=REACTING)(clear)
routes.on("DELETE", ONE, limit=REACTING)(clear)
