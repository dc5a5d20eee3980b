"""An application's commands, set as a whole or one by one."""

from sandbox import command_checks, commands
from sandbox.checks import Report, fields, listed, obey
from sandbox.errors import missing_access, unknown
from sandbox.rest.call import Call, Routes
from sandbox.world import Record

routes = Routes()
EVERYWHERE = "/applications/{application}/commands"
IN_GUILD = "/applications/{application}/guilds/{guild}/commands"


def _place(call: Call) -> str | None:
    """The server of the path or ``None``; refuses other applications (50001) and servers without the bot."""
    guild_id = call.at.get("guild")
    if call.at["application"] != call.own or (guild_id and not call.world.member(guild_id, call.own)):
        raise missing_access()
    return guild_id


def _command(call: Call) -> Record:
    guild_id = _place(call)
    command = call.world.commands.get(call.at["command"])
    if command is None or command["application_id"] != call.own or command["guild_id"] != guild_id:
        raise unknown(10063, "application command")
    return command


async def get_all(call: Call) -> list[Record]:
    """The commands of the application here."""
    return [commands.shown(one) for one in commands.of(call.world, call.own, _place(call))]


async def put_all(call: Call) -> list[Record]:
    """Replace every command; a command that keeps its name and type keeps its id."""
    guild_id = _place(call)
    obey(listed(fields()), call.content)
    bodies: list[Record] = call.content
    report = Report()
    command_checks.commands(bodies, report)
    report.refuse()
    return [commands.shown(one) for one in commands.replace(call.world, call.own, guild_id, bodies)]


async def post_one(call: Call) -> Record:
    """Add a command, or replace the one with its name and type."""
    guild_id = _place(call)
    report = Report()
    same = (call.body.get("name"), call.body.get("type") or 1)
    others = [one for one in commands.of(call.world, call.own, guild_id) if (one["name"], one["type"]) != same]
    command_checks.command(call.body, report)
    command_checks.counts([*others, call.body], report)
    report.refuse()
    return commands.shown(commands.put(call.world, call.own, guild_id, call.body))


async def get_one(call: Call) -> Record:
    """One command."""
    return commands.shown(_command(call))


async def patch_one(call: Call) -> Record:
    """Change a command in part."""
    command = _command(call)
    whole = {**{key: command[key] for key in commands.KEPT}, "type": command["type"], **call.body}
    report = Report()
    command_checks.command(whole, report)
    report.refuse()
    return commands.shown(commands.rewrite(call.world, command, whole))


async def delete_one(call: Call) -> None:
    """Remove a command."""
    call.world.commands.drop(_command(call)["id"])
    call.world.tell("state")


def _override(call: Call, command: Record) -> Record:
    guild_id = call.at["guild"]
    permissions = commands.override(call.world, command, guild_id)
    return {"id": command["id"], "application_id": call.own, "guild_id": guild_id, "permissions": permissions}


@routes.on("GET", IN_GUILD + "/permissions")
async def overrides(call: Call) -> list[Record]:
    """What a server has set for the application's commands."""
    guild_id = _place(call)
    there = [*commands.of(call.world, call.own, None), *commands.of(call.world, call.own, guild_id)]
    return [shown for one in there if (shown := _override(call, one))["permissions"]]


@routes.on("GET", IN_GUILD + "/{command}/permissions")
async def override(call: Call) -> Record:
    """What a server has set for one command."""
    guild_id = _place(call)
    command = call.world.commands.get(call.at["command"])
    known = command is not None and command["application_id"] == call.own and command["guild_id"] in {None, guild_id}
    shown = _override(call, command) if command is not None and known else None
    if shown is None or not shown["permissions"]:
        raise unknown(10066, "application command permissions")
    return shown


for _path in (EVERYWHERE, IN_GUILD):
    routes.on("GET", _path)(get_all)
    routes.on("PUT", _path)(put_all)
    routes.on("POST", _path)(post_one)
    routes.on("GET", _path + "/{command}")(get_one)
    routes.on("PATCH", _path + "/{command}")(patch_one)
    routes.on("DELETE", _path + "/{command}")(delete_one)
