"""Discord's rate limits: a bucket per route and main resource, fifty requests a second per bot, and the ban."""

import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

GLOBAL = 50
"""Requests of one bot in a second, all routes together."""
INVALID = 10_000
"""Answers of 401, 403 and 429 in ten minutes that end in a ban."""


Key = TypeVar("Key")


@dataclass(frozen=True)
class Limit:
    """So many requests in so many seconds."""

    requests: int
    seconds: float


# Discord publishes no figures for its buckets: these are what bots observe, and they may change as Discord's do.
ORDINARY = Limit(30, 1.0)
WRITING = Limit(5, 5.0)
REACTING = Limit(1, 0.25)
THREADS = Limit(50, 300.0)
FOLLOW_UPS = Limit(5, 2.0)


@dataclass
class _Window:
    ends: float
    used: int = 0


@dataclass(frozen=True)
class Verdict:
    """What the limits say about one request: the headers to send, and how long to wait when it came too early."""

    headers: dict[str, str]
    retry_after: float | None = None
    everywhere: bool = False


class Limits:
    """Counts requests against all limits; *fast* lets everything through."""

    def __init__(self, machine: Callable[[], float], *, fast: bool) -> None:
        self._machine = machine
        self._fast = fast
        self._buckets: dict[tuple[str, str], _Window] = {}
        self._global: dict[str, _Window] = {}
        self._invalid: deque[float] = deque()

    def ask(self, bot: str, route: str, resource: str, limit: Limit | None, *, counted: bool = True) -> Verdict:
        """Whether a request may pass.

        *limit* is ``None`` where Discord sends no bucket (callbacks); *counted* is false for the interaction endpoints,
        which stand outside the global limit.
        """
        if self._fast:
            return Verdict({})
        moment = self._machine()
        if counted:
            window = _window(self._global, bot, moment, 1.0)
            if window.used >= GLOBAL:
                return Verdict({"X-RateLimit-Global": "true"}, window.ends - moment, everywhere=True)
            window.used += 1
        return Verdict({}) if limit is None else self._bucket(route, f"{bot}:{resource}", limit, moment)

    def _bucket(self, route: str, owner: str, limit: Limit, moment: float) -> Verdict:
        if len(self._buckets) > 10_000:
            self._buckets = {key: window for key, window in self._buckets.items() if window.ends > moment}
        window = _window(self._buckets, (route, owner), moment, limit.seconds)
        early = window.used >= limit.requests
        if not early:
            window.used += 1
        after = window.ends - moment
        headers = {
            "X-RateLimit-Limit": str(limit.requests),
            "X-RateLimit-Remaining": str(limit.requests - window.used),
            "X-RateLimit-Reset": f"{window.ends:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
        }
        return Verdict(headers, after if early else None)

    def note(self, status: int, *, shared: bool = False) -> None:
        """Count an answer that Discord calls invalid."""
        if status in {401, 403, 429} and not shared:
            self._invalid.append(self._machine())

    @property
    def banned(self) -> bool:
        """Whether ten minutes of invalid requests have led to the ban."""
        while self._invalid and self._machine() - self._invalid[0] > 600:
            self._invalid.popleft()
        return not self._fast and len(self._invalid) >= INVALID


def _window(windows: dict[Key, _Window], key: Key, moment: float, seconds: float) -> _Window:
    window = windows.get(key)
    if window is None or window.ends <= moment:
        window = windows[key] = _Window(moment + seconds)
    return window
