"""What a growing catalogue asks of the store."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.catalog.desk import CatalogRows
from core.follows.model import News
from core.growth.model import Decided, Logged, Moved, Proposal, Step, Suggestion
from core.values import GuildId, SongId, TrackKey, UserId


class GrowthRows(CatalogRows, Protocol):
    """A server's own things, its suggestions, and its part of the log of changes."""

    async def do(self, guild: GuildId, steps: Sequence[Step], moved: Moved | None) -> Moved | None:
        """Do *steps* and lead what names a track to another one; the same with what that was.

        An artist who is credited elsewhere, or has members, is not taken away.
        """
        ...

    async def listings(self, guild: GuildId, tracks: Sequence[TrackKey]) -> list[SongId]:
        """The server's own listings that are one of these tracks."""
        ...

    async def keep(self, proposal: Proposal, by: UserId | None, at: datetime) -> int:
        """Note what was done; the number under which it can be undone."""
        ...

    async def logged(self, guild: GuildId, number: int) -> Logged | None:
        """A change of the catalogue; ``None`` when there is none such here."""
        ...

    async def suggest(self, suggestion: Suggestion) -> Suggestion:
        """Keep a suggestion; the same with its id."""
        ...

    async def suggestion(self, guild: GuildId, number: int) -> Suggestion | None: ...

    async def suggestions(self, guild: GuildId) -> list[Suggestion]:
        """The server's open suggestions, oldest first."""
        ...

    async def suggested_since(self, member: UserId, since: datetime) -> int:
        """How many suggestions the member made since then, anywhere."""
        ...

    async def rewrite(self, suggestion: Suggestion) -> None:
        """Keep a suggestion in other words."""
        ...

    async def decide(self, guild: GuildId, decided: Decided) -> bool:
        """What becomes of a suggestion; false when it is not what it was any more."""
        ...

    async def add_news(self, news: News) -> bool:
        """Tell somebody; false when they were told before."""
        ...

    async def take_news(self, member: UserId, event: str) -> None:
        """Forget that somebody is to be told."""
        ...
