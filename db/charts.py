"""The charts' rows."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from core.charts.model import Chart, Claim, Coverage, Entry, Exit, Figures, Issue, Mark, Song, Status, Week
from core.values import ChartKey, SongId, TrackKey
from db.rows import Rows, Value, iso


@dataclass(frozen=True, slots=True)
class Head:
    """One stored issue without its entries."""

    end: date
    revision: int
    content: str


class ChartRows(Rows):
    """Charts, issues, entries with their figures, and the songs they list (``core.charts.ports.ChartRows``)."""

    async def charts(self) -> list[Chart]:
        """Every chart, the one loaded most recently first, samples last."""
        rows = await self._all(
            "SELECT c.* FROM chart c LEFT JOIN issue i ON i.chart = c.key GROUP BY c.key"
            " ORDER BY c.sample, max(i.id) DESC, c.key"
        )
        return [_chart(row) for row in rows]

    async def put_chart(self, chart: Chart) -> None:
        """Keep a chart; what it is called may change, its key does not."""
        await self._do(
            "INSERT INTO chart VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET title = excluded.title,"
            " sample = min(chart.sample, excluded.sample)",
            *(chart.key, chart.title, chart.platform, chart.market, chart.kind, chart.cadence, chart.of, chart.sample),
        )

    async def heads(self, chart: ChartKey) -> list[Head]:
        """The chart's issues in their newest revision, oldest week first."""
        rows = await self._all(
            "SELECT end_date, revision, content FROM newest_issue WHERE chart = ? ORDER BY end_date", chart
        )
        return [Head(date.fromisoformat(row["end_date"]), row["revision"], row["content"]) for row in rows]

    async def issues(self, chart: ChartKey) -> list[Issue]:
        """The chart's issues with their entries."""
        return [week.issue for week in await self.weeks(chart)]

    async def put_issue(self, chart: ChartKey, week: Week, *, revision: int, content: str, loaded_at: int) -> None:
        """Keep a new revision of an issue with its figures."""
        issue = week.issue
        row = await self._insert(
            "INSERT INTO issue (chart, end_date, revision, status, coverage, depth, content, loaded_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            *(chart, iso(issue.end), revision, issue.status, issue.coverage, issue.depth, content, loaded_at),
        )
        await self._write_week(row, week)

    async def put_figures(self, chart: ChartKey, weeks: Iterable[Week]) -> None:
        """Renew the figures and exits of stored issues."""
        ids = {
            row["end_date"]: row["id"]
            for row in await self._all("SELECT id, end_date FROM newest_issue WHERE chart = ?", chart)
        }
        for week in weeks:
            issue = ids[iso(week.issue.end)]
            await self._do("DELETE FROM entry WHERE issue = ?", issue)
            await self._do("DELETE FROM exit WHERE issue = ?", issue)
            await self._write_week(issue, week)

    async def week(self, chart: ChartKey, end: date) -> Week | None:
        """One issue with its figures."""
        weeks = await self._weeks(chart, end, end)
        return weeks[0] if weeks else None

    async def weeks(self, chart: ChartKey) -> list[Week]:
        """Every issue with its figures, oldest first."""
        return await self._weeks(chart, date.min, date.max)

    async def songs(self, ids: Collection[SongId]) -> dict[SongId, Song]:
        """These songs."""
        rows = await self._all("SELECT * FROM song WHERE id IN (SELECT value FROM json_each(?))", json.dumps([*ids]))
        return {SongId(row["id"]): _song(row) for row in rows}

    async def all_songs(self) -> list[Song]:
        """Every song on any chart."""
        return [_song(row) for row in await self._all("SELECT * FROM song")]

    async def known(self, keys: Collection[str]) -> dict[str, SongId]:
        """The songs these identities belong to; unknown identities are left out."""
        rows = await self._all(
            "SELECT key, song FROM song_key WHERE key IN (SELECT value FROM json_each(?))",
            json.dumps([*keys], ensure_ascii=False),
        )
        return {row["key"]: SongId(row["song"]) for row in rows}

    async def add_song(self, title: str, artist: str, album: str | None, track: TrackKey | None) -> SongId:
        """A listing seen for the first time."""
        return SongId(
            await self._insert(
                "INSERT INTO song (title, artist, album, track) VALUES (?, ?, ?, ?)", title, artist, album, track
            )
        )

    async def add_keys(self, keys: Mapping[str, SongId]) -> None:
        """Identities by which songs will be known from now on; the first owner of one keeps it."""
        await self._many("INSERT OR IGNORE INTO song_key VALUES (?, ?)", keys.items())

    async def link(self, tracks: Mapping[SongId, TrackKey]) -> None:
        """Say which track of the catalogue these songs are."""
        await self._many("UPDATE song SET track = ? WHERE id = ?", [(track, song) for song, track in tracks.items()])

    async def standings(self, track: TrackKey) -> list[tuple[ChartKey, date, Figures]]:
        """The track's newest entry on every chart it has been on, newest first."""
        rows = await self._all(
            "SELECT i.chart, max(i.end_date) AS end_date, e.* FROM song s JOIN entry e ON e.song = s.id"
            " JOIN newest_issue i ON i.id = e.issue WHERE s.track = ? GROUP BY i.chart ORDER BY end_date DESC, i.chart",
            track,
        )
        return [(ChartKey(row["chart"]), date.fromisoformat(row["end_date"]), _figures(row)) for row in rows]

    async def _write_week(self, issue: int, week: Week) -> None:
        await self._many(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_values(issue, figures) for figures in week.figures],
        )
        await self._many(
            "INSERT INTO exit VALUES (?, ?, ?, ?)",
            [(issue, gone.song, gone.last_rank, gone.known) for gone in week.exits],
        )

    async def _weeks(self, chart: ChartKey, first: date, last: date) -> list[Week]:
        span = (chart, iso(first), iso(last))
        issues = await self._all(
            "SELECT * FROM newest_issue WHERE chart = ? AND end_date BETWEEN ? AND ? ORDER BY end_date", *span
        )
        entries = await self._all(
            "SELECT e.* FROM entry e JOIN newest_issue i ON i.id = e.issue"
            " WHERE i.chart = ? AND i.end_date BETWEEN ? AND ? ORDER BY e.issue, e.rank, e.source_rank, e.song",
            *span,
        )
        exits = await self._all(
            "SELECT x.* FROM exit x JOIN newest_issue i ON i.id = x.issue"
            " WHERE i.chart = ? AND i.end_date BETWEEN ? AND ? ORDER BY x.issue, x.last_rank, x.song",
            *span,
        )
        figures = {issue: [_figures(row) for row in rows] for issue, rows in groupby(entries, _issue_of)}
        gone = {issue: [_exit(row) for row in rows] for issue, rows in groupby(exits, _issue_of)}
        return [_week(row, figures.get(row["id"], []), gone.get(row["id"], [])) for row in issues]


def _issue_of(row: sqlite3.Row) -> int:
    return int(row["issue"])


def _chart(row: sqlite3.Row) -> Chart:
    return Chart(
        key=ChartKey(row["key"]),
        title=row["title"],
        platform=row["platform"],
        market=row["market"],
        kind=row["kind"],
        cadence=row["cadence"],
        of=ChartKey(row["of"]) if row["of"] else None,
        sample=bool(row["sample"]),
    )


def _song(row: sqlite3.Row) -> Song:
    track = TrackKey(row["track"]) if row["track"] else None
    return Song(SongId(row["id"]), row["title"], row["artist"], row["album"], track)


def _week(row: sqlite3.Row, figures: list[Figures], exits: list[Exit]) -> Week:
    issue = Issue(
        end=date.fromisoformat(row["end_date"]),
        entries=tuple(f.entry for f in figures),
        depth=row["depth"],
        status=Status(row["status"]),
        coverage=Coverage(row["coverage"]),
    )
    return Week(issue, tuple(figures), tuple(exits))


def _exit(row: sqlite3.Row) -> Exit:
    return Exit(SongId(row["song"]), row["last_rank"], bool(row["known"]))


def _figures(row: sqlite3.Row) -> Figures:
    claimed_new = None if row["claim_new"] is None else bool(row["claim_new"])
    claim = Claim(row["claim_last"], row["claim_peak"], row["claim_weeks"], claimed_new)
    return Figures(
        entry=Entry(SongId(row["song"]), row["rank"], row["metric"], claim, row["source_rank"]),
        mark=Mark(row["mark"]),
        last_week=row["last_week"],
        peak=row["peak"],
        peak_on=date.fromisoformat(row["peak_on"]),
        weeks_at_peak=row["weeks_at_peak"],
        weeks=row["weeks"],
        weeks_at_least=bool(row["weeks_least"]),
        streak=row["streak"],
        streak_at_least=bool(row["streak_least"]),
        new_peak=bool(row["new_peak"]),
        in_our_data=bool(row["in_our_data"]),
        bullet=None if row["bullet"] is None else bool(row["bullet"]),
    )


def _values(issue: int, figures: Figures) -> tuple[Value, ...]:
    entry, claim = figures.entry, figures.entry.claim
    return (
        *(issue, entry.song, entry.rank, entry.source_rank, entry.metric),
        *(claim.last_week, claim.peak, claim.weeks, claim.is_new),
        *(figures.mark, figures.last_week, figures.peak, iso(figures.peak_on), figures.weeks_at_peak),
        *(figures.weeks, figures.weeks_at_least, figures.streak, figures.streak_at_least),
        *(figures.new_peak, figures.in_our_data, figures.bullet),
    )
