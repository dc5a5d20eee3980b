"""What goes wrong between a post and its channel: who is told, what waits, what is never posted twice."""

import asyncio
from datetime import timedelta

import aiosqlite
import pytest

from bot import delivery, sending
from core.posts.model import Kind, State
from core.values import GuildId
from sandbox import places, threads
from tests.wire.evening import Evening, Message, eventually
from tests.wire.hours import (
    HOUR,
    WEEK,
    correct,
    forbid,
    history,
    make_channel,
    new_week,
    patch,
    requests,
    schedule,
    scheduled,
    stands,
)

SEND, EMBED, ATTACH, HISTORY = 11, 14, 15, 16


async def notices(night: Evening, channel: str = "managers") -> list[Message]:
    """What managers were told."""
    return await night.posts(channel)


@pytest.fixture
async def told(night: Evening) -> Evening:
    """An evening whose managers have a channel of their own."""
    await make_channel(night, "managers", "text")
    await night.ask("setup", by="Hana", managers=night.channels["managers"])
    return night


async def test_a_blocked_channel_tells_the_managers_once_with_the_permission_and_a_retry(told: Evening) -> None:
    await schedule(told)
    await schedule(told, what="movers")
    await forbid(told, "charts", ATTACH, SEND)
    await told.set_clock(HOUR)
    await stands(told, State.BLOCKED, State.BLOCKED)
    notice = await told.post_in("managers")
    assert "give me Send Messages, Embed Links, Attach Files in the channel" in notice.text
    assert set(notice.buttons) == {"Retry", "History"}
    refused = await told.press("Retry", notice, by="Hana")
    assert "Not yet. I may not post there: give me Send Messages" in refused.text
    for _ in range(2):
        await told.advance(hours=7)
        await told.settle()
    assert len(await notices(told)) == 1
    assert (
        len(await requests(told, "POST", f"/channels/{told.channels['charts']}/messages")) == 1
    )  # asked once, not more
    assert "blocked" in (await told.ask("schedule list", by="Hana")).text
    assert "takes no posts since" in (await told.ask("schedule health", by="Hana")).text


async def test_a_permission_given_back_is_noticed_and_what_waited_is_posted(told: Evening) -> None:
    await schedule(told)
    await forbid(told, "charts", ATTACH)
    await told.set_clock(HOUR)
    await stands(told, State.BLOCKED)
    await forbid(told, "charts")
    await told.post_in("charts")
    await stands(told, State.SENT)
    assert await told.rooms.posts.blocks() == []


async def test_a_permission_given_back_by_a_role_is_noticed_too(told: Evening) -> None:
    state = (await told.get("state"))["guilds"][0]
    mine = next(role for role in state["roles"] if role["name"] == "ostbot")
    everyone = next(role for role in state["roles"] if role["id"] == told.guild)
    await schedule(told)
    for role in (mine, everyone):
        without = int(role["permissions"]) & ~(1 << ATTACH)
        await patch(told, f"/roles/{role['id']}", {"permissions": str(without)})
    await told.set_clock(HOUR)
    await stands(told, State.BLOCKED)
    await patch(told, f"/roles/{mine['id']}", {"permissions": str(int(mine["permissions"]))})
    await told.post_in("charts")


async def test_given_back_too_late_nothing_stale_is_posted(told: Evening) -> None:
    await schedule(told)
    await forbid(told, "charts", SEND)
    await told.set_clock(HOUR)
    await stands(told, State.BLOCKED)
    await told.advance(hours=37)
    await stands(told, State.EXPIRED)
    await forbid(told, "charts")
    await told.settle()
    assert await told.posts("charts") == []


async def test_retry_posts_what_waited(told: Evening) -> None:
    await schedule(told)
    await told.post("faults", {"match": "POST /channels/*/messages", "status": 403, "code": 50013, "times": 1})
    await told.set_clock(HOUR)
    await stands(told, State.BLOCKED)
    notice = await told.post_in("managers")
    assert "takes posts again" in (await told.press("Retry", notice, by="Hana")).text
    await told.post_in("charts")
    assert "nothing waits there" in (await told.press("Retry", notice, by="Hana")).text
    assert len(await told.posts("charts")) == 1


async def test_without_a_managers_channel_the_servers_own_is_used(night: Evening) -> None:
    await patch(night, "", {"system_channel_id": night.channels["general"]})
    await night.settle()
    await schedule(night)
    await forbid(night, "charts", SEND)
    await night.set_clock(HOUR)
    notice = await night.post_in("general")
    assert "I could not post in" in notice.text


async def test_without_any_channel_who_made_the_schedule_is_written_to_and_can_retry_there(night: Evening) -> None:
    await schedule(night)
    await forbid(night, "charts", SEND)
    await night.set_clock(HOUR)
    await stands(night, State.SENT, kind=Kind.NOTICE)
    bot = str(night.client.application_id)
    direct = await night.post("direct", {"as": night.members["Hana"], "application": bot})
    night.channels["direct"] = direct["id"]
    (notice,) = await night.messages("direct", by="Hana")
    assert "Bugs Top 100, Thursdays" in (await night.press("History", notice, by="Hana")).text
    assert "give me Send Messages" in notice.text
    await forbid(night, "charts")
    await night.post_in("charts")
    assert "nothing waits there" in (await night.press("Retry", notice, by="Hana")).text


async def test_a_server_that_speaks_korean_is_told_in_korean(told: Evening) -> None:
    await told.ask("setup", by="Hana", language="ko")
    await schedule(told)
    await forbid(told, "charts", SEND)
    await told.set_clock(HOUR)
    notice = await told.post_in("managers")
    assert "게시하지 못했습니다" in notice.text
    assert "‘메시지 보내기’" in notice.text
    assert "다시 시도" in notice.buttons


async def test_a_day_ahead_the_managers_hear_what_is_missing_once(told: Evening) -> None:
    await schedule(told)
    await forbid(told, "charts", EMBED)
    await told.set_clock(HOUR - timedelta(hours=20))
    notice = await told.post_in("managers")
    assert "Embed Links" in notice.text
    assert "could not make it" in notice.text
    for _ in range(3):
        await told.advance(hours=1)
        await told.settle()
    assert len(await notices(told)) == 1
    assert "cannot post" in (await told.ask("schedule health", by="Hana")).text


async def test_a_correction_edits_the_post_with_a_dated_line_and_pings_nobody(told: Evening) -> None:
    roles = (await told.get("state"))["guilds"][0]["roles"]
    fan = next(role["id"] for role in roles if role["name"] == "Fan")
    await schedule(told, mention=fan)
    await told.set_clock(HOUR)
    before = await told.post_in("charts")
    await told.advance(days=3)
    title = await correct(told)

    async def edited() -> Message | None:
        (post,) = await told.posts("charts")
        return post if "Corrected" in post.text else None

    after = await eventually(edited)
    assert "Corrected 30 Jul 2024" in after.text
    assert "#1→#3" in after.text.replace("\\", "")
    assert title in after.text.splitlines()[0]
    assert after.id == before.id
    assert len(after.pictures) == 1
    (edit,) = await requests(told, "PATCH", f"/messages/{before.id}")
    assert edit["body"]["allowed_mentions"] == {"parse": []}
    await told.advance(hours=1)
    await told.settle()
    assert len(await requests(told, "PATCH", f"/messages/{before.id}")) == 1
    full = (await told.press("Full list", after, by="Mina")).message
    assert full.private


async def test_a_song_that_falls_out_of_the_places_shown_is_said_to_have_moved_not_to_be_gone(told: Evening) -> None:
    await schedule(told, size=2)
    await told.set_clock(HOUR)
    await told.post_in("charts")
    title = await correct(told)

    async def edited() -> str | None:
        (post,) = await told.posts("charts")
        return post.text.replace("\\", "") if "Corrected" in post.text else None

    line = (await eventually(edited)).splitlines()[0]
    assert f"#1→#3 {title}" in line
    assert "removed" not in line
    assert "added" not in line


async def test_after_two_weeks_a_correction_is_a_note_in_the_history(told: Evening) -> None:
    await schedule(told)
    await told.set_clock(HOUR)
    before = await told.post_in("charts")
    await told.advance(days=15)
    await correct(told)

    async def noted() -> bool:
        return "Corrected 11 Aug 2024" in (await told.ask("schedule history", by="Hana")).text

    await eventually(noted)
    (after,) = await told.posts("charts")
    assert after.text == before.text
    assert await requests(told, "PATCH", f"/messages/{before.id}") == []


async def test_a_post_too_old_to_be_edited_gets_a_message_of_its_own_once(told: Evening) -> None:
    await schedule(told)
    await told.set_clock(HOUR)
    await told.post_in("charts")
    await told.post("faults", {"match": "PATCH /channels/*/messages/*", "status": 400, "code": 30046})
    await correct(told)
    said = await told.post_in("charts", 2)
    assert said.text.startswith("Corrected 27 Jul 2024")
    await told.advance(hours=2)
    await told.settle()
    assert len(await told.posts("charts")) == 2


async def test_a_correction_that_discord_did_not_take_is_made_later(told: Evening) -> None:
    await schedule(told)
    await told.set_clock(HOUR)
    await told.post_in("charts")
    await told.post("faults", {"match": "PATCH /channels/*/messages/*", "status": "reset", "times": 8})
    await correct(told)
    await told.settle()
    async with told.http.delete(f"{told.sandbox.address}/sandbox/api/faults") as answer:
        assert answer.status in (200, 204)

    async def edited() -> bool:
        told.client.wake()
        await asyncio.sleep(0.2)
        return "Corrected" in (await told.posts("charts"))[0].text

    await eventually(edited)


async def test_possibly_posted_is_said_and_not_posted_twice_where_the_history_is_closed(told: Evening) -> None:
    await schedule(told)
    await told.post("faults", {"match": "POST /channels/*/messages", "status": "hang", "times": 1})
    await told.set_clock(HOUR)
    await stands(told, State.SENDING)
    await forbid(told, "charts", HISTORY)
    for where in list(told.client.ticker._queues.values()):
        where.cancel()
    await told.advance(minutes=3)
    await stands(told, State.UNSURE)
    notice = await told.post_in("managers")
    assert "Possibly posted" in notice.text
    assert len(await requests(told, "POST", f"/channels/{told.channels['charts']}/messages")) == 1


async def test_what_a_restored_backup_forgot_is_found_not_posted_again(told: Evening) -> None:
    await schedule(told)
    await told.set_clock(HOUR)
    await told.post_in("charts")
    await stands(told, State.SENT)
    told.sandbox.service.nonces._made.clear()
    await told.advance(minutes=10)
    restored = int((HOUR + timedelta(minutes=10)).timestamp())
    async with aiosqlite.connect(told.database) as store:
        await store.execute("DELETE FROM delivery")
        await store.execute("INSERT OR REPLACE INTO fact VALUES ('restored', ?)", [str(restored)])
        await store.commit()
    told.client.wake()
    await stands(told, State.SENT)
    await told.settle()
    assert len(await told.posts("charts")) == 1


async def test_what_discord_does_not_take_is_sent_as_plain_words_once(told: Evening) -> None:
    await schedule(told)
    await told.post("faults", {"match": "POST /channels/*/messages", "status": 400, "code": 50035, "times": 1})
    await told.set_clock(HOUR)
    post = await told.post_in("charts")
    assert "Sudden Shower" in post.raw["content"]
    assert post.pictures == []
    await stands(told, State.SENT)


async def test_automod_fails_the_post_and_says_so_without_trying_again(told: Evening) -> None:
    await schedule(told)
    await told.post(
        "faults", {"match": f"POST /channels/{told.channels['charts']}/messages", "status": 400, "code": 200000}
    )
    await told.set_clock(HOUR)
    await stands(told, State.FAILED)
    assert "AutoMod" in (await told.post_in("managers")).text
    await told.advance(hours=2)
    await told.settle()
    assert len(await requests(told, "POST", f"/channels/{told.channels['charts']}/messages")) == 1


async def test_a_rate_limit_is_waited_for(told: Evening) -> None:
    await schedule(told)
    await told.post("faults", {"match": "POST /channels/*/messages", "status": 429, "retry_after": 0.3, "times": 2})
    await told.set_clock(HOUR)
    await stands(told, State.SENT)
    assert len(await told.posts("charts")) == 1
    assert len(told.client.pace._invalid) == 2  # the library waits by itself, and they count all the same


async def test_a_send_that_is_not_answered_is_made_again_within_its_minute(
    told: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TRY", 0.5)
    path = f"/channels/{told.channels['charts']}/messages"
    await schedule(told)
    await told.post("faults", {"match": f"POST {path}", "status": "hang", "times": 2})
    await told.set_clock(HOUR)
    await stands(told, State.SENT)
    (row,) = await history(told)
    assert row.attempts == 1
    assert len(await requests(told, "POST", path)) == 3
    assert len(await told.posts("charts")) == 1


async def test_a_channel_that_does_not_answer_when_it_is_looked_into_keeps_nothing_waiting_for_ever(
    told: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "ATTEMPT", 1)
    path = f"/channels/{told.channels['charts']}/messages"
    await schedule(told)
    await told.post("faults", {"match": f"POST {path}", "status": "hang", "times": 1})
    await told.post("faults", {"match": f"GET {path}", "status": "hang", "times": 1})
    await told.set_clock(HOUR)

    async def looked() -> bool:
        await told.client.ticker.idle()
        await told.advance(minutes=2)
        return bool(await requests(told, "GET", path)) and bool(await told.posts("charts"))

    await eventually(looked, patience=30)
    await stands(told, State.SENT)
    assert len(await told.posts("charts")) == 1


async def test_banned_by_address_nothing_is_sent_for_ten_minutes(told: Evening) -> None:
    await schedule(told)
    path = f"/channels/{told.channels['charts']}/messages"
    await told.post("faults", {"match": f"POST {path}", "status": 429, "via": False, "times": 1})
    await told.set_clock(HOUR)

    async def shut() -> bool:
        return told.client.pace.shut

    await eventually(shut)
    await told.advance(minutes=9)
    await told.settle()
    assert len(await requests(told, "POST", path)) == 1
    await told.advance(minutes=8)
    await told.post_in("charts")


async def test_an_archived_thread_is_opened_and_a_locked_one_blocks(told: Evening) -> None:
    said = {"as": told.members["Hana"], "channel": told.channels["general"], "content": "charts here"}
    message = await told.post("messages", said)
    headers = {"Authorization": f"Bot {told.client.http.token}"}
    async with told.http.post(
        f"{told.sandbox.api}/channels/{told.channels['general']}/messages/{message['id']}/threads",
        json={"name": "Charts"},
        headers=headers,
    ) as answer:
        thread = told.channels["thread"] = (await answer.json())["id"]
    await told.settle()
    await schedule(told, channel="thread")
    await told.post("faults", {"match": f"POST /channels/{thread}/messages", "status": 400, "code": 50083, "times": 1})
    async with told.http.patch(
        f"{told.sandbox.api}/channels/{thread}", json={"archived": True}, headers=headers
    ) as answer:
        assert answer.status == 200, await answer.text()
    await told.set_clock(HOUR)
    await told.post_in("thread")
    await stands(told, State.SENT)
    service = told.sandbox.service
    threads.change(service.world, service.sessions, service.world.channels[thread], {"locked": True, "archived": True})
    await new_week(told)
    await told.set_clock(HOUR + WEEK)
    await stands(told, State.BLOCKED, State.SENT)
    assert "archived or locked" in (await told.post_in("managers")).text


async def test_a_channel_that_is_gone_keeps_its_schedule_and_another_channel_heals_it(told: Evening) -> None:
    await schedule(told)
    number = await scheduled(told)
    url = f"{told.sandbox.address}/sandbox/api/guilds/{told.guild}/channels/{told.channels['charts']}"
    async with told.http.delete(url) as answer:
        assert answer.status in (200, 204)
    await told.set_clock(HOUR)
    await stands(told, State.BLOCKED)
    assert "The channel is gone" in (await told.post_in("managers")).text
    assert len(await told.rooms.posts.outlooks(GuildId(int(told.guild)))) == 1
    await told.ask("schedule edit", by="Hana", schedule=number, channel=told.channels["general"])
    await told.post_in("general")
    await stands(told, State.SENT)


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)], ids=str)
async def test_a_clock_that_goes_back_posts_nothing_twice(night: Evening, back: timedelta) -> None:
    await schedule(night)
    await night.set_clock(HOUR)
    await stands(night, State.SENT)
    await night.set_clock(HOUR - back)
    await night.settle()
    for step in (HOUR, HOUR + timedelta(seconds=1), HOUR + timedelta(hours=30)):
        await night.set_clock(step)
        await night.settle()
    assert len(await night.posts("charts")) == 1


async def test_after_a_week_asleep_what_is_too_late_is_shown_and_the_rest_is_posted(night: Evening) -> None:
    await schedule(night)
    await night.set_clock(HOUR - timedelta(minutes=30))
    await night.settle()
    await night.set_clock(HOUR + WEEK + timedelta(hours=1))
    await stands(night, State.SENT, State.EXPIRED)
    told = (await night.ask("schedule history", by="Hana")).text
    assert "not posted" in told
    assert "I was not running in time" in told
    assert len(await night.posts("charts")) == 1


async def test_under_a_rain_of_faults_every_post_arrives_once(night: Evening) -> None:
    for number in range(8):
        await make_channel(night, f"charts-{number}", "text")
        await schedule(night, channel=f"charts-{number}")
    for status in (500, 502, 503, 520, "reset", "accept-then-drop"):
        await night.post("faults", {"match": "POST /channels/*/messages", "status": status, "times": 4, "share": 0.3})
    await night.set_clock(HOUR)
    await stands(night, *[State.SENT] * 8, patience=50)
    assert [len(await night.posts(f"charts-{number}")) for number in range(8)] == [1] * 8


async def test_removed_and_invited_again_a_server_goes_on_with_its_next_post(night: Evening) -> None:
    await schedule(night)
    service, bot = night.sandbox.service, str(night.client.application_id)
    guild = service.world.guilds[night.guild]
    places.remove_member(service.world, service.sessions, guild, bot)
    await eventually(lambda: _planned(night, 0))
    places.add_bot(service.world, service.sessions, guild, bot, service.world.applications[bot]["permissions"])
    await eventually(lambda: _planned(night, 1))
    await night.set_clock(HOUR)
    await night.post_in("charts")


async def _planned(night: Evening, schedules: int) -> bool:
    """Whether so many schedules are planned for."""
    async with night.rooms.posts._shelf.reading() as rows:
        return len(await rows.schedules()) == schedules
