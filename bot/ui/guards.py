"""Who may, and where I can: checked here again, whatever Discord's own settings let through."""

from typing import Any

import discord

from bot.ui.press import client_of
from core.errors import NotAllowed
from core.values import SHARED, GuildId

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}
"""What a post needs in its channel, as Discord's settings call it."""

IN_THREADS = {"send_messages_in_threads": "Send Messages in Threads"}
"""What a thread needs beside it."""

Place = discord.TextChannel | discord.Thread


def here(interaction: discord.Interaction[Any]) -> GuildId:
    """The server the command was used on.

    Raises:
        NotAllowed: it was used in a direct message.
    """
    if interaction.guild_id is None:
        raise NotAllowed("That works on a server, not in a direct message.")
    return GuildId(interaction.guild_id)


def scope(interaction: discord.Interaction[Any]) -> GuildId:
    """Whose data the one who asks sees beside the shared: the server's, in a direct message nobody's."""
    return GuildId(interaction.guild_id) if interaction.guild_id is not None else SHARED


def manages(interaction: discord.Interaction[Any]) -> bool:
    """Whether the one who asks may manage the server: by permission, or by the server's manager role."""
    if interaction.permissions.manage_guild or interaction.permissions.administrator:
        return True
    if interaction.guild_id is None or not isinstance(interaction.user, discord.Member):
        return False
    role = client_of(interaction).rooms.guilds.manager_role(GuildId(interaction.guild_id))
    return role is not None and any(mine.id == role for mine in interaction.user.roles)


def manage(interaction: discord.Interaction[Any]) -> GuildId:
    """The server, for somebody who may manage it.

    Raises:
        NotAllowed: the one who asks may not.
    """
    guild = here(interaction)
    if not manages(interaction):
        raise NotAllowed("Only members with the permission “Manage Server” can do that: ask one of them.")
    return guild


def postable(
    interaction: discord.Interaction[Any],
    channel: Place | discord.ForumChannel | None,
    place: int | None = None,
    *,
    forums: bool = False,
) -> None:
    """Make sure that I can post in *channel* (or the channel with the id *place*) before promising it.

    A forum takes posts of its own: only whoever asks for *forums* gets it.

    Raises:
        NotAllowed: a permission is missing; the text names it.
    """
    found = channel or (interaction.guild.get_channel_or_thread(place) if interaction.guild and place else None)
    wrong = discord.CategoryChannel if forums else discord.CategoryChannel | discord.ForumChannel
    if found is None or isinstance(found, wrong):
        raise NotAllowed("I cannot post in that channel: choose a text channel that I can see.")
    mine = found.permissions_for(found.guild.me)
    needed = {**NEEDED, **IN_THREADS} if isinstance(found, discord.Thread) else NEEDED
    missing = [name for flag, name in needed.items() if not getattr(mine, flag)]
    if missing:
        raise NotAllowed(f"I cannot post in <#{found.id}>: give me {', '.join(missing)} there, then try again.")


def givable(interaction: discord.Interaction[Any], role: discord.Role | None) -> None:
    """Make sure that I can give *role* to people before promising it; @everyone and no role need nothing.

    Raises:
        NotAllowed: I may not; the text says what to change.
    """
    if role is None or role.is_default():
        return
    me = role.guild.me
    if not me.guild_permissions.manage_roles or role.managed or role >= me.top_role:
        raise NotAllowed(f"I cannot give <@&{role.id}>: give me Manage Roles and put my role above it, then try again.")
