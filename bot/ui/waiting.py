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


@asynccontextmanager
async def acknowledged(interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
    """When the block takes long, acknowledge meanwhile; the block itself must not answer, who comes after it may."""
    under_way: list[asyncio.Task[None]] = []
    timer = asyncio.get_running_loop().call_later(
        PATIENCE, lambda: under_way.append(asyncio.create_task(_acknowledge(interaction)))
    )
    try:
        yield
    finally:
        timer.cancel()
        if under_way:  # two answers at once would be one too many
            await asyncio.wait(under_way)


async def _acknowledge(interaction: discord.Interaction[Any]) -> None:
    try:
        await interaction.response.defer(ephemeral=True)
    except discord.HTTPException as failure:
        log.warning("a press could not be acknowledged (%s)", failure.code)
