"""Who may, and where I can: checked here again, whatever Discord's own settings let through."""

from typing import Any

import discord

from bot.places import NAMES
from bot.ui.press import client_of
from core.errors import NotAllowed
from core.values import SHARED, GuildId

Place = discord.TextChannel | discord.Thread


def here(interaction: discord.Interaction[Any]) -> GuildId:
    """The server the command was used on.

    Raises:
        NotAllowed: it was used in a direct message.
    """
    if interaction.guild_id is None:
        raise NotAllowed(
            "That works on a server, not in a direct message.",
            "이 기능은 다이렉트 메시지가 아니라 서버에서 쓸 수 있습니다.",
        )
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


def managers_only() -> NotAllowed:
    """The refusal of whoever may not manage the server."""
    return NotAllowed(
        "Only members with the permission “Manage Server” can do that: ask one of them.",
        "“서버 관리하기” 권한이 있는 멤버만 할 수 있습니다. 그런 멤버에게 부탁해 주세요.",
    )


def manage(interaction: discord.Interaction[Any]) -> GuildId:
    """The server, for somebody who may manage it.

    Raises:
        NotAllowed: the one who asks may not.
    """
    guild = here(interaction)
    if not manages(interaction):
        raise managers_only()
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
        raise NotAllowed(
            "I cannot post in that channel: choose a text channel that I can see.",
            "그 채널에는 글을 올릴 수 없습니다. 제가 볼 수 있는 텍스트 채널을 골라 주세요.",
        )
    mine = found.permissions_for(found.guild.me)
    in_thread = isinstance(found, discord.Thread)
    needed = {flag: name for flag, name in NAMES.items() if in_thread or flag != "send_messages_in_threads"}
    missing = [name for flag, name in needed.items() if not getattr(mine, flag)]
    if missing:
        raise NotAllowed(
            f"I cannot post in <#{found.id}>: give me {', '.join(each.en for each in missing)} there, then try again.",
            f"<#{found.id}> 채널에 글을 올릴 수 없습니다. 그 채널에서 다음 권한을 주고 다시 시도해 주세요: "
            f"{', '.join(each.ko for each in missing)}",
        )


def givable(interaction: discord.Interaction[Any], role: discord.Role | None) -> None:
    """Make sure that I can give *role* to people before promising it; @everyone and no role need nothing.

    Raises:
        NotAllowed: I may not; the text says what to change.
    """
    if role is None or role.is_default():
        return
    me = role.guild.me
    if not me.guild_permissions.manage_roles or role.managed or role >= me.top_role:
        raise NotAllowed(
            f"I cannot give <@&{role.id}>: give me Manage Roles and put my role above it, then try again.",
            f"<@&{role.id}> 역할을 줄 수 없습니다. 저에게 “역할 관리하기” 권한을 주고 제 역할을 그 위로 옮긴 뒤 "
            "다시 시도해 주세요.",
        )
