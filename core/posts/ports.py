"""What scheduled posts ask of the store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.posts.model import Delivery, Kind, Planned, Schedule, State
from core.values import ChannelId, GuildId, MessageId


@dataclass(frozen=True, slots=True)
class Blocked:
    """A channel that does not take posts: Discord's *code*, why in the manager's words, and when it was looked at."""

    guild: GuildId
    channel: ChannelId
    code: int
    reason: str
    since: datetime
    probed: datetime


class LedgerRows(Protocol):
    """The ledger of deliveries, as the ticker needs it."""

    async def schedules(self, guild: GuildId | None = None) -> list[Schedule]:
        """One server's schedules, or those of all servers where the bot is."""
        ...

    async def plan(self, planned: Iterable[Planned]) -> None:
        """Put these into the ledger; what is there already stays as it is."""
        ...

    async def expire(self, now: datetime) -> list[Delivery]:
        """Close what was never sent and is past its catch-up window; what that was."""
        ...

    async def hold_back(self, now: datetime) -> None:
        """What is due in a channel that does not take posts is blocked like what was refused there."""
        ...

    async def due(self, now: datetime) -> Sequence[Delivery]:
        """What can be sent now: due, and held by nobody."""
        ...

    async def claim(self, delivery: int, content: str, *, now: datetime, until: datetime) -> Delivery | None:
        """Take the delivery for this process; ``None`` means another attempt holds it or it is done."""
        ...

    async def sent(self, delivery: int, message: MessageId, content: str, *, now: datetime, crosspost: bool) -> None:
        """The delivery is in its channel; *crosspost* says that it is still to be published to followers."""
        ...

    async def end(self, delivery: int, state: State, reason: str) -> bool:
        """The delivery has come to *state*; whether it may, as ``core.posts.states`` has it."""
        ...

    async def put_back(self, delivery: int, *, retry_at: datetime, reason: str) -> None:
        """It is known that nothing was sent: the delivery is due again at *retry_at*."""
        ...

    async def let_go(self) -> None:
        """At start: whatever a process that is gone was sending may be looked at again at once."""
        ...

    async def hurry(self) -> None:
        """Whatever waits for something new is looked at again now."""
        ...

    async def last_content(self, kind: Kind, schedule: int) -> str | None:
        """What the schedule posted last."""
        ...

    async def history(self, guild: GuildId, limit: int, schedule: int | None = None) -> list[Delivery]:
        """The server's latest deliveries, newest first; of one schedule, or of everything."""
        ...

    async def delivery(self, delivery: int) -> Delivery | None:
        """One row of the ledger."""
        ...

    async def block(self, delivery: Delivery, code: int, reason: str, now: datetime) -> bool:
        """The channel of *delivery* does not take posts; whether that is news."""
        ...

    async def blocked(self, guild: GuildId | None = None) -> list[Blocked]:
        """The channels that do not take posts, of one server or of all."""
        ...

    async def probed(self, channel: ChannelId, now: datetime) -> None:
        """A blocked channel was looked at and is still blocked."""
        ...

    async def unblock(self, channel: ChannelId) -> None:
        """The channel takes posts again: what waited there is due."""
        ...

    async def crossposts(self) -> list[Delivery]:
        """What was sent and is still to be published to followers."""
        ...

    async def crossposted(self, delivery: int, reason: str = "") -> None:
        """It is published, or cannot be, for *reason*."""
        ...

    async def outdated(self, since: datetime) -> list[tuple[Delivery, int]]:
        """Posts since *since* whose chart issue has been corrected, each with the revision that counts now."""
        ...

    async def corrected(self, delivery: int, content: str, reason: str) -> None:
        """A post shows *content* now, or never will, for *reason*."""
        ...

    async def published(self) -> int:
        """A number that grows whenever any chart is published to."""
        ...

    async def restored_at(self) -> datetime | None:
        """When a backup was restored; what was due before that may have been sent by what the backup forgot."""
        ...

    async def engine(self) -> str:
        """The version of SQLite that keeps all this."""
        ...

    async def leave(self, guild: GuildId, now: datetime | None) -> None:
        """The bot is not on the server any more (or, without *now*, it is back)."""
        ...


class PostRows(LedgerRows, Protocol):
    """Schedules beside the ledger, as managers need them."""

    async def add_schedule(self, wanted: Schedule) -> Schedule | None:
        """*wanted* with the id it got; ``None`` when the same one is there already."""
        ...

    async def change_schedule(self, schedule: Schedule) -> bool:
        """Keep *schedule* as it is now; false when it would be the same as another."""
        ...

    async def remove_schedule(self, guild: GuildId, schedule: int) -> Schedule | None:
        """Take a schedule away with everything of it that has not been sent; ``None`` when the server has none such."""
        ...

    async def unplan(self, schedule: Schedule, now: datetime) -> None:
        """Take the future of *schedule* out of the ledger; what is due already moves to its channel."""
        ...

    async def occurrence(self, kind: Kind, guild: GuildId, occurrence: str) -> Delivery | None:
        """The delivery of an occurrence, in whatever channel."""
        ...

    async def again(self, delivery: int, planned: Planned) -> None:
        """A delivery that did not go out is due as *planned*."""
        ...
