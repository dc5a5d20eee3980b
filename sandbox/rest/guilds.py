"""Servers, their members and roles."""

from sandbox import places, shapes
from sandbox.checks import fields, flag, instant, listed, obey, snowflake, text, whole
from sandbox.errors import missing_permissions, unknown
from sandbox.permissions import Permission, in_guild
from sandbox.rest.call import Call, Routes
from sandbox.world import Record

routes = Routes()
MEMBER = fields(
    may={
        "nick": text(0, 32),
        "roles": listed(snowflake),
        "communication_disabled_until": instant,
        "mute": flag,
        "deaf": flag,
    }
)
ROLE = fields(
    may={"name": text(1, 100), "permissions": whole(0), "color": whole(0, 0xFFFFFF), "hoist": flag, "mentionable": flag}
)
NEEDED = {
    "nick": Permission.MANAGE_NICKNAMES,
    "roles": Permission.MANAGE_ROLES,
    "communication_disabled_until": Permission.MODERATE_MEMBERS,
    "mute": Permission.MUTE_MEMBERS,
    "deaf": Permission.DEAFEN_MEMBERS,
}


@routes.on("GET", "/guilds/{guild}")
async def get(call: Call) -> Record:
    """A server."""
    return shapes.guild(call.world, call.guild())


@routes.on("GET", "/guilds/{guild}/members/search")
async def search(call: Call) -> list[Record]:
    """Members whose name or nickname begins so."""
    guild, start = call.guild(), call.query.get("query", "").lower()
    names = {one["user_id"]: (call.world.users[one["user_id"]], one) for one in call.world.members_of(guild["id"])}
    found = [
        member
        for user, member in names.values()
        if any(
            str(name or "").lower().startswith(start)
            for name in (user["username"], user["global_name"], member["nick"])
        )
    ]
    return [shapes.member(call.world, one) for one in found[: call.number("limit", 1, 1, 1000)]]


@routes.on("GET", "/guilds/{guild}/members")
async def members(call: Call) -> list[Record]:
    """Members in the order of their ids."""
    guild, after = call.guild(), call.number("after", 0, 0, 1 << 64)
    found = [one for one in call.world.members_of(guild["id"]) if int(one["user_id"]) > after]
    found.sort(key=lambda one: int(one["user_id"]))
    return [shapes.member(call.world, one) for one in found[: call.number("limit", 1, 1, 1000)]]


@routes.on("GET", "/guilds/{guild}/members/{user}")
async def member(call: Call) -> Record:
    """A member."""
    return shapes.member(call.world, call.member(call.guild()))


@routes.on("PATCH", "/guilds/{guild}/members/{user}")
async def change_member(call: Call) -> Record:
    """Change a member, within the bot's permissions and below its highest role."""
    guild = call.guild()
    one = call.member(guild)
    obey(MEMBER, call.body)
    renames_itself = one["user_id"] == call.own and set(call.body) == {"nick"}
    needs = [Permission.CHANGE_NICKNAME] if renames_itself else [NEEDED[key] for key in call.body if key in NEEDED]
    call.guild(*needs)
    for role_id in call.body.get("roles") or []:
        if str(role_id) not in one["roles"]:
            _reachable(call, guild, str(role_id))
    places.change_member(call.world, call.service.sessions, one, call.body)
    return shapes.member(call.world, one)


@routes.on("DELETE", "/guilds/{guild}/members/{user}")
async def kick(call: Call) -> None:
    """Remove a member."""
    guild = call.guild(Permission.KICK_MEMBERS)
    one = call.member(guild)
    if one["user_id"] == guild["owner_id"]:
        raise missing_permissions()
    places.remove_member(call.world, call.service.sessions, guild, one["user_id"])


def _reachable(call: Call, guild: Record, role_id: str) -> Record:
    """A role of the server that stands below the bot's own highest one; refuses others."""
    role = call.world.roles.get(role_id)
    if role is None or role["guild_id"] != guild["id"]:
        raise unknown(10011, "Role")
    own = call.world.member(guild["id"], call.own)
    highest = max((call.world.roles[one]["position"] for one in own["roles"]), default=0) if own else 0
    if guild["owner_id"] != call.own and role["position"] >= highest:
        raise missing_permissions()
    return role


@routes.on("PUT", "/guilds/{guild}/members/{user}/roles/{role}")
async def give_role(call: Call) -> None:
    """Give a member a role."""
    guild = call.guild(Permission.MANAGE_ROLES)
    one, role = call.member(guild), _reachable(call, guild, call.at["role"])
    roles = list(dict.fromkeys([*one["roles"], role["id"]]))
    places.change_member(call.world, call.service.sessions, one, {"roles": roles})


@routes.on("DELETE", "/guilds/{guild}/members/{user}/roles/{role}")
async def take_role(call: Call) -> None:
    """Take a role from a member."""
    guild = call.guild(Permission.MANAGE_ROLES)
    one, role = call.member(guild), _reachable(call, guild, call.at["role"])
    roles = [held for held in one["roles"] if held != role["id"]]
    places.change_member(call.world, call.service.sessions, one, {"roles": roles})


@routes.on("GET", "/guilds/{guild}/roles")
async def roles(call: Call) -> list[Record]:
    """A server's roles."""
    return [shapes.role(one) for one in call.world.roles_of(call.guild()["id"])]


@routes.on("POST", "/guilds/{guild}/roles")
async def create_role(call: Call) -> Record:
    """A new role, with no more permissions than the bot has."""
    guild = call.guild(Permission.MANAGE_ROLES)
    obey(ROLE, call.body)
    _refuse_more(call, guild)
    return shapes.role(places.add_role(call.world, call.service.sessions, guild, call.body))


def _refuse_more(call: Call, guild: Record) -> None:
    if int(call.body.get("permissions") or 0) & ~in_guild(call.world, guild["id"], call.own):
        raise missing_permissions()


@routes.on("PATCH", "/guilds/{guild}/roles/{role}")
async def change_role(call: Call) -> Record:
    """Change a role below the bot's own."""
    guild = call.guild(Permission.MANAGE_ROLES)
    role = _reachable(call, guild, call.at["role"])
    obey(ROLE, call.body)
    _refuse_more(call, guild)
    places.change_role(call.world, call.service.sessions, role, call.body)
    return shapes.role(role)


@routes.on("DELETE", "/guilds/{guild}/roles/{role}")
async def delete_role(call: Call) -> None:
    """Delete a role below the bot's own."""
    guild = call.guild(Permission.MANAGE_ROLES)
    places.remove_role(call.world, call.service.sessions, _reachable(call, guild, call.at["role"]))
