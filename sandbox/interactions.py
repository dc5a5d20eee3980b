"""Interactions: what a member sets going, the bot's one first answer in time, and its follow-ups."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sandbox import shapes
from sandbox.errors import ApiError, unknown
from sandbox.permissions import in_channel
from sandbox.sessions import Sessions
from sandbox.signals import Signal
from sandbox.snowflakes import Snowflakes
from sandbox.uploads import LARGEST
from sandbox.world import Record, World

FIRST_ANSWER = 3.0
"""Seconds of machine time that a bot has for its first answer."""
TOKEN_LIFE = 900.0
"""Seconds of machine time that follow-ups are taken."""
KEPT = 5000
SILENCE = "This application did not respond"

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5


@dataclass(eq=False)
class Interaction:
    """One interaction, from the member's act to the end of its token."""

    id: str
    token: str
    kind: int
    application_id: str
    user_id: str
    channel_id: str
    guild_id: str | None
    data: Record
    born: float
    message_id: str | None = None
    message: Record | None = None
    origin: "Interaction | None" = None
    state: str = "waiting"
    acknowledged: bool = False
    ms: int | None = None
    why: str | None = None
    original_id: str | None = None
    message_ids: list[str] = field(default_factory=list)
    modal: Record | None = None
    choices: list[Record] = field(default_factory=list)
    private: bool = False
    submitted: bool = False
    changed: Signal = field(default_factory=Signal)


class Interactions:
    """All interactions that are still remembered."""

    def __init__(self, world: World, sessions: Sessions, machine: Callable[[], float]) -> None:
        self._world = world
        self._sessions = sessions
        self._machine = machine
        # Clients compare an interaction's id with their own clock: see snowflakes.py.
        self._ids = Snowflakes(lambda: datetime.fromtimestamp(machine(), UTC))
        self._by_id: dict[str, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def start(
        self, *, kind: int, application_id: str, user_id: str, channel: Record, data: Record, **more: Any
    ) -> Interaction:
        """Set an interaction going: the bot is told and has three seconds."""
        one = Interaction(
            id=self._ids.mint(),
            token=secrets.token_urlsafe(48),
            kind=kind,
            application_id=application_id,
            user_id=user_id,
            channel_id=channel["id"],
            guild_id=channel.get("guild_id"),
            data=data,
            born=self._machine(),
            **more,
        )
        self._remember(one)
        self._timers[one.id] = asyncio.get_running_loop().call_later(FIRST_ANSWER, self._give_up, one)
        self._sessions.to_application(
            application_id, "INTERACTION_CREATE", self._payload(one, channel), guild_id=one.guild_id
        )
        self.tell(one)
        return one

    def _remember(self, one: Interaction) -> None:
        self._by_id[one.id] = self._by_token[one.token] = one
        if len(self._by_id) > KEPT:
            oldest = self._by_id.pop(next(iter(self._by_id)))
            self._by_token.pop(oldest.token)

    def _give_up(self, one: Interaction) -> None:
        self._timers.pop(one.id, None)
        if one.state == "waiting":
            one.why = SILENCE
            self.settle(one, "failed")

    def close(self) -> None:
        """Stop every timer."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def find(self, interaction_id: str) -> Interaction | None:
        """An interaction by its id."""
        return self._by_id.get(interaction_id)

    def to_answer(self, interaction_id: str, token: str) -> Interaction:
        """The interaction that a callback answers first; refuses late (10062) and second (40060) answers."""
        one = self._by_id.get(interaction_id)
        if one is None or one.token != token or one.state == "failed":
            raise unknown(10062, "interaction")
        if one.acknowledged:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        return one

    def to_follow(self, application_id: str, token: str) -> Interaction:
        """The answered interaction that a follow-up belongs to."""
        one = self._by_token.get(token)
        if one is None or one.application_id != application_id or not one.acknowledged:
            raise unknown(10015, "Webhook")
        if self._machine() - one.born > TOKEN_LIFE:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return one

    def settle(self, one: Interaction, state: str) -> None:
        """Note where an interaction stands now and wake whoever waits for it."""
        if state != "failed":
            one.acknowledged = True
            if one.origin is not None:
                one.origin.submitted = True
            timer = self._timers.pop(one.id, None)
            if timer is not None:
                timer.cancel()
        one.state = state
        if one.ms is None:
            one.ms = round((self._machine() - one.born) * 1000)
        one.changed.fire()
        self.tell(one)

    def expire(self) -> None:
        """A deferred answer that never came has failed once its token is worthless."""
        for one in self._by_id.values():
            if one.state == "deferred" and self._machine() - one.born > TOKEN_LIFE:
                one.why = SILENCE
                self.settle(one, "failed")

    def tell(self, one: Interaction) -> None:
        """Tell the page."""
        self._world.tell("interaction", id=one.id, state=one.state, member=one.user_id, message=one.message_id)

    def _payload(self, one: Interaction, channel: Record) -> Record:
        """INTERACTION_CREATE's data."""
        world, own = self._world, one.application_id
        user = world.users[one.user_id]
        payload: Record = {
            "id": one.id,
            "application_id": own,
            "token": one.token,
            "version": 1,
            "type": one.kind,
            "data": one.data,
            "channel_id": channel["id"],
            "channel": self.seen_channel(channel, one.user_id),
            "app_permissions": str(in_channel(world, channel, own)),
            "attachment_size_limit": LARGEST,
            "entitlements": [],
            "authorizing_integration_owners": {"0": one.guild_id or "0"},
            "context": 0 if one.guild_id else 1,
            "locale": user["locale"],
        }
        if one.message is not None:
            payload["message"] = one.message
        member = world.member(one.guild_id, one.user_id)
        if one.guild_id and member:
            guild = world.guilds[one.guild_id]
            allowed = str(in_channel(world, channel, one.user_id))
            payload |= {
                "guild_id": guild["id"],
                "guild_locale": guild["preferred_locale"],
                "guild": {"id": guild["id"], "locale": guild["preferred_locale"], "features": []},
                "member": {**shapes.member(world, member), "permissions": allowed},
            }
        else:
            payload["user"] = shapes.user(user)
        return payload

    def seen_channel(self, channel: Record, user_id: str) -> Record:
        """A channel inside an interaction: with the member's permissions there."""
        shown = shapes.channel(self._world, channel)
        if channel["type"] == 1:
            return {**shown, "recipients": [shapes.user(self._world.users[user_id])]}
        return {**shown, "permissions": str(in_channel(self._world, channel, user_id))}
