"""Around the evening, through the wire: direct reminders, Discord's event, roles, proposals, templates, a fair time."""

from datetime import UTC, datetime, timedelta
from typing import Any

from core.values import GuildId
from tests.wire.evening import Evening, eventually
from tests.wire.parties import (
    TOMORROW_20_SEOUL,
    board_with,
    draft,
    in_thread,
    party,
    playing,
    press_for_modal,
    stored_party,
    submit,
    threaded,
    with_tracks,
)


async def event(night: Evening) -> dict[str, Any]:
    """The event of the first party, once it is there."""
    found: list[dict[str, Any]] = (await night.get("state"))["guilds"][0]["events"]
    return found[0]


async def direct(night: Evening, fan: str) -> list[str]:
    """What the bot has written to somebody directly."""
    state = await night.get("state")
    opened = await night.post("direct", {"as": night.members[fan], "application": state["applications"][0]["id"]})
    night.channels["direct"] = opened["id"]
    return [each.text for each in await night.messages("direct", by=fan)]


async def test_a_direct_reminder_comes_only_to_who_asked_and_stops_with_its_own_button(night: Evening) -> None:
    board = await party(night, remind=60)
    answer = await night.press("Going", board, by="Mina")
    await night.press("Going", board, by="Junho")
    await night.ask("party edit", by="Leo", party=1, remind="60, 10")
    assert (
        "I remind you in direct messages"
        in (await night.press("Remind me in direct messages", answer.message, by="Mina")).text
    )
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=59))

    async def reminded() -> bool:
        return any("You asked me to remind you" in text for text in await direct(night, "Mina"))

    await eventually(reminded)
    assert await direct(night, "Junho") == []
    await direct(night, "Mina")
    (message,) = [each for each in await night.messages("direct", by="Mina") if "You asked me" in each.text]
    assert "No more reminders" in (await night.press("No more reminders here", message, by="Mina")).text
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=9))
    await night.post_in("parties", 3)
    await night.settle()
    assert sum("You asked me" in text for text in await direct(night, "Mina")) == 1


async def test_discords_event_follows_the_party_and_the_party_the_event(night: Evening) -> None:
    await party(night)
    await threaded(night)
    assert (await event(night))["name"] == "Rain night"
    await night.ask("party edit", by="Leo", party=1, title="Snow night", when="2024-07-27 21:00")

    async def followed() -> bool:
        shown = await event(night)
        starts = datetime.fromisoformat(shown["scheduled_start_time"])
        return shown["name"] == "Snow night" and starts == TOMORROW_20_SEOUL + timedelta(hours=1)

    await eventually(followed)
    token = next(each["token"] for each in (await night.get("state"))["applications"])
    url = f"{night.sandbox.api}/guilds/{night.guild}/scheduled-events/{(await event(night))['id']}"
    later = (TOMORROW_20_SEOUL + timedelta(hours=2)).isoformat()
    ends = (TOMORROW_20_SEOUL + timedelta(hours=4)).isoformat()
    change = {"name": "By hand", "scheduled_start_time": later, "scheduled_end_time": ends}
    async with night.http.patch(url, json=change, headers={"Authorization": f"Bot {token}"}) as answer:
        assert answer.status == 200, await answer.text()
    await board_with(night, "By hand")
    assert (await stored_party(night)).starts == TOMORROW_20_SEOUL + timedelta(hours=2)
    async with night.http.patch(url, json={"status": 4}, headers={"Authorization": f"Bot {token}"}) as answer:
        assert answer.status == 200, await answer.text()
    await board_with(night, "Cancelled: By hand")
    assert "Its event was cancelled on Discord" in (await board_with(night, "Cancelled")).text


async def test_a_cancelled_party_takes_its_event_along(night: Evening) -> None:
    await party(night)
    await threaded(night)
    await night.ask("party cancel", by="Leo", party=1)

    async def cancelled() -> bool:
        events = (await night.get("state"))["guilds"][0]["events"]
        return not events or events[0]["status"] == 4

    await eventually(cancelled)


async def test_a_party_for_a_role_and_a_limit_for_a_role(night: Evening) -> None:
    roles = {role["name"]: role["id"] for role in (await night.get("state"))["guilds"][0]["roles"]}
    board = await party(night)
    await night.ask("party edit", by="Leo", party=1, role=roles["Fan"], **dict[str, Any]({"role-limit": 1}))
    assert "You're in" in (await night.press("Going", board, by="Mina")).text
    assert "대기 1번" in (await night.press("Going", board, by="Junho")).text
    assert "참가 신청되었습니다" in (await night.press("Going", board, by="Hana")).text
    await night.ask("party edit", by="Leo", party=1, only=roles["Manager"])
    assert f"members with the role <@&{roles['Manager']}>" in (await night.press("Going", board, by="Grace")).text


async def test_who_has_a_seat_gets_the_attendees_role_and_loses_it_with_the_seat(night: Evening) -> None:
    made = await night.post(f"guilds/{night.guild}/roles", {"name": "Tonight"})
    board = await party(night)
    assert "give me Manage Roles" in (await night.ask("party edit", by="Leo", party=1, attendee=made["id"])).text
    guild = (await night.get("state"))["guilds"][0]
    mine = next(role for role in guild["roles"] if role["name"] == "ostbot")
    url = f"{night.sandbox.address}/sandbox/api/guilds/{night.guild}/roles/{mine['id']}"
    permissions = str(int(mine["permissions"]) | 1 << 28)
    async with night.http.patch(url, json={"permissions": permissions, "position": 50}) as answer:
        assert answer.status == 200, await answer.text()
    await night.settle()
    assert "Saved" in (await night.ask("party edit", by="Leo", party=1, attendee=made["id"])).text

    async def has(fan: str, *, wanted: bool) -> None:
        async def so() -> bool:
            members = (await night.get("state"))["guilds"][0]["members"]
            return (made["id"] in next(each["roles"] for each in members if each["name"] == fan)) is wanted

        await eventually(so)

    await night.press("Going", board, by="Mina")
    await has("Mina", wanted=True)
    await night.press("No", board, by="Mina")
    await has("Mina", wanted=False)


async def test_proposals_are_voted_for_and_the_most_wanted_is_taken(night: Evening) -> None:
    await party(night)
    await with_tracks(night)
    assert "Proposed: Sudden Shower" in (await night.ask("party nominate", by="Mina", track="소나기 - 이클립스")).text
    assert "Proposed: Mine – Me" in (await night.ask("party nominate", by="Mina", track="Mine - Me 3:00")).text
    assert "제안되었습니다" in (await night.ask("party nominate", by="Junho", track="Mine - Me")).text
    wanted = next(each for each in await night.suggestions("party vote", "track", "") if "Mine" in each["name"])
    for fan in ("Junho", "Grace", "Junho"):
        voted = await night.ask("party vote", by=fan, track=wanted["value"])
    assert "2표" in voted.text
    assert "2 votes · Mine" in (await night.ask("party tracks", party=1)).text
    await night.ask("party edit", by="Leo", party=1, **dict[str, Any]({"take-proposals": 1}))
    after = await stored_party(night)
    assert [item.title for item in after.listed][-1] == "Mine"
    assert len(after.nominations) == 1


async def test_a_proposal_is_looked_up_and_what_nobody_could_play_is_refused_with_how_to_write_it(
    night: Evening,
) -> None:
    await party(night)
    found = await night.ask("party nominate", by="Mina", track="goblin stay with me")
    assert "Proposed: Stay With Me – CHANYEOL, Punch." in found.text
    unknown = await night.ask("party nominate", by="Mina", track="taylor swift")
    assert "I do not know “taylor swift”. The nearest I have: “" in unknown.text
    assert "or write it like “title - artist 3:45”" in unknown.text
    assert (
        "모르는 곡입니다(“taylor swift”)" in (await night.ask("party nominate", by="Junho", track="taylor swift")).text
    )
    assert "I do not know “Mine - Me”" in (await night.ask("party nominate", by="Mina", track="Mine - Me")).text
    assert "“99:99” is no length" in (await night.ask("party nominate", by="Mina", track="Mine - Me 99:99")).text
    (kept,) = (await stored_party(night)).nominations
    assert (kept.track, kept.seconds) == ("goblin/stay-with-me", 192)
    no_length = next(
        key
        for key, track in night.rooms.catalog.of(GuildId(int(night.guild))).catalogue.tracks.items()
        if track.duration is None
    )
    picked = await night.ask("party nominate", by="Mina", track=f"track:{no_length}")
    assert "I do not know its length: the host has to add it" in picked.text


async def test_a_line_with_a_length_that_cannot_be_is_refused_with_its_number(night: Evening) -> None:
    panel = await draft(night)
    opened = await press_for_modal(night, "Track list", panel)
    refused = await submit(night, opened, {"tracks": "Star - N.Flying\nSong - X 99:99"})
    assert "Line 2: “99:99” is no length" in refused.text
    assert (await stored_party(night)).listed == ()


async def test_a_button_that_opens_a_search_says_so_in_the_lobby_and_for_who_is_late(night: Evening) -> None:
    t0 = await playing(night, "Sudden Shower - ECLIPSE 3:53\nStar - N.Flying 3:38")
    for message in (await in_thread(night, "Open track 1 now"), await in_thread(night, "Press play at")):
        searched = {label for label, address in message.links.items() if "search" in address or "query" in address}
        assert len(searched) == 4
        assert all(label.startswith("Search ") for label in searched)
        assert "Spotify" in message.links
    await night.set_clock(t0 + timedelta(seconds=10))
    await board_with(night, "**Now** 1.")
    late = (await night.ask("party where", by="Junho", party=1)).message
    assert "YouTube에서 검색" in late.links
    assert "Spotify" in late.links


async def test_a_template_that_is_not_there_cannot_be_forgotten_and_those_there_are_are_named(night: Evening) -> None:
    await party(night)
    await night.ask("party template", by="Leo", do="keep", name="Rain", party=1)
    told = await night.ask("party template", by="Hana", do="forget", name="zzz")
    assert "“zzz” 템플릿이 없습니다. 있는 템플릿: rain" in told.text
    assert "Only a manager" in (await night.ask("party template", by="Leo", do="forget", name="Rain")).text
    assert "name 옵션" in (await night.ask("party template", by="Hana", do="forget")).text
    assert "지웠습니다" in (await night.ask("party template", by="Hana", do="forget", name="Rain")).text
    assert "No templates yet" in (await night.ask("party template", by="Leo", do="list")).text


async def test_a_template_brings_back_everything_but_the_date(night: Evening) -> None:
    await party(night, limit=7)
    await with_tracks(night)
    assert (
        "Kept as the template “rain”"
        in (await night.ask("party template", by="Leo", do="keep", name="Rain", party=1)).text
    )
    offered = [
        each["value"] for each in await night.suggestions("party create", "from", "rain", by="Leo", title="x", when="x")
    ]
    assert "template:rain" in offered
    await draft(night, title="Again", when="2024-08-03 20:00", **dict[str, Any]({"from": "template:rain"}))
    again = await stored_party(night, 2)
    assert (again.seats, [item.seconds for item in again.listed]) == (7, [60, 120, 90])
    assert (
        "There is no template “nothing”"
        in (
            await night.ask(
                "party create",
                by="Leo",
                title="x",
                when="tomorrow 20:00",
                **dict[str, Any]({"from": "template:nothing"}),
            )
        ).text
    )


async def test_the_last_chart_becomes_a_list(night: Evening) -> None:
    await draft(night, **dict[str, Any]({"from": "chart:last"}))
    listed = (await stored_party(night)).listed
    assert len(listed) >= 10
    assert listed[0].track is not None


async def test_a_fair_time_is_found_by_zone_and_never_by_name(night: Evening) -> None:
    board = await party(night)
    for fan, zone in (("Mina", "America/New_York"), ("Junho", "Asia/Seoul"), ("Grace", "Europe/London")):
        await night.ask("me settings", by=fan, zone=zone)
        await night.press("Going", board, by=fan)
    shown = (await night.ask("party find", by="Leo")).text
    assert "of 3 are up" in shown
    assert not any(member in shown for member in night.members.values())
    named = (await night.ask("party find", by="Leo", zones="Asia/Seoul, Europe/Berlin")).text
    assert "2 of 2 are up" in named
    assert "not a time zone" in (await night.ask("party find", by="Leo", zones="Mars")).text


async def test_a_party_on_a_day_of_the_past_is_refused_with_the_nearest_reading(night: Evening) -> None:
    await night.set_clock(datetime(2024, 7, 31, 3, 0, tzinfo=UTC))
    answer = await night.ask("party create", by="Leo", title="x", when="이번 주 월요일 오후 8시")
    assert "is over" in answer.text
    assert f"<t:{int(datetime(2024, 8, 5, 11, 0, tzinfo=UTC).timestamp())}:F>" in answer.text
