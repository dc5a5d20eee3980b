"""Apple Music's most played songs of a country: Apple's RSS feeds, version 2, free of charge and keys.

The address is the one Apple's generator (rss.marketingtools.apple.com) gives out; its former host
rss.applemarketingtools.com only redirects there. It lists at most 100 songs and is renewed every day.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from core.charts.naming import market_name
from core.charts.readers.nested import dig, text
from sources.feed import Fetched, Get, Request
from sources.reading import changed, document, empty, moment, sheet_of, weekly

MARKETS = ("kr", "us", "jp", "tw", "hk", "sg", "my", "id", "ph", "th", "vn", "gb", "ca", "au")
"""The countries on offer; Apple has a list for every storefront."""


@dataclass(frozen=True, slots=True)
class AppleMostPlayed:
    """One storefront's list. *market* is its two-letter code, *base* where the feeds live."""

    market: str
    base: str = "https://rss.marketingtools.apple.com"

    @property
    def key(self) -> str:
        """``apple-kr``."""
        return f"apple-{self.market}"

    @property
    def attribution(self) -> str:
        """Whose data it is."""
        return f"Most played songs on Apple Music in {market_name(self.market)}"

    @property
    def hosts(self) -> frozenset[str]:
        """Apple's host of RSS feeds."""
        return frozenset({urlsplit(self.base).hostname or ""})

    async def fetch(self, get: Get, *, now: datetime) -> Fetched:
        """The 100 most played songs, of the week in which Apple last renewed them; raises what a feed raises."""
        page = await get(Request(f"{self.base}/api/v2/{self.market}/music/most-played/100/songs.json"))
        feed = dig(document(page.body, self.attribution), "feed")
        if dig(feed, "results") == []:
            raise empty(self.attribution)
        sheet = sheet_of(page.body, self.key, self.attribution)
        if sheet.platform != "apple" or text(feed, "country").lower() != self.market:
            raise changed(self.attribution, "another list")
        updated = moment(text(feed, "updated"), self.attribution)
        return Fetched(weekly(sheet, updated), updated, page.fetched_at, self.attribution, page.fresh)
