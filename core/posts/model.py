"""A scheduled post, and the delivery that carries one occurrence of it to its channel."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.values import ChannelId, ChartKey, GuildId, MessageId

CATCH_UP = timedelta(hours=36)
"""How long after its hour a chart post is still worth posting."""

LEASE = timedelta(seconds=60)
"""How long one attempt may hold a delivery before another process may look at it."""


class Kind(StrEnum):
    """What a delivery carries."""

    CHART = "chart"
    BOARD = "board"
    REMINDER = "reminder"


class State(StrEnum):
    """Where a delivery stands: ``due -> sending -> sent``, or one of the four other ends."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    BLOCKED = "blocked"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A weekly chart post at a server's own hour: wall time and zone, never an offset.

    Nothing before *since* is due. *id* is 0 until the store has given one.
    """

    guild: GuildId
    channel: ChannelId
    chart: ChartKey
    weekday: int
    at: time
    zone: ZoneInfo
    size: int
    since: datetime
    id: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """One message that must go out once. ``(kind, guild, channel, occurrence)`` is its identity."""

    kind: Kind
    guild: GuildId
    channel: ChannelId
    occurrence: str
    due: datetime
    expires: datetime

    @property
    def token(self) -> str:
        """24 hex digits that are the same for this message for ever: its nonce, and its mark in the message itself.

        Drawn from the identity, not from a row's number, so that a restored backup cannot reuse it.
        """
        identity = f"{self.kind}|{self.guild}|{self.channel}|{self.occurrence}"
        return hashlib.sha256(identity.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A planned message as the ledger holds it."""

    id: int
    plan: Planned
    state: State = State.DUE
    attempts: int = 0
    first_attempt: datetime | None = None
    message: MessageId | None = None
    content: str | None = None
    reason: str | None = None

    @property
    def token(self) -> str:
        """The plan's token."""
        return self.plan.token

    @property
    def subject(self) -> int:
        """The schedule or party that this is an occurrence of."""
        return int(self.plan.occurrence.split(":", 1)[0])
