"""What is asked about before it is done: an early start, the end; and what may be planned again."""

from datetime import UTC, datetime, timedelta

from tests.wire.evening import Evening, Message
from tests.wire.parties import (
    TOMORROW_20_SEOUL,
    board_with,
    draft,
    in_thread,
    party,
    playing,
    stored_party,
    thread,
    threaded,
    with_tracks,
)

PLANNED = int(TOMORROW_20_SEOUL.timestamp())


async def panel(night: Evening, *, by: str = "Leo", number: int = 1) -> Message:
    """The host's panel."""
    return (await night.ask("party control", by=by, party=number)).message


async def gathered(night: Evening) -> Message:
    """A party of tomorrow to which Mina and Junho come; its board."""
    board = await party(night)
    await with_tracks(night)
    for fan in ("Mina", "Junho"):
        await night.press("Going", board, by=fan)
    await threaded(night)
    return board


async def started_early(night: Evening) -> datetime:
    """The same, started 23 hours early; when everybody pressed play."""
    await gathered(night)
    asked = (await night.ask("party start", by="Leo", party=1)).message
    assert "Everybody is called" in (await night.press("Start now", asked, by="Leo")).text
    running = (await stored_party(night)).programme
    assert running is not None
    return running.t0


async def test_a_start_long_before_its_time_says_how_early_it_is_and_whom_it_calls_before_it_calls_anybody(
    night: Evening,
) -> None:
    await gathered(night)
    shown = await panel(night)
    assert next(iter(shown.buttons)) == "Track list"
    assert "Start in 60 s" not in shown.buttons
    for asked in (await night.ask("party start", by="Leo", party=1), await night.press("Start early", shown, by="Leo")):
        assert f"planned for <t:{PLANNED}:F>, which is <t:{PLANNED}:R>" in asked.text
        assert "2 fans would be called" in asked.text
    await night.settle()
    assert (await stored_party(night)).state == "open"
    assert not [each for each in await thread(night) if "Press play at" in each.text]
    assert "Open" in (await night.press("Not yet", asked.message, by="Leo")).text
    asked = await night.press("Start early", await panel(night), by="Leo")
    assert "Everybody is called" in (await night.press("Start now", asked.message, by="Leo")).text
    call = await in_thread(night, "Press play at")
    assert len(call.raw["mentions"]) == 2


async def test_who_may_not_start_early_is_told_so_and_not_asked(night: Evening) -> None:
    await gathered(night)
    refused = await night.ask("party start", by="Hana", party=1)
    assert "진행자 <@" in refused.text
    assert refused.message.buttons == {}


async def test_in_the_lobby_the_panel_begins_with_the_start_and_does_it_at_once(night: Evening) -> None:
    await gathered(night)
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=14, seconds=50))
    await in_thread(night, "Open track 1 now")
    shown = await panel(night)
    assert next(iter(shown.buttons)) == "Start in 60 s"
    assert "Everybody is called" in (await night.press("Start in 60 s", shown, by="Leo")).text


async def test_what_was_started_early_began_when_everybody_pressed_play_and_not_when_it_was_planned(
    night: Evening,
) -> None:
    t0 = await started_early(night)
    began = int(t0.timestamp())
    board = (await night.posts("parties"))[0]
    assert f"began <t:{began}:R>" in (await night.press("Going", board, by="Grace")).text
    assert f"**Live** · <t:{began}:F>" in (await panel(night)).text
    (choice,) = await night.suggestions("party control", "party", "")
    assert "Fri 26 Jul 20:3" in choice["name"]
    await night.set_clock(t0 - timedelta(seconds=1))
    await in_thread(night, "Now: play.")
    await night.set_clock(t0 + timedelta(minutes=5))
    await in_thread(night, "Thank you all!")
    assert f"**Began** <t:{began}:F>" in (await board_with(night, "Over: Rain night")).text
    await night.set_clock(datetime(2024, 7, 27, 0, 0, 5, tzinfo=UTC))  # nine in Seoul
    recap = await night.post_in("parties", 2)
    assert f"<t:{began}:D>" in recap.text
    assert "2024-07-26" in recap.pictures[0]["media"]["url"]
    for message in [*await night.posts("parties"), *await thread(night)]:
        assert str(PLANNED) not in message.text


async def test_the_end_is_asked_about_and_going_on_listening_changes_nothing(night: Evening) -> None:
    t0 = await playing(night)
    await night.set_clock(t0 + timedelta(seconds=5))
    await board_with(night, "**Now** 1.")
    asked = await night.press("End", await panel(night), by="Leo")
    assert "End “Rain night” for everybody?" in asked.text
    assert "**Live**" in (await night.press("Go on listening", asked.message, by="Leo")).text
    assert (await stored_party(night)).state == "live"
    asked = await night.press("End", await panel(night), by="Leo")
    ends = next(part for part in asked.message.parts if part.get("label") == "End it now")
    assert ends["style"] == 4  # the red of what cannot be undone
    assert "It is over" in (await night.press("End it now", asked.message, by="Leo")).text
    assert (await stored_party(night)).state == "ended"


async def test_a_party_that_nobody_started_is_planned_again_with_its_list_and_its_terms(night: Evening) -> None:
    await party(night, limit=7)
    await with_tracks(night)
    await night.ask("party edit", by="Leo", party=1, guests=2)
    await night.set_clock(TOMORROW_20_SEOUL + timedelta(minutes=30, seconds=5))
    off = await board_with(night, "Cancelled: Rain night")
    assert "Plan it again in /party control" in off.text
    assert [each["value"] for each in await night.suggestions("party control", "party", "rain", by="Leo")] == [1]
    again = await night.press("Plan it again", await panel(night), by="Leo")
    assert f"<t:{int((TOMORROW_20_SEOUL + timedelta(days=1)).timestamp())}:F>" in again.text
    made = await stored_party(night, 2)
    assert (made.state, made.title, made.seats, made.terms.guests) == ("draft", "Rain night", 7, 2)
    assert [item.seconds for item in made.listed] == [60, 120, 90]
    assert made.answers == ()
    await night.press("Open", again.message, by="Leo")
    assert (await night.post_in("parties", 2)).buttons["Going"]


async def test_a_panel_is_offered_first_for_what_is_to_come_and_last_for_what_is_long_over(night: Evening) -> None:
    await draft(night, title="One", when="2024-07-27 20:00")
    await draft(night, title="Two", when="2024-07-28 20:00")
    await night.ask("party cancel", by="Leo", party=1)
    await draft(night, title="Three", when="2024-07-27 21:00")
    offered = await night.suggestions("party control", "party", "", by="Leo")
    assert [each["value"] for each in offered] == [3, 2, 1]
