"""What a member follows, and what they are told about it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.catalog.search import Kind
from core.language import Words
from core.values import ChartKey, GuildId, TrackKey, UserId


class How(StrEnum):
    """How somebody hears of something: on a list of their own, in the server's chart channel, by direct message."""

    DIGEST = "digest"
    CHANNEL = "channel"
    DM = "dm"


@dataclass(frozen=True, slots=True)
class Follow:
    """Somebody follows a thing as *guild* sees it; nothing from before *since* is told.

    *id* is 0 until the store has given one.
    """

    guild: GuildId
    member: UserId
    kind: Kind
    key: str
    how: How
    since: datetime
    id: int = 0


class Moves(StrEnum):
    """What a track did on a chart that is worth telling."""

    DEBUT = "debut"
    RETURN = "return"
    PEAK = "peak"


@dataclass(frozen=True, slots=True)
class Move:
    """A track on the newest issue of a chart; *first* is when that issue was published for the first time."""

    chart: ChartKey
    title: str
    scope: GuildId
    end: date
    track: TrackKey
    rank: int
    did: Moves
    first: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to followed things. *id* is the same whenever it is looked at again."""

    id: str
    at: datetime
    words: Words


@dataclass(frozen=True, slots=True)
class News:
    """An event on its way to one member, or with *member* 0 to a server's channel."""

    guild: GuildId
    member: UserId
    event: Event
    how: How = How.DIGEST


CHANNEL = UserId(0)
"""Stands for everybody who reads a server's chart channel."""
