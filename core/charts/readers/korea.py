"""Daily rows of the Korean services, many days and platforms in one list: ``date,platform,rank,title,artist,album``."""

from dataclasses import replace

from core.charts.model import Sheet
from core.charts.readers.labels import Label, platform_name
from core.charts.readers.sheets import Layout, by_day, sheets
from core.charts.readers.tables import Line, Table

_LAYOUT = Layout(rank="rank", title="title", artist="artist", album="album")


def days(table: Table, said: Label) -> tuple[Sheet, ...] | None:
    """One sheet for every platform and day."""
    if not table.has("date", "platform", "rank", "title", "artist"):
        return None
    return sheets(table, _LAYOUT, by_day("date", lambda line: _platform(line, said)), "date", "platform")


def _platform(line: Line, said: Label) -> Label:
    platform = platform_name(line["platform"])
    if platform is None:
        raise line.bad(f"platform “{line['platform'][:50]}” is none ostbot knows; write melon, bugs, genie or apple.")
    return replace(said, platform=platform, market=said.market or "kr", cadence="daily")
