"""What members do: commands, presses, modals, messages; and what came of it."""

import asyncio
from dataclasses import replace
from typing import Any

from sandbox import calls as slash
from sandbox import commands, message_shapes, messages, modals, permissions, presses
from sandbox.calls import Resolved
from sandbox.control.ask import Ask, Calls, upload
from sandbox.control.state import seconds
from sandbox.directs import open_direct
from sandbox.errors import ControlError
from sandbox.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, FIRST_ANSWER, MODAL_SUBMIT, Interaction
from sandbox.permissions import Permission, in_channel, is_locked, is_timed_out, sending
from sandbox.world import Record

calls = Calls()


def _command(ask: Ask, channel: Record, user: Record) -> tuple[Record, list[str]]:
    """The command that the body names, and the path of its sub-command; refuses what the member may not use."""
    name, target = ask.text("name").removeprefix("/"), ask.body.get("target")
    here = [one for one in ask.world.commands if _offered(ask, one, channel)]
    if target is not None:
        found = [(one, list[str]()) for one in here if one["name"] == name and one["type"] != commands.CHAT_INPUT]
    else:
        first, *path = name.split()
        found = [(one, path) for one in here if one["name"] == first and one["type"] == commands.CHAT_INPUT]
    if not found:
        offered = ", ".join(sorted({one["name"] for one in here})) or "none"
        raise ControlError(f"There is no command “{name}” here; there is {offered}.", 404)
    _refuse_unpermitted(ask, channel, user, found[0][0])
    return found[0]


def _offered(ask: Ask, command: Record, channel: Record) -> bool:
    wanted = ask.body.get("application")
    if wanted is not None and command["application_id"] != wanted:
        return False
    guild_id = channel.get("guild_id")
    if guild_id is None:
        contexts = command["contexts"]
        direct = command["dm_permission"] if contexts is None else 1 in contexts
        return channel["application_id"] == command["application_id"] and command["guild_id"] is None and bool(direct)
    in_guilds = command["contexts"] is None or 0 in command["contexts"]
    placed = command["guild_id"] in {None, guild_id}
    return placed and in_guilds and ask.world.member(guild_id, command["application_id"]) is not None


def _refuse_unpermitted(ask: Ask, channel: Record, user: Record, command: Record) -> None:
    if channel.get("guild_id") is None:
        return
    member = ask.world.member(channel["guild_id"], user["id"])
    if member and is_timed_out(ask.world, member):
        raise ControlError(f"{user['global_name']} is timed out and cannot use commands.", 403)
    ask.demand(channel, user, Permission.USE_APPLICATION_COMMANDS)
    granted = in_channel(ask.world, channel, user["id"])
    decided = None
    if member and not granted & Permission.ADMINISTRATOR:
        decided = commands.overridden(commands.override(ask.world, command, channel["guild_id"]), channel["id"], member)
    if decided is False:
        raise ControlError(f"{user['global_name']} may not use “{command['name']}”: this server has set it so.", 403)
    needed = command["default_member_permissions"]
    if needed is None or decided:
        return
    lacking = int(needed) & ~granted if int(needed) else ~granted & Permission.ADMINISTRATOR
    if lacking and not granted & Permission.ADMINISTRATOR:
        words = permissions.words(lacking)
        raise ControlError(f"{user['global_name']} may not use “{command['name']}”: it needs {words}.", 403)


def _start_command(ask: Ask, kind: int, focused: str | None) -> Interaction:
    user = ask.user()
    channel = ask.channel(ask.body.get("channel"), user)
    command, path = _command(ask, channel, user)
    resolved = Resolved(ask.world, channel, user["id"])
    target, values = ask.body.get("target"), ask.body.get("options") or {}
    if not isinstance(values, dict):
        raise ControlError('"options" must be an object of values by option.')
    if target is None:
        data = slash.data(command, path, values, ask.uploads(), resolved, focused=focused)
    else:
        data = slash.menu(command, str(target), resolved)
    application = command["application_id"]
    return ask.service.interactions.start(
        kind=kind, application_id=application, user_id=user["id"], channel=channel, data=data
    )


@calls.on("POST", "/commands")
async def run_command(ask: Ask) -> Record:
    """Use a command as a member."""
    return {"interaction": _start_command(ask, COMMAND, None).id}


@calls.on("POST", "/autocomplete")
async def autocomplete(ask: Ask) -> Record:
    """Type into an option and see what the bot suggests."""
    one = _start_command(ask, AUTOCOMPLETE, ask.text("focused"))
    await ask.service.wait(one.changed, lambda: one.state != "waiting", FIRST_ANSWER + 0.5)
    return {"choices": one.choices, "ms": one.ms, **({"why": one.why} if one.why else {})}


def _message(ask: Ask, user: Record) -> Record:
    message = ask.world.messages.get(ask.body.get("message"))
    if message is None or message["visible_to"] not in {None, user["id"]}:
        raise ControlError(f"There is no message {ask.body.get('message')} for {user['global_name']}.", 404)
    return message


def _start_press(ask: Ask) -> Interaction:
    user = ask.user()
    message = _message(ask, user)
    channel = ask.channel(message["channel_id"], user)
    component = presses.find(message, ask.text("custom_id"))
    author = message["author_id"]
    if author not in ask.world.applications:
        raise ControlError("Nobody answers this message: its author is no application.")
    data = presses.data(component, ask.body.get("values") or [], Resolved(ask.world, channel, user["id"]))
    shown = message_shapes.message(ask.world, message, author)
    return ask.service.interactions.start(
        kind=COMPONENT, application_id=author, user_id=user["id"], channel=channel, data=data,
        message_id=message["id"], message=shown,
    )  # fmt: skip


@calls.on("POST", "/press")
async def press(ask: Ask) -> Record:
    """Press a button or choose in a select."""
    return {"interaction": _start_press(ask).id}


@calls.on("POST", "/presses")
async def press_many(ask: Ask) -> list[Record]:
    """Many presses, spread evenly over "within" seconds; where each stands, once it is acknowledged or has failed."""
    bodies, within = ask.body.get("presses"), ask.body.get("within", 0)
    if not isinstance(bodies, list) or not all(isinstance(one, dict) for one in bodies):
        raise ControlError('"presses" must be a list of what /press takes.')
    begun, step = asyncio.get_running_loop().time(), seconds(str(within)) / max(1, len(bodies))
    started: list[Interaction] = []
    for number, body in enumerate(bodies):
        await asyncio.sleep(begun + number * step - asyncio.get_running_loop().time())
        started.append(_start_press(replace(ask, body=body)))
    for one in started:
        await ask.service.wait(one.changed, lambda: one.state != "waiting", FIRST_ANSWER + 1)  # noqa: B023 - awaited in the same turn
    return [{"interaction": one.id, "state": one.state, "ms": one.ms, "why": one.why} for one in started]


@calls.on("POST", "/submit")
async def submit(ask: Ask) -> Record:
    """Submit the modal that an interaction opened."""
    user = ask.user()
    origin = _interaction(ask, ask.text("interaction"))
    if origin.modal is None:
        raise ControlError("That interaction opened no modal.", 409)
    if origin.user_id != user["id"]:
        raise ControlError(f"That modal was opened for somebody else, not for {user['global_name']}.", 403)
    if origin.submitted:
        raise ControlError("That modal has been submitted already.", 409)
    fields = ask.body.get("fields") or {}
    if not isinstance(fields, dict):
        raise ControlError('"fields" must be an object of values by custom id.')
    channel = ask.channel(origin.channel_id, user)
    files = _modal_files(ask, fields)
    texts = {key: value for key, value in fields.items() if key not in files}
    data = modals.data(origin.modal, texts, files, Resolved(ask.world, channel, user["id"]))
    message = ask.world.messages.get(origin.message_id)
    shown = message_shapes.message(ask.world, message, origin.application_id) if message else None
    one = ask.service.interactions.start(
        kind=MODAL_SUBMIT, application_id=origin.application_id, user_id=user["id"], channel=channel, data=data,
        message_id=origin.message_id, message=shown, origin=origin,
    )  # fmt: skip
    return {"interaction": one.id}


def _modal_files(ask: Ask, fields: Record) -> dict[str, list[Any]]:
    """Files by custom id: one or a list of ``{"name", "base64"}``, under "files" or among the fields."""
    given = {**{key: value for key, value in fields.items() if _is_file(value)}, **(ask.body.get("files") or {})}
    return {
        key: [upload(key, one) for one in (value if isinstance(value, list) else [value])]
        for key, value in given.items()
    }


def _is_file(value: Any) -> bool:
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict)


def _interaction(ask: Ask, key: str) -> Interaction:
    one = ask.service.interactions.find(key)
    if one is None:
        raise ControlError(f"There is no interaction {key}.", 404)
    return one


@calls.on("GET", "/interactions/{interaction}")
async def interaction(ask: Ask) -> Record:
    """What came of an interaction; "wait" seconds for its answer."""
    one = _interaction(ask, ask.at["interaction"])
    wait = seconds(ask.query.get("wait", "0"))
    await ask.service.wait(one.changed, lambda: one.state in {"answered", "failed"}, wait)
    found = [message for key in one.message_ids if (message := ask.world.messages.get(key))]
    return {
        "id": one.id,
        "state": one.state,
        "ms": one.ms,
        "messages": [message_shapes.message(ask.world, message, one.user_id) for message in found],
        "modal": one.modal,
        "why": one.why,
    }


@calls.on("POST", "/messages")
async def say(ask: Ask) -> Record:
    """Write a message as a member."""
    user = ask.user()
    channel = ask.channel(ask.body.get("channel"), user)
    if channel["type"] == 4:
        raise ControlError("A category takes no messages.")
    ask.demand(channel, user, sending(channel))
    if is_locked(channel):
        ask.demand(channel, user, Permission.MANAGE_THREADS)
    files = list(ask.uploads().values())
    body = {"content": ask.body.get("content"), "message_reference": ask.body.get("message_reference")}
    message = messages.post(ask.world, ask.service.sessions, channel, user["id"], body, files)
    return message_shapes.message(ask.world, message, user["id"])


@calls.on("GET", "/channels/{channel}/messages")
async def read(ask: Ask) -> list[Record]:
    """What a member sees in a channel, newest last; "limit" takes the newest, "before" the earlier ones."""
    user = ask.user()
    channel = ask.channel(ask.at["channel"], user)
    ask.demand(channel, user, Permission.READ_MESSAGE_HISTORY)
    seen = messages.seen_by(ask.world, channel["id"], user["id"])
    before, limit = ask.query.get("before", ""), ask.query.get("limit", "")
    if before.isdecimal():
        seen = [one for one in seen if int(one["id"]) < int(before)]
    if limit.isdecimal():
        seen = seen[-int(limit) :] if int(limit) else []
    return [message_shapes.message(ask.world, one, user["id"]) for one in seen]


@calls.on("POST", "/direct")
async def direct(ask: Ask) -> Record:
    """Open the direct messages of a member with an application's bot."""
    user, bot = ask.user(), ask.user("application")
    if not bot["bot"] or user["bot"]:
        raise ControlError('"as" must be a person and "application" a bot.')
    channel = open_direct(ask.world, ask.service.sessions, bot["id"], user["id"])
    return {"id": channel["id"], "type": 1, "recipients": channel["recipients"]}
