"""Every race rule of a party, through the wire."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from core.values import GuildId
from tests.wire.evening import Evening
from tests.wire.parties import (
    TOMORROW_20_SEOUL,
    board_with,
    in_thread,
    party,
    playing,
    stored_party,
    thread,
    threaded,
    with_tracks,
)


async def answered(night: Evening, **more: Any) -> None:
    """Mina, Junho and Grace have pressed Going, in this order."""
    board = await party(night, **more)
    for fan in ("Mina", "Junho", "Grace"):
        await night.press("Going", board, by=fan)
    await threaded(night)


async def offered_to(night: Evening, fan: str) -> None:
    """Wait until the seat is offered to *fan*."""
    await in_thread(night, f"<@{night.members[fan]}>, A seat is free")


async def test_going_pressed_twice_at_once_takes_one_seat(night: Evening) -> None:
    board = await party(night, limit=3)
    answers = await asyncio.gather(*(night.press("Going", board, by="Mina") for _ in range(5)))
    assert all("You're in (1/3)" in answer.text for answer in answers)
    assert len((await stored_party(night)).answers) == 1


async def test_an_offer_nobody_takes_goes_to_the_next_after_ten_minutes(night: Evening) -> None:
    await answered(night, limit=1)
    board = (await night.posts("parties"))[0]
    await night.press("No", board, by="Mina")
    await offered_to(night, "Junho")
    assert not [each for each in await thread(night) if f"<@{night.members['Grace']}>" in each.text]
    await night.advance(minutes=10, seconds=1)
    await offered_to(night, "Grace")
    shown = await board_with(night, "**Maybe** 1")
    assert f"**Maybe** 1 · <@{night.members['Junho']}>" in shown.text
    offer = await in_thread(night, f"<@{night.members['Grace']}>, A seat is free")
    assert "You're in (1/1)" in (await night.press("Take it", offer, by="Grace")).text
    assert (await stored_party(night)).going == (int(night.members["Grace"]),)


async def test_who_takes_an_offer_too_late_stands_at_the_end_and_no_seat_is_given_twice(night: Evening) -> None:
    await answered(night, limit=1)
    await night.press("No", (await night.posts("parties"))[0], by="Mina")
    await offered_to(night, "Junho")
    late = await in_thread(night, f"<@{night.members['Junho']}>, A seat is free")
    await night.advance(minutes=10, seconds=1)
    await offered_to(night, "Grace")
    offer = await in_thread(night, f"<@{night.members['Grace']}>, A seat is free")
    pressed = await asyncio.gather(night.press("Take it", late, by="Junho"), night.press("Take it", offer, by="Grace"))
    assert "대기 2번" in pressed[0].text
    assert "You're in (1/1)" in pressed[1].text
    kept = await stored_party(night)
    assert (kept.going, kept.waiting) == ((int(night.members["Grace"]),), (int(night.members["Junho"]),))


async def test_a_seat_given_back_goes_to_the_line_whoever_presses_at_the_same_moment(night: Evening) -> None:
    await answered(night, limit=1)
    board = (await night.posts("parties"))[0]
    await asyncio.gather(
        night.press("Going", board, by="Hana"),
        night.press("No", board, by="Mina"),
        night.press("Going", board, by="Leo"),
    )
    await offered_to(night, "Junho")
    kept = await stored_party(night)
    held = [each.member for each in kept.answers if each.holds]
    assert held == [int(night.members["Junho"])]
    assert set(kept.waiting[2:]) == {int(night.members["Hana"]), int(night.members["Leo"])}


async def test_a_lowered_limit_sends_nobody_away_and_says_how_many_are_over(night: Evening) -> None:
    await answered(night, limit=3)
    said = (await night.ask("party edit", by="Leo", party=1, limit=1)).text
    assert "2 seats over the limit now (3/1): nobody is sent away" in said
    shown = await board_with(night, "over the limit of 1")
    assert "**Going** 3/1" in shown.text
    await night.press("No", shown, by="Mina")
    await board_with(night, "**Going** 2/1")
    assert len((await stored_party(night)).waiting) == 0


async def test_a_raised_limit_seats_the_line_in_order_with_one_message(night: Evening) -> None:
    await answered(night, limit=1)
    said = (await night.ask("party edit", by="Leo", party=1, limit=3)).text
    assert "2 fans moved up" in said
    shown = await board_with(night, "**Going** 3/3")
    order = [
        shown.text.index(f"<@{night.members[fan]}>", shown.text.index("**Going**"))
        for fan in ("Mina", "Junho", "Grace")
    ]
    assert order == sorted(order)
    await in_thread(night, "2 fans moved up from the waiting list")
    await night.settle()
    assert len([each for each in await thread(night) if "moved up" in each.text]) == 1


async def test_who_leaves_the_server_gives_their_seat_to_the_next(night: Evening) -> None:
    await answered(night, limit=1)
    url = f"{night.sandbox.address}/sandbox/api/guilds/{night.guild}/members/{night.members['Mina']}"
    async with night.http.delete(url) as answer:
        assert answer.status in (200, 204), await answer.text()
    await night.advance(hours=1, minutes=1)  # guests are looked for once an hour on the last day
    await offered_to(night, "Junho")
    assert int(night.members["Mina"]) not in {each.member for each in (await stored_party(night)).answers}


async def test_moving_the_time_rearms_only_reminders_to_come_and_tells_the_guests_once(night: Evening) -> None:
    board = await party(night)
    await night.press("Going", board, by="Mina")
    await threaded(night)
    await night.ask("party edit", by="Leo", party=1, remind="60, 10")
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=59))
    await night.post_in("parties", 2)  # the first reminder
    await night.ask("party edit", by="Leo", party=1, when="2024-07-27 19:50")
    told = await in_thread(night, "has a new time")
    assert [each["id"] for each in told.raw["mentions"]] == [night.members["Mina"]]
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=21))
    await night.settle()
    assert len(await night.posts("parties")) == 2, "the hour's reminder is not sent again"
    await night.advance(minutes=2)
    reminder = await night.post_in("parties", 3)
    assert f"<t:{int((TOMORROW_20_SEOUL - timedelta(minutes=10)).timestamp())}:R>" in reminder.text
    assert len([each for each in await thread(night) if "has a new time" in each.text]) == 1


async def test_a_series_keeps_eight_oclock_when_the_clocks_change(night: Evening) -> None:
    await night.ask("me settings", by="Leo", zone="Europe/Berlin")
    await night.set_clock(datetime(2024, 10, 20, 12, 0, tzinfo=UTC))
    await party(night, when="2024-10-25 20:00")
    told = await night.ask("party series", by="Leo", party=1, repeat="weekly")
    assert "every Friday at 20:00 (Europe/Berlin)" in told.text
    assert (await stored_party(night)).starts == datetime(2024, 10, 25, 18, 0, tzinfo=UTC)
    await night.ask("party cancel", by="Leo", party=1)
    await night.post_in("parties", 2)
    following = await stored_party(night, 2)
    assert following.starts == datetime(2024, 11, 1, 19, 0, tzinfo=UTC)
    assert following.state == "open"


async def test_an_edit_of_this_date_leaves_the_series_and_one_of_all_changes_it(night: Evening) -> None:
    await party(night)
    await with_tracks(night)
    await night.ask("party series", by="Leo", party=1, repeat="weekly")
    await night.ask("party edit", by="Leo", party=1, title="Only tonight", limit=5)
    await night.ask("party edit", by="Leo", party=1, guests=2, when="2024-07-27 21:00", dates="all dates")
    await night.ask("party cancel", by="Leo", party=1)
    await night.post_in("parties", 2)
    following = await stored_party(night, 2)
    assert (following.title, following.seats, following.terms.guests) == ("Rain night", None, 2)
    assert following.starts == TOMORROW_20_SEOUL + timedelta(days=7, hours=1)
    assert [item.seconds for item in following.listed] == [60, 120, 90]


async def test_a_date_that_was_moved_is_not_opened_a_second_time(night: Evening) -> None:
    await party(night)
    await night.ask("party series", by="Leo", party=1, repeat="weekly")
    await night.ask("party edit", by="Leo", party=1, when="2024-07-26 23:00", dates="this date")
    await night.ask("party cancel", by="Leo", party=1)
    await night.post_in("parties", 2)
    assert (await stored_party(night, 2)).starts == TOMORROW_20_SEOUL + timedelta(days=7)


async def test_a_skipped_date_is_called_off_and_the_series_goes_on(night: Evening) -> None:
    await party(night)
    await night.ask("party series", by="Leo", party=1, repeat="weekly")
    refused = await night.ask("party series", by="Leo", series=1, skip="2024-07-28")
    dates = [TOMORROW_20_SEOUL + timedelta(weeks=weeks) for weeks in range(3)]
    near = ", ".join(f"<t:{int(date.timestamp())}:F>" for date in dates)
    assert f"does not come on 2024-07-28; its next dates are {near}." in refused.text
    assert "Only the host" in (await night.ask("party series", by="Mina", series=1, skip="2024-07-27")).text
    assert "is left out" in (await night.ask("party series", by="Leo", series=1, skip="2024-07-27")).text
    await board_with(night, "Cancelled: Rain night")
    await night.post_in("parties", 2)
    assert (await stored_party(night, 2)).starts == TOMORROW_20_SEOUL + timedelta(days=7)
    await night.ask("party series", by="Leo", series=1, end=True)
    await night.ask("party cancel", by="Leo", party=2)
    await night.settle()
    assert len(await night.rooms.parties.coming(GuildId(int(night.guild)))) == 0


async def test_a_series_is_told_by_any_of_its_parties_which_date_to_leave_out(night: Evening) -> None:
    await party(night)
    assert "is in no series" in (await night.ask("party series", by="Leo", party=1, skip="2024-08-10")).text
    await night.ask("party series", by="Leo", party=1, repeat="weekly")
    assert "“banana” is no date" in (await night.ask("party series", by="Leo", party=1, skip="banana")).text
    assert "is left out" in (await night.ask("party series", by="Leo", party=1, skip="2024-08-03")).text
    refused = (await night.ask("party series", by="Leo", party=1, skip="2024-07-20")).text  # before it began
    weeks = [int((TOMORROW_20_SEOUL + timedelta(weeks=number)).timestamp()) for number in (0, 2, 3)]
    assert "its next dates are " + ", ".join(f"<t:{week}:F>" for week in weeks) in refused
    assert "is in a series already" in (await night.ask("party series", by="Leo", party=1, repeat="weekly")).text
    assert (await stored_party(night)).state == "open"
    await night.ask("party cancel", by="Leo", party=1)
    await night.post_in("parties", 2)
    assert (await stored_party(night, 2)).starts == TOMORROW_20_SEOUL + timedelta(weeks=2)
    assert "does not come again" in (await night.ask("party series", by="Leo", party=2, end=True)).text


async def test_down_at_the_start_and_back_within_ten_minutes_it_says_where_the_party_is(quiet: Evening) -> None:
    async with quiet.bot():
        t0 = await playing(quiet, "One - A 20:00\nTwo - B 3:00")
        await in_thread(quiet, "Press play at")
    await quiet.set_clock(t0 + timedelta(minutes=5))
    async with quiet.bot():
        told = await in_thread(quiet, "Together again")
        assert "I was away at the start" in told.text
        assert "5:" in told.text
        await quiet.settle()
        said = [each.text for each in await thread(quiet)]
        assert not any(text.startswith("**Now: play.**") for text in said)
        assert sum("Together again" in text for text in said) == 1
        await quiet.set_clock(t0 + timedelta(minutes=15))
        await quiet.settle()
        assert (await stored_party(quiet)).state == "live", "who was told where it is goes on listening"


async def test_down_at_the_start_for_longer_it_did_not_run_and_the_host_is_told(quiet: Evening) -> None:
    async with quiet.bot():
        t0 = await playing(quiet, "One - A 20:00\nTwo - B 3:00")
    await quiet.set_clock(t0 + timedelta(minutes=11))
    async with quiet.bot():
        told = await in_thread(quiet, "did not take place")
        assert [each["id"] for each in told.raw["mentions"]] == [quiet.members["Leo"]]
        assert (await stored_party(quiet)).state == "cancelled"
        await board_with(quiet, "it did not run")


async def test_with_nobody_to_start_it_any_manager_may_after_two_minutes_and_after_thirty_it_is_off(
    night: Evening,
) -> None:
    board = await party(night)
    await with_tracks(night)
    await night.press("Going", board, by="Mina")
    await threaded(night)
    await night.set_clock(TOMORROW_20_SEOUL + timedelta(minutes=1))
    assert ":T>부터 시작할 수 있습니다" in (await night.ask("party start", by="Hana", party=1)).text
    await night.set_clock(TOMORROW_20_SEOUL + timedelta(minutes=2, seconds=5))
    assert "Any co-host or manager may start" in (await in_thread(night, "is not here yet")).text
    await night.set_clock(TOMORROW_20_SEOUL + timedelta(minutes=30, seconds=5))
    off = await in_thread(night, "Nobody started it within half an hour")
    assert [each["id"] for each in off.raw["mentions"]] == [night.members["Mina"]]
    assert (await stored_party(night)).state == "cancelled"


async def test_a_manager_may_start_when_the_host_is_late(night: Evening) -> None:
    await party(night)
    await with_tracks(night)
    await threaded(night)
    await night.set_clock(TOMORROW_20_SEOUL + timedelta(minutes=2, seconds=1))
    assert "모두에게 알립니다" in (await night.ask("party start", by="Hana", party=1)).text
    await in_thread(night, "Press play at")


async def test_a_co_host_takes_over_and_starts(night: Evening) -> None:
    await party(night)
    await with_tracks(night)
    assert "helps now" in (await night.ask("party cohost", by="Leo", member=night.members["Grace"], party=1)).text
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=10))
    await night.settle()
    assert "The host" in (await night.ask("party start", by="Grace", party=1)).text
    panel = (await night.ask("party control", by="Grace", party=1)).message
    assert "You are the host now" in (await night.press("Take over", panel, by="Grace")).text
    assert "Everybody is called" in (await night.ask("party start", by="Grace", party=1)).text
