"""What the listeners of a country play most on Last.fm: its geo.getTopTracks, with the operator's own key.

The list is of the last week and does not say when it was made, so it belongs to the week in which it is fetched.
Errors come as ``{"error": 10, "message": ...}`` with status 400 or 403 (Last.fm's "Error Codes").
"""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlsplit

from core.charts.naming import market_name
from core.charts.readers.nested import dig, entries_of, text
from core.text import fold
from sources.errors import KeyRefused, SourceAway, SourceChanged, SourceRejects
from sources.feed import Fetched, Get, Page, Request
from sources.reading import changed, document, empty, sheet_of, weekly

MARKETS = ("kr", "us", "jp", "sg", "my", "id", "ph", "th", "gb", "ca", "au")
"""The countries on offer."""

_ISO_NAMES = {"kr": "Korea, Republic of"}
"""Last.fm asks for the names of ISO 3166-1, which are mostly the ones in use."""

_OF_THE_KEY = {4, 10, 26}
_PASSING = {8, 11, 16, 29}


@dataclass(frozen=True, slots=True)
class LastFmCountry:
    """One country's list. *secret* is the operator's key; *base* is where the service lives."""

    market: str
    secret: str = field(repr=False)
    base: str = "https://ws.audioscrobbler.com"

    @property
    def key(self) -> str:
        """``lastfm-kr``."""
        return f"lastfm-{self.market}"

    @property
    def attribution(self) -> str:
        """Whose data it is."""
        return f"Most played songs in {market_name(self.market)} on Last.fm"

    @property
    def hosts(self) -> frozenset[str]:
        """Last.fm's host."""
        return frozenset({urlsplit(self.base).hostname or ""})

    async def fetch(self, get: Get, *, now: datetime) -> Fetched:
        """Up to 100 songs by listeners, of the week of *now*; raises what a feed raises."""
        country = _ISO_NAMES.get(self.market, market_name(self.market))
        address = f"{self.base}/2.0/?method=geo.gettoptracks&country={quote(country)}&limit=100&format=json"
        page = await self._page(get, Request(address, secret={"api_key": self.secret}))
        answer = document(page.body, self.attribution)
        if dig(answer, "error") is not None:
            raise self._error(answer)
        if dig(answer, "tracks") is not None and not entries_of(answer, "tracks", "track"):
            raise empty(self.attribution)
        sheet = sheet_of(page.body, self.key, self.attribution)
        named = fold(text(answer, "tracks", "@attr", "country"))
        if sheet.platform != "lastfm" or named not in (fold(country), fold(market_name(self.market))):
            raise changed(self.attribution, "another list")
        return Fetched(weekly(sheet, now), now, page.fetched_at, self.attribution, page.fresh)

    async def _page(self, get: Get, request: Request) -> Page:
        try:
            return await get(request)
        except SourceRejects as wrong:
            try:
                answer = document(wrong.body, self.attribution)
            except SourceChanged:
                answer = None
            raise self._error(answer) if dig(answer, "error") is not None else wrong from None

    def _error(self, answer: object) -> KeyRefused | SourceAway | SourceChanged:
        """What Last.fm's own error means. Its message is not shown: it may repeat what was sent."""
        number = text(answer, "error")[:6]
        if number in map(str, _OF_THE_KEY):
            return KeyRefused(f"Last.fm does not accept the key (error {number}): copy it anew from your API account.")
        if number in map(str, _PASSING):
            return SourceAway(f"Last.fm is busy or out of order (error {number}): ask again later.")
        return changed(self.attribution, f"error {number}")
