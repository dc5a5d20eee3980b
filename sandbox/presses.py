"""A member's press on a button or choice in a select, checked and turned into what Discord sends."""

from typing import Any

from sandbox.calls import Resolved
from sandbox.component_checks import BUTTON, SELECTS, STRING_SELECT, walk
from sandbox.errors import ControlError
from sandbox.world import Record

WORDS = {5: "a member's id", 6: "a role's id", 7: "a member's or role's id", 8: "a channel's id"}


def find(message: Record, custom_id: str) -> Record:
    """The component of a message that can be pressed."""
    pressable = [
        one for one in walk(message["components"]) if one["type"] in {BUTTON, *SELECTS} and one.get("custom_id")
    ]
    for component in pressable:
        if component["custom_id"] == custom_id:
            if component.get("disabled"):
                raise ControlError(f"“{custom_id}” is disabled and cannot be pressed.")
            return component
    has = ", ".join(one["custom_id"] for one in pressable) or "none"
    raise ControlError(f"The message has no button or select “{custom_id}”; it has {has}.", 404)


def data(component: Record, values: Any, resolved: Resolved) -> Record:
    """INTERACTION_CREATE's ``data`` for a component."""
    shown: Record = {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]}
    if component["type"] == BUTTON:
        return shown
    chosen = select(component, values, resolved)
    return {**shown, "values": chosen, **({"resolved": resolved.found} if resolved.found else {})}


def select(component: Record, values: Any, resolved: Resolved) -> list[str]:
    """The values chosen in a select, checked against its options and limits."""
    name = component["custom_id"]
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise ControlError(f"“{name}” needs “values”, a list of texts.")
    least, most = component.get("min_values", 1), component.get("max_values", 1)
    if not least <= len(values) <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        raise ControlError(f"“{name}” takes {wanted} of its options.")
    for value in values:
        if component["type"] == STRING_SELECT:
            options = [str(one["value"]) for one in component["options"]]
            if value not in options:
                raise ControlError(f"“{name}” has no option “{value}”; it has {', '.join(options)}.")
        elif not _refers(component, value, resolved):
            raise ControlError(f"“{name}” needs {WORDS[component['type']]}; “{value}” is none.")
    return values


def _refers(component: Record, value: str, resolved: Resolved) -> bool:
    kind = component["type"]
    if kind == 8:
        return resolved.place(value, component.get("channel_types"))
    return (kind in {5, 7} and resolved.user(value)) or (kind in {6, 7} and resolved.role(value))
