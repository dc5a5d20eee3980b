"""What parties ask of the store."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from core.parties.model import Party
from core.posts.model import Kind, Planned
from core.values import GuildId


class PartyRows(Protocol):
    """Parties with their answers and track lists, and what they want delivered."""

    async def add(self, party: Party) -> Party:
        """*party* with the id it got."""
        ...

    async def find(self, guild: GuildId, party: int) -> Party | None: ...

    async def record(self, before: Party, after: Party) -> None:
        """Write what differs between *before* and *after*."""
        ...

    async def coming(self, guild: GuildId | None, now: datetime) -> list[Party]:
        """The parties of one server, or of all, that have not begun and are not cancelled, soonest first."""
        ...

    async def plan(self, planned: Iterable[Planned]) -> None: ...

    async def cancel_pending(self, kinds: Iterable[Kind], subject: int) -> None: ...
