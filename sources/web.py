"""The one way out: every feed is fetched through it, within the feed's own hosts and within limits of time and size."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from core.ports import Clock
from sources.address import PublicResolver, host_of
from sources.breaker import Breaker
from sources.cache import Cache, Kept
from sources.errors import SourceAway, SourceChanged, SourceRejects
from sources.feed import Feed, Fetched, Get, Page, Request

log = logging.getLogger(__name__)

TIMEOUT = 5.0
"""Seconds for one try, from the look-up of the host to the last byte."""

LARGEST = 4 * 1024 * 1024
"""Bytes of an answer that are taken, unpacked; Apple's 100 songs have 80 kB."""

PAUSES = (1.0, 2.0)
"""Seconds between the three tries, each 30 % more or less. Within a try aiohttp repeats a GET once of itself when the
connection breaks (RFC 9110, 9.2.2)."""

LONGEST_WAIT = 30.0
"""Seconds that a source may ask us to wait between two tries (RFC 9110, Retry-After)."""

_PASSING = {408, 425, 429}
_AGENT = "ostbot (a Discord bot for K-drama soundtracks)"


class _Passing(Exception):  # noqa: N818 - it never leaves this file
    """A try that failed in a way that may pass; *after* is how many seconds the source asks us to wait."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Web:
    """Fetches feeds: three tries, a breaker for every host, no redirects, no private addresses, copies kept on disk.

    *chance* gives numbers from 0 to 1 and *pause* sleeps; *resolver* looks hosts up. *allow_loopback* lets plain http
    to 127.0.0.1 through, for sources that run on this machine.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock,
        chance: Callable[[], float],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        timeout: float = TIMEOUT,
        resolver: AbstractResolver | None = None,
        allow_loopback: bool = False,
    ) -> None:
        self._cache = Cache(folder)
        self._breaker = Breaker(clock)
        self._clock = clock
        self._chance = chance
        self._pause = pause
        self._timeout = timeout
        self._resolver = resolver
        self._allow_loopback = allow_loopback
        self._open = AsyncExitStack()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        inner = self._resolver or aiohttp.ThreadedResolver()
        resolver = PublicResolver(inner, allow_loopback=self._allow_loopback)
        self._open.push_async_callback(resolver.close)
        self._session = await self._open.enter_async_context(
            aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(resolver=resolver),
                timeout=aiohttp.ClientTimeout(total=self._timeout),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": _AGENT, "Accept": "application/json"},
            )
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.aclose()

    async def fetch(self, feed: Feed) -> Fetched:
        """What *feed* shows now; it raises what the feed does."""
        return await feed.fetch(self.within(feed.hosts), now=self._clock())

    def within(self, hosts: frozenset[str]) -> Get:
        """The way to *hosts* and no other."""

        async def get(request: Request) -> Page:
            return await self._get(request, host_of(request.address, hosts, allow_loopback=self._allow_loopback))

        return get

    async def _get(self, request: Request, host: str) -> Page:
        before = await asyncio.to_thread(self._cache.find, request)
        rests_until = self._breaker.resting(host)
        if rests_until is not None:
            kept_at = before.fetched_at if before else None
            raise SourceAway(
                f"{host} failed several times and is left alone until {rests_until:%H:%M} UTC: ask again then.", kept_at
            )
        try:
            kept = await self._tried(request, host, before)
        except SourceAway:
            self._breaker.failed(host)
            raise
        except SourceChanged:
            self._breaker.answered(host)
            raise
        self._breaker.answered(host)
        if not any(secret.encode() in kept.body for secret in request.secret.values()):
            await asyncio.to_thread(self._cache.keep, request, kept)
        return Page(kept.body, kept.fetched_at, fresh=before is None or kept.body is not before.body)

    async def _tried(self, request: Request, host: str, before: Kept | None) -> Kept:
        tried = 0
        while True:
            try:
                return await self._once(request, host, before)
            except _Passing as trouble:
                log.info("%s, try %d: %s.", host, tried + 1, trouble)
                kept_at = before.fetched_at if before else None
                if tried == len(PAUSES) or (trouble.after or 0) > LONGEST_WAIT:
                    raise SourceAway(f"{host} is away ({trouble}): ask again later.", kept_at) from None
                wait = PAUSES[tried] * (0.7 + 0.6 * self._chance()) if trouble.after is None else trouble.after
            tried += 1
            await self._pause(wait)

    async def _once(self, request: Request, host: str, before: Kept | None) -> Kept:
        assert self._session is not None, "a Web is used inside `async with`"
        conditions = before.conditions if before and request.json is None else {}
        try:
            async with self._session.request(
                "GET" if request.json is None else "POST",
                request.address,
                params=request.secret,
                json=request.json,
                headers=conditions,
                allow_redirects=False,
            ) as response:
                return await self._answer(response, request, host, before if conditions else None)
        except TimeoutError:
            raise _Passing(f"no whole answer within {self._timeout:g} s") from None
        except (aiohttp.ClientError, OSError) as wrong:  # its text may carry the address with the key: only its kind
            raise _Passing(f"the connection failed, {type(wrong).__name__}") from None

    async def _answer(self, response: aiohttp.ClientResponse, request: Request, host: str, before: Kept | None) -> Kept:
        status = response.status
        if status == 304 and before is not None:
            return Kept(before.body, self._clock(), before.etag, before.last_modified)
        if status in _PASSING or status >= 500:
            raise _Passing(f"it answered {status}", _asked_wait(response, self._clock()))
        if 300 <= status < 400:
            raise SourceChanged(
                f"{host} sends us on to {_target(response, request)} and ostbot follows no redirect:"
                " look for a newer ostbot, or import the chart as a file."
            )
        body = await _limited(response, host)
        if status != 200:
            raise SourceRejects(
                f"{host} refused the request with status {status}: look for a newer ostbot, or import a file.",
                status,
                body,
            )
        return Kept(body, self._clock(), response.headers.get("ETag"), response.headers.get("Last-Modified"))


async def _limited(response: aiohttp.ClientResponse, host: str) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > LARGEST:
            raise SourceChanged(
                f"{host} sends more than {LARGEST // 1024**2} MiB, which is no chart: look for a newer ostbot."
            )
    return bytes(body)


def _asked_wait(response: aiohttp.ClientResponse, now: datetime) -> float | None:
    """The seconds the source asks us to wait. ListenBrainz says them in a header of its own."""
    said = response.headers.get("Retry-After") or response.headers.get("X-RateLimit-Reset-In")
    if said is None:
        return None
    if said.isdecimal():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


def _target(response: aiohttp.ClientResponse, request: Request) -> str:
    """The host that a redirect names, unless it is unreadable or holds what must not be shown."""
    try:
        host = urlsplit(response.headers.get("Location", "")).hostname
    except ValueError:
        host = None
    shown = host is not None and host.isascii() and host.isprintable() and len(host) <= 100
    secret = any(value.casefold() in (host or "") for value in request.secret.values())
    return host if host and shown and not secret else "another address"
