"""The charts over many weeks, read so that the answer costs what it shows and not what the store holds."""

import json
from collections.abc import Collection
from datetime import date, timedelta

from core.charts.model import Chart, Song, Week
from core.values import SongId, TrackKey
from db.chart_reading import read_song
from db.chart_records import ChartRecords, thin_weeks
from db.rows import day, iso

_WITH_RANKS = "current AND status IN ('published', 'partial') AND depth > 0"
_AFTERWARDS = timedelta(days=60)
"""How long after its last appearance a song's run is followed, so that one sees that it is over."""

_MONTHS = """
WITH RECURSIVE month (last) AS (
    SELECT max(end_date) FROM issue WHERE chart = ?1 AND current UNION ALL
    SELECT (SELECT max(end_date) FROM issue WHERE chart = ?1 AND current AND end_date < substr(last, 1, 7))
    FROM month WHERE last IS NOT NULL)
SELECT last FROM month WHERE last IS NOT NULL LIMIT ?2
"""  # a step down the index for each month, instead of a look at every issue

_SPAN = """
SELECT min(i.end_date) AS first, max(i.end_date) AS last FROM json_each(?1) mine
CROSS JOIN entry e ON e.song = mine.value CROSS JOIN issue i ON i.id = e.issue WHERE i.chart = ?2 AND i.current
"""

_OF_SONGS = """
SELECT e.* FROM json_each(?1) mine CROSS JOIN entry e ON e.song = mine.value CROSS JOIN issue i ON i.id = e.issue
WHERE i.chart = ?2 AND i.current AND i.end_date BETWEEN ?3 AND ?4
"""


class ChartHistory(ChartRecords):
    """A chart's past (``core.charts.asking.history.HistoryRows``)."""

    async def recent(self, chart: Chart, end: date, known: int) -> list[Week]:
        """The last *known* issues with ranks up to *end*, those without ranks between them included, oldest first."""
        row = await self._one(
            "SELECT min(end_date) AS first FROM (SELECT end_date FROM issue"  # noqa: S608 - our own words
            f" WHERE chart = ? AND {_WITH_RANKS} AND end_date <= ? ORDER BY end_date DESC LIMIT ?)",
            *(chart.id, iso(end), known),
        )
        first = day(row["first"]) if row else None
        return await self.weeks(chart, first, end) if first else []

    async def thin(
        self, chart: Chart, songs: Collection[SongId], first: date | None = None, last: date | None = None
    ) -> list[Week]:
        """The issues from *first* to *last* with the entries of *songs* alone; without *first* from the first of those
        entries on, and not long beyond the last."""
        ids = json.dumps([*songs])
        if first is None:
            span = await self._one(_SPAN, ids, chart.id)
            if span is None or span["first"] is None:
                return []
            first = date.fromisoformat(span["first"])
            last = last or date.fromisoformat(span["last"]) + _AFTERWARDS
        last = last or date.max
        issues = await self._issues(chart, first, last, None)
        return thin_weeks(issues, await self._all(_OF_SONGS, ids, chart.id, iso(first), iso(last)))

    async def since(self, chart: Chart, after: date, last: date) -> tuple[int, int]:
        """How many issues with ranks end after one day and up to another, and the smallest depth among them."""
        row = await self._one(
            "SELECT count(*) AS known, coalesce(min(depth), 0) AS depth FROM issue"  # noqa: S608 - our own words
            f" WHERE chart = ? AND {_WITH_RANKS} AND end_date > ? AND end_date <= ?",
            *(chart.id, iso(after), iso(last)),
        )
        assert row is not None
        return row["known"], row["depth"]

    async def published(self, chart: Chart, first: date, last: date) -> list[tuple[date, int]]:
        """Every version of the issues with ranks that end from *first* to *last*: the end date, and when it was
        published (UTC seconds)."""
        rows = await self._all(
            "SELECT end_date, published_at FROM issue WHERE chart = ? AND end_date BETWEEN ? AND ?"
            " AND published_at IS NOT NULL AND status IN ('published', 'partial') AND depth > 0",
            *(chart.id, iso(first), iso(last)),
        )
        return [(date.fromisoformat(row["end_date"]), row["published_at"]) for row in rows]

    async def revised(self, chart: Chart, first: date, last: date) -> list[int]:
        """When each revision of the issues that end from *first* to *last* was first published (UTC seconds)."""
        rows = await self._all(
            "SELECT min(published_at) AS at FROM issue WHERE chart = ? AND end_date BETWEEN ? AND ?"
            " AND published_at IS NOT NULL GROUP BY end_date, revision",
            *(chart.id, iso(first), iso(last)),
        )
        return [row["at"] for row in rows]

    async def months(self, chart: Chart, most: int | None = None) -> list[date]:
        """The last issue of every month that has one, the newest first, *most* of them."""
        return [date.fromisoformat(row["last"]) for row in await self._all(_MONTHS, chart.id, most or -1)]

    async def attribute(self, chart: Chart, whose: str, at: int) -> None:
        """Keep whose list a fetched chart is, and that it was fetched at an instant (UTC seconds)."""
        await self._do(
            "UPDATE chart SET attribution = ?, fetched_at = ? WHERE guild = ? AND key = ?",
            *(whose, at, chart.guild, chart.key),
        )

    async def listings(self, tracks: Collection[TrackKey]) -> list[Song]:
        """The listings, of every scope, that are one of these tracks."""
        rows = await self._all(
            "SELECT * FROM song WHERE track IN (SELECT value FROM json_each(?))", json.dumps([*tracks])
        )
        return [read_song(row) for row in rows]
