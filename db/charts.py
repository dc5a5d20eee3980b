"""The charts as they are written: staged in slices, then published at once."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from core.charts.model import Chart, Song
from core.charts.parcels import Part
from core.charts.ports import Change, Correction, Staged
from core.charts.publishing import Overtaken
from core.values import GuildId, SongId, TrackKey
from db.chart_history import ChartHistory
from db.parcels import MOVE, entry_values, issue_values
from db.rows import iso

_ENTRY = f"INSERT INTO entry VALUES ({', '.join('?' * 23)})"  # noqa: S608 - question marks alone

_NAMED_ANEW = """
UPDATE chart SET version = version + 1 WHERE EXISTS
    (SELECT 1 FROM json_each(?1) mine CROSS JOIN entry e ON e.song = mine.value CROSS JOIN issue i ON i.id = e.issue
     WHERE i.chart = chart.id)
"""  # what was told of a chart named its songs by their tracks


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
        issues = list(enumerate(staged, await self.next_issue()))
        await self._many(
            "INSERT INTO issue (id, chart, end_date, revision, generation, status, coverage, depth, content)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, each.chart.id, *issue_values(each)) for number, each in issues],
        )
        await self._many(_ENTRY, chain.from_iterable(entry_values(*each) for each in issues))
        await self._many(
            "INSERT INTO exit VALUES (?, ?, ?, ?)",
            [(number, x.song, x.last_rank, x.known) for number, each in issues for x in each.week.exits],
        )

    async def unpack(self, guild: GuildId, part: str, base: int, first: int, last: int) -> int:
        """Move the rows *first* to *last* of one *part* of the open parcel; how many it had.

        The issues' numbers count from *base*. SQLite moves the rows by itself, so that other threads go on meanwhile.

        Raises:
            Overtaken: another process has stored songs since the parcel was packed.
        """
        move = f"{MOVE[Part(part)]} FROM parcel.{Part(part)} p WHERE p.rowid BETWEEN :first AND :last"
        values = {"guild": guild, "base": base, "first": first, "last": last}
        try:
            await self._connection.execute_fetchall(move, values)
        except sqlite3.IntegrityError as error:  # the numbers of its songs are taken
            raise Overtaken("Another chart came in while this one was looked at: import it again.") from error
        count = f"SELECT count(*) AS rows FROM parcel.{Part(part)} WHERE rowid BETWEEN ? AND ?"  # noqa: S608 - our own words
        row = await self._one(count, first, last)
        assert row is not None
        return int(row["rows"])

    async def next_issue(self) -> int:
        """The first id that no issue has."""
        row = await self._one("SELECT coalesce(max(id), 0) + 1 AS id FROM issue")
        assert row is not None
        return int(row["id"])

    async def publish(self, charts: Collection[Chart], *, at: int) -> int:
        """Everything staged for *charts* counts from now on; how many issues that is. Of many weeks, only the first are
        summed up with it (:meth:`sum_up`)."""
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
            await self.sum_up(chart)
        return issues

    async def discard(self, most: int) -> bool:
        """Take away *most* issues that an import which came to nothing has staged, or else what it left beside them;
        whether there is more."""
        if await self._do(
            "DELETE FROM issue WHERE id IN (SELECT id FROM issue WHERE published_at IS NULL LIMIT ?)", most
        ):
            return True
        unlisted = await self._all(
            "SELECT id FROM song s WHERE NOT EXISTS (SELECT 1 FROM entry WHERE song = s.id)"
            " AND NOT EXISTS (SELECT 1 FROM exit WHERE song = s.id) ORDER BY id DESC LIMIT ?",
            most * 50,
        )
        if unlisted:
            ids = json.dumps([row["id"] for row in unlisted])
            await self._do("DELETE FROM song_key WHERE song IN (SELECT value FROM json_each(?))", ids)
            await self._do("DELETE FROM song WHERE id IN (SELECT value FROM json_each(?))", ids)
            return True
        await self._do("DELETE FROM chart WHERE of IS NOT NULL AND id NOT IN (SELECT chart FROM issue)")
        await self._do("DELETE FROM chart WHERE id NOT IN (SELECT chart FROM issue)")
        return False

    async def link(self, tracks: Mapping[SongId, TrackKey | None], *, by_hand: bool = False) -> None:
        """Say which track of the catalogue these songs are; *by_hand* is never overruled by a match."""
        await self._many(
            "UPDATE song SET track = ?, by_hand = max(by_hand, ?) WHERE id = ?",
            [(track, by_hand, song) for song, track in tracks.items()],
        )
        if tracks:
            await self._do(_NAMED_ANEW, json.dumps([*tracks]))

    async def unplace(self, tracks: Mapping[SongId, TrackKey | None]) -> None:
        """These songs are their tracks again as matching found them: nobody has decided."""
        await self._many(
            "UPDATE song SET track = ?, by_hand = 0 WHERE id = ?", [(track, song) for song, track in tracks.items()]
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
        placed = [[each.song, each.was, each.by_hand, each.now] for each in change.placed]
        return await self._insert(
            "INSERT INTO change (guild, at, by, what, detail) VALUES (?, ?, ?, ?, ?)",
            *(change.guild, change.at, change.by, change.what),
            json.dumps({"issues": made, "detail": change.detail, "placed": placed}, ensure_ascii=False),
        )

    async def merge_songs(self, kept: SongId, gone: SongId) -> None:
        """Identities of *gone* lead to *kept* from now on."""
        await self._do("UPDATE song_key SET song = ? WHERE song = ?", kept, gone)
