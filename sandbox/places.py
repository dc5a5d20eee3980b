"""Servers, channels, roles and members are made, changed and removed; every bot there is told."""

from sandbox import messages, shapes
from sandbox.permissions import ORDINARY, is_thread
from sandbox.sessions import Sessions
from sandbox.world import Record, World


def add_guild(world: World, name: str, owner_id: str) -> Record:
    """A new server with its @everyone role and its owner, not announced yet."""
    guild = world.guilds.put({"id": world.ids.mint(), "name": name, "owner_id": owner_id, "preferred_locale": "en-US"})
    world.roles.put(_role(guild["id"], guild["id"], {"name": "@everyone", "permissions": int(ORDINARY)}, 0))
    join(world, guild, owner_id)
    return guild


def join(world: World, guild: Record, user_id: str, roles: list[str] | None = None) -> Record:
    """Make a user a member, not announced yet."""
    return world.members.put(
        {
            "id": f"{guild['id']}:{user_id}",
            "guild_id": guild["id"],
            "user_id": user_id,
            "roles": roles or [],
            "nick": None,
            "joined_at": world.clock.now().isoformat(),
            "communication_disabled_until": None,
        }
    )


def announce_member(world: World, sessions: Sessions, member: Record) -> None:
    """Tell the bots of a new member; a new bot gets the whole server."""
    guild = world.guilds[member["guild_id"]]
    if member["user_id"] in world.applications:
        sessions.bot_joins(member["user_id"], guild)
    data = {**shapes.member(world, member), "guild_id": guild["id"]}
    for application in world.applications_in(guild["id"]):
        if application["id"] != member["user_id"]:
            sessions.to_application(application["id"], "GUILD_MEMBER_ADD", data, guild_id=guild["id"])
    world.tell("state")


def add_bot(world: World, sessions: Sessions, guild: Record, application_id: str, permissions: int) -> Record:
    """Invite a bot: it becomes a member with a role of its own."""
    name = world.applications[application_id]["name"]
    role = add_role(world, sessions, guild, {"name": name, "permissions": permissions, "bot_id": application_id})
    member = join(world, guild, application_id, [role["id"]])
    announce_member(world, sessions, member)
    return member


def change_member(world: World, sessions: Sessions, member: Record, body: Record) -> None:
    """Change nickname, roles or timeout."""
    for key in ("nick", "communication_disabled_until"):
        if key in body:
            member[key] = body[key]
    if body.get("roles") is not None:
        member["roles"] = [str(one) for one in body["roles"]]
    world.members.put(member)
    data = {**shapes.member(world, member), "guild_id": member["guild_id"]}
    sessions.to_guild(member["guild_id"], "GUILD_MEMBER_UPDATE", data)
    world.tell("state")


def remove_member(world: World, sessions: Sessions, guild: Record, user_id: str) -> None:
    """A member leaves or is removed; a removed bot loses the server with its role and its commands there."""
    world.members.drop(f"{guild['id']}:{user_id}")
    if user_id in world.applications:
        sessions.bot_leaves(user_id, guild["id"])
        for role in world.roles_of(guild["id"]):
            if role["bot_id"] == user_id:
                remove_role(world, sessions, role)
        for command in [one for one in world.commands if one["guild_id"] == guild["id"]]:
            if command["application_id"] == user_id:
                world.commands.drop(command["id"])
    data = {"guild_id": guild["id"], "user": shapes.user(world.users[user_id])}
    sessions.to_guild(guild["id"], "GUILD_MEMBER_REMOVE", data)
    world.tell("state")


def change_guild(world: World, sessions: Sessions, guild: Record, body: Record) -> None:
    """Rename a server, or give it another owner, locale or channel for system messages."""
    guild |= {key: body[key] for key in ("name", "owner_id", "preferred_locale") if body.get(key) is not None}
    if "system_channel_id" in body:
        guild["system_channel_id"] = body["system_channel_id"]
    world.guilds.put(guild)
    sessions.to_guild(guild["id"], "GUILD_UPDATE", shapes.guild(world, guild))
    world.tell("state")


def remove_guild(world: World, sessions: Sessions, guild: Record) -> None:
    """Delete a server with everything in it."""
    for application in world.applications_in(guild["id"]):
        sessions.bot_leaves(application["id"], guild["id"])
    for channel in [*world.threads_of(guild["id"]), *world.channels_of(guild["id"])]:
        _forget_channel(world, channel)
    for table in (world.roles, world.members, world.events, world.commands, world.overrides):
        for record in table:
            if record["guild_id"] == guild["id"]:
                table.drop(record["id"])
    world.guilds.drop(guild["id"])
    world.tell("state")


def add_channel(world: World, sessions: Sessions, guild: Record, body: Record) -> Record:
    """A new channel from a checked body."""
    channel = world.channels.put(
        {
            "id": world.ids.mint(),
            "type": body.get("type") or 0,
            "guild_id": guild["id"],
            "name": body["name"],
            "position": body.get("position") or len(world.channels_of(guild["id"])),
            "parent_id": body.get("parent_id"),
            "topic": body.get("topic"),
            "permission_overwrites": _overwrites(body),
            "last_message_id": None,
        }
    )
    sessions.to_guild(guild["id"], "CHANNEL_CREATE", shapes.channel(world, channel))
    world.tell("state")
    return channel


def _overwrites(body: Record) -> list[Record]:
    return [
        {
            "id": str(one["id"]),
            "type": int(one["type"]),
            "allow": str(one.get("allow") or 0),
            "deny": str(one.get("deny") or 0),
        }
        for one in body.get("permission_overwrites") or []
    ]


def change_channel(world: World, sessions: Sessions, channel: Record, body: Record) -> None:
    """Change a channel by a checked body."""
    channel |= {key: body[key] for key in ("name", "topic", "position", "parent_id") if key in body}
    if "permission_overwrites" in body:
        channel["permission_overwrites"] = _overwrites(body)
    world.channels.put(channel)
    sessions.to_guild(channel["guild_id"], "CHANNEL_UPDATE", shapes.channel(world, channel))
    world.tell("state")


def remove_channel(world: World, sessions: Sessions, channel: Record) -> None:
    """Delete a channel with its threads, or one thread."""
    guild_id = channel["guild_id"]
    if is_thread(channel):
        facts = {key: channel[key] for key in ("id", "type", "guild_id", "parent_id")}
        sessions.to_channel(channel, "THREAD_DELETE", facts)
    else:
        for thread in world.threads_of(guild_id):
            if thread["parent_id"] == channel["id"]:
                remove_channel(world, sessions, thread)
        sessions.to_guild(guild_id, "CHANNEL_DELETE", shapes.channel(world, channel))
    _forget_channel(world, channel)
    world.tell("state")


def _forget_channel(world: World, channel: Record) -> None:
    for message in world.messages.in_channel(channel["id"]):
        messages.forget(world, message)
    world.channels.drop(channel["id"])


def _role(role_id: str, guild_id: str, body: Record, position: int) -> Record:
    return {
        "id": role_id,
        "guild_id": guild_id,
        "name": body.get("name") or "new role",
        "permissions": int(body.get("permissions") or 0),
        "position": position,
        "color": int(body.get("color") or 0),
        "hoist": bool(body.get("hoist")),
        "mentionable": bool(body.get("mentionable")),
        "bot_id": body.get("bot_id"),
    }


def add_role(world: World, sessions: Sessions, guild: Record, body: Record) -> Record:
    """A new role from a checked body, above all others."""
    position = len(world.roles_of(guild["id"]))
    role = world.roles.put(_role(world.ids.mint(), guild["id"], body, position))
    sessions.to_guild(guild["id"], "GUILD_ROLE_CREATE", {"guild_id": guild["id"], "role": shapes.role(role)})
    world.tell("state")
    return role


def change_role(world: World, sessions: Sessions, role: Record, body: Record) -> None:
    """Change a role by a checked body."""
    role |= {key: body[key] for key in ("name", "hoist", "mentionable") if body.get(key) is not None}
    role |= {key: int(body[key]) for key in ("permissions", "color", "position") if body.get(key) is not None}
    world.roles.put(role)
    sessions.to_guild(role["guild_id"], "GUILD_ROLE_UPDATE", {"guild_id": role["guild_id"], "role": shapes.role(role)})
    world.tell("state")


def remove_role(world: World, sessions: Sessions, role: Record) -> None:
    """Delete a role and take it from everyone."""
    for member in world.members_of(role["guild_id"]):
        if role["id"] in member["roles"]:
            change_member(world, sessions, member, {"roles": [one for one in member["roles"] if one != role["id"]]})
    world.roles.drop(role["id"])
    sessions.to_guild(role["guild_id"], "GUILD_ROLE_DELETE", {"guild_id": role["guild_id"], "role_id": role["id"]})
    world.tell("state")
