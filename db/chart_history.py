"""The charts over many weeks, read so that the answer costs what it shows and not what the store holds."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from core.charts.model import Chart, Mark, Song, Week
from core.values import SongId, TrackKey
from db.chart_reading import ChartReading, read_figures, read_song, read_week
from db.rows import Value, day, iso

_WITH_RANKS = "current AND status IN ('published', 'partial') AND depth > 0"
_AFTERWARDS = timedelta(days=60)
"""How long after its last appearance a song's run is followed, so that one sees that it is over."""

_BEST = """
SELECT max(e.weeks) AS weeks, max(e.streak) AS streak, max(e.last_week - e.rank) AS jump, max(e.rank - e.last_week)
       AS fall, min(iif(e.mark = 'new' AND NOT e.in_our_data, e.rank, NULL)) AS debut,
       max(iif(e.rank = 1, e.weeks_at_peak, NULL)) AS at_one,
       max(iif(e.rank = 1 AND e.weeks_at_peak = 1 AND NOT e.weeks_least, e.weeks, NULL)) AS way
FROM issue i JOIN entry e ON e.issue = i.id WHERE i.chart = ?1 AND i.current AND i.end_date <= ?2
"""

_NOTABLE = """
SELECT e.*, i.end_date FROM issue i JOIN entry e ON e.issue = i.id
WHERE i.chart = ?1 AND i.current AND i.end_date <= ?2 AND (
    e.weeks = ?3 OR e.streak = ?4 OR e.last_week - e.rank = ?5 OR e.rank - e.last_week = ?6 OR e.mark = 'return'
    OR (e.mark = 'new' AND e.rank = ?7) OR (e.rank = 1 AND e.weeks_at_peak = ?8)
    OR (e.rank = 1 AND e.weeks_at_peak = 1 AND e.weeks = ?9))
"""

_BEFORE_RETURNS = """
SELECT e.*, max(j.end_date) FROM json_each(?1) back
CROSS JOIN entry e ON e.song = json_extract(back.value, '$[0]') CROSS JOIN issue j ON j.id = e.issue
WHERE j.chart = ?2 AND j.current AND j.end_date < json_extract(back.value, '$[1]') GROUP BY back.key
"""  # SQLite takes the other columns from the row that holds the maximum

_OF_ONE_DRAMA = """
WITH placed AS (
    SELECT e.issue, e.song, t.drama, count(*) OVER (PARTITION BY e.issue, t.drama) AS songs
    FROM song s CROSS JOIN track t ON t.key = s.track CROSS JOIN entry e ON e.song = s.id JOIN issue i ON i.id = e.issue
    WHERE s.track IS NOT NULL AND i.chart = ?1 AND i.current AND i.end_date <= ?2)
SELECT e.* FROM placed p JOIN entry e ON e.issue = p.issue AND e.song = p.song
WHERE p.songs = (SELECT max(songs) FROM placed)
"""

_OF_SONGS = """
SELECT e.* FROM entry e JOIN issue i ON i.id = e.issue
WHERE e.song IN (SELECT value FROM json_each(?1)) AND i.chart = ?2 AND i.current AND i.end_date BETWEEN ?3 AND ?4
"""


class ChartHistory(ChartReading):
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
            span = await self._one(
                "SELECT min(i.end_date) AS first, max(i.end_date) AS last FROM entry e JOIN issue i ON i.id = e.issue"
                " WHERE e.song IN (SELECT value FROM json_each(?)) AND i.chart = ? AND i.current",
                *(ids, chart.id),
            )
            if span is None or span["first"] is None:
                return []
            first = date.fromisoformat(span["first"])
            last = last or date.fromisoformat(span["last"]) + _AFTERWARDS
        last = last or date.max
        issues = await self._issues(chart, first, last, None)
        return _filled(issues, await self._all(_OF_SONGS, ids, chart.id, iso(first), iso(last)))

    async def notable(self, chart: Chart, last: date, songs: Collection[SongId] = ()) -> list[Week]:
        """Every issue up to *last*, thin: with all entries that may decide a record, and all entries of *songs*."""
        these: tuple[Value, ...] = (chart.id, iso(last))
        best = await self._one(_BEST, *these)
        assert best is not None
        marked = await self._all(_NOTABLE, *these, *tuple(best))
        returns = [(row["song"], row["end_date"]) for row in marked if row["mark"] == Mark.RETURN]
        entries = [
            *marked,
            *await self._all(_BEFORE_RETURNS, json.dumps(returns), chart.id),
            *await self._all(_OF_ONE_DRAMA, *these),
            *await self._all(_OF_SONGS, json.dumps([*songs]), chart.id, iso(date.min), iso(last)),
        ]
        return _filled(await self._issues(chart, date.min, last, None), entries)

    async def listings(self, tracks: Collection[TrackKey]) -> list[Song]:
        """The listings, of every scope, that are one of these tracks."""
        rows = await self._all(
            "SELECT * FROM song WHERE track IN (SELECT value FROM json_each(?))", json.dumps([*tracks])
        )
        return [read_song(row) for row in rows]


def _filled(issues: list[sqlite3.Row], entries: list[sqlite3.Row]) -> list[Week]:
    """The *issues* with these of their entries, each once."""
    found: dict[int, dict[int, sqlite3.Row]] = {}
    for row in entries:
        found.setdefault(row["issue"], {})[row["song"]] = row
    return [_thin(row, [*found.get(row["id"], {}).values()]) for row in issues]


def _thin(issue: sqlite3.Row, entries: list[sqlite3.Row]) -> Week:
    figures = sorted(map(read_figures, entries), key=lambda one: (one.entry.rank, one.entry.song))
    week = read_week(issue, figures, [])
    return replace(week, issue=replace(week.issue, entries=tuple(one.entry for one in figures)))
