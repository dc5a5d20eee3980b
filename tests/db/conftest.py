"""Stores of a test's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.store import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store, migrated."""
    async with Store.open(tmp_path / "store.sqlite3") as opened:
        yield opened
