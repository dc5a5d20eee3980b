"""Application commands as Discord stores them."""

from typing import Any

from sandbox.world import Record, World

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
SUB_COMMAND, SUB_GROUP = 1, 2
KEPT = (
    "name", "name_localizations", "description", "description_localizations", "options", "default_member_permissions",
    "dm_permission", "contexts", "integration_types", "nsfw",
)  # fmt: skip


ROLE_OVERRIDE, USER_OVERRIDE, CHANNEL_OVERRIDE = 1, 2, 3


def override(world: World, command: Record, guild_id: str) -> list[Record]:
    """What a server has set for a command in place of its ``default_member_permissions``."""
    record = world.overrides.get(f"{guild_id}:{command['id']}")
    return record["permissions"] if record else []


def set_override(world: World, command: Record, guild_id: str, permissions: list[Record]) -> Record:
    """Let a server decide who may use a command; an empty list gives the decision back to the command."""
    record: Record = {"id": f"{guild_id}:{command['id']}", "guild_id": guild_id, "permissions": permissions}
    world.overrides.put(record)
    world.tell("state")
    return {**record, "id": command["id"], "application_id": command["application_id"]}


def overridden(permissions: list[Record], channel_id: str, member: Record) -> bool | None:
    """Whether a server's overrides let a member use a command in a channel; ``None`` where they are silent.

    The channel comes first (its own id, then all channels: the server's id less one); of the people the member's own
    entry counts, then any of the roles', then everyone's (the server's id).
    """
    by_id = {(one["type"], one["id"]): one["permission"] for one in permissions}
    guild_id = member["guild_id"]
    everywhere = by_id.get((CHANNEL_OVERRIDE, str(int(guild_id) - 1)), True)
    if not by_id.get((CHANNEL_OVERRIDE, channel_id), everywhere):
        return False
    own = by_id.get((USER_OVERRIDE, member["user_id"]))
    if own is not None:
        return bool(own)
    roles = [by_id[ROLE_OVERRIDE, role] for role in member["roles"] if (ROLE_OVERRIDE, role) in by_id]
    return any(roles) if roles else by_id.get((ROLE_OVERRIDE, guild_id))


def of(world: World, application_id: str, guild_id: str | None) -> list[Record]:
    """An application's commands in one server, or its global ones (``None``)."""
    return [one for one in world.commands if one["application_id"] == application_id and one["guild_id"] == guild_id]


def shown(command: Record) -> Record:
    """A command as the API answers it: the server only where it is one's own, options only for slash commands."""
    keys = {key: value for key, value in command.items() if key != "guild_id" or value is not None}
    return keys if command["type"] == CHAT_INPUT else {key: value for key, value in keys.items() if key != "options"}


def replace(world: World, application_id: str, guild_id: str | None, bodies: list[Record]) -> list[Record]:
    """Set all commands of a place."""
    kept = [put(world, application_id, guild_id, body) for body in bodies]
    ids = {one["id"] for one in kept}
    for command in of(world, application_id, guild_id):
        if command["id"] not in ids:
            world.commands.drop(command["id"])
    world.tell("state")
    return kept


def put(world: World, application_id: str, guild_id: str | None, body: Record) -> Record:
    """Add a command, or rewrite the one with its name and type."""
    kind = body.get("type") or CHAT_INPUT
    for command in of(world, application_id, guild_id):
        if (command["name"], command["type"]) == (body["name"], kind):
            return rewrite(world, command, body)
    command = {"id": world.ids.mint(), "application_id": application_id, "guild_id": guild_id, "type": kind}
    return rewrite(world, command, body)


def rewrite(world: World, command: Record, body: Record) -> Record:
    """Write a checked body into a command; it gets a new version when anything changed."""
    permissions = body.get("default_member_permissions")
    fresh: Record = {
        "name": body["name"],
        "name_localizations": body.get("name_localizations"),
        "description": body.get("description") or "",
        "description_localizations": body.get("description_localizations"),
        "options": [_option(one) for one in body.get("options") or []],
        "default_member_permissions": None if permissions is None else str(permissions),
        "dm_permission": body.get("dm_permission") is not False,
        "contexts": body.get("contexts"),
        "integration_types": body.get("integration_types") or [0],
        "nsfw": bool(body.get("nsfw")),
    }
    if any(command.get(key) != value for key, value in fresh.items()):
        command |= {**fresh, "version": world.ids.mint()}
        world.commands.put(command)
        world.tell("state")
    return command


def _option(body: Record) -> Record:
    option: dict[str, Any] = {key: value for key, value in body.items() if value is not None}
    if "options" in option:
        option["options"] = [_option(one) for one in option["options"]]
    return option
