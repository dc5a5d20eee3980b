"""A server's settings, read and chosen."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from core import times
from core.guilds.model import GuildSettings
from core.language import Language
from core.ports import Shelf
from core.values import ChannelId, ChartKey, GuildId, RoleId

KEPT_AFTER_LEAVING = timedelta(days=30)
"""How long everything of a server is kept for its return."""

AT_ONCE = 20
"""Issues of charts that are deleted before others get their turn."""

Renew = Callable[[GuildId], Awaitable[None]]
"""Looks again at what a server has of its own."""


class GuildRows(Protocol):
    """What is asked of the store about servers."""

    async def settings(self, guild: GuildId) -> GuildSettings: ...

    async def keep(self, settings: GuildSettings) -> None: ...

    async def manager_roles(self) -> dict[GuildId, RoleId]: ...

    async def left(self, before: datetime) -> list[GuildId]: ...

    async def forget(self, guild: GuildId, most: int) -> bool: ...


class GuildDesk:
    """The use cases of a server's settings."""

    def __init__(self, shelf: Shelf[GuildRows], renew: Renew) -> None:
        self._shelf = shelf
        self._renew = renew
        self._manager_roles: dict[GuildId, RoleId] = {}

    async def load(self) -> None:
        """Read what must be known without waiting: who may manage."""
        async with self._shelf.reading() as rows:
            self._manager_roles = await rows.manager_roles()

    def manager_role(self, guild: GuildId) -> RoleId | None:
        """The role that may manage beside the members with Manage Server; known once :meth:`load` was called."""
        return self._manager_roles.get(guild)

    async def settings(self, guild: GuildId) -> GuildSettings:
        """What the server has chosen, or the defaults."""
        async with self._shelf.reading() as rows:
            return await rows.settings(guild)

    async def zone(self, guild: GuildId) -> ZoneInfo:
        """The server's time zone."""
        return ZoneInfo((await self.settings(guild)).zone)

    async def chart_channel(self, guild: GuildId) -> ChannelId | None:
        """Where the server wants what is said about charts."""
        return (await self.settings(guild)).chart_channel

    async def choose(
        self,
        guild: GuildId,
        *,
        zone: str | None = None,
        chart_channel: ChannelId | None = None,
        party_channel: ChannelId | None = None,
        language: Language | None = None,
        manager_channel: ChannelId | None = None,
        manager_role: RoleId | None = None,
        main_chart: ChartKey | None = None,
    ) -> GuildSettings:
        """Change what is given, keep the rest.

        Raises:
            BadInput: there is no such zone.
        """
        async with self._shelf.writing() as rows:
            before = await rows.settings(guild)
            after = replace(
                before,
                zone=times.zone(zone).key if zone else before.zone,
                chart_channel=chart_channel or before.chart_channel,
                party_channel=party_channel or before.party_channel,
                language=language or before.language,
                manager_channel=manager_channel or before.manager_channel,
                manager_role=manager_role or before.manager_role,
                main_chart=main_chart or before.main_chart,
            )
            await rows.keep(after)
        if after.manager_role is not None:
            self._manager_roles[guild] = after.manager_role
        return after

    async def forget_left(self, now: datetime) -> int:
        """Delete all that belongs to servers that the bot left thirty days ago; how many servers that were.

        What is shared stays. A server that returns while it is being forgotten keeps what is still there.
        """
        forgotten = 0
        while True:
            async with self._shelf.writing() as rows:
                left = await rows.left(now - KEPT_AFTER_LEAVING)
                if not left:
                    return forgotten
                more = await rows.forget(left[0], AT_ONCE)
            if not more:
                forgotten += 1
                self._manager_roles.pop(left[0], None)
                await self._renew(left[0])
