"""The composition root: which rows, which clock, which Discord. Nothing imports this but the command line and tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import aiohttp
import discord
from discord.ext import commands

from bot.client import OstBot, TokenRefused
from bot.delivery import Step
from bot.discord_private import discord_at
from bot.sandbox_clock import SandboxClock
from cogs.additions import AdditionCommands
from cogs.chart import Charts
from cogs.data import Data
from cogs.following import FollowCommands
from cogs.help import Help
from cogs.me import Me
from cogs.ost import Ost
from cogs.party import Parties
from cogs.party_host import HostCommands
from cogs.party_night import NightCommands
from cogs.party_series import SeriesCommands
from cogs.schedule import Schedules
from cogs.setup import Setup
from core.errors import Refusal
from core.rooms import Rooms


class DiscordAway(Refusal):
    """Discord cannot be reached at all."""


def every_cog(rooms: Rooms) -> list[commands.Cog]:
    """Every command group, wired to *rooms*."""
    return [
        Ost(rooms, FollowCommands(rooms)),
        Charts(rooms),
        Schedules(rooms),
        Parties(rooms, HostCommands(rooms), NightCommands(rooms), SeriesCommands(rooms)),
        Data(rooms, AdditionCommands(rooms)),
        Setup(rooms),
        Me(rooms),
        Help(rooms),
    ]


async def on_discord(rooms: Rooms, token: str) -> None:
    """Run the bot on Discord until it is cancelled.

    Raises:
        TokenRefused: Discord does not know *token*.
        DiscordAway: Discord cannot be reached.
    """
    try:
        async with OstBot(rooms, every_cog(rooms)) as bot:
            await bot.start(token)
            if bot.failure is not None:
                raise bot.failure
    except discord.LoginFailure as error:
        raise TokenRefused from error
    except aiohttp.ClientConnectorError as error:
        raise DiscordAway("Discord cannot be reached: check this machine's connection, then start again.") from error


@asynccontextmanager
async def in_sandbox(
    rooms: Rooms, clock: SandboxClock, address: str, token: str, step: Step = lambda _name: None
) -> AsyncIterator[OstBot]:
    """Run the bot against the sandbox at *address*; inside the block it is ready."""
    gateway = f"ws{address.removeprefix('http')}/gateway"
    async with AsyncExitStack() as stack:
        stack.enter_context(discord_at(f"{address}/api/v10", gateway))
        bot = await stack.enter_async_context(OstBot(rooms, every_cog(rooms), step))
        running = asyncio.create_task(bot.start(token), name="bot")
        stack.push_async_callback(_ended, running)
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait([running, ready], return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            await running
            if bot.failure is not None:
                raise bot.failure
        following = asyncio.create_task(clock.follow(bot.wake), name="clock")
        stack.push_async_callback(_ended, following)
        yield bot


async def _ended(task: asyncio.Task[None]) -> None:
    """Cancel *task* and wait until it has ended."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
