"""What is kept of the charts is never told after it has changed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.opening import open_rooms
from core.catalog.model import Catalogue, Names
from core.charts.model import Row, Sheet
from core.charts.naming import chart_of
from core.rooms import Rooms
from core.values import SHARED, ChartKey, DramaKey, GuildId, TrackKey
from db.chart_records import AT_ONCE
from tests.conftest import FRIDAY

KEY, MAYBE = ChartKey("melon-kr-weekly"), ChartKey("genie-kr-weekly")
END = date(2024, 7, 25)
DRAMA = DramaKey("lovely-runner")
SHOWER, STAR, OTHER = ("Sudden Shower", "ECLIPSE"), ("Star", "N.Flying"), ("Some Song", "Somebody")


def week(*songs: tuple[str, str], end: date = END, platform: str = "melon") -> Sheet:
    return Sheet(tuple(Row(rank, *song) for rank, song in enumerate(songs, start=1)), 10, platform, "kr", end)


@pytest.fixture
async def rooms(database: Path) -> AsyncIterator[Rooms]:
    async with open_rooms(database, lambda: FRIDAY) as found:
        await found.imports.load([week(SHOWER, OTHER, STAR)])
        yield found


async def titles(rooms: Rooms, guild: GuildId = SHARED, *, osts: bool = True, size: int = 10) -> list[str]:
    board = await rooms.charts.board(KEY, guild=guild, only_osts=osts, size=size)
    return [str(line.title) for line in board.lines]


async def told(rooms: Rooms) -> str:
    """Everything that is kept, in words."""
    parts = (
        await titles(rooms),
        await titles(rooms, osts=False),
        (await rooms.answers.story(KEY)).en,
        (await rooms.answers.drama(DRAMA, KEY)).drama,
        [name.title for name in (await rooms.answers.drama(DRAMA, KEY)).names.values()],
        [name.title for name in (await rooms.answers.records(KEY)).names.values()],
    )
    return "\n".join(map(str, parts))


async def test_the_same_is_read_once(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    first = await told(rooms)
    monkeypatch.setattr("db.chart_reading.ChartReading.week", None)  # what reads an issue would fail
    monkeypatch.setattr("db.chart_records.ChartRecords.notable", None)
    assert await told(rooms) == first


async def test_a_new_week_a_correction_and_an_undo_are_seen_at_once(rooms: Rooms) -> None:
    assert await titles(rooms) == ["Sudden Shower", "Star"]
    await rooms.imports.load([week(STAR, end=END + timedelta(weeks=1))])
    assert await titles(rooms) == ["Star"]
    await rooms.imports.load([week(STAR, SHOWER, end=END + timedelta(weeks=1))])
    assert await titles(rooms) == ["Star", "Sudden Shower"]
    await rooms.curation.undo(SHARED, None, None)
    assert await titles(rooms) == ["Star"]


async def test_what_the_catalogue_calls_a_song_is_seen_at_once(rooms: Rooms) -> None:
    assert "Sudden Shower" in await told(rooms)
    known = rooms.catalog.of().catalogue
    named = [replace(each, title=Names("Rain")) for each in known.tracks.values() if str(each.title) == SHOWER[0]]
    drama = replace(known.dramas[DRAMA], title=Names("Runner"))
    await rooms.catalog.add(Catalogue(dramas={DRAMA: drama}, tracks={each.key: each for each in named}))
    after = await told(rooms)
    assert "Sudden Shower" not in after
    assert "Lovely Runner" not in after
    assert "Rain" in after


async def test_what_a_person_says_a_listing_is_is_seen_at_once(rooms: Rooms) -> None:
    """Also where no issue changes by it: the listing was a track's, and is another's."""
    before = await told(rooms)
    _, star = (await rooms.charts.board(KEY)).lines
    drama = rooms.catalog.of().catalogue.tracks_of(DRAMA)
    another = next(each for each in drama if str(each.title) not in before)
    await rooms.curation.alias(SHARED, star.figures.entry.song, TrackKey(another.key), None)
    after = await told(rooms)
    assert after.count(str(another.title)) == before.count("Star") > 0


async def test_a_servers_own_chart_of_the_same_name_is_another(rooms: Rooms) -> None:
    here = GuildId(7)
    assert await titles(rooms, here) == ["Sudden Shower", "Star"]
    await rooms.imports.load([week(STAR)], guild=here)
    assert await titles(rooms, here) == ["Star"]
    assert await titles(rooms) == ["Sudden Shower", "Star"]
    assert len((await rooms.answers.drama(DRAMA, KEY, guild=here)).entries) == 1
    assert len((await rooms.answers.drama(DRAMA, KEY)).entries) == 2


async def test_a_drama_is_told_on_the_chart_that_it_was_on_last(rooms: Rooms) -> None:
    assert (await rooms.answers.drama(DRAMA)).at.end == END
    await rooms.imports.load([week(STAR, end=END + timedelta(weeks=1), platform="genie")], chart_of(MAYBE))
    assert (await rooms.answers.drama(DRAMA)).at.on.key == MAYBE


async def test_each_size_week_and_list_is_its_own(rooms: Rooms) -> None:
    earlier = END - timedelta(weeks=1)
    await rooms.imports.load([week(STAR, end=earlier)])
    assert len(await titles(rooms, size=1)) == 1
    assert len(await titles(rooms)) == 2
    assert len(await titles(rooms, osts=False)) == 3
    assert [str(each.title) for each in (await rooms.charts.board(KEY, earlier)).lines] == ["Star"]
    assert (await rooms.charts.board(KEY, as_of=FRIDAY)).as_of == FRIDAY
    assert (await rooms.charts.board(KEY)).as_of is None


async def test_whose_list_it_is_is_told_as_it_is_known_now(rooms: Rooms) -> None:
    assert (await rooms.charts.board(KEY)).chart.attribution == ""
    await rooms.charts.attribute(KEY, "Melon", FRIDAY)
    assert (await rooms.charts.board(KEY, only_osts=False)).chart.attribution == "Melon"
    source = (await rooms.charts.board(KEY)).source
    assert source is not None
    assert source.attribution == "Melon"


async def test_what_is_told_before_all_weeks_are_summed_up_is_not_kept(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def not_yet(*_: object) -> None:
        pass

    monkeypatch.setattr("core.charts.publishing._sum_up", not_yet)
    weeks = [week(SHOWER, STAR, end=END - timedelta(weeks=ago), platform="genie") for ago in range(AT_ONCE + 20)]
    await rooms.imports.load(weeks, chart_of(MAYBE))
    assert (await rooms.answers.records(MAYBE)).issues == AT_ONCE
    early = await rooms.answers.story(MAYBE)
    await rooms.charts.sum_up()
    assert (await rooms.answers.records(MAYBE)).issues == AT_ONCE + 20
    assert await rooms.answers.story(MAYBE) is not early
    assert await rooms.answers.records(MAYBE) == await rooms.answers.records(MAYBE)
