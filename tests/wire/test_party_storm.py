"""A thousand answers at once: none is lost, each is acknowledged, the board is edited at most once in two seconds."""

import asyncio
import random
import statistics
import time
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from core.parties.model import Choice, Seat
from core.parties.seats import Who
from core.values import GuildId, UserId
from tests.wire.evening import Evening, eventually
from tests.wire.parties import board_with, party, stored_party

FANS = 1000
SEATS = 25


@pytest.fixture(autouse=True)
async def full_speed() -> None:
    """Asyncio's debug mode makes every step several times slower, which is no matter of the bot."""
    asyncio.get_running_loop().set_debug(False)


@pytest.mark.alone
async def test_a_thousand_answers_in_a_second_are_all_kept_and_the_last_click_wins(night: Evening) -> None:
    board = await party(night, limit=SEATS)
    guild = GuildId(int(night.guild))
    took: list[float] = []

    async def answer(fan: int, choice: Choice) -> None:
        began = time.perf_counter()
        await night.rooms.parties.answer(guild, 1, Who(UserId(fan)), choice)
        took.append(time.perf_counter() - began)
        night.client.touch(guild, 1)

    before = len(await _edits(night, board.id))
    await asyncio.gather(*(answer(fan, Choice.GOING) for fan in range(1, FANS + 1)))
    assert statistics.quantiles(took, n=100)[98] <= 2.9, max(took)
    kept = await stored_party(night)
    assert len(kept.answers) == FANS
    assert len(kept.going) == SEATS
    assert len(kept.waiting) == FANS - SEATS
    assert len({each.place for each in kept.answers}) == FANS
    await asyncio.gather(*(answer(fan, Choice.MAYBE if fan % 2 else Choice.GOING) for fan in range(1, FANS + 1)))
    kept = await stored_party(night)
    assert {each.member for each in kept.answers if each.choice is Choice.MAYBE} == set(range(1, FANS + 1, 2))

    async def renewed() -> bool:
        return f"**Maybe** {FANS // 2}" in (await night.posts("parties"))[0].text

    await eventually(renewed)
    edits = [datetime.fromisoformat(each["at"]) for each in (await _edits(night, board.id))[before:]]
    gaps = [(two - one).total_seconds() for one, two in pairwise(edits)]
    assert all(gap >= 1.9 for gap in gaps), gaps


@pytest.mark.alone
async def test_two_hundred_presses_through_the_wire_are_all_acknowledged_in_time(night: Evening) -> None:
    board = await party(night, limit=SEATS)
    fans = []
    for number in range(200):
        made = await night.post(f"guilds/{night.guild}/members", {"name": f"Fan {number}"})
        night.members[f"Fan {number}"] = made["id"]
        fans.append(f"Fan {number}")
    presses = [
        night.post(
            "press", {"as": night.members[fan], "message": board.id, "custom_id": board.buttons["Going"], "values": []}
        )
        for fan in fans
    ]
    started = await asyncio.gather(*presses)
    results = await asyncio.gather(*(night.get(f"interactions/{each['interaction']}", wait="15") for each in started))
    assert {each["state"] for each in results} == {"answered"}
    assert max(each["ms"] for each in results) < 3000, max(each["ms"] for each in results)
    kept = await stored_party(night)
    assert {each.member for each in kept.answers} == {int(night.members[fan]) for fan in fans}
    assert len(kept.going) == SEATS


@pytest.mark.alone
async def test_a_thousand_presses_in_a_second_through_the_wire_lose_nothing_and_the_last_click_wins(
    night: Evening,
) -> None:
    board = await party(night, limit=SEATS)
    path = f"guilds/{night.guild}/members"
    fans = [(await night.post(path, {"name": f"Fan {number}"}))["id"] for number in range(FANS // 2)]
    dice = random.Random(7)
    answers = [dict(zip(fans, dice.choices(list(Choice), k=len(fans)), strict=True)) for _ in range(2)]
    button = board.buttons["Going"]
    presses = [
        {"as": fan, "message": board.id, "custom_id": button.replace(":going", f":{choice}")}
        for clicks in answers
        for fan, choice in clicks.items()
    ]
    before = len(await _edits(night, board.id))
    came = await night.post("presses", {"presses": presses, "within": 1})
    assert len(came) == FANS

    async def kept() -> bool:
        stored = {str(each.member): each.choice for each in (await stored_party(night)).answers}
        return stored == answers[1]

    await eventually(kept, patience=60)
    found = await stored_party(night)
    assert len(found.going) <= SEATS
    assert {each.seat for each in found.answers if each.choice is Choice.GOING} <= {
        Seat.TAKEN,
        Seat.OFFERED,
        Seat.WAITING,
    }
    assert found.over == 0
    assert sum(each.holds for each in found.answers) == SEATS, "who gave a seat back made room for the next"
    maybe = sum(choice is Choice.MAYBE for choice in answers[1].values())
    await board_with(night, f"**Maybe** {maybe}")
    edits = [datetime.fromisoformat(each["at"]) for each in (await _edits(night, board.id))[before:]]
    assert all((two - one).total_seconds() >= 1.9 for one, two in pairwise(edits)), edits


async def test_an_answer_that_has_to_wait_is_acknowledged_in_time_and_told_once_it_is_kept(night: Evening) -> None:
    board = await party(night, limit=SEATS)
    body = {"as": night.members["Mina"], "message": board.id, "custom_id": board.buttons["Going"], "values": []}
    command = {
        "as": night.members["Junho"],
        "channel": night.channels["general"],
        "name": "party rsvp",
        "options": {"party": 1, "answer": "going"},
    }
    async with night.rooms.parties._shelf.writing():  # somebody else's long work is before them
        started = [await night.post("press", body), await night.post("commands", command)]

        async def acknowledged() -> bool:
            found = [await night.get(f"interactions/{each['interaction']}") for each in started]
            assert not any(each["state"] == "failed" for each in found), found
            return all(each["state"] == "deferred" for each in found)

        await eventually(acknowledged)
    for each, told in zip(started, ("You're in (1/25)", "참가 신청되었습니다 (2/25)"), strict=True):
        answer = await night._answer(each)
        assert told in answer.text
        assert answer.messages[-1].private


async def _edits(night: Evening, board: str) -> list[dict[str, Any]]:
    sent = await night.get("requests", after="0")
    return [each for each in sent if each["method"] == "PATCH" and each["path"].endswith(f"/messages/{board}")]
