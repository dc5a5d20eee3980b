"""``make crash``: so many kills, spread over every scene and step; the last line counts what was lost or doubled."""

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path

from tests.crash.scenes import SCENES, Scene
from tests.crash.stage import Kill, Verdict

say = partial(print, flush=True)

SLOWEST = 30
"""Seconds after the restart within which everything must be in its place."""


async def play(kills: int, seed: int, at_once: int) -> list[Verdict]:
    """Kill so often, *at_once* side by side; the same *seed* draws the same kills."""
    numbers, verdicts = count(1), []
    with tempfile.TemporaryDirectory() as name:
        templates = {}
        for scene in SCENES[: max(1, kills)]:
            (Path(name) / scene.name).mkdir()
            templates[scene.name] = await scene.prepare(Path(name) / scene.name)
        queue = islice(drawn(random.Random(seed)), kills)

        async def work() -> None:
            for scene, kill in queue:
                with tempfile.TemporaryDirectory(dir=name) as folder:
                    verdict = await scene.play(templates[scene.name], Path(folder), kill)
                verdicts.append(verdict)
                told = f"{next(numbers):4} {scene.name:10} {kill.step or f'at {kill.moment:.2f}':10}"
                told += f" {'later' if kill.later else 'at once':8} back in {verdict.recovered:4.1f} s"
                bad = f"   LOST {verdict.lost} TWICE {verdict.twice}" if verdict.lost or verdict.twice else ""
                say(told + bad)

        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(work())
    return verdicts


def drawn(chance: random.Random) -> Iterator[tuple[Scene, Kill]]:
    """Kills without end: every scene in turn, each of its steps in turn, at once and past the nonce window in turn."""
    ways = {
        scene.name: cycle([(step, later) for step in scene.steps or ("",) for later in (False, True)])
        for scene in SCENES
    }
    for scene in cycle(SCENES):
        step, later = next(ways[scene.name])
        yield scene, Kill(step, chance.random(), later)


def main() -> int:
    """Run the matrix; 0 when nothing was lost, doubled or late."""
    parser = argparse.ArgumentParser(prog="make crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=2)
    options = parser.parse_args()
    verdicts = asyncio.run(play(options.kills, options.seed, options.at_once))
    total = Counter(lost=sum(each.lost for each in verdicts), twice=sum(each.twice for each in verdicts))
    slow = sum(each.recovered > SLOWEST for each in verdicts)
    say(f"slowest recovery {max(each.recovered for each in verdicts):.1f} s, {slow} over {SLOWEST} s")
    say(f"{len(verdicts)} kills: {total['lost']} lost, {total['twice']} twice")
    return 1 if total.total() or slow else 0


if __name__ == "__main__":
    sys.exit(main())
