"""The workshop: a process for each big import, and the parcels it hands over (``core.charts.parcels``)."""

import asyncio
import pickle
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.charts.loading import Plan
from core.charts.model import Chart
from core.charts.parcels import Job, WorkerLost
from core.errors import Refusal
from db.owners import is_owned, owned
from db.store import Store

FOLDER = "ostbot-import-"
"""How the folders of parcels begin, which lie beside the store while an import runs."""

LENGTH = 8
"""Bytes before each message of the process: how long it is, least significant first."""


class AnotherImport(Refusal):
    """Two big imports at once would give their songs the same numbers."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What the process is told: the store it reads, where parcels go, and the import to prepare."""

    database: Path
    folder: Path
    job: Job


@dataclass(frozen=True, slots=True)
class Packed:
    """A parcel that is ready, as the process tells of it."""

    path: Path
    charts: tuple[Chart, Chart]
    issues: int
    total: int


class ProcessWorkshop:
    """Prepares imports in processes of their own, for the writer of *store*."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @asynccontextmanager
    async def preparing(self, job: Job) -> AsyncIterator["_Preparation"]:
        """*job* under way; leaving the block ends the process and takes its parcels away.

        Raises:
            AnotherImport: a big import is running on the same store, perhaps on the command line.
        """
        with self._folder() as folder:
            async with self._store.in_bulk() as carry_over:
                process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "bot.preparing"),
                    cwd=Path(__file__).parents[1],
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                )
                try:
                    errand = Errand(self._store.path.absolute(), folder, job)
                    yield _Preparation(self._store, process, errand, carry_over)
                finally:
                    with suppress(ProcessLookupError):
                        process.kill()
                    await asyncio.shield(process.communicate())

    def clean(self) -> bool:
        """Take away the parcels of an import whose bot was killed; whether none is running."""
        running = False
        for folder in self._folders():
            if is_owned(folder):
                running = True
            else:
                shutil.rmtree(folder, ignore_errors=True)
        return not running

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        """A new folder for parcels, marked as ours while we live."""
        if any(map(is_owned, self._folders())):
            raise AnotherImport("Another import is running on this store: wait until it is done, then import again.")
        beside = self._store.path.absolute().parent
        with (
            tempfile.TemporaryDirectory(prefix=FOLDER, dir=beside, ignore_cleanup_errors=True) as made,
            owned(Path(made)),
        ):
            yield Path(made)

    def _folders(self) -> Iterator[Path]:
        return self._store.path.absolute().parent.glob(f"{FOLDER}*")


class _Preparation:
    """What a process hands over, as it comes."""

    def __init__(
        self,
        store: Store,
        process: asyncio.subprocess.Process,
        errand: Errand,
        carry_over: Callable[[], Awaitable[None]],
    ) -> None:
        self.plans: Sequence[Plan] = ()
        self._store = store
        self._process = process
        self._errand = errand
        self._carry_over = carry_over

    async def __aiter__(self) -> AsyncIterator["_Parcel"]:
        assert self._process.stdin is not None
        with suppress(ConnectionError):  # it ended early; what it said until then, or that it said nothing, follows
            self._process.stdin.write(await asyncio.to_thread(pickle.dumps, self._errand))
            await self._process.stdin.drain()
        self._process.stdin.close()
        while not self.plans:
            match await self._told():
                case Packed() as packed:
                    yield _Parcel(self._store, packed)
                    await self._carry_over()
                case Refusal() as refusal:
                    raise refusal
                case told:
                    self.plans = told

    async def _told(self) -> Any:
        assert self._process.stdout is not None
        try:
            length = await self._process.stdout.readexactly(LENGTH)
            said = await self._process.stdout.readexactly(int.from_bytes(length, "little"))
        except asyncio.IncompleteReadError as error:
            raise WorkerLost(
                "The import was stopped half way, perhaps for want of memory; nothing of it was kept."
                " Try again, or bring the file in by parts."
            ) from error
        return await asyncio.to_thread(pickle.loads, said)  # our own process wrote it


class _Parcel:
    """One file of rows, moved into the store while it lies open beside it."""

    def __init__(self, store: Store, packed: Packed) -> None:
        self.charts = packed.charts
        self.issues = packed.issues
        self.total = packed.total
        self._store = store
        self._path = packed.path

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[None]:
        async with self._store.beside(self._path):
            yield
        self._path.unlink()

    def opened(self) -> AbstractAsyncContextManager[None]:
        """The parcel open beside the store; gone afterwards."""
        return self._opened()
