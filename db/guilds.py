"""Servers' settings."""

from datetime import datetime

from core.guilds.model import GuildSettings
from core.language import Language
from core.values import ChannelId, ChartKey, GuildId, RoleId
from db.rows import Rows, seconds

_THEIRS = (
    *("schedule", "delivery", "blocked_channel", "party", "party_series", "party_template"),
    *("follow", "news", "suggestion", "nickname"),
    *("chart", "song_key", "song", "change"),  # in this order: songs stand on charts
    *("track", "drama", "artist"),  # and artists are credited on tracks
)
"""Tables whose rows belong to one server and go with it; the answers and tracks of a party go with the party, and the
issues of its charts before all else."""


class GuildRows(Rows):
    """One server's settings (``core.guilds.desk.GuildRows``)."""

    async def settings(self, guild: GuildId) -> GuildSettings:
        """What the server has chosen, or the defaults."""
        row = await self._one("SELECT * FROM guild WHERE id = ?", guild)
        if row is None:
            return GuildSettings(guild)
        return GuildSettings(
            guild,
            row["zone"],
            ChannelId(row["chart_channel"]) if row["chart_channel"] else None,
            ChannelId(row["party_channel"]) if row["party_channel"] else None,
            Language(row["language"]),
            ChannelId(row["manager_channel"]) if row["manager_channel"] else None,
            RoleId(row["manager_role"]) if row["manager_role"] else None,
            ChartKey(row["main_chart"]) if row["main_chart"] else None,
        )

    async def keep(self, settings: GuildSettings) -> None:
        """Keep a server's settings."""
        await self._do(
            "INSERT INTO guild (id, zone, chart_channel, party_channel, language, manager_channel, manager_role,"
            " main_chart) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET zone = excluded.zone,"
            " chart_channel = excluded.chart_channel, party_channel = excluded.party_channel,"
            " language = excluded.language, manager_channel = excluded.manager_channel,"
            " manager_role = excluded.manager_role, main_chart = excluded.main_chart",
            *(settings.guild, settings.zone, settings.chart_channel, settings.party_channel, settings.language),
            *(settings.manager_channel, settings.manager_role),
            settings.main_chart,
        )

    async def manager_roles(self) -> dict[GuildId, RoleId]:
        """The manager role of every server that has chosen one."""
        rows = await self._all("SELECT id, manager_role FROM guild WHERE manager_role IS NOT NULL")
        return {GuildId(row["id"]): RoleId(row["manager_role"]) for row in rows}

    async def left(self, before: datetime) -> list[GuildId]:
        """The servers that the bot left before an instant."""
        return [
            GuildId(row["id"]) for row in await self._all("SELECT id FROM guild WHERE left_at < ?", seconds(before))
        ]

    async def forget(self, guild: GuildId, most: int) -> bool:
        """Delete *most* issues of the server's own charts or, where none is left, all else; whether there is more.

        What is shared stays.
        """
        some = "SELECT i.id FROM issue i JOIN chart c ON c.id = i.chart WHERE c.guild = ? LIMIT ?"
        if await self._do(f"DELETE FROM issue WHERE id IN ({some})", guild, most):  # noqa: S608 - our own words
            return True
        await self._do("DELETE FROM correction WHERE chart IN (SELECT id FROM chart WHERE guild = ?)", guild)
        for table in _THEIRS:
            await self._do(f"DELETE FROM {table} WHERE guild = ?", guild)  # noqa: S608 - our own words
        await self._do("DELETE FROM guild WHERE id = ?", guild)
        return False
