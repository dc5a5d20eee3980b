"""What following asks of the store."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Protocol

from core.follows.model import Follow, Move, News
from core.posts.model import Planned
from core.values import GuildId, UserId


class FollowRows(Protocol):
    """Who follows what, and what they were told."""

    async def follows(self, member: UserId | None = None, guild: GuildId | None = None) -> list[Follow]:
        """The follows of a member, seen from a server or from anywhere; or everybody's."""
        ...

    async def in_channel(self, guild: GuildId) -> list[Follow]:
        """What is told in the server's channel."""
        ...

    async def put(self, follow: Follow) -> None:
        """Follow something, or hear of it in another way from now on."""
        ...

    async def follow(self, number: int) -> Follow | None: ...

    async def stop(self, number: int) -> None: ...

    async def moves(self, since: datetime, ends: date) -> list[Move]:
        """Debuts, returns and new peaks on the newest issue of every chart, if that came out first after *since* and
        its week ends on *ends* or later."""
        ...

    async def told(self) -> set[tuple[GuildId, UserId, str]]:
        """Every event that was told: to whom, and for a channel on which server."""
        ...

    async def add_news(self, news: News) -> bool:
        """Tell somebody; false when they were told before."""
        ...

    async def news(self, member: UserId, guild: GuildId | None, most: int) -> list[tuple[News, bool]]:
        """What a member was told lately, as far as *guild* may see it, newest first; whether they have seen it."""
        ...

    async def see(self, member: UserId, events: Collection[str]) -> None: ...

    async def unheard(self, member: UserId, guild: GuildId) -> list[News]:
        """What became of the member's suggestions and they do not know yet."""
        ...

    async def to_mail(self, before: datetime) -> list[tuple[int, int]]:
        """Whom to write now, and the number of that message: there is news, and the last one went out *before* then."""
        ...

    async def mail(self, follower: int, number: int, now: datetime) -> None:
        """Everything that waits for *follower* goes into message *number*."""
        ...

    async def letter(self, follower: int, number: int) -> list[News]:
        """What message *number* to *follower* says, oldest first; nothing when they have deleted their data."""
        ...

    async def member(self, follower: int) -> UserId | None: ...

    async def close(self, member: UserId) -> None:
        """The member takes no direct messages: all of it goes on their list."""
        ...

    async def forget_news(self, before: datetime) -> None:
        """Let go of what was told long ago."""
        ...

    async def plan(self, planned: Iterable[Planned]) -> None:
        """Put these into the ledger of deliveries; what is there already stays as it is."""
        ...

    async def published(self) -> int:
        """A number that grows whenever any chart is published to."""
        ...
