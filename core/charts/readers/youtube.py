"""YouTube's weekly top songs, as its charts page gives them for download."""

from dataclasses import replace

from core.charts.model import Sheet
from core.charts.readers.labels import Label
from core.charts.readers.sheets import Layout, sheets
from core.charts.readers.tables import Table

_LAYOUT = Layout(
    rank="rank",
    title="track name",
    artist="artist names",
    metric="views",
    uri="youtube url",
    last_week="previous rank",
    weeks="periods on chart",
)


def top_songs(table: Table, said: Label) -> tuple[Sheet, ...] | None:
    """One week of one market; the columns do not say which, the file's name may."""
    if not table.has("rank", "previous rank", "track name", "artist names", "views"):
        return None
    return sheets(table, _LAYOUT, lambda _: replace(said, platform="youtube"))
