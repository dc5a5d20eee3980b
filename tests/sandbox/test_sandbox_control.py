"""The control API itself: the clock, the stream, the guard at the door."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest

from sandbox import Sandbox, SandboxError
from tests.sandbox.hands import NOW, Connect, Hands


def moment(answer: Any) -> datetime:
    """The time that an answer tells."""
    return datetime.fromisoformat(answer["now"])


async def test_the_clock_advances_sets_and_runs(hands: Hands) -> None:
    assert moment(await hands.get("/clock")) - NOW < timedelta(seconds=30)
    advanced = await hands.post("/clock", {"advance": 3600})
    assert timedelta(hours=1) <= moment(advanced) - NOW < timedelta(hours=1, seconds=30)
    fixed = await hands.post("/clock", {"set": "2024-07-12T20:00:00+09:00", "rate": 0})
    assert moment(fixed) == datetime(2024, 7, 12, 11, tzinfo=UTC)
    await asyncio.sleep(0.02)
    assert moment(await hands.get("/clock")) == datetime(2024, 7, 12, 11, tzinfo=UTC)
    await hands.post("/clock", {"rate": 3600})
    await asyncio.sleep(0.05)
    assert moment(await hands.get("/clock")) > datetime(2024, 7, 12, 11, 2, tzinfo=UTC)
    machine = moment(await hands.post("/clock", {"set": "now", "rate": 1}))
    assert abs(machine - datetime.now(UTC)) < timedelta(seconds=30)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"advance": "1"},
        {"advance": 1e300},
        {"set": "soon"},
        {"set": "1999-01-01"},
        {"set": "2999-01-01"},
        {"rate": -1},
        {"rate": True},
    ],
)
async def test_a_wrong_clock_is_refused_in_words(hands: Hands, wrong: Any) -> None:
    status, words = await hands.refused("/clock", wrong)
    assert status == 400
    assert words.endswith(".")


async def test_a_follower_of_the_clock_hears_at_once(hands: Hands) -> None:
    version = (await hands.get("/clock"))["version"]
    began = time.monotonic()
    quiet = await hands.get(f"/clock?after={version}&wait=0.1")
    assert quiet["version"] == version
    assert time.monotonic() - began >= 0.1
    following = asyncio.create_task(hands.get(f"/clock?after={version}&wait=20"))
    await asyncio.sleep(0.05)
    moved = await hands.post("/clock", {"advance": 60})
    assert (await asyncio.wait_for(following, 1))["version"] == moved["version"] == version + 1
    assert (await hands.get(f"/clock?after={version}&wait=20"))["version"] == version + 1


async def events(answer: Any, wanted: int) -> list[Any]:
    """The next events of a stream."""
    found: list[Any] = []
    async with asyncio.timeout(3):
        while len(found) < wanted:
            line = (await answer.content.readline()).decode()
            if line.startswith("data: "):
                found.append(json.loads(line[6:]))
    return found


async def test_the_stream_tells_a_member_what_concerns_them(hands: Hands) -> None:
    guild, grace, hana = await hands.guild(), await hands.person("Grace"), await hands.person("Hana")
    deny = [{"id": grace, "deny": ["VIEW_CHANNEL"]}]
    secret = await hands.post(f"/guilds/{guild['id']}/channels", {"name": "staff", "permission_overwrites": deny})
    async with hands.http.get(f"{hands.sandbox.address}/sandbox/api/stream?as={grace}") as answer:
        assert answer.content_type == "text/event-stream"
        await hands.post("/messages", {"as": hana, "channel": secret["id"], "content": "hidden"})
        await hands.post("/messages", {"as": hana, "channel": await hands.channel(), "content": "open"})
        await hands.post("/clock", {"advance": 1})
        heard = await events(answer, 2)
    assert heard == [{"type": "message", "channel": await hands.channel()}, {"type": "state"}]


async def test_the_stream_tells_requests_and_interactions(hands: Hands, connect: Connect) -> None:
    bot = await connect(hands)
    commands = discord.http.Route("PUT", f"/applications/{bot.application_id}/commands")
    await bot.http.request(commands, json=[{"name": "quiet", "description": "Quiet"}])
    async with hands.http.get(f"{hands.sandbox.address}/sandbox/api/stream?as={await hands.person('Mina')}") as answer:
        started = await hands.run("quiet", by="Mina")
        await bot.fetch_guild(bot.lounge.id)
        heard = await events(answer, 2)
    assert heard[0] == {"type": "interaction", "id": started, "state": "waiting"}
    assert heard[1]["type"] == "request"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_other_web_pages_are_turned_away(hands: Hands, headers: dict[str, str]) -> None:
    address = f"{hands.sandbox.address}/sandbox/api"
    async with hands.http.post(f"{address}/clock", json={"advance": 1}, headers=headers) as answer:
        assert answer.status == 403
        assert (await answer.json())["message"]
    assert (await hands.get("/clock"))["version"] == 1


async def test_the_page_itself_is_welcome(hands: Hands) -> None:
    own = {"Origin": hands.sandbox.address, "Sec-Fetch-Site": "same-origin"}
    async with hands.http.post(
        f"{hands.sandbox.address}/sandbox/api/clock", json={"advance": 1}, headers=own
    ) as answer:
        assert answer.status == 200
    async with hands.http.get(hands.sandbox.address + "/") as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
    for path in ("/page/../server.py", "/page/%2e%2e/server.py", "/page/none.js"):
        async with hands.http.get(hands.sandbox.address + path) as answer:
            assert answer.status == 404


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/nothing", None, 404),
        ("POST", "/guilds", {}, 400),
        ("POST", "/guilds/1/members", {"name": "x"}, 404),
        ("GET", "/interactions/1", None, 404),
        ("GET", "/channels/1/messages", None, 400),
        ("POST", "/commands", {"as": "1"}, 404),
        ("POST", "/gateway", {"do": "explode"}, 400),
        ("POST", "/gateway", {"do": "drop", "code": 1}, 400),
        ("POST", "/gateway", {"do": "drop", "at": "noon"}, 400),
        ("GET", "/requests?after=x", None, 400),
        ("GET", "/stream?as=1", None, 404),
    ],
)
async def test_wrong_calls_are_answered_in_one_sentence(
    hands: Hands, method: str, path: str, body: Any, status: int
) -> None:
    found, answer = await hands.ask(method, path, body)
    assert (found, list(answer)) == (status, ["message"])
    assert answer["message"].endswith(".")


async def test_members_come_change_and_go(hands: Hands) -> None:
    guild = f"/guilds/{(await hands.guild())['id']}"
    role = await hands.post(f"{guild}/roles", {"name": "Guests", "permissions": ["MANAGE_EVENTS"]})
    sora = await hands.post(
        f"{guild}/members", {"name": "Sora", "locale": "ja", "timezone": "Asia/Tokyo", "roles": [role["id"]]}
    )
    assert (sora["name"], sora["locale"], sora["timezone"], sora["roles"]) == ("Sora", "ja", "Asia/Tokyo", [role["id"]])
    assert int(sora["permissions"]) & (1 << 33)
    _, changed = await hands.ask("PATCH", f"{guild}/members/{sora['id']}", {"roles": [], "locale": "ko", "nick": "S"})
    assert (changed["name"], changed["locale"], changed["roles"]) == ("S", "ko", [])
    other = await hands.post("/guilds", {"name": "Second"})
    await hands.post(f"/guilds/{other['id']}/members", {"id": sora["id"]})
    assert (await hands.ask("DELETE", f"{guild}/members/{sora['id']}"))[0] == 204
    state = await hands.get("/state")
    assert [sora["id"] in [one["id"] for one in home["members"]] for home in state["guilds"]] == [False, True]
    assert (await hands.refused(f"{guild}/members", {"name": "x", "roles": ["1"]}))[0] == 400


async def test_a_taken_port_is_one_sentence(sandbox: Sandbox) -> None:
    port = int(sandbox.address.rsplit(":", 1)[1])
    with pytest.raises(SandboxError, match=rf"cannot listen on 127.0.0.1:{port} .*; choose another port\."):
        async with Sandbox(port=port):
            pass


async def test_a_member_is_told_in_words_what_a_message_may_not_be(hands: Hands) -> None:
    body = {"as": await hands.person("Mina"), "channel": await hands.channel()}
    told = await hands.refused("/messages", {**body, "content": "x" * 2001})
    assert told == (400, "content: Must be 2000 or fewer in length.")
    assert await hands.refused("/messages", body) == (400, "content: Cannot send an empty message.")
