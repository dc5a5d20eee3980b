"""The whole command line against what Billboard printed: a fresh store, a typed file, the export."""

import csv
import io
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import pytest

from tests.test_command_line import ostbot

CHART = ("--chart", "billboard-us-hot100-weekly")
TYPED = ("week", "rank", "title", "artist")
FIGURES = ("last_week", "peak", "weeks")

Lines = Sequence[dict[str, str]]


def read(text: str) -> Lines:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def typed(file: Path, lines: Iterable[dict[str, str]]) -> str:
    """*file*, holding the first four columns of *lines* alone."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, TYPED, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(lines)
    return str(file)


async def asked(database: Path, *call: str) -> str:
    done = await ostbot(database, *call)
    assert done.code == 0, done
    return done.out


async def exported(database: Path) -> str:
    return await asked(database, "chart", "export", *CHART, "--format", "csv")


def place(line: dict[str, str]) -> tuple[str, ...]:
    """Which row *line* is. Blanks come out single, and a title that begins with a sign has an apostrophe before it."""
    title, artist = (re.sub(r"^'(?=[-=+@])", "", " ".join(line[name].split())) for name in ("title", "artist"))
    return line["week"], line["rank"], title, artist


@pytest.mark.parametrize(
    ("years", "last_weeks", "runs"),
    [
        ("2015-2019", (26_100, 26_100), (24_720, 24_720, 24_720)),
        ("1958-1965", (38_453, 38_500), (38_535, 38_600, 38_600)),
    ],
)
async def test_a_stranger_gets_the_figures_that_were_published(
    real_data: Path, tmp_path: Path, years: str, last_weeks: tuple[int, int], runs: tuple[int, int, int]
) -> None:
    published = read((real_data / "hot100" / f"hot100_{years}.csv").read_text("utf-8"))
    database = tmp_path / "ostbot.sqlite3"
    await asked(database, "migrate")
    await asked(database, "import", typed(tmp_path / "typed.csv", published), *CHART)
    found = {place(line): line for line in read(await exported(database))}
    assert len(found) == len(published)
    count: Counter[str] = Counter()
    for line in published:
        mine = found[place(line)]
        same = {name: mine[name] == line[f"pub_{name}"] for name in FIGURES}
        known = {"last_week": line["week"] != published[0]["week"]} | dict.fromkeys(
            ("peak", "weeks"), line["seen_from_debut"] == "1"
        )
        for name in FIGURES:
            flag = line["last_ok" if name == "last_week" else f"{name}_ok"] == "1"
            assert not known[name] or same[name] is flag, (name, line, mine)
            count[name] += known[name] and same[name]
            count[f"{name} compared"] += known[name]
    assert (count["last_week"], count["last_week compared"]) == last_weeks
    assert (count["peak"], count["weeks"], count["weeks compared"]) == runs


async def test_any_order_twice_and_a_correction_taken_back_give_the_same_export(
    real_data: Path, tmp_path: Path
) -> None:
    published = read((real_data / "hot100" / "hot100_2015-2019.csv").read_text("utf-8"))[-2_400:]
    weeks = [list(lines) for _, lines in groupby(published, key=lambda line: line["week"])]
    whole = typed(tmp_path / "whole.csv", published)
    database, other = tmp_path / "ostbot.sqlite3", tmp_path / "other.sqlite3"
    await asked(database, "import", whole, *CHART)
    truth = await exported(database)
    assert len(read(truth)) == 2_400

    again = json.loads(await asked(database, "import", whole, *CHART, "--json"))
    assert (len(again["loaded"]), len(again["unchanged"])) == (0, 24)

    random.Random(1958).shuffle(weeks)
    for number, some in enumerate((weeks[:1], weeks[1:9], weeks[9:10], weeks[10:12], weeks[12:])):
        file = typed(tmp_path / f"{number}.csv", (line for week in some for line in week))
        await asked(other, "import", file, *CHART)
    assert await exported(other) == truth

    for how in (("--remove",), ("--rank", "9"), ("--title", "Something Else")):
        await asked(database, "data", "correct", *CHART, "--week", "2019-09-28", "--place", "4", *how)
        assert await exported(database) != truth
        await asked(database, "data", "undo")
        assert await exported(database) == truth
