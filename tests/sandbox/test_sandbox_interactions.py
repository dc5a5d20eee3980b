"""Commands, answers, follow-ups, autocomplete: the way of an interaction."""

import asyncio
import base64
import time
from typing import Any

import discord
import pytest
from discord import app_commands

from tests.sandbox.hands import Bot, Connect, Hands


def answers(bot: Bot) -> None:
    """Commands that answer in every way there is."""

    @bot.tree.command()
    async def plain(interaction: discord.Interaction) -> None:
        """Answers at once."""
        await interaction.response.send_message("at once")

    @bot.tree.command()
    async def whisper(interaction: discord.Interaction) -> None:
        """Answers for one."""
        await interaction.response.send_message("for you", ephemeral=True)
        await interaction.followup.send("and this", ephemeral=True)

    @bot.tree.command()
    async def later(interaction: discord.Interaction, private: bool = False) -> None:
        """Answers in a while."""
        await interaction.response.defer(ephemeral=private)
        await asyncio.sleep(0.05)
        await interaction.followup.send("at last")
        await interaction.followup.send("one more")

    @bot.tree.command()
    async def rewrite(interaction: discord.Interaction) -> None:
        """Changes its mind."""
        await interaction.response.send_message("first")
        original = await interaction.original_response()
        assert original.content == "first"
        await interaction.edit_original_response(content="second")
        extra = await interaction.followup.send("gone soon", wait=True)
        await extra.delete()

    @bot.tree.command()
    async def silent(interaction: discord.Interaction) -> None:
        """Says nothing."""

    @bot.tree.command()
    async def twice(interaction: discord.Interaction) -> None:
        """Answers twice."""
        await interaction.response.send_message("one")
        with pytest.raises(discord.HTTPException) as refused:
            await interaction.client.http.request(
                discord.http.Route("POST", f"/interactions/{interaction.id}/{interaction.token}/callback"),
                json={"type": 4, "data": {"content": "two"}},
            )
        await interaction.followup.send(str(refused.value.code))


def options(bot: Bot) -> None:
    """Commands that take every kind of option and target."""
    chart = app_commands.Group(name="chart", description="Charts")

    @chart.command()
    async def top(
        interaction: discord.Interaction,
        title: str,
        size: app_commands.Range[int, 5, 50] = 10,
        place: discord.TextChannel | None = None,
        fan: discord.Member | None = None,
        team: discord.Role | None = None,
        file: discord.Attachment | None = None,
        only: app_commands.Choice[str] | None = None,
    ) -> None:
        """Tells what it was given."""
        read = (await file.read()).decode() if file else None
        told = [
            title,
            size,
            place and place.name,
            fan and fan.display_name,
            team and team.name,
            read,
            only and only.value,
        ]
        await interaction.response.send_message(repr(told))

    @top.autocomplete("title")
    async def titles(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}{mark}", value=mark) for mark in "!?"]

    top._params["only"].choices = [
        app_commands.Choice(name="OST", value="ost"),
        app_commands.Choice(name="All", value="all"),
    ]
    bot.tree.add_command(chart)

    @bot.tree.context_menu(name="Find this")
    async def find(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"found {message.content}")

    @bot.tree.context_menu(name="Who is it")
    async def who(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(member.display_name)

    @bot.tree.command()
    @app_commands.default_permissions(manage_guild=True)
    async def manage(interaction: discord.Interaction) -> None:
        """For managers."""
        await interaction.response.send_message(str(interaction.permissions.manage_guild))


@pytest.fixture
async def bot(connect: Connect, hands: Hands) -> Bot:
    return await connect(hands, answers, options)


async def test_an_answer_is_seen_by_everyone_and_carries_who_asked(bot: Bot, hands: Hands) -> None:
    outcome = await hands.command("plain")
    assert (outcome["state"], outcome["why"], outcome["modal"]) == ("answered", None, None)
    assert 0 <= outcome["ms"] < 3000
    message = (await hands.seen("Grace"))[-1]
    assert (message["content"], message["type"]) == ("at once", 20)
    assert message["interaction_metadata"]["user"]["global_name"] == "Mina"
    assert (await bot.hears("message")).content == "at once"


async def test_a_private_answer_is_seen_by_its_member_alone_and_by_no_bot(bot: Bot, hands: Hands) -> None:
    outcome = await hands.answers(await hands.run("whisper"), 2)
    assert [one["flags"] & 64 for one in outcome["messages"]] == [64, 64]
    assert [one["content"] for one in await hands.seen("Mina")] == ["for you", "and this"]
    assert await hands.seen("Hana") == []
    assert [one async for one in bot.place().history()] == []
    assert "message" not in [event for event, _ in bot.heard]
    with pytest.raises(discord.NotFound):
        await bot.place().fetch_message(int(outcome["messages"][0]["id"]))


@pytest.mark.parametrize("private", [False, True])
async def test_the_first_follow_up_takes_the_place_of_thinking(bot: Bot, hands: Hands, private: bool) -> None:
    outcome = await hands.answers(await hands.run("later", options={"private": private}), 2)
    first, second = outcome["messages"]
    assert (first["content"], first["flags"], first["edited_timestamp"]) == ("at last", 64 if private else 0, None)
    assert second["content"] == "one more"


async def test_a_deferred_answer_is_thinking_until_then(bot: Bot, hands: Hands) -> None:
    started = await hands.run("later")
    seen = {(await hands.outcome(started, wait=0))["state"]}
    while "answered" not in seen:
        outcome = await hands.outcome(started, wait=0)
        seen.add(outcome["state"])
        if outcome["state"] == "deferred":
            assert outcome["messages"][0]["flags"] & 128
        await asyncio.sleep(0.005)
    assert "deferred" in seen


async def test_answers_are_read_edited_and_deleted_through_the_token(bot: Bot, hands: Hands) -> None:
    started = await hands.run("rewrite")
    await bot.hears("app_command_completion")
    outcome = await hands.outcome(started)
    assert [one["content"] for one in outcome["messages"]] == ["second"]
    assert outcome["messages"][0]["edited_timestamp"]


async def test_a_silent_bot_fails_after_three_seconds_and_is_too_late_then(bot: Bot, hands: Hands) -> None:
    began = time.monotonic()
    outcome = await hands.command("silent")
    assert (outcome["state"], outcome["why"]) == ("failed", "This application did not respond")
    assert 2.9 < time.monotonic() - began < 3.8
    interaction: Any = await bot.hears("interaction")
    with pytest.raises(discord.NotFound) as late:
        await interaction.response.send_message("late")
    assert late.value.code == 10062
    with pytest.raises(discord.NotFound) as lost:
        await interaction.followup.send("lost")
    assert lost.value.code == 10015


async def test_a_second_answer_is_refused_with_40060(bot: Bot, hands: Hands) -> None:
    started = await hands.run("twice")
    await bot.hears("app_command_completion")
    assert (await hands.outcome(started))["messages"][1]["content"] == "40060"


async def test_a_token_lives_fifteen_minutes_of_the_machines_time(bot: Bot, hands: Hands) -> None:
    await hands.command("plain")
    interaction: Any = await bot.hears("interaction")
    assert not interaction.is_expired()
    await hands.post("/clock", {"advance": 86_400})
    await interaction.followup.send("the sandbox's day does not count")
    one = hands.sandbox.service.interactions.find(str(interaction.id))
    assert one is not None
    one.born -= 901
    with pytest.raises(discord.HTTPException) as refused:
        await interaction.followup.send("too late")
    assert refused.value.code == 50027


async def test_options_arrive_typed_and_resolved(bot: Bot, hands: Hands) -> None:
    guild = await hands.guild()
    fan_role = next(one["id"] for one in guild["roles"] if one["name"] == "Fan")
    options = {
        "title": "Stay",
        "size": 5,
        "place": await hands.channel("charts"),
        "fan": await hands.person("Junho"),
        "team": fan_role,
        "only": "ost",
    }
    files = {"file": {"name": "week.csv", "base64": base64.b64encode(b"a,b").decode()}}
    outcome = await hands.command("chart top", options=options, files=files)
    assert outcome["messages"][0]["content"] == "['Stay', 5, 'charts', 'Junho', 'Fan', 'a,b', 'ost']"


async def test_wrong_options_are_refused_in_words(bot: Bot, hands: Hands) -> None:
    body = {"as": await hands.person("Mina"), "channel": await hands.channel(), "name": "chart top"}
    wrong: list[tuple[Any, str]] = [
        ({}, "/chart top needs “title”"),
        ({"title": 3}, "“title” must be a text."),
        ({"title": "x", "size": "5"}, "“size” must be a whole number."),
        ({"title": "x", "size": True}, "“size” must be a whole number."),
        ({"title": "x", "size": 51}, "“size” must be between 5 and 50."),
        ({"title": "x", "only": "none"}, "“only” must be one of OST (ost), All (all)."),
        ({"title": "x", "place": "1"}, "“place” must be a channel's id of type 0"),
        ({"title": "x", "fan": "1"}, "“fan” must be a member's id."),
        ({"title": "x", "team": "1"}, "“team” must be a role's id."),
        ({"title": "x", "file": "1"}, '“file” must be a file under "files".'),
        ({"title": "x", "colour": 1}, "/chart top has no option “colour”; it has title"),
    ]
    for values, words in wrong:
        status, told = await hands.refused("/commands", {**body, "options": values})
        assert status == 400
        assert told.startswith(words)


async def test_wrong_names_are_refused_in_words(bot: Bot, hands: Hands) -> None:
    body = {"as": await hands.person("Mina"), "channel": await hands.channel()}
    for name, words in [
        ("nothing", "There is no command “nothing” here; there is"),
        ("chart", "/chart needs a sub-command; it has top."),
        ("chart down", "/chart has no sub-command “down”; it has top."),
    ]:
        _, told = await hands.refused("/commands", {**body, "name": name})
        assert told.startswith(words)


async def test_suggestions_come_as_one_types(bot: Bot, hands: Hands) -> None:
    body = {
        "as": await hands.person("Mina"),
        "channel": await hands.channel(),
        "name": "chart top",
        "options": {"title": "St"},
        "focused": "title",
    }
    answer = await hands.post("/autocomplete", body)
    assert answer["choices"] == [{"name": "St!", "value": "!"}, {"name": "St?", "value": "?"}]
    assert answer["ms"] < 3000
    status, told = await hands.refused("/autocomplete", {**body, "focused": "size"})
    assert (status, told) == (400, "/chart top has no option “size” with suggestions.")


async def test_context_menus_reach_their_message_and_member(bot: Bot, hands: Hands) -> None:
    mina, general = await hands.person("Mina"), await hands.channel()
    said = await hands.post("/messages", {"as": mina, "channel": general, "content": "what is this song"})
    outcome = await hands.command("Find this", target=said["id"])
    assert outcome["messages"][0]["content"] == "found what is this song"
    assert outcome["messages"][0]["type"] == 23
    outcome = await hands.command("Who is it", target=await hands.person("Grace"))
    assert outcome["messages"][0]["content"] == "Grace"


async def test_who_may_not_use_a_command_is_told_so(bot: Bot, hands: Hands) -> None:
    general = await hands.channel()
    for name, words in [
        ("Mina", "Mina may not use “manage”: it needs Manage Guild."),
        ("Noah", "Noah needs Use Application Commands in #general."),
    ]:
        body = {"as": await hands.person(name), "channel": general, "name": "manage"}
        assert await hands.refused("/commands", body) == (403, words)
    assert (await hands.command("manage", by="Hana"))["messages"][0]["content"] == "True"


async def test_a_server_may_decide_otherwise_about_a_command(bot: Bot, hands: Hands) -> None:
    guild, mina = await hands.guild(), await hands.person("Mina")
    ids = {one["name"]: one["id"] for one in await hands.get("/commands")}
    fan = next(one["id"] for one in guild["roles"] if one["name"] == "Fan")

    async def decide(name: str, *permissions: Any) -> None:
        path = f"/guilds/{guild['id']}/commands/{ids[name]}"
        assert (await hands.ask("PATCH", path, {"permissions": list(permissions)}))[0] == 200

    await decide("manage", {"id": fan, "type": 1, "permission": True})
    assert (await hands.command("manage"))["messages"][0]["content"] == "False"
    await bot.hears("raw_app_command_permissions_update")
    manage = await bot.tree.fetch_command(int(ids["manage"]))
    assert [one.id for one in (await manage.fetch_permissions(bot.lounge)).permissions] == [int(fan)]
    await decide("manage", {"id": fan, "type": 1, "permission": True}, {"id": mina, "type": 2, "permission": False})
    body = {"as": mina, "channel": await hands.channel(), "name": "manage"}
    assert await hands.refused("/commands", body) == (403, "Mina may not use “manage”: this server has set it so.")
    await decide("plain", {"id": await hands.channel(), "type": 3, "permission": False})
    assert (await hands.refused("/commands", {**body, "name": "plain"}))[0] == 403
    assert (await hands.command("plain", channel="charts"))["state"] == "answered"
    await decide("plain")
    assert (await hands.command("plain"))["state"] == "answered"


async def test_commands_in_direct_messages_come_from_a_user(bot: Bot, hands: Hands) -> None:
    mina = await hands.person("Mina")
    opened = await hands.post("/direct", {"as": mina, "application": str(bot.application_id)})
    body = {"as": mina, "channel": opened["id"], "name": "plain"}
    outcome = await hands.outcome((await hands.post("/commands", body))["interaction"])
    assert outcome["messages"][0]["content"] == "at once"
    interaction: Any = await bot.hears("interaction")
    assert (interaction.guild_id, interaction.user.name) == (None, "mina")
    assert isinstance(interaction.channel, discord.DMChannel)


async def test_the_registered_commands_are_shown_as_discord_stores_them(bot: Bot, hands: Hands) -> None:
    stored = {one["name"]: one for one in await hands.get("/commands")}
    top = stored["chart"]["options"][0]
    assert (top["name"], top["type"]) == ("top", 1)
    assert [one["name"] for one in top["options"]] == ["title", "size", "place", "fan", "team", "file", "only"]
    assert stored["manage"]["default_member_permissions"] == str(discord.Permissions(manage_guild=True).value)
    assert stored["Find this"]["type"] == 3
    before = {one["name"]: (one["id"], one["version"]) for one in stored.values()}
    await bot.tree.sync()
    again = {one["name"]: (one["id"], one["version"]) for one in await hands.get("/commands")}
    assert again == before
    assert [one.name for one in await bot.tree.fetch_commands()] == list(stored)


async def test_a_servers_own_commands_are_offered_there_alone(bot: Bot, hands: Hands) -> None:
    other = await hands.post("/guilds", {"name": "Second"})
    await bot.hears("guild_join")

    @bot.tree.command(guild=bot.lounge)
    async def local(interaction: discord.Interaction) -> None:
        """Only here."""
        await interaction.response.send_message("local")

    await bot.tree.sync(guild=bot.lounge)
    assert (await hands.command("local"))["messages"][0]["content"] == "local"
    body = {"as": other["owner_id"], "channel": other["channels"][0]["id"], "name": "local"}
    assert (await hands.refused("/commands", body))[0] == 404
