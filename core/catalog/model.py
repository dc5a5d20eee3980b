"""What the catalogue holds. Unknown is ``None`` or empty, never invented."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.values import ArtistKey, DramaKey, TrackKey


@dataclass(frozen=True, slots=True)
class Names:
    """One name in the scripts it is known in: Latin letters (*en*), Hangul (*ko*), and other spellings."""

    en: str | None = None
    ko: str | None = None
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.en or self.ko):
            raise ValueError("a name needs at least one script")

    def __str__(self) -> str:
        return self.en or self.ko or ""

    @property
    def both(self) -> str:
        """Both scripts where both are known: ``Hotel del Luna (호텔 델루나)``."""
        return f"{self.en} ({self.ko})" if self.en and self.ko and self.en != self.ko else str(self)

    @property
    def all(self) -> tuple[str, ...]:
        """Every known spelling, best first, each once."""
        return tuple(dict.fromkeys(name for name in (self.en, self.ko, *self.also) if name))


class ReleaseKind(StrEnum):
    """How a track came out; OSTs are released in parts while the drama runs."""

    PART = "part"
    SPECIAL = "special"
    ALBUM = "album"
    SCORE = "score"
    UNKNOWN = "unknown"


class CreditRole(StrEnum):
    """What an artist did on a track."""

    MAIN = "main"
    FEATURED = "feat"


class Facet(StrEnum):
    """The kinds of tag a track can carry."""

    GENRE = "genre"
    INSTRUMENT = "instrument"
    SHAPE = "shape"
    VOCAL = "vocal"
    MOOD = "mood"
    THEME = "theme"
    MOTIF = "motif"
    CONTEXT = "context"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Drama:
    """A series. *sources* name who states its facts; *verified* is false for facts nobody could confirm."""

    key: DramaKey
    title: Names
    first_air: date | None = None
    finale: date | None = None
    network: str | None = None
    episodes: int | None = None
    verified: bool = True
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Artist:
    """A singer or a group."""

    key: ArtistKey
    name: Names


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is on a track, and as what."""

    artist: ArtistKey
    role: CreditRole = CreditRole.MAIN


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a drama's soundtrack: a numbered part, a special, an album. *part* is no unique key."""

    kind: ReleaseKind = ReleaseKind.UNKNOWN
    part: int | None = None
    released: date | None = None

    def __str__(self) -> str:
        if self.kind is ReleaseKind.PART and self.part is not None:
            return f"Part {self.part}"
        return {
            ReleaseKind.ALBUM: "Album",
            ReleaseKind.SCORE: "Score",
            ReleaseKind.SPECIAL: "Special",
        }.get(self.kind, "part unknown")


@dataclass(frozen=True, slots=True)
class Track:
    """A song of a drama. One song listed in two scripts is one track.

    *sources* name every listing that states it; their number is how many agree. *tags* are tag keys.
    """

    key: TrackKey
    drama: DramaKey
    title: Names
    credits: tuple[Credit, ...] = ()
    release: Release = field(default_factory=Release)
    tags: tuple[str, ...] = ()
    verified: bool = True
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A word to discover by, in two languages, with its meaning."""

    key: str
    facet: Facet
    en: str
    ko: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A frequently asked question with its answer in our own words, its source and its date."""

    key: str
    question: str
    answer: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the catalogue knows, each thing under its key."""

    dramas: dict[DramaKey, Drama] = field(default_factory=dict)
    artists: dict[ArtistKey, Artist] = field(default_factory=dict)
    tracks: dict[TrackKey, Track] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)

    def tracks_of(self, drama: DramaKey) -> list[Track]:
        """The drama's tracks, in the order of its parts; tracks without a part come last."""
        mine = [track for track in self.tracks.values() if track.drama == drama]
        return sorted(mine, key=lambda track: (track.release.part or 10_000, str(track.title)))

    def artist_line(self, track: Track) -> str:
        """The artists as a fan would write them: ``Jimin, HA SUNG WOON``; ``artist unknown`` when nobody says."""
        names = [str(self.artists[credit.artist].name) for credit in track.credits]
        return ", ".join(names) or "artist unknown"
