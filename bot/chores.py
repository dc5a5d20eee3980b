"""What every tick does beside the deliveries: publish, correct, probe what is blocked, look a day ahead."""

import logging
from datetime import date, datetime, timedelta

import aiohttp
import discord

from bot import places
from bot.composing.post import CalledOff, NotYet
from bot.composing.scheduled import ScheduledComposer, shown_places
from bot.pace import Pace
from bot.ui.safe import safe
from core.errors import NotFound
from core.posts import notices
from core.posts.corrections import corrected_line, says_nothing
from core.posts.failures import Verdict, meaning
from core.posts.ledger import PROBE
from core.posts.model import Delivery, Schedule
from core.posts.ports import Blocked
from core.rooms import Rooms
from core.values import GuildId

log = logging.getLogger("ostbot.chores")

AHEAD = timedelta(days=1)
"""How long before a post its permissions are looked at."""

LOOK_AHEAD = timedelta(minutes=10)
"""Between two looks ahead."""

EDITED_FOR = timedelta(days=14)
"""How long after its posting a corrected chart is edited; later the correction is noted in the history only."""

DAILY = timedelta(days=1)

_ALREADY_PUBLISHED = 40033
_GONE = (10008, 10003)


class Chores:
    """The chores of one bot, each as its own small method."""

    def __init__(self, client: discord.Client, rooms: Rooms, composer: ScheduledComposer, pace: Pace) -> None:
        self._client = client
        self._rooms = rooms
        self._posts = rooms.posts
        self._composer = composer
        self._pace = pace
        self._published: int | None = None
        self._touched: set[GuildId] = set()
        self._refused: dict[tuple[GuildId, bool], datetime] = {}
        self._next_look = self._next_sweep = rooms.clock()

    def touched(self, guild: GuildId) -> None:
        """Something about a server's channels or roles has changed: look there again."""
        self._touched.add(guild)

    def refused(self, guild: GuildId, *, passes: bool) -> None:
        """The store did not take, or give, what somebody of a server wanted: its managers hear of it."""
        self._refused.setdefault((guild, passes), self._posts.now())

    async def own_up(self) -> None:
        """Tell the managers of each server where the store did not work: once it works again, or that it is damaged."""
        for (guild, passes), since in list(self._refused.items()):
            now = self._posts.now()
            told = notices.not_stored(guild, since, now) if passes else notices.damaged(guild, now)
            await self._posts.tell(told)
            del self._refused[guild, passes]

    async def publish(self) -> None:
        """Publish to the followers of announcement channels what is to be published; once is enough."""
        for delivery in await self._posts.crossposts():
            if self._pace.shut:
                return
            channel = self._client.get_partial_messageable(delivery.plan.channel, guild_id=delivery.plan.guild)
            assert delivery.message is not None
            await self._pace.turn()
            try:
                await channel.get_partial_message(delivery.message).publish()
            except discord.HTTPException as error:
                if meaning(error.status, error.code).verdict in (Verdict.RETRY, Verdict.AMBIGUOUS):
                    continue
                told = (
                    "" if error.code == _ALREADY_PUBLISHED else f"Posted, but not published to followers: {error.text}."
                )
                await self._posts.crossposted(delivery, told)
            except (aiohttp.ClientError, OSError) as error:
                log.info("delivery %s is not published yet: %s", delivery.id, error)
            else:
                await self._posts.crossposted(delivery)

    async def correct(self) -> None:
        """When a chart was published to: look again at what waits for one, and bring old posts up to date."""
        published = await self._posts.published()
        if published == self._published or self._pace.shut:
            return
        complete = True
        for delivery, revision in await self._posts.news():
            complete &= await self._correct_one(delivery, revision)
        self._published = published if complete else None

    async def _correct_one(self, delivery: Delivery, revision: int) -> bool:
        """Whether that post needs no further look."""
        assert delivery.content is not None
        assert delivery.sent_at is not None
        schedule = await self._posts.schedule(delivery.plan.guild, delivery.subject)
        content = f"{delivery.content.partition('#')[0]}#{revision}"
        now = self._posts.now()
        if schedule is None:
            await self._posts.corrected(delivery, content, "Corrected after the schedule was removed.")
            return True
        try:
            line = await self._what_changed(schedule, delivery)
            if line is None or now - delivery.sent_at > EDITED_FOR:
                await self._posts.corrected(delivery, content, line or "")
                return True
            return await self._edit(schedule, delivery, revision, line, content)
        except (NotFound, NotYet, CalledOff) as nothing:
            await self._posts.corrected(delivery, content, f"Corrected: {nothing}")
            return True

    async def _what_changed(self, schedule: Schedule, delivery: Delivery) -> str | None:
        end = end_of(delivery)
        language = schedule.language or (await self._rooms.guilds.settings(schedule.guild)).language
        # the store counts whole seconds: of two things in one, the post came first
        shown_at = (delivery.first_attempt or delivery.plan.due) - timedelta(seconds=1)
        before = await self._composer.board(schedule, end, as_of=shown_at)
        after = await self._composer.board(schedule, end)
        shown = shown_places(schedule)
        if says_nothing(before, after, shown):
            return None
        today = self._posts.now().astimezone(schedule.zone).date()
        return corrected_line(before, after, shown, today, language)

    async def _edit(self, schedule: Schedule, delivery: Delivery, revision: int, line: str, content: str) -> bool:
        shown = await self._composer.corrected(schedule, delivery, (end_of(delivery), revision), safe(line))
        try:
            place = await places.find(self._client, delivery.plan.guild, delivery.plan.channel)
            assert delivery.message is not None
            # a forum post is a thread of its own, with the id of its first message
            home = delivery.message if isinstance(place, discord.ForumChannel) else delivery.plan.channel
            message = self._client.get_partial_messageable(home, guild_id=delivery.plan.guild).get_partial_message(
                delivery.message
            )
            await self._pace.turn()
            await message.edit(
                view=shown.view, attachments=shown.files(), allowed_mentions=discord.AllowedMentions.none()
            )
        except discord.HTTPException as error:
            return await self._not_edited(schedule, delivery, error, line, content)
        except (aiohttp.ClientError, OSError, places.NotAPlace) as error:
            log.info("delivery %s is not corrected yet: %s", delivery.id, error)
            return False
        await self._posts.corrected(delivery, content, line)
        return True

    async def _not_edited(
        self, schedule: Schedule, delivery: Delivery, error: discord.HTTPException, line: str, content: str
    ) -> bool:
        verdict = meaning(error.status, error.code).verdict
        if verdict in (Verdict.RETRY, Verdict.AMBIGUOUS, Verdict.PAUSE):
            return False
        if verdict is Verdict.FRESH:
            await self._posts.tell(notices.correction(schedule, delivery, safe(line), content, self._posts.now()))
        told = "the post is gone" if error.code in _GONE else f"the post could not be edited ({error.code})"
        await self._posts.corrected(delivery, content, f"{line} · {told}.")
        return True

    async def probe(self) -> None:
        """Look at blocked channels again, without sending: where something changed, and every six hours."""
        touched, self._touched = self._touched, set()
        now = self._posts.now()
        for blocked in await self._posts.blocks():
            if blocked.guild in touched or now - blocked.probed >= PROBE:
                await self.probe_one(blocked)

    async def probe_one(self, blocked: Blocked) -> str:
        """Why *blocked* still takes no posts; nothing when it does again."""
        try:
            place = await places.find(self._client, blocked.guild, blocked.channel)
        except (discord.NotFound, discord.Forbidden, places.NotAPlace):
            await self._posts.probed(blocked.channel, open_again=False)
            return blocked.reason
        lacking = places.missing(place)
        locked = (
            isinstance(place, discord.Thread)
            and place.locked
            and not place.permissions_for(place.guild.me).manage_threads
        )
        if lacking is None and not locked:
            await self._posts.probed(blocked.channel, open_again=True)
            return ""
        await self._posts.probed(blocked.channel, open_again=False)
        return lacking.en if lacking else blocked.reason

    async def look_ahead(self) -> None:
        """A day before a post: tell the managers what is missing in its channel, once."""
        now = self._posts.now()
        if now < self._next_look:
            return
        self._next_look = now + LOOK_AHEAD
        for schedule, plan in await self._posts.coming(AHEAD):
            guild = self._client.get_guild(schedule.guild)
            place = guild.get_channel_or_thread(schedule.channel) if guild else None
            lacking = places.missing(place) if isinstance(place, places.Place) else None
            if lacking is not None:
                await self._posts.tell(notices.missing(schedule, plan, lacking, now))

    async def sweep(self) -> None:
        """Once a day: let go of servers that removed the bot long ago."""
        now = self._posts.now()
        if now >= self._next_sweep:
            self._next_sweep = now + DAILY
            await self._rooms.guilds.forget_left(now)


def end_of(delivery: Delivery) -> date:
    """The week that a posted chart shows."""
    assert delivery.content is not None
    return date.fromisoformat(delivery.content.partition("@")[2][:10])
