"""Reactions come and go."""

from sandbox import shapes
from sandbox.sessions import Sessions
from sandbox.world import Record, World


def find(message: Record, emoji: Record) -> Record | None:
    """The reactions with an emoji, when there are any."""
    return next((one for one in message["reactions"] if one["emoji"] == emoji), None)


def react(world: World, sessions: Sessions, message: Record, emoji: Record, user_id: str) -> None:
    """Add a reaction; adding it again changes nothing."""
    reaction = find(message, emoji)
    if reaction is None:
        reaction = {"emoji": emoji, "users": []}
        message["reactions"].append(reaction)
    if user_id not in reaction["users"]:
        reaction["users"].append(user_id)
        _tell(world, sessions, message, emoji, user_id, "MESSAGE_REACTION_ADD")


def unreact(world: World, sessions: Sessions, message: Record, emoji: Record, user_id: str) -> None:
    """Take a reaction back; taking back what is not there changes nothing."""
    reaction = find(message, emoji)
    if reaction is None or user_id not in reaction["users"]:
        return
    reaction["users"].remove(user_id)
    if not reaction["users"]:
        message["reactions"].remove(reaction)
    _tell(world, sessions, message, emoji, user_id, "MESSAGE_REACTION_REMOVE")


def _tell(world: World, sessions: Sessions, message: Record, emoji: Record, user_id: str, event: str) -> None:
    world.messages.put(message)
    channel = world.channels[message["channel_id"]]
    data: Record = {
        "user_id": user_id,
        "channel_id": channel["id"],
        "message_id": message["id"],
        "emoji": emoji,
        "type": 0,
        "burst": False,
    }
    guild_id = channel.get("guild_id")
    if guild_id:
        data["guild_id"] = guild_id
        member = world.member(guild_id, user_id)
        if event == "MESSAGE_REACTION_ADD" and member:
            data |= {"member": shapes.member(world, member), "message_author_id": message["author_id"]}
    sessions.to_channel(channel, event, data)
    world.tell("message", channel=channel["id"], message=message["id"])
