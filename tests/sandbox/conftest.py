"""A running sandbox, and what connects to it."""

import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from sandbox import Sandbox
from tests.sandbox.hands import NOW, Connect, Hands


@pytest.fixture(autouse=True)
def _quiet_library() -> None:
    logging.getLogger("discord").setLevel(logging.ERROR)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(now=NOW, fast=True) as running:
        yield running


@pytest.fixture
async def hands(sandbox: Sandbox) -> AsyncIterator[Hands]:
    async with aiohttp.ClientSession() as http:
        yield Hands(sandbox, http)


@pytest.fixture
async def connect(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Connect]:
    async with contextlib.AsyncExitStack() as running:
        yield Connect(monkeypatch, running)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "world.db"
