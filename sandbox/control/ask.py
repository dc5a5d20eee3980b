"""One call of the control API."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sandbox import permissions
from sandbox.errors import ControlError
from sandbox.permissions import Permission
from sandbox.service import Service
from sandbox.uploads import Upload
from sandbox.world import Record, World


@dataclass
class Ask:
    """A call that has been read."""

    service: Service
    at: Mapping[str, str]
    query: Mapping[str, str]
    body: Record

    @property
    def world(self) -> World:
        """The world it is about."""
        return self.service.world

    def text(self, key: str, default: str | None = None) -> str:
        """A text of the body; refuses a missing one when there is no default."""
        value = self.body.get(key, default)
        if not isinstance(value, str) or not value:
            raise ControlError(f'The body needs "{key}", a text.')
        return value

    def guild(self) -> Record:
        """The server of the path."""
        guild = self.world.guilds.get(self.at["guild"])
        if guild is None:
            raise ControlError(f"There is no server {self.at['guild']}; GET /state lists them.", 404)
        return guild

    def user(self, key: str = "as") -> Record:
        """The person who acts."""
        asked = self.body.get(key) if key in self.body else self.query.get(key)
        user = self.world.users.get(asked)
        if user is None:
            raise ControlError(f'"{key}" must be a member\'s id; GET /state lists them.', 404 if asked else 400)
        return user

    def channel(self, key: object, user: Record) -> Record:
        """A channel that the person sees."""
        channel = self.world.channels.get(key)
        if channel is None:
            raise ControlError(f"There is no channel {key}; GET /state lists them.", 404)
        if not permissions.in_channel(self.world, channel, user["id"]) & Permission.VIEW_CHANNEL:
            raise ControlError(f"{user['global_name']} cannot see {place(channel)}.", 403)
        return channel

    def demand(self, channel: Record, user: Record, needed: int) -> None:
        """Refuse, in words, what the person may not do in a channel."""
        missing = needed & ~permissions.in_channel(self.world, channel, user["id"])
        if missing:
            words = f"{user['global_name']} needs {permissions.words(missing)} in {place(channel)}."
            raise ControlError(words, 403)

    def uploads(self) -> dict[str, Upload]:
        """The files of the body by their field, as ``{"name", "base64"}``."""
        files = self.body.get("files") or {}
        if not isinstance(files, dict):
            raise ControlError('"files" must be an object of {"name", "base64"} by option.')
        return {key: upload(key, file) for key, file in files.items()}


def upload(key: str, file: Any) -> Upload:
    """One file of a body."""
    try:
        return Upload(key, str(file["name"]), base64.b64decode(file["base64"], validate=True))
    except (TypeError, KeyError, ValueError, binascii.Error):
        raise ControlError(f'The file "{key}" must be {{"name", "base64"}}.') from None


def place(channel: Record) -> str:
    """How a channel is called in a sentence."""
    return "the direct message" if channel["type"] == 1 else f"#{channel['name']}"


Handler: TypeAlias = Callable[[Ask], Awaitable[Any]]


class Calls:
    """Collects a module's calls; a handler gives JSON, or ``None`` for 204."""

    def __init__(self) -> None:
        self.all: list[tuple[str, str, Handler]] = []

    def on(self, method: str, path: str) -> Callable[[Handler], Handler]:
        """Register a handler."""

        def keep(handler: Handler) -> Handler:
            self.all.append((method, path, handler))
            return handler

        return keep
