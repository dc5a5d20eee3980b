"""Servers, channels, roles, members and applications, made and changed by hand."""

import base64
import secrets
from datetime import datetime
from typing import Any

from sandbox import commands, newworld, permissions, places, shapes
from sandbox.checks import choice, fields, flag, listed, obey, snowflake
from sandbox.control import state
from sandbox.control.ask import Ask, Calls
from sandbox.errors import ControlError
from sandbox.gateway import GRANTED
from sandbox.world import Record

calls = Calls()
KINDS = {"text": 0, "voice": 2, "category": 4, "announcement": 5, "stage": 13, "forum": 15}
UNPRIVILEGED = 1 << 23
"""The flag of an application with commands."""


@calls.on("POST", "/applications")
async def add_application(ask: Ask) -> Record:
    """A new application; its bot joins every server with a role of its own."""
    world, name = ask.world, ask.text("name")
    key = world.ids.mint()
    # discord.js reads the id out of the token's first part.
    head = base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")
    token = f"{head}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"
    flags = UNPRIVILEGED | (sum(GRANTED.values()) if ask.body.get("privileged_intents") is True else 0)
    bits = _permissions(ask.body, "permissions", int(newworld.INVITED_WITH))
    newworld.add_user(world, name, bot_id=key)
    world.applications.put({"id": key, "name": name, "token": token, "flags": flags, "permissions": bits})
    for guild in world.guilds:
        places.add_bot(world, ask.service.sessions, guild, key, bits)
    world.tell("state")
    return {"id": key, "token": token}


def _permissions(body: Record, key: str, default: int) -> int:
    value = body.get(key)
    try:
        return default if value is None else permissions.read(value)
    except (ValueError, KeyError):
        raise ControlError(f'"{key}" must be a number of bits or a list of names such as ["SEND_MESSAGES"].') from None


@calls.on("POST", "/guilds")
async def add_guild(ask: Ask) -> Record:
    """A new server with #general; "owner" is a member's id, the first person by default; every bot joins."""
    world = ask.world
    name = ask.text("name")
    people = [one for one in world.users if not one["bot"]]
    owner = ask.user("owner") if ask.body.get("owner") else (people or [newworld.add_user(world, "Owner")])[0]
    guild = places.add_guild(world, name, owner["id"])
    places.add_channel(world, ask.service.sessions, guild, {"name": "general"})
    for application in world.applications:
        places.add_bot(world, ask.service.sessions, guild, application["id"], application["permissions"])
    world.tell("state")
    return state.guild(world, guild)


@calls.on("PATCH", "/guilds/{guild}")
async def change_guild(ask: Ask) -> Record:
    """Rename a server ("name"), give it to another member ("owner") or another "system_channel_id" (null: none)."""
    guild = ask.guild()
    body = dict(ask.body)
    if body.get("owner"):
        body["owner_id"] = ask.user("owner")["id"]
    places.change_guild(ask.world, ask.service.sessions, guild, body)
    return state.guild(ask.world, guild)


@calls.on("DELETE", "/guilds/{guild}")
async def remove_guild(ask: Ask) -> None:
    """Delete a server."""
    places.remove_guild(ask.world, ask.service.sessions, ask.guild())


def _inside(ask: Ask, table: Any, key: str, what: str) -> Record:
    guild = ask.guild()
    record: Record | None = table.get(ask.at[key])
    if record is None or record.get("guild_id") != guild["id"]:
        raise ControlError(f"There is no {what} {ask.at[key]} in {guild['name']}; GET /state lists them.", 404)
    return record


def _channel_body(ask: Ask) -> Record:
    body = dict(ask.body)
    if "type" in body:
        body["type"] = KINDS.get(body["type"], body["type"])
        if body["type"] not in KINDS.values():
            raise ControlError(f'"type" must be one of {", ".join(KINDS)}, or Discord\'s number for it.')
    if body.get("parent_id") is not None and body["parent_id"] not in ask.world.channels:
        raise ControlError('"parent_id" must be a category\'s id.')
    overwrites = body.get("permission_overwrites")
    if overwrites is not None:
        body["permission_overwrites"] = [_overwrite(ask, one) for one in overwrites]
    return body


def _overwrite(ask: Ask, one: Any) -> Record:
    if not isinstance(one, dict) or not isinstance(one.get("id"), str):
        raise ControlError('An overwrite is {"id": role or member, "allow": [..], "deny": [..]}.')
    kind = 0 if one["id"] in ask.world.roles else 1
    allow, deny = _permissions(one, "allow", 0), _permissions(one, "deny", 0)
    return {"id": one["id"], "type": kind, "allow": str(allow), "deny": str(deny)}


@calls.on("POST", "/guilds/{guild}/channels")
async def add_channel(ask: Ask) -> Record:
    """A new channel: "name", and perhaps "type", "topic", "parent_id", "permission_overwrites"."""
    guild = ask.guild()
    ask.text("name")
    channel = places.add_channel(ask.world, ask.service.sessions, guild, _channel_body(ask))
    return shapes.channel(ask.world, channel)


@calls.on("PATCH", "/guilds/{guild}/channels/{channel}")
async def change_channel(ask: Ask) -> Record:
    """Change a channel: name, topic, position, parent, overwrites."""
    channel = _inside(ask, ask.world.channels, "channel", "channel")
    if permissions.is_thread(channel):
        raise ControlError("A thread is changed by its bot; only its parent channel can be changed here.")
    places.change_channel(ask.world, ask.service.sessions, channel, _channel_body(ask))
    return shapes.channel(ask.world, channel)


@calls.on("DELETE", "/guilds/{guild}/channels/{channel}")
async def remove_channel(ask: Ask) -> None:
    """Delete a channel or thread."""
    channel = _inside(ask, ask.world.channels, "channel", "channel")
    places.remove_channel(ask.world, ask.service.sessions, channel)


@calls.on("POST", "/guilds/{guild}/roles")
async def add_role(ask: Ask) -> Record:
    """A new role: "name", and perhaps "permissions", "color", "mentionable"."""
    guild = ask.guild()
    ask.text("name")
    body = {**ask.body, "permissions": _permissions(ask.body, "permissions", 0), "bot_id": None}
    return shapes.role(places.add_role(ask.world, ask.service.sessions, guild, body))


@calls.on("PATCH", "/guilds/{guild}/roles/{role}")
async def change_role(ask: Ask) -> Record:
    """Change a role; the role with the server's own id is @everyone."""
    role = _inside(ask, ask.world.roles, "role", "role")
    body = dict(ask.body)
    if "permissions" in body:
        body["permissions"] = _permissions(body, "permissions", 0)
    places.change_role(ask.world, ask.service.sessions, role, body)
    return shapes.role(role)


@calls.on("DELETE", "/guilds/{guild}/roles/{role}")
async def remove_role(ask: Ask) -> None:
    """Delete a role."""
    role = _inside(ask, ask.world.roles, "role", "role")
    if role["id"] == role["guild_id"]:
        raise ControlError("@everyone cannot be deleted.")
    places.remove_role(ask.world, ask.service.sessions, role)


@calls.on("PATCH", "/guilds/{guild}/commands/{command}")
async def override_command(ask: Ask) -> Record:
    """Who may use a command in a server, whatever its default: Discord's "permissions", [] to take them back."""
    guild = ask.guild()
    command = ask.world.commands.get(ask.at["command"])
    if command is None or command["guild_id"] not in {None, guild["id"]}:
        raise ControlError(f"There is no command {ask.at['command']} here; GET /commands lists them.", 404)
    shape = fields({"id": snowflake, "type": choice(1, 2, 3), "permission": flag})
    obey(fields({"permissions": listed(shape, high=100)}), ask.body)
    shown = commands.set_override(ask.world, command, guild["id"], ask.body["permissions"])
    application = command["application_id"]
    event = "APPLICATION_COMMAND_PERMISSIONS_UPDATE"
    ask.service.sessions.to_application(application, event, shown, guild_id=guild["id"])
    return shown


def _roles(ask: Ask, guild: Record) -> list[str]:
    roles = ask.body.get("roles") or []
    there = {one["id"] for one in ask.world.roles_of(guild["id"])}
    if not isinstance(roles, list) or not set(roles) <= there:
        raise ControlError(f'"roles" must be ids of roles of {guild["name"]}; GET /state lists them.')
    return roles


@calls.on("POST", "/guilds/{guild}/members")
async def add_member(ask: Ask) -> Record:
    """A new member by "name" (with "roles", "locale", "timezone"), or somebody known by "id": a bot is invited so."""
    world, guild = ask.world, ask.guild()
    roles = _roles(ask, guild)
    if ask.body.get("id") is None:
        name = ask.text("name")
        user = newworld.add_user(world, name, ask.text("locale", "en-US"), ask.text("timezone", "UTC"))
    else:
        user = ask.user("id")
    if world.member(guild["id"], user["id"]):
        raise ControlError(f"{user['global_name']} is in {guild['name']} already.", 409)
    if user["bot"]:
        bits = _permissions(ask.body, "permissions", world.applications[user["id"]]["permissions"])
        return state.member(world, places.add_bot(world, ask.service.sessions, guild, user["id"], bits))
    joined = places.join(world, guild, user["id"], roles)
    places.announce_member(world, ask.service.sessions, joined)
    return state.member(world, joined)


def _member(ask: Ask) -> Record:
    guild = ask.guild()
    member = ask.world.member(guild["id"], ask.at["member"])
    if member is None:
        raise ControlError(f"There is no member {ask.at['member']} in {guild['name']}; GET /state lists them.", 404)
    return member


@calls.on("PATCH", "/guilds/{guild}/members/{member}")
async def change_member(ask: Ask) -> Record:
    """Change a member: nick, roles, name, locale, timezone, timed_out_until, direct_messages."""
    member = _member(ask)
    body = {key: ask.body[key] for key in ("nick",) if key in ask.body}
    if "roles" in ask.body:
        body["roles"] = _roles(ask, ask.guild())
    if "timed_out_until" in ask.body:
        body["communication_disabled_until"] = _until(ask.body["timed_out_until"])
    user = ask.world.users[member["user_id"]]
    for key, name in (("name", "global_name"), ("locale", "locale"), ("timezone", "timezone")):
        if key in ask.body:
            user[name] = ask.text(key)
    if "direct_messages" in ask.body:
        user["direct_messages"] = ask.body["direct_messages"] is not False
    ask.world.users.put(user)
    places.change_member(ask.world, ask.service.sessions, member, body)
    return state.member(ask.world, member)


def _until(value: Any) -> str | None:
    try:
        moment = None if value is None else datetime.fromisoformat(value).astimezone()
    except (TypeError, ValueError):
        raise ControlError('"timed_out_until" must be a moment such as 2024-07-05T20:00:00Z, or null.') from None
    return moment.isoformat() if moment else None


@calls.on("DELETE", "/guilds/{guild}/members/{member}")
async def remove_member(ask: Ask) -> None:
    """A member leaves, a bot is kicked."""
    member = _member(ask)
    if member["user_id"] == ask.guild()["owner_id"]:
        raise ControlError("The owner cannot leave; give the server to somebody else first.", 409)
    places.remove_member(ask.world, ask.service.sessions, ask.guild(), member["user_id"])
