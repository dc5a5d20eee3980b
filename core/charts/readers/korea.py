"""Daily rows of the Korean services, many days and platforms in one list: ``date,platform,rank,title,artist,album``."""

from dataclasses import replace

from core.charts.model import Sheet
from core.charts.readers.labels import Label, platform_name
from core.charts.readers.sheets import Labelled, Layout, by_day, sheets
from core.charts.readers.tables import Line, Table

_LAYOUT = Layout(rank="rank", title="title", artist="artist", album="album")


def days(table: Table, said: Label) -> tuple[Sheet, ...] | None:
    """One sheet for every platform and day."""
    if not table.has("date", "platform", "rank", "title", "artist"):
        return None
    return sheets(table, _LAYOUT, _by_platform(said))


def _by_platform(said: Label) -> Labelled:
    days: dict[str, Labelled] = {}

    def labelled(line: Line) -> Label:
        written = line["platform"]
        if written not in days:
            platform = platform_name(written)
            if platform is None:
                raise line.bad(f"platform “{written[:50]}” is none ostbot knows; write melon, bugs, genie or apple.")
            days[written] = by_day(
                "date", replace(said, platform=platform, market=said.market or "kr", cadence="daily")
            )
        return days[written](line)

    return labelled
