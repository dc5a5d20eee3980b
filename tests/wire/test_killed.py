"""Killed (a real SIGKILL of the real bot) at every named step of a delivery, it still posts exactly once."""

import asyncio
import signal
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.posts.calendar import Cadence
from core.posts.model import Kind, Schedule, State
from core.values import ChannelId, ChartKey, GuildId
from tests.wire.evening import Evening, eventually

ROOT = Path(__file__).parents[2]
HOUR = datetime(2024, 7, 27, 11, 0, tzinfo=UTC)


async def bot_process(night: Evening, dying_at: str) -> asyncio.subprocess.Process:
    """The bot in a process of its own."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.wire.killed_bot", night.sandbox.address, str(night.database), dying_at),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


async def due_chart(night: Evening) -> None:
    """A schedule whose hour has come while nobody was there."""
    async with night.bot():
        await night.rooms.posts.add(
            Schedule(
                guild=GuildId(int(night.guild)),
                channel=ChannelId(int(night.channels["charts"])),
                what=Kind.CHART,
                cadence=Cadence.WEEKLY,
                chart=ChartKey("bugs-kr-weekly"),
                day=5,
                at=time(20),
                zone=ZoneInfo("Asia/Seoul"),
                since=night.rooms.clock(),
            )
        )
    await night.set_clock(HOUR)


@pytest.mark.parametrize("step", ["claimed", "sent", "recorded"])
@pytest.mark.parametrize("later", ["at once", "past the nonce window"])
async def test_killed_at_any_step_it_posts_exactly_once(quiet: Evening, step: str, later: str) -> None:
    await due_chart(quiet)
    doomed = await bot_process(quiet, step)
    assert await doomed.wait() == -signal.SIGKILL
    if later == "past the nonce window":
        quiet.sandbox.service.nonces._made.clear()
        await quiet.advance(minutes=10)
    async with quiet.bot():
        await quiet.post_in("charts")

        async def recorded() -> bool:
            async with quiet.rooms.posts._shelf.reading() as rows:
                states = {delivery.state for delivery in await rows.history(GuildId(int(quiet.guild)), 10)}
            return states == {State.SENT}

        await eventually(recorded)
        await quiet.settle()
        assert len(await quiet.posts("charts")) == 1


@pytest.mark.parametrize(("step", "posts", "state"), [("claimed", 0, State.EXPIRED), ("sent", 1, State.SENT)])
async def test_killed_and_back_days_later_nothing_stale_is_posted(
    quiet: Evening, step: str, posts: int, state: State
) -> None:
    await due_chart(quiet)
    doomed = await bot_process(quiet, step)
    assert await doomed.wait() == -signal.SIGKILL
    quiet.sandbox.service.nonces._made.clear()
    await quiet.advance(days=3)
    async with quiet.bot():

        async def settled() -> bool:
            async with quiet.rooms.posts._shelf.reading() as rows:
                found = await rows.history(GuildId(int(quiet.guild)), 10)
            return [each.state for each in found if each.plan.due == HOUR] == [state]

        await eventually(settled)
        await quiet.settle()
        assert len(await quiet.posts("charts")) == posts


async def test_stopped_politely_it_is_gone_within_ten_seconds(quiet: Evening) -> None:
    process = await bot_process(quiet, "never")
    assert process.stdout is not None
    async with asyncio.timeout(60):
        assert await process.stdout.readline() == b"ready\n"
    process.send_signal(signal.SIGINT)
    async with asyncio.timeout(10):
        await process.wait()
