"""The charts as they are read."""

import json
import sqlite3
from collections.abc import Collection
from datetime import date
from itertools import groupby

from core.charts.model import Chart, Claim, Coverage, Entry, Exit, Figures, Issue, Mark, Song, Status, Week
from core.charts.ports import Change, Correction, Head, Placing
from core.values import ChartKey, GuildId, SongId, TrackKey
from db.rows import Rows, iso


class ChartReading(Rows):
    """Charts, issues, entries with their figures, and the songs they list."""

    async def charts(self, guild: GuildId) -> list[Chart]:
        """What *guild* sees: its own charts, then the shared ones; the one that came in last first, samples last."""
        rows = await self._all(
            "SELECT c.*, s.key AS source FROM chart c LEFT JOIN chart s ON s.id = c.of WHERE c.guild IN (0, ?)"
            " ORDER BY coalesce(s.newest, c.newest) IS NULL, c.guild = 0, c.sample, coalesce(s.newest, c.newest) DESC",
            guild,
        )
        return [read_chart(row) for row in rows]

    async def main_chart(self, guild: GuildId) -> ChartKey | None:
        """The chart to show *guild* where nobody names one: the one it chose, else that of its first schedule, else the
        one with the most issues here, a sample last."""
        row = await self._one(
            "SELECT c.key FROM chart c WHERE c.of IS NULL AND c.newest IS NOT NULL AND c.guild IN (0, ?1) ORDER BY"
            " c.key IS (SELECT main_chart FROM guild WHERE id = ?1) DESC,"
            " c.key IS (SELECT chart FROM schedule WHERE guild = ?1 AND chart NOT NULL ORDER BY id LIMIT 1) DESC,"
            " c.sample, (SELECT count(*) FROM issue WHERE chart = c.id AND current"
            " AND status IN ('published', 'partial')) DESC, c.guild = 0, c.key LIMIT 1",
            guild,
        )
        return ChartKey(row["key"]) if row else None

    async def version(self, chart: Chart) -> int:
        """How often the chart was published to."""
        row = await self._one("SELECT version FROM chart WHERE guild = ? AND key = ?", chart.guild, chart.key)
        return row["version"] if row else 0

    async def heads(
        self, chart: Chart, *, first: date = date.min, last: date = date.max, as_of: int | None = None
    ) -> list[Head]:
        """The issues that end from *first* to *last*, the oldest first; with *as_of* as they stood at that instant (UTC
        seconds)."""
        rows = await self._issues(chart, first, last, as_of)
        return [_head(row) for row in rows]

    async def around(self, chart: Chart, end: date | None) -> tuple[Head | None, Head | None, Head | None]:
        """The showable issue before the week to *end*, that week's, and the one after; without *end* the newest."""
        day = iso(end or date.max)
        until = await self._all(
            "SELECT * FROM issue WHERE chart = ? AND current AND status IN ('published', 'partial') AND end_date <= ?"
            " ORDER BY end_date DESC LIMIT 2",
            *(chart.id, day),
        )
        after = await self._all(
            "SELECT * FROM issue WHERE chart = ? AND current AND status IN ('published', 'partial') AND end_date > ?"
            " ORDER BY end_date LIMIT 1",
            *(chart.id, day),
        )
        heads = [_head(row) for row in until]
        at = heads.pop(0) if heads and (end is None or heads[0].end == end) else None
        return (heads[0] if heads else None), at, (_head(after[0]) if after else None)

    async def newest(self, chart: Chart, most: int) -> list[date]:
        """The end dates of the last *most* showable issues, the newest first."""
        rows = await self._all(
            "SELECT end_date FROM issue WHERE chart = ? AND current AND status IN ('published', 'partial')"
            " ORDER BY end_date DESC LIMIT ?",
            *(chart.id, most),
        )
        return [date.fromisoformat(row["end_date"]) for row in rows]

    async def week(self, chart: Chart, end: date, *, as_of: int | None = None) -> Week | None:
        """One issue with its figures."""
        weeks = await self._filled(await self._issues(chart, end, end, as_of))
        return weeks[0] if weeks else None

    async def revision(self, chart: Chart, end: date, revision: int) -> tuple[Week, str] | None:
        """One issue as a certain revision told it, with its fingerprint."""
        rows = await self._all(
            "SELECT * FROM issue WHERE chart = ? AND end_date = ? AND revision = ? AND published_at IS NOT NULL"
            " ORDER BY generation DESC LIMIT 1",
            *(chart.id, iso(end), revision),
        )
        weeks = await self._filled(rows)
        return (weeks[0], rows[0]["content"]) if weeks else None

    async def weeks(
        self, chart: Chart, first: date = date.min, last: date = date.max, *, as_of: int | None = None
    ) -> list[Week]:
        """The issues that end from *first* to *last*, with their figures, oldest first; with *as_of* as they stood at
        that instant (UTC seconds)."""
        return await self._filled(await self._issues(chart, first, last, as_of))

    async def bare(self, chart: Chart) -> list[Issue]:
        """Every issue without its entries, oldest first."""
        return [_issue(row) for row in await self._issues(chart, date.min, date.max, None)]

    async def latest(self, chart: Chart, songs: Collection[SongId]) -> dict[SongId, tuple[date, Figures]]:
        """The last figures of these *songs* on one chart, each with the end of its week; who never charted is left
        out."""
        rows = await self._all(  # SQLite takes the other columns from the row that holds the maximum
            "SELECT max(i.end_date) AS end_date, e.* FROM json_each(?) mine CROSS JOIN entry e ON e.song = mine.value"
            " CROSS JOIN issue i ON i.id = e.issue WHERE i.chart = ? AND i.current GROUP BY e.song",
            *(json.dumps([*songs]), chart.id),
        )
        return {SongId(row["song"]): (date.fromisoformat(row["end_date"]), read_figures(row)) for row in rows}

    async def run(self, chart: Chart, song: SongId) -> list[tuple[date, Figures]]:
        """Every week of one song on one chart, oldest first."""
        rows = await self._all(
            "SELECT i.end_date, e.* FROM entry e JOIN issue i ON i.id = e.issue"
            " WHERE e.song = ? AND i.chart = ? AND i.current ORDER BY i.end_date",
            *(song, chart.id),
        )
        return [(date.fromisoformat(row["end_date"]), read_figures(row)) for row in rows]

    async def songs(self, ids: Collection[SongId]) -> dict[SongId, Song]:
        """These songs."""
        rows = await self._all("SELECT * FROM song WHERE id IN (SELECT value FROM json_each(?))", json.dumps([*ids]))
        return {SongId(row["id"]): read_song(row) for row in rows}

    async def songs_of(self, guild: GuildId) -> list[Song]:
        """Every song in a scope."""
        return [read_song(row) for row in await self._all("SELECT * FROM song WHERE guild = ?", guild)]

    async def songs_on(self, track: TrackKey) -> list[Song]:
        """The listings, of every scope, that are this track."""
        return [read_song(row) for row in await self._all("SELECT * FROM song WHERE track = ?", track)]

    async def known(self, guild: GuildId, keys: Collection[str]) -> dict[str, SongId]:
        """The songs that these identities belong to; unknown identities are left out."""
        rows = await self._all(
            "SELECT key, song FROM song_key WHERE guild = ? AND key IN (SELECT value FROM json_each(?))",
            *(guild, json.dumps([*keys], ensure_ascii=False)),
        )
        return {row["key"]: SongId(row["song"]) for row in rows}

    async def next_song(self) -> int:
        """The first id that no song has."""
        row = await self._one("SELECT coalesce(max(id), 0) + 1 AS id FROM song")
        assert row is not None
        return int(row["id"])

    async def standings(
        self, guild: GuildId, tracks: Collection[TrackKey]
    ) -> list[tuple[TrackKey, Chart, date, Figures]]:
        """The newest entry of each of these tracks on every chart that *guild* sees, newest first."""
        rows = await self._all(  # SQLite takes the other columns from the row that holds the maximum
            "SELECT c.*, o.key AS source, s.track, max(i.end_date) AS end_date, e.* FROM json_each(?) mine"
            " CROSS JOIN song s ON s.track = mine.value AND s.guild IN (0, ?) CROSS JOIN entry e ON e.song = s.id"
            " CROSS JOIN issue i ON i.id = e.issue AND i.current JOIN chart c ON c.id = i.chart"
            " LEFT JOIN chart o ON o.id = c.of GROUP BY mine.key, i.chart ORDER BY end_date DESC, mine.key, i.chart",
            *(json.dumps([*tracks]), guild),
        )
        return [
            (TrackKey(row["track"]), read_chart(row), date.fromisoformat(row["end_date"]), read_figures(row))
            for row in rows
        ]

    async def corrections(self, chart: Chart, since: int, most: int) -> list[tuple[int, Correction]]:
        """What changed in a chart since an instant, newest first, each with its instant."""
        rows = await self._all(
            "SELECT * FROM correction WHERE chart = ? AND at >= ? ORDER BY at DESC, end_date DESC, id LIMIT ?",
            *(chart.id, since, most),
        )
        return [(row["at"], _correction(chart, row)) for row in rows]

    async def changes(self, guild: GuildId, most: int) -> list[Change]:
        """What was done lately in a scope, newest first."""
        rows = await self._all("SELECT * FROM change WHERE guild = ? ORDER BY id DESC LIMIT ?", guild, most)
        return [_change(row) for row in rows]

    async def _issues(self, chart: Chart, first: date, last: date, as_of: int | None) -> list[sqlite3.Row]:
        if as_of is None:
            return await self._all(
                "SELECT * FROM issue WHERE chart = ? AND current AND end_date BETWEEN ? AND ? ORDER BY end_date",
                *(chart.id, iso(first), iso(last)),
            )
        return await self._all(  # SQLite takes the other columns from the row that holds the maximum
            "SELECT *, max(revision * 1000000 + generation) FROM issue"
            " WHERE chart = ? AND end_date BETWEEN ? AND ? AND published_at <= ? GROUP BY end_date ORDER BY end_date",
            *(chart.id, iso(first), iso(last), as_of),
        )

    async def _filled(self, issues: list[sqlite3.Row]) -> list[Week]:
        numbers = json.dumps([row["id"] for row in issues])
        entries = await self._all(
            "SELECT * FROM entry WHERE issue IN (SELECT value FROM json_each(?)) ORDER BY issue, rank, song", numbers
        )
        exits = await self._all(
            "SELECT * FROM exit WHERE issue IN (SELECT value FROM json_each(?)) ORDER BY issue, last_rank, song",
            numbers,
        )
        figures = {issue: [read_figures(row) for row in rows] for issue, rows in groupby(entries, _issue_of)}
        gone = {issue: [_exit(row) for row in rows] for issue, rows in groupby(exits, _issue_of)}
        return [read_week(row, figures.get(row["id"], []), gone.get(row["id"], [])) for row in issues]


def _issue_of(row: sqlite3.Row) -> int:
    return int(row["issue"])


def read_chart(row: sqlite3.Row) -> Chart:
    """A stored chart; *source* is the key of the one it is drawn from."""
    return Chart(
        key=ChartKey(row["key"]),
        title=row["title"],
        platform=row["platform"],
        market=row["market"],
        kind=row["kind"],
        cadence=row["cadence"],
        of=ChartKey(row["source"]) if row["source"] else None,
        sample=bool(row["sample"]),
        guild=GuildId(row["guild"]),
        id=row["id"],
        attribution=row["attribution"],
        fetched_at=row["fetched_at"],
        version=row["version"],
    )


def read_song(row: sqlite3.Row) -> Song:
    """A stored listing."""
    track = TrackKey(row["track"]) if row["track"] else None
    return Song(SongId(row["id"]), row["title"], row["artist"], row["album"], track, bool(row["by_hand"]))


def _head(row: sqlite3.Row) -> Head:
    end, status = date.fromisoformat(row["end_date"]), Status(row["status"])
    return Head(end, row["revision"], row["generation"], row["content"], status)


def _correction(chart: Chart, row: sqlite3.Row) -> Correction:
    end = date.fromisoformat(row["end_date"])
    return Correction(chart, end, SongId(row["song"]), row["field"], row["old"], row["new"], row["because"])


def _change(row: sqlite3.Row) -> Change:
    told = json.loads(row["detail"])
    made = tuple((ChartKey(key), date.fromisoformat(end), revision) for key, end, revision in told["issues"])
    placed = tuple(
        Placing(SongId(song), was and TrackKey(was), bool(by_hand), now and TrackKey(now))
        for song, was, by_hand, now in told.get("placed", ())  # a change of the catalogue has none
    )
    return Change(row["what"], GuildId(row["guild"]), row["at"], row["by"], made, told["detail"], row["id"], placed)


def read_week(row: sqlite3.Row, figures: list[Figures], exits: list[Exit]) -> Week:
    """A stored issue with its *figures* and *exits*."""
    return Week(_issue(row, tuple(f.entry for f in figures)), tuple(figures), tuple(exits))


def _issue(row: sqlite3.Row, entries: tuple[Entry, ...] = ()) -> Issue:
    end, status, coverage = date.fromisoformat(row["end_date"]), Status(row["status"]), Coverage(row["coverage"])
    return Issue(end, entries, row["depth"], status, coverage)


def _exit(row: sqlite3.Row) -> Exit:
    return Exit(SongId(row["song"]), row["last_rank"], bool(row["known"]))


def _listed(row: sqlite3.Row) -> tuple[str, str] | None:
    return (row["listed_title"], row["listed_artist"]) if row["listed_title"] is not None else None


def read_figures(row: sqlite3.Row) -> Figures:
    """A stored entry with its figures."""
    claimed_new = None if row["claim_new"] is None else bool(row["claim_new"])
    claim = Claim(row["claim_last"], row["claim_peak"], row["claim_weeks"], claimed_new)
    return Figures(
        entry=Entry(SongId(row["song"]), row["rank"], row["metric"], claim, row["source_rank"], _listed(row)),
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
