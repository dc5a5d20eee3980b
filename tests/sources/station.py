"""A source on this machine: it answers over real HTTP what a test tells it to, and remembers what it was asked."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from core.errors import Refusal

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
"""A Friday morning; its chart week runs to Thursday 26 November."""

THIS_WEEK = date(2026, 11, 26)


@dataclass
class Clock:
    """The time, moved by the test and by every pause."""

    now: datetime = NOW
    pauses: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Asked:
    """One request as the station got it."""

    method: str
    address: str
    headers: dict[str, str]
    query: dict[str, str]
    body: Any


class Names(AbstractResolver):
    """Leads every host to the addresses given."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        self.asked.append(host)
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in self.addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


Answer = Callable[[web.Request], web.StreamResponse]


class Station:
    """Answers each request with the next of its *answers*, the last one for ever."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._answers: list[Answer] = []
        self._hanging = asyncio.Event()
        self.base = ""

    def says(self, *answers: object, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Answer with these documents from now on, one after the other; text and bytes as they are, else as JSON."""
        self._answers = [self._document(answer, status, headers) for answer in answers]

    def does(self, *answers: Answer) -> None:
        """Answer by these functions from now on, one after the other."""
        self._answers = list(answers)

    @staticmethod
    def _document(answer: object, status: int, headers: dict[str, str] | None) -> Answer:
        body = answer if isinstance(answer, bytes) else answer.encode() if isinstance(answer, str) else None
        content = json.dumps(answer).encode() if body is None else body
        return lambda _: web.Response(body=content, status=status, headers=headers)

    @staticmethod
    def fails(status: int, **headers: str) -> Answer:
        """An answer with this *status*; underscores in the names of *headers* are dashes."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return lambda _: web.Response(status=status, text="<html>no</html>", headers=named)

    @staticmethod
    def breaks_off(request: web.Request) -> web.StreamResponse:
        """The connection is reset."""
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.json() if request.can_read_body else None
        self.asked.append(
            Asked(request.method, request.path, dict(request.headers), dict(request.query), body),
        )
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if answer is HANG:
            await self._hanging.wait()
        return answer(request)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._hanging.set()
        await self._runner.cleanup()


HANG: Answer = lambda _: web.Response()  # noqa: E731 - it is told apart by what it is, not by what it does
"""The station takes the request and says nothing."""


def songs(count: int = 3, first: int = 1) -> list[dict[str, str]]:
    """Entries as Apple writes them, in a shape of our own making."""
    return [
        {
            "artistName": f"Singer {place}",
            "id": str(1000 + place),
            "name": f"Song {place}",
            "kind": "songs",
            "url": f"https://music.apple.com/kr/song/{1000 + place}",
        }
        for place in range(first, first + count)
    ]


def apple(*, updated: str = "Fri, 20 Nov 2026 08:01:02 +0000", country: str = "kr", **feed: object) -> dict[str, Any]:
    """Apple's feed of most played songs."""
    return {"feed": {"title": "Top Songs", "country": country, "updated": updated, "results": songs(), **feed}}


def itunes(
    *, updated: str | None = "2026-11-20T06:05:49-07:00", market: str = "us", genres: tuple[int, ...] = (16, 16, 16)
) -> dict[str, Any]:
    """The iTunes Store's feed, an entry for each of *genres*."""
    entries = [
        {
            "im:name": {"label": f"Song {place}"},
            "im:artist": {"label": f"Singer {place}"},
            "im:collection": {"im:name": {"label": f"Drama {place} (Original Soundtrack)"}},
            "id": {"label": f"https://music.apple.com/{market}/album/{place}?i={place}"},
            "category": {"attributes": {"im:id": str(genre), "term": "some genre"}},
        }
        for place, genre in enumerate(genres, start=1)
    ]
    feed: dict[str, Any] = {"author": {"name": {"label": "iTunes Store"}}}
    if updated is not None:
        feed["updated"] = {"label": updated}
    if entries:
        feed["entry"] = entries[0] if len(entries) == 1 else entries
    return {"feed": feed}


def lastfm(*, country: str = "Korea, Republic of", listeners: tuple[int, ...] = (900, 800, 700)) -> dict[str, Any]:
    """Last.fm's geo.getTopTracks."""
    tracks = [
        {"name": f"Song {place}", "listeners": str(count), "artist": {"name": f"Singer {place}"}}
        for place, count in enumerate(listeners, start=1)
    ]
    return {"tracks": {"track": tracks, "@attr": {"country": country, "page": "1", "perPage": "100"}}}


def one_sentence(refusal: Refusal) -> bool:
    """Whether the refusal is one clear sentence that ends as one and says what to do after a colon."""
    text = str(refusal)
    return text.endswith(".") and ". " not in text and (": " in text or ", so nothing" in text) and "\n" not in text
