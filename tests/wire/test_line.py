"""The line to Discord: dropped, silent, refused, counted; and how the program ends."""

import asyncio
import os
import signal
import sys
import time
from contextlib import suppress

import pytest

from bot.client import OstBot, TokenRefused
from bot.demo import application
from bot.discord_private import discord_at
from bot.opening import open_rooms
from bot.sandbox_clock import SandboxClock
from bot.vitals import DEAD, UNHEALTHY, Health, LineDead
from bot.wiring import every_cog
from core.posts.model import State
from tests.wire.evening import Evening, eventually
from tests.wire.hours import HOUR, schedule, stands
from tests.wire.test_killed import ROOT


@pytest.mark.parametrize(
    "doing",
    [
        {"do": "drop"},
        {"do": "drop", "code": 1000},
        {"do": "drop", "code": 4000},
        {"do": "drop", "code": 4007},
        {"do": "drop", "code": 4009},
        {"do": "reconnect"},
        {"do": "invalid-session"},
    ],
    ids=str,
)
async def test_a_line_that_breaks_comes_back_and_a_post_due_meanwhile_is_made_once(
    night: Evening, doing: dict[str, object]
) -> None:
    await schedule(night)
    await night.post("gateway", doing)
    await night.set_clock(HOUR)
    await night.post_in("charts")

    async def back() -> bool:
        return night.client.is_ready() and bool((await night.ask("chart top")).messages)

    await eventually(back, patience=60)
    assert len(await night.posts("charts")) == 1


@pytest.mark.parametrize("step", ["hello", "identify", "ready"])
async def test_a_line_that_is_cut_while_it_is_made_is_made_again(quiet: Evening, step: str) -> None:
    await quiet.post("gateway", {"do": "drop", "at": step})
    async with asyncio.timeout(60), quiet.bot():
        assert (await quiet.ask("chart top")).messages


async def test_below_fifty_connections_a_day_it_waits(quiet: Evening) -> None:
    token = await application(quiet.sandbox.address)
    (me,) = quiet.sandbox.world.applications
    identified = quiet.sandbox.service.sessions.identified
    identified[me["id"]] = 951
    clock = SandboxClock(quiet.sandbox.address)
    gateway = f"ws{quiet.sandbox.address.removeprefix('http')}/gateway"
    with discord_at(quiet.sandbox.api, gateway):
        async with open_rooms(quiet.database, clock) as rooms, OstBot(rooms, every_cog(rooms)) as client:
            client.starts_pause = 0.1
            running = asyncio.create_task(client.start(token))
            await asyncio.sleep(2.5)
            assert identified[me["id"]] == 951
            identified[me["id"]] = 950
            async with asyncio.timeout(15):
                await client.wait_until_ready()
            assert identified[me["id"]] == 951
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def test_a_line_that_is_silent_too_long_ends_the_program_with_a_code_of_its_own(night: Evening) -> None:
    client = night.client
    assert str(client.watchdog.health) == Health.WELL
    await night.post("gateway", {"do": "silence"})
    client.watchdog._seconds = lambda: time.perf_counter() + UNHEALTHY
    assert str(client.watchdog.health) == Health.UNHEALTHY
    assert not client.is_closed()
    client.watchdog._seconds = lambda: time.perf_counter() + DEAD

    async def ended() -> bool:
        return client.is_closed()

    await eventually(ended)
    assert isinstance(client.failure, LineDead)
    assert client.failure.exit_code not in (0, 1, 2, TokenRefused.exit_code)


async def test_a_token_that_is_not_good_any_more_ends_everything_with_a_code_of_its_own(night: Evening) -> None:
    await schedule(night)
    await night.post("faults", {"match": "POST /channels/*/messages", "status": 401, "times": 1})
    await night.set_clock(HOUR)

    async def ended() -> bool:
        return night.client.is_closed()

    await eventually(ended)
    assert isinstance(night.client.failure, TokenRefused)
    await stands(night, State.DUE)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_stopped_in_the_middle_of_a_send_it_is_gone_in_ten_seconds_and_the_next_start_resolves_it(
    quiet: Evening, number: signal.Signals
) -> None:
    path = f"/channels/{quiet.channels['charts']}/messages"
    await quiet.post("faults", {"match": f"POST {path}", "status": "hang", "times": 1})
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=ROOT,
        env={**os.environ, "OSTBOT_SANDBOX": quiet.sandbox.address, "OSTBOT_DATABASE": str(quiet.database)},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )

    async def sending() -> bool:
        asked = await quiet.get("requests", after="0")
        return any((each["method"], each["path"]) == ("POST", path) for each in asked)

    await eventually(sending, patience=60)
    process.send_signal(number)
    async with asyncio.timeout(10):
        assert await process.wait() == 0
    await quiet.advance(minutes=2)
    async with quiet.bot():
        await quiet.post_in("charts")
        await stands(quiet, State.SENT)
    assert len(await quiet.posts("charts")) == 1


async def test_cut_while_it_resumes_it_comes_back_and_a_post_due_meanwhile_is_made_once(night: Evening) -> None:
    await schedule(night)
    await night.post("gateway", {"do": "drop", "at": "resume"})
    await night.post("gateway", {"do": "drop"})
    await night.set_clock(HOUR)
    await night.post_in("charts")

    async def back() -> bool:
        cut = not night.sandbox.service.gateway.traps
        return cut and night.client.is_ready() and bool((await night.ask("chart top")).messages)

    await eventually(back, patience=60)
    await stands(night, State.SENT)
    assert len(await night.posts("charts")) == 1


async def test_told_by_the_gateway_that_the_token_is_not_good_the_program_ends_with_a_code_of_its_own(
    quiet: Evening,
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=ROOT,
        env={**os.environ, "OSTBOT_SANDBOX": quiet.sandbox.address, "OSTBOT_DATABASE": str(quiet.database)},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None

    async def connected() -> bool:
        return bool(quiet.sandbox.service.gateway.sessions.identified)  # Discord knows the token from then on

    try:
        await eventually(connected, patience=60)
        await quiet.post("gateway", {"do": "drop", "code": 4004})
        async with asyncio.timeout(30):
            told = (await process.stderr.read()).decode()
            code = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert code == TokenRefused.exit_code
    assert told.splitlines()[-1].startswith("ostbot: Discord refused the token: copy it anew")
