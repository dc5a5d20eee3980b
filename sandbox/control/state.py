"""What there is: the whole state, the commands, the clock."""

from datetime import UTC, datetime
from typing import Any

from sandbox import commands, shapes
from sandbox.control.ask import Ask, Calls
from sandbox.errors import ControlError
from sandbox.world import Record, World

calls = Calls()
LONGEST_WAIT = 60.0


@calls.on("GET", "/state")
async def state(ask: Ask) -> Record:
    """Everything but the messages."""
    world = ask.world
    return {
        "now": world.clock.now().isoformat(),
        "rate": world.clock.rate,
        "guilds": [guild(world, one) for one in world.guilds],
        "direct_messages": [shown_channel(world, one) for one in world.channels if one["type"] == 1],
        "applications": [{"id": one["id"], "name": one["name"], "token": one["token"]} for one in world.applications],
    }


def guild(world: World, record: Record) -> Record:
    """A server with everything in it."""
    places = [*world.channels_of(record["id"]), *world.threads_of(record["id"])]
    return {
        "id": record["id"],
        "name": record["name"],
        "owner_id": record["owner_id"],
        "channels": [shown_channel(world, one) for one in places],
        "roles": [shapes.role(one) for one in world.roles_of(record["id"])],
        "members": [member(world, one) for one in world.members_of(record["id"])],
        "events": [shapes.event(world, one) for one in world.events_of(record["id"])],
    }


def shown_channel(world: World, record: Record) -> Record:
    """A channel; a direct message names both people."""
    if record["type"] != 1:
        return shapes.channel(world, record)
    return {
        **shapes.channel(world, record),
        "recipients": [shapes.user(world.users[one]) for one in record["recipients"]],
    }


def member(world: World, record: Record) -> Record:
    """A member as the page shows one."""
    user = world.users[record["user_id"]]
    return {
        "id": user["id"],
        "name": record["nick"] or user["global_name"],
        "username": user["username"],
        "bot": user["bot"],
        "roles": record["roles"],
        "locale": user["locale"],
        "timezone": user["timezone"],
        "owner": world.guilds[record["guild_id"]]["owner_id"] == user["id"],
        "permissions": shapes.permissions_of(world, record["guild_id"], user["id"]),
        "timed_out_until": record["communication_disabled_until"],
        "direct_messages": user["direct_messages"],
    }


@calls.on("GET", "/commands")
async def all_commands(ask: Ask) -> list[Record]:
    """Every command of every application, as Discord stores it."""
    return [commands.shown(one) for one in ask.world.commands]


@calls.on("GET", "/clock")
async def clock(ask: Ask) -> Record:
    """The clock; with ``after`` and ``wait`` it answers as soon as its version is another."""
    after, wait = ask.query.get("after", ""), ask.query.get("wait", "0")
    line = ask.world.clock
    if after.lstrip("-").isdecimal():
        seen = int(after)
        await ask.service.wait(line.changed, lambda: line.version != seen, seconds(wait))
    return _clock(line)


def seconds(text: str) -> float:
    """How long a call may wait."""
    try:
        return min(max(float(text), 0.0), LONGEST_WAIT)
    except ValueError:
        raise ControlError('"wait" must be a number of seconds.') from None


def _clock(line: Any) -> Record:
    return {"now": line.now().isoformat(), "rate": line.rate, "version": line.version}


@calls.on("POST", "/clock")
async def move_clock(ask: Ask) -> Record:
    """Advance the clock, set it (to a moment or to "now", the machine's time) or change its pace."""
    line = ask.world.clock
    advance, moment, rate = (ask.body.get(key) for key in ("advance", "set", "rate"))
    if all(one is None for one in (advance, moment, rate)):
        raise ControlError('Say {"advance": seconds}, {"set": "2024-07-05T20:00:00Z"}, {"set": "now"} or {"rate": 60}.')
    for name, value in (("advance", advance), ("rate", rate)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            raise ControlError(f'"{name}" must be a number.')
    line.change(moment=None if moment is None else _moment(moment), advance=advance, rate=rate)
    ask.world.changed["clock", "clock"] = None
    ask.world.tell("state")
    return _clock(line)


def _moment(text: Any) -> datetime:
    if text == "now":
        return datetime.now(UTC)
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise ControlError('"set" must be "now" or a moment such as 2024-07-05T20:00:00Z.') from None
