"""Threads start, change, fall asleep and wake."""

from datetime import datetime, timedelta

from sandbox import shapes
from sandbox.sessions import Sessions
from sandbox.snowflakes import instant_of
from sandbox.world import Record, World

PRIVATE = 12


def start(
    world: World,
    sessions: Sessions,
    channel: Record,
    owner_id: str,
    body: Record,
    kind: int,
    thread_id: str | None = None,
) -> Record:
    """A new thread in a channel, with its owner in it; *thread_id* when it hangs from a message."""
    moment = world.clock.now().isoformat()
    metadata: Record = {
        "archived": False,
        "archive_timestamp": moment,
        "auto_archive_duration": body.get("auto_archive_duration") or 1440,
        "locked": False,
        "create_timestamp": moment,
    }
    if kind == PRIVATE:
        metadata["invitable"] = body.get("invitable", True)
    thread = world.channels.put(
        {
            "id": thread_id or world.ids.mint(),
            "type": kind,
            "guild_id": channel["guild_id"],
            "parent_id": channel["id"],
            "owner_id": owner_id,
            "name": body["name"],
            "last_message_id": None,
            "message_count": 0,
            "members": {owner_id: moment},
            "thread_metadata": metadata,
        }
    )
    sessions.to_channel(thread, "THREAD_CREATE", lambda own: {**shapes.seen_thread(thread, own), "newly_created": True})
    world.tell("state")
    return thread


def change(world: World, sessions: Sessions, thread: Record, body: Record) -> None:
    """Rename, archive, lock or open a thread."""
    metadata = dict(thread["thread_metadata"])
    for key in ("archived", "locked", "auto_archive_duration", "invitable"):
        if body.get(key) is not None:
            metadata[key] = body[key]
    if metadata["archived"] != thread["thread_metadata"]["archived"]:
        metadata["archive_timestamp"] = world.clock.now().isoformat()
    thread |= {"thread_metadata": metadata, "name": body.get("name") or thread["name"]}
    world.channels.put(thread)
    sessions.to_channel(thread, "THREAD_UPDATE", lambda own: shapes.seen_thread(thread, own))
    world.tell("state")


def join(world: World, sessions: Sessions, thread: Record, user_id: str) -> None:
    """Put somebody into a thread; once is enough."""
    if user_id not in thread["members"]:
        thread["members"][user_id] = world.clock.now().isoformat()
        _members_changed(world, sessions, thread, user_id, joined=True)


def leave(world: World, sessions: Sessions, thread: Record, user_id: str) -> None:
    """Take somebody out of a thread."""
    if thread["members"].pop(user_id, None) is not None:
        _members_changed(world, sessions, thread, user_id, joined=False)


def _members_changed(world: World, sessions: Sessions, thread: Record, user_id: str, *, joined: bool) -> None:
    world.channels.put(thread)
    data: Record = {"id": thread["id"], "guild_id": thread["guild_id"], "member_count": len(thread["members"])}
    member = world.member(thread["guild_id"], user_id)
    if joined and member:
        added = {**shapes.thread_member(thread, user_id), "member": shapes.member(world, member), "presence": None}
        data["added_members"] = [added]
    elif not joined:
        data["removed_member_ids"] = [user_id]
    sessions.to_channel(thread, "THREAD_MEMBERS_UPDATE", data)
    world.tell("state")


def archive_idle(world: World, sessions: Sessions) -> None:
    """Archive the threads in which nothing happened for as long as they ask for."""
    now = world.clock.now()
    for thread in [one for one in world.channels if one["type"] in {10, 11, 12}]:
        metadata = thread["thread_metadata"]
        last = instant_of(thread["last_message_id"] or thread["id"])
        opened = datetime.fromisoformat(metadata["archive_timestamp"])
        idle = now - max(last, opened)
        if not metadata["archived"] and idle >= timedelta(minutes=metadata["auto_archive_duration"]):
            change(world, sessions, thread, {"archived": True})
