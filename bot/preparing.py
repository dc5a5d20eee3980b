"""The process of one big import: reads the file, plans it against the store, and packs the rows into parcels.

It only reads the store. It is told its errand on its standard input and answers on its standard output with messages
of :mod:`bot.workshop`; when nobody reads them any more, it ends.
"""

import asyncio
import gc
import os
import pickle
import sys
from pathlib import Path
from typing import Any

from bot.clock import machine
from bot.workshop import LENGTH, Errand, Packed
from core.catalog.desk import CatalogDesk
from core.charts.imports import ImportDesk
from core.charts.loading import Plan, Sent
from core.charts.readers import read
from core.errors import Refusal
from db.catalog import CatalogRows
from db.charts import ChartRows
from db.parcels import Packing
from db.store import Store


def say(message: Any) -> None:
    """Hand *message* over."""
    said = pickle.dumps(message)
    sys.stdout.buffer.write(len(said).to_bytes(LENGTH, "little") + said)
    sys.stdout.buffer.flush()


async def prepare(errand: Errand) -> list[Plan]:
    """Plan the import and hand its parcels over; the plans without their issues."""
    job = errand.job
    sheets = read(job.file.name, job.file.data, job.file.limits)
    packings: list[Packing] = []

    def packing(plan: Plan) -> Packing:
        def sent(path: Path, issues: int) -> None:
            say(
                Packed(path, (plan.chart, plan.ost), issues, 2 * len(sheets) + 1)
            )  # each with its OST chart; then publishing

        packings.append(Packing(errand.folder, plan, sent))
        return packings[-1]

    async with Store.open(errand.database) as store:
        catalog = CatalogDesk(store.shelf(CatalogRows))
        await catalog.refresh()
        desk = ImportDesk(store.shelf(ChartRows), catalog.matching, machine)
        plans = await desk.plan(sheets, job.chart, job.end, guild=job.guild, packing=packing)
    for each, packed in zip(plans, packings, strict=True):
        packed.send()
        each.staged, each.songs, each.keys = Sent(len(packed)), [], {}
    return list(plans)


def main() -> int:
    """Do the errand."""
    if hasattr(os, "nice"):
        os.nice(5)  # whoever waits for an answer goes first
    gc.disable()  # nothing here is a cycle, and looking for one takes as long as the work
    errand = pickle.load(sys.stdin.buffer)  # noqa: S301 - the bot itself wrote it
    try:
        say(asyncio.run(prepare(errand)))
    except Refusal as refusal:
        say(refusal)
    except BrokenPipeError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
