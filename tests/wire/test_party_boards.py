"""A party's board stays true: deleted, too old to be edited, or not taken by Discord just now."""

import asyncio
from typing import Any

import pytest

from tests.wire.evening import Evening, eventually
from tests.wire.hours import requests
from tests.wire.parties import board_with, party


async def test_a_deleted_board_is_posted_again_and_the_party_lives_on(night: Evening) -> None:
    board = await party(night)
    deleted = night.sandbox.service.world.messages.get(board.id)
    assert deleted is not None
    night.sandbox.service.world.messages.drop(board.id)
    assert "You're in" in (await night.ask("party rsvp", answer="going", party=1)).text

    async def fresh() -> bool:
        posts = await night.posts("parties")
        return len(posts) == 1 and posts[0].id != board.id and f"<@{night.members['Mina']}>" in posts[0].text

    await eventually(fresh)
    again = (await night.posts("parties"))[0]
    assert "참가 신청되었습니다 (2)" in (await night.press("Going", again, by="Junho")).text
    await board_with(night, "**Going** 2")
    assert len(await night.posts("parties")) == 1


async def test_a_board_deleted_while_the_bot_was_off_is_posted_again_when_it_is_back(quiet: Evening) -> None:
    async with quiet.bot():
        board = await party(quiet)
        await quiet.press("Going", board, by="Mina")
    quiet.sandbox.service.world.messages.drop(board.id)
    for _ in range(2):
        async with quiet.bot():
            again = await board_with(quiet, f"<@{quiet.members['Mina']}>")
            await quiet.settle()
            assert [each.id for each in await quiet.posts("parties")] == [again.id]


async def test_however_many_answer_a_board_too_old_to_be_edited_has_one_fresh_one_in_its_place(night: Evening) -> None:
    board = await party(night)
    fault = {"match": f"PATCH /channels/*/messages/{board.id}", "status": 400, "code": 30046}
    await night.post("faults", fault)  # from now on, for ever, as it is with a message older than an hour
    fans = ("Mina", "Junho", "Grace", "Hana")
    await asyncio.gather(*(night.press("Going", board, by=fan) for fan in fans))
    await board_with(night, f"<@{night.members['Hana']}>", place=-1)
    for fan in fans[:3]:
        await night.press("Maybe", board, by=fan)
    await board_with(night, "**Maybe** 3", place=-1)
    await night.settle()
    assert len(await night.posts("parties")) == 2


async def test_a_board_too_old_to_be_edited_is_replaced_by_a_fresh_one(night: Evening) -> None:
    board = await party(night)
    fault = {"match": "PATCH /channels/*/messages/*", "status": 400, "code": 30046, "times": 1}
    await night.post("faults", fault)
    await night.press("Going", board, by="Mina")

    async def fresh() -> bool:
        posts = await night.posts("parties")
        return len(posts) == 2 and f"<@{night.members['Mina']}>" in posts[1].text

    await eventually(fresh)
    await night.press("Going", board, by="Junho")  # the old one still takes answers
    await board_with(night, f"<@{night.members['Junho']}>", place=1)
    await night.settle()
    assert len(await night.posts("parties")) == 2


@pytest.mark.parametrize("fault", [{"status": "reset"}, {"status": 503, "code": 0}])
async def test_a_board_whose_edit_fails_for_a_passing_reason_is_edited_again_without_another_change(
    night: Evening, fault: dict[str, Any]
) -> None:
    board = await party(night)
    await renewed(night)
    await night.post("faults", {"match": f"PATCH /channels/*/messages/{board.id}", "times": 2, **fault})
    await night.press("Going", board, by="Mina")
    await board_with(night, f"<@{night.members['Mina']}>")


@pytest.mark.parametrize(("status", "code"), [(404, 10003), (403, 50001)])
async def test_a_board_that_cannot_be_edited_is_not_tried_again(night: Evening, status: int, code: int) -> None:
    board = await party(night)
    await renewed(night)
    edits = len(await requests(night, "PATCH", f"/messages/{board.id}"))
    await night.post("faults", {"match": f"PATCH /channels/*/messages/{board.id}", "status": status, "code": code})
    await night.press("Going", board, by="Mina")
    await renewed(night)
    assert len(await requests(night, "PATCH", f"/messages/{board.id}")) == edits + 1


async def renewed(night: Evening) -> None:
    """Wait until no board is to be renewed."""
    await night.settle()

    async def rests() -> bool:
        return not night.client.boards._tasks

    await eventually(rests)
