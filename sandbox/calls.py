"""A member's command, turned from plain values into the option tree that Discord sends.

The control API names options plainly (``{"size": 10}``); Discord sends typed options inside sub-commands, and what they
refer to under ``resolved``.
"""

from dataclasses import dataclass, field
from typing import Any

from sandbox import message_shapes, permissions, shapes, uploads
from sandbox.commands import CHAT_INPUT, SUB_COMMAND, SUB_GROUP
from sandbox.errors import ControlError
from sandbox.uploads import Upload
from sandbox.world import Record, World

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
WORDS = {
    STRING: "a text",
    INTEGER: "a whole number",
    BOOLEAN: "true or false",
    USER: "a member's id",
    CHANNEL: "a channel's id",
    ROLE: "a role's id",
    MENTIONABLE: "a member's or role's id",
    NUMBER: "a number",
    ATTACHMENT: 'a file under "files"',
}


PLAIN: dict[int, Any] = {STRING: str, INTEGER: int, NUMBER: (int, float)}


@dataclass
class Resolved:
    """What the chosen values refer to."""

    world: World
    channel: Record
    user_id: str
    found: dict[str, Record] = field(default_factory=dict)

    def _keep(self, kind: str, key: str, shown: Record) -> None:
        self.found.setdefault(kind, {})[key] = shown

    def user(self, key: Any) -> bool:
        """Refer to a person who is here; says whether there is one."""
        user = self.world.users.get(key)
        guild_id = self.channel.get("guild_id")
        member = self.world.member(guild_id, key) if user else None
        if user is None or (member is None and guild_id is not None):
            return False
        self._keep("users", key, shapes.user(user))
        if member is not None:
            granted = str(permissions.in_channel(self.world, self.channel, key))
            self._keep("members", key, {**shapes.bare_member(member), "permissions": granted})
        return True

    def role(self, key: Any) -> bool:
        """Refer to a role of the server."""
        role = self.world.roles.get(key)
        if role is None or role["guild_id"] != self.channel.get("guild_id"):
            return False
        self._keep("roles", key, shapes.role(role))
        return True

    def place(self, key: Any, kinds: list[int] | None) -> bool:
        """Refer to a channel of the server, of one of the *kinds*."""
        channel = self.world.channels.get(key)
        if channel is None or channel.get("guild_id") != self.channel.get("guild_id"):
            return False
        if kinds and channel["type"] not in kinds:
            return False
        granted = str(permissions.in_channel(self.world, channel, self.user_id))
        self._keep("channels", key, {**shapes.channel(self.world, channel), "permissions": granted})
        return True

    def file(self, upload: Upload) -> str:
        """Keep a file that came along and refer to it."""
        file = uploads.keep(self.world, upload, folder="ephemeral")
        self._keep("attachments", file["id"], uploads.shown(self.world, file, private=True))
        return str(file["id"])

    def message(self, record: Record) -> None:
        """Refer to a message."""
        self._keep("messages", record["id"], message_shapes.message(self.world, record, self.user_id))


def leaf(command: Record, path: list[str]) -> tuple[list[Record], list[Record]]:
    """The sub-command that a path names: the chain of (sub-)commands, and the options at its end."""
    chain: list[Record] = []
    options: list[Record] = command["options"]
    for name in path:
        step = next((one for one in options if one["name"] == name and one["type"] in {SUB_COMMAND, SUB_GROUP}), None)
        if step is None:
            raise ControlError(f"/{command['name']} has no sub-command “{name}”{_nearest(options)}")
        chain.append(step)
        options = step.get("options") or []
    if any(one["type"] in {SUB_COMMAND, SUB_GROUP} for one in options):
        raise ControlError(f"/{' '.join([command['name'], *path])} needs a sub-command{_nearest(options)}")
    return chain, options


def _nearest(options: list[Record]) -> str:
    names = [one["name"] for one in options if one["type"] in {SUB_COMMAND, SUB_GROUP}]
    return f"; it has {', '.join(names)}." if names else "."


def data(
    command: Record,
    path: list[str],
    values: Record,
    files: dict[str, Upload],
    resolved: Resolved,
    *,
    focused: str | None = None,
) -> Record:
    """INTERACTION_CREATE's ``data`` for a slash command; with *focused* for its autocomplete."""
    chain, options = leaf(command, path)
    whole = f"/{' '.join([command['name'], *path])}"
    known = {one["name"]: one for one in options}
    for name in (*values, *files):
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise ControlError(f"{whole} has no option “{name}”; {has}.")
    if focused is not None and not known.get(focused, {}).get("autocomplete"):
        raise ControlError(f"{whole} has no option “{focused}” with suggestions.")
    chosen: list[Record] = []
    for option in options:
        name = option["name"]
        if name == focused:
            chosen.append({"name": name, "type": option["type"], "value": str(values.get(name, "")), "focused": True})
        elif name in files or values.get(name) is not None:
            value = _value(option, values.get(name), files.get(name), resolved)
            chosen.append({"name": name, "type": option["type"], "value": value})
        elif option.get("required") and focused is None:
            raise ControlError(f"{whole} needs “{name}”: {option['description']}")
    for step in reversed(chain):
        chosen = [{"name": step["name"], "type": step["type"], "options": chosen}]
    return {**heading(command), "options": chosen, **_resolved(resolved)}


def heading(command: Record) -> Record:
    """The part of ``data`` that names the command."""
    shown = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return shown if command["guild_id"] is None else {**shown, "guild_id": command["guild_id"]}


def _resolved(resolved: Resolved) -> Record:
    return {"resolved": resolved.found} if resolved.found else {}


def menu(command: Record, target: str, resolved: Resolved) -> Record:
    """``data`` for a user or message context menu command."""
    if command["type"] == CHAT_INPUT:
        raise ControlError(f"/{command['name']} takes no target; it is a slash command.")
    message = resolved.world.messages.get(target)
    if command["type"] == 2 and not resolved.user(target):
        raise ControlError(f"“{command['name']}” needs a member's id as its target.")
    if command["type"] == 3:
        if message is None or message["channel_id"] != resolved.channel["id"]:
            raise ControlError(f"“{command['name']}” needs the id of a message in this channel as its target.")
        resolved.message(message)
    return {**heading(command), "target_id": target, "options": [], **_resolved(resolved)}


def _value(option: Record, value: Any, file: Upload | None, resolved: Resolved) -> Any:
    kind, name = option["type"], option["name"]
    if kind == ATTACHMENT:
        if file is None:
            raise ControlError(f"“{name}” must be {WORDS[kind]}.")
        return resolved.file(file)
    if not _fits(kind, value, option, resolved):
        raise ControlError(f"“{name}” must be {WORDS[kind]}{_kinds(option)}.")
    _refuse_outside(option, value)
    return value


def _kinds(option: Record) -> str:
    kinds = option.get("channel_types")
    return f" of type {' or '.join(map(str, kinds))}" if kinds else ""


def _fits(kind: int, value: Any, option: Record, resolved: Resolved) -> bool:
    if kind == CHANNEL:
        return resolved.place(value, option.get("channel_types"))
    if kind in {USER, ROLE, MENTIONABLE}:
        return (kind != ROLE and resolved.user(value)) or (kind != USER and resolved.role(value))
    if kind == BOOLEAN or isinstance(value, bool):
        return kind == BOOLEAN and isinstance(value, bool)
    return isinstance(value, PLAIN[kind])


def _refuse_outside(option: Record, value: Any) -> None:
    name, choices = option["name"], option.get("choices")
    if choices and value not in [one["value"] for one in choices]:
        named = ", ".join(f"{one['name']} ({one['value']})" for one in choices)
        raise ControlError(f"“{name}” must be one of {named}.")
    low, high = option.get("min_value"), option.get("max_value")
    if (low is not None and value < low) or (high is not None and value > high):
        raise ControlError(f"“{name}” must be {_range(low, high)}.")
    shortest, longest = option.get("min_length", 0), option.get("max_length", 6000)
    if isinstance(value, str) and option["type"] == STRING and not shortest <= len(value) <= longest:
        raise ControlError(f"“{name}” must have {shortest} to {longest} characters.")


def _range(low: Any, high: Any) -> str:
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"between {low} and {high}"
