"""Keeps party boards up to date: however many answers come, one edit of a board in two seconds."""

import asyncio
import logging
from collections.abc import Callable

import discord

from bot.sending import AMBIGUOUS
from bot.ui.parties import board_card
from core.errors import NotFound
from core.parties.model import Party
from core.parties.states import COMING, PLAYING, PartyState
from core.posts.failures import Verdict, meaning
from core.rooms import Rooms
from core.values import GuildId, MessageId

log = logging.getLogger("ostbot.boards")

PAUSE = 2.0
"""Seconds between two edits of one board."""

AGAIN = 5
"""Edits that are tried once more, one after the other, when they fail for a reason that passes."""

GONE = 10008
"""Discord's code for a message that somebody has deleted."""

OLD = 30046
"""Discord's code for too many edits of a message older than an hour."""


class Boards:
    """Renews the board of every party that was touched; *due* is called when a fresh one has to be posted."""

    def __init__(
        self, client: discord.Client, rooms: Rooms, due: Callable[[], None] = lambda: None, pause: float = PAUSE
    ) -> None:
        self._client = client
        self._due = due
        self._rooms = rooms
        self._pause = pause
        self._dirty: set[int] = set()
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def touch(self, guild: GuildId, party: int) -> None:
        """The party has changed: renew its board, now or when the pause after the last edit is over."""
        self._dirty.add(party)
        if party not in self._tasks:
            self._tasks[party] = asyncio.create_task(self._keep(guild, party), name=f"board {party}")

    async def refresh(self) -> None:
        """Renew every board to come or playing: answers of a process that is gone may not be on it yet."""
        for party in await self._rooms.parties.in_states(None, sorted(COMING | PLAYING), limit=500):
            if party.board is not None:
                self.touch(party.guild, party.id)

    async def close(self) -> None:
        """Stop renewing."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _keep(self, guild: GuildId, party: int) -> None:
        failed = 0
        try:
            while party in self._dirty:
                self._dirty.discard(party)
                failed = 0 if await self._renew(guild, party) else failed + 1
                await asyncio.sleep(self._pause)
                if 0 < failed <= AGAIN:
                    self._dirty.add(party)
        except Exception:
            log.exception("the board of party %s could not be renewed", party)
        finally:
            del self._tasks[party]

    async def _renew(self, guild: GuildId, number: int) -> bool:
        """Renew the board; false where that is worth trying again."""
        try:
            party = await self._rooms.parties.find(guild, number)
        except NotFound:
            return True
        return party.board is None or await self._edit(party, party.board)

    async def _edit(self, party: Party, board: MessageId) -> bool:
        channel = self._client.get_partial_messageable(party.channel, guild_id=party.guild)
        ready = await self._rooms.evenings.ready_count(party) if party.state is PartyState.LOBBY else 0
        shown = board_card(party, self._rooms.catalog.of(party.guild).catalogue, self._rooms.clock(), ready=ready)
        try:
            # discord.py applies the client's mentions to an edit only where it changes the content
            nobody = discord.AllowedMentions.none()
            await channel.get_partial_message(board).edit(view=shown.view, allowed_mentions=nobody)
        except discord.HTTPException as error:
            log.warning("the board of party %s could not be edited: %s", party.id, error)
            if error.code in (GONE, OLD):
                await self._rooms.watch.fresh_board(party.guild, party.id, board)
                self._due()
                return True
            return meaning(error.status, error.code).verdict not in (Verdict.RETRY, Verdict.AMBIGUOUS)
        except AMBIGUOUS as error:
            log.warning("the board of party %s could not be edited: %r", party.id, error)
            return False
        return True
