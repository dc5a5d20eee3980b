"""One delivery, exactly once: claim, look back, send with a nonce, record (docs/reliability.md)."""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import timedelta

import aiohttp
import discord

from bot.compose import CalledOff, Composer, NotYet, Post
from core.posts.desk import PostDesk
from core.posts.failures import Verdict, meaning
from core.posts.model import Delivery, State
from core.values import MessageId

log = logging.getLogger("ostbot.delivery")

PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds between the attempts of one sending, each changed by up to 30 %."""

BUDGET = 45
"""Seconds that all attempts of one sending may take together; shorter than the lease."""

LOOK_BACK = 500
"""Messages of the channel that a look-back reads at most."""

SKEW = timedelta(minutes=5)
"""How far the machine's clock and Discord's may differ in a look-back."""

Step = Callable[[str], None]


class Courier:
    """Delivers what is due. *step* is told each named step, so that a test can stop the world there."""

    def __init__(
        self, client: discord.Client, posts: PostDesk, composer: Composer, step: Step = lambda _name: None
    ) -> None:
        self._client = client
        self._posts = posts
        self._composer = composer
        self._step = step

    async def deliver(self, due: Delivery) -> None:
        """Bring *due* to its channel, unless somebody else is at it or it is done."""
        if due.plan.expires <= self._posts.now():
            await self._too_late(due)
            return
        try:
            post = await self._composer.compose(due)
        except NotYet as reason:
            await self._posts.put_back(due, str(reason), reason.wait)
            return
        except CalledOff as reason:
            await self._posts.ended(due, State.CANCELLED, str(reason))
            return
        delivery = await self._posts.claim(due, post.content)
        if delivery is None:
            return
        self._step("claimed")
        try:
            await self._carry(delivery, post)
        except discord.HTTPException as error:
            await self._refused(delivery, error)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            # Nobody knows whether it arrived: it stays "sending", and the next claim looks back first.
            log.warning("delivery %s: Discord did not answer (%s)", delivery.id, error)

    async def _too_late(self, due: Delivery) -> None:
        """An attempt began and nobody knows how it ended; by now it would be wrong to send it again."""
        delivery = await self._posts.claim(due, due.content or "")
        if delivery is None:
            return
        channel = self._client.get_partial_messageable(delivery.plan.channel, guild_id=delivery.plan.guild)
        try:
            message = await self._look_back(channel, delivery)
        except discord.HTTPException as error:
            await self._refused(delivery, error)
            return
        if message is not None:
            await self._posts.sent(delivery, message, delivery.content or "")
        else:
            await self._posts.ended(delivery, State.EXPIRED, "I was stopped while sending and came back too late.")

    async def _carry(self, delivery: Delivery, post: Post) -> None:
        channel = self._client.get_partial_messageable(delivery.plan.channel, guild_id=delivery.plan.guild)
        content = post.content
        message = await self._look_back(channel, delivery) if delivery.attempts > 1 else None
        if message is not None:
            content = delivery.content or content  # what the earlier attempt showed
        else:
            message = await self._send(channel, delivery, post)
        self._step("sent")
        await self._posts.sent(delivery, message, content)
        self._step("recorded")
        log.info("delivery %s (%s) is message %s", delivery.id, delivery.plan.occurrence, message)

    async def _look_back(self, channel: discord.PartialMessageable, delivery: Delivery) -> MessageId | None:
        """The message an earlier attempt left in the channel, known by the token in one of its custom ids."""
        assert delivery.first_attempt is not None
        async for message in channel.history(after=delivery.first_attempt - SKEW, limit=LOOK_BACK):
            if self._client.user is not None and message.author.id == self._client.user.id:
                ids = (getattr(part, "custom_id", None) for part in _parts(message.components))
                if any(custom_id and custom_id.endswith(f":{delivery.token}") for custom_id in ids):
                    return MessageId(message.id)
        return None

    async def _send(self, channel: discord.PartialMessageable, delivery: Delivery, post: Post) -> MessageId:
        async with asyncio.timeout(BUDGET):
            for pause in (*PAUSES, None):
                try:
                    sent = await channel.send(view=post.card.view, files=post.card.files(), nonce=delivery.token)
                    return MessageId(sent.id)
                except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
                    if pause is None:
                        raise
                    log.info("delivery %s: trying again after %s", delivery.id, error)
                    await asyncio.sleep(pause * random.uniform(0.7, 1.3))  # noqa: S311 - spreads retries, guards nothing
        raise TimeoutError

    async def _refused(self, delivery: Delivery, error: discord.HTTPException) -> None:
        means = meaning(error.status, error.code)
        log.warning("delivery %s: %s (%s)", delivery.id, means.words, error.code)
        if means.verdict is Verdict.BLOCKED:
            await self._posts.ended(delivery, State.BLOCKED, means.words)
        elif means.verdict is Verdict.FAILED:
            await self._posts.ended(delivery, State.FAILED, means.words)


def _parts(components: list[discord.Component]) -> list[discord.Component]:
    """Every component of a message, nested ones included."""
    found: list[discord.Component] = []
    for component in components:
        found.append(component)
        found += _parts(list(getattr(component, "children", [])))
    return found
