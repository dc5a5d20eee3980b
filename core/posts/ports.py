"""What scheduled posts ask of the store."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from core.posts.model import Delivery, Planned, Schedule, State
from core.values import GuildId, MessageId


class PostRows(Protocol):
    """Schedules and the ledger of deliveries."""

    async def schedules(self, guild: GuildId | None = None) -> list[Schedule]:
        """One server's schedules, or everybody's."""
        ...

    async def add_schedule(self, wanted: Schedule) -> Schedule | None:
        """*wanted* with the id it got; ``None`` when the same one is there already."""
        ...

    async def remove_schedule(self, guild: GuildId, schedule: int) -> Schedule | None:
        """Take a schedule away with everything of it that has not been sent; ``None`` when the server has none such."""
        ...

    async def plan(self, planned: Iterable[Planned]) -> None:
        """Put these into the ledger; what is there already stays as it is."""
        ...

    async def expire(self, now: datetime) -> int:
        """Close what was never sent and is past its catch-up window; how many that were."""
        ...

    async def due(self, now: datetime) -> Sequence[Delivery]:
        """What can be sent now: due, and held by nobody."""
        ...

    async def claim(self, delivery: int, content: str, *, now: datetime, until: datetime) -> Delivery | None:
        """Take the delivery for this process; ``None`` means another attempt holds it or it is done."""
        ...

    async def finish(
        self,
        delivery: int,
        state: State,
        *,
        message: MessageId | None = None,
        content: str | None = None,
        reason: str = "",
    ) -> None:
        """The delivery has reached an end."""
        ...

    async def put_back(self, delivery: int, *, retry_at: datetime, reason: str) -> None:
        """Nothing was sent: the delivery is due again at *retry_at*."""
        ...

    async def let_go(self) -> None:
        """At start: whatever a process that is gone was sending may be looked at again at once."""
        ...

    async def last_content(self, schedule: int) -> str | None:
        """What the schedule posted last."""
        ...

    async def history(self, guild: GuildId, limit: int) -> list[Delivery]:
        """The server's latest deliveries, newest first."""
        ...
