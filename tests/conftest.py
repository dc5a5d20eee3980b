"""What every test may use: the real data where it is there, and a store filled once."""

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.opening import open_rooms

settings.register_profile("ostbot", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ostbot")  # a busy machine is no fault of the code; bench/ measures time

DATA = Path(__file__).parents[2] / "shared" / "data"
FRIDAY = datetime(2024, 7, 26, 11, 30, tzinfo=UTC)
"""The evening after the sample chart's newest week, 20:30 in Seoul."""


@pytest.fixture
def real_data() -> Path:
    """The folder of real charts and catalogue facts; the test is skipped where it is not."""
    if not DATA.is_dir():
        pytest.skip("the folder of real charts (../shared/data) is not here")
    return DATA


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with everything that ships, made once; copy it before use."""
    path = tmp_path_factory.mktemp("filled") / "ostbot.sqlite3"

    async def fill() -> None:
        async with open_rooms(path, lambda: FRIDAY):
            pass

    asyncio.run(fill())
    return path


@pytest.fixture
def database(filled_store: Path, tmp_path: Path) -> Path:
    """A store of this test's own, with everything that ships."""
    return Path(shutil.copy(filled_store, tmp_path / "ostbot.sqlite3"))
