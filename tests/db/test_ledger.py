"""The ledger through a real store: whatever way the weeks came in, the figures are those of a clean load."""

import csv
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bench.made_up import sheets
from core.catalog.model import Catalogue
from core.charts.changes import Edit
from core.charts.curation import CurationDesk
from core.charts.desk import ChartDesk
from core.charts.imports import ImportDesk
from core.charts.model import Row, Sheet
from core.charts.naming import chart_of
from core.charts.publishing import Overtaken, stage
from core.values import SHARED, ChartKey
from db.charts import ChartRows
from db.store import Store

KEY = ChartKey("made-us-weekly")
WEEKS = [replace(sheet, platform="made", market="us") for sheet in sheets(7, 20, seed=3)]
Figures = list[tuple[date, int, str, str, int | None, int, int, bool, str]]


def _unknown(_title: str, _artist: str, _album: str | None) -> None:
    """The match of a catalogue that knows nothing."""


class Desks:
    """The desks over one store, with a catalogue that knows nothing."""

    def __init__(self, store: Store) -> None:
        shelf = store.shelf(ChartRows)
        self.now = datetime(2024, 7, 26, tzinfo=UTC)
        self.imports = ImportDesk(shelf, lambda _guild: _unknown, lambda: self.now)
        self.charts = ChartDesk(shelf, Catalogue)
        self.curation = CurationDesk(shelf, self.imports, lambda _guild: _unknown)

    async def told(self) -> Figures:
        """Everything the chart says."""
        return [
            (end, f.entry.rank, *listed, f.last_week, f.peak, f.weeks, f.weeks_at_least, f.mark)
            async for end, f, listed in self.charts.export(KEY)
        ]


@asynccontextmanager
async def desks(folder: Path, name: str = "ledger") -> AsyncIterator[Desks]:
    """A store of one's own."""
    async with Store.open(folder / f"{name}.sqlite3") as store:
        yield Desks(store)


async def clean(folder: Path, weeks: Sequence[Sheet]) -> Figures:
    """What a clean load of *weeks* says."""
    async with desks(folder, f"clean-{random.random()}") as fresh:
        await fresh.imports.load(weeks)
        return await fresh.told()


@pytest.mark.parametrize("seed", range(4))
async def test_weeks_in_any_order_give_the_figures_of_a_clean_load(tmp_path: Path, seed: int) -> None:
    shuffled = random.Random(seed).sample(WEEKS, len(WEEKS))
    async with desks(tmp_path) as ledger:
        for week in shuffled:
            await ledger.imports.load([week])
        assert await ledger.told() == await clean(tmp_path, WEEKS)


async def test_importing_twice_is_importing_once(tmp_path: Path) -> None:
    async with desks(tmp_path) as ledger:
        first = await ledger.imports.load(WEEKS)
        before = await ledger.told()
        again = await ledger.imports.load(WEEKS)
        assert len(first.loaded) == len(again.unchanged) == len(WEEKS)
        assert not again.loaded
        assert await ledger.told() == before


async def test_a_correction_and_its_undo_leave_what_was_there(tmp_path: Path) -> None:
    async with desks(tmp_path) as ledger:
        await ledger.imports.load(WEEKS)
        before = await ledger.told()
        end = WEEKS[2].end
        assert end is not None
        week, _ = await ledger.curation.week(SHARED, KEY, end)
        song = week.issue.entries[0].song
        done = await ledger.curation.correct(SHARED, KEY, end, song, Edit(rank=17), None)
        assert done.corrections > 0
        assert await ledger.told() != before
        await ledger.curation.undo(SHARED, done.change, None)
        assert await ledger.told() == before
        again = await ledger.imports.load([WEEKS[2]])
        assert not again.loaded


async def test_a_corrected_file_is_the_next_revision_and_the_old_one_stays_readable(tmp_path: Path) -> None:
    async with desks(tmp_path) as ledger:
        await ledger.imports.load(WEEKS)
        before = ledger.now
        ledger.now += timedelta(hours=1)
        rows = WEEKS[3].rows
        swapped = (replace(rows[1], rank=1), replace(rows[0], rank=2), *rows[2:])
        done = await ledger.imports.load([replace(WEEKS[3], rows=swapped)])
        assert [week.revision for week in done.loaded] == [2]
        corrected = [*WEEKS[:3], replace(WEEKS[3], rows=swapped), *WEEKS[4:]]
        assert await ledger.told() == await clean(tmp_path, corrected)
        old = await ledger.charts.board(KEY, WEEKS[3].end, only_osts=False, as_of=before)
        assert str(old.lines[0].title) == rows[0].title
        assert old.revision == 1


async def test_merged_listings_give_the_figures_of_one_listing(tmp_path: Path) -> None:
    other = [
        replace(week, rows=tuple(replace(r, title="Sonagi") if r.rank == 1 and n == 1 else r for r in week.rows))
        for n, week in enumerate(renamed(WEEKS))
    ]
    async with desks(tmp_path) as ledger:
        await ledger.imports.load(other)
        songs = {song.title: song.id for song in await ledger.curation.listings(SHARED, "so", most=1000)}
        plans = await ledger.curation.merging(SHARED, songs["Sonata"], songs["Sonagi"])
        await ledger.curation.merge(plans, songs["Sonata"], songs["Sonagi"], None)
        told = [line[:2] + line[4:] for line in await ledger.told()]
        assert told == [line[:2] + line[4:] for line in await clean(tmp_path, renamed(WEEKS))]


def renamed(weeks: Sequence[Sheet]) -> list[Sheet]:
    """The first place is one song all the time."""
    top = [replace(week.rows[0], title="Sonata", artist="Somebody") for week in weeks]
    return [replace(week, rows=(one, *week.rows[1:])) for week, one in zip(weeks, top, strict=True)]


async def test_a_missing_week_makes_last_week_unknown_until_it_comes(tmp_path: Path) -> None:
    async with desks(tmp_path) as ledger:
        await ledger.imports.load([WEEKS[0], WEEKS[2]])
        assert {line[8] for line in await ledger.told()} == {"baseline", "new?"}
        await ledger.imports.load([WEEKS[1]])
        assert await ledger.told() == await clean(tmp_path, WEEKS[:3])


async def test_of_two_imports_prepared_at_once_the_later_is_refused_whole(tmp_path: Path) -> None:
    async with desks(tmp_path) as ledger:
        await ledger.imports.load(WEEKS[:1])
        one = await ledger.imports.plan(WEEKS[1:2])
        other = await ledger.imports.plan(WEEKS[2:3])
        await ledger.imports.publish(one)
        before = await ledger.told()
        with pytest.raises(Overtaken):
            await ledger.imports.publish(other)
        assert await ledger.told() == before


async def test_an_import_killed_while_writing_leaves_nothing(tmp_path: Path) -> None:
    async with desks(tmp_path) as ledger:
        await ledger.imports.load(WEEKS[:1])
        before = await ledger.told()
        (plan,) = await ledger.imports.plan(WEEKS[1:])
        async for _ in stage(ledger.imports._shelf, plan):
            break
    async with desks(tmp_path) as ledger:
        assert await ledger.told() == before
        await ledger.imports.clean()
        await ledger.imports.load(WEEKS[1:])
        assert await ledger.told() == await clean(tmp_path, WEEKS)


async def test_five_years_of_the_hot_100_come_out_as_published(tmp_path: Path, real_data: Path) -> None:
    """Fed only week, rank, title and artist: last week everywhere, peak and weeks in all rows seen from their debut."""
    with (real_data / "hot100" / "hot100_2015-2019.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    by_week: dict[str, list[Row]] = {}
    for row in published:
        by_week.setdefault(row["week"], []).append(Row(int(row["rank"]), row["title"], row["artist"]))
    issues = [Sheet(tuple(rows), 100, end=date.fromisoformat(end)) for end, rows in by_week.items()]
    async with desks(tmp_path) as ledger:
        await ledger.imports.load(issues, chart_of("billboard-us-hot100-weekly"))
        exported = ledger.charts.export(ChartKey("billboard-us-hot100-weekly"))
        told = {(str(end), f.entry.rank, *listed): f async for end, f, listed in exported}
    last = peaks = 0
    first = min(by_week)
    for row in published:
        figures = told[row["week"], int(row["rank"]), row["title"], row["artist"]]
        if row["last_ok"] == "1" and row["week"] != first:
            assert (str(figures.last_week) if figures.last_week else "") == row["pub_last_week"], row
            last += 1
        if row["seen_from_debut"] == "1":
            assert (str(figures.peak), str(figures.weeks)) == (row["pub_peak"], row["pub_weeks"]), row
            peaks += 1
    assert last >= 26_000
    assert peaks == 24_720
