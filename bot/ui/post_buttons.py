"""The buttons of scheduled posts, of what managers are told about them, and of the panel of ``/setup``."""

from datetime import datetime, timedelta
from typing import Any

import discord

from bot.ui.card import card
from bot.ui.guards import here, manage, scope
from bot.ui.posts import soon_card
from bot.ui.press import Client, Press, client_of
from bot.ui.proposals import propose, tested
from bot.ui.replies import reply, say, turn
from bot.ui.schedules import added_card, history_card, schedule_words
from core.errors import NotAllowed, NotFound, Refusal
from core.posts.model import Kind, Planned
from core.posts.rules import next_time
from core.values import ChannelId, GuildId

NO_MARK = "0" * 24
"""The mark of a preview: no delivery has it."""

_MARK = r"(?P<mark>[0-9a-f]{24})"


class PostSays(Press, template=rf"post:v1:when:(?P<schedule>\d{{1,19}}):{_MARK}"):
    """About a scheduled post: when the next one comes."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Tell it privately."""
        number, posts = int(self.said["schedule"]), client.rooms.posts
        found = await posts.schedule(scope(interaction), number)
        if found is None:
            await say(interaction, "This post came from a schedule that is not there any more, or from a test.")
            return
        when = "It is paused."
        if not found.paused:
            when = f"Next: <t:{int(next_time(found, posts.now()).timestamp())}:F>."
        titles = await client.rooms.charts.titles(found.guild)
        await say(interaction, f"This post: {schedule_words(found, titles)}. {when}")


class PostHistory(
    Press, template=rf"post:v(?:1:history|2:history:(?P<guild>\d{{1,19}})):(?P<schedule>\d{{1,19}}):{_MARK}"
):
    """For managers, what was posted and what was not; pressed in a direct message too, where it names the server."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Show it privately."""
        rooms, number = client.rooms, int(self.said["schedule"])
        guild = GuildId(int(self.said["guild"])) if self.said["guild"] else here(interaction)
        await _may_manage(interaction, guild)
        schedule = await rooms.posts.schedule(guild, number)
        history = await rooms.posts.history(guild, number if schedule else None)
        await reply(interaction, history_card(history, schedule, await rooms.charts.titles(guild)))


class RemoveSchedule(Press, template=r"post:v1:remove:(?P<schedule>\d{1,19})"):
    """Remove a schedule that ``/schedule remove`` has shown."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Remove it; pressing again says that it is gone."""
        guild = manage(interaction)
        removed = await client.rooms.posts.remove(guild, int(self.said["schedule"]))
        titles = await client.rooms.charts.titles(guild)
        await turn(interaction, card(f"Removed: {schedule_words(removed, titles)}. What it posted already stays."))


class PartiesSoon(Press, template=r"post:v1:parties"):
    """The parties to come, for whoever reads a post."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Show them privately."""
        await reply(interaction, soon_card(await client.rooms.parties.coming(scope(interaction))))


class RetryChannel(Press, template=rf"post:v1:retry:(?P<guild>\d{{1,19}}):(?P<channel>\d{{1,19}}):{_MARK}"):
    """Look again at a channel that took no posts; what waited there goes out where it takes them now."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Look, and say what came of it."""
        guild, channel = GuildId(int(self.said["guild"])), ChannelId(int(self.said["channel"]))
        await _may_manage(interaction, guild)
        blocked = next((each for each in await client.rooms.posts.blocks(guild) if each.channel == channel), None)
        if blocked is None:
            await say(interaction, f"Posts go out in <#{channel}> again; nothing waits there any more.")
            return
        why = await client.retry(blocked)
        if why:
            raise Refusal(f"Not yet. {why} Then press Retry again.")
        await say(interaction, f"<#{channel}> takes posts again: what is still worth posting is on its way.")


class SetupPress(Press, template=r"setup:v1:(?P<verb>preview|on|test)"):
    """What /setup proposes: see it, turn it on, or send a test post."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Do it; pressing twice does it once."""
        guild = manage(interaction)
        rooms = client.rooms
        settings = await rooms.guilds.settings(guild)
        if self.said["verb"] == "test":
            if settings.chart_channel is None:
                raise Refusal("Choose where charts go first: /setup charts.")
            tested(interaction, settings.chart_channel)
            assert interaction.message is not None
            now = rooms.posts.now()
            await rooms.posts.tell(test_post(guild, settings.chart_channel, interaction.message.id, now))
            client.wake()
            await say(interaction, f"The test post is on its way to <#{settings.chart_channel}>.")
            return
        proposal = await propose(interaction, rooms, settings)
        if proposal is None:
            raise NotFound("There is no chart to be scheduled yet: bring one in with /data import.")
        schedule = proposal.schedule
        if self.said["verb"] == "preview":
            shown, _ = await client.preview(schedule, NO_MARK)
            await reply(interaction, shown)
            return
        if proposal.missing:
            raise NotAllowed(proposal.missing)
        await reply(interaction, added_card(await rooms.posts.add(schedule), await rooms.charts.titles(guild)))
        client.wake()


def test_post(guild: GuildId, channel: ChannelId, panel: int, now: datetime) -> Planned:
    """The test post of one panel; it is sent once however often the button is pressed."""
    return Planned(Kind.TEST, guild, channel, f"0:{panel}", now, now + timedelta(minutes=15))


async def _may_manage(interaction: discord.Interaction[Any], guild: GuildId) -> None:
    """Whoever presses may manage *guild*; asked of Discord where it was pressed in a direct message.

    Raises:
        NotAllowed: they may not.
    """
    if interaction.guild_id is not None:
        if manage(interaction) != guild:
            raise NotAllowed("That belongs to another server.")
        return
    server = interaction.client.get_guild(guild)
    try:
        member = await server.fetch_member(interaction.user.id) if server else None
    except discord.NotFound:
        member = None
    role = client_of(interaction).rooms.guilds.manager_role(guild)
    if member is None or not (member.guild_permissions.manage_guild or member.get_role(role or 0)):
        raise NotAllowed("Only members with the permission “Manage Server” can do that: ask one of them.")
