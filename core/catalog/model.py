"""What the catalogue holds. Unknown is ``None`` or empty, never invented."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from core.values import SHARED, ArtistKey, DramaKey, GuildId, TrackKey

_Key = TypeVar("_Key", DramaKey, ArtistKey)


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
    COMPOSER = "composer"
    LYRICIST = "lyricist"
    ARRANGER = "arranger"

    @property
    def performs(self) -> bool:
        """Whether the artist is heard, and so named where a track is listed."""
        return self in (CreditRole.MAIN, CreditRole.FEATURED)


class TrackKind(StrEnum):
    """What is heard: a song, the song without its voice, or music written for the scenes."""

    VOCAL = "vocal"
    INSTRUMENTAL = "inst"
    SCORE = "score"
    UNKNOWN = "unknown"


class ArtistKind(StrEnum):
    """One person or several."""

    SOLO = "solo"
    GROUP = "group"
    UNKNOWN = "unknown"


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
    """A series. *sources* name who states its facts; *verified* is false for facts nobody could confirm.

    *guild* says whose it is, here and on everything else of the catalogue: shared, or one server's own.
    """

    key: DramaKey
    title: Names
    first_air: date | None = None
    finale: date | None = None
    network: str | None = None
    episodes: int | None = None
    verified: bool = True
    sources: tuple[str, ...] = ()
    guild: GuildId = SHARED


@dataclass(frozen=True, slots=True)
class Artist:
    """A singer or a group; *group* is the one that a singer belongs to."""

    key: ArtistKey
    name: Names
    kind: ArtistKind = ArtistKind.UNKNOWN
    group: ArtistKey | None = None
    guild: GuildId = SHARED


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is on a track, and as what."""

    artist: ArtistKey
    role: CreditRole = CreditRole.MAIN


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a drama's soundtrack: a numbered part, a special, an album. *part* is no unique key.

    *released* is the day in Korea, *hour* the full hour of that day (KST), 0 to 23, where somebody states it.
    """

    kind: ReleaseKind = ReleaseKind.UNKNOWN
    part: int | None = None
    released: date | None = None
    hour: int | None = None

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

    *sources* name every listing that states it; their number is how many agree. *tags* are tag keys, *duration* is in
    seconds, *links* are https addresses where it can be heard.
    """

    key: TrackKey
    drama: DramaKey
    title: Names
    credits: tuple[Credit, ...] = ()
    release: Release = field(default_factory=Release)
    tags: tuple[str, ...] = ()
    verified: bool = True
    sources: tuple[str, ...] = ()
    kind: TrackKind = TrackKind.UNKNOWN
    duration: int | None = None
    links: tuple[str, ...] = ()
    guild: GuildId = SHARED


@dataclass(frozen=True, slots=True)
class Tag:
    """A word to discover by, in two languages, with its meaning; *also* are words of every day that find it too."""

    key: str
    facet: Facet
    en: str
    ko: str | None
    meaning: str
    meaning_ko: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A frequent question, the answer in our own words, its source and its date; *topic* is its short name.

    The same in Korean is empty where nobody has written it.
    """

    key: str
    question: str
    answer: str
    source: str
    as_of: str
    topic: str = ""
    topic_ko: str = ""
    question_ko: str = ""
    answer_ko: str = ""


@dataclass(frozen=True)
class Catalogue:
    """Everything the catalogue knows, each thing under its key. Two of them are joined by ``|``, the right one wins."""

    dramas: dict[DramaKey, Drama] = field(default_factory=dict)
    artists: dict[ArtistKey, Artist] = field(default_factory=dict)
    tracks: dict[TrackKey, Track] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)

    def __or__(self, other: "Catalogue") -> "Catalogue":
        return Catalogue(
            {**self.dramas, **other.dramas},
            {**self.artists, **other.artists},
            {**self.tracks, **other.tracks},
            {**self.tags, **other.tags},
            {**self.questions, **other.questions},
        )

    def tracks_of(self, drama: DramaKey) -> list[Track]:
        """The drama's tracks, in the order of its parts; tracks without a part come last."""
        mine = self._by_drama.get(drama, [])
        return sorted(mine, key=lambda track: (track.release.part or 10_000, str(track.title)))

    def tracks_by(self, artist: ArtistKey) -> list[Track]:
        """The tracks that the artist is credited on, in any role."""
        return list(self._by_artist.get(artist, ()))

    def artist_line(self, track: Track, *, korean: bool = False) -> str:
        """The artists as a fan would write them: ``Jimin, HA SUNG WOON``; ``artist unknown`` when nobody says. In
        *korean* by their Korean names where they have some."""
        heard = dict.fromkeys(credit.artist for credit in track.credits if credit.role.performs)
        names = [self.artists[artist].name for artist in heard]
        return ", ".join((korean and name.ko) or str(name) for name in names) or "artist unknown"

    @cached_property
    def _by_drama(self) -> dict[DramaKey, list[Track]]:
        return _grouped((track.drama, track) for track in self.tracks.values())

    @cached_property
    def _by_artist(self) -> dict[ArtistKey, list[Track]]:
        return _grouped(
            (artist, track)
            for track in self.tracks.values()
            for artist in dict.fromkeys(credit.artist for credit in track.credits)
        )


def _grouped(pairs: Iterable[tuple[_Key, Track]]) -> dict[_Key, list[Track]]:
    grouped: dict[_Key, list[Track]] = {}
    for key, track in pairs:
        grouped.setdefault(key, []).append(track)
    return grouped
