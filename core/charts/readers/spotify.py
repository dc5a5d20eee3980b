"""Spotify's own chart downloads, before and since 2021, and lists of its daily "Top 50" playlists."""

from dataclasses import replace

from core.charts.model import Sheet
from core.charts.naming import market_code
from core.charts.readers.labels import Label
from core.charts.readers.sheets import Layout, by_day, sheets
from core.charts.readers.tables import Line, Table

_NEW = Layout(
    rank="rank",
    title="track name",
    artist="artist names",
    metric="streams",
    uri="uri",
    last_week="previous rank",
    peak="peak rank",
)
_OLD = Layout(rank="position", title="track name", artist="artist", metric="streams", uri="url")
_TOP_50 = Layout(rank="rank", title="title", artist="artists", album="album", uri="track id")


def download(table: Table, said: Label) -> tuple[Sheet, ...] | None:
    """A download since 2021: weekly files count ``weeks_on_chart``, daily ones ``days_on_chart``."""
    if not table.has("rank", "uri", "artist names", "track name", "previous rank"):
        return None
    cadence = "daily" if table.has("days on chart") else said.cadence
    layout = replace(_NEW, weeks=next((column for column in table.columns if column.endswith("on chart")), None))
    return sheets(table, layout, lambda _: replace(said, platform="spotify", cadence=cadence))


def old_download(table: Table, said: Label) -> tuple[Sheet, ...] | None:
    """A download of 2016 to 2020: only the first artist, no history, perhaps a note above the header."""
    if not table.has("position", "track name", "artist", "streams", "url"):
        return None
    return sheets(table, _OLD, lambda _: replace(said, platform="spotify"))


def playlists(table: Table, said: Label) -> tuple[Sheet, ...] | None:
    """The playlists "Top 50 - South Korea" and their like, day by day and region by region in one list."""
    if not table.has("date", "region", "rank", "track id", "title", "artists"):
        return None
    return sheets(table, _TOP_50, by_day("date", lambda line: _region(line, said)), "date", "region")


def _region(line: Line, said: Label) -> Label:
    market = market_code(line["region"])
    if market is None:
        raise line.bad(f"region “{line['region'][:50]}” is no country ostbot knows; write its English name.")
    return replace(said, platform="spotify", market=market, kind="top50", cadence="daily")
