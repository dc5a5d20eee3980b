"""Servers' settings."""

from core.guilds.model import GuildSettings
from core.values import ChannelId, GuildId
from db.rows import Rows


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
        )

    async def keep(self, settings: GuildSettings) -> None:
        """Keep a server's settings."""
        await self._do(
            "INSERT INTO guild (id, zone, chart_channel, party_channel) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET zone = excluded.zone, chart_channel = excluded.chart_channel, party_channel = excluded.party_channel",
            *(settings.guild, settings.zone, settings.chart_channel, settings.party_channel),
        )
