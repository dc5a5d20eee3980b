"""What was shown and waits for a press. It lives in memory: after a restart one has to ask again."""

import secrets
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Generic, Protocol, TypeVar

from core.catalog.model import Track
from core.charts.loading import Plan
from core.charts.matching.suspects import Suspect
from core.charts.model import Chart, Sheet
from core.charts.previews import Preview
from core.errors import NotFound
from core.ports import Clock
from core.values import GuildId

KEPT = 50
"""Drafts at once; the oldest goes first."""

LIFETIME = timedelta(minutes=15)
"""As long as Discord lets a private answer be changed."""


class Waiting(Protocol):
    """Something of one server that waits, known by its token."""

    token: str

    @property
    def guild(self) -> GuildId: ...


W = TypeVar("W", bound=Waiting)


@dataclass(slots=True)
class Draft:
    """One file on its way in. *decided* are the listings that somebody has placed, by title and artist."""

    guild: GuildId
    name: str
    sheets: Sequence[Sheet]
    chart: Chart | None
    end: date | None
    plans: Sequence[Plan] = ()
    suspects: Sequence[Suspect] = ()
    preview: Preview = field(default_factory=Preview)
    decided: dict[tuple[str, str], Track | None] = field(default_factory=dict)
    token: str = ""


@dataclass(slots=True)
class Edit:
    """A change of published weeks that waits for its *Publish*: *heading* asks for it, *what* goes into the log.

    *undoes* is the number of the change that it takes back.
    """

    guild: GuildId
    heading: str
    plans: Sequence[Plan]
    what: str
    undoes: int | None = None
    token: str = ""


class Drafts(Generic[W]):
    """Keeps drafts until they are published, dropped or forgotten."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[W, datetime]] = OrderedDict()

    def keep(self, draft: W) -> W:
        """Keep *draft* under a token of its own."""
        draft.token = secrets.token_hex(6)
        self._kept[draft.token] = (draft, self._clock() + LIFETIME)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return draft

    def find(self, guild: GuildId, token: str) -> W:
        """The server's draft.

        Raises:
            NotFound: it was published, dropped or forgotten.
        """
        kept = self._kept.get(token)
        if kept is None or kept[0].guild != guild or kept[1] < self._clock():
            raise NotFound("This preview is gone; nothing was stored. Use the command again.")
        return kept[0]

    @contextmanager
    def taken(self, guild: GuildId, token: str) -> Iterator[W]:
        """The server's draft, taken out so that it is done once; it is there again when doing it fails.

        Raises:
            NotFound: it was published, dropped or forgotten.
        """
        draft = self.find(guild, token)
        kept = self._kept.pop(token)
        try:
            yield draft
        except BaseException:
            self._kept[token] = kept
            raise
