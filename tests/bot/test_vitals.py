"""The watchdog's thresholds, the budget of connections, and the pace of sending."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.discord_private import Starts
from bot.pace import MOST_INVALID, RATE, WINDOW, Pace
from bot.vitals import DEAD, LEAST_STARTS, UNHEALTHY, Health, LineDead, Watchdog, wait_for_starts


class Now:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.mark.parametrize(
    ("silence", "health"),
    [
        (0, Health.WELL),
        (UNHEALTHY - 1, Health.WELL),
        (UNHEALTHY, Health.UNHEALTHY),
        (DEAD - 1, Health.UNHEALTHY),
        (DEAD, Health.DEAD),
    ],
)
def test_five_minutes_of_silence_are_unhealthy_ten_are_the_end(silence: float, health: Health) -> None:
    now = Now()
    watchdog = Watchdog(now)
    now.seconds += silence
    assert watchdog.health is health


def test_any_sign_of_life_counts_and_an_old_one_does_not_turn_time_back() -> None:
    now = Now()
    watchdog = Watchdog(now)
    now.seconds += DEAD - 1
    watchdog.heard()
    watchdog.heard(1000)
    assert watchdog.silence == 0


async def test_watching_ends_with_the_line_and_not_before() -> None:
    now = Now()
    watchdog = Watchdog(now)
    task = asyncio.create_task(watchdog.watch(lambda: None, pause=0))
    for _ in range(5):
        now.seconds += DEAD / 6
        await asyncio.sleep(0.01)
    assert not task.done()
    now.seconds += DEAD / 6
    with pytest.raises(LineDead):
        await task


async def test_acknowledged_heartbeats_keep_it_going() -> None:
    now = Now()
    watchdog = Watchdog(now)
    task = asyncio.create_task(watchdog.watch(now, pause=0))
    for _ in range(20):
        now.seconds += DEAD - 1
        await asyncio.sleep(0.01)
    assert not task.done()
    task.cancel()


async def test_connecting_waits_until_enough_starts_are_left() -> None:
    left = iter([LEAST_STARTS - 1, LEAST_STARTS - 1, LEAST_STARTS])
    asked: list[int] = []

    async def ask() -> Starts:
        asked.append(next(left))
        return Starts(asked[-1], timedelta(hours=3))

    await wait_for_starts(ask, pause=0)
    assert asked == [LEAST_STARTS - 1, LEAST_STARTS - 1, LEAST_STARTS]


async def test_a_discord_that_does_not_say_is_not_asked_for_ever() -> None:
    asked = 0

    async def ask() -> Starts:
        nonlocal asked
        asked += 1
        raise ConnectionResetError

    async with asyncio.timeout(5):
        await wait_for_starts(ask, pause=0)
    assert asked == 3


async def test_sends_go_out_at_48_a_second_and_not_faster() -> None:
    pace = Pace(lambda: datetime.now(UTC))
    begun = time.perf_counter()
    await asyncio.gather(*(pace.turn() for _ in range(RATE // 2 + 1)))
    assert time.perf_counter() - begun >= 0.5 - 0.05


async def test_held_up_for_a_moment_no_second_gets_more_than_its_share() -> None:
    pace = Pace(lambda: datetime.now(UTC))
    sent: list[float] = []

    async def send() -> None:
        await pace.turn()
        sent.append(time.perf_counter())
        if len(sent) == RATE // 2:
            time.sleep(0.4)  # noqa: ASYNC251 - the loop is held up, and many turns come due at once

    await asyncio.gather(*(send() for _ in range(2 * RATE)))
    seconds = [sum(begun <= moment < begun + 0.99 for moment in sent) for begun in sent]
    assert max(seconds) <= RATE + 1


def test_five_hundred_refusals_in_ten_minutes_stop_the_sending_for_a_while() -> None:
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    pace = Pace(lambda: moment)
    for _ in range(MOST_INVALID - 1):
        pace.refused(403)
    pace.refused(500)  # a fault of theirs does not count
    assert not pace.shut
    pace.refused(403)
    assert pace.shut
    moment += WINDOW
    assert not pace.shut
    pace.refused(403)
    assert pace.shut  # those of the same ten minutes still count
    moment += WINDOW + timedelta(seconds=1)
    pace.refused(403)
    assert not pace.shut
