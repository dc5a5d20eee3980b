"""The charts as they are written: staged in slices, then published at once."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from core.charts.model import Chart, Figures, Song
from core.charts.ports import Change, Correction, Staged
from core.values import GuildId, SongId, TrackKey
from db.chart_history import ChartHistory
from db.rows import Value, iso

_ENTRY = f"INSERT INTO entry VALUES ({', '.join('?' * 23)})"  # noqa: S608 - question marks alone


class ChartRows(ChartHistory):
    """Everything of the charts (``core.charts.ports.ChartRows``)."""

    async def put_chart(self, chart: Chart) -> Chart:
        """Keep *chart*; the same with its id."""
        row = await self._one(
            "INSERT INTO chart (guild, key, title, platform, market, kind, cadence, of, sample) VALUES"
            " (?, ?, ?, ?, ?, ?, ?, (SELECT id FROM chart WHERE guild = ? AND key = ?), ?) ON CONFLICT (guild, key)"
            " DO UPDATE SET title = excluded.title, sample = min(chart.sample, excluded.sample) RETURNING id, sample",
            *(chart.guild, chart.key, chart.title, chart.platform, chart.market, chart.kind, chart.cadence),
            *(chart.guild, chart.of, chart.sample),
        )
        assert row is not None
        return replace(chart, id=row["id"], sample=bool(row["sample"]))

    async def stage_songs(self, guild: GuildId, songs: Iterable[Song]) -> None:
        """Write listings seen for the first time."""
        await self._many(
            "INSERT INTO song VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(song.id, guild, song.title, song.artist, song.album, song.track, song.by_hand) for song in songs],
        )

    async def stage_keys(self, guild: GuildId, keys: Mapping[str, SongId]) -> None:
        """Identities by which songs will be known from now on; the first owner of one keeps it."""
        values = [(guild, key, song) for key, song in keys.items()]
        await self._many("INSERT OR IGNORE INTO song_key VALUES (?, ?, ?)", values)

    async def stage(self, staged: Iterable[Staged]) -> None:
        """Write issues that nobody sees until they are published."""
        row = await self._one("SELECT coalesce(max(id), 0) + 1 AS first FROM issue")
        assert row is not None
        issues = list(enumerate(staged, row["first"]))
        await self._many(
            "INSERT INTO issue (id, chart, end_date, revision, generation, status, coverage, depth, content)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_issue_values(number, each) for number, each in issues],
        )
        await self._many(_ENTRY, [_values(number, f) for number, each in issues for f in each.week.figures])
        await self._many(
            "INSERT INTO exit VALUES (?, ?, ?, ?)",
            [(number, x.song, x.last_rank, x.known) for number, each in issues for x in each.week.exits],
        )

    async def publish(self, charts: Collection[Chart], *, at: int) -> int:
        """Everything staged for *charts* counts from now on; how many issues that is."""
        issues = 0
        for chart in charts:
            await self._do(
                "UPDATE issue SET current = 0 WHERE chart = ? AND current AND end_date IN"
                " (SELECT end_date FROM issue WHERE chart = ? AND published_at IS NULL)",
                *(chart.id, chart.id),
            )
            issues += await self._do(
                "UPDATE issue SET current = 1, published_at = ? WHERE chart = ? AND published_at IS NULL", at, chart.id
            )
            await self._do(
                "UPDATE chart SET version = version + 1, newest = (SELECT max(id) FROM issue"
                " WHERE chart = ? AND current AND status IN ('published', 'partial')) WHERE id = ?",
                *(chart.id, chart.id),
            )
        return issues

    async def discard(self) -> None:
        """Take away what an import that came to nothing has staged."""
        if not await self._all("SELECT 1 FROM issue WHERE published_at IS NULL LIMIT 1"):
            return
        await self._do("DELETE FROM issue WHERE published_at IS NULL")
        await self._do("DELETE FROM song_key WHERE song NOT IN (SELECT song FROM entry)")
        await self._do(
            "DELETE FROM song WHERE id NOT IN (SELECT song FROM entry) AND id NOT IN (SELECT song FROM exit)"
        )
        await self._do("DELETE FROM chart WHERE of IS NOT NULL AND id NOT IN (SELECT chart FROM issue)")
        await self._do("DELETE FROM chart WHERE id NOT IN (SELECT chart FROM issue)")

    async def link(self, tracks: Mapping[SongId, TrackKey | None], *, by_hand: bool = False) -> None:
        """Say which track of the catalogue these songs are; *by_hand* is never overruled by a match."""
        await self._many(
            "UPDATE song SET track = ?, by_hand = max(by_hand, ?) WHERE id = ?",
            [(track, by_hand, song) for song, track in tracks.items()],
        )

    async def correct(self, corrections: Iterable[Correction], *, at: int) -> None:
        """Note what changed in published weeks."""
        await self._many(
            "INSERT INTO correction (chart, end_date, song, field, old, new, because, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(c.chart.id, iso(c.end), c.song, c.field, c.old, c.new, c.because, at) for c in corrections],
        )

    async def log(self, change: Change) -> int:
        """Note what somebody did; the number under which it can be undone."""
        made = [[key, end.isoformat(), revision] for key, end, revision in change.issues]
        return await self._insert(
            "INSERT INTO change (guild, at, by, what, detail) VALUES (?, ?, ?, ?, ?)",
            *(change.guild, change.at, change.by, change.what),
            json.dumps({"issues": made, "detail": change.detail}, ensure_ascii=False),
        )

    async def merge_songs(self, kept: SongId, gone: SongId) -> None:
        """Identities of *gone* lead to *kept* from now on."""
        await self._do("UPDATE song_key SET song = ? WHERE song = ?", kept, gone)


def _issue_values(number: int, staged: Staged) -> tuple[Value, ...]:
    issue = staged.week.issue
    return (
        *(number, staged.chart.id, iso(issue.end), staged.revision, staged.generation),
        *(issue.status, issue.coverage, issue.depth, staged.content),
    )


def _values(issue: int, figures: Figures) -> tuple[Value, ...]:
    entry, claim = figures.entry, figures.entry.claim
    return (
        *(issue, entry.song, entry.rank, entry.source_rank, entry.metric),
        *(claim.last_week, claim.peak, claim.weeks, claim.is_new),
        *(figures.mark, figures.last_week, figures.peak, iso(figures.peak_on), figures.weeks_at_peak),
        *(figures.weeks, figures.weeks_at_least, figures.streak, figures.streak_at_least),
        *(figures.new_peak, figures.in_our_data, figures.bullet),
        *(entry.listed or (None, None)),
    )
