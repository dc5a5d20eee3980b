"""The gateway: Discord's WebSocket, one connection at a time."""

import asyncio
import contextlib
import json
import zlib
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from sandbox import shapes
from sandbox.sessions import GUILD_MEMBERS, PRIVILEGED, Session, Sessions
from sandbox.world import Record, World

HEARTBEAT = 41.25
"""Seconds between two heartbeats."""
LARGEST_PAYLOAD = 4096
SENDS_PER_MINUTE = 120
GRANTED = {1 << 1: 1 << 15, 1 << 8: 1 << 13, 1 << 15: 1 << 19}
"""Each privileged intent and the application's flag that grants it."""


class Closed(Exception):  # noqa: N818 - it ends a conversation, which is no error of ours
    """The connection ends with a close code of Discord's."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words


class Cut(Exception):  # noqa: N818 - the same
    """The line is cut without a word."""


class Gateway:
    """All live connections, and the doors through which things are done to them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions = Sessions(world)
        self.connections: set[Connection] = set()
        self.traps: list[str] = []
        """Steps (``hello``, ``identify``, ``ready``, ``resume``) at which the next connection is cut, once each."""

    @property
    def url(self) -> str:
        """Where bots connect, and resume."""
        return self.world.address.replace("http", "ws", 1) + "/gateway"

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One bot's connection from hello to goodbye."""
        socket = web.WebSocketResponse(compress=False, max_msg_size=1 << 20, timeout=1.0)
        await socket.prepare(request)
        connection = Connection(self, socket, request)
        self.connections.add(connection)
        try:
            await connection.run()
        finally:
            self.connections.discard(connection)
        return socket

    async def close(self) -> None:
        """Say goodbye to everyone."""
        for connection in list(self.connections):
            await connection.close(WSCloseCode.GOING_AWAY, "The sandbox stops.")


class Connection:
    """One WebSocket."""

    def __init__(self, gateway: Gateway, socket: web.WebSocketResponse, request: web.Request) -> None:
        self._gateway = gateway
        self._sessions = gateway.sessions
        self._socket = socket
        self._request = request
        self._session: Session | None = None
        self._silent = False
        self._dismissed = False
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._deflate = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self._sent_at: list[float] = []

    async def run(self) -> None:
        """Talk until one of the two hangs up."""
        writer = asyncio.create_task(self._write(), name="sandbox gateway writer")
        try:
            self._step("hello")
            self._say(10, {"heartbeat_interval": int(HEARTBEAT * 1000), "_trace": ["sandbox"]})
            await self._listen()
        except Cut:
            self.drop()
        except Closed as goodbye:
            await self.close(goodbye.code, goodbye.words)
        finally:
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
            self._hang_up()

    def _step(self, name: str) -> None:
        """Come to a step of the conversation; it may be a trap."""
        if name in self._gateway.traps:
            self._gateway.traps.remove(name)
            raise Cut

    def _hang_up(self) -> None:
        session = self._session
        if session is None or session.line is not self:
            return
        session.line = None
        session.left_at = asyncio.get_running_loop().time()
        # A bot that leaves with 1000 or 1001 ends its session; it also answers our own goodbyes with 1000.
        if self._socket.close_code in {1000, 1001} and not self._dismissed:
            self._sessions.end(session)

    def send(self, frame: str) -> None:
        """Queue a finished frame; a silent connection swallows it."""
        if not self._silent:
            self._outgoing.put_nowait(frame)

    def _say(self, op: int, data: Any) -> None:
        self.send(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    async def _write(self) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                frame = await self._outgoing.get()
                if self._deflate is None:
                    await self._socket.send_str(frame)
                else:
                    packed = self._deflate.compress(frame.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self._socket.send_bytes(packed)

    async def _listen(self) -> None:
        while True:
            try:
                frame = await self._socket.receive(HEARTBEAT * 1.5)
            except TimeoutError:
                raise Closed(4009, "Session timed out.") from None
            if frame.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                return
            self._hear(frame.data)

    def _hear(self, frame: str | bytes) -> None:
        if len(frame) > LARGEST_PAYLOAD:
            raise Closed(4002, "Error while decoding payload.")
        self._count()
        try:
            message = json.loads(frame)
            op, data = message["op"], message.get("d")
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Closed(4002, "Error while decoding payload.") from None
        if op == 1:
            return self._say(11, None)
        if op in {2, 6}:
            if self._session is not None:
                raise Closed(4005, "Already authenticated.")
            if not isinstance(data, dict):
                raise Closed(4002, "Error while decoding payload.")
            return self._identify(data) if op == 2 else self._resume(data)
        if self._session is None:
            raise Closed(4003, "Not authenticated.")
        if op == 8:
            return self._members(self._session, data)
        if op not in {3, 4, 31}:
            raise Closed(4001, "Unknown opcode.")
        return None

    def _count(self) -> None:
        moment = asyncio.get_running_loop().time()
        self._sent_at = [at for at in self._sent_at if moment - at < 60] + [moment]
        if len(self._sent_at) > SENDS_PER_MINUTE:
            raise Closed(4008, "Rate limited.")

    def _application(self, token: object) -> Record:
        bare = str(token).removeprefix("Bot ")
        for application in self._gateway.world.applications:
            if application["token"] == bare:
                return application
        raise Closed(4004, "Authentication failed.")

    def _identify(self, data: Record) -> None:
        self._step("identify")
        application = self._application(data.get("token"))
        intents = data.get("intents")
        if not isinstance(intents, int) or not 0 <= intents < 1 << 26:
            raise Closed(4013, "Invalid intent(s).")
        asked = intents & PRIVILEGED
        if any(asked & intent and not application["flags"] & flag for intent, flag in GRANTED.items()):
            raise Closed(4014, "Disallowed intent(s).")
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            raise Closed(4010, "Invalid shard.")
        self._session = self._sessions.begin(application["id"], intents, (number, count))
        self._session.line = self
        self._sessions.ready(self._session, self._gateway.url)
        self._step("ready")

    def _resume(self, data: Record) -> None:
        self._step("resume")
        application = self._application(data.get("token"))
        session = self._sessions.find(data.get("session_id"))
        after = data.get("seq")
        known = session is not None and session.application_id == application["id"]
        if session is None or not known or not isinstance(after, int) or not session.can_replay(after):
            return self._say(9, False)
        session.line, session.left_at, self._session = self, None, session
        session.replay(after)
        return session.dispatch("RESUMED", {"_trace": ["sandbox"]})

    def _members(self, session: Session, data: Any) -> None:
        if not isinstance(data, dict):
            raise Closed(4002, "Error while decoding payload.")
        world, guild_id = self._gateway.world, str(data.get("guild_id"))
        if guild_id not in world.guilds or world.member(guild_id, session.application_id) is None:
            return
        named = data.get("user_ids")
        wanted = {str(one) for one in (named if isinstance(named, list) else [named])} if named else None
        start, limit = str(data.get("query") or "").lower(), int(data.get("limit") or 0)
        if wanted is None and not start and not session.intents & GUILD_MEMBERS:
            raise Closed(4014, "Disallowed intent(s).")
        found = [
            one
            for one in world.members_of(guild_id)
            if (
                one["user_id"] in wanted
                if wanted is not None
                else world.users[one["user_id"]]["username"].startswith(start)
            )
        ]
        chosen = found[: limit or None]
        there = {one["user_id"] for one in chosen}
        session.dispatch(
            "GUILD_MEMBERS_CHUNK",
            {
                "guild_id": guild_id,
                "members": [shapes.member(world, one) for one in chosen],
                "chunk_index": 0,
                "chunk_count": 1,
                "not_found": sorted(wanted - there) if wanted else [],
                "nonce": data.get("nonce"),
            },
        )

    async def close(self, code: int, words: str) -> None:
        """End with a close frame."""
        self._dismissed = True
        with contextlib.suppress(ConnectionError):
            await self._socket.close(code=code, message=words.encode())

    def drop(self) -> None:
        """Cut the line without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()

    def reconnect(self) -> None:
        """Ask the bot to connect anew and resume (op 7)."""
        self._say(7, None)

    def invalidate(self) -> None:
        """Declare the session invalid (op 9); it cannot be resumed."""
        self._say(9, False)
        if self._session is not None:
            self._sessions.end(self._session)
            self._session = None

    def fall_silent(self) -> None:
        """Keep the line and say nothing more, not even to heartbeats."""
        self._silent = True
