"""The bot on Discord: no privileged intent, no cache it does not need, every fault answered."""

import gc
import hashlib
import json
import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.boards import Boards
from bot.compose import Composer
from bot.delivery import Courier, Step
from bot.pictures import Gallery
from bot.ticker import Ticker
from bot.ui.buttons import BUTTONS
from bot.ui.drafts import Drafts
from bot.ui.replies import explain
from core.rooms import Rooms
from core.values import GuildId

log = logging.getLogger("ostbot.client")

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""What the invite link asks for, and nothing else."""


class OstBot(commands.Bot):
    """Wires the rooms to Discord. *step* is told the steps of each delivery; tests stop the world there."""

    def __init__(self, rooms: Rooms, cogs: list[commands.Cog], step: Step = lambda _name: None) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.5,
        )
        self.rooms = rooms
        self.gallery = Gallery()
        self.drafts = Drafts(rooms.clock)
        self.boards = Boards(self, rooms)
        self._courier = Courier(self, rooms.posts, Composer(rooms, self.gallery), step)
        self.ticker = Ticker(rooms.posts, self._courier)
        self._groups = cogs
        self.tree.error(self._failed)

    async def setup_hook(self) -> None:
        """Once, before the gateway: commands, buttons, and whatever is due."""
        self.rooms.catalog.of().warm()
        await self.rooms.imports.clean()
        for cog in self._groups:
            await self.add_cog(cog)
        self.add_dynamic_items(*BUTTONS)
        await self._sync()
        await self.ticker.start()
        await self.boards.refresh()

    async def on_ready(self) -> None:
        """Repeats after every reconnect, so nothing here may matter twice."""
        log.info("ready as %s on %d servers", self.user, len(self.guilds))
        gc.collect()
        gc.freeze()  # what start-up made lives for ever: spare the collector from walking it

    async def close(self) -> None:
        """Stop everything; what was being sent is resolved at the next start."""
        await self.ticker.stop()
        await self.boards.close()
        await super().close()
        self.gallery.close()

    def touch(self, guild: GuildId, party: int) -> None:
        """The party has changed: renew its board soon."""
        self.boards.touch(guild, party)

    def wake(self) -> None:
        """Something may be due: look now."""
        self.ticker.wake()

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
