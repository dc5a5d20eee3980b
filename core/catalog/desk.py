"""The catalogue's desk: it is held in memory, whole, and seen through a view a server."""

from functools import cached_property
from typing import Protocol

from core.catalog.model import Catalogue
from core.catalog.search import Kind
from core.catalog.view import View, nicknamed
from core.charts.loading import Match
from core.ports import Shelf
from core.values import SHARED, GuildId


class CatalogRows(Protocol):
    """What the catalogue asks of the store."""

    async def seeded_with(self) -> str | None:
        """The digest of the files it was last filled from."""
        ...

    async def remember_seed(self, digest: str) -> None: ...

    async def owners(self) -> list[GuildId]:
        """The servers that have something of their own."""
        ...

    async def load(self, guild: GuildId = SHARED) -> Catalogue:
        """What one scope holds; tags and questions are shared."""
        ...

    async def nicknames(self, guild: GuildId) -> list[tuple[str, str, str]]:
        """What the server also calls things: kind, key and name of each."""
        ...

    async def merge(self, catalogue: Catalogue) -> None: ...


class CatalogDesk:
    """The catalogue's use cases. Call :meth:`refresh` once before anything else."""

    def __init__(self, shelf: Shelf[CatalogRows]) -> None:
        self._shelf = shelf
        self._views = {SHARED: View(Catalogue())}

    async def refresh(self) -> None:
        """Read the catalogue from the store, every scope of it, and index it anew."""
        async with self._shelf.reading() as rows:
            views = {SHARED: View(await rows.load())}
            for guild in await rows.owners():
                views[guild] = await _of(guild, rows, views[SHARED])
        self._use(views)

    async def renew(self, guild: GuildId) -> None:
        """Read one scope again after it changed."""
        if guild == SHARED:
            await self.refresh()
            return
        async with self._shelf.reading() as rows:
            self._use({**self._views, guild: await _of(guild, rows, self._views[SHARED])})

    async def filled_with(self) -> str | None:
        """The digest of the shipped catalogue that the store holds."""
        async with self._shelf.reading() as rows:
            return await rows.seeded_with()

    async def fill(self, catalogue: Catalogue, digest: str) -> None:
        """Put a shipped catalogue, known by its *digest*, into the store; what the store knows beyond it stays."""
        async with self._shelf.writing() as rows:
            await rows.merge(catalogue)
            await rows.remember_seed(digest)
        await self.refresh()

    async def add(self, catalogue: Catalogue) -> int:
        """Put more into the shared catalogue, or another form of what it holds; how many things that changed."""
        known = self.of().catalogue
        changed = sum(
            len(new.items() - old.items())
            for new, old in (
                (catalogue.dramas, known.dramas),
                (catalogue.artists, known.artists),
                (catalogue.tracks, known.tracks),
                (catalogue.tags, known.tags),
                (catalogue.questions, known.questions),
            )
        )
        if changed:
            async with self._shelf.writing() as rows:
                await rows.merge(catalogue)
            await self.refresh()
        return changed

    def of(self, guild: GuildId = SHARED) -> View:
        """The catalogue as *guild* sees it."""
        return self._views.get(guild, self._views[SHARED])

    def matching(self, guild: GuildId) -> Match:
        """Which track a listing is, for the charts of one scope."""
        return lambda title, artist, album: self.of(guild).match(title, artist, album)

    @cached_property
    def everything(self) -> Catalogue:
        """All scopes in one, to name what was already found in the right one; keys are unique over all of them."""
        whole = self._views[SHARED].catalogue
        for guild, view in self._views.items():
            if guild != SHARED:
                whole = view.own | whole  # the shared things under their shared names
        return whole

    def _use(self, views: dict[GuildId, View]) -> None:
        self._views = views
        self.__dict__.pop("everything", None)


async def _of(guild: GuildId, rows: CatalogRows, shared: View) -> View:
    seen = View(await rows.load(guild), shared)
    names = [(Kind(kind), key, name) for kind, key, name in await rows.nicknames(guild)]
    return View(seen.own | nicknamed(seen, names), shared)
