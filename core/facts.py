"""Small facts the program remembers about itself, such as which commands Discord was told last."""

from typing import Protocol

from core.ports import Shelf


class FactRows(Protocol):
    """Names and values."""

    async def get(self, name: str) -> str | None: ...

    async def set(self, name: str, value: str) -> None: ...


class FactDesk:
    """Remembers."""

    def __init__(self, shelf: Shelf[FactRows]) -> None:
        self._shelf = shelf

    async def get(self, name: str) -> str | None:
        """What is remembered under *name*."""
        async with self._shelf.reading() as rows:
            return await rows.get(name)

    async def set(self, name: str, value: str) -> None:
        """Remember *value* under *name*."""
        async with self._shelf.writing() as rows:
            await rows.set(name, value)
