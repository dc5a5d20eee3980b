"""What a delivery shows: a table from its kind to whoever composes it. A new kind is one more line."""

from collections.abc import Awaitable, Callable, Mapping

from bot.composing.follows import FollowComposer
from bot.composing.notices import NoticeComposer
from bot.composing.parties import PartyComposer
from bot.composing.post import CalledOff as CalledOff  # noqa: PLC0414 - named here for whoever delivers
from bot.composing.post import NotYet as NotYet  # noqa: PLC0414 - the same
from bot.composing.post import Post as Post  # noqa: PLC0414 - the same
from bot.composing.scheduled import ScheduledComposer
from bot.pictures import Gallery
from core.posts.model import SCHEDULED, Delivery, Kind
from core.rooms import Rooms

Compose = Callable[[Delivery], Awaitable[Post]]
"""Makes the post that a delivery carries, or raises :class:`NotYet` or :class:`CalledOff`."""


class Composer:
    """Composes every kind of delivery."""

    def __init__(self, rooms: Rooms, gallery: Gallery) -> None:
        self.scheduled = ScheduledComposer(rooms, gallery)
        parties, notices = PartyComposer(rooms, gallery), NoticeComposer(rooms)
        follows = FollowComposer(rooms)
        self._table: Mapping[Kind, Compose] = {
            **dict.fromkeys(SCHEDULED, self.scheduled.compose),
            Kind.BOARD: parties.board,
            Kind.REMINDER: parties.reminder,
            Kind.PARTY: parties.said,
            Kind.FOLLOW: follows.line,
            Kind.MAIL: follows.letter,
            Kind.NOTICE: notices.notice,
            Kind.TEST: notices.test,
        }

    async def compose(self, delivery: Delivery) -> Post:
        """The post that *delivery* carries.

        Raises:
            NotYet: nothing new is there to be posted.
            CalledOff: it is not to be posted at all.
        """
        return await self._table[delivery.plan.kind](delivery)
