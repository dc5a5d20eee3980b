"""What a chart's records are told from: written when an issue is published, read without reading the chart again."""

import json
import sqlite3
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date

from core.charts.asking.history import Notable
from core.charts.model import Chart, Entry, Week
from core.charts.rules.absences import away
from core.charts.rules.cadence import holes
from core.charts.rules.records import Feat
from core.values import SongId
from db.chart_reading import ChartReading, read_chart, read_figures, read_week
from db.rows import Value, day, iso

AT_ONCE = 60
"""Weeks whose best is renewed before others get their turn at the writer: about ten milliseconds."""

MOST_SHARED = 3
"""Of those who share a record, how many are read."""

_COLUMNS = {
    Feat.LONGEST_RUN: "weeks",
    Feat.LONGEST_STREAK: "streak",
    Feat.BIGGEST_JUMP: "jump",
    Feat.BIGGEST_FALL: "fall",
    Feat.HIGHEST_DEBUT: "debut",
    Feat.WEEKS_AT_ONE: "at_one",
    Feat.LONGEST_WAY: "way",
}
"""The records of single songs, by the column that holds each week's best."""

_BEHIND = """
SELECT i.end_date AS first FROM issue i LEFT JOIN week_best b ON b.chart = i.chart AND b.end_date = i.end_date
WHERE i.chart = ? AND i.current AND b.issue IS NOT i.id ORDER BY i.end_date LIMIT 1
"""

_UNTIL = """
SELECT max(end_date) AS last, (SELECT max(end_date) FROM issue WHERE chart = ?1 AND current) AS newest
FROM (SELECT end_date FROM issue WHERE chart = ?1 AND current AND end_date >= ?2 ORDER BY end_date LIMIT ?3)
"""

_BESTS = """
INSERT INTO week_best
SELECT i.chart, i.end_date, i.id, i.status IN ('published', 'partial') AND i.depth > 0,
       max(e.weeks), max(e.streak), max(e.last_week - e.rank), max(e.rank - e.last_week),
       min(iif(e.mark = 'new' AND NOT e.in_our_data, e.rank, NULL)), max(iif(e.rank = 1, e.weeks_at_peak, NULL)),
       max(iif(e.rank = 1 AND e.weeks_at_peak = 1 AND NOT e.weeks_least, e.weeks, NULL))
FROM issue i LEFT JOIN entry e ON e.issue = i.id
WHERE i.chart = ?1 AND i.current AND i.end_date BETWEEN ?2 AND ?3 GROUP BY i.end_date
"""

_OF_DRAMAS = """
INSERT INTO drama_week
SELECT b.chart, count(*), t.drama, b.end_date, b.issue
FROM week_best b CROSS JOIN entry e ON e.issue = b.issue CROSS JOIN song s ON s.id = e.song
CROSS JOIN track t ON t.key = s.track
WHERE b.chart = ?1 AND b.end_date BETWEEN ?2 AND ?3 GROUP BY b.issue, t.drama HAVING count(*) > 1
"""

_RETURNS = """
SELECT b.end_date AS back_on, e.song, e.rank, e.source_rank, max(j.end_date) AS last_on, f.rank AS last_rank,
       f.source_rank AS last_source_rank
FROM week_best b CROSS JOIN entry e ON e.issue = b.issue AND e.mark = 'return'
CROSS JOIN entry f ON f.song = e.song CROSS JOIN issue j ON j.id = f.issue
WHERE b.chart = ?1 AND b.end_date BETWEEN ?2 AND ?3 AND j.chart = ?1 AND j.current AND j.end_date < b.end_date
GROUP BY e.issue, e.song
"""  # SQLite takes the other columns from the row that holds the maximum

_KNOWN = """
WITH these (end_date) AS NOT MATERIALIZED
    (SELECT end_date FROM week_best INDEXED BY week_best_by_known WHERE chart = ?1 AND known = 1 AND end_date <= ?2)
SELECT (SELECT count(*) FROM these) AS known, (SELECT end_date FROM these ORDER BY end_date LIMIT 1) AS first,
    (SELECT max(end_date) FROM week_best WHERE chart = ?1)
    IS (SELECT max(end_date) FROM issue WHERE chart = ?1 AND current) AS settled
"""
_UP_TO = "FROM week_best INDEXED BY week_best_by_{0} WHERE chart = ?1 AND end_date <= ?2"
_BEST_VALUES = "SELECT " + ", ".join(
    f"(SELECT {each} {_UP_TO.format(each)} AND {each} IS NOT NULL"
    f" ORDER BY {each} {'ASC' if feat is Feat.HIGHEST_DEBUT else 'DESC'} LIMIT 1)"
    for feat, each in _COLUMNS.items()
)
_BEST_WEEKS = " UNION ALL ".join(
    f"SELECT * FROM (SELECT '{each}' AS best, issue, (SELECT count(*) {_UP_TO.format(each)} AND {each} = ?{number})"  # noqa: S608 - our own names
    f" AS times {_UP_TO.format(each)} AND {each} = ?{number} ORDER BY end_date LIMIT ?3)"
    for number, each in enumerate(_COLUMNS.values(), start=4)
)
"""A step down an index for each record, instead of a look at every week."""

_NOTABLE = """
SELECT e.* FROM json_each(?1) b CROSS JOIN entry e ON e.issue = b.value WHERE
    e.weeks = ?2 OR e.streak = ?3 OR e.last_week - e.rank = ?4 OR e.rank - e.last_week = ?5
    OR (e.mark = 'new' AND e.rank = ?6) OR (e.rank = 1 AND e.weeks_at_peak = ?7)
    OR (e.rank = 1 AND e.weeks_at_peak = 1 AND e.weeks = ?8)
"""

_MOST_OF_A_DRAMA = """
SELECT issue, min(end_date) FROM drama_week
WHERE chart = ?1 AND end_date <= ?2 AND songs =
    (SELECT songs FROM drama_week WHERE chart = ?1 AND end_date <= ?2 ORDER BY songs DESC LIMIT 1)
GROUP BY drama ORDER BY min(end_date)
"""

_OF_THOSE = """
SELECT e.* FROM json_each(?1) b CROSS JOIN entry e ON e.issue = b.value CROSS JOIN song s ON s.id = e.song
WHERE s.track IS NOT NULL
"""

_LONGEST_AWAY = """
WITH longest (away) AS MATERIALIZED
    (SELECT away FROM absence WHERE chart = ?1 AND end_date <= ?2 ORDER BY away DESC LIMIT 1)
SELECT end_date, song, away,
    (SELECT count(DISTINCT song) FROM absence
     WHERE chart = ?1 AND end_date <= ?2 AND away = (SELECT away FROM longest)) AS times
FROM absence a WHERE chart = ?1 AND end_date <= ?2 AND away = (SELECT away FROM longest) AND NOT EXISTS
    (SELECT 1 FROM absence b WHERE b.song = a.song AND b.chart = ?1 AND b.end_date < a.end_date AND b.away = a.away)
ORDER BY end_date, song LIMIT ?3
"""

_BACK = """
SELECT e.* FROM json_each(?1) back CROSS JOIN week_best b ON b.chart = ?2
     AND b.end_date = json_extract(back.value, '$[0]')
CROSS JOIN entry e ON e.issue = b.issue AND e.song = json_extract(back.value, '$[1]')
"""


class ChartRecords(ChartReading):
    """The best of a chart's weeks."""

    async def sum_up(self, chart: Chart, most: int = AT_ONCE) -> bool:
        """Renew the best of *most* weeks, from the first one on that was published or changed since the last time;
        whether there are more."""
        row = await self._one(_BEHIND, chart.id)
        if row is None:
            return False
        until = await self._one(_UNTIL, chart.id, row["first"], most)
        assert until is not None
        for table in ("week_best", "absence", "drama_week"):
            await self._do(f"DELETE FROM {table} WHERE chart = ? AND end_date >= ?", chart.id, row["first"])  # noqa: S608 - our own names
        these = (chart.id, row["first"], until["last"])
        await self._do(_BESTS, *these)
        await self._do(_OF_DRAMAS, *these)
        returns = await self._all(_RETURNS, *these)
        await self._many("INSERT INTO absence VALUES (?, ?, ?, ?)", await self._absences(chart, returns))
        return bool(until["newest"] > until["last"])

    async def sum_up_all(self) -> None:
        """The same for every chart; what an older ostbot published is caught up with."""
        rows = await self._all(
            "SELECT *, NULL AS source FROM chart WHERE id IN (SELECT i.chart FROM issue i LEFT JOIN week_best b"
            " ON b.chart = i.chart AND b.end_date = i.end_date WHERE i.current AND b.issue IS NOT i.id)"
        )
        for row in rows:
            while await self.sum_up(read_chart(row), 10 * AT_ONCE):
                pass

    async def notable(self, chart: Chart, last: date, most: int = MOST_SHARED) -> Notable:
        """What decides the records of the weeks up to *last*; of a record that many share the *most* earliest."""
        these: tuple[Value, ...] = (chart.id, iso(last))
        known = await self._one(_KNOWN, *these)
        assert known is not None
        values = tuple(await self._one(_BEST_VALUES, *these) or ())
        bests = await self._all(_BEST_WEEKS, *these, most, *values)
        of_dramas = [row["issue"] for row in await self._all(_MOST_OF_A_DRAMA, *these)]
        gone = await self._all(_LONGEST_AWAY, *these, most)
        weeks = {row["issue"] for row in bests}
        entries = [
            *await self._all(_NOTABLE, json.dumps([*weeks]), *values),
            *await self._all(_OF_THOSE, json.dumps(of_dramas[:most])),
            *await self._all(_BACK, json.dumps([(row["end_date"], row["song"]) for row in gone]), chart.id),
        ]
        issues = await self._all(
            "SELECT * FROM issue WHERE id IN (SELECT value FROM json_each(?)) ORDER BY end_date",
            json.dumps([*{row["issue"] for row in entries}]),
        )
        shared = {row["best"]: row["times"] for row in bests}
        times = {feat: shared.get(column, 0) for feat, column in _COLUMNS.items()}
        times |= {Feat.MOST_OF_A_DRAMA: len(of_dramas), Feat.LONGEST_ABSENCE: gone[0]["times"] if gone else 0}
        return Notable(
            weeks=tuple(thin_weeks(issues, entries)),
            away={(date.fromisoformat(row["end_date"]), SongId(row["song"])): row["away"] for row in gone},
            known=known["known"],
            first=day(known["first"]),
            settled=bool(known["settled"]),
            more={feat: number - most for feat, number in times.items() if number > most},
        )

    async def summed_up(self, chart: Chart, last: date) -> bool:
        """Whether what records are told from is there of every issue up to *last*."""
        row = await self._one(_BEHIND, chart.id)
        return row is None or row["first"] > iso(last)

    async def away(self, chart: Chart, end: date) -> dict[SongId, int]:
        """The songs that return in the week to *end* and how many issues each was certainly away."""
        rows = await self._all("SELECT song, away FROM absence WHERE chart = ? AND end_date = ?", *(chart.id, iso(end)))
        return {SongId(row["song"]): row["away"] for row in rows}

    async def _absences(self, chart: Chart, returns: list[sqlite3.Row]) -> list[tuple[Value, ...]]:
        if not returns:
            return []
        earliest = date.fromisoformat(min(row["last_on"] for row in returns))
        latest = date.fromisoformat(max(row["back_on"] for row in returns))
        held = [_thin(row, []).issue for row in await self._issues(chart, earliest, latest, None)]
        issues = sorted([*held, *holes([each.end for each in held], chart.cadence)], key=lambda each: each.end)
        ends = [each.end for each in issues]
        found: list[tuple[Value, ...]] = []
        for row in returns:
            since, until = (date.fromisoformat(row[name]) for name in ("last_on", "back_on"))
            between = issues[bisect_right(ends, since) : bisect_left(ends, until)]
            last = Entry(SongId(row["song"]), row["last_rank"], source_rank=row["last_source_rank"])
            back = Entry(SongId(row["song"]), row["rank"], source_rank=row["source_rank"])
            weeks = away(between, last, back, issues[bisect_left(ends, until)])
            if weeks:
                found.append((chart.id, row["back_on"], row["song"], weeks))
        return found


def thin_weeks(issues: list[sqlite3.Row], entries: list[sqlite3.Row]) -> list[Week]:
    """The *issues* with these of their entries, each once."""
    found: dict[int, dict[int, sqlite3.Row]] = {}
    for row in entries:
        found.setdefault(row["issue"], {})[row["song"]] = row
    return [_thin(row, [*found.get(row["id"], {}).values()]) for row in issues]


def _thin(issue: sqlite3.Row, entries: list[sqlite3.Row]) -> Week:
    figures = sorted(map(read_figures, entries), key=lambda one: (one.entry.rank, one.entry.song))
    week = read_week(issue, figures, [])
    return replace(week, issue=replace(week.issue, entries=tuple(one.entry for one in figures)))
