"""The evening itself: the start to the second, the way back in, pause, skip, hearts, the end, the recap."""

import asyncio
import csv
import io
import statistics
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar  # type: ignore[import-untyped]  # it ships no types

from core.parties import announce
from core.parties.model import Item, Party
from core.values import ChannelId, GuildId, UserId
from tests.wire.evening import Evening, Json, Message, eventually
from tests.wire.parties import (
    TOMORROW_20_SEOUL,
    at,
    board_with,
    in_thread,
    party,
    playing,
    press_for_modal,
    stored_party,
    submit,
    thread,
    threaded,
    with_tracks,
)

SEOUL = ZoneInfo("Asia/Seoul")


async def sent_at(night: Evening, words: str) -> datetime:
    """When the request left that said *words*, on the sandbox's clock."""
    for each in await night.get("requests", after="0"):
        if each["method"] == "POST" and each["body"] and words in str(each["body"]):
            return datetime.fromisoformat(each["at"])
    raise AssertionError(f"nothing said {words}")


async def test_the_lobby_opens_fifteen_minutes_before_and_calls_only_who_comes(night: Evening) -> None:
    board = await party(night)
    await with_tracks(night)
    await night.press("Going", board, by="Mina")
    await night.press("Maybe", board, by="Junho")
    await threaded(night)
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=15, seconds=-1))
    lobby = await in_thread(night, "Open track 1 now")
    assert [each["id"] for each in lobby.raw["mentions"]] == [night.members["Mina"]]
    assert "Song one" in lobby.text
    assert "shuffle, crossfade and autoplay off" in lobby.text
    assert "Ready: 1 fan" in (await night.press("Ready", lobby, by="Mina")).text
    assert "Ready: 1 fan" in (await night.ask("party ready", by="Mina", party=1)).text
    assert (await stored_party(night)).state == "lobby"
    await board_with(night, "**Ready** 1 of 1")


async def test_everybody_is_told_once_when_to_press_play_and_the_start_comes_at_that_second(night: Evening) -> None:
    t0 = await playing(night)
    call = await in_thread(night, "Press play at")
    local = t0 + timedelta(hours=9)
    assert f"Press play at {at(t0)} ({local:%H:%M:%S} in Seoul)" in call.text
    assert {each["id"] for each in call.raw["mentions"]} == {night.members["Mina"], night.members["Junho"]}
    await night.set_clock(t0 - timedelta(seconds=2))
    await in_thread(night, "Now: play.")
    late = (await sent_at(night, "Now: play.") - t0).total_seconds()
    assert 0 <= late < 0.25, late
    said = [each.text for each in await thread(night)]
    assert sum("Press play at" in text for text in said) == 1
    assert sum("Now: play." in text for text in said) == 1
    await board_with(night, "**Now** 1. Song one")


@pytest.mark.alone
async def test_twenty_starts_leave_within_250_ms_of_their_t0_at_p95(night: Evening) -> None:
    guild, host = GuildId(int(night.guild)), UserId(int(night.members["Leo"]))
    items = (Item("One", "A", 600),)
    wanted = Party(guild, ChannelId(int(night.channels["parties"])), host, "x", TOMORROW_20_SEOUL, SEOUL, items=items)
    parties = [await night.rooms.parties.create(replace(wanted, title=f"Night {n}")) for n in range(20)]
    night.client.wake()
    await night.post_in("parties", 20)
    t0s: dict[str, datetime] = {}
    for each in parties:
        started = await night.rooms.hosting.start(guild, each.id, host, manager=False)
        assert started.programme is not None
        t0s[announce.start(started).token] = started.programme.t0
        await asyncio.sleep(0.15)  # so that they do not all fall into one second
    night.client.wake()
    await night.set_clock(min(t0s.values()) - timedelta(seconds=6))

    async def begun() -> list[Json] | None:
        said = [each for each in await night.get("requests", after="0") if "Now: play." in str(each["body"])]
        return said if len(said) == 20 else None

    said = await eventually(begun)
    late = [(datetime.fromisoformat(each["at"]) - t0s[each["body"]["nonce"]]).total_seconds() for each in said]
    assert min(late) >= 0, late
    assert statistics.quantiles(late, n=20)[-1] <= 0.25, sorted(late)


async def test_ten_members_who_are_late_are_each_told_the_right_second(night: Evening) -> None:
    t0 = await playing(night, "One - A 1:00\nTwo - B 2:00\nThree - C 1:30")
    starts = [t0, t0 + timedelta(seconds=65), t0 + timedelta(seconds=190)]
    lengths = [60, 120, 90]
    for seconds in (3, 17, 38, 41, 59, 66, 100, 150, 181, 240):
        moment = t0 + timedelta(seconds=seconds, milliseconds=300)
        await night.set_clock(moment)

        async def noticed(moment: datetime = moment) -> bool:
            return night.rooms.clock() >= moment

        await eventually(noticed)
        before = night.rooms.clock()
        answer = (await night.ask("party where", by="Grace", party=1)).text
        after = night.rooms.clock()
        possible = []
        for second in range(int(before.timestamp()), int(after.timestamp()) + 2):
            seek = datetime.fromtimestamp(second + 20, UTC)
            number = max(n for n in range(3) if starts[n] <= seek)
            offset = int((seek - starts[number]).total_seconds())
            if offset < lengths[number]:
                possible.append(f"open track {number + 1}")
                clock = f"{at(seek)} ({seek + timedelta(hours=9):%H:%M:%S} in Seoul)"
                possible.append(f"**{offset // 60}:{offset % 60:02}**, press play at {clock}")
        if possible:
            assert any(words in answer for words in possible[1::2]), (seconds, answer, possible)
        else:
            assert "At once" not in answer
        later = [n for n in range(3) if starts[n] >= after + timedelta(seconds=5)]
        if later:
            assert f"wait for track {later[0] + 1}" in answer
            assert f"press play at {at(starts[later[0]])}" in answer


async def test_the_board_is_edited_at_track_changes_only(night: Evening) -> None:
    t0 = await playing(night, "One - A 1:00\nTwo - B 2:00\nThree - C 1:30")
    await night.set_clock(t0 - timedelta(seconds=1))
    await board_with(night, "**Now** 1. One")
    await asyncio.sleep(2.5)  # the pause after the last edit is over
    edits = await _edits(night)
    await night.set_clock(t0 + timedelta(seconds=40))
    await asyncio.sleep(2.5)
    assert await _edits(night) == edits
    await night.set_clock(t0 + timedelta(seconds=65))
    shown = await board_with(night, "**Now** 2. Two")
    assert f"**Next** 3. Three – C `1:30`, at {at(t0 + timedelta(seconds=190))}" in shown.text
    await asyncio.sleep(2.5)
    assert await _edits(night) == edits + 1


async def _edits(night: Evening) -> int:
    return sum(
        each["method"] == "PATCH" and "/messages/" in each["path"] for each in await night.get("requests", after="0")
    )


async def test_a_restart_in_the_middle_goes_on_with_the_stored_times(quiet: Evening) -> None:
    async with quiet.bot():
        t0 = await playing(quiet, "One - A 1:00\nTwo - B 2:00\nThree - C 1:30")
        await quiet.set_clock(t0 - timedelta(seconds=1))
        await in_thread(quiet, "Now: play.")
        before = (await stored_party(quiet)).programme
    await quiet.set_clock(t0 + timedelta(seconds=70))
    async with quiet.bot():
        shown = await board_with(quiet, "**Now** 2. Two")
        assert at(t0 + timedelta(seconds=65)) in shown.text
        assert (await stored_party(quiet)).programme == before
        await quiet.set_clock(t0 + timedelta(seconds=189))
        await board_with(quiet, "**Now** 3. Three")
        await quiet.set_clock(t0 + timedelta(seconds=279))
        await in_thread(quiet, "Thank you all!")
        said = [each.text for each in await thread(quiet)]
        assert sum("Now: play." in text for text in said) == 1
        assert not any("Together again" in text for text in said)


async def test_every_fifth_track_everybody_checks_that_they_are_together(night: Evening) -> None:
    t0 = await playing(night, "\n".join(f"Song {n} - S 0:30" for n in range(1, 8)))
    await night.set_clock(t0 + timedelta(seconds=5 * 35))
    assert (
        f"Track 6, Song 6 – S `0:30`, began at {at(t0 + timedelta(seconds=175))}"
        in (await in_thread(night, "Together?")).text
    )


async def test_hearts_notes_and_check_ins_become_the_recap_of_the_next_morning(night: Evening) -> None:
    t0 = await playing(night, "Sudden Shower - ECLIPSE 3:53\nStar - N.Flying 3:38")
    assert "not playing" in (await night.ask("party heart", by="Mina", party=1)).text
    await night.set_clock(t0 + timedelta(seconds=10))
    board = await board_with(night, "**Now** 1.")
    for fan in ("Mina", "Junho", "Mina"):
        heart = await night.press("♥ this track", board, by=fan)
    assert "2 hearts" in heart.text
    opened = await press_for_modal(night, "Note this moment", board, by="Mina")
    assert "Noted at track 1, 0:1" in (await submit(night, opened, {"note": "that *bridge*"}, by="Mina")).text
    assert "기록했습니다" in (await night.ask("party note", by="Junho", text="wow", party=1)).text
    assert "one of 1" in (await night.press("Check in", board, by="Grace")).text
    await night.set_clock(t0 + timedelta(minutes=8))
    await in_thread(night, "Thank you all!")
    assert "checked in" in (await night.ask("party checkin", by="Grace", party=1)).text
    await night.advance(minutes=20)
    assert "재생 중이 아닙니다" in (await night.ask("party checkin", by="Hana", party=1)).text
    await night.set_clock(datetime(2024, 7, 28, 0, 0, 5, tzinfo=UTC))  # nine in Seoul
    recap = await night.post_in("parties", 2)
    assert "3 there, 8 minutes of music, 2 hearts, 2 notes" in recap.text
    assert "♥ 2 · Sudden Shower" in recap.text
    assert r"that \*bridge\*" in recap.text
    assert len(recap.pictures) == 1
    assert "The chart of the week after the party is not here yet" in recap.text
    assert (await stored_party(night)).state == "archived"
    again = await night.ask("party recap", by="Junho")
    assert again.message.private
    assert "3명 참석" in again.text


async def test_the_roster_is_a_file_for_the_host_in_which_no_name_runs_as_a_formula(night: Evening) -> None:
    board = await party(night, limit=1)
    url = f"{night.sandbox.address}/sandbox/api/guilds/{night.guild}/members/{night.members['Junho']}"
    async with night.http.patch(url, json={"nick": "=1+1"}) as answer:
        assert answer.status == 200, await answer.text()
    await night.press("Going", board, by="Mina")
    await night.press("Going", board, by="Junho")
    told = await night.ask("party roster", by="Leo", party=1)
    rows = list(csv.DictReader(io.StringIO((await _file(night, told.messages[-1])).decode("utf-8-sig"))))
    assert [(row["id"], row["seat"]) for row in rows] == [
        (night.members["Mina"], "taken"),
        (night.members["Junho"], "waiting"),
    ]
    assert rows[0]["name"] == "Mina"
    assert rows[1]["name"] == "'=1+1"


async def test_the_calendar_file_holds_one_party_or_all_of_mine_and_names_no_guest(night: Evening) -> None:
    board = await party(night, title="Rain, night\n2")
    await with_tracks(night)
    await night.press("Going", board, by="Mina")
    await party(night, boards=2, title="Other night")
    one = await night.press("Add to calendar", board, by="Mina")
    raw = await _file(night, one.messages[-1])
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert event["SUMMARY"] == "Rain, night 2"
    assert event.decoded("DTSTART") == TOMORROW_20_SEOUL
    assert event.decoded("DURATION") == timedelta(seconds=280)
    assert not any(member.encode() in raw for member in night.members.values())
    assert "ATTENDEE" not in raw.decode()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    mine = await night.ask("party calendar", by="Mina")
    assert [each["SUMMARY"] for each in Calendar.from_ical(await _file(night, mine.messages[-1])).walk("VEVENT")] == [
        "Rain, night 2"
    ]
    hosted = await night.ask("party calendar", by="Leo")
    assert len(Calendar.from_ical(await _file(night, hosted.messages[-1])).walk("VEVENT")) == 2
    assert "‘참가’를 눌러" in (await night.ask("party calendar", by="Junho")).text


async def _file(night: Evening, message: Message) -> bytes:
    (attachment,) = message.raw["attachments"]
    async with night.http.get(attachment["url"]) as answer:
        assert answer.status == 200
        return await answer.read()


@pytest.mark.parametrize("itself", [True, False])
async def test_a_party_may_start_by_itself_at_its_time(night: Evening, itself: bool) -> None:
    await party(night)
    await with_tracks(night)
    await night.ask("party edit", by="Leo", party=1, **dict[str, Any]({"starts-by-itself": itself}))
    await threaded(night)
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(seconds=50))
    if itself:
        assert at(TOMORROW_20_SEOUL) in (await in_thread(night, "Press play at")).text
        await night.set_clock(TOMORROW_20_SEOUL - timedelta(seconds=1))
        await in_thread(night, "Now: play.")
        assert 0 <= (await sent_at(night, "Now: play.") - TOMORROW_20_SEOUL).total_seconds() < 0.25
    else:
        await night.settle()
        assert (await stored_party(night)).state == "lobby"
