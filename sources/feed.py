"""What a chart source is to the rest of ostbot: a feed that is asked once a week for the list as it stands now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from core.charts.loading import fingerprint
from core.charts.model import Sheet
from core.charts.telling.words import day
from sources.week import Edition


@dataclass(frozen=True, slots=True)
class Request:
    """One request to a feed: a GET, or with *json* a POST of it.

    *secret* holds query parameters that are added on the wire alone: they are in no log, file, name or text.
    """

    address: str
    json: object = None
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer. *fetched_at* is when the source last gave or confirmed it; *fresh* is false for a confirmed copy."""

    body: bytes
    fetched_at: datetime
    fresh: bool = True


class Get(Protocol):
    """The way to the outside that a feed is handed; it reaches the feed's own hosts and no other."""

    async def __call__(self, request: Request) -> Page:
        """The answer to *request*.

        Raises:
            SourceAway: no answer after every try, or the source rests after too many failures.
            SourceChanged: an answer that is none: a redirect, an error of the request, or more than is taken.
            AddressRefused: the address is not to be fetched.
        """
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """One issue as a feed gave it: *sheet* names its chart and week, *updated* is when the source made the list."""

    sheet: Sheet
    updated: datetime
    fetched_at: datetime
    source: str
    fresh: bool

    @property
    def attribution(self) -> str:
        """Whose list this is and of which day; it belongs beside every place that shows the chart."""
        return f"{self.source}, as of {day(self.updated.date())}"

    @property
    def edition(self) -> Edition:
        """The issue in short, to be held against the last one."""
        assert self.sheet.end is not None, "every feed dates its sheet"
        return Edition(self.sheet.end, fingerprint(self.sheet))


class Feed(Protocol):
    """A chart source. Nothing is fetched before the operator switches it on by its *key*."""

    @property
    def key(self) -> str:
        """Its stable name: ``apple-kr``."""
        ...

    @property
    def attribution(self) -> str:
        """Whose data it is, in words."""
        ...

    @property
    def hosts(self) -> frozenset[str]:
        """The only hosts it may be fetched from."""
        ...

    async def fetch(self, get: Get, *, now: datetime) -> Fetched:
        """The list as it stands at *now*, dated by the chart week in which the source made it.

        Raises:
            SourceAway, SourceChanged, AddressRefused: as *get* does, or the list is not in the known shape.
            WeekUnclear: the list does not say when it was made.
            KeyRefused: the source does not accept the operator's key.
        """
        ...
