"""The arithmetic against what Billboard itself printed for its Hot 100."""

import csv
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from core.charts.matching.identity import song_key
from core.charts.model import Entry, Figures, Issue
from core.charts.rules.figures import weeks
from core.values import SongId
from tests.core.charts.conftest import Data

Published = dict[str, str]


def folded(path: Path) -> Iterator[tuple[Figures, Published, bool]]:
    """Every row's figures, computed from week, rank, title and artist alone, with what was published beside it, and
    whether the row is of the file's first week."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids: dict[str, SongId] = {}
    printed: dict[tuple[date, SongId], Published] = {}
    issues: list[Issue] = []
    for week, lines in groupby(rows, key=lambda row: row["week"]):
        end = date.fromisoformat(week)
        entries = []
        for row in lines:
            song = ids.setdefault(song_key(row["title"], row["artist"]), SongId(len(ids)))
            assert (end, song) not in printed, f"two rows of {week} were taken for one song: {row['title']}"
            printed[end, song] = row
            entries.append(Entry(song, int(row["rank"])))
        issues.append(Issue(end, tuple(entries), depth=100))
    for number, week_ in enumerate(weeks(issues)):
        for figures in week_.figures:
            yield figures, printed[week_.issue.end, figures.entry.song], number == 0


def number(text: str) -> int | None:
    return int(text) if text else None


def test_last_week_peak_and_weeks_of_2015_to_2019_are_billboards_own_in_every_row(data: Data) -> None:
    last = peak = total = compared_last = compared_run = 0
    for figures, printed, first in folded(data("hot100/hot100_2015-2019.csv")):
        if not first:
            compared_last += 1
            last += figures.last_week == number(printed["pub_last_week"])
        if printed["seen_from_debut"] == "1":
            compared_run += 1
            peak += figures.peak == number(printed["pub_peak"])
            total += figures.weeks == number(printed["pub_weeks"])
    assert (last, compared_last) == (26_100, 26_100)
    assert (peak, total, compared_run) == (24_720, 24_720, 24_720)


def test_1958_to_1965_differ_only_where_the_source_is_known_to_be_one_rank_off(data: Data) -> None:
    wrong = []
    for figures, printed, first in folded(data("hot100/hot100_1958-1965.csv")):
        computed = {
            "last": figures.last_week == number(printed["pub_last_week"]) or first,
            "peak": figures.peak == number(printed["pub_peak"]),
            "weeks": figures.weeks == number(printed["pub_weeks"]),
        }
        wrong += [
            (printed["week"], printed["title"], name)
            for name, right in computed.items()
            if right is not (printed[f"{name}_ok"] == "1")
        ]
    assert wrong == []
