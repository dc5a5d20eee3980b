"""One delivery, exactly once: claim, look back, send with a nonce, record (docs/reliability.md)."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

import aiohttp
import discord

from bot import places
from bot.compose import CalledOff, Composer, NotYet, Post
from bot.lookback import look_back
from bot.pace import Pace
from bot.sending import AMBIGUOUS, send, send_plain
from core.language import Words
from core.posts.failures import Meaning, Verdict, meaning
from core.posts.model import Delivery, Kind, State
from core.posts.notices import MANAGERS, Notice
from core.rooms import Rooms
from core.values import MessageId

log = logging.getLogger("ostbot.delivery")

NONCE_HOLDS = timedelta(seconds=60)
"""How long after the first attempt Discord's own memory of the nonce is trusted."""

ATTEMPT = 55
"""Seconds that one attempt may take with everything: finding the channel, looking back, sending; shorter than the
lease."""

SHUT_MINUTES = (10, 15)
"""How long nothing is sent after Discord has banned this address."""

BUSY = timedelta(minutes=1)
"""How long to wait when Discord asks to slow down."""

Step = Callable[[str], None]

_STOPPED = Words("I was stopped while sending and came back too late.", "보내는 도중 멈췄다가 너무 늦게 돌아왔습니다.")
_POSSIBLY = Words(
    "Possibly posted: I was stopped while sending and may not read the channel's history, so I do not post it twice. "
    "Give me Read Message History; /schedule run posts it if it is not there.",
    "게시되었을 수 있습니다. 보내는 도중 멈췄고 메시지 기록을 볼 수 없어 다시 올리지 않습니다. "
    "‘메시지 기록 보기’ 권한을 주세요. 올라오지 않았다면 /schedule run으로 올립니다.",
)
_NOBODY = Words("No manager can be reached.", "관리자에게 알릴 곳이 없습니다.")
_NO_PLACE = Words(
    "Nothing can be posted in such a channel: choose another with /schedule edit.",
    "그런 채널에는 게시할 수 없습니다. /schedule edit로 다른 채널을 고르세요.",
)


class Courier:
    """Delivers what is due. *step* is told each named step, so that a test can stop the world there; *stop* ends the
    program when the token is not good any more."""

    def __init__(
        self,
        client: discord.Client,
        rooms: Rooms,
        composer: Composer,
        pace: Pace,
        *,
        step: Step = lambda _name: None,
        stop: Callable[[], None] = lambda: None,
    ) -> None:
        self._client = client
        self._rooms = rooms
        self._posts = rooms.posts
        self._composer = composer
        self._pace = pace
        self._step = step
        self._stop = stop

    async def deliver(self, due: Delivery, *, release: Callable[[], Awaitable[None]] | None = None) -> None:
        """Bring *due* to its channel, unless somebody else is at it or it is done.

        With *release* it is composed and claimed at once, and sent when that has returned.
        """
        if self._pace.shut:
            return
        if due.plan.expires <= self._posts.now():
            await self._too_late(due)
            return
        try:
            post = await self._composer.compose(due)
        except NotYet as reason:
            if due.state is State.DUE:  # one that was begun may be in its channel: its lease runs out, it is looked for
                await self._posts.put_back(due, str(reason), reason.wait)
            return
        except CalledOff as reason:
            await self._posts.ended(due, reason.state, Words(str(reason), str(reason)))
            return
        delivery = await self._posts.claim(due, post.content)
        if delivery is not None:
            self._step("claimed")
            if release is not None:
                await release()
            await self._attempt(delivery, post)

    async def _attempt(self, delivery: Delivery, post: Post) -> None:
        try:
            await self._carry(delivery, post)
        except discord.HTTPException as error:
            await self._refused(delivery, post, error)
        except places.NotAPlace:
            await self._posts.blocked(delivery, 0, _NO_PLACE)
        except AMBIGUOUS as error:
            # Nobody knows whether it arrived: it stays "sending", and the next claim looks back first.
            log.warning("delivery %s: Discord did not answer (%s)", delivery.id, error)

    async def _too_late(self, due: Delivery) -> None:
        """An attempt began and nobody knows how it ended; by now it would be wrong to send it again."""
        delivery = await self._posts.claim(due, due.content or "")
        if delivery is None:
            return
        try:
            async with asyncio.timeout(ATTEMPT):
                place = await self._place(delivery)
                message = await look_back(self._client, place, delivery) if place else None
        except discord.HTTPException as error:
            await self._refused(delivery, None, error)
            return
        except AMBIGUOUS as error:
            log.warning("delivery %s cannot be looked for: Discord did not answer (%s)", delivery.id, error)
            return
        except places.NotAPlace:
            message = None
        if message is not None:
            await self._posts.sent(delivery, message, delivery.content or "")
        else:
            await self._posts.ended(delivery, State.EXPIRED, _STOPPED)

    async def _carry(self, delivery: Delivery, post: Post) -> None:
        async with asyncio.timeout(ATTEMPT):
            arrived = await self._bring(delivery, post)
        if arrived is None:
            return
        self._step("sent")
        message, content, crosspost = arrived
        await self._posts.sent(delivery, message, content, crosspost=crosspost)
        self._step("recorded")
        log.info("delivery %s (%s) is message %s", delivery.id, delivery.plan.occurrence, message)

    async def _bring(self, delivery: Delivery, post: Post) -> tuple[MessageId, str, bool] | None:
        """Its message, what that shows, and whether it is to be published; ``None`` where it came to another end."""
        place = await self._place(delivery)
        if place is None:
            await self._posts.ended(delivery, State.FAILED, _NOBODY)
            return None
        content, message = post.content, None
        if await self._may_be_there(delivery):
            if places.reads_history(place):
                await self._pace.turn()
                message = await look_back(self._client, place, delivery)
            elif isinstance(place, discord.ForumChannel) or not self._nonce_holds(delivery):
                await self._posts.ended(delivery, State.UNSURE, _POSSIBLY, tell=True)
                return None
        if message is not None:
            content = delivery.content or content  # what the earlier attempt showed
        else:
            await self._pace.turn()
            message = await send(place, delivery, post)
        return message, content, post.publish and isinstance(place, discord.TextChannel) and place.is_news()

    async def _place(self, delivery: Delivery) -> places.Place | places.Direct | None:
        plan = delivery.plan
        if plan.kind is Kind.NOTICE and plan.channel == MANAGERS:
            number = Notice.read(delivery.content or "").schedule
            schedule = await self._posts.schedule(plan.guild, number)
            return await places.managers(self._client, self._rooms, plan.guild, schedule)
        if plan.kind is Kind.MAIL:
            member = await self._rooms.follows.member(delivery.subject)
            return await self._client.create_dm(discord.Object(member)) if member else None
        if plan.kind is Kind.REMINDER:
            return await places.find_or_direct(self._client, plan.guild, plan.channel)
        return await places.find(self._client, plan.guild, plan.channel)

    async def _may_be_there(self, delivery: Delivery) -> bool:
        """Whether an earlier attempt, or one that a restored backup has forgotten, may have reached the channel."""
        if delivery.attempts > 1:
            return True
        until = await self._posts.looks_back_until()
        return until is not None and delivery.plan.due < until

    def _nonce_holds(self, delivery: Delivery) -> bool:
        first = delivery.first_attempt
        return first is not None and delivery.attempts > 1 and self._posts.now() - first <= NONCE_HOLDS

    async def _refused(self, delivery: Delivery, post: Post | None, error: discord.HTTPException) -> None:
        means = _meaning(error)
        log.warning("delivery %s: %s (%s)", delivery.id, means.words.en, error.code)
        match means.verdict:
            case Verdict.CLOSED | Verdict.BLOCKED if delivery.plan.kind is Kind.MAIL:
                await self._rooms.follows.closed(delivery.subject)
                await self._posts.ended(delivery, State.FAILED, means.words)
            case Verdict.RETRY | Verdict.FRESH:
                await self._posts.put_back(delivery, means.words.en, BUSY)
            case Verdict.AMBIGUOUS:
                return
            case Verdict.PAUSE:
                self._pace.shut_for(timedelta(minutes=random.uniform(*SHUT_MINUTES)), means.words.en)  # noqa: S311 - spreads retries, guards nothing
                await self._posts.put_back(delivery, means.words.en, BUSY)
            case Verdict.STOP:
                await self._posts.put_back(delivery, means.words.en, BUSY)
                self._stop()
            case Verdict.ARCHIVED if post is not None and await self._opened(delivery):
                await self._attempt(delivery, post)
            case Verdict.BLOCKED | Verdict.ARCHIVED:
                await self._blocked(delivery, error.code, means.words)
            case Verdict.PLAIN if post is not None:
                await self._plainly(delivery, post, means)
            case _:
                await self._posts.ended(delivery, State.FAILED, means.words, tell=True)

    async def _blocked(self, delivery: Delivery, code: int, words: Words) -> None:
        if delivery.plan.kind is Kind.NOTICE:
            await self._posts.ended(delivery, State.FAILED, words)
            return
        try:
            place = await places.find(self._client, delivery.plan.guild, delivery.plan.channel)
            words = places.missing(place) or words
        except (discord.HTTPException, places.NotAPlace, aiohttp.ClientError, OSError):
            log.debug("channel %s cannot be looked at", delivery.plan.channel)
        await self._posts.blocked(delivery, code, words)

    async def _opened(self, delivery: Delivery) -> bool:
        """Whether an archived thread could be opened."""
        try:
            place = await places.find(self._client, delivery.plan.guild, delivery.plan.channel)
            if not isinstance(place, discord.Thread) or place.locked:
                return False
            await place.edit(archived=False)
        except (discord.HTTPException, places.NotAPlace, aiohttp.ClientError, OSError):
            return False
        return True

    async def _plainly(self, delivery: Delivery, post: Post, means: Meaning) -> None:
        """Our renderer made something that Discord does not take: the words alone, once, and an alarm."""
        log.error("delivery %s (%s) is sent as plain text", delivery.id, delivery.plan.occurrence)
        try:
            place = await self._place(delivery)
            assert place is not None
            await self._pace.turn()
            message = await send_plain(place, delivery, post)
        except discord.HTTPException as again:
            log.error("delivery %s failed as plain text too (%s)", delivery.id, again.code)  # noqa: TRY400 - the code says it
            await self._posts.ended(delivery, State.FAILED, means.words, tell=True)
        else:
            await self._posts.sent(delivery, message, post.content)


def _meaning(error: discord.HTTPException) -> Meaning:
    """What Discord said; its own API names itself in ``Via``, a ban of this address does not."""
    return meaning(error.status, error.code, via="Via" in error.response.headers)
