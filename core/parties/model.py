"""A listening party: who comes, how many fit, what is played and when."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.language import Language
from core.parties.cues import Programme
from core.parties.states import PartyState
from core.values import ChannelId, DramaKey, GuildId, MessageId, RoleId, TrackKey, UserId

__all__ = ["Answer", "Choice", "Goal", "Item", "Party", "PartyState", "Seat", "Terms"]


class Choice(StrEnum):
    """A fan's answer to "are you coming?"."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"


class Seat(StrEnum):
    """Where a fan stands who wants to come."""

    NONE = "none"
    TAKEN = "taken"
    OFFERED = "offered"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Answer:
    """One fan's answer. *place* is the order of arrival, which decides the waiting list.

    *guests* come along and need a seat each; an offered seat is held until *until*; *role* is the role of theirs whose
    seats are limited; *direct* is the channel of direct messages in which they asked to be reminded; *name* is how the
    server calls them.
    """

    member: UserId
    choice: Choice
    place: int
    seat: Seat = Seat.NONE
    guests: int = 0
    until: datetime | None = None
    role: RoleId | None = None
    direct: ChannelId | None = None
    name: str = ""

    @property
    def size(self) -> int:
        """Seats that the fan and their guests need."""
        return 1 + self.guests

    @property
    def holds(self) -> bool:
        """Whether seats are kept for them, taken or offered."""
        return self.seat in (Seat.TAKEN, Seat.OFFERED)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the track list. *seconds* ``None`` is a length nobody has said; *by* has nominated it.

    A nomination is played only when the host takes it into the list. *id* is 0 until the store has given one.
    """

    title: str
    artist: str = ""
    seconds: int | None = None
    track: TrackKey | None = None
    links: tuple[str, ...] = ()
    nominated: bool = False
    by: UserId | None = None
    votes: int = 0
    id: int = 0

    @property
    def named(self) -> str:
        """Title and artist on one line."""
        return f"{self.title} – {self.artist}" if self.artist else self.title


@dataclass(frozen=True, slots=True)
class Goal:
    """What the host hopes for, in people and in minutes listened together; never in loops or streams.

    Charts ask for plays by people who want to listen: counting loops would reward what they forbid.
    """

    people: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """Who may come, and how answering works.

    *guests* is how many a fan may bring; *only* the role one needs to come; *limits* at most so many seats for members
    of a role; *attendee* the role that everybody with a seat gets; answers close *closes* minutes before the start.
    """

    guests: int = 0
    only: RoleId | None = None
    limits: tuple[tuple[RoleId, int], ...] = ()
    attendee: RoleId | None = None
    closes: int = 0


@dataclass(frozen=True, slots=True)
class Party:
    """A listening party as it stands. *seats* ``None`` means as many as come; *reminders* are minutes before the start.

    *gap* is seconds between two tracks; *itself* says that it starts by itself at the planned time; *programme* is
    there once it was started. *board* is the message that shows the party, and *board_name* the occurrence in the
    ledger that carried it. *thread* 0 means that none could be made. *version* grows with every change the public
    sees. *language* is its server's, read along with it: what everybody sees of the party is told in it. *t0* is its
    programme's, read along where the programme itself is not. *id* is 0 until the store has given one.
    """

    guild: GuildId
    channel: ChannelId
    host: UserId
    title: str
    starts: datetime
    zone: ZoneInfo
    seats: int | None = None
    reminders: tuple[int, ...] = (30,)
    drama: DramaKey | None = None
    items: tuple[Item, ...] = ()
    answers: tuple[Answer, ...] = ()
    state: PartyState = PartyState.OPEN
    helpers: tuple[UserId, ...] = ()
    terms: Terms = field(default_factory=Terms)
    goal: Goal = field(default_factory=Goal)
    gap: int = 5
    place: str = ""
    itself: bool = False
    programme: Programme | None = None
    board: MessageId | None = None
    board_name: str = "board"
    thread: ChannelId | None = None
    event: int | None = None
    series: int | None = None
    version: int = 1
    reason: str = ""
    ended: datetime | None = None
    language: Language = Language.EN
    t0: datetime | None = field(default=None, compare=False)
    id: int = 0

    @property
    def seated(self) -> tuple[Answer, ...]:
        """Everybody with a seat, first come first."""
        return self._with(Seat.TAKEN)

    @property
    def line(self) -> tuple[Answer, ...]:
        """Everybody who wants a seat and has none yet, first come first; a held offer counts as waiting."""
        return self._with(Seat.OFFERED, Seat.WAITING)

    @property
    def going(self) -> tuple[UserId, ...]:
        """Everybody with a seat, first come first."""
        return tuple(each.member for each in self.seated)

    @property
    def waiting(self) -> tuple[UserId, ...]:
        """Everybody who wants a seat and has none yet, first come first."""
        return tuple(each.member for each in self.line)

    @property
    def maybe(self) -> tuple[UserId, ...]:
        """Everybody who might come."""
        return tuple(answer.member for answer in self.answers if answer.choice is Choice.MAYBE)

    @property
    def heads(self) -> int:
        """Seats taken, guests included."""
        return sum(each.size for each in self.seated)

    @property
    def over(self) -> int:
        """Seats taken beyond the limit, as after the limit was lowered."""
        return max(0, self.heads - self.seats) if self.seats is not None else 0

    @property
    def listed(self) -> tuple[Item, ...]:
        """What is played, in order."""
        return tuple(item for item in self.items if not item.nominated)

    @property
    def nominations(self) -> tuple[Item, ...]:
        """What fans have proposed, most wanted first."""
        return tuple(sorted((item for item in self.items if item.nominated), key=lambda item: (-item.votes, item.id)))

    @property
    def began(self) -> datetime:
        """When it begins: at the planned time; once it was started, when everybody pressed play."""
        return self.programme.t0 if self.programme is not None else self.t0 or self.starts

    @property
    def closes(self) -> datetime:
        """When answers close: at the start, or earlier where the host said so."""
        return self.starts - timedelta(minutes=self.terms.closes)

    @property
    def room(self) -> ChannelId:
        """Where the party talks: its thread, else its channel."""
        return self.thread or self.channel

    def answer_of(self, member: UserId) -> Answer | None:
        """What *member* has answered."""
        return next((answer for answer in self.answers if answer.member == member), None)

    def _with(self, *seats: Seat) -> tuple[Answer, ...]:
        found = [answer for answer in self.answers if answer.seat in seats]
        return tuple(sorted(found, key=lambda answer: answer.place))
