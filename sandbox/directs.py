"""Direct message channels between a bot and a person."""

from sandbox import shapes
from sandbox.sessions import Sessions
from sandbox.world import Record, World


def open_direct(world: World, sessions: Sessions, application_id: str, user_id: str) -> Record:
    """The channel of the two; made when it is not there yet."""
    for channel in world.channels:
        if channel["type"] == 1 and channel["application_id"] == application_id and user_id in channel["recipients"]:
            return channel
    channel = world.channels.put(
        {
            "id": world.ids.mint(),
            "type": 1,
            "application_id": application_id,
            "recipients": [user_id, application_id],
            "last_message_id": None,
        }
    )
    data = shapes.direct(world, channel)
    sessions.to_application(application_id, "CHANNEL_CREATE", data, guild_id=None)
    world.tell("state")
    return channel
