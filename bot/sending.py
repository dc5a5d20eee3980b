"""One message to one place: the nonce, the retries with the same nonce, the forum post."""

import asyncio
import logging
import random

import aiohttp
import discord

from bot.compose import Post
from bot.places import Direct, Place
from bot.ui.posts import plain, when_id
from core.posts.model import Delivery
from core.values import MessageId

log = logging.getLogger("ostbot.sending")

PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds between the attempts of one sending, each changed by up to 30 %."""

BUDGET = 45
"""Seconds that all attempts of one sending may take together; shorter than the lease."""

TRY = 15
"""Seconds that one of them may take before it is given up and made again."""

LONGEST_TITLE = 100
"""Characters of a forum post's title."""

AMBIGUOUS = (aiohttp.ClientError, OSError, TimeoutError)
"""What leaves open whether a message arrived."""


async def send(place: Place | Direct, delivery: Delivery, post: Post) -> MessageId:
    """Send *post*; the id of its message.

    A lost connection, silence and a 5xx are tried again with the same nonce, which makes one message of them. A forum
    post has no nonce: it is tried once, and looked for before it is tried again.

    Raises:
        HTTPException: Discord refused it.
        ClientError, OSError, TimeoutError: nobody knows whether it arrived.
    """
    if isinstance(place, discord.ForumChannel):
        async with asyncio.timeout(BUDGET):
            return await _open(place, post)
    async with asyncio.timeout(BUDGET):
        for pause in (*PAUSES, None):
            try:
                async with asyncio.timeout(TRY):
                    return await _once(place, delivery, post)
            except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
                if pause is None:
                    raise
                log.info("delivery %s: trying again after %r", delivery.id, error)
                await asyncio.sleep(pause * random.uniform(0.7, 1.3))  # noqa: S311 - spreads retries, guards nothing
    raise TimeoutError


async def _once(place: discord.abc.Messageable, delivery: Delivery, post: Post) -> MessageId:
    sent = await place.send(
        view=post.card.view, files=post.card.files(), nonce=delivery.token, allowed_mentions=_pings(post)
    )
    return MessageId(sent.id)


async def send_plain(place: Place | Direct, delivery: Delivery, post: Post) -> MessageId:
    """The words of *post* alone, with a button by which a look-back knows it.

    Raises:
        HTTPException: Discord refused that too.
        ClientError, OSError, TimeoutError: nobody knows whether it arrived.
    """
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="About this post", custom_id=when_id(0, delivery.token)))
    view.stop()
    words, pings = plain(post.card), _pings(post)
    async with asyncio.timeout(TRY):
        if isinstance(place, discord.ForumChannel):
            opened = await place.create_thread(name=_title(post), content=words, view=view, allowed_mentions=pings)
            return MessageId(opened.message.id)
        sent = await place.send(words, view=view, nonce=delivery.token, allowed_mentions=pings)
        return MessageId(sent.id)


async def _open(forum: discord.ForumChannel, post: Post) -> MessageId:
    tags = forum.available_tags[:1] if forum.flags.require_tag else []
    opened = await forum.create_thread(
        name=_title(post),
        view=post.card.view,
        files=post.card.files(),
        applied_tags=tags,
        allowed_mentions=_pings(post),
    )
    return MessageId(opened.message.id)


def _title(post: Post) -> str:
    return (post.title or "ostbot")[:LONGEST_TITLE]


def _pings(post: Post) -> discord.AllowedMentions:
    """One role at most, and only the one that the schedule names; of members only those whom the post names."""
    role = [discord.Object(post.mention)] if post.mention is not None else []
    members = [discord.Object(member) for member in post.mentions] or False
    return discord.AllowedMentions(everyone=False, users=members, roles=role, replied_user=False)
