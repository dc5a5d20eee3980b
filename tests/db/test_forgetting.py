"""A server that removed the bot: everything is kept for thirty days, and then nothing is, in any table."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.opening import open_rooms
from core.charts.changes import Edit
from core.charts.model import Row, Sheet
from core.follows.model import How
from core.growth.forms import DramaForm, TrackForm
from core.growth.model import Suggestion, Wish
from core.parties.model import Choice, Item, Party
from core.parties.series import Repeat
from core.rooms import Rooms
from core.values import ChannelId, ChartKey, GuildId, RoleId, UserId
from tests.conftest import FRIDAY

GONE, STAYS = GuildId(711_000_222_333_444_555), GuildId(12)
HANA, MINA = UserId(1), UserId(2)
WEEKS = 45
"""More than are deleted at once, twice."""


async def furnish(rooms: Rooms, database: Path, guild: GuildId) -> None:
    """One of everything that a server can have."""
    await rooms.guilds.choose(guild, zone="Europe/Paris", manager_role=RoleId(9))
    await rooms.growth.keep(rooms.growth.drama(guild, DramaForm(title="Our Drama")), HANA)
    drama = rooms.catalog.of(guild).drama("Our Drama")
    form = TrackForm(title="Our Song", artists="Our Singer")
    await rooms.growth.keep(rooms.growth.track(guild, form, drama), HANA)
    await rooms.growth.keep(rooms.growth.nickname(guild, "Lovely Runner", "Rainy Sprinter"), HANA)
    await rooms.suggestions.suggest(Suggestion(guild, MINA, FRIDAY, Wish("Our Drama", "Another")))
    await rooms.follows.follow(guild, MINA, "Our Song", How.DIGEST)
    sheets = [
        Sheet(
            (Row(1, "Our Song", "Our Singer"), Row(2, f"Song {number % 3}", "Somebody")),
            *(2, "melon", "kr", date(2023, 1, 5) + timedelta(weeks=number)),
        )
        for number in range(WEEKS)
    ]
    await rooms.imports.load(sheets, guild=guild, by=HANA)
    chart, end = ChartKey("melon-kr-weekly"), sheets[3].end
    assert end is not None
    week, _ = await rooms.curation.week(guild, chart, end)
    await rooms.curation.correct(guild, chart, end, week.issue.entries[1].song, Edit(title="Song 9"), HANA)
    await rooms.charts.sum_up()
    song = rooms.catalog.of(guild).track("Our Song")
    party = await rooms.parties.create(
        Party(
            *(guild, ChannelId(5), HANA, "Rain night", FRIDAY + timedelta(days=1), ZoneInfo("Asia/Seoul")),
            items=(Item("Our Song", "Our Singer", track=song.key),),
        )
    )
    await rooms.parties.answer(guild, party.id, MINA, Choice.GOING)
    await rooms.series.keep_template(guild, party.id, "ours", HANA, manager=True)
    await rooms.series.repeat(guild, party.id, HANA, Repeat.WEEKLY, manager=True)
    with closing(sqlite3.connect(database)) as connection, connection:
        for table, columns in {
            "schedule": {
                "what": "releases",
                "cadence": "weekly",
                "day": 4,
                "at": "20:00",
                "zone": "UTC",
                "size": 5,
                "since": 1,
            },
            "delivery": {"kind": "post", "occurrence": "1:x", "due_at": 1, "expires_at": 2},
            "blocked_channel": {"code": 1, "reason": "x", "since": 1, "probed": 1},
            "news": {"member": guild % 999, "event": "x", "at": 1, "en": "x", "ko": "x", "how": "digest"},
        }.items():
            row = {**columns, "guild": guild} | ({} if table == "news" else {"channel": guild % 999})
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [*row.values()])  # noqa: S608 - our own words


def everything(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}  # noqa: S608 - our own schema


def scoped(database: Path) -> set[str]:
    """The tables whose rows belong to a server."""
    with closing(sqlite3.connect(database)) as connection:
        every = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            table
            for table in every
            if any(column[1] == "guild" for column in connection.execute(f'PRAGMA table_info("{table}")'))
        }


async def test_thirty_days_after_leaving_no_row_of_any_table_is_the_servers(database: Path) -> None:
    shipped = everything(database)
    async with open_rooms(database, lambda: FRIDAY) as rooms:
        await furnish(rooms, database, STAYS)
        before = everything(database)
        await furnish(rooms, database, GONE)
        full = everything(database)
        for table in scoped(database) | {"guild"}:
            assert any(GONE in row for row in full[table]), f"this test gives the server no row in {table}"
        await rooms.posts.leave(GONE)
        assert await rooms.guilds.forget_left(FRIDAY + timedelta(days=30)) == 0
        assert await rooms.guilds.forget_left(FRIDAY + timedelta(days=30, seconds=1)) == 1
        after = everything(database)
        told = {table: [row for row in rows if str(GONE) in str(row)] for table, rows in after.items()}
        assert not any(told.values()), told
        assert {**after, "sqlite_sequence": []} == {**before, "sqlite_sequence": []}
        assert not rooms.catalog.of(GONE).own.tracks
        assert rooms.guilds.manager_role(GONE) is None
        assert [chart.guild for chart in await rooms.curation.charts(STAYS)] == [STAYS]
        with closing(sqlite3.connect(database)) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert shipped["track"] == [row for row in after["track"] if row in shipped["track"]]


async def test_a_server_that_returns_within_thirty_days_finds_everything(database: Path) -> None:
    async with open_rooms(database, lambda: FRIDAY) as rooms:
        await furnish(rooms, database, GONE)
        before = everything(database)
        await rooms.posts.leave(GONE)
        await rooms.guilds.forget_left(FRIDAY + timedelta(days=29))
        await rooms.posts.back(GONE)
        await rooms.guilds.forget_left(FRIDAY + timedelta(days=99))
        after = everything(database)
        for table in ("delivery", "blocked_channel"):  # what was pending is cancelled, and refusals are looked at anew
            del before[table], after[table]
        assert after == before
