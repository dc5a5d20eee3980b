"""Threads: started from a message or by themselves, joined, left, listed."""

from typing import Any

from sandbox import message_shapes, messages, shapes, threads
from sandbox.checks import anything, choice, fields, flag, obey, text, whole
from sandbox.errors import ApiError, missing_access, missing_permissions, unknown
from sandbox.message_checks import HAS_THREAD
from sandbox.permissions import Permission, in_channel, is_thread
from sandbox.ratelimit import THREADS
from sandbox.rest.call import Call, Routes
from sandbox.rest.messages import refuse_archived
from sandbox.world import Record

routes = Routes()
ANNOUNCEMENT, PUBLIC, PRIVATE, FORUM = 10, 11, 12, 15
SHAPE = fields(
    {"name": text(1, 100)},
    {
        "auto_archive_duration": choice(60, 1440, 4320, 10080),
        "type": choice(ANNOUNCEMENT, PUBLIC, PRIVATE),
        "invitable": flag,
        "rate_limit_per_user": whole(0, 21600),
        "message": anything,
        "applied_tags": anything,
    },
)


@routes.on("POST", "/channels/{channel}/messages/{message}/threads", limit=THREADS, status=201)
async def from_message(call: Call) -> Record:
    """A public thread under a message; its id is the message's."""
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS)
    message = call.message(channel)
    obey(SHAPE, call.body)
    _refuse_unfit(channel, {0, 5})
    if message["id"] in call.world.channels:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    kind = ANNOUNCEMENT if channel["type"] == 5 else PUBLIC
    thread = threads.start(call.world, call.service.sessions, channel, call.own, call.body, kind, message["id"])
    message["flags"] |= HAS_THREAD
    call.world.messages.put(message)
    messages.announce(call.world, call.service.sessions, message, "MESSAGE_UPDATE")
    return shapes.seen_thread(thread, call.own)


@routes.on("POST", "/channels/{channel}/threads", limit=THREADS, status=201)
async def from_nothing(call: Call) -> Record:
    """A thread of its own, or a forum post with its first message."""
    channel = call.channel()
    obey(SHAPE, call.body)
    _refuse_unfit(channel, {0, 5, FORUM})
    kind = PUBLIC if channel["type"] == FORUM else call.body.get("type") or PRIVATE
    if channel["type"] == FORUM:
        needed = Permission.SEND_MESSAGES
    else:
        needed = Permission.CREATE_PRIVATE_THREADS if kind == PRIVATE else Permission.CREATE_PUBLIC_THREADS
    call.demand(channel, needed)
    first: Any = call.body.get("message")
    if channel["type"] != FORUM:
        thread = threads.start(call.world, call.service.sessions, channel, call.own, call.body, kind)
        return shapes.seen_thread(thread, call.own)
    obey(fields({"message": fields()}), call.body)
    thread = threads.start(call.world, call.service.sessions, channel, call.own, call.body, kind)
    post = messages.post(  # the first message of a forum post has the post's own id
        call.world, call.service.sessions, thread, call.own, first, call.files, id=thread["id"]
    )
    return {**shapes.seen_thread(thread, call.own), "message": message_shapes.message(call.world, post, call.own)}


def _refuse_unfit(channel: Record, kinds: set[int]) -> None:
    if channel["type"] not in kinds:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")


def _thread(call: Call) -> Record:
    thread = call.channel()
    if not is_thread(thread):
        raise unknown(10003, "Channel")
    return thread


@routes.on("GET", "/channels/{channel}/thread-members")
async def members(call: Call) -> list[Record]:
    """Who is in a thread."""
    thread = _thread(call)
    return [shapes.thread_member(thread, one) for one in thread["members"]]


@routes.on("GET", "/channels/{channel}/thread-members/{user}")
async def member(call: Call) -> Record:
    """One member of a thread."""
    thread, user_id = _thread(call), _user(call)
    if user_id not in thread["members"]:
        raise unknown(10007, "Member")
    return shapes.thread_member(thread, user_id)


def _user(call: Call) -> str:
    asked = call.at["user"]
    return call.own if asked == "@me" else asked


@routes.on("PUT", "/channels/{channel}/thread-members/{user}")
async def join(call: Call) -> None:
    """Join a thread, or bring a member who sees the channel."""
    thread, user_id = _thread(call), _user(call)
    refuse_archived(thread)
    if call.world.member(thread["guild_id"], user_id) is None:
        raise unknown(10007, "Member")
    if user_id != call.own:
        call.demand(thread, Permission.SEND_MESSAGES_IN_THREADS)
        home = call.world.channels[thread["parent_id"]]
        if not in_channel(call.world, home, user_id) & Permission.VIEW_CHANNEL:
            raise missing_access()
    threads.join(call.world, call.service.sessions, thread, user_id)


@routes.on("DELETE", "/channels/{channel}/thread-members/{user}")
async def leave(call: Call) -> None:
    """Leave a thread, or remove somebody."""
    thread, user_id = _thread(call), _user(call)
    refuse_archived(thread)
    if user_id != call.own and not call.may(thread, Permission.MANAGE_THREADS):
        raise missing_permissions()
    threads.leave(call.world, call.service.sessions, thread, user_id)


def _listed(call: Call, found: list[Record]) -> Record:
    own = [shapes.thread_member(one, call.own) for one in found if call.own in one["members"]]
    return {"threads": [shapes.seen_thread(one, call.own) for one in found], "members": own, "has_more": False}


@routes.on("GET", "/guilds/{guild}/threads/active")
async def active(call: Call) -> Record:
    """A server's threads that are not archived and that the bot sees."""
    guild = call.guild()
    visible = [one for one in call.world.threads_of(guild["id"]) if call.may(one, Permission.VIEW_CHANNEL)]
    return _listed(call, [one for one in visible if not one["thread_metadata"]["archived"]])


@routes.on("GET", "/channels/{channel}/threads/archived/{kind}")
async def archived(call: Call) -> Record:
    """A channel's archived threads, public or private, latest first."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    kinds = {PRIVATE} if call.at["kind"] == "private" else {ANNOUNCEMENT, PUBLIC}
    if kinds == {PRIVATE}:
        call.demand(channel, Permission.MANAGE_THREADS)
    inside = [one for one in call.world.threads_of(channel["guild_id"]) if one["parent_id"] == channel["id"]]
    found = [one for one in inside if one["type"] in kinds and one["thread_metadata"]["archived"]]
    found.sort(key=lambda one: str(one["thread_metadata"]["archive_timestamp"]), reverse=True)
    return _listed(call, found)
