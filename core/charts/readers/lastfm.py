"""Last.fm's answers: the top tracks of the world (chart.getTopTracks) and of a country (geo.getTopTracks)."""

from dataclasses import replace

from core.charts.naming import market_code
from core.charts.readers.errors import BadFile
from core.charts.readers.labels import Label
from core.charts.readers.nested import dig, entries_of, text
from core.text import clean

_OTHERS = {"toptracks": "one artist's list", "weeklytrackchart": "one listener's list"}


def top_tracks(document: object, said: Label) -> tuple[list[dict[str, object]], Label] | None:
    """The tracks in the order of the answer. It names no week: that is the file's name's to say."""
    if isinstance(dig(document, "error"), int) and text(document, "message"):
        raise BadFile(f"Last.fm answered with an error ({clean(text(document, 'message'))[:100]}); ask it again.")
    other = next((what for key, what in _OTHERS.items() if dig(document, key) is not None), None)
    if text(document, "tracks", "@attr", "tag"):
        other = "one tag's list"
    if other is not None:
        raise BadFile(f"This is {other}, no country's chart; send an answer of geo.getTopTracks.")
    tracks = entries_of(document, "tracks", "track")
    if not tracks:
        return None
    if text(document, "tracks", "@attr", "page") not in ("", "1"):
        raise BadFile("This is a later page of the chart; send the first one, which begins with rank 1.")
    country = text(document, "tracks", "@attr", "country")
    listed: list[dict[str, object]] = [
        {
            "title": text(track, "name"),
            "artist": text(track, "artist", "name") or text(track, "artist", "#text"),
            "streams": text(track, "listeners") if country else text(track, "playcount"),
            "uri": text(track, "url"),
        }
        for track in tracks
    ]
    market = market_code(country) if country else "global"
    return listed, replace(said, platform="lastfm", market=market or said.market)
