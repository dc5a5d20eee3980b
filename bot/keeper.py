"""Keeps the store's backups: one a day while the bot runs, and one whenever somebody asks."""

import asyncio
import logging
from pathlib import Path

from core.backups import Backup, Why, due, superfluous
from core.errors import Refusal
from core.ports import Clock
from db.backup import back_up, listed

log = logging.getLogger("ostbot.keeper")

LOOK = 3600
"""Seconds between two looks at whether the next backup is due."""


class Keeper:
    """The backups of the store at *store*, stamped with *clock*."""

    def __init__(self, store: Path, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._turn = asyncio.Lock()

    async def back_up(self, why: Why = Why.BY_HAND) -> Backup:
        """Make a backup now, and let the daily ones go that are not needed any more.

        Raises:
            BackupFailed: it could not be made.
        """
        async with self._turn:
            return await asyncio.to_thread(self._back_up, why)

    async def keep(self) -> None:
        """Make a backup whenever one is due, until cancelled. A failure is logged and tried again at the next look."""
        while True:
            if due(await asyncio.to_thread(listed, self._store), self._clock()):
                try:
                    made = await self.back_up(Why.DAILY)
                    log.info("backup %s, %d bytes", made.path.name, made.size)
                except Refusal as failed:
                    log.error("%s", failed)  # noqa: TRY400  # the sentence says all
            await asyncio.sleep(LOOK)

    def _back_up(self, why: Why) -> Backup:
        made = back_up(self._store, self._clock(), why)
        for old in superfluous(listed(self._store)):
            old.path.unlink(missing_ok=True)
        return made
