"""Small facts the program remembers about itself."""

from db.rows import Rows


class FactRows(Rows):
    """Names and values (``core.facts.FactRows``)."""

    async def get(self, name: str) -> str | None:
        """The value under *name*."""
        row = await self._one("SELECT value FROM fact WHERE name = ?", name)
        return row["value"] if row else None

    async def set(self, name: str, value: str) -> None:
        """Keep *value* under *name*."""
        await self._do("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, value)
