"""What the command line does with the store as a whole: migrate, back up, restore."""

import asyncio
from datetime import UTC
from pathlib import Path

from bot.clock import machine
from bot.console import Answer
from bot.keeper import Keeper
from bot.opening import open_store
from db.backup import listed, restore


async def migrate(database: Path) -> Answer:
    """Bring the store's shape up to date."""
    async with open_store(database, machine) as store:
        version = store.version
    return Answer(f"{database} is at version {version}.", {"database": str(database), "version": version})


async def back_up(database: Path) -> Answer:
    """Make a verified backup now, whether the bot runs or not."""
    made = await Keeper(database, machine).back_up()
    kept = [str(each.path) for each in listed(database)]
    return Answer(
        f"{made.path} holds everything up to now ({made.size / 1_048_576:.1f} MiB, verified).",
        {"backup": str(made.path), "bytes": made.size, "kept": kept},
    )


async def put_back(database: Path, backup: Path) -> Answer:
    """Put a backup in the store's place and bring it up to date."""
    now = machine()
    aside = await asyncio.to_thread(restore, database, backup, now)
    version = (await migrate(database)).data
    was = f" What stood there before is kept as {aside}." if aside else ""
    return Answer(
        f"{database} is {backup.name} again, as of {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC.{was}"
        " Start ostbot; what was due meanwhile is looked for in its channel before it is sent.",
        {"database": str(database), "backup": str(backup), "replaced": str(aside) if aside else None, **dict(version)},
    )
