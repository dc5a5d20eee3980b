"""Opening the rooms: which rows behind which desk, without Discord. The command line needs no more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import seeds
from core.catalog.desk import CatalogDesk
from core.charts.asking.answers import ChartAnswers
from core.charts.curation import CurationDesk
from core.charts.desk import ChartDesk
from core.charts.imports import ImportDesk
from core.facts import FactDesk
from core.guilds.desk import GuildDesk
from core.parties.desk import PartyDesk
from core.people.desk import PeopleDesk
from core.ports import Clock
from core.posts.desk import PostDesk
from core.rooms import Rooms
from db.backup import before_migration
from db.catalog import CatalogRows
from db.charts import ChartRows
from db.facts import FactRows
from db.guilds import GuildRows
from db.parties import PartyRows
from db.people import PeopleRows
from db.posts import PostRows
from db.store import Store


@asynccontextmanager
async def open_store(database: Path, clock: Clock) -> AsyncIterator[Store]:
    """The store at *database*, brought up to date; what an older ostbot wrote is backed up first.

    Raises:
        StoreUnusable: the file cannot be used.
        BackupFailed: it needs a migration and could not be backed up.
    """
    await asyncio.to_thread(before_migration, database, clock())
    async with Store.open(database) as store:
        yield store


@asynccontextmanager
async def open_rooms(database: Path, clock: Clock) -> AsyncIterator[Rooms]:
    """Open the store, bring it up to date, fill it with what ships, and hand out the rooms.

    Raises:
        StoreUnusable, BackupFailed: as :func:`open_store` does.
        SeedProblems: the shipped files were changed and are not right any more.
    """
    async with open_store(database, clock) as store:
        catalog = CatalogDesk(store.shelf(CatalogRows))
        imports = ImportDesk(store.shelf(ChartRows), catalog.matching, clock)
        rooms = Rooms(
            catalog=catalog,
            charts=ChartDesk(store.shelf(ChartRows), lambda: catalog.everything),
            answers=ChartAnswers(store.shelf(ChartRows), lambda: catalog.everything, clock),
            imports=imports,
            curation=CurationDesk(store.shelf(ChartRows), imports, catalog.matching),
            posts=PostDesk(store.shelf(PostRows), clock),
            parties=PartyDesk(store.shelf(PartyRows), clock),
            guilds=GuildDesk(store.shelf(GuildRows)),
            people=PeopleDesk(store.shelf(PeopleRows)),
            facts=FactDesk(store.shelf(FactRows)),
            clock=clock,
        )
        await plant(rooms)
        yield rooms


async def plant(rooms: Rooms) -> bool:
    """Fill the store with the shipped catalogue and sample chart unless it holds just these; whether it did."""
    if await rooms.catalog.filled_with() == seeds.digest():
        await rooms.catalog.refresh()
        return False
    shipment = seeds.load()
    await rooms.catalog.fill(shipment.catalogue, shipment.digest)
    for sample in shipment.charts:
        await rooms.imports.load(sample.sheets, replace(sample.chart, sample=True))
    await rooms.imports.rematch()
    return True
