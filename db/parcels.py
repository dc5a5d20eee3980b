"""Parcels: what a process of its own prepared, as small SQLite files that the one writer moves into the store."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from operator import itemgetter
from pathlib import Path

from core.charts.loading import Plan
from core.charts.parcels import Part
from core.charts.ports import Staged
from db.rows import Value

ISSUES = 250
"""Issues in a parcel: enough that opening one costs nothing, few enough that the writer never waits for the next."""

_COLUMNS = {
    Part.SONGS: "id, title, artist, album, track",
    Part.KEYS: "key, song",
    Part.ISSUES: "number, chart, end_date, revision, generation, status, coverage, depth, content",
    Part.ENTRIES: "issue, song, rank, source_rank, metric, claim_last, claim_peak, claim_weeks, claim_new, mark,"
    " last_week, peak, peak_on, weeks_at_peak, weeks, weeks_least, streak, streak_least, new_peak, in_our_data,"
    " bullet, listed_title, listed_artist",
    Part.EXITS: "issue, song, last_rank, known",
}

_AS_KNOWN = (None, None)


class Packing:
    """Takes a plan's issues as they are computed and packs them into files in *folder*; keeps none in memory.

    Stands in for the list :attr:`core.charts.loading.Plan.staged`. *sent* is told each file that is full, with the
    number of issues in it.
    """

    def __init__(self, folder: Path, plan: Plan, sent: Callable[[Path, int], None]) -> None:
        self._folder = folder
        self._plan = plan
        self._sent = sent
        self._rows: dict[Part, list[tuple[Value, ...]]] = {part: [] for part in Part}
        self._count = 0
        self._named = False

    def append(self, staged: Staged) -> None:
        """Pack one issue."""
        rows = self._rows
        self._count += 1
        number = len(rows[Part.ISSUES])
        rows[Part.ISSUES].append((number, staged.chart.key, *issue_values(staged)))
        rows[Part.ENTRIES] += entry_values(number, staged)
        rows[Part.EXITS] += [(number, x.song, x.last_rank, int(x.known)) for x in staged.week.exits]
        if number + 1 == ISSUES:
            self.send()

    def send(self) -> None:
        """Send what is packed, if anything is: the first parcel with the songs and the names they are known by."""
        if not self._rows[Part.ISSUES]:
            return
        if not self._named:
            self._named = True
            self._rows[Part.SONGS] = [(s.id, s.title, s.artist, s.album, s.track) for s in self._plan.songs]
            self._rows[Part.KEYS] = [(key, song) for key, song in sorted(self._plan.keys.items())]
        path = self._folder / f"{self._plan.chart.key}-{self._count}.parcel"
        _write(path, self._rows)
        self._sent(path, len(self._rows[Part.ISSUES]))
        self._rows = {part: [] for part in Part}

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Staged]:
        return iter(())


def _write(path: Path, rows: Mapping[Part, list[tuple[Value, ...]]]) -> None:
    """Write a parcel. It is never read after a crash, so it needs no journal and no flush."""
    with closing(sqlite3.connect(path, isolation_level=None)) as parcel:
        parcel.execute("PRAGMA journal_mode = OFF")
        parcel.execute("PRAGMA synchronous = OFF")
        parcel.execute("BEGIN")
        for part, columns in _COLUMNS.items():
            parcel.execute(f"CREATE TABLE {part} ({columns})")
            if rows[part]:
                _fill(parcel, part, columns.split(", "), rows[part])
        parcel.execute("COMMIT")


def _fill(parcel: sqlite3.Connection, part: Part, columns: Sequence[str], rows: Sequence[tuple[Value, ...]]) -> None:
    """Insert *rows* without the columns that are empty in all of them, as what a source may claim mostly is: handing
    a value to SQLite costs more than storing it."""
    used = [place for place in range(len(columns)) if any(row[place] is not None for row in rows)]
    names, marks = ", ".join(columns[place] for place in used), ", ".join("?" * len(used))
    insert = f"INSERT INTO {part} ({names}) VALUES ({marks})"  # noqa: S608 - our own words
    parcel.executemany(insert, map(itemgetter(*used), rows))


def issue_values(staged: Staged) -> tuple[Value, ...]:
    """An issue as it is stored, after its number and chart."""
    issue = staged.week.issue
    return (
        *(issue.end.isoformat(), staged.revision, staged.generation),
        *(issue.status.value, issue.coverage.value, issue.depth, staged.content),
    )


def entry_values(number: int, staged: Staged) -> list[tuple[Value, ...]]:
    """The entries of the issue *number* as they are stored.

    Exact ``int`` and ``str`` throughout: sqlite3 looks an adapter up for every ``bool`` and enumeration member.
    """
    day: dict[date, str] = {}  # most entries peaked in the same few weeks
    rows: list[tuple[Value, ...]] = []
    for f in staged.week.figures:
        entry, claim, on = f.entry, f.entry.claim, f.peak_on
        title, artist = entry.listed or _AS_KNOWN
        rows.append(
            (
                number,
                entry.song,
                entry.rank,
                entry.source_rank,
                entry.metric,
                claim.last_week,
                claim.peak,
                claim.weeks,
                None if claim.is_new is None else 1 if claim.is_new else 0,
                f.mark.value,
                f.last_week,
                f.peak,
                day.get(on) or day.setdefault(on, on.isoformat()),
                f.weeks_at_peak,
                f.weeks,
                1 if f.weeks_at_least else 0,
                f.streak,
                1 if f.streak_at_least else 0,
                1 if f.new_peak else 0,
                1 if f.in_our_data else 0,
                None if f.bullet is None else 1 if f.bullet else 0,
                title,
                artist,
            )
        )
    return rows


MOVE = {
    Part.SONGS: "INSERT INTO song SELECT id, :guild, title, artist, album, track, 0",
    Part.KEYS: "INSERT OR IGNORE INTO song_key SELECT :guild, key, song",
    Part.ISSUES: "INSERT INTO issue (id, chart, end_date, revision, generation, status, coverage, depth, content)"
    " SELECT :base + number, (SELECT id FROM chart c WHERE c.guild = :guild AND c.key = p.chart),"
    " end_date, revision, generation, status, coverage, depth, content",
    Part.ENTRIES: "INSERT INTO entry SELECT :base + issue, " + _COLUMNS[Part.ENTRIES].removeprefix("issue, "),
    Part.EXITS: "INSERT INTO exit SELECT :base + issue, song, last_rank, known",
}
"""How each part moves into the store; the issues' numbers count from *base* there."""
