"""The gateway: log-in, drops, resuming, silence, and the news of servers."""

import asyncio
import contextlib
import json
import zlib
from typing import Any

import aiohttp
import discord
import pytest

from tests.sandbox.hands import Bot, Connect, Hands


@pytest.fixture
async def bot(connect: Connect, hands: Hands) -> Bot:
    return await connect(hands)


async def say(hands: Hands, words: str) -> None:
    """Mina speaks in #general."""
    body = {"as": await hands.person("Mina"), "channel": await hands.channel(), "content": words}
    await hands.post("/messages", body)


@pytest.mark.parametrize("how", [{"do": "drop"}, {"do": "drop", "code": 4000}, {"do": "reconnect"}])
async def test_a_lost_connection_resumes_and_misses_nothing(bot: Bot, hands: Hands, how: Any) -> None:
    assert (await hands.post("/gateway", how))["connections"] == 1
    for n in range(3):
        await say(hands, f"while away {n}")
    await bot.hears("resumed")
    await say(hands, "after")
    mina = int(await hands.person("Mina"))

    def heard() -> list[int]:
        return [one[0].id for event, one in bot.heard if event == "message" and one[0].author.id == mina]

    async with asyncio.timeout(3):
        while len(heard()) < 4:
            await asyncio.sleep(0.01)
    assert len(set(heard())) == 4
    assert sum(event == "ready" for event, _ in bot.heard) == 1


async def test_a_silent_connection_keeps_the_line_and_says_nothing(bot: Bot, hands: Hands) -> None:
    await hands.post("/gateway", {"do": "silence"})
    await say(hands, "unheard")
    await asyncio.sleep(0.1)
    assert "message" not in [event for event, _ in bot.heard]
    await bot.ws.close(4000)
    await bot.hears("resumed")
    await bot.hears("message")


async def test_a_wrong_token_is_turned_away(connect: Connect, hands: Hands) -> None:
    with pytest.raises(discord.LoginFailure):
        await connect(hands, token="no.such.token")


async def test_a_close_code_of_discords_ends_the_bot(connect: Connect, hands: Hands) -> None:
    bot = await connect(hands)
    await hands.post("/gateway", {"do": "drop", "code": 4004})
    async with asyncio.timeout(3):
        while not bot.is_closed():
            await asyncio.sleep(0.01)


async def test_privileged_intents_need_to_be_granted(connect: Connect, hands: Hands) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await connect(hands, intents=discord.Intents(members=True))
    bot = await connect(hands, intents=discord.Intents(members=True), privileged_intents=True)
    assert {one.name for one in bot.lounge.members} > {"hana", "mina", "noah"}
    joined = await hands.post(f"/guilds/{bot.lounge.id}/members", {"name": "Sora"})
    assert str((await bot.hears("member_join")).id) == joined["id"]


async def test_a_bot_without_the_members_intent_knows_itself_and_may_ask_for_others(bot: Bot, hands: Hands) -> None:
    assert list(bot.lounge.members) == [bot.lounge.me]
    assert bot.lounge.member_count == 7
    mina = await hands.person("Mina")
    assert [one.name for one in await bot.lounge.query_members(user_ids=[int(mina)])] == ["mina"]
    assert (await bot.lounge.fetch_member(int(mina))).display_name == "Mina"


async def test_a_kicked_bot_is_told_and_a_return_restores_everything(bot: Bot, hands: Hands) -> None:
    guild = await hands.guild()
    place = bot.place()
    status, _ = await hands.ask("DELETE", f"/guilds/{guild['id']}/members/{bot.application_id}")
    assert status == 204
    assert (await bot.hears("guild_remove")).name == "The Lounge"
    with pytest.raises(discord.Forbidden) as outside:
        await place.send("hello?")
    assert outside.value.code == 50001
    with pytest.raises(discord.NotFound) as unknown:
        await bot.fetch_guild(int(guild["id"]))
    assert unknown.value.code == 10004
    await hands.post(f"/guilds/{guild['id']}/members", {"id": str(bot.application_id)})
    assert (await bot.hears("guild_join")).name == "The Lounge"
    assert (await bot.place().send("back")).content == "back"


async def test_changes_of_a_server_reach_the_bot(bot: Bot, hands: Hands) -> None:
    guild = f"/guilds/{bot.lounge.id}"
    channel = await hands.post(f"{guild}/channels", {"name": "news", "type": "announcement"})
    assert isinstance(await bot.hears("guild_channel_create"), discord.TextChannel)
    await hands.ask("PATCH", f"{guild}/channels/{channel['id']}", {"name": "older-news"})
    await bot.hears("guild_channel_update", lambda _, after: after.name == "older-news")
    await hands.ask("DELETE", f"{guild}/channels/{channel['id']}")
    await bot.hears("guild_channel_delete")
    role = await hands.post(f"{guild}/roles", {"name": "Extra", "permissions": ["SEND_MESSAGES"]})
    assert role["permissions"] == str(1 << 11)
    await bot.hears("guild_role_create", lambda one: one.name == "Extra")
    await hands.ask("PATCH", f"{guild}/roles/{role['id']}", {"permissions": 0})
    await bot.hears("guild_role_update", lambda _, after: after.permissions.value == 0)
    await hands.ask("DELETE", f"{guild}/roles/{role['id']}")
    await bot.hears("guild_role_delete")
    await hands.ask("PATCH", guild, {"name": "Renamed"})
    await bot.hears("guild_update", lambda _, after: after.name == "Renamed")
    other = await hands.post("/guilds", {"name": "Second"})
    await bot.hears("guild_join", lambda one: one.name == "Second")
    await hands.ask("DELETE", f"/guilds/{other['id']}")
    await bot.hears("guild_remove", lambda one: one.name == "Second")


async def test_the_bots_own_roles_are_told_without_the_members_intent(bot: Bot, hands: Hands) -> None:
    roles = (await hands.guild())["roles"]
    fan = next(one["id"] for one in roles if one["name"] == "Fan")
    own = [str(one.id) for one in bot.lounge.me.roles[1:]]
    path = f"/guilds/{bot.lounge.id}/members/{bot.application_id}"
    status, changed = await hands.ask("PATCH", path, {"roles": [*own, fan]})
    assert (status, changed["roles"]) == (200, [*own, fan])
    async with asyncio.timeout(3):
        while "Fan" not in [one.name for one in bot.lounge.me.roles]:
            await asyncio.sleep(0.01)


class Line:
    """A bare gateway connection."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, packed: bool) -> None:
        self.socket = socket
        self._inflate = zlib.decompressobj() if packed else None

    async def hear(self) -> Any:
        """The next payload."""
        frame = await self.socket.receive(3)
        if self._inflate is None:
            assert frame.type is aiohttp.WSMsgType.TEXT
            return json.loads(frame.data)
        assert frame.type is aiohttp.WSMsgType.BINARY
        assert frame.data.endswith(b"\x00\x00\xff\xff")
        return json.loads(self._inflate.decompress(frame.data))


@pytest.mark.parametrize("packed", [False, True])
async def test_hello_heartbeat_ready_and_every_key(hands: Hands, packed: bool) -> None:
    token = (await hands.post("/applications", {"name": "Bare"}))["token"]
    query = "&compress=zlib-stream" if packed else ""
    async with hands.http.ws_connect(f"{hands.sandbox.gateway}?v=10&encoding=json{query}") as socket:
        line = Line(socket, packed)
        hello = await line.hear()
        assert set(hello) == {"op", "d", "s", "t"}
        assert (hello["op"], hello["d"]["heartbeat_interval"]) == (10, 41250)
        await socket.send_json({"op": 1, "d": None})
        assert (await line.hear())["op"] == 11
        identify = {"op": 2, "d": {"token": token, "intents": 1, "properties": {}, "shard": [0, 1]}}
        await socket.send_json(identify)
        ready, guild = await line.hear(), await line.hear()
        assert (ready["t"], ready["s"], guild["t"], guild["s"]) == ("READY", 1, "GUILD_CREATE", 2)
        assert ready["d"]["resume_gateway_url"] == hands.sandbox.gateway
        assert {"roles", "stickers", "emojis", "owner_id", "member_count"} <= set(guild["d"])
        assert all("colors" in role for role in guild["d"]["roles"])
        await socket.send_json({"op": 3, "d": {"status": "online", "since": None, "activities": [], "afk": False}})
        await socket.send_json(identify)
        assert (await socket.receive(3)).data == 4005


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("not json", 4002),
        ('{"op": 99, "d": null}', 4003),
        ('{"op": 2, "d": {"token": "x", "intents": 0}}', 4004),
        ("x" * 4097, 4002),
    ],
)
async def test_nonsense_closes_the_line_with_its_code(hands: Hands, said: str, code: int) -> None:
    async with hands.http.ws_connect(hands.sandbox.gateway) as socket:
        await socket.receive(3)
        await socket.send_str(said)
        assert (await socket.receive(3)).data == code


async def test_an_invalid_session_cannot_be_resumed(hands: Hands) -> None:
    token = (await hands.post("/applications", {"name": "Bare"}))["token"]
    refused = {"op": 9, "d": False, "s": None, "t": None}
    async with hands.http.ws_connect(hands.sandbox.gateway) as socket:
        await socket.receive(3)
        await socket.send_json({"op": 2, "d": {"token": token, "intents": 0}})
        session = json.loads((await socket.receive(3)).data)["d"]["session_id"]
        await hands.post("/gateway", {"do": "invalid-session"})
        assert json.loads((await socket.receive(3)).data) == refused
        for key in (session, "never was"):
            await socket.send_json({"op": 6, "d": {"token": token, "session_id": key, "seq": 1}})
            assert json.loads((await socket.receive(3)).data) == refused
        await socket.send_json({"op": 2, "d": {"token": token, "intents": 0}})
        assert json.loads((await socket.receive(3)).data)["t"] == "READY"


@pytest.mark.parametrize("step", ["hello", "identify", "ready", "resume"])
async def test_the_next_connection_may_be_cut_at_any_step(hands: Hands, step: str) -> None:
    token = (await hands.post("/applications", {"name": "Bare"}))["token"]
    await hands.post("/gateway", {"do": "drop", "at": step})
    for cut in (True, False):
        async with hands.http.ws_connect(hands.sandbox.gateway) as socket:
            with contextlib.suppress(ConnectionError):
                if step == "resume":
                    await socket.send_json({"op": 6, "d": {"token": token, "session_id": "gone", "seq": 1}})
                else:
                    await socket.send_json({"op": 2, "d": {"token": token, "intents": 0}})
            while (frame := await socket.receive(3)).type is aiohttp.WSMsgType.TEXT:
                if json.loads(frame.data)["op"] in {0, 9}:
                    break
            assert (frame.type is not aiohttp.WSMsgType.TEXT) is cut


async def test_shards_look_after_their_own_servers(hands: Hands, connect: Connect) -> None:
    await hands.post("/guilds", {"name": "Second"})
    token = (await hands.post("/applications", {"name": "Sharded"}))["token"]
    connect.point(hands.sandbox)
    seen: list[str] = []
    for number in (0, 1):
        async with hands.http.ws_connect(hands.sandbox.gateway) as socket:
            await socket.receive(3)
            await socket.send_json({"op": 2, "d": {"token": token, "intents": 1, "shard": [number, 2]}})
            ready = json.loads((await socket.receive(3)).data)["d"]
            assert ready["shard"] == [number, 2]
            assert all((int(one["id"]) >> 22) % 2 == number for one in ready["guilds"])
            seen += [one["id"] for one in ready["guilds"]]
    assert len(seen) == 2
