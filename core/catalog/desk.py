"""Everything that can be asked of the catalogue; it is held in memory, whole, with its index."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from core.catalog.labels import choice
from core.catalog.model import Artist, Catalogue, Drama, Track
from core.catalog.search import Hit, Index, Kind
from core.charts.matching.match import OstMatcher
from core.errors import NotFound
from core.ports import Shelf
from core.values import ArtistKey, DramaKey, TrackKey

MOST_CHOICES = 25
"""Discord shows at most this many suggestions."""

EVERY_KIND = frozenset(Kind)


class CatalogRows(Protocol):
    """What the catalogue asks of the store."""

    async def seeded_with(self) -> str | None:
        """The digest of the files it was last filled from."""
        ...

    async def remember_seed(self, digest: str) -> None: ...

    async def load(self) -> Catalogue: ...

    async def merge(self, catalogue: Catalogue) -> None: ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of an autocomplete: what the fan reads, and what the command gets."""

    label: str
    value: str


class CatalogDesk:
    """The catalogue's use cases. Call :meth:`refresh` once before anything else."""

    def __init__(self, shelf: Shelf[CatalogRows]) -> None:
        self._shelf = shelf
        self._use(Catalogue())

    async def refresh(self) -> None:
        """Read the catalogue from the store and index it anew."""
        async with self._shelf.reading() as rows:
            self._use(await rows.load())

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

    def warm(self) -> None:
        """Build the indexes now, so that the first question does not wait for them."""
        _ = self._index, self._matcher

    @property
    def catalogue(self) -> Catalogue:
        """Everything, as last read."""
        return self._catalogue

    def match(self, title: str, artist: str, album: str | None = None) -> Track | None:
        """The track that a chart's listing is, or ``None``."""
        return self._matcher.match(title, artist, album)

    def search(self, query: str, *, kinds: Collection[Kind] = EVERY_KIND, limit: int = MOST_CHOICES) -> list[Hit]:
        """What *query* may mean, best first."""
        return self._index.search(query, kinds=kinds, limit=limit)

    def suggest(self, query: str, *, kinds: Collection[Kind] = EVERY_KIND) -> list[Suggestion]:
        """The same as lines of an autocomplete; a value names its thing for :meth:`find`."""
        hits = self.search(query, kinds=kinds)
        return [Suggestion(choice(self._catalogue, hit, query), f"{hit.kind}:{hit.key}") for hit in hits]

    def find(self, text: str, *, kinds: Collection[Kind] = EVERY_KIND) -> Drama | Artist | Track:
        """What *text* means: a suggestion's value, or words, of which the best match counts.

        Raises:
            NotFound: nothing of *kinds* is like it.
        """
        kind, _, key = text.partition(":")
        if kind in kinds and (found := self._of(Kind(kind), key)) is not None:
            return found
        hits = self.search(text, kinds=kinds, limit=1)
        if not hits:
            raise NotFound(
                f"I know nothing like “{text[:60]}”: try the drama, the singer or part of the title, in any script."
            )
        best = self._of(hits[0].kind, hits[0].key)
        assert best is not None
        return best

    def drama(self, text: str) -> Drama:
        """The drama that *text* means.

        Raises:
            NotFound: no drama is like it.
        """
        found = self.find(text, kinds={Kind.DRAMA})
        assert isinstance(found, Drama)
        return found

    def _of(self, kind: Kind, key: str) -> Drama | Artist | Track | None:
        match kind:
            case Kind.DRAMA:
                return self._catalogue.dramas.get(DramaKey(key))
            case Kind.ARTIST:
                return self._catalogue.artists.get(ArtistKey(key))
            case Kind.TRACK:
                return self._catalogue.tracks.get(TrackKey(key))

    def _use(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.__dict__.pop("_index", None)
        self.__dict__.pop("_matcher", None)

    @cached_property
    def _index(self) -> Index:
        return Index(self._catalogue)

    @cached_property
    def _matcher(self) -> OstMatcher:
        return OstMatcher(self._catalogue)
