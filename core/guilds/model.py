"""What a server has chosen."""

from dataclasses import dataclass

from core.values import ChannelId, GuildId

DEFAULT_ZONE = "Asia/Seoul"
"""OSTs come out on Korean time; a server that has not chosen reads times there."""


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """A server's settings; the defaults are right for a server that never opened /setup."""

    guild: GuildId
    zone: str = DEFAULT_ZONE
    chart_channel: ChannelId | None = None
    party_channel: ChannelId | None = None
