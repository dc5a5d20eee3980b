"""The buttons of an offered seat are for whom it was offered to, and for nobody else."""

import pytest

from tests.wire.evening import Evening, Message
from tests.wire.parties import in_thread, party, stored_party, threaded


async def offered(night: Evening) -> Message:
    """The one seat was Mina's; now it is offered to Grace, behind whom nobody waits."""
    board = await party(night, limit=1)
    for fan in ("Mina", "Grace"):
        await night.press("Going", board, by=fan)
    await threaded(night)
    await night.press("No", board, by="Mina")
    return await in_thread(night, f"<@{night.members['Grace']}>, A seat is free")


@pytest.mark.parametrize("label", ["Take it", "Let it go"])
async def test_a_seat_held_for_another_is_neither_taken_nor_let_go(night: Evening, label: str) -> None:
    offer = await offered(night)
    before = await stored_party(night)
    held = before.answer_of(before.waiting[0])
    assert held is not None
    assert held.until is not None
    words = f"<@{night.members['Grace']}> until <t:{int(held.until.timestamp())}:t>"
    assert f"This seat is held for {words}" in (await night.press(label, offer, by="Mina")).text
    assert words.replace("> until ", "> 님에게 ") in (await night.press(label, offer, by="Junho")).text
    assert await stored_party(night) == before
    assert "You're in (1/1)" in (await night.press("Take it", offer, by="Grace")).text


async def test_a_seat_once_taken_is_not_lost_by_let_it_go_which_says_how_to_give_it_up(night: Evening) -> None:
    offer = await offered(night)
    for _ in range(2):
        assert "You're in (1/1)" in (await night.press("Take it", offer, by="Grace")).text
    told = (await night.press("Let it go", offer, by="Grace")).text
    assert "taken this seat at “Rain night” already" in told
    assert "press No on the board" in told
    assert (await stored_party(night)).going == (int(night.members["Grace"]),)
    assert "not offered any more" in (await night.press("Let it go", offer, by="Mina")).text


async def test_an_offer_let_go_goes_on_to_the_next_and_its_buttons_do_nothing_more(night: Evening) -> None:
    offer = await offered(night)
    await night.press("Going", (await night.posts("parties"))[0], by="Junho")
    assert "you are not coming" in (await night.press("Let it go", offer, by="Grace")).text
    await in_thread(night, f"<@{night.members['Junho']}>, A seat is free")
    for label in ("Take it", "Let it go"):
        assert "not offered any more" in (await night.press(label, offer, by="Grace")).text
    assert (await stored_party(night)).waiting == (int(night.members["Junho"]),)


async def test_let_it_go_of_an_offer_that_has_passed_changes_nothing(night: Evening) -> None:
    offer = await offered(night)
    await night.advance(minutes=10, seconds=1)
    await night.settle()
    before = await stored_party(night)
    assert before.maybe == (int(night.members["Grace"]),)
    assert "not offered any more" in (await night.press("Let it go", offer, by="Grace")).text
    assert await stored_party(night) == before


async def test_let_it_go_of_an_older_ostbot_is_for_who_was_offered_the_seat(night: Evening) -> None:
    offer = await offered(night)
    old = night.sandbox.service.world.messages.get(offer.id)
    assert old is not None
    going, no = (part for part in offer.parts if part["type"] == 2)
    assert (going["label"], no["label"]) == ("Take it", "Let it go")
    row = next(part for part in old["components"] if part["type"] == 1)
    row["components"][1]["custom_id"] = "rsvp:v1:1:no"
    before = await stored_party(night)
    offer = await in_thread(night, f"<@{night.members['Grace']}>, A seat is free")
    assert offer.buttons["Let it go"] == "rsvp:v1:1:no"
    assert "not offered any more" in (await night.press("Let it go", offer, by="Mina")).text
    assert await stored_party(night) == before
    assert "you are not coming" in (await night.press("Let it go", offer, by="Grace")).text
    assert (await stored_party(night)).waiting == ()


async def test_who_comes_too_late_for_an_offer_stands_at_the_end_of_the_line(night: Evening) -> None:
    offer = await offered(night)
    await night.press("Going", (await night.posts("parties"))[0], by="Junho")
    await night.advance(minutes=10, seconds=1)
    await in_thread(night, f"<@{night.members['Junho']}>, A seat is free")
    assert "number 2 on the waiting list" in (await night.press("Take it", offer, by="Grace")).text
