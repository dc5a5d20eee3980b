"""What a server adds to the catalogue: steps that are previewed, done at once, logged, and can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.catalog.model import Artist, Catalogue, Drama, Track
from core.catalog.search import Kind
from core.follows.model import How
from core.values import GuildId, SongId, TrackKey, UserId

SOURCE = "server"
"""Who states the facts of a server's own things."""


@dataclass(frozen=True, slots=True)
class Nickname:
    """What a server also calls a drama, an artist or a track that it did not make."""

    kind: Kind
    key: str
    name: str


Kept = Drama | Artist | Track | Nickname
"""What one step adds, changes or takes away."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing before and after; ``None`` is not there."""

    before: Kept | None
    after: Kept | None

    @property
    def thing(self) -> Kept:
        """What it is about, as it is afterwards where it is still there."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def back(self) -> "Step":
        """The step that undoes this one."""
        return Step(self.after, self.before)


class Decision(StrEnum):
    """What becomes of a suggestion."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decided:
    """A suggestion, what it *was*, and what was decided; *reason* is told to who suggested it."""

    suggestion: int
    decision: Decision
    reason: str = ""
    was: Decision = Decision.OPEN


@dataclass(frozen=True, slots=True)
class Moved:
    """Chart listings, follows and all else that named one track and names another one now.

    *along* is what the store noted of them, to lead just that back; without it, all of them are meant.
    """

    old: TrackKey
    new: TrackKey
    songs: tuple[SongId, ...] = ()
    along: str = ""


@dataclass(slots=True)
class Proposal:
    """Everything one change would do on a server. *what* and *about* are its words in the log.

    *token* names it while it waits for a press, *number* once it is in the log.
    """

    guild: GuildId
    what: str
    about: str
    steps: Sequence[Step] = ()
    moved: Moved | None = None
    decided: Decided | None = None
    notes: Sequence[str] = ()
    token: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Logged:
    """A change as the log holds it."""

    number: int
    what: str
    about: str
    steps: tuple[Step, ...] = ()
    moved: Moved | None = None
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody thinks the catalogue lacks, in their words; *part* too is as they typed it."""

    drama: str = ""
    title: str = ""
    artist: str = ""
    part: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A member's wish for one server's catalogue.

    *about*, as ``kind:key``, makes its title another name for that thing. *id* is 0 until the store has given one.
    """

    guild: GuildId
    member: UserId
    at: datetime
    wish: Wish
    about: str = ""
    told: How = How.DIGEST
    decision: Decision = Decision.OPEN
    id: int = 0

    @property
    def name(self) -> str:
        """What it is about, in a few words."""
        return " - ".join(filter(None, (self.wish.title, self.wish.artist, self.wish.drama)))


def as_catalogue(things: Iterable[Kept | None]) -> Catalogue:
    """The dramas, artists and tracks among *things*."""
    found = Catalogue()
    for thing in things:
        match thing:
            case Drama():
                found.dramas[thing.key] = thing
            case Artist():
                found.artists[thing.key] = thing
            case Track():
                found.tracks[thing.key] = thing
    return found
