"""Where a post goes: the channel behind an id, what I may do there, and where a server's managers are reached."""

import discord

from core.language import Words
from core.posts.model import Schedule
from core.rooms import Rooms
from core.values import ChannelId, GuildId

Place = discord.TextChannel | discord.Thread | discord.ForumChannel | discord.VoiceChannel | discord.StageChannel
"""Where something can be posted."""

Direct = discord.DMChannel

NAMES = {
    "view_channel": Words("View Channel", "채널 보기"),
    "send_messages": Words("Send Messages", "메시지 보내기"),
    "send_messages_in_threads": Words("Send Messages in Threads", "스레드에서 메시지 보내기"),
    "embed_links": Words("Embed Links", "링크 첨부"),
    "attach_files": Words("Attach Files", "파일 첨부"),
    "read_message_history": Words("Read Message History", "메시지 기록 보기"),
}
"""What a post needs, as Discord's settings call it."""

_GIVE = Words(
    "I may not post there: give me {names} in the channel.", "그 채널에 쓸 수 없습니다. {names} 권한을 주세요."
)


async def find(client: discord.Client, guild: GuildId, channel: ChannelId) -> Place:
    """The channel; what is not in the cache is fetched.

    Raises:
        HTTPException: Discord does not show it to me.
        NotAPlace: nothing can be posted there.
    """
    server = client.get_guild(guild)
    found = server.get_channel_or_thread(channel) if server else None
    if found is None:
        fetched = await client.fetch_channel(channel)
        found = fetched if isinstance(fetched, discord.abc.GuildChannel | discord.Thread) else None
    if not isinstance(found, Place):
        raise NotAPlace
    return found


async def find_or_direct(client: discord.Client, guild: GuildId, channel: ChannelId) -> Place | Direct:
    """The same; *channel* may also be that of somebody's direct messages, of which no cache knows.

    Raises:
        HTTPException: Discord does not show it to me.
        NotAPlace: nothing can be posted there.
    """
    server = client.get_guild(guild)
    found = server.get_channel_or_thread(channel) if server else None
    if found is None:
        fetched = await client.fetch_channel(channel)
        if isinstance(fetched, Direct):
            return fetched
    return await find(client, guild, channel)


class NotAPlace(Exception):  # noqa: N818 - no error: an answer
    """Nothing can be posted in such a channel."""


def missing(place: Place) -> Words | None:
    """What is missing for a post there, and how to mend it; ``None`` when nothing is, or nobody can know."""
    me = place.guild.me
    if me is None:
        return None
    granted = place.permissions_for(me)
    in_thread = isinstance(place, discord.Thread)
    needed = [name for name in NAMES if name != ("send_messages" if in_thread else "send_messages_in_threads")]
    lacking = [NAMES[name] for name in needed if not getattr(granted, name)]
    if not lacking:
        return None
    return Words(
        _GIVE.en.format(names=", ".join(each.en for each in lacking)),
        _GIVE.ko.format(names=", ".join(f"‘{each.ko}’" for each in lacking)),
    )


def reads_history(place: Place | Direct) -> bool:
    """Whether I may look at what I sent there before."""
    if isinstance(place, Direct):
        return True
    me = place.guild.me
    return me is None or place.permissions_for(me).read_message_history


async def managers(
    client: discord.Client, rooms: Rooms, guild: GuildId, schedule: Schedule | None
) -> Place | Direct | None:
    """Where the managers of a server are told something: their channel, else the server's own for system messages,
    else the direct messages of whoever made *schedule*, else those of the owner."""
    server = client.get_guild(guild)
    if server is None:
        return None
    settings = await rooms.guilds.settings(guild)
    for channel in (settings.manager_channel, server.system_channel and server.system_channel.id):
        found = server.get_channel_or_thread(channel) if channel else None
        if isinstance(found, Place) and not isinstance(found, discord.ForumChannel) and missing(found) is None:
            return found
    person = (schedule.by if schedule else None) or server.owner_id
    if person is None:
        return None
    return await client.create_dm(discord.Object(person))
