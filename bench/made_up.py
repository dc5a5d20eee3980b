"""Charts of any length, made up by rule: songs come, climb, fall and go as on a real list."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from core.charts.model import Row, Sheet

FIRST = date(1958, 8, 7)


def sheets(weeks: int, places: int = 100, *, seed: int = 1) -> Iterator[Sheet]:
    """*weeks* issues of a Top *places*; about eight songs come and go every week."""
    dice = random.Random(seed)
    listed = [(f"Song {number}", f"Artist {number % 700}") for number in range(places)]
    made = places
    for week in range(weeks):
        for _ in range(8):
            listed.pop(dice.randrange(places // 2, len(listed)))
            listed.insert(dice.randrange(places), (f"Song {made}", f"Artist {made % 700}"))
            made += 1
        for _ in range(40):
            one = dice.randrange(places - 1)
            listed[one], listed[one + 1] = listed[one + 1], listed[one]
        rows = tuple(
            Row(rank, title, artist, metric=1_000_000 - rank) for rank, (title, artist) in enumerate(listed, 1)
        )
        yield Sheet(rows, places, "made-up", "us", FIRST + timedelta(weeks=week))
