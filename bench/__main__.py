"""``make bench``: every figure beside the floor it is compared with, measured in the same run; bench/results.json."""

import argparse
import asyncio
import json
import platform
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from bench import answers, cards, fanout, imports, matching, presses, rain, search, storm
from bench.search_questions import by_hand, by_rule
from bench.search_scale import made_up
from seeds import load

RESULTS = Path(__file__).with_name("results.json")


def searched() -> dict[str, object]:
    """Recall and latency of the search over the shipped catalogue."""
    catalogue = load().catalogue
    return search.measure(catalogue, [*by_rule(catalogue, each=40, seed=1), *by_hand()])


def searched_at_scale() -> dict[str, object]:
    """The same over a made-up catalogue of 100,000 songs; ``python -m bench.search --tracks 1000000`` goes further."""
    catalogue = made_up(100_000, seed=1)
    return search.measure(catalogue, by_rule(catalogue, each=40, seed=1))


PARTS: dict[str, Callable[[], dict[str, object]]] = {
    "search": searched,
    "search at 100,000": searched_at_scale,
    "matching": matching.measure,
    "cards": cards.measure,
    "presses": lambda: asyncio.run(presses.measure()),
    "imports": lambda: asyncio.run(imports.measure()),
    "fan-out": lambda: asyncio.run(fanout.measure()),
    "fault rain": lambda: asyncio.run(rain.measure()),
    "storm": lambda: asyncio.run(storm.measure()),
    "answers": lambda: asyncio.run(answers.measure()),
}


def main() -> int:
    """Run the parts that were asked for, all by default."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="which; all by default")
    wanted = parser.parse_args().parts or list(PARTS)
    results: dict[str, object] = {
        "machine": {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "cpu": platform.machine()}
    }
    for name in wanted:
        print(f"{name} …", flush=True)
        results[name] = PARTS[name]()
        print(json.dumps(results[name], ensure_ascii=False, indent=2, default=str), flush=True)
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=2, default=str) + "\n")
    print(f"written to {RESULTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
