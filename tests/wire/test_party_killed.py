"""Killed (a real SIGKILL) around the start and in the middle of a party: it goes on from the stored times."""

import signal
from datetime import timedelta

import pytest

from tests.wire.evening import Evening
from tests.wire.parties import board_with, in_thread, playing, stored_party, thread
from tests.wire.test_killed import bot_process

LONG = "One - A 1:00\nTwo - B 20:00"


@pytest.mark.parametrize("step", ["claimed", "sent", "recorded"])
async def test_killed_at_the_start_everybody_is_told_once(quiet: Evening, step: str) -> None:
    async with quiet.bot():
        t0 = await playing(quiet, LONG)
        await in_thread(quiet, "Press play at")
        before = (await stored_party(quiet)).programme
    await quiet.set_clock(t0 - timedelta(seconds=4))
    doomed = await bot_process(quiet, step)
    assert await doomed.wait() == -signal.SIGKILL
    await quiet.set_clock(t0 + timedelta(seconds=80))
    async with quiet.bot():
        await board_with(quiet, "**Now** 2. Two")
        await in_thread(quiet, "Together again" if step == "claimed" else "Now: play.")
        await quiet.settle()
        said = [each.text for each in await thread(quiet)]
        told = sum("Now: play." in text or "Together again" in text for text in said)
        assert told == 1, said
        assert (await stored_party(quiet)).programme == before


async def test_killed_in_the_middle_it_resumes_on_the_stored_times(quiet: Evening) -> None:
    async with quiet.bot():
        t0 = await playing(quiet, LONG)
        await quiet.set_clock(t0 - timedelta(seconds=1))
        await in_thread(quiet, "Now: play.")
    alive = await bot_process(quiet, "never")
    assert alive.stdout is not None
    assert await alive.stdout.readline() == b"ready\n"
    alive.kill()
    assert await alive.wait() == -signal.SIGKILL
    await quiet.set_clock(t0 + timedelta(seconds=100))
    async with quiet.bot():
        shown = await board_with(quiet, "**Now** 2. Two")
        assert f"since <t:{int(t0.timestamp()) + 65}:T>" in shown.text
        answer = (await quiet.ask("party where", by="Grace", party=1)).text
        assert "open track 2" in answer
        said = [each.text for each in await thread(quiet)]
        assert sum("Now: play." in text for text in said) == 1
