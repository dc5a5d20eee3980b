"""The gateway's sessions: what each bot's connections are told, kept for replay while they are away."""

import json
import secrets
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from sandbox import shapes
from sandbox.permissions import Permission, in_channel
from sandbox.world import Record, World

GUILDS, GUILD_MEMBERS, PRESENCES, MESSAGE_CONTENT = 1 << 0, 1 << 1, 1 << 8, 1 << 15
PRIVILEGED = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT
KEPT_SECONDS = 300.0
"""How long a lost session can be resumed."""
KEPT_EVENTS = 5000

_INTENTS: dict[int, tuple[str, ...]] = {
    0: ("INTERACTION_CREATE",),
    GUILD_MEMBERS: ("GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE"),
    1 << 9: ("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"),
    1 << 10: (
        "MESSAGE_REACTION_ADD",
        "MESSAGE_REACTION_REMOVE",
        "MESSAGE_REACTION_REMOVE_ALL",
        "MESSAGE_REACTION_REMOVE_EMOJI",
    ),
    1 << 16: ("GUILD_SCHEDULED_EVENT_CREATE", "GUILD_SCHEDULED_EVENT_UPDATE", "GUILD_SCHEDULED_EVENT_DELETE"),
}
_IN_GUILDS = {event: intent for intent, events in _INTENTS.items() for event in events}
_IN_DIRECT_MESSAGES = {"MESSAGE": 1 << 12, "MESSAGE_REACTION": 1 << 13}
_CONTENT: Record = {"content": "", "embeds": [], "attachments": [], "components": []}


class Line(Protocol):
    """A live connection that takes finished frames."""

    def send(self, frame: str) -> None:
        """Queue a frame."""


class Session:
    """One identified shard of one bot."""

    def __init__(self, application_id: str, intents: int, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.application_id = application_id
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.line: Line | None = None
        self.left_at: float | None = None
        self._sent: deque[tuple[int, str]] = deque(maxlen=KEPT_EVENTS)

    def dispatch(self, event: str, data: Record) -> None:
        """Send an event now, or keep it for the one who resumes."""
        self.sequence += 1
        frame = json.dumps({"op": 0, "t": event, "s": self.sequence, "d": data})
        self._sent.append((self.sequence, frame))
        if self.line is not None:
            self.line.send(frame)

    def can_replay(self, after: int) -> bool:
        """Whether everything after a sequence number is still here."""
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        return oldest - 1 <= after <= self.sequence

    def replay(self, after: int) -> None:
        """Send again what was missed."""
        for sequence, frame in self._sent:
            if sequence > after and self.line is not None:
                self.line.send(frame)

    def serves(self, guild_id: str | None) -> bool:
        """Whether the shard looks after a server; direct messages belong to the first."""
        number, count = self.shard
        return number == (0 if guild_id is None else (int(guild_id) >> 22) % count)

    def listens(self, event: str, guild_id: str | None) -> bool:
        """Whether the intents ask for an event."""
        if guild_id is not None or event == "INTERACTION_CREATE":
            needed = _IN_GUILDS.get(event, GUILDS)
        else:
            kind = "MESSAGE_REACTION" if event.startswith("MESSAGE_REACTION") else event.partition("_")[0]
            needed = _IN_DIRECT_MESSAGES.get(kind, 0)
        return not needed or bool(self.intents & needed)


class Sessions:
    """All sessions, and who of them hears of what."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_id: dict[str, Session] = {}
        self.identified: dict[str, int] = {}

    def begin(self, application_id: str, intents: int, shard: tuple[int, int]) -> Session:
        """A new session."""
        session = Session(application_id, intents, shard)
        self._by_id[session.id] = session
        self.identified[application_id] = self.identified.get(application_id, 0) + 1
        return session

    def find(self, session_id: object) -> Session | None:
        """A session that can still be resumed."""
        return self._by_id.get(session_id) if isinstance(session_id, str) else None

    def end(self, session: Session) -> None:
        """Forget a session; it cannot be resumed."""
        session.line = None
        self._by_id.pop(session.id, None)

    def sweep(self, moment: float) -> None:
        """Forget sessions that were lost too long ago (machine seconds)."""
        for session in list(self._by_id.values()):
            if session.left_at is not None and moment - session.left_at > KEPT_SECONDS:
                self.end(session)

    def to_application(self, application_id: str, event: str, data: Record, *, guild_id: str | None) -> None:
        """Tell one bot, on the shard that looks after the server."""
        for session in list(self._by_id.values()):
            if session.application_id != application_id or not session.serves(guild_id):
                continue
            about_itself = event == "GUILD_MEMBER_UPDATE" and data["user"]["id"] == application_id
            if about_itself or session.listens(event, guild_id):
                session.dispatch(event, self._legible(session, event, data, guild_id))

    def _legible(self, session: Session, event: str, data: Record, guild_id: str | None) -> Record:
        """The message without its content where the bot may not read it: a server's, not its own, not to it."""
        if event not in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} or guild_id is None or session.intents & MESSAGE_CONTENT:
            return data
        own = session.application_id
        addressed = any(one["id"] == own for one in data["mentions"])
        return data if addressed or data["author"]["id"] == own else {**data, **_CONTENT}

    def to_guild(self, guild_id: str, event: str, data: Record) -> None:
        """Tell every bot in a server."""
        for application in self._world.applications_in(guild_id):
            self.to_application(application["id"], event, data, guild_id=guild_id)

    def to_channel(self, channel: Record, event: str, data: Record | Callable[[str], Record]) -> None:
        """Tell every bot that sees a channel; *data* may depend on which bot looks."""
        guild_id = channel.get("guild_id")
        reached = (
            self._world.applications_in(guild_id) if guild_id else [self._world.applications[channel["application_id"]]]
        )
        for application in reached:
            own = application["id"]
            if in_channel(self._world, channel, own) & Permission.VIEW_CHANNEL:
                self.to_application(own, event, data(own) if callable(data) else data, guild_id=guild_id)

    def _guild_arrives(self, session: Session, guild: Record, **more: bool) -> None:
        """GUILD_CREATE for one session."""
        everyone = bool(session.intents & GUILD_MEMBERS)
        data = shapes.joined_guild(self._world, guild, session.application_id, everyone=everyone)
        if session.listens("GUILD_CREATE", guild["id"]):
            session.dispatch("GUILD_CREATE", {**data, **more})

    def bot_joins(self, application_id: str, guild: Record) -> None:
        """GUILD_CREATE for a bot that was just added: without ``unavailable``, by which libraries tell a new server."""
        for session in list(self._by_id.values()):
            if session.application_id == application_id and session.serves(guild["id"]):
                self._guild_arrives(session, guild)

    def bot_leaves(self, application_id: str, guild_id: str) -> None:
        """GUILD_DELETE, without ``unavailable``: the bot was removed."""
        self.to_application(application_id, "GUILD_DELETE", {"id": guild_id}, guild_id=guild_id)

    def ready(self, session: Session, resume_url: str) -> None:
        """READY, then every server of the shard."""
        own = session.application_id
        guilds = [guild for guild in self._world.guilds_with(own) if session.serves(guild["id"])]
        data: dict[str, Any] = {
            "v": 10,
            "user": {**shapes.user(self._world.users[own]), "verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": guild["id"], "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": resume_url,
            "application": {"id": own, "flags": self._world.applications[own]["flags"]},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "user_settings": {},
            "geo_ordered_rtc_regions": [],
            "_trace": ["sandbox"],
        }
        if session.shard[1] > 1:
            data["shard"] = list(session.shard)
        session.dispatch("READY", data)
        for guild in guilds:
            self._guild_arrives(session, guild, unavailable=False)
