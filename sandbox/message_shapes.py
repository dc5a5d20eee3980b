"""Messages as Discord shows them."""

from typing import Any

from sandbox import components, uploads
from sandbox.shapes import bare_member, thread, user
from sandbox.snowflakes import instant_of
from sandbox.world import Record, World


def message(world: World, record: Record, viewer: str, *, nested: bool = False) -> Record:
    """A message as *viewer* (a user or bot) sees it."""
    private = record["visible_to"] is not None
    files = [
        uploads.shown(world, world.files[one], private=private) for one in record["attachments"] if one in world.files
    ]
    by_name = {one["filename"]: one for one in files}
    shown: Record = {
        "id": record["id"],
        "channel_id": record["channel_id"],
        "type": record["type"],
        "author": user(world.users[record["author_id"]]),
        "content": record["content"],
        "timestamp": instant_of(record["id"]).isoformat(),
        "edited_timestamp": record["edited_timestamp"],
        "tts": False,
        "mention_everyone": record["mention_everyone"],
        "mentions": [user(world.users[one]) for one in record["mentions"] if one in world.users],
        "mention_roles": record["mention_roles"],
        "attachments": files,
        "embeds": [_embed(one, by_name) for one in record["embeds"]],
        "components": components.shown(record["components"], files),
        "flags": record["flags"],
        "pinned": record["pinned"],
    }
    for key in ("application_id", "webhook_id", "interaction_metadata", "message_reference", "position"):
        if record.get(key) is not None:
            shown[key] = record[key]
    if record["reactions"]:
        shown["reactions"] = [_reaction(one, viewer) for one in record["reactions"]]
    if not nested:
        _surroundings(world, record, shown, viewer)
    return shown


def _surroundings(world: World, record: Record, shown: Record, viewer: str) -> None:
    started = world.channels.get(record["id"])
    if started is not None:
        shown["thread"] = thread(started)
    if record["message_reference"]:
        origin = world.messages.get(record["message_reference"].get("message_id"))
        shown["referenced_message"] = message(world, origin, viewer, nested=True) if origin else None


def announced(world: World, record: Record, viewer: str) -> Record:
    """A message as gateway events bring it: with its server and its author's membership, both absent in DMs."""
    shown = message(world, record, viewer)
    guild_id = world.channels[record["channel_id"]].get("guild_id")
    if guild_id is None:
        return shown
    author = world.member(guild_id, record["author_id"])
    mentions = [
        {**one, "member": bare_member(place)}
        for one in shown["mentions"]
        if (place := world.member(guild_id, one["id"]))
    ]
    place = {"member": bare_member(author)} if author else {}
    return {**shown, "guild_id": guild_id, **place, "mentions": mentions}


def _embed(record: Record, files: dict[str, Record]) -> Record:
    shown: Record = {"type": "rich", **record}
    for key in ("image", "thumbnail"):
        if key in shown:
            shown[key] = _embedded_picture(shown[key]["url"], files)
    for key in ("author", "footer"):
        icon = shown.get(key, {}).get("icon_url")
        if icon:
            url = _embedded_picture(icon, files)["url"]
            shown[key] = {**shown[key], "icon_url": url, "proxy_icon_url": url}
    return shown


def _embedded_picture(url: str, files: dict[str, Record]) -> dict[str, Any]:
    file = files.get(url.removeprefix("attachment://")) if url.startswith("attachment://") else None
    if file is None:
        return {"url": url, "proxy_url": url}
    return {key: file[key] for key in ("url", "proxy_url", "width", "height", "content_type") if key in file}


def _reaction(record: Record, viewer: str) -> Record:
    count = len(record["users"])
    return {
        "emoji": record["emoji"],
        "count": count,
        "count_details": {"burst": 0, "normal": count},
        "burst_colors": [],
        "me_burst": False,
        "burst_me": False,
        "burst_count": 0,
        "me": viewer in record["users"],
    }
