"""The bot on Discord: no privileged intent, no cache it does not need, every fault answered."""

import asyncio
import gc
import hashlib
import json
import logging
from datetime import datetime
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.boards import Boards
from bot.chores import Chores
from bot.compose import CalledOff, Composer, NotYet
from bot.cues import Cues
from bot.delivery import Courier, Step
from bot.discord_private import last_acknowledged, never_connected, session_starts, share_the_loop
from bot.mirror import Mirror
from bot.pace import Pace
from bot.pictures import Gallery
from bot.ticker import Ticker
from bot.ui import press
from bot.ui.buttons import OWNERS
from bot.ui.card import Card
from bot.ui.drafts import Draft, Drafts, Edit
from bot.ui.menus import heard, menus
from bot.ui.replies import Illustrator, explain
from bot.ui.waiting import Line
from bot.vitals import ASK_AGAIN, Health, LineDead, Watchdog, wait_for_starts
from core.errors import BadInput, Refusal
from core.growth.model import Proposal
from core.parties.model import Party
from core.posts.model import Schedule
from core.posts.ports import Blocked
from core.rooms import Rooms
from core.values import GuildId, UserId

log = logging.getLogger("ostbot.client")

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    create_events=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""What the invite link asks for, and nothing else."""

BAD_TOKEN = 4004
"""The gateway's close code for a token it does not know."""

CONNECTIONS = 128
"""To Discord's REST API at a time. A storm of answers shares them, where each would begin with a handshake of its own;
at a tenth of a second each they carry more than a thousand answers a second."""

FIRST_TRIES = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds between the first attempts to connect, the last one over and over; later ones are discord.py's."""


class TokenRefused(Refusal):
    """Discord does not know the token."""

    exit_code = 78  # sysexits: something is configured wrongly, starting again does not help

    def __init__(self) -> None:
        super().__init__(
            "Discord refused the token: copy it anew from the Bot page of your application into DISCORD_TOKEN in .env."
        )


class OstBot(commands.Bot):
    """Wires the rooms to Discord. *step* is told the steps of each delivery; tests stop the world there."""

    def __init__(self, rooms: Rooms, cogs: list[commands.Cog], step: Step = lambda _name: None) -> None:
        self.pace = Pace(rooms.clock)
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True, guild_scheduled_events=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.5,
            http_trace=self.pace.listening(),
            connector=aiohttp.TCPConnector(limit=CONNECTIONS),
        )
        self.rooms = rooms
        self.gallery = Gallery()
        self.illustrator = Illustrator()
        self.line = Line()
        self.drafts: Drafts[Draft] = Drafts(rooms.clock)
        self.edits: Drafts[Edit] = Drafts(rooms.clock)
        self.proposals: Drafts[Proposal] = Drafts(rooms.clock)
        self.boards = Boards(self, rooms, self.wake)
        self.watchdog = Watchdog()
        self.starts_pause = ASK_AGAIN
        self.failure: Refusal | None = None
        self._composer = Composer(rooms, self.gallery)
        self._chores = chores = Chores(self, rooms, self._composer.scheduled, self.pace)
        courier = Courier(self, rooms, self._composer, self.pace, step=step, stop=lambda: self.end(TokenRefused()))
        self.ticker = Ticker(
            rooms.posts,
            courier,
            (
                *(rooms.follows.plan, chores.publish, chores.correct, chores.probe, chores.look_ahead, chores.sweep),
                chores.own_up,
            ),
        )
        self.mirror = Mirror(self, rooms, self._party_changed)
        self.cues = Cues(rooms, self.boards, courier, self.mirror, self.ticker.wake)
        self.add_listener(self.mirror.event_changed, "on_scheduled_event_update")
        self.add_listener(self.mirror.event_deleted, "on_scheduled_event_delete")
        self._watching: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None
        self.gone = asyncio.Event()
        self._groups = cogs
        self.tree.error(self._failed)
        for menu in menus():
            self.tree.add_command(menu)

    async def setup_hook(self) -> None:
        """Once, before the gateway: commands, buttons, and whatever is due."""
        self.rooms.catalog.of().warm()
        await self.rooms.guilds.load()
        await self.rooms.people.load()
        await self.rooms.imports.clean()
        for cog in self._groups:
            await self.add_cog(cog)
        await self._sync()
        await self.ticker.start()
        await self.boards.refresh()
        self.cues.start()
        self._watching = asyncio.create_task(self._watch(), name="watchdog")

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect, unless too few connections are left today; a first attempt that fails is made again.

        Raises:
            TokenRefused: the gateway does not know the token.
        """
        share_the_loop()
        tries = iter(FIRST_TRIES)
        pause = next(tries)
        while not self.is_closed():
            await wait_for_starts(lambda: session_starts(self), self.starts_pause)
            try:
                await super().connect(reconnect=reconnect)
            except AttributeError:
                if not never_connected(self):
                    raise
                log.warning("Discord's gateway hung up at once; trying again in %.0f s", pause)
                await asyncio.sleep(pause)
                pause = next(tries, pause)
            except discord.ConnectionClosed as closed:
                if closed.code == BAD_TOKEN:
                    raise TokenRefused from closed
                raise

    async def on_ready(self) -> None:
        """Repeats after reconnecting: nothing here may matter twice."""
        log.info("ready as %s on %d servers", self.user, len(self.guilds))
        gc.collect()
        gc.freeze()  # what start-up made lives for ever: spare the collector from walking it
        await self.mirror.catch_up()

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is back after an outage; those that come while I connect are looked at together."""
        if self.is_ready():
            await self.mirror.catch_up(guild)

    async def on_socket_event_type(self, _event: str) -> None:
        """Every event is a sign of life."""
        self.watchdog.heard()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Presses and forms; commands go by the tree."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await press.answer(interaction, OWNERS)

    async def on_app_command_completion(self, interaction: discord.Interaction[Any], _command: object) -> None:
        """After an answer: what became of the asker's suggestions, if they do not know yet."""
        await heard(interaction)

    async def on_not_stored(self, guild: int, passes: bool) -> None:
        """Somebody on that server was told that the store does not work."""
        self._chores.refused(GuildId(guild), passes=passes)

    async def on_guild_channel_update(self, _before: Any, after: discord.abc.GuildChannel) -> None:
        """A channel's permissions may have changed."""
        self._look_at(after.guild)

    async def on_thread_update(self, _before: Any, after: discord.Thread) -> None:
        """A thread may be open again."""
        self._look_at(after.guild)

    async def on_guild_role_update(self, _before: Any, after: discord.Role) -> None:
        """My role's permissions may have changed."""
        self._look_at(after.guild)

    async def on_member_update(self, _before: Any, after: discord.Member) -> None:
        """I may have got another role."""
        if after.id == after.guild.me.id:
            self._look_at(after.guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Invited, or invited again: what was planned here goes on."""
        await self.rooms.posts.back(GuildId(guild.id))
        self._look_at(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Removed (an outage does not come here): what is pending is cancelled; after thirty days all is deleted."""
        await self.rooms.posts.leave(GuildId(guild.id))

    async def close(self) -> None:
        """Stop everything; what was being sent is resolved at the next start."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        await self.cues.stop()
        await self.ticker.stop()
        await self.boards.close()
        await self.illustrator.close()
        await super().close()
        self.gallery.close()
        self.gone.set()

    def touch(self, guild: GuildId, party: int) -> None:
        """The party has changed: renew its board soon."""
        self.boards.touch(guild, party)

    def wake(self) -> None:
        """Something may be due: look now."""
        self.ticker.wake()
        self.cues.wake()

    async def attend(self, party: Party, member: UserId, *, there: bool) -> None:
        """Give the attendees' role to who has a seat at *party*, take it from who has none."""
        await self.mirror.attend(party, member, there=there)

    def _party_changed(self, guild: GuildId, party: int) -> None:
        self.touch(guild, party)
        self.wake()

    async def preview(self, schedule: Schedule, mark: str, at: datetime | None = None) -> tuple[Card, str]:
        """What *schedule* would post *at* an hour, else at its next, and why it would not, where it would not.

        Raises:
            BadInput: there is nothing to be shown.
        """
        try:
            post, why = await self._composer.scheduled.preview(schedule, mark, at)
        except (NotYet, CalledOff) as nothing:
            raise BadInput(f"There is nothing to show: {nothing}") from nothing
        return post.card, why

    async def retry(self, blocked: Blocked) -> str:
        """Look at a blocked channel again; why it still takes no posts, or nothing."""
        why = await self._chores.probe_one(blocked)
        self.wake()
        return why

    @property
    def health(self) -> Health:
        """How the line to Discord is."""
        return self.watchdog.health

    def end(self, failure: Refusal) -> None:
        """End the program because of *failure*."""
        if self.failure is None:
            self.failure = failure
            log.critical("ending: %s", failure)
            self._ending = asyncio.create_task(self.close(), name="ending")

    async def _watch(self) -> None:
        try:
            await self.watchdog.watch(lambda: last_acknowledged(self))
        except LineDead as dead:
            self.end(dead)

    def _look_at(self, guild: discord.Guild) -> None:
        self._chores.touched(GuildId(guild.id))
        self.wake()

    async def _sync(self) -> None:
        """Tell Discord the commands, only when they differ from those it was told last."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()
        known = f"{self.application_id}:{digest}"
        if await self.rooms.facts.get("commands") != known:
            await self.tree.sync()
            await self.rooms.facts.set("commands", known)

    async def _failed(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            log.error("autocomplete failed", exc_info=error)
            return
        await explain(interaction, error)
