"""One request of a bot on its way through a route."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sandbox import permissions
from sandbox.checks import fields, obey
from sandbox.errors import missing_access, missing_permissions, unknown
from sandbox.permissions import Permission
from sandbox.ratelimit import ORDINARY, Limit
from sandbox.service import Service
from sandbox.uploads import Upload
from sandbox.world import Record, World


@dataclass
class Call:
    """A request that has been read: who asks, for what, with what."""

    service: Service
    at: Mapping[str, str]
    query: Mapping[str, str]
    content: Any
    files: list[Upload]
    me: Record = field(default_factory=dict)

    @property
    def world(self) -> World:
        """The world it is about."""
        return self.service.world

    @property
    def own(self) -> str:
        """The asking bot's id."""
        return str(self.me["id"])

    @property
    def body(self) -> Record:
        """The JSON object that came along; refuses anything else."""
        content: Record = {} if self.content is None else self.content
        obey(fields(), content)
        return content

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A number of the query string within its range."""
        asked = self.query.get(name, "")
        return min(max(int(asked), low), high) if asked.isdecimal() else default

    def channel(self, *needs: Permission) -> Record:
        """The channel of the path; refuses unknown (10003), hidden (50001) and forbidden (50013) ones."""
        channel = self.world.channels.get(self.at["channel"])
        if channel is None:
            raise unknown(10003, "Channel")
        self.demand(channel, *needs)
        return channel

    def demand(self, channel: Record, *needs: Permission) -> None:
        """Refuse unless the bot sees the channel and has every permission in it."""
        granted = permissions.in_channel(self.world, channel, self.own)
        if not granted & Permission.VIEW_CHANNEL:
            raise missing_access()
        if any(not granted & need for need in needs):
            raise missing_permissions()

    def may(self, channel: Record, need: Permission) -> bool:
        """Whether the bot has a permission in a channel."""
        return bool(permissions.in_channel(self.world, channel, self.own) & need)

    def message(self, channel: Record) -> Record:
        """The message of the path, when it is in the channel and not private."""
        message = self.world.messages.get(self.at["message"])
        if message is None or message["channel_id"] != channel["id"] or message["visible_to"] is not None:
            raise unknown(10008, "Message")
        return message

    def guild(self, *needs: Permission) -> Record:
        """The server of the path; refuses unknown ones (10004) and missing permissions (50013)."""
        guild = self.world.guilds.get(self.at["guild"])
        if guild is None or self.world.member(guild["id"], self.own) is None:
            raise unknown(10004, "Guild")
        granted = permissions.in_guild(self.world, guild["id"], self.own)
        if any(not granted & need for need in needs):
            raise missing_permissions()
        return guild

    def member(self, guild: Record) -> Record:
        """The member of the path."""
        asked = self.at["user"]
        member = self.world.member(guild["id"], self.own if asked == "@me" else asked)
        if member is None:
            raise unknown(10007, "Member")
        return member


Handler: TypeAlias = Callable[[Call], Awaitable[Any]]


@dataclass(frozen=True)
class Route:
    """A method and path template, its handler and its rate limit; *token* routes carry their authority in the path."""

    method: str
    path: str
    handler: Handler
    limit: Limit | None
    token: bool
    status: int


class Routes:
    """Collects a module's routes; a handler gives JSON, or ``None`` for 204."""

    def __init__(self) -> None:
        self.all: list[Route] = []

    def on(
        self, method: str, path: str, *, limit: Limit | None = ORDINARY, token: bool = False, status: int = 200
    ) -> Callable[[Handler], Handler]:
        """Register a handler."""

        def keep(handler: Handler) -> Handler:
            self.all.append(Route(method, path, handler, limit, token, status))
            return handler

        return keep
