"""What the command line does with the store as a whole: migrate, back up, restore."""

import asyncio
from datetime import UTC
from pathlib import Path

from bot.clock import machine
from bot.console import Answer
from bot.keeper import Keeper
from bot.opening import open_store
from db.backup import listed, newest_version, restore
from db.examination import examine


async def migrate(database: Path) -> Answer:
    """Bring the store's shape up to date."""
    async with open_store(database, machine) as store:
        version = store.version
    return Answer(f"{database} is at version {version}.", {"database": str(database), "version": version})


async def health(database: Path) -> Answer:
    """Whether the store is sound, up to date and backed up. It is only read.

    Raises:
        StoreUnusable: there is none, or it is damaged.
    """
    found = await asyncio.to_thread(examine, database)
    old = found.version < newest_version()
    backups = listed(database)
    last = f"{backups[-1].at:%Y-%m-%d %H:%M} UTC" if backups else None
    lines = [
        f"{database} is sound: version {found.version}{', which ostbot migrate brings up to date' if old else ''};"
        f" {found.size / 1_048_576:.1f} MiB, {found.free / 1_073_741_824:.1f} GiB free;"
        f" SQLite {found.sqlite}.",
        "It holds " + ", ".join(f"{number} {what}" for what, number in found.counts.items()) + ".",
        f"Newest issue: {found.newest[0]}, {found.newest[1]}." if found.newest else "No chart has an issue yet.",
        f"Last backup: {last}, {len(backups)} kept." if last else "No backup yet: ostbot backup makes one.",
    ]
    data = {
        "database": str(database),
        "version": found.version,
        "up_to_date": not old,
        "sqlite": found.sqlite,
        "bytes": found.size,
        "free": found.free,
        **found.counts,
        "newest": found.newest,
        "last_backup": last,
    }
    return Answer("\n".join(lines), data)


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
