"""Who may, and where I can: checked here again, whatever Discord's own settings let through."""

from typing import Any

import discord

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
    """Whether the one who asks may manage the server."""
    return interaction.permissions.manage_guild or interaction.permissions.administrator


def manage(interaction: discord.Interaction[Any]) -> GuildId:
    """The server, for somebody who may manage it.

    Raises:
        NotAllowed: the one who asks may not.
    """
    guild = here(interaction)
    if not manages(interaction):
        raise NotAllowed("Only members with the permission “Manage Server” can do that: ask one of them.")
    return guild


def postable(interaction: discord.Interaction[Any], channel: Place | None, place: int | None = None) -> None:
    """Make sure that I can post in *channel* (or the channel with the id *place*) before promising it.

    Raises:
        NotAllowed: a permission is missing; the text names it.
    """
    found = channel or (interaction.guild.get_channel_or_thread(place) if interaction.guild and place else None)
    if found is None or isinstance(found, discord.CategoryChannel | discord.ForumChannel):
        raise NotAllowed("I cannot post in that channel: choose a text channel that I can see.")
    mine = found.permissions_for(found.guild.me)
    missing = [name for flag, name in NEEDED.items() if not getattr(mine, flag)]
    if missing:
        raise NotAllowed(f"I cannot post in <#{found.id}>: give me {', '.join(missing)} there, then try again.")
