"""The weekly post: at the server's own hour, once."""

from datetime import UTC, datetime
from typing import Any

from core.posts.model import Delivery, Kind, State
from core.values import GuildId
from tests.wire.evening import Evening, eventually

SATURDAY_20_SEOUL = datetime(2024, 7, 27, 11, 0, tzinfo=UTC)


async def schedule(night: Evening, **more: Any) -> str:
    wanted: dict[str, Any] = {
        "channel": night.channels["charts"],
        "day": "Saturday",
        "time": "20:00",
        "zone": "Asia/Seoul",
    }
    return (await night.ask("schedule add", by="Hana", **(wanted | more))).text


async def test_moving_the_clock_to_the_hour_posts_the_chart_once(night: Evening) -> None:
    answer = await schedule(night)
    assert "every Saturday 20:00 (Asia/Seoul)" in answer
    assert f"<t:{int(SATURDAY_20_SEOUL.timestamp())}:F>" in answer
    await night.set_clock(SATURDAY_20_SEOUL.replace(hour=10, minute=59))
    await night.settle()
    assert await night.posts("charts") == []
    await night.advance(minutes=2)
    post = await night.post_in("charts")
    assert "Sudden Shower" in post.text
    assert len(post.pictures) == 1
    for _ in range(3):
        await night.advance(hours=3)
        await night.settle()
    assert len(await night.posts("charts")) == 1


async def test_switched_off_over_the_hour_it_still_posts_once(quiet: Evening) -> None:
    async with quiet.bot():
        await schedule(quiet)
    await quiet.set_clock(SATURDAY_20_SEOUL.replace(hour=15))
    for _ in range(2):
        async with quiet.bot():
            await quiet.post_in("charts")
            await quiet.settle()
    assert len(await quiet.posts("charts")) == 1


async def test_away_for_too_long_it_is_shown_as_not_posted(quiet: Evening) -> None:
    async with quiet.bot():
        await schedule(quiet)
        await quiet.advance(minutes=1)
        await quiet.rooms.posts.plan()
    await quiet.set_clock(SATURDAY_20_SEOUL.replace(hour=10, minute=30))
    async with quiet.bot():
        await quiet.settle()
    await quiet.advance(days=3)
    async with quiet.bot():
        await quiet.settle()
        assert await quiet.posts("charts") == []
        assert "not posted: I was not running in time" in (await quiet.ask("schedule list", by="Hana")).text


async def test_last_weeks_chart_is_never_posted_as_new(night: Evening) -> None:
    await schedule(night)
    await night.set_clock(SATURDAY_20_SEOUL)
    await night.post_in("charts")
    await night.advance(days=7, minutes=1)
    await night.settle()
    assert len(await night.posts("charts")) == 1
    listed = (await night.ask("schedule list", by="Hana")).text
    assert "No newer chart than the one to 25 Jul 2024" in listed


async def test_the_full_list_opens_from_the_post_privately(night: Evening) -> None:
    await schedule(night)
    await night.set_clock(SATURDAY_20_SEOUL)
    post = await night.post_in("charts")
    full = (await night.press("Full list", post, by="Junho")).message
    assert full.private
    assert "**14**" in full.text


async def test_removing_a_schedule_takes_back_what_it_had_not_posted(night: Evening) -> None:
    await schedule(night)
    await night.set_clock(SATURDAY_20_SEOUL.replace(hour=10, minute=30))
    await night.settle()
    (choice,) = await night.suggestions("schedule remove", "schedule", "", by="Hana")
    asked = await night.ask("schedule remove", by="Hana", schedule=choice["value"])
    again = await night.ask("schedule remove", by="Hana", schedule=choice["value"])
    assert "cannot be taken back" in asked.text
    assert "every Saturday 20:00" in (await night.ask("schedule list", by="Hana")).text
    assert "Removed" in (await night.press("Remove", asked.message, by="Hana")).text
    assert "no schedule" in (await night.press("Remove", again.message, by="Hana")).text
    await night.set_clock(SATURDAY_20_SEOUL)
    await night.settle()
    assert await night.posts("charts") == []
    assert "None yet" in (await night.ask("schedule list", by="Hana")).text


async def test_the_same_schedule_twice_is_refused(night: Evening) -> None:
    await schedule(night)
    assert "there already" in await schedule(night)


async def test_a_time_that_is_none_says_how_to_write_it(night: Evening) -> None:
    assert "like 20:00 or 8pm" in await schedule(night, time="soon")
    assert "is not a time zone I know" in await schedule(night, zone="Mars/Base")


async def test_a_channel_where_i_may_not_post_names_what_is_missing(night: Evening) -> None:
    deny = {"permission_overwrites": [{"id": night.guild, "type": 0, "allow": "0", "deny": str(1 << 11 | 1 << 15)}]}
    url = f"{night.sandbox.address}/sandbox/api/guilds/{night.guild}/channels/{night.channels['charts']}"
    async with night.http.patch(url, json=deny) as answer:
        assert answer.status == 200, await answer.text()
    assert "give me Send Messages, Embed Links, Attach Files there" in await schedule(night)


async def test_a_channel_that_is_gone_blocks_its_post_and_says_so(night: Evening) -> None:
    await schedule(night)
    url = f"{night.sandbox.address}/sandbox/api/guilds/{night.guild}/channels/{night.channels['charts']}"
    async with night.http.delete(url) as answer:
        assert answer.status in (200, 204), await answer.text()
    await night.set_clock(SATURDAY_20_SEOUL)
    await night.settle()
    (delivery,) = [d for d in await _history(night) if d.plan.due == SATURDAY_20_SEOUL and d.plan.kind is Kind.CHART]
    assert delivery.state is State.BLOCKED
    assert "The channel is gone" in (await night.ask("schedule list", by="Hana")).text


async def test_an_answer_lost_on_the_way_is_found_in_the_channel_not_posted_again(night: Evening) -> None:
    await schedule(night)
    await night.post("faults", {"match": "POST /channels/*/messages", "status": "accept-then-drop", "times": 1})
    await night.set_clock(SATURDAY_20_SEOUL)
    await night.post_in("charts")

    async def recorded() -> bool:
        return [d.state for d in await _history(night) if d.plan.due == SATURDAY_20_SEOUL] == [State.SENT]

    await eventually(recorded)
    assert len(await night.posts("charts")) == 1


async def _history(night: Evening) -> list[Delivery]:
    async with night.rooms.posts._shelf.reading() as rows:
        return await rows.history(GuildId(int(night.guild)), 50)
