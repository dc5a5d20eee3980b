"""What a server has chosen."""

from dataclasses import dataclass

from core.language import Language
from core.values import ChannelId, ChartKey, GuildId, RoleId

DEFAULT_ZONE = "Asia/Seoul"
"""OSTs come out on Korean time; a server that has not chosen reads times there."""


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """A server's settings; the defaults are right for a server that never opened /setup.

    *language* is that of posts and notices. Managers are told what went wrong in *manager_channel*; members with
    *manager_role* may do what managers may. *main_chart* is shown where nobody names a chart.
    """

    guild: GuildId
    zone: str = DEFAULT_ZONE
    chart_channel: ChannelId | None = None
    party_channel: ChannelId | None = None
    language: Language = Language.EN
    manager_channel: ChannelId | None = None
    manager_role: RoleId | None = None
    main_chart: ChartKey | None = None
