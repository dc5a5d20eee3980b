"""The songs of one genre that sell best in a country's iTunes Store: its RSS feeds, free of charge and keys.

The store answers a genre it does not know with its whole chart and status 200, so the genre of the entries is checked.
Genre numbers: Apple's "Genre IDs Appendix". There is no list for South Korea, where Apple ended music downloads when
Apple Music came (2016).
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from urllib.parse import urlsplit

from core.charts.naming import market_name
from core.charts.readers.nested import dig, entries_of, text
from sources.feed import Fetched, Get, Request
from sources.reading import changed, document, empty, moment, sheet_of, weekly

MARKETS = ("us", "jp", "tw", "hk", "sg", "my", "id", "ph", "th", "vn", "gb", "ca", "au")
"""The countries on offer."""

_ENOUGH = Fraction(4, 5)
"""Our choice. Not every entry has to carry the genre: a K-pop album charts under its second genre as well (Apple Music
Style Guide 4.1) and shows its first."""


@dataclass(frozen=True, slots=True)
class Genre:
    """A genre of the iTunes Store: its number, its name in keys, its name in words."""

    number: int
    key: str
    name: str


SOUNDTRACK = Genre(16, "soundtrack", "soundtrack songs")
K_POP = Genre(51, "k-pop", "K-pop songs")


@dataclass(frozen=True, slots=True)
class ItunesGenre:
    """One genre in one country's store. *market* is its two-letter code, *base* where the feeds live."""

    market: str
    genre: Genre
    base: str = "https://itunes.apple.com"

    @property
    def key(self) -> str:
        """``itunes-us-soundtrack``."""
        return f"itunes-{self.market}-{self.genre.key}"

    @property
    def attribution(self) -> str:
        """Whose data it is."""
        return f"Best-selling {self.genre.name} in the iTunes Store of {market_name(self.market)}"

    @property
    def hosts(self) -> frozenset[str]:
        """The store's host."""
        return frozenset({urlsplit(self.base).hostname or ""})

    async def fetch(self, get: Get, *, now: datetime) -> Fetched:
        """Up to 100 songs of the genre, of the week in which the store last renewed them; raises what a feed raises."""
        page = await get(
            Request(f"{self.base}/{self.market}/rss/topsongs/limit=100/genre={self.genre.number}/json"),
        )
        feed = dig(document(page.body, self.attribution), "feed")
        entries = entries_of(feed, "entry")
        if isinstance(feed, dict) and not entries:
            raise empty(self.attribution)
        sheet = sheet_of(page.body, self.key, self.attribution)
        if sheet.platform != "itunes" or sheet.market != self.market:
            raise changed(self.attribution, "another list")
        numbers = [text(entry, "category", "attributes", "im:id") for entry in entries]
        if numbers.count(str(self.genre.number)) < _ENOUGH * len(numbers):
            raise changed(self.attribution, "songs of other genres")
        updated = moment(text(feed, "updated", "label"), self.attribution)
        return Fetched(
            weekly(sheet, updated, kind=self.genre.key), updated, page.fetched_at, self.attribution, page.fresh
        )
