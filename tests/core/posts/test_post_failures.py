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
        (403, 50083, Verdict.ARCHIVED, "archived"),
        (400, 160005, Verdict.ARCHIVED, "locked"),
        (400, 160006, Verdict.RETRY, "slow down"),
        (429, 20028, Verdict.RETRY, "slow down"),
        (400, 30038, Verdict.RETRY, "slow down"),
        (429, 30046, Verdict.FRESH, "too old"),
        (403, 50007, Verdict.CLOSED, "direct messages"),
        (403, 50278, Verdict.CLOSED, "direct messages"),
        (401, 0, Verdict.STOP, "token"),
        (400, 200000, Verdict.FAILED, "AutoMod"),
        (413, 40005, Verdict.PLAIN, "my fault"),
        (400, 50035, Verdict.PLAIN, "my fault"),
        (400, 50045, Verdict.PLAIN, "my fault"),
        (429, 0, Verdict.RETRY, ""),
        (500, 0, Verdict.AMBIGUOUS, ""),
        (502, 0, Verdict.AMBIGUOUS, ""),
        (503, 0, Verdict.AMBIGUOUS, ""),
        (520, 0, Verdict.AMBIGUOUS, ""),
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
    assert told in found.words.en
    assert code in (0, 99999) or meaning(400, code) == found  # the code alone says it


def test_a_429_that_is_not_from_the_api_is_the_ban_of_an_address() -> None:
    assert meaning(429, 0, via=False).verdict is Verdict.PAUSE
    assert meaning(429, 0, via=True).verdict is Verdict.RETRY


def test_an_invalid_token_ends_everything_whatever_code_comes_with_it() -> None:
    assert {meaning(401, code).verdict for code in (0, 50001, 99999)} == {Verdict.STOP}


@pytest.mark.parametrize("code", MEANINGS)
def test_every_meaning_is_told_in_both_languages(code: int) -> None:
    words = MEANINGS[code].words
    assert words.en.endswith(".")
    assert words.ko != words.en
    assert any("가" <= letter <= "힣" for letter in words.ko)


@pytest.mark.parametrize("code", MEANINGS)
def test_the_code_says_more_than_the_status(code: int) -> None:
    assert meaning(400, code) == meaning(500, code) == MEANINGS[code]


@pytest.mark.parametrize("status", [*range(400, 452), *range(500, 530)])
def test_every_status_has_a_sentence(status: int) -> None:
    assert meaning(status, 0).words.en.endswith(".")
