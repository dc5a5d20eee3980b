"""The server that a new sandbox begins with, and the people in it."""

from sandbox import places
from sandbox.permissions import Permission
from sandbox.sessions import Sessions
from sandbox.world import Record, World

NAME = "The Lounge"
TEXT, VOICE, ANNOUNCEMENT = 0, 2, 5

MANAGING = (
    Permission.MANAGE_GUILD
    | Permission.MANAGE_CHANNELS
    | Permission.MANAGE_ROLES
    | Permission.MANAGE_MESSAGES
    | Permission.MANAGE_EVENTS
    | Permission.CREATE_EVENTS
    | Permission.MANAGE_THREADS
    | Permission.MENTION_EVERYONE
    | Permission.KICK_MEMBERS
    | Permission.MODERATE_MEMBERS
    | Permission.PIN_MESSAGES
)
HOSTING = Permission.CREATE_EVENTS | Permission.MANAGE_EVENTS | Permission.PIN_MESSAGES | Permission.MUTE_MEMBERS
DENIED_TO_SILENT = (
    Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.ADD_REACTIONS
    | Permission.ATTACH_FILES
    | Permission.EMBED_LINKS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.USE_APPLICATION_COMMANDS
)
"""What is taken from the member without permissions: only looking and reading is left."""

INVITED_WITH = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.MENTION_EVERYONE
    | Permission.PIN_MESSAGES
    | Permission.CREATE_EVENTS
)
"""What a bot is invited with unless it asks otherwise."""

CHANNELS = (
    ("general", TEXT, "Everything and nothing"),
    ("charts", TEXT, "The week in numbers"),
    ("parties", TEXT, "Who listens when"),
    ("announcements", ANNOUNCEMENT, "News to follow"),
    ("Listening Room", VOICE, None),
)
PEOPLE = (
    ("Hana", "Manager", "ko", "Asia/Seoul"),
    ("Leo", "Host", "de", "Europe/Berlin"),
    ("Mina", "Fan", "en-US", "America/New_York"),
    ("Junho", "Fan", "ko", "Asia/Seoul"),
    ("Grace", "Fan", "en-GB", "Europe/London"),
    ("Noah", "Silent", "en-US", "America/Los_Angeles"),
)
"""Name, role, locale and zone; the first one owns the server."""


def populate(world: World, sessions: Sessions) -> None:
    """Fill an empty world."""
    people = [add_user(world, name, locale, zone) for name, _, locale, zone in PEOPLE]
    guild = places.add_guild(world, NAME, people[0]["id"])
    permissions = {"Silent": 0, "Fan": 0, "Host": int(HOSTING), "Manager": int(MANAGING)}
    roles = {
        name: places.add_role(world, sessions, guild, {"name": name, "permissions": bits, "mentionable": name == "Fan"})
        for name, bits in permissions.items()
    }
    for person, (_, role, _, _) in zip(people, PEOPLE, strict=True):
        places.join(world, guild, person["id"], [roles[role]["id"]])
    muted = {"id": roles["Silent"]["id"], "type": 0, "allow": "0", "deny": str(int(DENIED_TO_SILENT))}
    newsroom = {"id": guild["id"], "type": 0, "allow": "0", "deny": str(int(Permission.SEND_MESSAGES))}
    staff = [
        {"id": roles[name]["id"], "type": 0, "allow": str(int(Permission.SEND_MESSAGES)), "deny": "0"}
        for name in ("Manager", "Host")
    ]
    for name, kind, topic in CHANNELS:
        overwrites = [muted, newsroom, *staff] if kind == ANNOUNCEMENT else [muted]
        body = {"name": name, "type": kind, "topic": topic, "permission_overwrites": overwrites}
        places.add_channel(world, sessions, guild, body)


def add_user(
    world: World, name: str, locale: str = "en-US", timezone: str = "UTC", *, bot_id: str | None = None
) -> Record:
    """A new person, or the user of an application (*bot_id*)."""
    return world.users.put(
        {
            "id": bot_id or world.ids.mint(),
            "username": name if bot_id else name.lower().replace(" ", "_"),
            "global_name": name,
            "bot": bot_id is not None,
            "locale": locale,
            "timezone": timezone,
            "direct_messages": True,
        }
    )
