"""A server's settings, read and chosen."""

from dataclasses import replace
from typing import Protocol
from zoneinfo import ZoneInfo

from core import times
from core.guilds.model import GuildSettings
from core.ports import Shelf
from core.values import ChannelId, GuildId


class GuildRows(Protocol):
    """What is asked of the store about one server."""

    async def settings(self, guild: GuildId) -> GuildSettings: ...

    async def keep(self, settings: GuildSettings) -> None: ...


class GuildDesk:
    """The use cases of a server's settings."""

    def __init__(self, shelf: Shelf[GuildRows]) -> None:
        self._shelf = shelf

    async def settings(self, guild: GuildId) -> GuildSettings:
        """What the server has chosen, or the defaults."""
        async with self._shelf.reading() as rows:
            return await rows.settings(guild)

    async def zone(self, guild: GuildId) -> ZoneInfo:
        """The server's time zone."""
        return ZoneInfo((await self.settings(guild)).zone)

    async def choose(
        self,
        guild: GuildId,
        *,
        zone: str | None = None,
        chart_channel: ChannelId | None = None,
        party_channel: ChannelId | None = None,
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
            )
            await rows.keep(after)
        return after
