"""Apple's feeds: Apple Music's "most played" RSS, the older top songs RSS of iTunes, and the catalogue's charts."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from core.charts.readers.errors import BadFile
from core.charts.readers.labels import Label, day
from core.charts.readers.nested import dig, entries_of, text

Entries = list[dict[str, object]]

_STORE = re.compile(
    r"(?:music|itunes)\.apple\.com/(?:v1/catalog/)?([a-z]{2})(?=/)|/api/v2/([a-z]{2})/|^/v1/catalog/([a-z]{2})/"
)


def most_played(document: object, said: Label) -> tuple[Entries, Label] | None:
    """The RSS feed of Apple Music's most played songs in one country, renewed every day."""
    results = entries_of(document, "feed", "results")
    if not results:
        return None
    if any(text(entry, "kind") not in ("songs", "") for entry in results):
        raise BadFile("This feed lists albums or something else, not songs; get the feed that ends in songs.json.")
    listed: Entries = [
        {"title": text(entry, "name"), "artist": text(entry, "artistName"), "uri": text(entry, "url")}
        for entry in results
    ]
    end = _mail_date(text(document, "feed", "updated")) or said.end
    market = _market(text(document, "feed", "id")) or text(document, "feed", "country").lower() or said.market
    return listed, replace(said, platform="apple", market=market, end=end, cadence="daily")


def itunes_top_songs(document: object, said: Label) -> tuple[Entries, Label] | None:
    """The RSS feed of the songs that sell best in one country's iTunes Store, renewed every day."""
    entries = entries_of(document, "feed", "entry")
    if not entries or not any("im:name" in entry for entry in entries):
        return None
    if any(text(entry, "im:contentType", "attributes", "term") == "Album" for entry in entries):
        raise BadFile("This feed lists albums, not songs; get the feed of the top songs.")
    listed: Entries = [
        {
            "title": text(entry, "im:name", "label"),
            "artist": text(entry, "im:artist", "label"),
            "album": text(entry, "im:collection", "im:name", "label"),
            "uri": text(entry, "id", "label"),
        }
        for entry in entries
    ]
    end = day(text(document, "feed", "updated", "label")[:10]) or said.end
    market = _market(text(document, "feed", "id", "label")) or _market(text(entries[0], "id", "label")) or said.market
    return listed, replace(said, platform="itunes", market=market, end=end, cadence="daily")


def catalogue_chart(document: object, said: Label) -> tuple[Entries, Label] | None:
    """The answer of Apple Music's catalogue to ``charts?types=songs``."""
    chart = dig(document, "results", "songs", 0)
    songs = [dig(entry, "attributes") for entry in entries_of(chart, "data")]
    if not songs:
        return None
    if "offset=" in text(chart, "href"):
        raise BadFile("This is a later page of the chart; send the first one, which begins with rank 1.")
    listed: Entries = [_song(song) for song in songs if isinstance(song, dict)]
    market = _market(text(chart, "href")) or said.market
    return listed, replace(said, platform="apple", market=market, cadence="daily")


def _song(song: Mapping[str, object]) -> dict[str, object]:
    columns = {"title": "name", "artist": "artistName", "album": "albumName", "uri": "url"}
    return {column: text(song, key) for column, key in columns.items()}


def _market(address: str) -> str | None:
    match = _STORE.search(address)
    return next((code for code in match.groups() if code), None) if match else None


def _mail_date(written: str) -> date | None:
    """The day of an RFC 5322 date (``Wed, 27 Apr 2022 08:49:26 +0000``) or of an ISO one."""
    try:
        moment: datetime = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return day(written[:10])
    return moment.date()
