"""Acknowledging in time what has to wait: Discord gives three seconds, a line before the store may take longer."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord

log = logging.getLogger("ostbot.waiting")

PATIENCE = 1.0
"""Seconds after which what is not answered yet is acknowledged without words; the words follow."""

CROWD = 500
"""Standing in line at a time, from which on newcomers are acknowledged at once: that costs a third of an answer."""


class Line:
    """Those whose answers wait for the store."""

    def __init__(self) -> None:
        self._waiting = 0

    @asynccontextmanager
    async def waiting(self, interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
        """When the block takes long, acknowledge meanwhile. The block must not answer; who comes after it may."""
        under_way: list[asyncio.Task[None]] = []
        patience = PATIENCE if self._waiting < CROWD else 0
        timer = asyncio.get_running_loop().call_later(
            patience, lambda: under_way.append(asyncio.create_task(_acknowledge(interaction)))
        )
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
            timer.cancel()
            if under_way:  # two answers at once would be one too many
                await asyncio.wait(under_way)


async def _acknowledge(interaction: discord.Interaction[Any]) -> None:
    try:
        await interaction.response.defer(ephemeral=True)
    except discord.HTTPException as failure:
        log.warning("a press could not be acknowledged (%s)", failure.code)
