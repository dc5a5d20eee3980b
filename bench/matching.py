"""Precision and recall of "is this the same song?" and "is this album a K-drama OST?" on real rows."""

import csv
from pathlib import Path

from core.charts.matching.album import parse_album
from core.charts.matching.identity import same_song
from core.text import fold
from seeds import load

DATA = Path(__file__).parents[2] / "shared" / "data"


def measure() -> dict[str, object]:
    """Both, in percent; says so where the rows are not there."""
    if not DATA.is_dir():
        return {"skipped": "the folder of real charts (../shared/data) is not here"}
    pairs = [
        (row["same"] == "1", same_song((row["title_a"], row["artist_a"]), (row["title_b"], row["artist_b"])))
        for row in _rows("matching/same_song_pairs.csv")
    ]
    known = {fold(name) for row in _rows("catalogue/dramas.csv") for name in (row["title_en"], row["title_ko"]) if name}
    known |= {fold(name) for drama in load().catalogue.dramas.values() for name in drama.title.all}
    albums = [
        (row["is_kdrama_ost"] == "1", parse_album(row["album"], lambda name: fold(name) in known) is not None)
        for row in _rows("catalogue/ost_album_strings.csv")
    ]
    return {"same_song": _figures(pairs), "album_strings": _figures(albums), "goal": "precision 99 %, recall 97 %"}


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figures(judged: list[tuple[bool, bool]]) -> dict[str, object]:
    right = sum(truth and said for truth, said in judged)
    said, true = sum(said for _, said in judged), sum(truth for truth, _ in judged)
    return {
        "rows": len(judged),
        "precision": round(100 * right / said, 1) if said else None,
        "recall": round(100 * right / true, 1) if true else None,
    }
