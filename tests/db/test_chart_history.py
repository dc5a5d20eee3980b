"""Thin weeks hold all that decides a record: what is left out changes nothing."""

from datetime import date
from pathlib import Path

from bot.console import OPERATOR
from bot.opening import open_rooms
from core.charts.asking.finding import pick
from core.charts.names import namer
from core.charts.readers import read
from core.charts.rules.cadence import gapless
from core.charts.rules.points import is_known
from core.charts.rules.records import Records, records
from core.rooms import Rooms
from core.values import SHARED, ChartKey, DramaKey, SongId
from tests.conftest import FRIDAY


async def both(rooms: Rooms, key: str, *, only_osts: bool, last: date = date.max) -> tuple[Records, Records]:
    """A chart's records from its thin weeks, and from its whole ones."""
    name = namer(lambda: rooms.catalog.everything)
    async with rooms.answers._shelf.reading() as rows:
        source, osts = pick(await rows.charts(SHARED), ChartKey(key))
        chart = osts if only_osts else source
        whole = await rows.weeks(chart, last=last)
        told = await rows.notable(chart, last, most=1_000)
        songs = await rows.songs({figures.entry.song for week in whole for figures in week.figures})

    def drama_of(song: SongId) -> DramaKey | None:
        found = name(songs[song]).drama
        return found.key if found else None

    assert sum(len(week.figures) for week in told.weeks) <= sum(len(week.figures) for week in whole)
    assert told.known == sum(is_known(week.issue) for week in whole)
    return records(told.weeks, drama_of, told.away_in), records(gapless(whole, chart.cadence), drama_of)


async def test_thin_weeks_tell_the_same_records_as_whole_ones(database: Path) -> None:
    async with open_rooms(database, lambda: FRIDAY) as rooms:
        for only_osts in (True, False):
            thin, whole = await both(rooms, "bugs-kr-weekly", only_osts=only_osts)
            assert thin == whole
            assert len(whole) >= 7


async def test_the_same_holds_for_five_years_of_the_hot_100(database: Path, real_data: Path) -> None:
    file = real_data / "hot100" / "hot100_2015-2019.csv"
    async with open_rooms(database, lambda: FRIDAY) as rooms:
        await rooms.imports.load(read(file.name, file.read_bytes(), limits=OPERATOR))
        thin, whole = await both(rooms, "billboard-us-hot100-weekly", only_osts=False)
    assert thin == whole
    assert {record.value for record in whole.values()} >= {19, 98}
