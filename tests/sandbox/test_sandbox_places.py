"""Permissions, members, roles, channels and scheduled events, through the bot's own API."""

import asyncio
from datetime import timedelta
from typing import Any

import discord
import pytest

from tests.sandbox.hands import NOW, Bot, Connect, Hands


@pytest.fixture
async def bot(connect: Connect, hands: Hands) -> Bot:
    return await connect(hands)


async def overwrite(hands: Hands, channel: str, who: str, **bits: list[str]) -> None:
    """Set one overwrite in a channel."""
    guild = await hands.guild()
    path = f"/guilds/{guild['id']}/channels/{await hands.channel(channel)}"
    status, answer = await hands.ask("PATCH", path, {"permission_overwrites": [{"id": who, **bits}]})
    assert status == 200, answer


async def code_of(refused: Any) -> int:
    """The error code that a refused request has."""
    with pytest.raises(discord.HTTPException) as told:
        await refused
    return told.value.code


async def test_permissions_are_revoked_and_given_back_by_overwrites(bot: Bot, hands: Hands) -> None:
    own = str(bot.application_id)
    await overwrite(hands, "general", own, deny=["VIEW_CHANNEL"])
    assert await code_of(bot.place().send("x")) == 50001
    await overwrite(hands, "general", own, deny=["SEND_MESSAGES"])
    assert await code_of(bot.place().send("x")) == 50013
    await overwrite(hands, "general", own, deny=["EMBED_LINKS"])
    assert await code_of(bot.place().send(embed=discord.Embed(title="x"))) == 50013
    await overwrite(hands, "general", own, deny=["ATTACH_FILES"])
    assert await code_of(bot.place().send(file=discord.File(__file__))) == 50013
    await overwrite(hands, "general", own, deny=["READ_MESSAGE_HISTORY"])
    await bot.place().send("unread")
    assert [one async for one in bot.place().history()] == []
    guild = await hands.guild()
    await overwrite(hands, "general", guild["id"], deny=["SEND_MESSAGES"])
    assert await code_of(bot.place().send("x")) == 50013
    await overwrite(hands, "general", own, allow=["SEND_MESSAGES"])
    assert (await bot.place().send("x")).content == "x"


async def test_an_administrator_passes_every_overwrite(connect: Connect, hands: Hands) -> None:
    bot = await connect(hands, permissions=["ADMINISTRATOR"])
    await overwrite(hands, "general", str(bot.application_id), deny=["VIEW_CHANNEL", "SEND_MESSAGES"])
    assert (await bot.place().send("still here")).content == "still here"


async def test_a_bot_that_cannot_see_a_channel_hears_nothing_of_it(bot: Bot, hands: Hands) -> None:
    await overwrite(hands, "general", str(bot.application_id), deny=["VIEW_CHANNEL"])
    mina = await hands.person("Mina")
    await hands.post("/messages", {"as": mina, "channel": await hands.channel(), "content": "hidden"})
    await hands.post("/messages", {"as": mina, "channel": await hands.channel("charts"), "content": "open"})
    heard = await bot.hears("message")
    assert heard.channel.name == "charts"


async def test_members_are_bound_by_the_same_permissions(hands: Hands) -> None:
    general, news = await hands.channel(), await hands.channel("announcements")
    for name, channel, words in [
        ("Noah", general, "Noah needs Send Messages in #general."),
        ("Mina", news, "Mina needs Send Messages in #announcements."),
    ]:
        body = {"as": await hands.person(name), "channel": channel, "content": "x"}
        assert await hands.refused("/messages", body) == (403, words)
    await hands.post("/messages", {"as": await hands.person("Hana"), "channel": news, "content": "news"})
    guild = await hands.guild()
    path = f"/guilds/{guild['id']}/members/{await hands.person('Mina')}"
    await hands.ask("PATCH", path, {"timed_out_until": (NOW + timedelta(hours=1)).isoformat()})
    body = {"as": await hands.person("Mina"), "channel": general, "content": "x"}
    assert (await hands.refused("/messages", body))[0] == 403
    await hands.post("/clock", {"advance": 3601})
    await hands.post("/messages", body)


async def test_the_state_says_who_may_what(hands: Hands) -> None:
    guild = await hands.guild()
    assert guild["name"] == "The Lounge"
    kinds = {one["name"]: one["type"] for one in guild["channels"]}
    assert kinds == {"general": 0, "charts": 0, "parties": 0, "announcements": 5, "Listening Room": 2}
    members = {one["name"]: one for one in guild["members"]}
    assert discord.Permissions(int(members["Hana"]["permissions"])).administrator
    assert discord.Permissions(int(members["Leo"]["permissions"])).create_events
    assert not discord.Permissions(int(members["Mina"]["permissions"])).manage_guild
    zones = [(members[one]["locale"], members[one]["timezone"]) for one in ("Mina", "Junho", "Grace")]
    assert zones == [("en-US", "America/New_York"), ("ko", "Asia/Seoul"), ("en-GB", "Europe/London")]


async def test_roles_are_given_below_the_bots_own_alone(connect: Connect, hands: Hands) -> None:
    bot = await connect(hands, permissions=["MANAGE_ROLES", "VIEW_CHANNEL"])
    member = await bot.lounge.fetch_member(int(await hands.person("Mina")))
    roles = {one.name: one for one in bot.lounge.roles}
    await member.add_roles(roles["Host"])
    assert "Host" in [one.name for one in (await bot.lounge.fetch_member(member.id)).roles]
    await member.remove_roles(roles["Host"])
    assert await code_of(member.add_roles(roles["Testbot"])) == 50013
    assert (
        await code_of(bot.lounge.create_role(name="Strong", permissions=discord.Permissions(administrator=True)))
        == 50013
    )
    made = await bot.lounge.create_role(name="Made", mentionable=True)
    assert made.mentionable


async def test_channels_are_made_changed_and_deleted_by_who_may(bot: Bot, connect: Connect, hands: Hands) -> None:
    assert await code_of(bot.lounge.create_text_channel("no")) == 50013
    strong = await connect(hands, permissions=["MANAGE_CHANNELS", "MANAGE_ROLES", "VIEW_CHANNEL"])
    made = await strong.lounge.create_text_channel("made", topic="new")
    changed = await made.edit(name="changed")
    assert changed is not None
    assert (changed.name, changed.topic) == ("changed", "new")
    await made.set_permissions(strong.lounge.default_role, send_messages=False)
    found = await strong.fetch_channel(made.id)
    assert isinstance(found, discord.TextChannel)
    assert found.overwrites_for(strong.lounge.default_role).send_messages is False
    await made.delete()
    assert await code_of(strong.fetch_channel(made.id)) == 10003


async def make_event(bot: Bot, **more: Any) -> discord.ScheduledEvent:
    """An event elsewhere, in an hour, for an hour."""
    asked: dict[str, Any] = {
        "name": "Party",
        "start_time": NOW + timedelta(hours=1),
        "end_time": NOW + timedelta(hours=2),
        "entity_type": discord.EntityType.external,
        "location": "Seoul",
        "privacy_level": discord.PrivacyLevel.guild_only,
    }
    return await bot.lounge.create_scheduled_event(**{**asked, **more})


async def test_events_elsewhere_start_and_end_with_the_clock(bot: Bot, hands: Hands) -> None:
    event = await make_event(bot)
    assert (event.status, event.location) == (discord.EventStatus.scheduled, "Seoul")
    await bot.hears("scheduled_event_create")
    await hands.post("/clock", {"advance": 3600})
    await bot.hears("scheduled_event_update", lambda _, after: after.status is discord.EventStatus.active)
    await hands.post("/clock", {"advance": 3600})
    await bot.hears("scheduled_event_update", lambda _, after: after.status is discord.EventStatus.completed)
    assert await bot.lounge.fetch_scheduled_events() == []


async def test_events_are_changed_cancelled_and_deleted(bot: Bot, hands: Hands) -> None:
    event = await make_event(bot)
    event = await event.edit(name="Late party", description="Bring a friend")
    assert (event.name, event.description) == ("Late party", "Bring a friend")
    assert (await hands.guild())["events"][0]["name"] == "Late party"
    await event.cancel()
    with pytest.raises(discord.HTTPException):
        await event.edit(status=discord.EventStatus.active)
    other = await make_event(bot, name="Other")
    await other.delete()
    await bot.hears("scheduled_event_delete")
    assert await code_of(bot.lounge.fetch_scheduled_event(other.id)) == 10070


async def test_impossible_events_are_refused(bot: Bot, hands: Hands) -> None:
    path = f"/guilds/{bot.lounge.id}/scheduled-events"
    fine: dict[str, Any] = {
        "name": "x",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "x"},
        "scheduled_start_time": (NOW + timedelta(hours=1)).isoformat(),
        "scheduled_end_time": (NOW + timedelta(hours=2)).isoformat(),
    }
    wrong_ones: list[tuple[dict[str, Any], str]] = [
        ({"scheduled_start_time": (NOW - timedelta(hours=1)).isoformat()}, "scheduled_start_time"),
        ({"scheduled_end_time": None}, "scheduled_end_time"),
        ({"scheduled_end_time": NOW.isoformat()}, "scheduled_end_time"),
        ({"entity_metadata": None}, "entity_metadata"),
        ({"name": "n" * 101}, "name"),
        ({"entity_type": 2}, "channel_id"),
        ({"entity_type": 2, "channel_id": await hands.channel()}, "channel_id"),
    ]
    for wrong, field in wrong_ones:
        with pytest.raises(discord.HTTPException) as refused:
            await bot.http.request(discord.http.Route("POST", path), json={**fine, **wrong})
        assert refused.value.code == 50035
        assert field in (refused.value._errors or {})


async def test_a_server_holds_a_hundred_events_and_needs_the_permission(
    bot: Bot, connect: Connect, hands: Hands
) -> None:
    await asyncio.gather(*(make_event(bot, name=str(n)) for n in range(100)))
    assert await code_of(make_event(bot)) == 30038
    weak = await connect(hands, permissions=["VIEW_CHANNEL"])
    assert await code_of(make_event(weak)) == 50013


async def test_wrong_commands_are_refused_with_their_place(bot: Bot) -> None:
    path = f"/applications/{bot.application_id}/commands"
    fine: dict[str, Any] = {"name": "fine", "description": "Fine"}
    option: dict[str, Any] = {"type": 3, "name": "one", "description": "One"}
    wrong: list[tuple[list[Any], str]] = [
        ([{**fine, "name": "Fine"}], "0.name"),
        ([{**fine, "name": "two words"}], "0.name"),
        ([{**fine, "description": ""}], "0.description"),
        ([{**fine, "description": "d" * 101}], "0.description"),
        ([fine, fine], "1.name"),
        ([{**fine, "options": [option, {**option, "name": "two", "required": True}]}], "0.options.1"),
        ([{**fine, "options": [option, option]}], "0.options.1"),
        ([{**fine, "options": [{**option, "name": str(n)} for n in range(26)]}], "0.options"),
        (
            [{**fine, "options": [{**option, "choices": [{"name": "c", "value": "v"}], "autocomplete": True}]}],
            "0.options.0.autocomplete",
        ),
        (
            [{**fine, "options": [{**option, "type": 4, "choices": [{"name": "c", "value": "v"}]}]}],
            "0.options.0.choices.0.value",
        ),
        ([{**fine, "options": [{**option, "type": 1}, {**option, "name": "two"}]}], "0.options"),
        ([{**fine, "name": str(n)} for n in range(101)], ""),
        ([{"name": str(n), "type": 3} for n in range(16)], ""),
        ([{**fine, "type": 2}], "0.description"),
        (
            [
                {
                    **fine,
                    "options": [
                        {
                            **option,
                            "name": str(n),
                            "description": "d" * 100,
                            "choices": [{"name": "n" * 40 + str(m), "value": "v"} for m in range(25)],
                        }
                        for n in range(10)
                    ],
                }
            ],
            "0",
        ),
    ]
    for body, where in wrong:
        with pytest.raises(discord.HTTPException) as refused:
            await bot.http.request(discord.http.Route("PUT", path), json=body)
        assert refused.value.code == 50035
        node: Any = refused.value._errors
        for key in filter(None, where.split(".")):
            assert key in node, (where, node)
            node = node[key]
        assert node["_errors"], (where, node)
    kept = await bot.http.request(discord.http.Route("PUT", path), json=[{**fine, "name": "순위", "nsfw": False}])
    assert kept[0]["name"] == "순위"
    with pytest.raises(discord.Forbidden) as foreign:
        await bot.http.request(discord.http.Route("GET", "/applications/1/commands"))
    assert foreign.value.code == 50001


async def test_the_first_message_of_a_forum_post_has_the_posts_own_id(hands: Hands, connect: Connect) -> None:
    bot = await connect(hands)
    (guild,) = (await hands.get("/state"))["guilds"]
    made = await hands.post(f"/guilds/{guild['id']}/channels", {"name": "board", "type": "forum"})
    forum = await bot.fetch_channel(int(made["id"]))
    assert isinstance(forum, discord.ForumChannel)
    opened = await forum.create_thread(name="A post", content="Its first message")
    assert opened.message.id == opened.thread.id
    assert (await opened.thread.fetch_message(opened.thread.id)).content == "Its first message"
