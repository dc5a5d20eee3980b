"""The scenes of the ledger: what is due when the bot is killed, and what must stand in its place afterwards."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp

from bot.opening import open_rooms
from bot.sandbox_clock import SandboxClock
from core.posts.failures import meaning
from core.posts.model import Kind
from core.values import GuildId
from tests.crash.stage import Kill, Verdict, bot_dies, copied, deliveries, done, prepared
from tests.wire.evening import Evening
from tests.wire.hours import forbid
from tests.wire.parties import in_thread, party, playing
from tests.wire.test_killed import HOUR, due_chart

SEND = 11
NO_PERMISSION = 50013
SONGS = "One - A 1:00\nTwo - B 20:00"
TOMORROW = timedelta(hours=5)
"""From the evening of the tests until the next day has begun in Korea."""

REMINDER = timedelta(minutes=12)

Prepare = Callable[[Evening], Awaitable[None]]


def due(
    *promised: str, prepare: Prepare, come: Prepare
) -> tuple[Callable[[Path], Awaitable[Path]], Callable[[Path, Path, Kill], Awaitable[Verdict]]]:
    """A scene in two functions: what is stored once, and how the hour comes at which *promised* must be delivered."""

    async def stored(folder: Path) -> Path:
        return await prepared(folder, prepare)

    async def played(template: Path, folder: Path, kill: Kill) -> Verdict:
        async with copied(template, folder) as night:
            before = done(night)
            await come(night)
            await bot_dies(night, kill.step)
            return await deliveries(night, kill, before, promised)

    return stored, played


async def at_the_hour(night: Evening) -> None:
    """Saturday 20:00 in Seoul."""
    await night.set_clock(HOUR)


async def scheduled(night: Evening, what: Kind) -> None:
    """The schedule of the sample chart, for another kind of post."""
    await due_chart(night)
    async with open_rooms(night.database, await _clock(night)) as rooms:
        (chart,) = await rooms.posts.outlooks(GuildId(int(night.guild)))
        await rooms.posts.remove(chart.schedule.guild, chart.schedule.id)
        since = HOUR - timedelta(days=1)
        await rooms.posts.add(replace(chart.schedule, id=0, what=what, since=since))


async def announced(night: Evening) -> None:
    """An open party that begins in forty minutes, with its reminder half an hour before."""
    async with night.bot():
        await party(night, when="in 40 minutes", remind=30)
        await night.settle()


async def near(night: Evening) -> None:
    """The reminder is due."""
    await night.advance(seconds=REMINDER.total_seconds())


async def refused(night: Evening) -> None:
    """The chart's channel took no posts; the managers, who have a channel of their own, do not know it yet."""
    async with night.bot():
        await night.ask("setup", by="Hana", managers=night.channels["general"])
    await due_chart(night)
    async with open_rooms(night.database, await _clock(night)) as rooms:
        await rooms.posts.plan()
        (chart,) = [each for each in await rooms.posts.due() if each.plan.kind is Kind.CHART]
        claimed = await rooms.posts.claim(chart, "")
        assert claimed is not None
        await rooms.posts.blocked(claimed, NO_PERMISSION, meaning(403, NO_PERMISSION).words)


async def still_refused(night: Evening) -> None:
    """It still takes none."""
    await forbid(night, "charts", SEND)
    await night.set_clock(HOUR)


async def followed(night: Evening, how: str) -> None:
    """Mina follows a drama, of which a song comes out tomorrow."""
    async with night.bot():
        await night.ask("setup", by="Hana", charts=night.channels["charts"])
        followed = await night.ask("ost follow", what="Lovely Runner", how=how)
        assert "You follow" in followed.text or "nobody is pinged" in followed.text, followed.text
        song: dict[str, Any] = {"drama": "Lovely Runner", "title": "Blue Umbrella", "part": 9, "released": "2024-07-27"}
        preview = await night.ask("data track", by="Hana", **song)
        await night.press("Save", preview.message, by="Hana")
        await night.settle()


async def the_next_day(night: Evening) -> None:
    """The song is out."""
    await night.advance(seconds=TOMORROW.total_seconds())


async def start_of_a_party(template: Path, folder: Path, kill: Kill) -> Verdict:
    """Everybody is told to press play, or, when it is too late for that, where the music is: one of the two, once.

    Its thread must be on the very sandbox, so that each kill has an evening of its own.
    """
    async with copied(template, folder) as night:
        async with night.bot():
            start = await playing(night, SONGS)
            await in_thread(night, "Press play at")
            await night.settle()
        before = done(night)
        await night.set_clock(start - timedelta(seconds=4))
        await bot_dies(night, kill.step)
        if not kill.later:
            await night.set_clock(start + timedelta(seconds=1))
        pause = timedelta(minutes=2)
        return await deliveries(night, kill, before, ("party *:start-*|party *:resync-*",), pause=pause)


CHART = due("chart *", prepare=due_chart, come=at_the_hour)
MOVERS = due("movers *", prepare=partial(scheduled, what=Kind.MOVERS), come=at_the_hour)
DIGEST = due("digest *", prepare=partial(scheduled, what=Kind.DIGEST), come=at_the_hour)
REMINDED = due("reminder *", prepare=announced, come=near)
NOTICE = due("notice *:blocked-*", prepare=refused, come=still_refused)
LINE = due("follow *", prepare=partial(followed, how="channel"), come=the_next_day)
LETTER = due("mail *", prepare=partial(followed, how="dm"), come=the_next_day)


async def _clock(night: Evening) -> SandboxClock:
    clock = SandboxClock(night.sandbox.address)
    async with aiohttp.ClientSession() as http:
        await clock.read(http)
    return clock
