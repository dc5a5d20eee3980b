"""What else a listener of a track may like, each with its reasons: no taste is guessed, only facts are compared."""

from collections.abc import Collection
from dataclasses import dataclass

from core.catalog.calendar import year_of
from core.catalog.model import Catalogue, Credit, CreditRole, Facet, Track
from core.values import ArtistKey

MOST_TAGS = 4
"""Shared tags that add to the likeness; more of them make two songs no more alike."""

_ARTIST, _DRAMA, _HAND, _TAG, _PERIOD = 12, 8, 6, 3, 1
"""What each reason weighs: the singer, the soundtrack, who wrote it, each shared tag, the year."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A track like another, and why: the singers of both, their writers, one drama, tags of both, the *year* of both.

    Without a reason of one kind its field is empty.
    """

    track: Track
    singers: tuple[ArtistKey, ...] = ()
    writers: tuple[ArtistKey, ...] = ()
    same_drama: bool = False
    tags: tuple[str, ...] = ()
    year: int | None = None

    @property
    def weight(self) -> int:
        """How much the reasons weigh together."""
        return (
            _ARTIST * bool(self.singers)
            + _HAND * bool(self.writers)
            + _DRAMA * self.same_drama
            + _TAG * min(len(self.tags), MOST_TAGS)
            + _PERIOD * (self.year is not None)
        )


def similar(track: Track, catalogue: Catalogue, limit: int = 40) -> list[Alike]:
    """The tracks of *catalogue* with a reason to be like *track*, the weightiest first, at most *limit*.

    A shared year alone is no reason. Of equals the title decides, then the key: the same catalogue always gives the
    same list.
    """
    others = [_compared(track, other, catalogue) for other in catalogue.tracks.values() if other.key != track.key]
    found = [alike for alike in others if alike.weight > _PERIOD]
    return sorted(found, key=lambda alike: (-alike.weight, str(alike.track.title), alike.track.key))[:limit]


def _compared(track: Track, other: Track, catalogue: Catalogue) -> Alike:
    year = year_of(track, catalogue)
    return Alike(
        other,
        _both(_heard(track), _heard(other)),
        _both(_wrote(track), _wrote(other)),
        track.drama == other.drama,
        tuple(tag for tag in track.tags if tag in other.tags and _says_how(tag, catalogue)),
        year if year is not None and year == year_of(other, catalogue) else None,
    )


def _says_how(tag: str, catalogue: Catalogue) -> bool:
    """Whether the tag says how a song sounds or feels, not which place it has in its soundtrack."""
    return tag in catalogue.tags and catalogue.tags[tag].facet is not Facet.ROLE


def _heard(track: Track) -> list[ArtistKey]:
    return [credit.artist for credit in track.credits if credit.role.performs]


def _wrote(track: Track) -> list[ArtistKey]:
    return [credit.artist for credit in track.credits if _writes(credit)]


def _writes(credit: Credit) -> bool:
    return credit.role in (CreditRole.COMPOSER, CreditRole.LYRICIST)


def _both(mine: Collection[ArtistKey], theirs: Collection[ArtistKey]) -> tuple[ArtistKey, ...]:
    return tuple(dict.fromkeys(artist for artist in mine if artist in theirs))
