"""A member's answers in a modal, checked and turned into what Discord sends."""

from typing import Any

from sandbox import presses
from sandbox.calls import Resolved
from sandbox.component_checks import (
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    LABEL,
    RADIO_GROUP,
    ROW,
    SELECTS,
    TEXT_INPUT,
    walk,
)
from sandbox.errors import ControlError
from sandbox.uploads import Upload
from sandbox.world import Record


def data(modal: Record, fields: Record, files: dict[str, list[Upload]], resolved: Resolved) -> Record:
    """INTERACTION_CREATE's ``data`` for a submitted modal; *fields* and *files* by the inputs' custom ids."""
    known = [one["custom_id"] for one in walk(modal["components"]) if one.get("custom_id")]
    for name in (*fields, *files):
        if name not in known:
            raise ControlError(f"“{modal['title']}” has no field “{name}”; it has {', '.join(known)}.")
    parts = [_part(one, fields, files, resolved) for one in modal["components"]]
    shown: Record = {"custom_id": modal["custom_id"], "components": parts}
    return {**shown, **({"resolved": resolved.found} if resolved.found else {})}


def _part(component: Record, fields: Record, files: dict[str, list[Upload]], resolved: Resolved) -> Record:
    kind, key = component["type"], component["id"]
    if kind == ROW:
        return {
            "type": ROW,
            "id": key,
            "components": [_field(one, one, fields, files, resolved) for one in component["components"]],
        }
    if kind == LABEL:
        inside = _field(component["component"], component, fields, files, resolved)
        return {"type": LABEL, "id": key, "component": inside}
    return {"type": kind, "id": key}


def _field(
    component: Record, named: Record, fields: Record, files: dict[str, list[Upload]], resolved: Resolved
) -> Record:
    kind, name = component["type"], component["custom_id"]
    shown: Record = {"type": kind, "id": component["id"], "custom_id": name}
    label, value = named.get("label") or name, fields.get(name)
    if kind == TEXT_INPUT:
        return {**shown, "value": _text(component, label, value)}
    if kind == CHECKBOX:
        return {**shown, "value": bool(component.get("default") if value is None else value)}
    if kind == FILE_UPLOAD:
        chosen = files.get(name, [])
        _count(component, label, len(chosen))
        return {**shown, "values": [resolved.file(one) for one in chosen]}
    if kind == RADIO_GROUP:
        return {**shown, "value": _radio(component, label, value)}
    return {**shown, "values": _several(component, label, value, resolved)}


def _text(component: Record, label: str, value: Any) -> str:
    written = component.get("value", "") if value is None else value
    if not isinstance(written, str):
        raise ControlError(f"“{label}” must be a text.")
    if not written and component.get("required", True):
        raise ControlError(f"“{label}” must be filled in.")
    least, most = component.get("min_length", 0), component.get("max_length", 4000)
    if written and not least <= len(written) <= most:
        raise ControlError(f"“{label}” must have {least} to {most} characters.")
    return written


def _radio(component: Record, label: str, value: Any) -> str | None:
    options = [str(one["value"]) for one in component["options"]]
    preset = next((str(one["value"]) for one in component["options"] if one.get("default")), None)
    chosen = preset if value is None else value
    if chosen is None and component.get("required", True):
        raise ControlError(f"“{label}” needs a choice: {', '.join(options)}.")
    if chosen is not None and chosen not in options:
        raise ControlError(f"“{label}” has no choice “{chosen}”; it has {', '.join(options)}.")
    return None if chosen is None else str(chosen)


def _several(component: Record, label: str, value: Any, resolved: Resolved) -> list[str]:
    chosen = [value] if isinstance(value, str) else value
    if chosen is None:
        chosen = [str(one["value"]) for one in component.get("options") or [] if one.get("default")]
    if not chosen and not component.get("required", True):
        return []
    if component["type"] in SELECTS:
        return presses.select(component, chosen, resolved)
    if component["type"] != CHECKBOX_GROUP or not isinstance(chosen, list):
        raise ControlError(f"“{label}” needs a list of its choices.")
    options = [str(one["value"]) for one in component["options"]]
    if not set(chosen) <= set(options):
        raise ControlError(f"“{label}” has only the choices {', '.join(options)}.")
    _count(component, label, len(chosen))
    return chosen


def _count(component: Record, label: str, count: int) -> None:
    required = component.get("required", True)
    least = component.get("min_values", 1) if required else 0
    most = component.get("max_values", len(component.get("options") or [1]))
    if not least <= count <= most:
        raise ControlError(f"“{label}” takes {least} to {most}.")
