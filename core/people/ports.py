"""What is asked of the store about one person."""

from typing import Protocol

from core.values import UserId


class PeopleRows(Protocol):
    """Everything that carries a person's id."""

    async def zone(self, person: UserId) -> str | None: ...

    async def set_zone(self, person: UserId, zone: str | None) -> None: ...

    async def platforms(self) -> dict[UserId, str]:
        """Where people like to listen, of all who chose."""
        ...

    async def set_platform(self, person: UserId, platform: str | None) -> None: ...

    async def export(self, person: UserId) -> dict[str, list[dict[str, object]]]:
        """Every row about the person, by table."""
        ...

    async def forget(self, person: UserId) -> int:
        """Take the person out of every table; how many rows that changed."""
        ...
