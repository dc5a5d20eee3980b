"""What a refusal by Discord means: pause, give up, or try again."""

import pytest

from core.posts.failures import MEANINGS, Verdict, meaning


@pytest.mark.parametrize(
    ("status", "code", "verdict", "told"),
    [
        (404, 10003, Verdict.BLOCKED, "channel is gone"),
        (404, 10004, Verdict.BLOCKED, "no longer on this server"),
        (403, 50001, Verdict.BLOCKED, "View Channel"),
        (403, 50013, Verdict.BLOCKED, "Send Messages"),
        (403, 50083, Verdict.BLOCKED, "archived"),
        (400, 160005, Verdict.BLOCKED, "locked"),
        (400, 160006, Verdict.RETRY, "slow down"),
        (429, 20028, Verdict.RETRY, "slow down"),
        (400, 200000, Verdict.FAILED, "AutoMod"),
        (413, 40005, Verdict.FAILED, "my fault"),
        (400, 50035, Verdict.FAILED, "my fault"),
        (400, 50045, Verdict.FAILED, "my fault"),
        (429, 0, Verdict.RETRY, ""),
        (500, 0, Verdict.RETRY, ""),
        (502, 0, Verdict.RETRY, ""),
        (503, 0, Verdict.RETRY, ""),
        (520, 0, Verdict.RETRY, ""),
        (403, 0, Verdict.BLOCKED, "Send Messages"),
        (404, 0, Verdict.BLOCKED, "channel is gone"),
        (400, 99999, Verdict.FAILED, "99999"),
        (405, 0, Verdict.FAILED, "405"),
    ],
)
def test_each_refusal_has_its_consequence_and_tells_the_manager_what_to_do(
    status: int, code: int, verdict: Verdict, told: str
) -> None:
    found = meaning(status, code)
    assert found.verdict is verdict
    assert told in found.words
    assert code in (0, 99999) or meaning(400, code) == found  # the code alone says it


@pytest.mark.parametrize("code", MEANINGS)
def test_the_code_says_more_than_the_status(code: int) -> None:
    assert meaning(400, code) == meaning(500, code) == MEANINGS[code]


@pytest.mark.parametrize("status", [*range(400, 452), *range(500, 530)])
def test_every_status_has_a_sentence(status: int) -> None:
    assert meaning(status, 0).words.endswith(".")
