"""Scheduled posts of every kind, as managers make, change, try and take them away."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.ui.pictures import Picture
from core.charts.board import Board
from core.posts.model import State
from core.values import GuildId
from tests.wire.evening import Evening, eventually
from tests.wire.hours import (
    HOUR,
    WEEK,
    forbid,
    history,
    make_channel,
    new_week,
    requests,
    schedule,
    scheduled,
    stands,
)


@pytest.mark.parametrize(
    ("what", "english", "korean"),
    [
        ("chart", "K-drama OSTs on", "한국 드라마 OST ·"),
        ("movers", "Movers", "순위 변동"),
        ("recap", "Recap of July 2024", "2024년 7월 결산"),
        ("releases", "New K-drama OSTs", "새 한국 드라마 OST"),
        ("digest", "The K-drama OST digest", "한국 드라마 OST 소식"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ko"])
async def test_every_kind_is_posted_once_in_both_languages(
    night: Evening, what: str, english: str, korean: str, language: str
) -> None:
    cadence: dict[str, Any] = {"cadence": "yearly", "day": "27 Jul"} if what == "releases" else {}
    await schedule(night, what=what, language=language, **cadence)
    await night.set_clock(HOUR)
    post = await night.post_in("charts")
    assert (korean if language == "ko" else english) in post.text
    await stands(night, State.SENT)
    for _ in range(2):
        await night.advance(hours=4)
        await night.settle()
    assert len(await night.posts("charts")) == 1


async def test_parties_of_the_time_to_come_are_posted_once_with_their_start(night: Evening) -> None:
    await schedule(night, what="parties")
    draft = await night.ask("party create", by="Leo", title="Rain night", when="in 3 days")
    await night.press("Open", draft.message, by="Leo")
    await night.set_clock(HOUR)
    post = await night.post_in("charts")
    assert "Rain night" in post.text
    assert "<t:" in post.text
    await night.advance(hours=5)
    await night.settle()
    assert len(await night.posts("charts")) == 1


async def test_a_posts_reader_finds_their_follows_and_this_weeks_party(night: Evening) -> None:
    await schedule(night)
    await schedule(night, channel="general")
    await night.ask("ost follow", what="Lovely Runner", how="digest")
    await night.set_clock(HOUR)
    without = await night.post_in("charts")
    assert "Party this week" not in without.buttons
    mine = (await night.press("My follows", without)).message
    assert mine.private
    assert "Lovely Runner" in mine.text
    assert "You follow nothing yet" in (await night.press("My follows", without, by="Grace")).text
    draft = await night.ask("party create", by="Leo", title="Rain night", when="in 10 days")
    await night.press("Open", draft.message, by="Leo")
    await new_week(night)
    await night.set_clock(HOUR + WEEK)
    post = await night.post_in("charts", 2)
    soon = (await night.press("Party this week", post)).message
    assert soon.private
    assert "Rain night" in soon.text
    assert len(post.parts) <= 40


async def test_a_posts_language_can_be_given_back_to_the_server(night: Evening) -> None:
    await night.ask("setup", by="Hana", language="ko")
    await schedule(night, language="en")
    number = await scheduled(night)
    changed = await night.ask("schedule edit", by="Hana", schedule=number, language="server")
    assert "in English" not in changed.text
    await night.set_clock(HOUR)
    assert "한국 드라마 OST" in (await night.post_in("charts")).text


async def test_no_party_is_no_post_and_the_history_says_why(night: Evening) -> None:
    await schedule(night, what="parties")
    await night.set_clock(HOUR)
    await stands(night, State.CANCELLED)
    assert await night.posts("charts") == []
    assert "No party is planned" in (await night.ask("schedule history", by="Hana")).text


@pytest.mark.parametrize(
    ("cadence", "day", "span"),
    [("biweekly", "Saturday", 14), ("monthly", "27", 31), ("quarterly", "1-27", 92), ("yearly", "27 Jul", 365)],
)
async def test_every_cadence_posts_at_its_hour_and_says_when_next(
    night: Evening, cadence: str, day: str, span: int
) -> None:
    answer = await schedule(night, cadence=cadence, day=day)
    assert f"<t:{int(HOUR.timestamp())}:F>" in answer
    await night.set_clock(HOUR)
    await night.post_in("charts")
    following = HOUR + timedelta(days=span)
    assert f"<t:{int(following.timestamp())}:F>" in (await night.ask("schedule list", by="Hana")).text


async def test_the_days_are_offered_for_the_cadence_that_was_chosen(night: Evening) -> None:
    weekly = await night.suggestions("schedule add", "day", "sat", by="Hana")
    assert [choice["value"] for choice in weekly] == ["Saturday"]
    monthly = await night.suggestions("schedule add", "day", "last", by="Hana", cadence="monthly")
    assert [choice["value"] for choice in monthly] == ["last"]
    refused = await schedule(night, cadence="monthly", day="Saturday")
    assert "1부터 31까지의 날, 또는 말일" in refused


async def test_a_role_is_pinged_once_and_no_retry_or_edit_pings_again(night: Evening) -> None:
    roles = (await night.get("state"))["guilds"][0]["roles"]
    fan = next(role["id"] for role in roles if role["name"] == "Fan")
    assert f"pings <@&{fan}>" in await schedule(night, mention=fan)
    await night.set_clock(HOUR)
    post = await night.post_in("charts")
    assert f"<@&{fan}>" in post.text
    assert post.raw["mention_roles"] == [fan]
    (sent,) = await requests(night, "POST", f"/channels/{night.channels['charts']}/messages")
    assert sent["body"]["allowed_mentions"]["parse"] == []
    assert [str(role) for role in sent["body"]["allowed_mentions"]["roles"]] == [fan]


async def test_nobody_is_scheduled_to_ping_everybody(night: Evening) -> None:
    assert "모두를 호출하지 않습니다" in await schedule(night, mention=night.guild)


async def test_an_announcement_is_published_to_its_followers_once(night: Evening) -> None:
    me = night.client.application_id
    overwrites = [{"id": str(me), "type": 1, "allow": str(1 << 11), "deny": "0"}]
    await make_channel(night, "news", "announcement", permission_overwrites=overwrites)
    await schedule(night, channel="news", publish=True)
    await night.set_clock(HOUR)

    async def published() -> bool:
        posts = await night.posts("news")
        return bool(posts) and bool(posts[0].raw["flags"] & 1)

    await eventually(published)
    await night.advance(hours=3)
    await night.settle()
    assert len(await requests(night, "POST", "/crosspost")) == 1


async def test_published_after_a_restart_too(quiet: Evening) -> None:
    async with quiet.bot():
        await make_channel(quiet, "news", "announcement")
        await schedule(quiet, channel="news", publish=True)
        await quiet.post("faults", {"match": "POST /channels/*/crosspost", "status": 503})
        await quiet.set_clock(HOUR)
        await quiet.post_in("news")
        await stands(quiet, State.SENT)
    async with quiet.http.delete(f"{quiet.sandbox.address}/sandbox/api/faults") as answer:
        assert answer.status in (200, 204)
    async with quiet.bot():

        async def published() -> bool:
            return bool((await quiet.posts("news"))[0].raw["flags"] & 1)

        await eventually(published)
    assert len(await quiet.posts("news")) == 1


async def test_a_forum_gets_a_post_of_its_own_each_time(night: Evening) -> None:
    await make_channel(night, "board", "forum")
    await schedule(night, channel="board")
    await night.set_clock(HOUR)
    (sent,) = await stands(night, State.SENT)
    (made,) = await requests(night, "POST", f"/channels/{night.channels['board']}/threads")
    assert "2024-07-25" in made["body"]["name"]
    assert made["response"]["id"] == str(sent.message)
    await night.advance(hours=3)
    await night.settle()
    assert len(await requests(night, "POST", f"/channels/{night.channels['board']}/threads")) == 1


async def test_a_forum_post_that_got_lost_on_the_way_is_found_not_opened_again(night: Evening) -> None:
    await make_channel(night, "board", "forum")
    await schedule(night, channel="board")
    await night.post("faults", {"match": "POST /channels/*/threads", "status": "accept-then-drop", "times": 1})
    await night.set_clock(HOUR)
    await stands(night, State.SENDING)
    await night.advance(minutes=2)
    await stands(night, State.SENT)
    assert len(await requests(night, "POST", f"/channels/{night.channels['board']}/threads")) == 1


async def test_a_thread_gets_its_posts(night: Evening) -> None:
    board = await night.post(
        "messages", {"as": night.members["Hana"], "channel": night.channels["general"], "content": "charts here"}
    )
    async with night.http.post(
        f"{night.sandbox.api}/channels/{night.channels['general']}/messages/{board['id']}/threads",
        json={"name": "Charts"},
        headers={"Authorization": f"Bot {night.client.http.token}"},
    ) as answer:
        assert answer.status == 201, await answer.text()
        night.channels["thread"] = (await answer.json())["id"]
    await night.settle()
    assert "First post" in await schedule(night, channel="thread")
    await night.set_clock(HOUR)
    await night.post_in("thread")


@pytest.mark.parametrize(("if_late", "place"), [("wait", "managers"), ("note", "charts"), ("skip", None)])
async def test_no_new_chart_is_waited_for_and_said_as_chosen(night: Evening, if_late: str, place: str | None) -> None:
    await make_channel(night, "managers", "text")
    await night.ask("setup", by="Hana", managers=night.channels["managers"])
    await schedule(night, if_late=if_late, catch_up=3)
    await night.set_clock(HOUR)
    await night.post_in("charts")
    await night.set_clock(HOUR + WEEK)
    await stands(night, State.EXPIRED if if_late == "skip" else State.DUE, State.SENT)
    await night.advance(hours=2)
    await night.settle()
    assert len(await night.posts("charts")) == 1
    await night.advance(hours=2)
    await stands(night, State.EXPIRED, State.SENT)
    if place is not None:
        note = await night.post_in(place, 2 if place == "charts" else 1)
        assert "Chart for Fri 26 Jul – Thu 1 Aug 2024 not loaded yet." in note.text
        assert "Bugs Top 100, Thursdays" in note.text
        assert ("/data import" in note.text) is (place == "managers")
    await night.advance(hours=5)
    await night.settle()
    assert len(await night.posts("charts")) == (2 if place == "charts" else 1)
    assert len(await night.posts("managers")) == (1 if place == "managers" else 0)
    assert "No newer chart than the one to 25 Jul 2024" in (await night.ask("schedule history", by="Hana")).text


async def test_a_chart_that_comes_late_is_posted_within_a_tick(night: Evening) -> None:
    await schedule(night)
    await night.set_clock(HOUR)
    await night.post_in("charts")
    await night.set_clock(HOUR + WEEK + timedelta(minutes=90))
    await stands(night, State.DUE, State.SENT)
    await new_week(night)
    late = await night.post_in("charts", 2)
    assert "Fri 26 Jul – Thu 1 Aug 2024" in late.text


async def test_paused_it_posts_nothing_and_resumed_it_goes_on(night: Evening) -> None:
    await schedule(night)
    number = await scheduled(night)
    await night.set_clock(HOUR - timedelta(minutes=30))
    await night.settle()
    assert "posts nothing" in (await night.ask("schedule edit", by="Hana", schedule=number, state="pause")).text
    await night.set_clock(HOUR + timedelta(hours=1))
    await night.settle()
    assert await night.posts("charts") == []
    answer = await night.ask("schedule edit", by="Hana", schedule=number, state="resume")
    assert f"<t:{int((HOUR + WEEK).timestamp())}:F>" in answer.text
    await new_week(night)
    await night.set_clock(HOUR + WEEK)
    await night.post_in("charts")
    assert len(await night.posts("charts")) == 1


async def test_an_edit_changes_only_what_is_still_to_come(night: Evening) -> None:
    await schedule(night)
    number = await scheduled(night)
    await night.set_clock(HOUR)
    before = await night.post_in("charts")
    sunday = HOUR + timedelta(days=1)
    answer = await night.ask(
        "schedule edit", by="Hana", schedule=number, day="Sunday", channel=night.channels["general"]
    )
    assert f"<t:{int((sunday + WEEK).timestamp())}:F>" in answer.text  # this week's is posted: not once more
    await night.set_clock(sunday)
    await night.settle()
    assert await night.posts("general") == []
    await new_week(night)
    await night.set_clock(sunday + WEEK)
    await night.post_in("general")
    (after,) = await night.posts("charts")
    assert after.raw == before.raw


async def test_an_edit_of_what_is_planned_moves_it(night: Evening) -> None:
    await schedule(night)
    number = await scheduled(night)
    await night.set_clock(HOUR - timedelta(minutes=20))
    await night.settle()
    await night.ask("schedule edit", by="Hana", schedule=number, time="20:30", channel=night.channels["general"])
    await night.set_clock(HOUR + timedelta(minutes=10))
    await night.settle()
    assert await night.posts("general") == await night.posts("charts") == []
    await night.set_clock(HOUR + timedelta(minutes=30))
    await night.post_in("general")
    assert await night.posts("charts") == []


async def test_an_edit_that_changes_nothing_or_a_foreign_number_is_refused_in_words(night: Evening) -> None:
    await schedule(night)
    number = await scheduled(night)
    assert "바뀌는 것이 없습니다" in (await night.ask("schedule edit", by="Hana", schedule=number)).text
    assert "9999번 예약이 없습니다" in (await night.ask("schedule edit", by="Hana", schedule=9999, size=5)).text
    answer = await night.ask("schedule edit", by="Hana", schedule=number, cadence="monthly")
    assert "day 옵션도 함께" in answer.text


async def test_run_posts_now_and_pressing_twice_posts_once_and_its_hour_does_not_repeat_it(night: Evening) -> None:
    await schedule(night)
    number = await scheduled(night)
    first, second = await asyncio.gather(
        night.ask("schedule run", by="Hana", schedule=number), night.ask("schedule run", by="Hana", schedule=number)
    )
    told = sorted([first.text, second.text])
    assert sum("On its way" in text for text in told) >= 1
    await night.post_in("charts")
    again = (await night.ask("schedule run", by="Hana", schedule=number)).text
    assert "posted already" in again
    assert f"<t:{int((HOUR + WEEK).timestamp())}:F>" in (await night.ask("schedule list", by="Hana")).text
    await night.set_clock(HOUR)
    await night.settle()
    await night.advance(hours=40)
    await night.settle()
    assert len(await night.posts("charts")) == 1
    assert [each.state for each in await history(night)] == [State.SENT]


async def test_preview_shows_privately_the_very_card(night: Evening) -> None:
    await schedule(night)
    number = await scheduled(night)
    shown = (await night.ask("schedule preview", by="Hana", schedule=number)).message
    assert shown.private
    assert await night.posts("charts") == []
    await night.set_clock(HOUR)
    post = await night.post_in("charts")
    assert shown.text == post.text
    assert list(shown.buttons) == list(post.buttons)
    assert [p["description"] for p in shown.pictures] == [p["description"] for p in post.pictures]

    async def told() -> bool:  # the post is up a moment before its delivery is written down
        later = (await night.ask("schedule preview", by="Hana", schedule=number)).text
        return "would not be posted now: No newer chart" in later

    await eventually(told)


async def test_a_preview_is_of_the_hour_that_comes_next(night: Evening) -> None:
    await schedule(night, what="parties")
    number = await scheduled(night)
    draft = await night.ask("party create", by="Leo", title="Rain night", when="2024-07-28 20:00")
    await night.press("Open", draft.message, by="Leo")
    shown = (await night.ask("schedule preview", by="Hana", schedule=number)).text
    assert "Rain night" in shown, "it comes after tomorrow's post"
    assert shown.count("Listening parties to come") == 1


@pytest.mark.parametrize(("time", "read"), [("저녁 8시", "20:00"), ("noon", "12:00"), ("9:30 am", "09:30")])
async def test_a_time_is_read_as_a_partys_is_and_a_zone_by_its_city(night: Evening, time: str, read: str) -> None:
    answer = await schedule(night, time=time, zone="new york")
    assert f"every Saturday {read} (America/New\\_York)" in answer or f"{read} (America/New_York)" in answer


async def test_how_on_a_post_explains_that_posts_chart(night: Evening) -> None:
    await schedule(night)
    await night.set_clock(HOUR)
    told = (await night.press("How", await night.post_in("charts"), by="Mina")).text
    assert "Bugs Top 100, Thursdays" in told


async def test_health_names_what_is_missing_where(night: Evening) -> None:
    await schedule(night)
    ready = (await night.ask("schedule health", by="Hana")).text
    assert "ready" in ready
    await forbid(night, "charts", 11)
    lacking = (await night.ask("schedule health", by="Hana")).text
    assert f"I cannot post in <#{night.channels['charts']}>: give me Send Messages" in lacking
    state = (await night.ask("health", by="Hana")).text
    assert "Line to Discord** well" in state
    assert "SQLite 3." in state


async def test_a_member_with_the_manager_role_may_press_what_managers_may(night: Evening) -> None:
    roles = {role["name"]: role["id"] for role in (await night.get("state"))["guilds"][0]["roles"]}
    await make_channel(night, "managers", "text")
    await night.ask("setup", by="Hana", managers=night.channels["managers"])
    await schedule(night, catch_up=1)
    await night.set_clock(HOUR)
    await stands(night, State.SENT)
    await night.set_clock(HOUR + WEEK)
    await stands(night, State.DUE, State.SENT)
    await night.advance(hours=2)
    notice = await night.post_in("managers")
    for fan in ("Leo", "Mina"):
        assert "Manage Server" in (await night.press("History", notice, by=fan)).text
    await night.ask("setup", by="Hana", **{"manager-role": roles["Host"]})
    assert "**posted**" in (await night.press("History", notice, by="Leo")).text
    assert "Manage Server" in (await night.press("History", notice, by="Mina")).text


async def test_setup_proposes_previews_tests_and_turns_the_chart_on(night: Evening) -> None:
    panel = (await night.ask("setup", by="Hana", charts=night.channels["charts"], zone="Asia/Seoul")).message
    assert "every Saturday 20:00 (Asia/Seoul)" in panel.text
    assert f"<t:{int(HOUR.timestamp())}:F>" in panel.text
    preview = (await night.press("Preview", panel, by="Hana")).message
    assert preview.private
    assert len(preview.pictures) == 1
    for _ in range(2):
        assert "on its way" in (await night.press("Test post", panel, by="Hana")).text
    test = await night.post_in("charts")
    assert "This is a test" in test.text
    assert "First post" in (await night.press("Turn on", panel, by="Hana")).text
    assert "이미 있는 예약입니다" in (await night.press("Turn on", panel, by="Hana")).text
    await night.set_clock(HOUR)
    chart = await night.post_in("charts", 2)
    assert "K-drama OSTs" in chart.text
    assert len(await night.posts("charts")) == 2


async def test_buttons_of_a_post_still_work_after_a_restart(quiet: Evening) -> None:
    async with quiet.bot():
        await schedule(quiet)
        await quiet.set_clock(HOUR)
        post = await quiet.post_in("charts")
    async with quiet.bot():
        for label, told in (("Full list", "**14**"), ("Earlier week", "Thu 18 Jul 2024"), ("Movers", "Movers")):
            answer = (await quiet.press(label, post, by="Mina")).message
            assert answer.private
            assert told in answer.text
        shared = await quiet.press("Full list", post, by="Mina")
        await quiet.press("Share", shared.message, by="Mina")
        assert len(await quiet.posts("charts")) == 2


OLD_IDS = (
    "chart:v1:bugs-kr-weekly:2024-07-25:50:ost:0c59910b09610c14a599769e",
    "chart:v1:bugs-kr-weekly:2024-07-18:10:ost",
    "share:v1:bugs-kr-weekly:2024-07-25:10:all",
    "ans:v1:show:movers:bugs-kr-weekly-ost:ost:2024-07-25",
    "ans:v1:show:method:-:ost:-",
    "post:v1:when:7:0c59910b09610c14a599769e",
    "post:v1:parties",
)
"""Custom ids that older releases have put on messages; they must be understood for ever."""


@pytest.mark.parametrize("custom_id", OLD_IDS)
async def test_buttons_that_older_releases_posted_are_understood(night: Evening, custom_id: str) -> None:
    row = [{"type": 1, "components": [{"type": 2, "style": 2, "label": "Old", "custom_id": custom_id}]}]
    async with night.http.post(
        f"{night.sandbox.api}/channels/{night.channels['general']}/messages",
        json={"content": "an old post", "components": row},
        headers={"Authorization": f"Bot {night.client.http.token}"},
    ) as answer:
        assert answer.status == 200, await answer.text()
    (old,) = await night.posts("general")
    told = await night.press("Old", old, by="Mina")
    assert told.state == "answered"
    assert "went wrong" not in told.text


async def test_kicked_the_schedules_are_kept_for_thirty_days(night: Evening) -> None:
    await schedule(night)
    await night.set_clock(HOUR - timedelta(minutes=30))
    await night.settle()
    bot = str(night.client.application_id)
    url = f"{night.sandbox.address}/sandbox/api/guilds/{night.guild}/members/{bot}"
    async with night.http.delete(url) as answer:
        assert answer.status in (200, 204), await answer.text()

    async def cancelled() -> bool:
        return [each.state for each in await history(night)] == [State.CANCELLED]

    await eventually(cancelled)
    await night.set_clock(HOUR + timedelta(minutes=5))
    await night.settle()
    assert (await history(night))[0].reason == "I was removed from the server."
    assert len(await night.rooms.posts.outlooks(GuildId(int(night.guild)))) == 1
    await night.advance(days=29)
    await night.rooms.guilds.forget_left(night.rooms.clock())
    assert len(await night.rooms.posts.outlooks(GuildId(int(night.guild)))) == 1
    await night.advance(days=2)

    async def forgotten() -> bool:  # the bot's clock follows the sandbox's a moment later
        await night.rooms.guilds.forget_left(night.rooms.clock())
        return await night.rooms.posts.outlooks(GuildId(int(night.guild))) == []

    await eventually(forgotten)


async def test_one_issue_is_rendered_once_however_many_channels_get_it(
    night: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Board] = []
    weekly = night.client.gallery.weekly

    async def counted(board: Board, *rest: Any, **more: Any) -> Picture:
        drawn.append(board)
        return await weekly(board, *rest, **more)

    monkeypatch.setattr(night.client.gallery, "weekly", counted)
    for number in range(8):
        await make_channel(night, f"charts-{number}", "text")
        assert "First post" in await schedule(night, channel=f"charts-{number}")
    await night.set_clock(HOUR)
    await stands(night, *[State.SENT] * 8)
    assert len(drawn) == 1
    assert [len(await night.posts(f"charts-{number}")) for number in range(8)] == [1] * 8


async def test_a_server_has_ten_schedules_at_most(night: Evening) -> None:
    for minute in range(10):
        assert "First post" in await schedule(night, time=f"20:{minute:02}")
    assert "예약이 한도인 10개" in await schedule(night, time="21:00")
