"""A party to try things on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from core.parties.model import Item, Party
from core.values import ChannelId, GuildId, UserId

NOW = datetime(2024, 7, 26, 11, 30, tzinfo=UTC)
"""Friday, 20:30 in Seoul."""

SEOUL = ZoneInfo("Asia/Seoul")
HOST = UserId(99)
PARTY = Party(GuildId(1), ChannelId(2), HOST, "Rain night", NOW + timedelta(days=1), SEOUL, seats=2, id=5)


def playable(*lengths: int | None, gap: int = 5) -> Party:
    """The party with tracks of these lengths."""
    items = tuple(Item(f"Song {number}", "Singer", seconds) for number, seconds in enumerate(lengths, 1))
    return replace(PARTY, items=items, gap=gap)
