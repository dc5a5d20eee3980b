"""Round trips of commands and keystrokes through the sandbox, against a bare discord.py bot beside the same sandbox."""

import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.demo import application
from bot.discord_private import discord_at
from bot.opening import open_rooms
from bot.sandbox_clock import SandboxClock
from bot.wiring import in_sandbox
from sandbox import Sandbox

ROUNDS = 60
NOW = datetime(2024, 7, 26, 11, 30, tzinfo=UTC)


async def measure() -> dict[str, object]:
    """Milliseconds from the callers' side, one in flight, and their ratios to the bare bot's."""
    async with Sandbox(now=NOW, fast=True) as sandbox, aiohttp.ClientSession() as http:
        bare = await _bare(sandbox, http)
        ours = await _ours(sandbox, http)
    return {
        "floor_ms": bare,
        "ours_ms": ours,
        "ratio_chart_top": round(ours["chart top"] / bare["command"], 2),
        "ratio_ost_search": round(ours["ost search"] / bare["command"], 2),
        "goal_ratio": 1.5,
        "ratio_keystroke": round(ours["keystroke"] / bare["keystroke"], 2),
        "goal_ratio_keystroke": 1.3,
    }


async def _ours(sandbox: Sandbox, http: aiohttp.ClientSession) -> dict[str, float]:
    clock = SandboxClock(sandbox.address)
    await clock.read(http)
    token = await application(sandbox.address, "ostbot")
    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_rooms(Path(folder) / "bench.sqlite3", clock) as rooms,
            in_sandbox(rooms, clock, sandbox.address, token),
        ):
            return {
                "chart top": await _command(sandbox, http, "chart top", {}),
                "ost search": await _command(sandbox, http, "ost search", {"query": "sudden shower"}),
                "keystroke": await _keystroke(sandbox, http, "ost search", {"query": "sudden sh"}, "query"),
            }


async def _bare(sandbox: Sandbox, http: aiohttp.ClientSession) -> dict[str, float]:
    client = discord.Client(intents=discord.Intents(guilds=True), guild_ready_timeout=0.2)
    tree = app_commands.CommandTree(client)

    @tree.command(description="does nothing")
    async def noop(interaction: discord.Interaction[Any], word: str | None = None) -> None:
        await interaction.response.send_message("done", ephemeral=True)

    @noop.autocomplete("word")
    async def words(_interaction: discord.Interaction[Any], _typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"choice {n}", value=str(n)) for n in range(25)]

    token = await application(sandbox.address, "bare")
    with discord_at(sandbox.api, sandbox.gateway):
        async with client:
            await client.login(token)
            await tree.sync()
            task = client.loop.create_task(client.connect())
            await client.wait_until_ready()
            times = {
                "command": await _command(sandbox, http, "noop", {}),
                "keystroke": await _keystroke(sandbox, http, "noop", {"word": "c"}, "word"),
            }
            await client.close()
            await task
    return times


async def _command(sandbox: Sandbox, http: aiohttp.ClientSession, name: str, options: dict[str, Any]) -> float:
    body = await _asker(sandbox, http, name, options)

    async def once() -> None:
        async with http.post(f"{sandbox.address}/sandbox/api/commands", json=body) as answer:
            number = (await answer.json())["interaction"]
        async with http.get(f"{sandbox.address}/sandbox/api/interactions/{number}", params={"wait": "5"}) as answer:
            assert (await answer.json())["state"] == "answered"

    return await _median(once)


async def _keystroke(
    sandbox: Sandbox, http: aiohttp.ClientSession, name: str, options: dict[str, Any], focused: str
) -> float:
    body = await _asker(sandbox, http, name, options) | {"focused": focused}

    async def once() -> None:
        async with http.post(f"{sandbox.address}/sandbox/api/autocomplete", json=body) as answer:
            assert (await answer.json())["choices"]

    return await _median(once)


async def _asker(sandbox: Sandbox, http: aiohttp.ClientSession, name: str, options: dict[str, Any]) -> dict[str, Any]:
    async with http.get(f"{sandbox.address}/sandbox/api/state") as answer:
        guild = (await answer.json())["guilds"][0]
    channel, member = guild["channels"][0]["id"], guild["members"][0]["id"]
    return {"as": member, "channel": channel, "name": name, "options": options}


async def _median(once: Callable[[], Awaitable[None]]) -> float:
    for _ in range(5):
        await once()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await once()
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 2)
