"""Listening parties, as the host and the fans live them."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.parties.model import Choice
from core.values import GuildId, UserId
from tests.wire.evening import Evening
from tests.wire.parties import (
    TOMORROW_20_SEOUL,
    board_with,
    draft,
    in_thread,
    party,
    press_for_modal,
    submit,
    threaded,
    with_tracks,
)


async def test_a_party_says_when_in_every_clock_and_puts_its_board_up_once(night: Evening) -> None:
    board = await party(night, **dict[str, Any]({"from": "lovely runner"}))
    stamp = int(TOMORROW_20_SEOUL.timestamp())
    assert f"<t:{stamp}:F>" in board.text
    assert "Sat 20:00 Seoul" in board.text
    assert f"<@{night.members['Leo']}>" in board.text
    assert "1. " in board.text
    assert list(board.buttons) == ["Going", "Maybe", "No", "Add to calendar"]
    await night.settle()
    assert len(await night.posts("parties")) == 1


async def test_a_fan_reads_times_in_the_zone_they_chose(night: Evening) -> None:
    assert "Europe/Berlin" in (await night.ask("me settings", by="Leo", zone="Europe/Berlin")).text
    board = await party(night, when="tomorrow 20:00")
    assert f"<t:{int(datetime(2024, 7, 27, 18, 0, tzinfo=UTC).timestamp())}:F>" in board.text
    assert "Sat 20:00 Berlin · Sun 03:00 Seoul" in board.text


async def test_going_takes_a_seat_and_pressing_again_changes_nothing(night: Evening) -> None:
    board = await party(night, limit=2)
    for _ in range(2):
        answer = await night.press("Going", board, by="Mina")
        assert answer.message.private
        assert "You're in (1/2)" in answer.text
    shown = await board_with(night, "1/2")
    assert f"<@{night.members['Mina']}>" in shown.text


async def test_the_last_seat_goes_to_one_of_two_racing_fans(night: Evening) -> None:
    board = await party(night, limit=1)
    answers = await asyncio.gather(*(night.press("Going", board, by=fan) for fan in ("Mina", "Grace")))
    told = "\n".join(answer.text for answer in answers)
    assert told.count("You're in (1/1)") == 1
    assert told.count("number 1 on the waiting list") == 1
    shown = await board_with(night, "**Waiting** 1")
    assert "**Going** 1/1" in shown.text


async def test_a_seat_that_becomes_free_is_offered_to_the_first_in_line_and_to_nobody_else(night: Evening) -> None:
    board = await party(night, limit=1)
    for fan in ("Mina", "Junho", "Grace"):
        await night.press("Going", board, by=fan)
    await threaded(night)
    await night.press("No", board, by="Mina")
    offer = await in_thread(night, f"<@{night.members['Junho']}>, A seat is free")
    assert offer.raw["mentions"][0]["id"] == night.members["Junho"]
    assert len(offer.raw["mentions"]) == 1
    assert "참가 신청되었습니다 (1/1)" in (await night.press("Take it", offer, by="Junho")).text
    shown = await board_with(night, f"**Going** 1/1 · <@{night.members['Junho']}>")
    assert f"**Waiting** 1 · <@{night.members['Grace']}>" in shown.text


async def test_the_buttons_work_after_a_restart(quiet: Evening) -> None:
    async with quiet.bot():
        board = await party(quiet)
    async with quiet.bot():
        assert "You're in" in (await quiet.press("Going", board, by="Grace")).text
        await board_with(quiet, "**Going** 1")


async def test_an_answer_given_just_before_a_crash_is_on_the_board_after_it(quiet: Evening) -> None:
    async with quiet.bot():
        await party(quiet)
        mina = UserId(int(quiet.members["Mina"]))
        await quiet.rooms.parties.answer(GuildId(int(quiet.guild)), 1, mina, Choice.GOING)
    async with quiet.bot():
        await board_with(quiet, f"<@{quiet.members['Mina']}>")


async def test_the_command_answers_like_the_buttons(night: Evening) -> None:
    await party(night)
    assert "Noted: maybe" in (await night.ask("party rsvp", answer="maybe", by="Grace")).text
    shown = (await night.ask("party show")).text
    assert f"**Maybe** 1 · <@{night.members['Grace']}>" in shown


async def test_the_reminder_comes_before_the_start_once(night: Evening) -> None:
    await party(night, remind=30)
    await night.set_clock(TOMORROW_20_SEOUL.replace(hour=10, minute=31))
    reminder = await night.post_in("parties", 2)
    assert f"starts <t:{int(TOMORROW_20_SEOUL.timestamp())}:R>" in reminder.text
    assert "You're in" in (await night.press("Going", reminder, by="Mina")).text
    await night.advance(minutes=10)
    await night.settle()
    assert len(await night.posts("parties")) == 2


async def test_cancelling_is_for_the_host_and_for_managers(night: Evening) -> None:
    board = await party(night, remind=30)
    (choice,) = await night.suggestions("party cancel", "party", "")
    refused = (await night.ask("party cancel", party=choice["value"], by="Mina")).text
    assert "Only the host" in refused
    assert "파티를 취소했습니다" in (await night.ask("party cancel", party=choice["value"], by="Hana")).text
    shown = await board_with(night, "Cancelled: Rain night")
    assert shown.id == board.id
    assert shown.buttons == {}
    assert "was cancelled" in (await night.ask("party rsvp", answer="going", party=choice["value"])).text
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=15))
    await night.settle()
    assert len(await night.posts("parties")) == 1


async def test_after_the_start_nobody_answers_any_more(night: Evening) -> None:
    board = await party(night)
    await night.set_clock(TOMORROW_20_SEOUL)
    await night.settle()
    assert "answers are closed" in (await night.press("Going", board, by="Mina")).text


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("yesterdayish", "I cannot read"),
        ("friday", "not the time of day"),
        ("2020-01-01 20:00", "is in the past"),
        ("2031-01-01 20:00", "more than a year away"),
    ],
)
async def test_a_time_that_cannot_be_says_why_and_how_to_write_it(night: Evening, when: str, words: str) -> None:
    answer = await night.ask("party create", by="Leo", title="x", when=when)
    assert words in answer.text


async def test_another_servers_party_is_not_there(night: Evening) -> None:
    await party(night)
    other = await night.post("guilds", {"name": "Elsewhere"})
    state = next(g for g in (await night.get("state"))["guilds"] if g["id"] == other["id"])
    channel = next((c["id"] for c in state["channels"] if c["type"] == 0), None)
    if channel is None:
        made = await night.post(f"guilds/{other['id']}/channels", {"name": "lobby", "type": 0})
        channel = made["id"]
    member = next((m["id"] for m in state["members"] if not m["bot"]), None)
    if member is None:
        member = (await night.post(f"guilds/{other['id']}/members", {"name": "Stranger"}))["id"]
    night.channels["elsewhere"], night.members["Stranger"] = channel, member
    answer = await night.ask("party show", by="Stranger", at="elsewhere", party=1)
    assert "그런 파티가 없습니다" in answer.text


# A draft ----------------------------------------------------------------------------------------------------------


async def test_a_draft_is_the_hosts_alone_until_they_open_it(night: Evening) -> None:
    panel = await draft(night)
    assert panel.private
    assert "only you see this draft" in panel.text
    await night.settle()
    assert await night.posts("parties") == []
    assert "None yet" in (await night.ask("party list")).text
    assert "not open yet" in (await night.ask("party rsvp", answer="going", party=1)).text
    await night.press("Open", panel, by="Leo")
    assert (await night.post_in("parties")).buttons["Going"]


async def test_the_panel_holds_everything_else_and_says_what_is_missing(night: Evening) -> None:
    panel = await draft(night)
    opened = await press_for_modal(night, "Seats and reminders", panel)
    typed = {"seats": "25", "guests": "2", "reminders": "1440, 60, 10", "closes": "30", "gap": "7"}
    shown = await submit(night, opened, typed)
    assert (
        "**Going** 0/25 · **guests** 2 each · **reminders** 1 day before, 1 hour before, 10 minutes before"
        in shown.text
    )
    opened = await press_for_modal(night, "Title and time", panel)
    shown = await submit(night, opened, {"title": "Snow night", "when": "sunday 9pm", "place": "Listening Room"})
    assert "Snow night" in shown.text
    assert f"<t:{int(datetime(2024, 7, 28, 12, 0, tzinfo=UTC).timestamp())}:F>" in shown.text
    opened = await press_for_modal(night, "Track list", panel)
    shown = await submit(night, opened, {"tracks": "Star - N.Flying\nMy own song - Somebody\nMy own song - Somebody"})
    assert "3 tracks, 1 of them from the catalogue" in shown.text
    assert "no length: “My own song”" in shown.text
    assert "“My own song” is in the list 2 times, in a row" in shown.text


async def test_a_field_that_cannot_be_read_says_which_and_changes_nothing(night: Evening) -> None:
    panel = await draft(night)
    opened = await press_for_modal(night, "Seats and reminders", panel)
    typed = {"seats": "many", "guests": "0", "reminders": "", "closes": "0", "gap": "5"}
    assert "Seats: “many” is no number" in (await submit(night, opened, typed)).text
    opened = await press_for_modal(night, "Title and time", panel)
    shown = await submit(night, opened, {"title": "x", "when": "8", "place": ""})
    assert "could be morning or evening" in shown.text
    assert "nearest reading is <t:" in shown.text
    assert "Rain night" in (await night.ask("party control", by="Leo", party=1)).text


async def test_the_rehearsal_shows_every_cue_and_a_missing_length_is_named(night: Evening) -> None:
    await party(night)
    panel = (await night.ask("party control", by="Leo", party=1)).message
    assert "track list is empty" in (await night.press("Rehearse", panel, by="Leo")).text
    await with_tracks(night, "Song one - A 1:00\nSong two - B")
    panel = (await night.ask("party control", by="Leo", party=1)).message
    assert "how long “Song two – B” is" in (await night.press("Rehearse", panel, by="Leo")).text
    assert "“Song two – B”" in (await night.ask("party start", by="Leo", party=1)).text
    await with_tracks(night)
    shown = (await night.press("Rehearse", panel, by="Leo")).text
    assert "`20:00:00` 1. Song one" in shown
    assert "`20:01:05` 2. Song two" in shown
    assert "`20:03:10` 3. Song three" in shown
    assert "`20:04:40` over" in shown


async def test_only_the_host_sees_the_panel(night: Evening) -> None:
    await party(night)
    assert "Only the host" in (await night.ask("party control", by="Mina", party=1)).text
    assert "Only the host" in (await night.ask("party edit", by="Mina", party=1, title="x")).text
    assert "Only the host" in (await night.ask("party roster", by="Mina", party=1)).text
    assert "Rain night" in (await night.ask("party control", by="Hana", party=1)).text
