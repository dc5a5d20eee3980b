"""An evening in the sandbox: the real bot, a real Discord library, a real store; a test speaks as its people do."""

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

from bot.client import OstBot
from bot.demo import application
from bot.opening import open_rooms
from bot.sandbox_clock import SandboxClock
from bot.wiring import in_sandbox
from core.posts.model import State
from core.rooms import Rooms
from core.values import GuildId
from sandbox import Sandbox

T = TypeVar("T")
Json = dict[str, Any]
PATIENCE = 15.0
"""Seconds within which what a test waits for must have happened."""


@dataclass(frozen=True)
class Message:
    """A message as its reader sees it."""

    raw: Json

    @property
    def id(self) -> str:
        """The message's id."""
        return str(self.raw["id"])

    @property
    def text(self) -> str:
        """Everything that is written on it."""
        return "\n".join([self.raw["content"], *(part["content"] for part in self.parts if "content" in part)]).strip()

    @property
    def private(self) -> bool:
        """Whether only one member sees it."""
        return bool(self.raw["flags"] & 64)

    @property
    def parts(self) -> list[Json]:
        """Every component, nested ones included."""
        return list(_walk(self.raw["components"]))

    @property
    def buttons(self) -> dict[str, str]:
        """Custom id by label."""
        return {part["label"]: part["custom_id"] for part in self.parts if part["type"] == 2 and "custom_id" in part}

    @property
    def links(self) -> dict[str, str]:
        """Where its buttons lead out to, by label."""
        return {part["label"]: part["url"] for part in self.parts if part["type"] == 2 and "url" in part}

    @property
    def pictures(self) -> list[Json]:
        """What its galleries show."""
        return [item for part in self.parts if part["type"] == 12 for item in part["items"]]


@dataclass(frozen=True)
class Answer:
    """What came of a command or a press."""

    state: str
    messages: list[Message]
    modal: Json | None

    @property
    def text(self) -> str:
        """What the asker reads."""
        return "\n".join(message.text for message in self.messages)

    @property
    def message(self) -> Message:
        """The one message it is."""
        assert len(self.messages) == 1, f"{self.state}: {[message.text for message in self.messages]}"
        return self.messages[0]


class Evening:
    """The sandbox, the bot beside it, and hands to play with."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession, database: Path) -> None:
        self.sandbox = sandbox
        self.database = database
        self.http = http
        self.members: dict[str, str] = {}
        self.channels: dict[str, str] = {}
        self.guild = ""
        self.clock: SandboxClock | None = None
        self.rooms: Rooms
        self.client: OstBot

    async def look(self) -> None:
        """Read who and what is there."""
        guild = (await self.get("state"))["guilds"][0]
        self.guild = guild["id"]
        self.members = {member["name"]: member["id"] for member in guild["members"]}
        self.channels = {channel["name"]: channel["id"] for channel in guild["channels"]}

    @asynccontextmanager
    async def bot(self, *, step: Callable[[str], None] = lambda _name: None) -> AsyncIterator[None]:
        """The bot, connected and ready."""
        clock = SandboxClock(self.sandbox.address)
        await clock.read(self.http)
        token = await application(self.sandbox.address)
        async with (
            open_rooms(self.database, clock) as rooms,
            in_sandbox(rooms, clock, self.sandbox.address, token, step) as client,
        ):
            self.rooms, self.client, self.clock = rooms, client, clock
            try:
                yield
            finally:
                self.clock = None

    async def get(self, path: str, **query: str) -> Any:
        """A call of the control API."""
        async with self.http.get(f"{self.sandbox.address}/sandbox/api/{path}", params=query) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def post(self, path: str, body: Json) -> Any:
        """A call of the control API."""
        async with self.http.post(f"{self.sandbox.address}/sandbox/api/{path}", json=body) as answer:
            assert answer.status in (200, 204), await answer.text()
            return await answer.json() if answer.status == 200 else None

    async def ask(
        self,
        command: str,
        *,
        by: str = "Mina",
        at: str = "general",
        files: dict[str, tuple[str, bytes]] | None = None,
        **options: Any,
    ) -> Answer:
        """Somebody uses a command and reads the answer."""
        body = {
            "as": self.members[by],
            "channel": self.channels[at],
            "name": command,
            "options": options,
            "files": {
                option: {"name": name, "base64": base64.b64encode(data).decode()}
                for option, (name, data) in (files or {}).items()
            },
        }
        return await self._answer(await self.post("commands", body))

    async def press(self, label: str, on: Message, *, by: str = "Mina") -> Answer:
        """Somebody presses a button."""
        body = {"as": self.members[by], "message": on.id, "custom_id": on.buttons[label], "values": []}
        return await self._answer(await self.post("press", body))

    async def suggestions(
        self, command: str, option: str, typed: str, *, by: str = "Mina", **options: Any
    ) -> list[Json]:
        """What somebody is offered while typing into *option*."""
        body = {
            "as": self.members[by],
            "channel": self.channels["general"],
            "name": command,
            "options": {**options, option: typed},
            "focused": option,
        }
        return list((await self.post("autocomplete", body))["choices"])

    async def messages(self, channel: str, *, by: str = "Mina") -> list[Message]:
        """What a member sees in a channel, newest last."""
        found = await self.get(f"channels/{self.channels[channel]}/messages", **{"as": self.members[by]})
        return [Message(each) for each in found]

    async def posts(self, channel: str) -> list[Message]:
        """What the bot has posted there for everybody."""
        return [each for each in await self.messages(channel) if each.raw["author"].get("bot") and not each.private]

    async def post_in(self, channel: str, number: int = 1) -> Message:
        """The *number*-th post there, once it is up and the bot knows that it is."""

        async def up() -> Message | None:
            posts = await self.posts(channel)
            return posts[number - 1] if len(posts) >= number else None

        found = await eventually(up)
        if self.clock is not None:
            await self._recorded()
        return found

    async def advance(self, **span: float) -> None:
        """Move the sandbox's clock on (days, hours, minutes)."""
        await self._clock({"advance": timedelta(**span).total_seconds()})

    async def set_clock(self, moment: datetime) -> None:
        """Move the sandbox's clock to *moment*."""
        await self._clock({"set": moment.isoformat()})

    async def settle(self) -> None:
        """Wait until the bot has seen to everything that is due by now, and to what follows from that."""
        assert self.clock is not None, "there is no bot in this process to wait for"
        for _ in range(2):
            await self.client.cues.idle()
            await self.client.ticker.idle()

    async def _clock(self, body: Json) -> None:
        """Move the clock; from here on the bot goes by it too."""
        moved = await self.post("clock", body)
        clock = self.clock

        async def heard() -> bool:
            return clock is None or clock.version >= moved["version"]

        await eventually(heard)

    async def _recorded(self) -> None:
        """Wait until what has arrived is in the ledger; not for an attempt that a fault has left hanging."""

        async def none_under_way() -> bool:
            async with self.rooms.posts._shelf.reading() as rows:
                ledger = await rows.history(GuildId(int(self.guild)), 100)
            return all(each.state is not State.SENDING for each in ledger)

        with suppress(TimeoutError):
            await eventually(none_under_way, patience=3)

    async def _answer(self, started: Json) -> Answer:
        found = await self.get(f"interactions/{started['interaction']}", wait=str(PATIENCE))
        return Answer(found["state"], [Message(each) for each in found["messages"]], found["modal"])


@asynccontextmanager
async def evening(database: Path, now: datetime, data: Path | None = None) -> AsyncIterator[Evening]:
    """A sandbox at *now*, without a bot yet."""
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox(now=now, data=data, fast=True))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        found = Evening(sandbox, http, database)
        await application(sandbox.address)
        await found.look()
        yield found


async def eventually(look: Callable[[], Awaitable[T | None]], patience: float = PATIENCE) -> T:
    """What *look* finds, as soon as it finds something."""
    async with asyncio.timeout(patience):
        while not (found := await look()):
            await asyncio.sleep(0.05)
        return found


async def with_picture(night: Evening, first: Message, *, by: str = "Mina") -> Message:
    """The message once its picture has come."""

    async def there() -> Message | None:
        (now,) = [each for each in await night.messages("general", by=by) if each.id == first.id]
        return now if now.pictures else None

    return await eventually(there)


def _walk(parts: list[Json]) -> Iterator[Json]:
    for part in parts:
        yield part
        yield from _walk(part.get("components", []))
        if "accessory" in part:
            yield part["accessory"]
