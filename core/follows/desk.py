"""Following: who hears of what, once, the way they chose; never by a ping."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from hashlib import blake2s

from core.catalog.calendar import day_in_korea
from core.catalog.desk import CatalogDesk
from core.catalog.model import Artist, Drama, Track
from core.catalog.search import Kind
from core.errors import BadInput, NotAllowed, NotFound
from core.follows.events import FRESH, RECENT, news
from core.follows.model import CHANNEL, Follow, How, Move, News
from core.follows.ports import FollowRows
from core.language import Words
from core.ports import Clock, Shelf
from core.posts.model import Kind as Delivered
from core.posts.model import Planned
from core.values import SHARED, ChannelId, GuildId, UserId

MOST_FOLLOWS = 50
"""Things that a member may follow, on all servers together."""

MOST_IN_CHANNEL = 25
"""Things that are told in one server's channel."""

MOST_NEWS = 10
"""Of what a member was told, as many as their list shows."""

MAIL_EVERY = timedelta(days=1)
"""Between two direct messages to one member."""

LINE_FOR, MAIL_FOR = timedelta(hours=36), timedelta(days=3)
"""How long a line in a channel, and a direct message, is still worth sending."""

KEPT = timedelta(days=90)
"""How long it is remembered what was told; longer than anything is news."""

ChartChannel = Callable[[GuildId], Awaitable[ChannelId | None]]
"""Where a server wants what is said about charts."""


class FollowDesk:
    """The use cases of following. :meth:`plan` is for whoever ticks."""

    def __init__(self, shelf: Shelf[FollowRows], catalog: CatalogDesk, channel: ChartChannel, clock: Clock) -> None:
        self._shelf = shelf
        self._catalog = catalog
        self._channel = channel
        self._clock = clock
        self._looked: object = None
        self._changes = 0
        self._hearing: set[UserId] = set()

    async def follow(self, guild: GuildId, member: UserId, about: str, how: How) -> Drama | Artist | Track:
        """Tell *member* of new releases and chart moves of the thing that *about* means; the thing.

        Raises:
            Unknown: nothing is called just so.
            BadInput: the member follows as much as one may, or the server has no channel for it.
        """
        thing = self._catalog.of(guild).find(about, exactly=True)
        if how is How.CHANNEL and (guild == SHARED or await self._channel(guild) is None):
            raise BadInput(
                "This server has no chart channel yet: take digest or dm, or ask a manager for /setup.",
                "이 서버에는 아직 차트 채널이 없습니다. digest나 dm을 고르거나 서버 관리자에게 /setup을 부탁해 주세요.",
            )
        kind = Kind(type(thing).__name__.lower())
        wanted = Follow(guild, member, kind, thing.key, how, self._clock())
        async with self._shelf.writing() as rows:
            mine = await rows.follows(member)
            known = [each for each in mine if (each.guild, each.kind, each.key) == (guild, kind, thing.key)]
            if not known and len(mine) >= MOST_FOLLOWS:
                raise BadInput(
                    f"You follow {MOST_FOLLOWS} things, the most one may: stop one with /ost following.",
                    f"팔로우가 한도인 {MOST_FOLLOWS}개입니다. /ost following에서 하나를 그만둬 주세요.",
                )
            said = any(each.how is How.CHANNEL for each in known)
            if how is How.CHANNEL and not said and len(await rows.in_channel(guild)) >= MOST_IN_CHANNEL:
                raise BadInput(
                    f"{MOST_IN_CHANNEL} things are told in this server's channel, the most that may be: "
                    "take digest or dm, or a manager stops one with /ost following.",
                    f"이 서버의 채널에서 알리는 것이 한도인 {MOST_IN_CHANNEL}개입니다. digest나 dm을 고르거나, "
                    "서버 관리자가 /ost following에서 하나를 그만둬야 합니다.",
                )
            await rows.put(wanted)
        self._changes += 1
        return thing

    async def following(self, guild: GuildId, member: UserId, *, manages: bool = False) -> list[Follow]:
        """What *member* follows as seen here, in a direct message all of it.

        For somebody who manages the server it is also what is told in its channel.
        """
        async with self._shelf.reading() as rows:
            mine = await rows.follows(member, guild or None)
            others = await rows.in_channel(guild) if manages else []
        return mine + [each for each in others if each.member != member]

    async def stop(self, guild: GuildId, member: UserId, number: int, *, manages: bool = False) -> Follow:
        """Follow that no longer; what it was.

        Raises:
            NotFound: *member* does not follow that, or not any more.
            NotAllowed: it is somebody else's.
        """
        async with self._shelf.writing() as rows:
            found = await rows.follow(number)
            if found is None or (found.member != member and found.guild != guild):
                raise NotFound(
                    "You do not follow that any more; /ost following shows what you do.",
                    "이제 팔로우하고 있지 않습니다. 팔로우한 것은 /ost following에서 볼 수 있습니다.",
                )
            if found.member != member and not (manages and found.how is How.CHANNEL):
                raise NotAllowed(
                    "That is somebody else's: only they can stop it.",
                    "다른 사람의 팔로우입니다. 그 사람만 그만둘 수 있습니다.",
                )
            await rows.stop(number)
        return found

    async def news(self, guild: GuildId, member: UserId) -> list[tuple[News, bool]]:
        """What *member* was told lately, newest first, and whether they have seen it; from now on they have."""
        async with self._shelf.reading() as rows:
            found = await rows.news(member, guild or None, MOST_NEWS)
        unseen = [each.event.id for each, seen in found if not seen]
        if unseen:
            async with self._shelf.writing() as rows:
                await rows.see(member, unseen)
        return found

    @asynccontextmanager
    async def unheard(self, guild: GuildId, member: UserId) -> AsyncIterator[list[News]]:
        """What became of *member*'s suggestions here and they do not know yet; they do once the block is left well.

        Who asks meanwhile gets nothing: two answers in a row tell it once.
        """
        if member in self._hearing:
            yield []
            return
        self._hearing.add(member)
        try:
            async with self._shelf.reading() as rows:
                found = await rows.unheard(member, guild)
            yield found
            if found:
                async with self._shelf.writing() as rows:
                    await rows.see(member, [each.event.id for each in found])
        finally:
            self._hearing.discard(member)

    async def plan(self) -> None:
        """Look what happened, and put what is to be said about it into the ledger; to look again changes nothing."""
        now = self._clock()
        async with self._shelf.reading() as rows:
            state = (await rows.published(), self._changes, int(now.timestamp()) // 3600, self._catalog.everything)
            if self._looked is not None and _same(state, self._looked):
                follows, told, moves = [], set(), []
            else:
                follows, told = await rows.follows(), await rows.told()
                moves = await rows.moves(now - FRESH, day_in_korea(now - RECENT)) if follows else []
            mails = await rows.to_mail(now - MAIL_EVERY)
        fresh = [each for each in self._news(follows, moves, now) if _whom(each) not in told]
        channels = {each.guild: await self._channel(each.guild) for each in fresh if each.member == CHANNEL}
        fresh = [each for each in fresh if each.member != CHANNEL or channels[each.guild] is not None]
        if fresh or mails:
            async with self._shelf.writing() as rows:
                await self._tell(rows, fresh, channels, now)
                await rows.forget_news(now - KEPT)
        self._looked = state

    async def letter(self, follower: int, number: int) -> list[News]:
        """What a direct message says; nothing when there is nobody to read it any more."""
        async with self._shelf.reading() as rows:
            return await rows.letter(follower, number)

    async def member(self, follower: int) -> UserId | None:
        """Whom a direct message is for."""
        async with self._shelf.reading() as rows:
            return await rows.member(follower)

    async def closed(self, follower: int) -> None:
        """That member takes no direct messages: what they follow so goes on their list from now on."""
        async with self._shelf.writing() as rows:
            member = await rows.member(follower)
            if member is not None:
                await rows.close(member)

    def _news(self, follows: Sequence[Follow], moves: Sequence[Move], now: datetime) -> list[News]:
        """Everything to be told, a server after the other; to one who hears of it twice, by message if by any."""
        found: dict[tuple[GuildId, UserId, str], News] = {}
        for guild in dict.fromkeys(follow.guild for follow in follows):
            mine = [follow for follow in follows if follow.guild == guild]
            for each in news(mine, self._catalog.of(guild).catalogue, _seen(moves, guild), now):
                if _whom(each) not in found or each.how is How.DM:
                    found[_whom(each)] = each
        return list(found.values())

    async def _tell(
        self, rows: FollowRows, fresh: Sequence[News], channels: dict[GuildId, ChannelId | None], now: datetime
    ) -> None:
        lines: dict[GuildId, list[News]] = {}
        for each in fresh:
            if await rows.add_news(each) and each.member == CHANNEL:
                lines.setdefault(each.guild, []).append(each)
        for guild, said in lines.items():
            channel = channels[guild]
            assert channel is not None
            name = blake2s("|".join(each.event.id for each in said).encode(), digest_size=8).hexdigest()
            content = json.dumps([[each.event.words.en, each.event.words.ko] for each in said], ensure_ascii=False)
            await rows.plan([Planned(Delivered.FOLLOW, guild, channel, f"0:{name}", now, now + LINE_FOR, content)])
        for follower, number in await rows.to_mail(now - MAIL_EVERY):
            await rows.mail(follower, number, now)
            letter = Planned(Delivered.MAIL, SHARED, ChannelId(0), f"{follower}:{number}", now, now + MAIL_FOR)
            await rows.plan([letter])


def lines_of(content: str) -> list[Words]:
    """What a line in a channel was planned to say."""
    return [Words(en, ko) for en, ko in json.loads(content)]


def number_of(occurrence: str) -> int:
    """Which message to its follower a delivery is."""
    return int(occurrence.split(":", 1)[1])


def _whom(each: News) -> tuple[GuildId, UserId, str]:
    """Who is told of what: a member once wherever they follow it, a channel once a server."""
    return (each.guild if each.member == CHANNEL else SHARED, each.member, each.event.id)


def _seen(moves: Sequence[Move], guild: GuildId) -> list[Move]:
    """The moves that a server sees: its own charts hide shared ones of the same key."""
    own = {move.chart for move in moves if move.scope == guild}
    return [move for move in moves if move.scope == guild or (move.scope == SHARED and move.chart not in own)]


def _same(state: tuple[object, ...], looked: object) -> bool:
    """Whether nothing has changed since the last look; the catalogue is compared by identity, it is large."""
    return isinstance(looked, tuple) and state[:3] == looked[:3] and state[3] is looked[3]
