"""Finding what an earlier attempt left: a message of our own whose custom ids carry the delivery's token."""

from collections.abc import AsyncIterator
from datetime import timedelta

import discord

from bot.places import Direct, Place
from core.posts.model import Delivery
from core.values import MessageId

MOST = 1000
"""Messages of a channel that a look-back reads at most."""

MOST_THREADS = 100
"""Archived posts of a forum that it looks through at most."""

SKEW = timedelta(minutes=5)
"""How far the machine's clock and Discord's may differ."""


async def look_back(client: discord.Client, place: Place | Direct, delivery: Delivery) -> MessageId | None:
    """The message of *delivery* in *place*, if it is there.

    Raises:
        HTTPException: Discord does not let me look.
    """
    async for message in _messages(client, place, delivery):
        ids = (getattr(part, "custom_id", None) for part in _parts(message.components))
        if any(custom_id and custom_id.endswith(f":{delivery.token}") for custom_id in ids):
            return MessageId(message.id)
    return None


async def _messages(
    client: discord.Client, place: Place | Direct, delivery: Delivery
) -> AsyncIterator[discord.Message]:
    """Our own messages there since just before the first attempt; of a forum, the first one of every post."""
    began = delivery.first_attempt if delivery.attempts > 1 else None  # else a process that a backup has forgotten
    since = (began or delivery.plan.due) - SKEW
    me = client.user.id if client.user else 0
    if isinstance(place, discord.ForumChannel):
        async for thread in _posts(place):
            if thread.owner_id == me and thread.created_at is not None and thread.created_at >= since:
                yield await thread.fetch_message(thread.id)
        return
    async for message in place.history(after=since, limit=MOST):
        if message.author.id == me:
            yield message


async def _posts(forum: discord.ForumChannel) -> AsyncIterator[discord.Thread]:
    for thread in await forum.guild.active_threads():
        if thread.parent_id == forum.id:
            yield thread
    async for thread in forum.archived_threads(limit=MOST_THREADS):
        yield thread


def _parts(components: list[discord.Component]) -> list[discord.Component]:
    """Every component of a message, nested ones included."""
    found: list[discord.Component] = []
    for component in components:
        found.append(component)
        found += _parts(list(getattr(component, "children", [])))
    return found
