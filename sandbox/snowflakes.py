"""Discord's ids: a millisecond since 2015 in the upper bits, a counter in the lower 22.

Client libraries read times out of ids. discord.py 2.7.1 compares these with the *machine's* clock:
``Interaction.expires_at`` / ``is_expired`` (an expired interaction is answered by an ordinary message in
``ext.commands.Context.send``), the cooldowns of ``app_commands.checks`` (``interaction.created_at``), the choice of the
rate limit bucket in ``HTTPClient.delete_message`` and the 14 days of ``abc._purge_helper``. The first two break a bot
whose interactions seem to come from another year, the last two only choose another route. Interaction ids therefore
follow the machine's clock, every other id follows the sandbox's.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


def instant_of(snowflake: str) -> datetime:
    """The moment that an id carries."""
    return EPOCH + timedelta(milliseconds=int(snowflake) >> 22)


class Snowflakes:
    """Mints ids from a clock, strictly increasing even when that clock goes back."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def mint(self) -> str:
        """A new id, larger than every earlier one."""
        moment = int((self._now() - EPOCH) / timedelta(milliseconds=1)) << 22
        self._last = max(moment, self._last + 1)
        return str(self._last)

    def seen(self, snowflake: str) -> None:
        """Never mint an id at or below this one."""
        self._last = max(self._last, int(snowflake))
