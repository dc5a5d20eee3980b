"""Who the bot is, where it connects, and whom it meets."""

from typing import Any

from sandbox import shapes
from sandbox.checks import fields, obey, snowflake
from sandbox.directs import open_direct
from sandbox.errors import unknown
from sandbox.places import remove_member
from sandbox.rest.call import Call, Routes
from sandbox.world import Record

routes = Routes()
IDENTIFIES_A_DAY = 1000


@routes.on("GET", "/gateway", token=True)
async def gateway(call: Call) -> Record:
    """Where to connect."""
    return {"url": call.service.gateway.url}


@routes.on("GET", "/gateway/bot")
async def gateway_for_bot(call: Call) -> Record:
    """Where to connect, and how often that may be done today."""
    used = call.service.sessions.identified.get(call.own, 0)
    return {
        "url": call.service.gateway.url,
        "shards": 1,
        "session_start_limit": {
            "total": IDENTIFIES_A_DAY,
            "remaining": max(0, IDENTIFIES_A_DAY - used),
            "reset_after": 86_400_000,
            "max_concurrency": 1,
        },
    }


@routes.on("GET", "/users/@me")
async def me(call: Call) -> Record:
    """The bot's own user."""
    user = call.world.users[call.own]
    return {**shapes.user(user), "mfa_enabled": False, "locale": user["locale"], "verified": True, "email": None}


@routes.on("GET", "/oauth2/applications/@me")
async def application(call: Call) -> Record:
    """The bot's application."""
    return shapes.application(call.world, call.me)


routes.on("GET", "/applications/@me")(application)


@routes.on("GET", "/users/@me/guilds")
async def guilds(call: Call) -> list[Record]:
    """The servers that the bot is in."""
    keys = ("id", "name", "icon", "banner", "features", "approximate_member_count")
    shown: list[Record] = []
    for guild in call.world.guilds_with(call.own):
        whole = shapes.guild(call.world, guild)
        granted = shapes.permissions_of(call.world, guild["id"], call.own)
        shown.append(
            {key: whole[key] for key in keys} | {"owner": guild["owner_id"] == call.own, "permissions": granted}
        )
    return shown


@routes.on("DELETE", "/users/@me/guilds/{guild}")
async def leave(call: Call) -> None:
    """The bot leaves a server."""
    remove_member(call.world, call.service.sessions, call.guild(), call.own)


@routes.on("POST", "/users/@me/channels")
async def direct(call: Call) -> Record:
    """The direct message channel with a user; opening it again gives the same one."""
    obey(fields({"recipient_id": snowflake}), call.body)
    recipient = call.world.users.get(str(call.body["recipient_id"]))
    if recipient is None:
        raise unknown(10013, "User")
    return shapes.direct(call.world, open_direct(call.world, call.service.sessions, call.own, recipient["id"]))


@routes.on("GET", "/users/{user}")
async def user(call: Call) -> Record:
    """Any user."""
    found: Any = call.world.users.get(call.at["user"])
    if found is None:
        raise unknown(10013, "User")
    return shapes.user(found)
