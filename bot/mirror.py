"""What Discord itself shows of a party: its thread, its scheduled event, the role of those who come, who has left."""

import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

import aiohttp
import discord

from core.parties import tracklist
from core.parties.model import Party
from core.parties.states import COMING, PLAYING, PartyState
from core.rooms import Rooms
from core.text import clean
from core.values import ChannelId, GuildId, UserId

log = logging.getLogger("ostbot.mirror")

HAS_THREAD = 160004
"""Discord's code for a message that has its thread already."""

NO_EVENT = 10070
"""Discord's code for an event that was deleted."""

LEAST = timedelta(hours=1)
"""How long an event lasts whose list has no lengths; Discord wants an end."""

NO = ChannelId(0)
"""No thread, no event: it may not be made."""


class Mirror:
    """Brings Discord's side in line with the parties; doing it again changes nothing."""

    def __init__(self, client: discord.Client, rooms: Rooms, changed: Callable[[GuildId, int], None]) -> None:
        self._client = client
        self._rooms = rooms
        self._changed = changed
        self._own: deque[tuple[int, str, datetime]] = deque(maxlen=500)  # what I have set myself comes back as news

    async def round(self) -> bool:
        """Whatever Discord does not show yet, and whether the guests of the next day are still there.

        Returns whether something is left for soon.
        """
        left = False
        for party in await self._rooms.watch.unmirrored():
            left = True
            guild = self._client.get_guild(party.guild)
            if guild is None or (party.board is None and party.thread is None and party.state in COMING):
                continue  # the board is the thread's first message: its turn comes
            whole = await self._rooms.parties.find(party.guild, party.id)
            thread = await self._thread(whole)
            event = await self._event(guild, whole)
            await self._rooms.watch.mirrored(whole, thread=thread, event=event)
        for party in await self._rooms.watch.unchecked():
            await self._check_guests(party)
        return left

    async def catch_up(self, where: discord.Guild | None = None) -> None:
        """What was done to the events of parties to come while nobody listened, on one server or on all.

        Discord tells the events with each server; only one that is not among them is asked for. Where that fails
        nothing is changed.
        """
        for number, event_id in await self._rooms.watch.events(GuildId(where.id) if where is not None else None):
            guild = self._client.get_guild(number)
            if guild is None or guild.unavailable:
                continue  # it is looked at when it is there
            try:
                event = guild.get_scheduled_event(event_id) or await guild.fetch_scheduled_event(event_id)
            except discord.HTTPException as error:
                if error.code == NO_EVENT:
                    await self._called_off(number, event_id)
                else:
                    log.warning("the event %s could not be looked at: %s", event_id, error)
            except (aiohttp.ClientError, OSError, TimeoutError) as error:
                log.warning("the event %s could not be looked at: %r", event_id, error)
            else:
                await self._follow(event, away=True)

    async def event_changed(self, _before: discord.ScheduledEvent, after: discord.ScheduledEvent) -> None:
        """Somebody changed one of Discord's events: its party follows."""
        if (after.id, after.name, after.start_time) not in self._own:
            await self._follow(after)

    async def event_deleted(self, event: discord.ScheduledEvent) -> None:
        """Somebody deleted one of Discord's events: so is its party called off."""
        await self._called_off(GuildId(event.guild_id), event.id)

    async def _follow(self, event: discord.ScheduledEvent, *, away: bool = False) -> None:
        guild, title, starts = GuildId(event.guild_id), event.name, event.start_time
        if event.status is discord.EventStatus.canceled:
            await self._called_off(guild, event.id)
        elif party := await self._rooms.watch.followed(guild, event.id, title=title, starts=starts, away=away):
            self._changed(guild, party.id)

    async def _called_off(self, guild: GuildId, event: int) -> None:
        if party := await self._rooms.watch.event_cancelled(guild, event):
            self._changed(guild, party.id)

    async def attend(self, party: Party, member: UserId, *, there: bool) -> None:
        """Give the attendees' role to who has a seat, take it from who has none."""
        role, guild = party.terms.attendee, self._client.get_guild(party.guild)
        if role is None or guild is None:
            return
        try:
            guest = await guild.fetch_member(member)
            if there:
                await guest.add_roles(discord.Object(role), reason="Comes to a listening party")
            elif guest.get_role(role) is not None:
                await guest.remove_roles(discord.Object(role), reason="Does not come to the party")
        except discord.HTTPException as error:
            log.warning("the role of party %s could not be set: %s", party.id, error)

    async def _thread(self, party: Party) -> ChannelId | None:
        if party.thread is not None or party.board is None or party.state not in COMING:
            return None
        channel = self._client.get_partial_messageable(party.channel, guild_id=party.guild)
        try:
            name = clean(party.title)[:100]
            made = await channel.get_partial_message(party.board).create_thread(name=name, auto_archive_duration=1440)
        except discord.HTTPException as error:
            if error.code == HAS_THREAD:  # an earlier attempt made it: its id is the message's
                return ChannelId(party.board)
            log.info("party %s has no thread: %s", party.id, error)
            return NO
        except ValueError:  # a thread inside a thread, or the guild is not there
            return NO
        return ChannelId(made.id)

    async def _event(self, guild: discord.Guild, party: Party) -> int | None:
        try:
            if party.event:
                return await self._renewed(guild, party)
            if party.event is not None or party.state not in COMING:
                return None
            return await self._made(guild, party)
        except discord.NotFound:
            return NO
        except discord.HTTPException as error:
            log.info("party %s has no event: %s", party.id, error)
            return NO if party.event is None else None

    async def _made(self, guild: discord.Guild, party: Party) -> int:
        """The event; one that an earlier attempt has made is found by its mark."""
        if guild.me is None or not guild.me.guild_permissions.create_events:
            return NO
        mark = f"(party {party.id})"
        for event in await guild.fetch_scheduled_events(with_counts=False):
            mine = self._client.user is not None and event.creator_id == self._client.user.id
            if mine and (event.description or "").endswith(mark):
                return event.id
        made = await guild.create_scheduled_event(
            name=clean(party.title)[:100],
            start_time=party.starts,
            end_time=party.starts + (tracklist.total(party) or LEAST),
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location=(clean(party.place) or "Discord")[:100],
            description=f"Answer on the board: https://discord.com/channels/{guild.id}/{party.channel} {mark}",
        )
        self._own.append((made.id, made.name, made.start_time))
        return made.id

    async def _renewed(self, guild: discord.Guild, party: Party) -> int | None:
        assert party.event is not None
        event = guild.get_scheduled_event(party.event) or await guild.fetch_scheduled_event(party.event)
        open_ = event.status in (discord.EventStatus.scheduled, discord.EventStatus.active)
        if party.state is PartyState.CANCELLED and event.status is discord.EventStatus.scheduled:
            await event.cancel()
        elif party.state in (PartyState.ENDED, PartyState.ARCHIVED) and event.status is discord.EventStatus.active:
            await event.end()
        elif party.state in COMING and open_ and (event.name, event.start_time) != (party.title, party.starts):
            name = clean(party.title)[:100]
            self._own.append((event.id, name, party.starts))
            await event.edit(
                name=name,
                start_time=party.starts,
                end_time=party.starts + (tracklist.total(party) or LEAST),
                location=(clean(party.place) or "Discord")[:100],
            )
        elif party.state in PLAYING and event.status is discord.EventStatus.scheduled:
            await event.start()
        return None

    async def _check_guests(self, party: Party) -> None:
        """Without the members intent nobody says who leaves; so whoever has a seat is looked for."""
        guild = self._client.get_guild(party.guild)
        if guild is None:
            return
        await self._rooms.watch.checked(party.id)
        for member in party.going[:200]:
            try:
                await guild.fetch_member(member)
            except discord.NotFound:
                await self._rooms.parties.left(party.guild, party.id, member)
                self._changed(party.guild, party.id)
            except discord.HTTPException as error:
                log.info("the guests of party %s could not be looked for: %s", party.id, error)
                return
