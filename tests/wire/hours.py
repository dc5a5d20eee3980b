"""What the tests of scheduled posts share: making schedules, new weeks, corrections; reading the ledger."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core.charts.changes import Edit
from core.charts.model import Row, Sheet
from core.posts.model import SCHEDULED, Delivery, Kind, State
from core.values import SHARED, ChartKey, GuildId
from tests.wire.evening import Evening, Json, eventually

HOUR = datetime(2024, 7, 27, 11, 0, tzinfo=UTC)
"""Saturday 20:00 in Seoul, after the sample chart's newest week."""

CHART = ChartKey("bugs-kr-weekly")
NEWEST = date(2024, 7, 25)
WEEK = timedelta(days=7)


async def schedule(night: Evening, *, channel: str = "charts", **more: Any) -> str:
    """Hana schedules the chart, or *more*; what she reads."""
    wanted: dict[str, Any] = {
        "channel": night.channels[channel],
        "day": "Saturday",
        "time": "20:00",
        "zone": "Asia/Seoul",
    }
    named = {name.replace("_", "-"): value for name, value in (wanted | more).items()}
    return (await night.ask("schedule add", by="Hana", **named)).text


async def scheduled(night: Evening) -> int:
    """The number of the newest schedule."""
    outlooks = await night.rooms.posts.outlooks(GuildId(int(night.guild)))
    return max(each.schedule.id for each in outlooks)


async def history(night: Evening, kind: Kind | None = None) -> list[Delivery]:
    """The ledger of the server, newest first."""
    async with night.rooms.posts._shelf.reading() as rows:
        found = await rows.history(GuildId(int(night.guild)), 100)
    return [each for each in found if each.plan.kind is kind or (kind is None and each.plan.kind in SCHEDULED)]


async def stands(night: Evening, *states: State, kind: Kind | None = None, patience: float = 15) -> list[Delivery]:
    """The deliveries whose hour has come, once they stand like this (newest first)."""

    async def look() -> list[Delivery] | None:
        now = night.rooms.clock()
        found = [each for each in await history(night, kind) if each.plan.due <= now]
        return found if tuple(each.state for each in found) == states else None

    return await eventually(look, patience)


async def new_week(night: Evening, end: date = NEWEST + WEEK) -> None:
    """The chart's next week comes in: the newest one again, with two places swapped."""
    async with night.rooms.imports._shelf.reading() as rows:
        charts = {chart.key: chart for chart in await rows.charts(SHARED)}
        last = await rows.week(charts[CHART], NEWEST)
        assert last is not None
        songs = await rows.songs({entry.song for entry in last.issue.entries})
    entries = list(last.issue.entries)
    listed = [songs[entry.song] for entry in entries]
    listed[0], listed[1] = listed[1], listed[0]
    made = [Row(entry.rank, song.title, song.artist) for entry, song in zip(entries, listed, strict=True)]
    sheet = Sheet(tuple(made), last.issue.depth, "bugs", "kr", end, coverage=last.issue.coverage)
    await night.rooms.imports.load([sheet], replace(charts[CHART], id=0))
    night.client.wake()


async def correct(night: Evening, place: int = 1, to: int = 3, end: date = NEWEST) -> str:
    """Somebody puts a place of a published week right, so that it comes just below another; the title of its song."""
    board = await night.rooms.charts.board(CHART, end)
    line = board.lines[place - 1]
    beside = board.lines[to - 1].source
    assert beside is not None
    edit = Edit(rank=beside.entry.rank + 1)
    await night.rooms.curation.correct(SHARED, CHART, end, line.figures.entry.song, edit, None)
    night.client.wake()
    return str(line.title)


async def patch(night: Evening, path: str, body: Json) -> None:
    """Change something of the server by the control API."""
    url = f"{night.sandbox.address}/sandbox/api/guilds/{night.guild}{path}"
    async with night.http.patch(url, json=body) as answer:
        assert answer.status == 200, await answer.text()


async def forbid(night: Evening, channel: str, *bits: int) -> None:
    """Take permissions from everybody in a channel; none given, all are back."""
    deny = sum(1 << bit for bit in bits)
    overwrites = [{"id": night.guild, "type": 0, "allow": "0", "deny": str(deny)}] if bits else []
    await patch(night, f"/channels/{night.channels[channel]}", {"permission_overwrites": overwrites})


async def make_channel(night: Evening, name: str, kind: str, **more: Any) -> None:
    """A new channel."""
    made = await night.post(f"guilds/{night.guild}/channels", {"name": name, "type": kind, **more})
    night.channels[name] = made["id"]


async def requests(night: Evening, method: str, part: str) -> list[Json]:
    """The bots' REST requests so far whose path has *part*."""
    found = await night.get("requests", after="0")
    return [each for each in found if each["method"] == method and part in each["path"]]
