"""The first evening that a newcomer sees in the sandbox."""

from datetime import timedelta

from bot.demo import set_the_stage
from core.parties.states import PartyState
from tests.wire.evening import Evening
from tests.wire.parties import in_thread, stored_party, threaded


async def test_its_chart_is_posted_and_its_party_can_be_played(night: Evening) -> None:
    await set_the_stage(night.rooms, night.sandbox.address)
    night.client.wake()
    assert "Sudden Shower" in (await night.post_in("charts")).text
    board = await night.post_in("parties")
    assert "Moon Lovers" in board.text
    assert "You're in" in (await night.press("Going", board, by="Mina")).text
    await threaded(night)
    await night.set_clock((await stored_party(night)).starts - timedelta(minutes=10))
    await in_thread(night, "Open track 1 now")
    assert "Everybody is called" in (await night.ask("party start", by="Hana", party=1)).text
    await night.advance(minutes=2)
    await night.settle()
    assert (await stored_party(night)).state is PartyState.LIVE


async def test_the_stage_is_set_once(night: Evening) -> None:
    for _ in range(2):
        await set_the_stage(night.rooms, night.sandbox.address)
        night.client.wake()
        await night.settle()
    assert len(await night.posts("charts")) == len(await night.posts("parties")) == 1
