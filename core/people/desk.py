"""What a member has chosen, and what is kept about them: to see, to take along, to delete."""

from zoneinfo import ZoneInfo

from core import times
from core.catalog.links import Platform
from core.people.ports import PeopleRows
from core.ports import Shelf
from core.values import UserId


class PeopleDesk:
    """The use cases of one person's own data."""

    def __init__(self, shelf: Shelf[PeopleRows]) -> None:
        self._shelf = shelf
        self._platforms: dict[UserId, Platform] = {}

    async def load(self) -> None:
        """Read what must be known without waiting: where people like to listen."""
        async with self._shelf.reading() as rows:
            found = await rows.platforms()
        known = {each.value: each for each in Platform}
        self._platforms = {person: known[name] for person, name in found.items() if name in known}

    async def zone(self, person: UserId) -> ZoneInfo | None:
        """The time zone the person chose."""
        async with self._shelf.reading() as rows:
            name = await rows.zone(person)
        return ZoneInfo(name) if name else None

    async def set_zone(self, person: UserId, name: str) -> ZoneInfo:
        """Read this person's times in the zone called *name* from now on.

        Raises:
            BadInput: there is no such zone.
        """
        zone = times.zone(name)
        async with self._shelf.writing() as rows:
            await rows.set_zone(person, zone.key)
        return zone

    def platform(self, person: UserId) -> Platform | None:
        """Where the person likes to listen; known once :meth:`load` was called."""
        return self._platforms.get(person)

    async def set_platform(self, person: UserId, platform: Platform | None) -> None:
        """Show this person's links to *platform* first from now on, or in no order of their own."""
        async with self._shelf.writing() as rows:
            await rows.set_platform(person, platform)
        if platform is None:
            self._platforms.pop(person, None)
        else:
            self._platforms[person] = platform

    async def export(self, person: UserId) -> dict[str, list[dict[str, object]]]:
        """Everything stored about the person, by table."""
        async with self._shelf.reading() as rows:
            return await rows.export(person)

    async def forget(self, person: UserId) -> int:
        """Delete everything stored about the person; how many rows that changed."""
        async with self._shelf.writing() as rows:
            changed = await rows.forget(person)
        self._platforms.pop(person, None)
        return changed
