"""Channels: read, create, change, delete, and their permission overwrites."""

from sandbox import places, shapes, threads
from sandbox.checks import Check, anything, choice, fields, flag, obey, snowflake, text, whole
from sandbox.errors import ApiError, missing_permissions, unknown
from sandbox.permissions import Permission, is_thread
from sandbox.rest.call import Call, Routes
from sandbox.world import Record

routes = Routes()
SHAPE: dict[str, Check] = {
    "topic": text(0, 1024),
    "position": whole(0),
    "parent_id": snowflake,
    "permission_overwrites": anything,
}
THREAD_SHAPE = fields(
    may={
        "name": text(1, 100),
        "archived": flag,
        "locked": flag,
        "invitable": flag,
        "auto_archive_duration": choice(60, 1440, 4320, 10080),
        "rate_limit_per_user": whole(0, 21600),
    }
)


@routes.on("GET", "/channels/{channel}")
async def get(call: Call) -> Record:
    """A channel, a thread or a direct message."""
    return shapes.channel(call.world, call.channel())


@routes.on("PATCH", "/channels/{channel}")
async def change(call: Call) -> Record:
    """Change a channel or a thread."""
    channel = call.channel()
    if is_thread(channel):
        return _change_thread(call, channel)
    call.demand(channel, Permission.MANAGE_CHANNELS)
    obey(fields(may={"name": text(1, 100), **SHAPE}), call.body)
    places.change_channel(call.world, call.service.sessions, channel, call.body)
    return shapes.channel(call.world, channel)


def _change_thread(call: Call, thread: Record) -> Record:
    obey(THREAD_SHAPE, call.body)
    manages = call.may(thread, Permission.MANAGE_THREADS)
    opens_only = call.body == {"archived": False} and not thread["thread_metadata"]["locked"]
    own = thread["owner_id"] == call.own and not call.body.get("locked") and not thread["thread_metadata"]["locked"]
    wakes = opens_only and call.may(thread, Permission.SEND_MESSAGES_IN_THREADS)
    if not (manages or own or wakes):
        raise missing_permissions()
    if thread["thread_metadata"]["archived"] and call.body.get("archived") is not False:
        raise ApiError(400, 50083, "Thread is archived")
    threads.change(call.world, call.service.sessions, thread, call.body)
    return shapes.thread(thread)


@routes.on("DELETE", "/channels/{channel}")
async def delete(call: Call) -> Record:
    """Delete a channel with everything in it, or a thread."""
    channel = call.channel()
    if channel["type"] == 1:
        return shapes.channel(call.world, channel)
    call.demand(channel, Permission.MANAGE_THREADS if is_thread(channel) else Permission.MANAGE_CHANNELS)
    shown = shapes.channel(call.world, channel)
    places.remove_channel(call.world, call.service.sessions, channel)
    return shown


@routes.on("GET", "/guilds/{guild}/channels")
async def listed(call: Call) -> list[Record]:
    """A server's channels."""
    return [shapes.channel(call.world, one) for one in call.world.channels_of(call.guild()["id"])]


@routes.on("POST", "/guilds/{guild}/channels", status=201)
async def create(call: Call) -> Record:
    """A new channel."""
    guild = call.guild(Permission.MANAGE_CHANNELS)
    obey(fields({"name": text(1, 100)}, {"type": choice(0, 2, 4, 5, 13, 15), **SHAPE}), call.body)
    return shapes.channel(call.world, places.add_channel(call.world, call.service.sessions, guild, call.body))


OVERWRITE = fields({"type": choice(0, 1, "0", "1")}, {"allow": whole(0), "deny": whole(0)})


@routes.on("PUT", "/channels/{channel}/permissions/{overwrite}")
async def overwrite(call: Call) -> None:
    """Set what a role or member may do in a channel."""
    channel = call.channel(Permission.MANAGE_ROLES)
    obey(OVERWRITE, call.body)
    others = [one for one in channel["permission_overwrites"] if one["id"] != call.at["overwrite"]]
    fresh = {
        "id": call.at["overwrite"],
        "type": int(call.body["type"]),
        "allow": str(call.body.get("allow") or 0),
        "deny": str(call.body.get("deny") or 0),
    }
    places.change_channel(call.world, call.service.sessions, channel, {"permission_overwrites": [*others, fresh]})


@routes.on("DELETE", "/channels/{channel}/permissions/{overwrite}")
async def take_overwrite(call: Call) -> None:
    """Take an overwrite away."""
    channel = call.channel(Permission.MANAGE_ROLES)
    others = [one for one in channel["permission_overwrites"] if one["id"] != call.at["overwrite"]]
    if len(others) == len(channel["permission_overwrites"]):
        raise unknown(10009, "Permission overwrite")
    places.change_channel(call.world, call.service.sessions, channel, {"permission_overwrites": others})
