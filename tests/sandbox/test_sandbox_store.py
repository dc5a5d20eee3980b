"""What a data file keeps over restarts, crashes included."""

import asyncio
import contextlib
import io
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from sandbox import Sandbox, SandboxError
from tests.sandbox.hands import NOW, Connect, Hands

HERE = Path(__file__).parents[2]


async def test_everything_is_there_after_a_restart(store: Path, connect: Connect) -> None:
    async with Sandbox(now=NOW, fast=True, data=store) as sandbox, aiohttp.ClientSession() as http:
        hands = Hands(sandbox, http)
        bot = await connect(hands, lambda bot: bot.tree.add_command(_command()))
        token = (await hands.get("/state"))["applications"][0]["token"]
        message = await bot.place().send("keep", file=discord.File(io.BytesIO(b"me"), "a.txt"))
        thread = await message.create_thread(name="Talk")
        await thread.send("inside")
        gone = await bot.place().send("gone")
        await gone.delete()
        await bot.lounge.create_scheduled_event(
            name="Party",
            start_time=NOW + timedelta(days=9),
            end_time=NOW + timedelta(days=10),
            entity_type=discord.EntityType.external,
            location="Seoul",
            privacy_level=discord.PrivacyLevel.guild_only,
        )
        await hands.post("/guilds", {"name": "Second"})
        await hands.post("/clock", {"advance": 3600})
        late = await bot.place("charts").send("late")
        await hands.post("/clock", {"advance": -3600})
        before = await hands.get("/state")
        seen = await hands.seen()
        await bot.close()
    async with Sandbox(now=NOW, fast=True, data=store) as sandbox, aiohttp.ClientSession() as http:
        hands = Hands(sandbox, http)
        after = await hands.get("/state")
        assert datetime.fromisoformat(after["now"]) >= datetime.fromisoformat(before["now"])
        assert {**after, "now": None} == {**before, "now": None}
        again = await hands.seen()
        assert [one["content"] for one in again] == ["keep"]
        assert again[0]["thread"] == seen[0]["thread"]
        assert [one["name"] for one in await hands.get("/commands")] == ["kept"]
        async with http.get(again[0]["attachments"][0]["url"]) as answer:
            assert await answer.read() == b"me"
        back = await connect(hands, token=token)
        fresh = await back.place().send("new")
        assert fresh.id > late.id
        assert len(back.lounge.threads) == 1


def _command() -> Any:
    @discord.app_commands.command(description="Kept")
    async def kept(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("kept")

    return kept


@contextlib.asynccontextmanager
async def alone(store: Path, *, ends: int) -> AsyncIterator[str]:
    """``python -m sandbox`` while the block runs: the address that it prints; then the signal *ends* it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", "--data", str(store), "--now", "2024-07-05T20:00:00", "--fast",
        stdout=asyncio.subprocess.PIPE, cwd=HERE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        line = (await process.stdout.readline()).decode()
        assert line.startswith("The sandbox is open at http://127.0.0.1:")
        yield line.split()[-1]
    finally:
        process.send_signal(ends)
        assert await process.stdout.read() == b""
        code = await process.wait()
    assert code == (-ends if ends == signal.SIGKILL else 0)


async def test_a_killed_process_loses_at_most_the_last_second(store: Path) -> None:
    async with aiohttp.ClientSession() as http:

        async def call(address: str, method: str, path: str, body: Any = None) -> Any:
            async with http.request(method, f"{address}/sandbox/api{path}", json=body) as answer:
                return await answer.json()

        async with alone(store, ends=signal.SIGKILL) as address:
            state = await call(address, "GET", "/state")
            guild = state["guilds"][0]
            assert state["now"].startswith("2024-07-05T20:00")
            mina = next(one["id"] for one in guild["members"] if one["name"] == "Mina")
            channel = guild["channels"][0]["id"]
            said = {"as": mina, "channel": channel, "content": "a second ago"}
            await call(address, "POST", "/messages", said)
            await asyncio.sleep(1)
        async with alone(store, ends=signal.SIGINT) as address:
            seen = await call(address, "GET", f"/channels/{channel}/messages?as={mina}")
            assert [one["content"] for one in seen] == ["a second ago"]


@pytest.fixture(params=["text", "folder", "another program's"])
def unreadable(store: Path, request: pytest.FixtureRequest) -> Path:
    if request.param == "text":
        store.write_bytes(b"not a database at all, only text" * 40)
    elif request.param == "folder":
        store.mkdir()
    else:
        with contextlib.closing(sqlite3.connect(store)) as other:
            other.execute("CREATE TABLE record (something TEXT)")
    return store


async def test_an_unreadable_file_is_one_sentence(unreadable: Path) -> None:
    with pytest.raises(
        SandboxError, match=r"cannot use .* as its data file \(.*\); move it away or name another one\."
    ):
        async with Sandbox(data=unreadable):
            pass


async def test_a_new_world_starts_at_the_machines_time_unless_told() -> None:
    async with Sandbox() as sandbox:
        assert abs(sandbox.world.clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    with pytest.raises(SandboxError, match="from 2015-01-02 to 2080-01-01"):
        Sandbox(now=datetime(1999, 1, 1, tzinfo=UTC))
