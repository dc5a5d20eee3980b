"""Leaving a source alone that keeps failing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.ports import Clock

FAILURES = 3
"""So many failed fetches in a row, each with all its tries, and the host is left alone."""

REST = timedelta(minutes=15)
"""So long it is left alone; then one fetch may try."""


@dataclass(slots=True)
class _Host:
    failures: int = 0
    rests_until: datetime | None = None


class Breaker:
    """Counts failed fetches by host. After a rest one fetch is let through: it closes the breaker or opens it anew."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    def resting(self, host: str) -> datetime | None:
        """Until when *host* is left alone; ``None`` lets this one fetch pass."""
        state = self._hosts.setdefault(host, _Host())
        if state.rests_until is None:
            return None
        if self._clock() < state.rests_until:
            return state.rests_until
        state.rests_until = self._clock() + REST
        return None

    def failed(self, host: str) -> None:
        """A fetch from *host* failed after all its tries."""
        state = self._hosts.setdefault(host, _Host())
        state.failures += 1
        if state.failures >= FAILURES:
            state.rests_until = self._clock() + REST

    def answered(self, host: str) -> None:
        """*host* answered, whatever it said."""
        self._hosts.pop(host, None)
