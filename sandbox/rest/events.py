"""Scheduled events."""

from datetime import UTC, datetime

from sandbox import scheduled, shapes
from sandbox.checks import Check, Report, anything, choice, fields, instant, obey, snowflake, text
from sandbox.errors import ApiError, missing_access, missing_permissions, unknown
from sandbox.permissions import Permission, in_guild
from sandbox.rest.call import Call, Routes
from sandbox.scheduled import ACTIVE, ENDED, EXTERNAL, SCHEDULED, STAGE, VOICE
from sandbox.world import Record

routes = Routes()
ALL = "/guilds/{guild}/scheduled-events"
ONE = ALL + "/{event}"
MOST = 100
FOLLOWING = {SCHEDULED: {2, 4}, ACTIVE: {3}}
"""Which status may follow which."""

SHAPE: dict[str, Check] = {
    "name": text(1, 100),
    "description": text(0, 1000),
    "scheduled_start_time": instant,
    "scheduled_end_time": instant,
    "privacy_level": choice(2),
    "entity_type": choice(STAGE, VOICE, EXTERNAL),
    "channel_id": snowflake,
    "entity_metadata": fields(may={"location": text(1, 100)}),
    "recurrence_rule": anything,
    "status": choice(1, 2, 3, 4),
}


def _guild(call: Call) -> Record:
    """The server, for a bot that may create events there."""
    guild = call.guild()
    granted = in_guild(call.world, guild["id"], call.own)
    if not granted & (Permission.CREATE_EVENTS | Permission.MANAGE_EVENTS):
        raise missing_permissions()
    return guild


def _event(call: Call, guild: Record, *, change: bool = False) -> Record:
    event = call.world.events.get(call.at["event"])
    if event is None or event["guild_id"] != guild["id"]:
        raise unknown(10070, "Guild Scheduled Event")
    if change and event["creator_id"] != call.own:
        call.guild(Permission.MANAGE_EVENTS)
    return event


@routes.on("GET", ALL)
async def listed(call: Call) -> list[Record]:
    """A server's scheduled and active events."""
    found = call.world.events_of(call.guild()["id"])
    return [shapes.event(call.world, one) for one in found if one["status"] not in ENDED]


@routes.on("POST", ALL)
async def create(call: Call) -> Record:
    """A new event: EXTERNAL with a location and an end, VOICE or STAGE with a channel."""
    guild = _guild(call)
    needed = ("name", "scheduled_start_time", "privacy_level", "entity_type")
    obey(fields({key: SHAPE[key] for key in needed}, SHAPE), call.body)
    _check_place(call, guild, call.body)
    _check_times(call, call.body, starts=True)
    if sum(one["status"] not in ENDED for one in call.world.events_of(guild["id"])) >= MOST:
        raise ApiError(400, 30038, f"Maximum number of uncompleted guild scheduled events reached ({MOST})")
    return shapes.event(call.world, scheduled.create(call.world, call.service.sessions, guild, call.own, call.body))


def _check_place(call: Call, guild: Record, event: Record) -> None:
    report = Report()
    if event["entity_type"] == EXTERNAL:
        if not (event.get("entity_metadata") or {}).get("location"):
            report.at("entity_metadata").wrong("BASE_TYPE_REQUIRED", "This field is required")
        if not event.get("scheduled_end_time"):
            report.at("scheduled_end_time").wrong("BASE_TYPE_REQUIRED", "This field is required")
        report.refuse()
        return
    channel = call.world.channels.get(str(event.get("channel_id")))
    if event.get("channel_id") is None:
        report.at("channel_id").wrong("BASE_TYPE_REQUIRED", "This field is required")
    elif channel is None or channel.get("guild_id") != guild["id"]:
        raise unknown(10003, "Channel")
    elif channel["type"] != (2 if event["entity_type"] == VOICE else 13):
        report.at("channel_id").wrong("GUILD_SCHEDULED_EVENT_INVALID_CHANNEL", "Invalid channel type for this event.")
    elif not call.may(channel, Permission.VIEW_CHANNEL):
        raise missing_access()
    report.refuse()


def _check_times(call: Call, event: Record, *, starts: bool) -> None:
    report = Report()
    start, end = _moment(event["scheduled_start_time"]), event.get("scheduled_end_time")
    if starts and start <= call.world.clock.now():
        words = "Cannot schedule event in the past."
        report.at("scheduled_start_time").wrong("GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", words)
    if end and _moment(end) <= start:
        words = "Cannot schedule event end time before start time."
        report.at("scheduled_end_time").wrong("GUILD_SCHEDULED_EVENT_END_BEFORE_START", words)
    report.refuse()


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@routes.on("GET", ONE)
async def get(call: Call) -> Record:
    """One event."""
    shown = shapes.event(call.world, _event(call, call.guild()))
    counted = call.query.get("with_user_count", "").lower() in {"1", "true"}
    return {**shown, "user_count": 0} if counted else shown


@routes.on("PATCH", ONE)
async def change(call: Call) -> Record:
    """Change an event, start, end or cancel it."""
    guild = _guild(call)
    event = _event(call, guild, change=True)
    obey(fields(may=SHAPE), call.body)
    status = call.body.get("status")
    report = Report()
    if status is not None and status != event["status"] and status not in FOLLOWING.get(event["status"], set()):
        report.at("status").wrong("GUILD_SCHEDULED_EVENT_INVALID_STATUS", "Invalid status transition.")
    report.refuse()
    whole = {**event, **call.body}
    _check_place(call, guild, whole)
    moved = "scheduled_start_time" in call.body and call.body["scheduled_start_time"] != event["scheduled_start_time"]
    _check_times(call, whole, starts=moved)
    scheduled.change(call.world, call.service.sessions, event, call.body)
    return shapes.event(call.world, event)


@routes.on("DELETE", ONE)
async def delete(call: Call) -> None:
    """Delete an event."""
    guild = _guild(call)
    scheduled.remove(call.world, call.service.sessions, _event(call, guild, change=True))


@routes.on("GET", ONE + "/users")
async def interested(call: Call) -> list[Record]:
    """Who is interested: nobody presses that button in the sandbox."""
    _event(call, call.guild())
    return []
