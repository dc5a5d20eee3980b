"""What a bot answers to an interaction: the eight kinds of callback and the follow-ups."""

from typing import Any

from sandbox import components, message_shapes, messages, shapes
from sandbox.checks import choice, fields, obey
from sandbox.commands import SUB_COMMAND, SUB_GROUP
from sandbox.component_checks import modal as modal_check
from sandbox.errors import unknown
from sandbox.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction
from sandbox.message_checks import EPHEMERAL, LOADING
from sandbox.message_checks import choices as choices_check
from sandbox.service import Service
from sandbox.uploads import Upload
from sandbox.world import Record

PONG, MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
FITTING = {
    COMMAND: (MESSAGE, DEFERRED_MESSAGE, MODAL),
    COMPONENT: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE),
}
CHAT_INPUT_ANSWER, CONTEXT_MENU_ANSWER, REPLY = 20, 23, 19


def answer(service: Service, one: Interaction, body: Record, files: list[Upload]) -> Record:
    """Take the first answer; gives the callback response that ``with_response`` asks for."""
    obey(fields({"type": choice(*FITTING[one.kind])}), body)
    kind, data = body["type"], body.get("data") or {}
    obey(fields(), data)
    message = ANSWERS[kind](service, one, data, files)
    shown: Record = {"interaction": {"id": one.id, "type": one.kind, "channel_id": one.channel_id}}
    if one.guild_id:
        shown["interaction"]["guild_id"] = one.guild_id
    if message is None:
        return shown
    shown["interaction"] |= {
        "response_message_id": message["id"],
        "response_message_loading": bool(message["flags"] & LOADING),
        "response_message_ephemeral": bool(message["flags"] & EPHEMERAL),
    }
    resource = {"type": kind, "message": message_shapes.message(service.world, message, one.application_id)}
    return {**shown, "resource": resource}


def metadata(service: Service, one: Interaction) -> Record:
    """``interaction_metadata`` of the messages that answer an interaction."""
    shared: Record = {
        "id": one.id,
        "type": one.kind,
        "user": shapes.user(service.world.users[one.user_id]),
        "authorizing_integration_owners": {"0": one.guild_id or "0"},
    }
    if one.kind == COMPONENT:
        return {**shared, "interacted_message_id": one.message_id}
    if one.kind == MODAL_SUBMIT and one.origin is not None:
        return {**shared, "triggering_interaction_metadata": metadata(service, one.origin)}
    return {**shared, "name": _full_name(one.data)}


def _full_name(data: Record) -> str:
    """The command as it was typed, sub-commands included: ``ost search``."""
    inner = [step for step in data.get("options", ()) if step["type"] in {SUB_COMMAND, SUB_GROUP}]
    return " ".join([data["name"], *(_full_name(step) for step in inner)])


def _facts(service: Service, one: Interaction, private: bool, kind: int) -> Record:
    return {
        "type": kind,
        "application_id": one.application_id,
        "webhook_id": one.application_id,
        "visible_to": one.user_id if private else None,
        "interaction_metadata": metadata(service, one),
    }


def _first_type(one: Interaction) -> int:
    if one.kind == COMMAND:
        return CHAT_INPUT_ANSWER if one.data["type"] == 1 else CONTEXT_MENU_ANSWER
    return 0


def _asks_privacy(data: Record) -> bool:
    flags = data.get("flags") or 0
    return bool(int(flags) & EPHEMERAL) if str(flags).isdecimal() else False


def _message(service: Service, one: Interaction, data: Record, files: list[Upload]) -> Record:
    one.private = _asks_privacy(data)
    message = _post(service, one, data, files, private=one.private, kind=_first_type(one))
    one.original_id = message["id"]
    service.interactions.settle(one, "answered")
    return message


def _post(
    service: Service, one: Interaction, data: Record, files: list[Upload], *, private: bool, kind: int, **more: Any
) -> Record:
    channel = service.world.channels[one.channel_id]
    facts = _facts(service, one, private, kind) | more
    message = messages.post(service.world, service.sessions, channel, one.application_id, data, files, **facts)
    one.message_ids.append(message["id"])
    return message


def _deferred_message(service: Service, one: Interaction, data: Record, files: list[Upload]) -> Record:
    world = service.world
    one.private = _asks_privacy(data)
    channel = world.channels[one.channel_id]
    message = messages.blank(world, channel, one.application_id, **_facts(service, one, one.private, _first_type(one)))
    message["flags"] = LOADING | (EPHEMERAL if one.private else 0)
    messages.appear(world, service.sessions, channel, message)
    one.original_id = message["id"]
    one.message_ids.append(message["id"])
    service.interactions.settle(one, "deferred")
    return message


def _deferred_update(service: Service, one: Interaction, data: Record, files: list[Upload]) -> None:
    one.original_id = one.message_id
    service.interactions.settle(one, "deferred")


def _update(service: Service, one: Interaction, data: Record, files: list[Upload]) -> Record:
    message = messages.revise(service.world, service.sessions, _pressed(service, one), data, files)
    one.original_id = message["id"]
    one.message_ids.append(message["id"])
    service.interactions.settle(one, "answered")
    return message


def _pressed(service: Service, one: Interaction) -> Record:
    message = service.world.messages.get(one.message_id)
    if message is None:
        raise unknown(10008, "Message")
    return message


def _choices(service: Service, one: Interaction, data: Record, files: list[Upload]) -> None:
    choices_check(data)
    one.choices = [{"name": str(choice["name"]), "value": choice["value"]} for choice in data["choices"]]
    service.interactions.settle(one, "answered")


def _modal(service: Service, one: Interaction, data: Record, files: list[Upload]) -> None:
    obey(modal_check, data)
    one.modal = {
        "custom_id": data["custom_id"],
        "title": data["title"],
        "components": components.stored(data["components"]),
    }
    service.interactions.settle(one, "answered")


ANSWERS: dict[int, Any] = {
    MESSAGE: _message,
    DEFERRED_MESSAGE: _deferred_message,
    DEFERRED_UPDATE: _deferred_update,
    UPDATE: _update,
    CHOICES: _choices,
    MODAL: _modal,
}


def follow_up(service: Service, one: Interaction, body: Record, files: list[Upload]) -> Record:
    """A follow-up message; the first one after a deferral takes the place of "is thinking"."""
    original = service.world.messages.get(one.original_id)
    if original is not None and original["flags"] & LOADING:
        return revise(service, one, original, body, files)
    reference = _reply_to(service, one)
    kind = 0 if reference is None else REPLY
    message = _post(service, one, body, files, private=_asks_privacy(body), kind=kind, message_reference=reference)
    service.interactions.settle(one, "answered")
    return message


def _reply_to(service: Service, one: Interaction) -> Record | None:
    original = service.world.messages.get(one.original_id)
    if original is None or original["visible_to"] is not None:
        return None
    guild = {"guild_id": one.guild_id} if one.guild_id else {}
    return {"type": 0, "message_id": original["id"], "channel_id": original["channel_id"], **guild}


def find(service: Service, one: Interaction, message_id: str) -> Record:
    """The message that a follow-up route names: ``@original`` or one of this interaction's own."""
    key = one.original_id if message_id == "@original" else message_id
    message = service.world.messages.get(key)
    if message is None or (key not in one.message_ids and key != one.original_id):
        raise unknown(10008, "Message")
    return message


def revise(service: Service, one: Interaction, message: Record, body: Record, files: list[Upload]) -> Record:
    """Edit an answer; an edited "is thinking" becomes the answer itself."""
    loading = bool(message["flags"] & LOADING)
    revised = messages.revise(service.world, service.sessions, message, body, files)
    if loading:
        revised["edited_timestamp"] = None
        service.world.messages.put(revised)
    if revised["id"] not in one.message_ids:
        one.message_ids.append(revised["id"])
    service.interactions.settle(one, "answered")
    return revised


def remove(service: Service, one: Interaction, message: Record) -> None:
    """Delete an answer."""
    messages.remove(service.world, service.sessions, message)
    service.interactions.settle(one, "answered")
