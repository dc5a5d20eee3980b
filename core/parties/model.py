"""A listening party: who comes, how many fit, what is played."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.posts.model import Kind, Planned
from core.values import ChannelId, DramaKey, GuildId, MessageId, TrackKey, UserId


class Choice(StrEnum):
    """A fan's answer to "are you coming?"."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"


class PartyState(StrEnum):
    """Whether the party takes place."""

    OPEN = "open"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Answer:
    """One fan's answer. *place* is the order of arrival, which decides seats and the waiting list."""

    member: UserId
    choice: Choice
    place: int


@dataclass(frozen=True, slots=True)
class Party:
    """A listening party as it stands. *seats* ``None`` means as many as come; *remind* is minutes before the start.

    *id* is 0 until the store has given one; *board* is the message that shows the party, once it is up; the ledger of
    deliveries knows it.
    """

    guild: GuildId
    channel: ChannelId
    host: UserId
    title: str
    starts: datetime
    zone: ZoneInfo
    seats: int | None = None
    remind: int = 30
    drama: DramaKey | None = None
    tracks: tuple[TrackKey, ...] = ()
    answers: tuple[Answer, ...] = ()
    state: PartyState = PartyState.OPEN
    board: MessageId | None = None
    id: int = 0

    @property
    def going(self) -> tuple[UserId, ...]:
        """Everybody with a seat, first come first."""
        return self._comers[: self.seats]

    @property
    def waiting(self) -> tuple[UserId, ...]:
        """Everybody who wants a seat and has none yet, first come first."""
        return self._comers[self.seats :] if self.seats is not None else ()

    @property
    def maybe(self) -> tuple[UserId, ...]:
        """Everybody who might come."""
        return tuple(answer.member for answer in self.answers if answer.choice is Choice.MAYBE)

    @property
    def _comers(self) -> tuple[UserId, ...]:
        ordered = sorted(self.answers, key=lambda answer: answer.place)
        return tuple(answer.member for answer in ordered if answer.choice is Choice.GOING)

    def answer_of(self, member: UserId) -> Answer | None:
        """What *member* has answered."""
        return next((answer for answer in self.answers if answer.member == member), None)

    def board_plan(self, now: datetime) -> Planned:
        """The message that shows the party, to go up at once."""
        return self._planned(Kind.BOARD, "board", now)

    def posts(self, now: datetime) -> tuple[Planned, ...]:
        """What a party created at *now* wants posted: its board, and a reminder unless the time for it is past."""
        board = self.board_plan(now)
        reminder = self._planned(Kind.REMINDER, f"reminder-{self.remind}", self.starts - timedelta(minutes=self.remind))
        return (board, reminder) if self.remind and reminder.due > now else (board,)

    def _planned(self, kind: Kind, name: str, due: datetime) -> Planned:
        return Planned(kind, self.guild, self.channel, f"{self.id}:{name}", due, self.starts)
