"""Rate limits and faults: what a bot must live with."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from sandbox import Sandbox
from tests.sandbox.hands import NOW, Bot, Connect, Hands


@pytest.fixture
async def bot(connect: Connect, hands: Hands) -> Bot:
    return await connect(hands)


async def contents(bot: Bot) -> list[str]:
    """What is in #general, oldest first."""
    return [one.content async for one in bot.place().history(oldest_first=True)]


async def fault(hands: Hands, **more: Any) -> None:
    """Set a fault on sending."""
    await hands.post("/faults", {"match": "POST /channels/*/messages", "times": 1, **more})


async def test_a_status_comes_before_the_effect(bot: Bot, hands: Hands) -> None:
    await fault(hands, status=503)
    with pytest.raises(discord.DiscordServerError):
        await bot.place().send("lost")
    assert await contents(bot) == []
    await fault(hands, status=400, code=30046, message="Maximum number of edits reached")
    with pytest.raises(discord.HTTPException) as refused:
        await bot.place().send("lost")
    assert refused.value.code == 30046
    await bot.place().send("works again")
    assert await contents(bot) == ["works again"]


async def test_accept_then_drop_keeps_the_effect_and_loses_the_answer(bot: Bot, hands: Hands) -> None:
    await fault(hands, status="accept-then-drop")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot.place().send("sent", nonce="n")
    assert await contents(bot) == ["sent"]
    await bot.place().send("sent", nonce="n")
    assert await contents(bot) == ["sent"]


async def test_reset_is_a_connection_reset_by_peer(hands: Hands) -> None:
    token = (await hands.post("/applications", {"name": "Bare"}))["token"]
    await fault(hands, status="reset")
    channel = await hands.channel()
    with pytest.raises(aiohttp.ClientOSError) as cut:
        await hands.http.post(
            f"{hands.sandbox.api}/channels/{channel}/messages",
            json={"content": "x"},
            headers={"Authorization": f"Bot {token}"},
        )
    assert cut.value.errno == 104


async def test_hang_never_answers(bot: Bot, hands: Hands) -> None:
    await fault(hands, status="hang")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await bot.place().send("x")
    assert await contents(bot) == []


async def test_a_429_is_waited_for_by_the_library(bot: Bot, hands: Hands) -> None:
    await fault(hands, status=429, retry_after=0.2)
    began = time.monotonic()
    assert (await bot.place().send("patient")).content == "patient"
    assert time.monotonic() - began >= 0.2
    statuses = [one["status"] for one in await hands.get("/requests") if one["path"].endswith("/messages")]
    assert statuses[:2] == [429, 200]


async def test_faults_are_listed_counted_shared_out_and_cleared(bot: Bot, hands: Hands) -> None:
    await fault(hands, status=503, times=None, share=0.5)
    lost = 0
    for n in range(40):
        try:
            await bot.place().send(str(n))
        except discord.DiscordServerError:
            lost += 1
    assert 8 <= lost <= 32
    listed = await hands.get("/faults")
    assert [(one["match"], one["times"], one["share"]) for one in listed] == [("POST /channels/*/messages", None, 0.5)]
    await hands.ask("DELETE", "/faults")
    assert await hands.get("/faults") == []
    for wrong in (
        {"match": "x", "status": 503},
        {"match": "GET /x", "status": 200},
        {"match": "GET /x", "status": 503, "share": 2},
    ):
        assert (await hands.refused("/faults", wrong))[0] == 400


async def test_the_drawer_shows_what_was_asked_and_answered(bot: Bot, hands: Hands) -> None:
    before = (await hands.get("/requests"))[-1]["n"]
    await bot.place().send("look", file=discord.File(__file__, "a.py"))
    with pytest.raises(discord.HTTPException):
        await bot.place().send("x" * 2001)
    sent, refused = await hands.get(f"/requests?after={before}")
    assert (sent["method"], sent["path"], sent["status"]) == ("POST", f"/channels/{bot.place().id}/messages", 200)
    assert (sent["body"]["content"], sent["response"]["content"]) == ("look", "look")
    assert sent["files"][0]["name"] == "a.py"
    assert (refused["status"], refused["response"]["code"]) == (400, 50035)
    assert sent["at"].startswith("2024-07-05T20:0")


class Limited:
    """A sandbox with limits, and a bare client."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession, token: str, channel: str) -> None:
        self.sandbox = sandbox
        self.http = http
        self.channel = channel
        self.headers = {"Authorization": f"Bot {token}"}

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any, Any]:
        """Status, headers and JSON of one request."""
        async with self.http.request(method, self.sandbox.api + path, json=body, headers=self.headers) as answer:
            return answer.status, answer.headers, await answer.json()


@pytest.fixture
async def limited() -> AsyncIterator[Limited]:
    async with Sandbox(now=NOW) as sandbox, aiohttp.ClientSession() as http:
        hands = Hands(sandbox, http)
        token = (await hands.post("/applications", {"name": "Bare"}))["token"]
        yield Limited(sandbox, http, token, await hands.channel())


async def test_a_bucket_counts_down_and_then_says_when_to_return(limited: Limited) -> None:
    path = f"/channels/{limited.channel}/messages"
    left = []
    for _ in range(5):
        status, headers, _ = await limited.ask("POST", path, {"content": "x"})
        assert status == 200
        left.append(headers["X-RateLimit-Remaining"])
    assert left == ["4", "3", "2", "1", "0"]
    status, headers, body = await limited.ask("POST", path, {"content": "x"})
    assert (status, body["global"], headers["X-RateLimit-Scope"]) == (429, False, "user")
    assert headers["Via"]
    assert 0 < body["retry_after"] <= 5
    other = await limited.ask("POST", f"/channels/{limited.channel}/messages", {"content": "x"})
    assert other[1]["X-RateLimit-Bucket"] == headers["X-RateLimit-Bucket"]


async def test_fifty_requests_a_second_are_the_most(limited: Limited) -> None:
    answers = await asyncio.gather(
        *(limited.ask("GET", path) for path in ["/users/@me", "/gateway/bot", f"/channels/{limited.channel}"] * 20)
    )
    refused = [body for status, _, body in answers if status == 429]
    assert 0 < len(refused) <= 10
    assert all(body["global"] for body in refused)


async def test_ten_thousand_invalid_requests_are_a_ban_without_via(limited: Limited) -> None:
    for _ in range(10_000):
        limited.sandbox.service.limits.note(403)
    async with limited.http.get(limited.sandbox.api + "/users/@me") as answer:
        assert answer.status == 429
        assert "Via" not in answer.headers
        assert answer.content_type != "application/json"


async def test_a_bot_paces_itself_by_the_headers(limited: Limited, connect: Connect) -> None:
    hands = Hands(limited.sandbox, limited.http)
    bot = await connect(hands)
    began = time.monotonic()
    for path in range(2):
        await (await bot.place().fetch_message((await bot.place().send(str(path))).id)).add_reaction("🎧")
    assert time.monotonic() - began < 5
    statuses = [one["status"] for one in await hands.get("/requests") if "reactions" in one["path"]]
    assert statuses == [204, 204]


async def test_unknown_paths_and_wrong_tokens_get_discords_answers(limited: Limited) -> None:
    assert (await limited.ask("GET", "/nothing/here"))[2] == {"message": "404: Not Found", "code": 0}
    async with limited.http.get(limited.sandbox.api + "/users/@me", headers={"Authorization": "Bot x"}) as answer:
        assert (answer.status, await answer.json()) == (401, {"message": "401: Unauthorized", "code": 0})
        assert answer.headers["Content-Type"] == "application/json"
    typing = f"{limited.sandbox.api}/channels/{limited.channel}/typing"
    async with limited.http.post(typing, headers=limited.headers) as answer:
        assert (answer.status, "Content-Type" in answer.headers) == (204, False)
    async with limited.http.post(typing, headers=limited.headers, data="{broken") as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50109)
    status, _, body = await limited.ask("PATCH", f"/channels/{limited.channel}/messages/1", {"content": "x"})
    assert (status, body["code"]) == (404, 10008)


async def test_a_429_without_via_is_the_ban_of_an_address_and_no_library_waits_it_out(bot: Bot, hands: Hands) -> None:
    await fault(hands, status=429, via=False)
    with pytest.raises(discord.HTTPException) as refused:
        await bot.place().send("banned")
    assert refused.value.status == 429
    assert "Via" not in refused.value.response.headers
    assert await contents(bot) == []
