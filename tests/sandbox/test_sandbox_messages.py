"""Messages in channels, threads and direct messages, and what Discord refuses of them."""

import asyncio
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord import ui

from tests.sandbox.hands import NOW, Bot, Connect, Hands


@pytest.fixture
async def bot(connect: Connect, hands: Hands) -> Bot:
    return await connect(hands)


async def raw(bot: Bot, method: str, path: str, body: Any = None) -> Any:
    """A request with the library's own client."""
    kwargs = {} if body is None else {"json": body}
    return await bot.http.request(discord.http.Route(method, path), **kwargs)


async def problems(bot: Bot, method: str, path: str, body: Any) -> Any:
    """The field errors of a refused request."""
    with pytest.raises(discord.HTTPException) as refused:
        await raw(bot, method, path, body)
    assert (refused.value.status, refused.value.code) == (400, 50035), refused.value
    return refused.value._errors


def button(**more: Any) -> Any:
    """A button in JSON."""
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **more}


def row(*inside: Any) -> Any:
    """A row in JSON."""
    return {"type": 1, "components": list(inside)}


V2 = 1 << 15
TEXT = {"type": 10, "content": "words"}
REFUSED: list[tuple[Any, str]] = [
    ({"content": "x" * 2001}, "content"),
    ({"content": ""}, "content"),
    ({"content": "   "}, "content"),
    ({"content": {"a": 1}}, "content"),
    ({"content": "x", "flags": 64}, "flags"),
    ({"content": "x", "nonce": "n" * 26}, "nonce"),
    ({"embeds": [{"title": "t" * 257}]}, "embeds.0.title"),
    ({"embeds": [{"description": "d" * 4096}, {"description": "d" * 2000}]}, "embeds"),
    ({"embeds": [{"title": "t", "url": "ftp://x"}]}, "embeds.0.url"),
    ({"embeds": [{"title": "t", "image": {"url": "javascript:alert(1)"}}]}, "embeds.0.image.url"),
    ({"embeds": [{"fields": [{"name": "n"}]}]}, "embeds.0.fields.0.value"),
    ({"embeds": [{"title": "t"}] * 11}, "embeds"),
    ({"content": "x", "components": [row(button()), row(button())]}, "components.1.components.0.custom_id"),
    ({"content": "x", "components": [row(button(url="https://x.y", style=5))]}, "components.0.components.0"),
    (
        {"content": "x", "components": [row(button(style=5, custom_id=None, url="ftp://x"))]},
        "components.0.components.0.url",
    ),
    ({"content": "x", "components": [row(button(custom_id="c" * 101))]}, "components.0.components.0.custom_id"),
    ({"content": "x", "components": [row(button(label=None))]}, "components.0.components.0"),
    ({"content": "x", "components": [row(button(custom_id=str(n))) for n in range(6)]}, "components"),
    ({"content": "x", "components": [row(*[button(custom_id=str(n)) for n in range(6)])]}, "components.0.components"),
    ({"content": "x", "components": [TEXT]}, "components.0.type"),
    (
        {"content": "x", "components": [row({"type": 3, "custom_id": "s", "options": []})]},
        "components.0.components.0.options",
    ),
    ({"flags": V2, "content": "x", "components": [TEXT]}, "content"),
    ({"flags": V2, "embeds": [{"title": "t"}], "components": [TEXT]}, "embeds"),
    (
        {"flags": V2, "components": [{"type": 10, "content": "x" * 2001}, {"type": 10, "content": "x" * 2000}]},
        "components",
    ),
    ({"flags": V2, "components": [{"type": 17, "components": [TEXT] * 40}]}, "components"),
    (
        {"flags": V2, "components": [{"type": 17, "components": [{"type": 17, "components": [TEXT]}]}]},
        "components.0.components.0.type",
    ),
    ({"flags": V2, "components": [{"type": 9, "components": [TEXT]}]}, "components.0.accessory"),
    (
        {"flags": V2, "components": [{"type": 12, "items": [{"media": {"url": "attachment://none.png"}}]}]},
        "components.0",
    ),
    (
        {
            "flags": V2,
            "components": [{"type": 12, "items": [{"media": {"url": "https://x.y/z"}, "description": "d" * 1025}]}],
        },
        "components.0.items.0.description",
    ),
]


async def test_messages_are_refused_with_the_field_that_is_wrong(bot: Bot) -> None:
    path = f"/channels/{bot.place().id}/messages"
    for body, where in REFUSED:
        node = await problems(bot, "POST", path, body)
        for key in where.split("."):
            assert key in node, (where, node)
            node = node[key]
        assert node["_errors"][0]["code"], (where, node)
    assert [one async for one in bot.place().history()] == []


async def test_what_is_within_the_limits_is_taken(bot: Bot) -> None:
    path = f"/channels/{bot.place().id}/messages"
    taken: list[Any] = [
        {"content": "x" * 2000},
        {"embeds": [{"description": "d" * 4096}, {"description": "d" * 1904}]},
        {"content": "x", "components": [row(button(custom_id=str(n))) for n in range(5)]},
        {"content": "x", "components": [row(*[button(custom_id=str(n)) for n in range(5)])]},
        {"flags": V2, "components": [{"type": 17, "components": [TEXT] * 39}]},
        {"flags": V2, "components": [{"type": 10, "content": "x" * 4000}]},
        {"content": "x", "unknown": 1, "tts": False, "embeds": [{"title": "t", "flags": 0}]},
    ]
    for body in taken:
        assert (await raw(bot, "POST", path, body))["id"]


async def test_the_v2_flag_stays_with_its_message(bot: Bot) -> None:
    view = ui.LayoutView(timeout=None).add_item(ui.TextDisplay("words"))
    view.stop()
    message = await bot.place().send(view=view)
    path = f"/channels/{message.channel.id}/messages/{message.id}"
    assert "content" in await problems(bot, "PATCH", path, {"content": "plain again", "flags": 0})
    plain = await bot.place().send("plain")
    view = ui.LayoutView(timeout=None).add_item(ui.TextDisplay("new"))
    view.stop()
    edited = await plain.edit(content=None, view=view)
    assert edited.flags.components_v2


async def test_the_history_is_read_in_every_direction(bot: Bot) -> None:
    sent = [await bot.place().send(str(n)) for n in range(6)]

    async def read(**where: Any) -> str:
        return "".join([one.content async for one in bot.place().history(**where)])

    assert await read(limit=3) == "543"
    assert await read(before=sent[3]) == "210"
    assert await read(after=sent[3]) == "45"
    assert await read(around=sent[3], limit=3) in {"234", "432"}
    assert (await bot.place().fetch_message(sent[2].id)).content == "2"
    await sent[2].delete()
    with pytest.raises(discord.NotFound) as gone:
        await bot.place().fetch_message(sent[2].id)
    assert gone.value.code == 10008
    with pytest.raises(discord.Forbidden):
        await bot.place().delete_messages([sent[0], sent[1]])
    assert await read() == "54310"


async def test_a_nonce_makes_one_message_for_five_minutes_of_machine_time(bot: Bot, hands: Hands) -> None:
    first = await bot.place().send("once", nonce="n-1")
    await hands.post("/clock", {"advance": 3600})
    assert (await bot.place().send("once", nonce="n-1")).id == first.id
    assert (await bot.place("charts").send("once", nonce="n-1")).id != first.id
    assert (await bot.place().send("once", nonce="n-2")).id != first.id
    heard = await bot.hears("message", lambda one: one.nonce == "n-1")
    assert heard.id == first.id
    made = hands.sandbox.service.nonces._made
    hands.sandbox.service.nonces._made = {key: (at - 301, one) for key, (at, one) in made.items()}
    assert (await bot.place().send("once", nonce="n-1")).id != first.id


async def test_ids_and_times_follow_the_sandboxs_clock_and_never_go_back(bot: Bot, hands: Hands) -> None:
    message = await bot.place().send("now")
    assert timedelta(0) <= message.created_at - NOW < timedelta(seconds=60)
    await hands.post("/clock", {"advance": 86_400})
    later = await bot.place().send("tomorrow")
    assert later.created_at - message.created_at >= timedelta(days=1)
    await hands.post("/clock", {"set": NOW.isoformat()})
    earlier = [await bot.place().send("again") for _ in range(3)]
    ids = [one.id for one in (message, later, *earlier)]
    assert ids == sorted(set(ids))


async def test_only_one_s_own_messages_are_edited(bot: Bot, hands: Hands) -> None:
    said = await hands.post(
        "/messages", {"as": await hands.person("Mina"), "channel": await hands.channel(), "content": "hi"}
    )
    with pytest.raises(discord.Forbidden) as refused:
        await raw(bot, "PATCH", f"/channels/{said['channel_id']}/messages/{said['id']}", {"content": "ha"})
    assert refused.value.code == 50005
    with pytest.raises(discord.Forbidden) as kept:
        await raw(bot, "DELETE", f"/channels/{said['channel_id']}/messages/{said['id']}")
    assert kept.value.code == 50013


async def test_mentions_are_those_that_were_allowed(bot: Bot, hands: Hands) -> None:
    guild = await hands.guild()
    fan = next(one["id"] for one in guild["roles"] if one["name"] == "Fan")
    words = f"<@{await hands.person('Mina')}> <@&{fan}> @everyone"
    loud = await bot.place().send(words)
    assert (
        [one.name for one in loud.mentions],
        [str(one.id) for one in loud.role_mentions],
        loud.mention_everyone,
    ) == (["mina"], [fan], True)
    quiet = await bot.place().send(words, allowed_mentions=discord.AllowedMentions.none())
    assert (quiet.mentions, quiet.role_mentions, quiet.mention_everyone) == ([], [], False)


async def test_other_people_s_words_are_read_only_with_the_intent(hands: Hands, connect: Connect) -> None:
    blind = await connect(hands)
    seeing = await connect(hands, intents=discord.Intents(message_content=True), privileged_intents=True)
    mina, general = await hands.person("Mina"), await hands.channel()
    await hands.post("/messages", {"as": mina, "channel": general, "content": "a secret"})
    assert (await blind.hears("message")).content == ""
    assert (await seeing.hears("message")).content == "a secret"
    await hands.post("/messages", {"as": mina, "channel": general, "content": f"<@{blind.application_id}> hello"})
    assert (await blind.hears("message", lambda one: bool(one.content))).mentions[0].id == blind.application_id


async def test_pins_reactions_and_publishing(bot: Bot, hands: Hands) -> None:
    message = await bot.place().send("keep")
    await message.pin()
    assert [one.id async for one in bot.place().pins()] == [message.id]
    await message.unpin()
    assert [one.id async for one in bot.place().pins()] == []
    await message.add_reaction("🎧")
    reaction = (await bot.hears("raw_reaction_add")).emoji.name
    assert reaction == "🎧"
    seen = (await bot.place().fetch_message(message.id)).reactions[0]
    assert (seen.count, seen.me) == (1, True)
    with pytest.raises(discord.Forbidden):
        await message.clear_reactions()
    await message.remove_reaction("🎧", bot.lounge.me)
    assert (await bot.place().fetch_message(message.id)).reactions == []
    with pytest.raises(discord.HTTPException) as unfit:
        await message.publish()
    assert unfit.value.code == 50024


async def test_a_thread_hangs_from_its_message_and_sleeps_and_wakes(bot: Bot, hands: Hands) -> None:
    message = await bot.place().send("talk here")
    thread = await message.create_thread(name="Talk", auto_archive_duration=60)
    assert thread.id == message.id
    assert (await bot.hears("thread_create")).id == thread.id
    with pytest.raises(discord.HTTPException) as again:
        await message.create_thread(name="Talk")
    assert again.value.code == 160004
    inside = await thread.send("inside")
    assert (await bot.place().fetch_message(message.id)).thread is not None
    await hands.post("/clock", {"advance": 3601})
    asleep = await bot.hears("thread_update", lambda _, after: after.archived)
    assert asleep.id == thread.id
    with pytest.raises(discord.HTTPException) as archived:
        await inside.edit(content="changed")
    assert archived.value.code == 50083
    await thread.send("awake")
    awake = await bot.fetch_channel(thread.id)
    assert isinstance(awake, discord.Thread)
    assert (awake.archived, awake.message_count) == (False, 2)


async def test_a_locked_thread_stays_asleep(bot: Bot, hands: Hands) -> None:
    thread = await bot.place().create_thread(name="Own", type=discord.ChannelType.public_thread)
    await thread.edit(archived=True)
    record = hands.sandbox.world.channels[str(thread.id)]
    record["thread_metadata"] = {**record["thread_metadata"], "locked": True}
    with pytest.raises(discord.Forbidden) as locked:
        await thread.send("hello?")
    assert locked.value.code == 160005


async def test_direct_messages_reach_one_person_unless_theirs_are_closed(bot: Bot, hands: Hands) -> None:
    mina = await hands.person("Mina")
    user = await bot.fetch_user(int(mina))
    message = await user.send("psst")
    assert (await user.create_dm()).id == message.channel.id
    seen = await hands.get(f"/channels/{message.channel.id}/messages?as={mina}")
    assert [one["content"] for one in seen] == ["psst"]
    status, _ = await hands.ask("GET", f"/channels/{message.channel.id}/messages?as={await hands.person('Grace')}")
    assert status == 403
    guild = await hands.guild()
    await hands.ask("PATCH", f"/guilds/{guild['id']}/members/{mina}", {"direct_messages": False})
    with pytest.raises(discord.Forbidden) as closed:
        await user.send("hello?")
    assert closed.value.code == 50007


async def test_replies_point_at_what_they_answer(bot: Bot) -> None:
    first = await bot.place().send("question")
    reply = await first.reply("answer")
    assert reply.type == discord.MessageType.reply
    assert isinstance(reply.reference, discord.MessageReference)
    assert isinstance(reply.reference.resolved, discord.Message)
    await first.delete()
    with pytest.raises(discord.HTTPException) as gone:
        await first.reply("too late")
    assert gone.value.code == 50035


async def test_typing_and_waiting_hurt_nobody(bot: Bot) -> None:
    async with bot.place().typing():
        await asyncio.sleep(0)
