"""The catalogue as one server sees it: what all servers share, and over it what the server has of its own."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

from core.catalog.certain import NEAREST, called, label, only_one, unlike
from core.catalog.finding.mentions import Bearers
from core.catalog.finding.sure import is_sure
from core.catalog.labels import choice
from core.catalog.model import Artist, Catalogue, Drama, Names, Track
from core.catalog.search import Hit, Index, Kind, Only
from core.catalog.short import short_of
from core.charts.matching.match import OstMatcher
from core.errors import NotFound
from core.values import ArtistKey, DramaKey, TrackKey

MOST_CHOICES = 25
"""Discord shows at most this many suggestions."""

MOST_MEANT = 6
"""Things that words may mean at once."""

AS_GOOD = 0.9
"""The share of the best match's score from which another match is worth offering beside it."""

EVERY_KIND = frozenset(Kind)
EVERYTHING = Only()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of an autocomplete: what the fan reads, and what the command gets."""

    label: str
    value: str


class View:
    """What can be asked of a catalogue. A server's view lays *own*, small as it is, over the view *beneath*."""

    def __init__(self, own: Catalogue, beneath: "View | None" = None) -> None:
        self.own = own
        self._beneath = beneath

    @cached_property
    def catalogue(self) -> Catalogue:
        """Everything that is seen here."""
        return self._beneath.catalogue | self.own if self._beneath else self.own

    def warm(self) -> None:
        """Build the indexes now, so that the first question does not wait for them."""
        _ = self._index, self._matcher, self._bearers

    def match(self, title: str, artist: str, album: str | None = None) -> Track | None:
        """The track that a chart's listing is, or ``None``."""
        found = self._matcher.match(title, artist, album)
        return found or (self._beneath.match(title, artist, album) if self._beneath else None)

    def search(
        self,
        query: str,
        *,
        kinds: Collection[Kind] = EVERY_KIND,
        limit: int = MOST_CHOICES,
        only: Only = EVERYTHING,
    ) -> list[Hit]:
        """What *query* may mean, best first, narrowed to *only*."""
        hits = self._index.search(query, kinds=kinds, limit=limit, only=only)
        if self._beneath is None:
            return hits
        best: dict[tuple[Kind, str], Hit] = {}
        for hit in (*self._beneath.search(query, kinds=kinds, limit=limit, only=only), *hits):
            if (known := best.get((hit.kind, hit.key))) is None or hit.score > known.score:
                best[hit.kind, hit.key] = hit
        return sorted(best.values(), key=lambda hit: -hit.score)[:limit]

    def bearing(self, name: str) -> list[Drama | Artist | Track]:
        """The things one of whose names is *name*, folded and without blanks and signs."""
        own = list(self._bearers.of(name))
        return own + [thing for thing in (self._beneath.bearing(name) if self._beneath else ()) if thing not in own]

    def behind(self, short_name: str) -> Drama | Artist | Track:
        """The thing that a button names by :func:`core.catalog.short.short_of`.

        Raises:
            NotFound: it is not seen here, or not any more.
        """
        if short_name in self._shortened:
            return self._shortened[short_name]
        if self._beneath is not None:
            return self._beneath.behind(short_name)
        raise NotFound(
            "That is not in the catalogue here any more: search for it with /ost search.",
            "이제 이곳 카탈로그에 없습니다. /ost search로 다시 찾아 주세요.",
        )

    def suggest(self, query: str, *, kinds: Collection[Kind] = EVERY_KIND, only: Only = EVERYTHING) -> list[Suggestion]:
        """The same as lines of an autocomplete; a value names its thing for :meth:`find`."""
        hits = self.search(query, kinds=kinds, only=only)
        return [Suggestion(choice(self.catalogue, hit, query), f"{hit.kind}:{hit.key}") for hit in hits]

    def sure(self, query: str, hit: Hit) -> bool:
        """Whether *hit* is what *query* says, not only the nearest there is."""
        thing = self.get(hit.kind, hit.key)
        return thing is not None and is_sure(query, called(thing, self.catalogue))

    def find(self, text: str, *, kinds: Collection[Kind] = EVERY_KIND, exactly: bool = False) -> Drama | Artist | Track:
        """What *text* means: a suggestion's value, or words, of which the best match counts if it is a sure one.

        What is to be acted on is wanted *exactly*: it is picked, or its very name is typed.

        Raises:
            Unknown: nothing of *kinds* is certainly meant; the text names the nearest.
        """
        kind, _, key = text.partition(":")
        if kind in kinds and (found := self.get(Kind(kind), key)) is not None:
            return found
        hits = self.search(text, kinds=kinds)
        near = [thing for hit in hits if (thing := self.get(hit.kind, hit.key)) is not None]
        if exactly:
            return only_one(text, near, self.catalogue)
        if near and self.sure(text, hits[0]):
            return near[0]
        raise unlike(text, near, self.catalogue)

    def meant(self, text: str, only: Only = EVERYTHING) -> list[Drama | Artist | Track]:
        """What *text* means and what it may mean as well as that, best first; narrowed it means a track.

        A suggestion's value means its thing alone.

        Raises:
            NotFound: nothing of *only* is certainly meant; the text names the nearest.
        """
        kind, _, key = text.partition(":")
        chosen = self.get(Kind(kind), key) if kind in EVERY_KIND else None
        if chosen is not None and (only == EVERYTHING or isinstance(chosen, Track)):
            return [chosen]
        words = text if chosen is None else str(chosen.name if isinstance(chosen, Artist) else chosen.title)
        kinds = EVERY_KIND if only == EVERYTHING else {Kind.TRACK}
        hits = self.search(words, kinds=kinds, limit=MOST_MEANT, only=only)
        things = [thing for hit in hits if (thing := self.get(hit.kind, hit.key)) is not None]
        if not (hits and (chosen is not None or self.sure(words, hits[0]))):
            if only == EVERYTHING:
                raise unlike(text, things, self.catalogue)
            near = ", ".join(label(thing, self.catalogue) for thing in things[:NEAREST])
            raise NotFound(
                f"I know no track like “{words[:60]}” {self._said(only)}: leave one of these choices out."
                + (f" The nearest I have: {near}." if near else ""),
                f"고른 조건에 맞는 곡을 찾지 못했습니다(“{words[:60]}”). 드라마, 가수, 연도 중 하나를 빼 보세요."
                + (f" 가장 비슷한 것: {near}." if near else ""),
            )
        return [thing for thing, hit in zip(things, hits, strict=True) if hit.score >= AS_GOOD * hits[0].score]

    def _said(self, only: Only) -> str:
        """*only* in words: ``in Goblin, by IU, of 2016``."""
        drama = self.catalogue.dramas.get(only.drama) if only.drama else None
        artist = self.catalogue.artists.get(only.artist) if only.artist else None
        said = [f"in {drama.title}" if drama else "", f"by {artist.name}" if artist else ""]
        return ", ".join(filter(None, [*said, f"of {only.year}" if only.year else ""]))

    def drama(self, text: str, *, exactly: bool = False) -> Drama:
        """The drama that *text* means, as :meth:`find` reads it.

        Raises:
            Unknown: no drama is certainly meant.
        """
        found = self.find(text, kinds={Kind.DRAMA}, exactly=exactly)
        assert isinstance(found, Drama)
        return found

    def artist(self, text: str) -> Artist:
        """The artist that *text* means, as :meth:`find` reads it.

        Raises:
            Unknown: no artist is certainly meant.
        """
        found = self.find(text, kinds={Kind.ARTIST})
        assert isinstance(found, Artist)
        return found

    def track(self, text: str, *, exactly: bool = False) -> Track:
        """The track that *text* means, as :meth:`find` reads it.

        Raises:
            Unknown: no track is certainly meant.
        """
        found = self.find(text, kinds={Kind.TRACK}, exactly=exactly)
        assert isinstance(found, Track)
        return found

    def get(self, kind: Kind, key: str) -> Drama | Artist | Track | None:
        """The thing under *key*, if it is seen here."""
        match kind:
            case Kind.DRAMA:
                return self.catalogue.dramas.get(DramaKey(key))
            case Kind.ARTIST:
                return self.catalogue.artists.get(ArtistKey(key))
            case Kind.TRACK:
                return self.catalogue.tracks.get(TrackKey(key))

    @cached_property
    def _shortened(self) -> dict[str, Drama | Artist | Track]:
        own = self.own
        things: tuple[Drama | Artist | Track, ...] = (*own.dramas.values(), *own.artists.values(), *own.tracks.values())
        return {short_of(thing): thing for thing in things}

    @cached_property
    def _bearers(self) -> Bearers:
        return Bearers(self.own)

    @cached_property
    def _index(self) -> Index:
        return Index(self._closed)

    @cached_property
    def _matcher(self) -> OstMatcher:
        return OstMatcher(self._closed)

    @cached_property
    def _closed(self) -> Catalogue:
        """The own things with what they name: a server's track of a shared drama is found by the drama's name too."""
        if self._beneath is None:
            return self.own
        all_, own = self.catalogue, self.own
        dramas = {track.drama: all_.dramas[track.drama] for track in own.tracks.values()}
        artists = {each.artist: all_.artists[each.artist] for track in own.tracks.values() for each in track.credits}
        return Catalogue({**dramas, **own.dramas}, {**artists, **own.artists}, own.tracks)


def nicknamed(seen: View, names: Collection[tuple[Kind, str, str]]) -> Catalogue:
    """The things that *seen* shows and a server also calls by other *names* (kind, key, name), with these."""
    also: dict[tuple[Kind, str], tuple[str, ...]] = {}
    for kind, key, name in names:
        also[kind, key] = (*also.get((kind, key), ()), name)
    things = [(seen.get(kind, key), more) for (kind, key), more in also.items()]
    return Catalogue(
        {it.key: replace(it, title=_called(it.title, more)) for it, more in things if isinstance(it, Drama)},
        {it.key: replace(it, name=_called(it.name, more)) for it, more in things if isinstance(it, Artist)},
        {it.key: replace(it, title=_called(it.title, more)) for it, more in things if isinstance(it, Track)},
    )


def _called(names: Names, more: tuple[str, ...]) -> Names:
    return replace(names, also=(*names.also, *more))
