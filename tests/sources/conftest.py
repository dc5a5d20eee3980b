"""A source on loopback, a clock that the test moves, and the way out to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sources.web import Web
from tests.sources.station import Clock, Station


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def station() -> AsyncIterator[Station]:
    async with Station() as station:
        yield station


@pytest.fixture
async def out(clock: Clock, tmp_path: Path) -> AsyncIterator[Web]:
    """The way out, which may reach this machine; a pause takes no time."""
    async with Web(tmp_path / "cache", clock=clock, chance=lambda: 0.5, pause=clock.pause, allow_loopback=True) as out:
        yield out


@pytest.fixture
async def hasty(clock: Clock, tmp_path: Path) -> AsyncIterator[Web]:
    """The same with a fifth of a second for a try."""
    async with Web(
        tmp_path / "cache", clock=clock, chance=lambda: 0.5, pause=clock.pause, timeout=0.2, allow_loopback=True
    ) as out:
        yield out


@pytest.fixture
def samples() -> Path:
    """The folder of recorded answers; the test is skipped where it is not."""
    folder = Path(__file__).parents[2] / "../shared/data/api_samples"
    if not folder.is_dir():
        pytest.skip("the recorded answers (../shared/data/api_samples) are not here")
    return folder
