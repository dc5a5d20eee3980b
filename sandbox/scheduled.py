"""Scheduled events are made, change, and begin and end with the clock."""

from datetime import UTC, datetime

from sandbox import shapes
from sandbox.sessions import Sessions
from sandbox.world import Record, World

STAGE, VOICE, EXTERNAL = 1, 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
ENDED = {COMPLETED, CANCELED}
CHANGEABLE = (
    "name", "description", "scheduled_start_time", "scheduled_end_time", "entity_type", "channel_id", "entity_metadata",
    "status", "recurrence_rule",
)  # fmt: skip


def create(world: World, sessions: Sessions, guild: Record, creator_id: str, body: Record) -> Record:
    """A new event from a checked body."""
    event = world.events.put(
        {
            "id": world.ids.mint(),
            "guild_id": guild["id"],
            "creator_id": creator_id,
            "name": body["name"],
            "description": body.get("description"),
            "image": None,
            "scheduled_start_time": _utc(body["scheduled_start_time"]),
            "scheduled_end_time": _utc(body.get("scheduled_end_time")),
            "privacy_level": 2,
            "status": SCHEDULED,
            "entity_type": body["entity_type"],
            "entity_id": None,
            "channel_id": body.get("channel_id"),
            "entity_metadata": body.get("entity_metadata"),
            "recurrence_rule": body.get("recurrence_rule"),
            "guild_scheduled_event_exceptions": [],
        }
    )
    _tell(world, sessions, event, "CREATE")
    return event


def change(world: World, sessions: Sessions, event: Record, body: Record) -> None:
    """Change an event by a checked body."""
    for key in CHANGEABLE:
        if key in body:
            event[key] = _utc(body[key]) if key.endswith("_time") else body[key]
    if event["entity_type"] == EXTERNAL:
        event["channel_id"] = None
    world.events.put(event)
    _tell(world, sessions, event, "UPDATE")


def remove(world: World, sessions: Sessions, event: Record) -> None:
    """Delete an event."""
    world.events.drop(event["id"])
    _tell(world, sessions, event, "DELETE")


def _tell(world: World, sessions: Sessions, event: Record, what: str) -> None:
    sessions.to_guild(event["guild_id"], f"GUILD_SCHEDULED_EVENT_{what}", shapes.event(world, event))
    world.tell("state")


def _utc(value: str | None) -> str | None:
    if value is None:
        return None
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def keep_time(world: World, sessions: Sessions) -> None:
    """Events elsewhere start and end by themselves; those in a voice or stage channel wait for a person."""
    now = world.clock.now()
    for event in world.events:
        if event["entity_type"] != EXTERNAL or event["status"] in ENDED:
            continue
        begun = datetime.fromisoformat(event["scheduled_start_time"]) <= now
        over = datetime.fromisoformat(event["scheduled_end_time"]) <= now
        if event["status"] == SCHEDULED and begun:
            change(world, sessions, event, {"status": ACTIVE})
        if event["status"] == ACTIVE and over:
            change(world, sessions, event, {"status": COMPLETED})
