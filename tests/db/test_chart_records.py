"""What records are told from is kept right by every way in which a chart changes."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.opening import open_rooms
from core.charts.changes import Edit
from core.charts.model import Row, Sheet
from core.charts.rules.records import Feat
from core.rooms import Rooms
from core.values import SHARED, ChartKey, DramaKey
from tests.conftest import FRIDAY
from tests.db.test_chart_history import both

KEY = "melon-kr-weekly"
FIRST = date(2024, 1, 4)
SHOWER, STAR, OTHER = ("Sudden Shower", "ECLIPSE"), ("Star", "N.Flying"), ("Some Song", "Somebody")
LISTS = ([SHOWER, STAR], [OTHER, STAR], [OTHER, STAR, SHOWER], [STAR, OTHER], [OTHER], [SHOWER, OTHER, STAR])


def week(number: int, songs: list[tuple[str, str]]) -> Sheet:
    rows = tuple(Row(rank, *song) for rank, song in enumerate(songs, start=1))
    return Sheet(rows, 10, "melon", "kr", FIRST + timedelta(weeks=number))


@pytest.fixture
async def rooms(database: Path) -> AsyncIterator[Rooms]:
    async with open_rooms(database, lambda: FRIDAY) as found:
        await found.imports.load([week(number, songs) for number, songs in enumerate(LISTS)])
        yield found


async def agree(rooms: Rooms) -> None:
    """Kept and reckoned anew are the same, for the whole list, its OSTs, and as of every week."""
    for only_osts in (True, False):
        for number in range(len(LISTS)):
            kept, anew = await both(rooms, KEY, only_osts=only_osts, last=FIRST + timedelta(weeks=number))
            assert kept == anew


async def test_every_week_knows_the_records_up_to_it(rooms: Rooms) -> None:
    await agree(rooms)
    kept, _ = await both(rooms, KEY, only_osts=False)
    assert kept[Feat.LONGEST_ABSENCE].value == 2
    assert kept[Feat.MOST_OF_A_DRAMA].holders[0].drama == DramaKey("lovely-runner")


async def test_a_late_week_a_correction_and_an_undo_renew_them(rooms: Rooms) -> None:
    await rooms.imports.load([week(-3, [SHOWER])])
    await agree(rooms)
    issue, songs = await rooms.curation.week(SHARED, ChartKey(KEY), FIRST + timedelta(weeks=2))
    shower = next(entry.song for entry in issue.issue.entries if songs[entry.song].title == SHOWER[0])
    done = await rooms.curation.correct(
        SHARED, ChartKey(KEY), FIRST + timedelta(weeks=2), shower, Edit(remove=True), None
    )
    await agree(rooms)
    kept, _ = await both(rooms, KEY, only_osts=False)
    assert kept[Feat.LONGEST_ABSENCE].value == 4
    await rooms.curation.undo(SHARED, done.change, None)
    await agree(rooms)


async def test_a_listing_that_becomes_another_track_counts_for_its_drama_at_once(rooms: Rooms) -> None:
    other = next(each for each in await rooms.curation.listings(SHARED, OTHER[0]) if each.title == OTHER[0])
    drama = rooms.catalog.of().catalogue.tracks_of(DramaKey("lovely-runner"))
    track = next(each.key for each in drama if str(each.title) not in (SHOWER[0], STAR[0]))
    await rooms.curation.alias(SHARED, other.id, track, None)
    await agree(rooms)
    kept, _ = await both(rooms, KEY, only_osts=False)
    assert kept[Feat.MOST_OF_A_DRAMA].value == 3
    await rooms.curation.alias(SHARED, other.id, None, None)
    await agree(rooms)


async def test_what_an_older_version_published_is_caught_up_with_at_the_next_start(database: Path) -> None:
    async with open_rooms(database, lambda: FRIDAY) as rooms:
        before = await both(rooms, "bugs-kr-weekly", only_osts=True)
    with closing(sqlite3.connect(database)) as connection:
        for table in ("week_best", "absence", "drama_week"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        connection.commit()
    async with open_rooms(database, lambda: FRIDAY) as rooms:
        assert await both(rooms, "bugs-kr-weekly", only_osts=True) == before


def placed(*places: int) -> list[Sheet]:
    """A chart on which nothing moves but one song, which stands at these *places*, week after week."""
    others = [(f"Song {number}", "Somebody") for number in range(11)]
    lists = [[*others[: place - 1], STAR, *others[place - 1 :]][:11] for place in places]
    return [replace(week(number, songs), depth=11, kind="test") for number, songs in enumerate(lists)]


async def untold(database: Path, where: str) -> None:
    """What was summed up of some weeks is gone, as it is between two turns of the summing-up."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"DELETE FROM week_best WHERE {where}")  # noqa: S608 - our own words


@pytest.mark.parametrize(
    ("places", "behind", "record"),
    [
        ((11, 11, 11, 1, *[11] * 7, 10, *[11] * 5, 6), f"end_date < '{FIRST + timedelta(weeks=4)}'", False),
        ((11, 11, 11, 6, 11, *[11] * 10, 1), f"end_date >= '{FIRST + timedelta(weeks=14)}'", True),
    ],
)
async def test_a_story_asked_for_before_all_is_summed_up_claims_no_record_and_is_told_anew_afterwards(
    rooms: Rooms, database: Path, places: tuple[int, ...], behind: str, *, record: bool
) -> None:
    key, last = ChartKey("melon-kr-test-weekly"), FIRST + timedelta(weeks=len(places) - 1)

    async def story() -> str:
        return (await rooms.answers.story(key, last, only_osts=False)).en

    await rooms.imports.load(placed(*places))
    true = await story()
    assert (f"a record of the {len(places)} issues here" in true) is record
    rooms.answers.forget()
    await untold(database, behind)
    assert "record" not in await story()
    await rooms.charts.sum_up()
    assert await story() == true
