"""Everything that touches discord.py's private surface, pinned to ``~=2.7``: where Discord is."""

from collections.abc import Iterator
from contextlib import contextmanager

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
