"""Opening the rooms: which rows behind which desk, without Discord. The command line needs no more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import seeds
from bot.workshop import ProcessWorkshop
from core.catalog.desk import CatalogDesk
from core.charts.asking.answers import ChartAnswers
from core.charts.curation import CurationDesk
from core.charts.desk import ChartDesk
from core.charts.imports import ImportDesk
from core.charts.rules.weights import EQUAL, PlatformWeights
from core.facts import FactDesk
from core.follows.desk import FollowDesk
from core.growth.desk import GrowthDesk
from core.growth.suggestions import SuggestionDesk
from core.guilds.desk import GuildDesk
from core.history import HistoryDesk
from core.parties.desk import PartyDesk
from core.parties.evening import EveningDesk
from core.parties.hosting import HostDesk
from core.parties.repeating import SeriesDesk
from core.parties.watch import WatchDesk
from core.people.desk import PeopleDesk
from core.ports import Clock
from core.posts.desk import PostDesk
from core.rooms import Rooms
from db.backup import before_migration
from db.catalog import CatalogRows
from db.charts import ChartRows
from db.facts import FactRows
from db.follows import FollowRows
from db.growth import GrowthRows
from db.guilds import GuildRows
from db.party_evenings import EveningRows
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
async def open_rooms(database: Path, clock: Clock, weights: PlatformWeights = EQUAL) -> AsyncIterator[Rooms]:
    """Open the store, bring it up to date, fill it with what ships, and hand out the rooms.

    *weights* are those of the platforms where several are joined.

    Raises:
        StoreUnusable, BackupFailed: as :func:`open_store` does.
        SeedProblems: the shipped files were changed and are not right any more.
    """
    async with open_store(database, clock) as store:
        catalog = CatalogDesk(store.shelf(CatalogRows))
        imports = ImportDesk(store.shelf(ChartRows), catalog.matching, clock, ProcessWorkshop(store))
        curation = CurationDesk(store.shelf(ChartRows), imports, catalog.matching)
        growth = GrowthDesk(store.shelf(GrowthRows), catalog, imports, seeds.Additions(), clock)
        guilds = GuildDesk(store.shelf(GuildRows), catalog.renew)
        rooms = Rooms(
            catalog=catalog,
            charts=ChartDesk(store.shelf(ChartRows), lambda: catalog.everything),
            answers=ChartAnswers(store.shelf(ChartRows), lambda: catalog.everything, clock, weights),
            imports=imports,
            curation=curation,
            posts=PostDesk(store.shelf(PostRows), clock),
            parties=PartyDesk(store.shelf(EveningRows), clock),
            hosting=HostDesk(store.shelf(EveningRows), clock),
            evenings=EveningDesk(store.shelf(EveningRows), clock),
            series=SeriesDesk(store.shelf(EveningRows), clock),
            watch=WatchDesk(store.shelf(EveningRows), clock),
            guilds=guilds,
            people=PeopleDesk(store.shelf(PeopleRows)),
            growth=growth,
            suggestions=SuggestionDesk(store.shelf(GrowthRows), catalog, clock),
            follows=FollowDesk(store.shelf(FollowRows), catalog, guilds.chart_channel, clock),
            history=HistoryDesk(curation, growth),
            facts=FactDesk(store.shelf(FactRows)),
            clock=clock,
        )
        await plant(rooms)
        await rooms.charts.sum_up()
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
