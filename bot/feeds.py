"""Charts that fetch themselves: the sources the operator switched on, asked now and again, never published unasked."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC

from core.charts.imports import Import
from core.charts.loading import named
from core.charts.model import Status
from core.errors import Refusal
from core.rooms import Rooms
from core.values import SHARED
from sources import Edition, Feed, Web, follows

log = logging.getLogger("ostbot.feeds")

EVERY = 6 * 3600
"""Seconds between two rounds; a list that was there already costs one conditional request."""


class Feeds:
    """Fetches and publishes what follows from the last week; what does not is told and waits for a person."""

    def __init__(self, rooms: Rooms, web: Web) -> None:
        self._rooms = rooms
        self._web = web

    async def fetch(self, feed: Feed, *, confirmed: bool = False) -> tuple[Import, str]:
        """Bring in the list that *feed* shows now; what changed, and whose list it is.

        Raises:
            Refusal: it cannot be had, is here already, is old, or does not follow from the last week and was not
                *confirmed*; the text says which.
        """
        fetched = await self._web.fetch(feed)
        held = await self._rooms.imports.held(named(fetched.sheet, SHARED), (fetched.sheet,))
        known = [head for head in held.heads.values() if head.status is not Status.MISSING]
        last = max(known, key=lambda head: head.end, default=None)
        today = self._rooms.clock().astimezone(UTC).date()
        verdict = follows(Edition(last.end, last.content) if last else None, fetched.edition, today=today)
        verdict.insist(confirmed=confirmed)
        done = await self._rooms.imports.load((fetched.sheet,))
        chart = named(fetched.sheet, SHARED)
        await self._rooms.charts.attribute(chart.key, fetched.source, fetched.fetched_at)
        return done, fetched.attribution

    async def keep(self, feeds: Sequence[Feed]) -> None:
        """Ask all *feeds* now and every six hours, until cancelled; what is refused is said and tried again."""
        while True:
            for feed in feeds:
                try:
                    done, whose = await self.fetch(feed)
                except Refusal as refusal:
                    log.info("source %s: %s", feed.key, refusal)
                except Exception:
                    log.exception("source %s failed", feed.key)
                else:
                    log.info("source %s: %d weeks came in (%s)", feed.key, len(done.loaded), whose)
            await asyncio.sleep(EVERY)
