"""A server's own things and follows in the store: what is kept comes back, what is undone is gone, nothing is twice."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.opening import open_rooms
from core.catalog.search import Kind
from core.errors import BadInput, NotFound
from core.follows.model import CHANNEL, Event, How, News
from core.growth.forms import DramaForm, TrackForm
from core.growth.model import Decision, Suggestion, Wish
from core.language import Words
from core.parties.model import Item, Party
from core.rooms import Rooms
from core.values import ChannelId, GuildId, TrackKey, UserId
from db.follows import FollowRows
from db.store import Store
from tests.conftest import FRIDAY
from tests.growth_cards import grown

HERE, ELSEWHERE = GuildId(11), GuildId(12)
HANA, MINA = UserId(1), UserId(777_000_111_222_333_444)


@pytest.fixture
async def rooms(database: Path) -> AsyncIterator[Rooms]:
    async with open_rooms(database, lambda: FRIDAY) as opened:
        yield opened


async def drama(rooms: Rooms, title: str = "Our Drama", guild: GuildId = HERE) -> int:
    return await rooms.growth.keep(rooms.growth.drama(guild, DramaForm(title=title)), HANA)


async def track(rooms: Rooms, title: str = "Our Song", artists: str = "Our Singer", guild: GuildId = HERE) -> int:
    home = rooms.catalog.of(guild).drama("Our Drama")
    return await rooms.growth.keep(rooms.growth.track(guild, TrackForm(title=title, artists=artists), home), HANA)


async def test_everything_added_is_there_again_after_a_restart(database: Path) -> None:
    async with open_rooms(database, lambda: FRIDAY) as rooms:
        await drama(rooms)
        await track(rooms)
        await rooms.growth.keep(rooms.growth.nickname(HERE, "Lovely Runner", "Rainy Sprinter"), HANA)
        before = rooms.catalog.of(HERE).own
    async with open_rooms(database, lambda: FRIDAY) as rooms:
        assert rooms.catalog.of(HERE).own == before
        assert [change.what for change in await rooms.history.log(HERE)] == [
            "nickname added",
            "track added",
            "drama added",
        ]


async def test_undoing_all_of_it_leaves_nothing_and_undoing_that_brings_all_back(rooms: Rooms) -> None:
    added = [await drama(rooms), await track(rooms)]
    before = rooms.catalog.of(HERE).own
    for number in reversed(added):
        await rooms.history.undo(HERE, number, HANA)
    assert not (rooms.catalog.of(HERE) is not rooms.catalog.of() and rooms.catalog.of(HERE).own.artists)
    with pytest.raises(NotFound):
        rooms.growth.export(HERE)
    for change in (await rooms.history.log(HERE))[:2]:
        await rooms.history.undo(HERE, change.id, HANA)
    assert rooms.catalog.of(HERE).own == before


async def test_what_a_later_change_stands_on_cannot_be_undone(rooms: Rooms) -> None:
    first = await drama(rooms)
    await track(rooms)
    with pytest.raises(BadInput, match="belongs to a drama that would be gone"):
        await rooms.history.undo(HERE, first, HANA)
    own = rooms.catalog.of(HERE).drama("Our Drama")
    await rooms.growth.keep(rooms.growth.drama(HERE, DramaForm(network="tvN"), own), HANA)
    with pytest.raises(BadInput, match="changed again since"):
        await rooms.history.undo(HERE, first, HANA)


async def test_two_previews_of_one_thing_cannot_both_be_kept(rooms: Rooms) -> None:
    await drama(rooms)
    own = rooms.catalog.of(HERE).drama("Our Drama")
    one, other = (rooms.growth.drama(HERE, DramaForm(network=name), own) for name in ("tvN", "SBS"))
    await rooms.growth.keep(one, HANA)
    with pytest.raises(BadInput, match="changed again since"):
        await rooms.growth.keep(other, HANA)
    assert rooms.catalog.of(HERE).drama("Our Drama").network == "tvN"


async def test_a_singer_credited_elsewhere_outlives_the_undo(rooms: Rooms) -> None:
    await drama(rooms)
    first = await track(rooms)
    await track(rooms, "Our Other Song")
    await rooms.history.undo(HERE, first, HANA)
    assert [str(each.name) for each in rooms.catalog.of(HERE).own.artists.values()] == ["Our Singer"]
    assert [str(each.title) for each in rooms.catalog.of(HERE).own.tracks.values()] == ["Our Other Song"]


async def test_removing_a_drama_takes_its_songs_along_and_brings_them_back(rooms: Rooms) -> None:
    await drama(rooms)
    await track(rooms)
    before = rooms.catalog.of(HERE).own
    number = await rooms.growth.keep(rooms.growth.removal(HERE, rooms.catalog.of(HERE).drama("Our Drama")), HANA)
    assert not rooms.catalog.of(HERE).own.tracks
    await rooms.history.undo(HERE, number, HANA)
    assert rooms.catalog.of(HERE).own == before


async def test_another_servers_change_is_not_found(rooms: Rooms) -> None:
    number = await drama(rooms)
    with pytest.raises(NotFound):
        await rooms.growth.undo(ELSEWHERE, number, HANA)
    with pytest.raises(NotFound):
        await rooms.history.undo(ELSEWHERE, number, HANA)
    with pytest.raises(NotFound):
        rooms.growth.export(ELSEWHERE)
    assert rooms.growth.own(ELSEWHERE, Kind.DRAMA) == []


async def test_a_suggestion_is_decided_once(rooms: Rooms) -> None:
    await grown(rooms, MINA)
    (change,) = [each for each in await rooms.history.log(GuildId(1)) if "suggestion" in each.what]
    assert await rooms.suggestions.waiting(GuildId(1)) == []
    await rooms.history.undo(GuildId(1), change.id, HANA)
    (waiting,) = await rooms.suggestions.waiting(GuildId(1))
    assert waiting.decision is Decision.OPEN
    one, other = rooms.growth.acceptance(waiting), rooms.growth.rejection(waiting, "no")
    await rooms.growth.keep(one, HANA)
    with pytest.raises(NotFound, match="decided by somebody else"):
        await rooms.growth.keep(other, HANA)


async def test_an_event_is_kept_once_for_a_member_wherever_and_once_for_each_channel(store: Store) -> None:
    event = Event("out:x", FRIDAY, Words("x", "x"))
    async with store.shelf(FollowRows).writing() as rows:
        mine = News(HERE, MINA, event, How.DM)
        assert [await rows.add_news(each) for each in (mine, mine, replace(mine, guild=ELSEWHERE))] == [
            True,
            False,
            False,
        ]
        there = News(HERE, CHANNEL, event, How.CHANNEL)
        assert [await rows.add_news(each) for each in (there, there, replace(there, guild=ELSEWHERE))] == [
            True,
            False,
            True,
        ]
        assert await rows.to_mail(FRIDAY) == [(1, 1)]
        await rows.mail(1, 1, FRIDAY)
        assert [each.event.id for each in await rows.letter(1, 1)] == ["out:x"]
        assert await rows.to_mail(FRIDAY + timedelta(days=2)) == []


async def test_who_deletes_their_data_is_in_no_row_and_takes_it_along_before(database: Path, rooms: Rooms) -> None:
    await grown(rooms, MINA)
    kept = await rooms.people.export(MINA)
    assert all(len(kept[table]) == 1 for table in ("suggestion", "follow", "follower", "news"))
    await rooms.people.forget(MINA)
    assert not any((await rooms.people.export(MINA)).values())
    with closing(sqlite3.connect(database)) as connection:
        for table in ("suggestion", "follow", "follower", "news", "change", "delivery"):
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own tables
            assert str(MINA) not in str(rows), table


async def test_a_server_that_left_long_ago_takes_what_it_added_along(database: Path, rooms: Rooms) -> None:
    await drama(rooms)
    await track(rooms)
    await rooms.growth.keep(rooms.growth.nickname(HERE, "Lovely Runner", "Rainy Sprinter"), HANA)
    await rooms.posts.leave(HERE)
    assert await rooms.guilds.forget_left(FRIDAY + timedelta(days=31)) == 1
    await rooms.catalog.refresh()
    assert rooms.catalog.of(HERE) is rooms.catalog.of()
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


async def test_everything_that_names_a_merged_song_goes_along_and_comes_back(database: Path) -> None:
    async with open_rooms(database, lambda: FRIDAY) as rooms:
        await drama(rooms)
        for title in ("Our Song", "Our Sogn"):
            await track(rooms, title)
        kept, gone = (rooms.catalog.of(HERE).track(title) for title in ("Our Song", "Our Sogn"))
        both, one = UserId(21), UserId(22)
        for fan, song, how in ((both, kept, How.DIGEST), (both, gone, How.DM), (one, gone, How.DIGEST)):
            await rooms.follows.follow(HERE, fan, f"track:{song.key}", how)
        await rooms.growth.keep(rooms.growth.nickname(HERE, f"track:{gone.key}", "That One"), HANA)
        gone = rooms.catalog.of(HERE).track("That One")
        await rooms.suggestions.suggest(Suggestion(HERE, both, FRIDAY, Wish(title="Sog"), f"track:{gone.key}"))
        party, elsewhere = [await rooms.parties.create(evening(guild, gone.key)) for guild in (HERE, ELSEWHERE)]
        assert party.id is not None
        await rooms.series.keep_template(HERE, party.id, "ours", HANA, manager=True)
        with closing(sqlite3.connect(database)) as connection, connection:
            told = (HERE, both, f"chart:spotify-kr-weekly:2024-07-25:{gone.key}:debut", 1, "x", "x", "digest")
            connection.execute(
                "INSERT INTO news (guild, member, event, at, en, ko, how) VALUES (?, ?, ?, ?, ?, ?, ?)", told
            )
        names = everywhere(database, gone.key)
        assert {"follow", "suggestion", "party_track", "party_template", "news"} <= names.keys()

        number = await rooms.growth.keep(rooms.growth.merger(HERE, kept, gone), HANA)
        left = everywhere(database, gone.key)
        assert left.keys() == {"change", "party_track"}, left
        assert left["party_track"] == [row for row in names["party_track"] if row[1] == elsewhere.id]
        follows = await rooms.follows.following(HERE, both)
        assert [(each.key, each.how) for each in follows] == [(kept.key, How.DIGEST)]
        assert [each.key for each in await rooms.follows.following(HERE, one)] == [kept.key]
        assert rooms.catalog.of(HERE).find("That One").key == kept.key

        await rooms.history.undo(HERE, number, HANA)
        assert {**everywhere(database, gone.key), "change": []} == {**names, "change": []}
        await rooms.history.undo(HERE, number + 1, HANA)
        assert everywhere(database, gone.key).keys() == {"change", "party_track"}


def evening(guild: GuildId, song: TrackKey) -> Party:
    return Party(
        *(guild, ChannelId(5), HANA, "Rain night", FRIDAY + timedelta(days=1), ZoneInfo("Asia/Seoul")),
        items=(Item("Sudden Shower", "ECLIPSE"), Item("Our Sogn", "Our Singer", track=song)),
    )


def everywhere(database: Path, word: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table in which *word* stands."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}  # noqa: S608 - our own schema
    found = {
        table: sorted(row for row in all_ if any(word in str(cell) for cell in row)) for table, all_ in rows.items()
    }
    return {table: named for table, named in found.items() if named}
