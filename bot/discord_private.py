"""Everything that touches discord.py's private surface, pinned to ``~=2.7``: where Discord is, and how its line is."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import discord.client
import discord.gateway
import discord.http
import yarl


@contextmanager
def discord_at(api: str, gateway: str) -> Iterator[None]:
    """Inside this block discord.py finds Discord's REST API at *api* and its gateway at *gateway*.

    Both addresses are read when a client connects; READY's ``resume_gateway_url`` must be local too.
    """
    route, socket = discord.http.Route, discord.gateway.DiscordWebSocket
    before = route.BASE, socket.DEFAULT_GATEWAY
    route.BASE, socket.DEFAULT_GATEWAY = api, yarl.URL(gateway)
    try:
        yield
    finally:
        route.BASE, socket.DEFAULT_GATEWAY = before


@dataclass(frozen=True, slots=True)
class Starts:
    """How many more times today the gateway takes an IDENTIFY, and in how long it counts anew."""

    remaining: int
    reset_after: timedelta


async def session_starts(client: discord.Client) -> Starts:
    """Discord's ``session_start_limit`` for this bot; discord.py asks for it and throws it away.

    Raises:
        HTTPException: Discord does not say.
    """
    told = await client.http.request(discord.http.Route("GET", "/gateway/bot"))
    limit = told["session_start_limit"]
    return Starts(int(limit["remaining"]), timedelta(milliseconds=int(limit["reset_after"])))


def last_acknowledged(client: discord.Client) -> float | None:
    """When the gateway answered a heartbeat last, on ``time.perf_counter``'s clock; ``None`` while there is no line."""
    socket = client.ws
    keep_alive = socket._keep_alive if socket is not None and socket.open else None  # noqa: SLF001 - no public way
    return keep_alive._last_ack if keep_alive is not None else None  # noqa: SLF001 - the same


def never_connected(client: discord.Client) -> bool:
    """Whether no gateway connection has come about yet: discord.py's own retry fails on that with AttributeError."""
    return client.ws is None


class _InTurns(discord.gateway.DiscordWebSocket):
    """Lets everybody else have a turn after each event."""

    async def poll_event(self) -> None:
        await super().poll_event()
        await asyncio.sleep(0)


def share_the_loop() -> None:
    """Read the gateway one event a turn of the loop; again changes nothing.

    discord.py reads on while anything is there and lets nobody else have a turn: of five thousand presses in a second
    the first was answered when the last had been read, too late.
    """
    discord.client.DiscordWebSocket = _InTurns  # type: ignore[misc]
