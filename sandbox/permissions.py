"""Who may do what, computed as Discord does."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntFlag

from sandbox.world import Record, World


class Permission(IntFlag):
    """Discord's permission bits."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    PRIORITY_SPEAKER = 1 << 8
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    VIEW_GUILD_INSIGHTS = 1 << 19
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_GUILD_EXPRESSIONS = 1 << 30
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EMBEDDED_ACTIVITIES = 1 << 39
    MODERATE_MEMBERS = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
    USE_SOUNDBOARD = 1 << 42
    CREATE_GUILD_EXPRESSIONS = 1 << 43
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_SOUNDS = 1 << 45
    SEND_VOICE_MESSAGES = 1 << 46
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


EVERYTHING = sum(Permission)
WHILE_TIMED_OUT = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY
WITHOUT_SENDING = (
    Permission.MENTION_EVERYONE | Permission.SEND_TTS_MESSAGES | Permission.ATTACH_FILES | Permission.EMBED_LINKS
)
"""What nobody has where he may not send."""

ORDINARY = (
    Permission.CREATE_INSTANT_INVITE
    | Permission.ADD_REACTIONS
    | Permission.STREAM
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.CONNECT
    | Permission.SPEAK
    | Permission.USE_VAD
    | Permission.CHANGE_NICKNAME
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.SEND_POLLS
)
"""What everyone may do in a new server."""

IN_DIRECT_MESSAGES = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.PIN_MESSAGES
)


def in_guild(world: World, guild_id: str, user_id: str) -> int:
    """A member's permissions in a server before any channel; 0 for somebody who is not there."""
    member = world.member(guild_id, user_id)
    if member is None:
        return 0
    if world.guilds[guild_id]["owner_id"] == user_id:
        return EVERYTHING
    granted = 0
    for role_id in [guild_id, *member["roles"]]:
        role = world.roles.get(role_id)
        granted |= int(role["permissions"]) if role else 0
    return EVERYTHING if granted & Permission.ADMINISTRATOR else granted


def in_channel(world: World, channel: Record, user_id: str) -> int:
    """A member's permissions in a channel, a thread or a direct message."""
    guild_id = channel.get("guild_id")
    if guild_id is None:
        return int(IN_DIRECT_MESSAGES) if user_id in channel["recipients"] else 0
    granted = in_guild(world, guild_id, user_id)
    member = world.member(guild_id, user_id)
    if member is None or granted & Permission.ADMINISTRATOR:
        return granted
    home = world.channels[channel["parent_id"]] if is_thread(channel) else channel
    granted = _overwritten(granted, home["permission_overwrites"], guild_id, member)
    if is_timed_out(world, member):
        granted &= WHILE_TIMED_OUT
    return _implied(channel, granted, user_id)


def _overwritten(granted: int, overwrites: Iterable[Record], guild_id: str, member: Record) -> int:
    """Everyone's overwrite first, then all roles' together, then the member's own."""
    by_id = {overwrite["id"]: overwrite for overwrite in overwrites}
    roles = [by_id[role] for role in member["roles"] if role in by_id]
    for layer in ([by_id.get(guild_id)], roles, [by_id.get(member["user_id"])]):
        present = [overwrite for overwrite in layer if overwrite]
        for overwrite in present:
            granted &= ~int(overwrite["deny"])
        for overwrite in present:
            granted |= int(overwrite["allow"])
    return granted


def _implied(channel: Record, granted: int, user_id: str) -> int:
    hidden = channel["type"] == 12 and user_id not in channel["members"] and not granted & Permission.MANAGE_THREADS
    if hidden or not granted & Permission.VIEW_CHANNEL:
        return 0
    speaks = Permission.SEND_MESSAGES_IN_THREADS if is_thread(channel) else Permission.SEND_MESSAGES
    return granted if granted & speaks else granted & ~WITHOUT_SENDING


def is_thread(channel: Record) -> bool:
    """Whether a channel is a thread of any kind."""
    return channel["type"] in {10, 11, 12}


def is_locked(channel: Record) -> bool:
    """Whether a channel is a thread that sleeps behind a lock."""
    metadata = channel["thread_metadata"] if is_thread(channel) else {}
    return bool(metadata.get("archived") and metadata["locked"])


def is_timed_out(world: World, member: Record) -> bool:
    """Whether a member may only look and read just now."""
    until = member["communication_disabled_until"]
    return until is not None and datetime.fromisoformat(until) > world.clock.now()


def sending(channel: Record) -> Permission:
    """The permission that lets one write in a channel or thread."""
    return Permission.SEND_MESSAGES_IN_THREADS if is_thread(channel) else Permission.SEND_MESSAGES


def words(missing: int) -> str:
    """Permissions as a person reads them: ``Send Messages, Embed Links``."""
    return ", ".join((bit.name or "").replace("_", " ").title() for bit in Permission if bit & missing)


def read(value: object) -> int:
    """Permissions from a number, a decimal string or a list of names; raises ``ValueError`` for anything else."""
    if isinstance(value, list):
        return sum({Permission[str(name).upper().replace(" ", "_")] for name in value})
    if isinstance(value, (int, str)) and not isinstance(value, bool):
        return int(value)
    raise ValueError(value)
