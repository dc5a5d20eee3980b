"""The evenings of the wire tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import FRIDAY
from tests.wire.evening import Evening, evening


@pytest.fixture
async def quiet(database: Path) -> AsyncIterator[Evening]:
    """The Friday evening after the sample chart's newest week, no bot yet."""
    async with evening(database, FRIDAY) as found:
        yield found


@pytest.fixture
async def night(quiet: Evening) -> AsyncIterator[Evening]:
    """The same with the bot there."""
    async with quiet.bot():
        yield quiet
