"""Messages come, change and go; every bot that sees the channel is told."""

from typing import Any

from sandbox import components, mentions, message_checks, message_shapes, uploads
from sandbox.errors import ApiError
from sandbox.message_checks import COMPONENTS_V2, EPHEMERAL, HAS_THREAD, LOADING
from sandbox.permissions import is_thread
from sandbox.sessions import Sessions
from sandbox.shapes import thread as thread_shape
from sandbox.uploads import Upload
from sandbox.world import Record, World

EMBED_KEYS = ("title", "description", "url", "color", "timestamp", "footer", "image", "thumbnail", "author", "fields")
REPLY = 19


def blank(world: World, channel: Record, author_id: str, **facts: Any) -> Record:
    """A message record with nothing in it yet."""
    record: Record = {
        "id": world.ids.mint(),
        "channel_id": channel["id"],
        "author_id": author_id,
        "type": 0,
        "content": "",
        "embeds": [],
        "components": [],
        "attachments": [],
        "flags": 0,
        "pinned_at": None,
        "pinned": False,
        "edited_timestamp": None,
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "reactions": [],
        "message_reference": None,
        "visible_to": None,
        "nonce": None,
    }
    return record | facts


def post(
    world: World, sessions: Sessions, channel: Record, author_id: str, body: Record, files: list[Upload], **facts: Any
) -> Record:
    """Check, keep and announce a new message; *facts* are fields that the body cannot set."""
    record = blank(world, channel, author_id, **facts)
    fill(world, channel, record, body, files)
    if record["type"] == 0 and record["message_reference"] is not None:
        record["type"] = REPLY
    appear(world, sessions, channel, record)
    return record


def appear(world: World, sessions: Sessions, channel: Record, record: Record) -> None:
    """Keep and announce a new message; a public one wakes its thread."""
    if record["visible_to"] is None:
        _wake(world, sessions, channel, record)
    world.messages.put(record)
    announce(world, sessions, record, "MESSAGE_CREATE")


def fill(world: World, channel: Record, record: Record, body: Record, files: list[Upload]) -> None:
    """Write a checked body into a record that has no content yet."""
    message_checks.shape(body)
    private = record["visible_to"] is not None
    flags = _asked_flags(body)
    descriptions = {str(one.get("id")): one for one in body.get("attachments") or [] if isinstance(one, dict)}
    names = [_name(upload, descriptions) for upload in files]
    message_checks.check(body, flags=flags, private=private, names=names)
    record |= {
        "content": str(body.get("content") or ""),
        "embeds": [_clean_embed(one) for one in body.get("embeds") or []],
        "components": components.stored(_localised(world, body.get("components") or [])),
        "flags": flags | (EPHEMERAL if private else 0),
        "attachments": [_keep(world, channel, upload, descriptions) for upload in files],
        "message_reference": _reference(world, channel, body) or record["message_reference"],
        "nonce": body.get("nonce"),
    }
    replied = world.messages.get((record["message_reference"] or {}).get("message_id"))
    other = replied["author_id"] if replied and replied["author_id"] != record["author_id"] else None
    record |= mentions.of(world, channel, record["author_id"], body, replied_to=other)


def revise(world: World, sessions: Sessions, record: Record, body: Record, files: list[Upload]) -> Record:
    """Check, keep and announce an edit: fields that are there replace, absent ones stay, null clears."""
    message_checks.shape(body)
    channel = world.channels[record["channel_id"]]
    flags = _asked_flags(body) & ~EPHEMERAL if body.get("flags") is not None else record["flags"] & ~LOADING
    flags |= record["flags"] & (COMPONENTS_V2 | EPHEMERAL | HAS_THREAD | 1)
    described = {str(one.get("id")): one for one in body.get("attachments") or [] if isinstance(one, dict)}
    kept = [one for one in record["attachments"] if body.get("attachments") is None or one in described]
    if "attachments" in body and body["attachments"] is None:
        kept = []
    whole = {key: body.get(key, record[key]) for key in ("content", "embeds", "components")}
    names = [world.files[one]["filename"] for one in kept] + [_name(upload, described) for upload in files]
    checked = {**body, **whole}
    message_checks.check(checked, flags=flags, private=True, names=names)
    record |= {
        "content": str(whole["content"] or ""),
        "embeds": [_clean_embed(one) for one in whole["embeds"] or []],
        "components": components.stored(_localised(world, whole["components"] or [])),
        "flags": flags,
        "attachments": kept + [_keep(world, channel, upload, described) for upload in files],
        "edited_timestamp": world.clock.now().isoformat(),
    }
    record |= mentions.of(world, channel, record["author_id"], checked)
    world.messages.put(record)
    announce(world, sessions, record, "MESSAGE_UPDATE")
    return record


def remove(world: World, sessions: Sessions, record: Record) -> None:
    """Delete a message and announce it."""
    channel = world.channels[record["channel_id"]]
    forget(world, record)
    if is_thread(channel) and record["visible_to"] is None:
        channel["message_count"] = max(0, channel["message_count"] - 1)
        world.channels.put(channel)
    if record["visible_to"] is None:
        guild = {"guild_id": channel["guild_id"]} if channel.get("guild_id") else {}
        sessions.to_channel(channel, "MESSAGE_DELETE", {"id": record["id"], "channel_id": channel["id"], **guild})
    world.tell("message", channel=channel["id"], message=record["id"], deleted=True)


def forget(world: World, record: Record) -> None:
    """Let go of a message and its files without a word."""
    world.messages.drop(record["id"])
    for file in record["attachments"]:
        world.files.drop(file)


def announce(world: World, sessions: Sessions, record: Record, event: str) -> None:
    """Tell bots (never of private messages) and the page."""
    world.tell("message", channel=record["channel_id"], message=record["id"])
    if record["visible_to"] is not None:
        return
    channel = world.channels[record["channel_id"]]

    def data(viewer: str) -> Record:
        shown = message_shapes.announced(world, record, viewer)
        fresh = event == "MESSAGE_CREATE" and record["nonce"] is not None
        return {**shown, "nonce": record["nonce"]} if fresh else shown

    sessions.to_channel(channel, event, data)


def seen_by(world: World, channel_id: str, viewer: str) -> list[Record]:
    """A channel's messages, oldest first, with the private ones of *viewer* only."""
    return [one for one in world.messages.in_channel(channel_id) if one["visible_to"] in {None, viewer}]


def _asked_flags(body: Record) -> int:
    flags = body.get("flags") or 0
    return int(flags) & ~LOADING if str(flags).isdecimal() else 0


def _name(upload: Upload, descriptions: dict[str, Record]) -> str:
    return uploads.safe_name(str(descriptions.get(upload.place, {}).get("filename") or upload.name))


def _keep(world: World, channel: Record, upload: Upload, descriptions: dict[str, Record]) -> str:
    named = Upload(upload.place, _name(upload, descriptions), upload.data)
    description = descriptions.get(upload.place, {}).get("description")
    return str(uploads.keep(world, named, folder=channel["id"], description=description)["id"])


def _clean_embed(embed: Record) -> Record:
    return {key: embed[key] for key in EMBED_KEYS if embed.get(key) is not None}


def _localised(world: World, built: list[Record]) -> list[Record]:
    """Our own attachment URLs as ``attachment://`` again: a bot that edits sends back what it was shown."""
    own = f"{world.address}/attachments/"
    for medium in components.media(built):
        if str(medium.get("url", "")).startswith(own):
            medium["url"] = "attachment://" + medium["url"].rsplit("/", 1)[-1]
    return built


def _reference(world: World, channel: Record, body: Record) -> Record | None:
    asked = body.get("message_reference")
    if not asked:
        return None
    target = world.messages.get(str(asked["message_id"]))
    if target is None or target["channel_id"] != channel["id"] or target["visible_to"] is not None:
        if asked.get("fail_if_not_exists") is False:
            return None
        errors = {
            "message_reference": {
                "_errors": [{"code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "message": "Unknown message"}]
            }
        }
        raise ApiError(400, 50035, "Invalid Form Body", errors)
    guild = {"guild_id": channel["guild_id"]} if channel.get("guild_id") else {}
    return {"type": 0, "message_id": target["id"], "channel_id": channel["id"], **guild}


def _wake(world: World, sessions: Sessions, channel: Record, record: Record) -> None:
    """A new message is its channel's last and brings an archived thread back."""
    channel["last_message_id"] = record["id"]
    if is_thread(channel):
        record["position"] = channel["message_count"]
        channel["message_count"] += 1
        metadata = channel["thread_metadata"]
        if metadata["archived"]:
            channel["thread_metadata"] = {
                **metadata,
                "archived": False,
                "archive_timestamp": world.clock.now().isoformat(),
            }
            sessions.to_channel(channel, "THREAD_UPDATE", thread_shape(channel))
    world.channels.put(channel)
