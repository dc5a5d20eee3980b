"""Big files: prepared in a process of their own, so that nobody's answer waits, and brought in by the parcel."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from core.charts.loading import Plan
from core.charts.model import Chart
from core.charts.ports import ChartRows
from core.charts.readers import Limits
from core.errors import Refusal
from core.ports import Shelf
from core.values import GuildId

BIG = 128 * 1024
"""Bytes from which on a file is worth a process of its own: about 2,000 rows, a third of a second."""


SLICE = 500
"""Rows (five lists of a hundred) written before others get their turn at the writer: a few milliseconds."""


class WorkerLost(Refusal):
    """The process that prepared an import ended before its work was done; nothing was kept."""


class Part(StrEnum):
    """What a parcel holds, in the order in which it must be unpacked."""

    SONGS = "song"
    KEYS = "song_key"
    ISSUES = "issue"
    ENTRIES = "entry"
    EXITS = "exit"


@dataclass(frozen=True, slots=True)
class ChartFile:
    """A chart file as it came: its name, its bytes, and how much it may hold."""

    name: str
    data: bytes
    limits: Limits


@dataclass(frozen=True, slots=True)
class Job:
    """An import to prepare; *chart* and *end* answer what the file itself does not say."""

    file: ChartFile
    guild: GuildId
    chart: Chart | None = None
    end: date | None = None


class Parcel(Protocol):
    """Rows of *charts* that are ready to be stored: those of *issues* issues, of about *total* in the whole import."""

    @property
    def charts(self) -> Sequence[Chart]: ...

    @property
    def issues(self) -> int: ...

    @property
    def total(self) -> int: ...

    def opened(self) -> AbstractAsyncContextManager[None]:
        """The parcel beside the store, so that its rows can be moved (``ChartRows.unpack``); gone afterwards."""
        ...


class Preparation(Protocol):
    """An import under way: first its parcels, one after the other, then its plans, whose issues were in them."""

    plans: Sequence[Plan]

    def __aiter__(self) -> AsyncIterator[Parcel]: ...


class Workshop(Protocol):
    """Where big files are prepared."""

    def preparing(self, job: Job) -> AbstractAsyncContextManager[Preparation]:
        """*job* in a process of its own, which ends when the block is left.

        Raises, while the parcels are taken:
            Refusal: whatever reading or planning refuses.
            WorkerLost: the process was killed.
        """
        ...

    def clean(self) -> bool:
        """Take away the parcels of an import whose bot was killed; whether none is running."""
        ...


async def unpack(shelf: Shelf[ChartRows], guild: GuildId, parcel: Parcel) -> None:
    """Move what *parcel* holds into the store, where nobody sees it until it is published."""
    async with parcel.opened():
        async with shelf.writing() as rows:
            for chart in parcel.charts:
                await rows.put_chart(chart)
        base = 0
        for part in Part:
            first = 1
            while True:
                async with shelf.writing() as rows:
                    if part is Part.ISSUES and first == 1:
                        base = await rows.next_issue()
                    moved = await rows.unpack(guild, part, base, first, first + SLICE - 1)
                if moved < SLICE:
                    break
                first += SLICE
