"""Records as Discord shows them to bots; the shapes are those of its OpenAPI document."""

from sandbox.permissions import EVERYTHING, in_guild, is_thread
from sandbox.world import Record, World


def user(record: Record) -> Record:
    """A user or bot."""
    return {
        "id": record["id"],
        "username": record["username"],
        "discriminator": "0000" if record["bot"] else "0",
        "global_name": None if record["bot"] else record["global_name"],
        "avatar": None,
        "bot": record["bot"],
        "system": False,
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }


def bare_member(record: Record) -> Record:
    """A membership without its user, as messages and resolved options carry it."""
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": record["communication_disabled_until"],
        "flags": 0,
        "joined_at": record["joined_at"],
        "nick": record["nick"],
        "pending": False,
        "premium_since": None,
        "roles": record["roles"],
        "mute": False,
        "deaf": False,
    }


def member(world: World, record: Record) -> Record:
    """A membership with its user."""
    return {**bare_member(record), "user": user(world.users[record["user_id"]])}


def role(record: Record) -> Record:
    """A role."""
    shown: Record = {
        "id": record["id"],
        "name": record["name"],
        "permissions": str(record["permissions"]),
        "position": record["position"],
        "color": record["color"],
        "colors": {"primary_color": record["color"], "secondary_color": None, "tertiary_color": None},
        "hoist": record["hoist"],
        "managed": record["bot_id"] is not None,
        "mentionable": record["mentionable"],
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
        "description": None,
    }
    return shown if record["bot_id"] is None else {**shown, "tags": {"bot_id": record["bot_id"]}}


def channel(world: World, record: Record) -> Record:
    """A server's channel, a thread or a direct message."""
    if record["type"] == 1:
        return direct(world, record)
    return thread(record) if is_thread(record) else _guild_channel(record)


def direct(world: World, record: Record, *, viewer: str | None = None) -> Record:
    """A direct message channel; *viewer* is left out of the recipients (the bot itself by default)."""
    others = [one for one in record["recipients"] if one != (viewer or record["application_id"])]
    return {
        "id": record["id"],
        "type": 1,
        "flags": 0,
        "last_message_id": record["last_message_id"],
        "recipients": [user(world.users[one]) for one in others],
    }


def _guild_channel(record: Record) -> Record:
    shown: Record = {
        "id": record["id"],
        "type": record["type"],
        "flags": 0,
        "guild_id": record["guild_id"],
        "name": record["name"],
        "position": record["position"],
        "parent_id": record["parent_id"],
        "permission_overwrites": record["permission_overwrites"],
        "nsfw": False,
    }
    if record["type"] != 4:
        shown |= {"last_message_id": record["last_message_id"], "rate_limit_per_user": 0, "topic": record["topic"]}
    if record["type"] in {2, 13}:
        shown |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None, "video_quality_mode": 1}
    if record["type"] == 15:
        shown |= {
            "available_tags": [],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
        }
    return shown


def thread(record: Record) -> Record:
    """A thread."""
    return {
        "id": record["id"],
        "type": record["type"],
        "flags": 0,
        "guild_id": record["guild_id"],
        "parent_id": record["parent_id"],
        "owner_id": record["owner_id"],
        "name": record["name"],
        "last_message_id": record["last_message_id"],
        "rate_limit_per_user": 0,
        "message_count": record["message_count"],
        "member_count": len(record["members"]),
        "total_message_sent": record["message_count"],
        "thread_metadata": record["thread_metadata"],
    }


def thread_member(record: Record, user_id: str) -> Record:
    """Somebody's place in a thread."""
    return {"id": record["id"], "user_id": user_id, "join_timestamp": record["members"][user_id], "flags": 1}


def guild(world: World, record: Record) -> Record:
    """A server."""
    return {
        **dict.fromkeys(
            ("icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id",
             "afk_channel_id", "widget_channel_id", "vanity_url_code", "rules_channel_id",
             "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data", "max_presences")
        ),
        "id": record["id"],
        "name": record["name"],
        "owner_id": record["owner_id"],
        "system_channel_id": record.get("system_channel_id"),
        "features": [],
        "region": "us-east",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "verification_level": 0,
        "roles": [role(one) for one in world.roles_of(record["id"])],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_members": 500000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": record["preferred_locale"],
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "approximate_member_count": len(world.members_of(record["id"])),
        "approximate_presence_count": len(world.members_of(record["id"])),
    }  # fmt: skip


def joined_guild(world: World, record: Record, application_id: str, *, everyone: bool) -> Record:
    """A server as GUILD_CREATE brings it to one bot; *everyone* is there only with the members intent."""
    members = world.members_of(record["id"])
    own = world.member(record["id"], application_id)
    threads = [one for one in world.threads_of(record["id"]) if not one["thread_metadata"]["archived"]]
    return {
        **guild(world, record),
        "joined_at": own["joined_at"] if own else None,
        "large": False,
        "member_count": len(members),
        "members": [member(world, one) for one in members if everyone or one is own],
        "channels": [channel(world, one) for one in world.channels_of(record["id"])],
        "threads": [seen_thread(one, application_id) for one in threads],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "soundboard_sounds": [],
        "guild_scheduled_events": [event(world, one) for one in world.events_of(record["id"])],
    }


def seen_thread(record: Record, user_id: str) -> Record:
    """A thread with the member object of the one who looks, when they are in it."""
    own = {"member": thread_member(record, user_id)} if user_id in record["members"] else {}
    return {**thread(record), **own}


def event(world: World, record: Record) -> Record:
    """A scheduled event."""
    creator = world.users.get(record["creator_id"])
    return {**record, **({"creator": user(creator)} if creator else {})}


def application(world: World, record: Record) -> Record:
    """An application, as its own bot sees it."""
    owner = next((one for one in world.users if not one["bot"]), world.users[record["id"]])
    return {
        **dict.fromkeys(
            ("icon", "type", "team", "interactions_endpoint_url", "role_connections_verification_url")
        ),
        "id": record["id"],
        "name": record["name"],
        "description": "",
        "bot": user(world.users[record["id"]]),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": record["flags"],
        "flags_new": str(record["flags"]),
        "redirect_uris": [],
        "owner": user(owner),
        "approximate_guild_count": len(world.guilds_with(record["id"])),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "install_params": {"scopes": ["bot", "applications.commands"], "permissions": "0"},
        "integration_types_config": {"0": {}},
    }  # fmt: skip


def permissions_of(world: World, guild_id: str, user_id: str) -> str:
    """A member's permissions in a server, as the control API shows them; everything for the owner."""
    granted = in_guild(world, guild_id, user_id)
    return str(EVERYTHING if granted & 8 else granted)
