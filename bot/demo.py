"""The first evening in the sandbox: a chart is posted, a party is open, the clock stands where the chart ends."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from core.parties import tracklist
from core.parties.model import Party
from core.posts.calendar import Cadence
from core.posts.model import Kind, Schedule
from core.rooms import Rooms
from core.values import ChannelId, GuildId, UserId

SEOUL = ZoneInfo("Asia/Seoul")
FRIDAY_EVENING = time(20, 30)
DRAMA = "moon-lovers"
"""The drama of the open party: the length of every song of it is known, so that it can be played."""


async def start_of_demo(rooms: Rooms) -> datetime:
    """The Friday evening after the newest issue of the chart that ships."""
    charts = [chart for chart in await rooms.charts.charts() if chart.sample]
    newest = [found[0] for chart in charts if (found := await rooms.charts.newest(chart.key))]
    day = max(newest) + timedelta(days=1)
    return datetime.combine(day, FRIDAY_EVENING, SEOUL).astimezone(UTC)


async def application(address: str, name: str = "ostbot") -> str:
    """The token of the sandbox's application called *name*, which is made when it is not there."""
    async with aiohttp.ClientSession(f"{address}/sandbox/api/") as api:
        async with api.get("state") as answer:
            state = await answer.json()
        known = next((app["token"] for app in state["applications"] if app["name"] == name), None)
        if known is not None:
            return str(known)
        async with api.post("applications", json={"name": name}) as answer:
            return str((await answer.json())["token"])


async def set_the_stage(rooms: Rooms, address: str) -> None:
    """Once in a store's life: a weekly chart that is due now, and a party for tomorrow evening."""
    if await rooms.facts.get("demo") is not None:
        return
    async with aiohttp.ClientSession(f"{address}/sandbox/api/") as api, api.get("state") as answer:
        guild = (await answer.json())["guilds"][0]
    now = rooms.clock()
    await rooms.posts.add(
        Schedule(
            guild=GuildId(int(guild["id"])),
            channel=_channel(guild, "charts"),
            what=Kind.CHART,
            cadence=Cadence.WEEKLY,
            chart=(await rooms.charts.charts())[0].key,
            day=now.astimezone(SEOUL).weekday(),
            at=now.astimezone(SEOUL).replace(second=0, microsecond=0).time(),
            zone=SEOUL,
            since=now - timedelta(days=1),
        )
    )
    drama = rooms.catalog.of().drama(DRAMA)
    await rooms.parties.create(
        Party(
            guild=GuildId(int(guild["id"])),
            channel=_channel(guild, "parties"),
            host=UserId(int(guild["members"][0]["id"])),
            title=f"{drama.title}: the whole soundtrack",
            starts=(now + timedelta(days=1)).replace(minute=0, second=0, microsecond=0),
            zone=SEOUL,
            seats=25,
            drama=drama.key,
            items=tracklist.of_drama(drama.key, rooms.catalog.of().catalogue),
        )
    )
    await rooms.facts.set("demo", now.isoformat())


def _channel(guild: dict[str, Any], name: str) -> ChannelId:
    found = next((channel for channel in guild["channels"] if channel["name"] == name), guild["channels"][0])
    return ChannelId(int(found["id"]))
