"""A scheduled post, and the delivery that carries one occurrence of it to its channel."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.language import Language
from core.posts.calendar import Cadence
from core.values import ChannelId, ChartKey, GuildId, MessageId, RoleId, UserId

CATCH_UP = timedelta(hours=36)
"""How long after its hour a post is still worth posting, unless the schedule says otherwise."""

LEASE = timedelta(seconds=60)
"""How long one attempt may hold a delivery before another process may look at it."""


class Kind(StrEnum):
    """What a delivery carries."""

    CHART = "chart"
    MOVERS = "movers"
    RECAP = "recap"
    RELEASES = "releases"
    PARTIES = "parties"
    DIGEST = "digest"
    BOARD = "board"
    REMINDER = "reminder"
    PARTY = "party"
    FOLLOW = "follow"
    MAIL = "mail"
    NOTICE = "notice"
    TEST = "test"


SCHEDULED = (Kind.CHART, Kind.MOVERS, Kind.RECAP, Kind.RELEASES, Kind.PARTIES, Kind.DIGEST)
"""What a schedule may post."""

OF_A_CHART = (Kind.CHART, Kind.MOVERS, Kind.RECAP, Kind.DIGEST)
"""Those that need a chart."""

OF_AN_ISSUE = (Kind.CHART, Kind.MOVERS, Kind.DIGEST)
"""Those that show one issue of it, which a correction changes."""


class State(StrEnum):
    """Where a delivery stands; ``core.posts.states`` says what may follow what."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    BLOCKED = "blocked"
    UNSURE = "unsure"
    CANCELLED = "cancelled"


class IfLate(StrEnum):
    """What happens when nothing new is there at the hour.

    ``wait`` and ``note`` look every hour until the catch-up window ends and then tell the managers, or the channel;
    ``skip`` does not wait.
    """

    WAIT = "wait"
    NOTE = "note"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A post at a server's own hour: cadence, day, wall time and zone, never an offset.

    *day* is as :func:`core.posts.calendar.date_in` takes it. Nothing up to *since* is due. *language* ``None`` is the
    server's; *by* is who made it. *id* is 0 until the store has given one.
    """

    guild: GuildId
    channel: ChannelId
    what: Kind
    cadence: Cadence
    day: int
    at: time
    zone: ZoneInfo
    since: datetime
    chart: ChartKey | None = None
    size: int = 10
    mention: RoleId | None = None
    publish: bool = False
    if_late: IfLate = IfLate.WAIT
    catch_up: timedelta = CATCH_UP
    language: Language | None = None
    paused: bool = False
    by: UserId | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """One message that must go out once. ``(kind, guild, channel, occurrence)`` is its identity.

    *content* is what it shows where that is known when it is planned; a scheduled post's is known when it is sent.
    """

    kind: Kind
    guild: GuildId
    channel: ChannelId
    occurrence: str
    due: datetime
    expires: datetime
    content: str | None = None

    @property
    def token(self) -> str:
        """24 hex digits that are the same for this message for ever: its nonce, and its mark in the message itself.

        Drawn from the identity, not from a row's number, so that a restored backup cannot reuse it.
        """
        identity = f"{self.kind}|{self.guild}|{self.channel}|{self.occurrence}"
        return hashlib.sha256(identity.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A planned message as the ledger holds it.

    *attempts* are those since it was last known not to have gone out; *crosspost* says that it is still to be published
    to the channel's followers.
    """

    id: int
    plan: Planned
    state: State = State.DUE
    attempts: int = 0
    first_attempt: datetime | None = None
    message: MessageId | None = None
    content: str | None = None
    reason: str | None = None
    sent_at: datetime | None = None
    crosspost: bool = False

    @property
    def token(self) -> str:
        """The plan's token."""
        return self.plan.token

    @property
    def subject(self) -> int:
        """The schedule or party that this is an occurrence of."""
        return int(self.plan.occurrence.split(":", 1)[0])
