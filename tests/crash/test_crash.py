"""The short form of ``make crash``: every scene of the matrix once, and the matrix itself is right."""

import random
from itertools import islice
from pathlib import Path

import pytest

from tests.crash.__main__ import drawn
from tests.crash.scenes import SCENES, Scene
from tests.crash.stage import Kill, Verdict


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_killed_in_the_middle_nothing_is_lost_or_doubled(tmp_path: Path, scene: Scene) -> None:
    (made := tmp_path / "made").mkdir()
    (played := tmp_path / "played").mkdir()
    template = await scene.prepare(made)
    verdict = await scene.play(template, played, Kill(scene.steps[1] if scene.steps else "", 0.6, later=True))
    assert verdict == Verdict(0, 0, verdict.recovered)
    assert verdict.recovered < 30


def test_every_step_is_killed_at_both_at_once_and_past_the_nonce_window() -> None:
    kills = list(islice(drawn(random.Random(1)), 6 * len(SCENES)))
    for scene in SCENES:
        mine = [(kill.step, kill.later) for each, kill in kills if each is scene]
        assert set(mine) == {(step, later) for step in scene.steps or ("",) for later in (False, True)}
