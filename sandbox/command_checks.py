"""What commands may be: Discord's rules for names, options, choices and sizes."""

import unicodedata
from typing import Any

from sandbox.checks import Check, Report, anything, choice, fields, flag, listed, text, whole
from sandbox.world import Record

SUB_COMMAND, SUB_GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
CHOOSABLE = {STRING, INTEGER, NUMBER}
MOST = {1: 100, 2: 15, 3: 15}
LONGEST = 8000
"""Characters of a command with its longest localisation."""


def _is_name(value: str) -> bool:
    """``^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$`` without capitals."""
    scripts = ("DEVANAGARI", "THAI")
    fits = all(
        one in "-_'" or unicodedata.category(one)[0] in "LN" or unicodedata.name(one, "").startswith(scripts)
        for one in value
    )
    return 1 <= len(value) <= 32 and fits and value == value.lower()


def _slash_name(value: Any, report: Report) -> None:
    if not isinstance(value, str) or not _is_name(value):
        report.wrong("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _localised(high: int) -> Check:
    def check(value: Any, report: Report) -> None:
        fields(may=dict.fromkeys(value, text(1, high)) if isinstance(value, dict) else {})(value, report)

    return check


COMMON: dict[str, Check] = {
    "name_localizations": _localised(32),
    "description_localizations": _localised(100),
    "default_member_permissions": whole(0),
    "dm_permission": flag,
    "contexts": listed(choice(0, 1, 2), low=1, high=3),
    "integration_types": listed(choice(0, 1), low=1, high=2),
}
CHOICE = fields({"name": text(1, 100), "value": anything}, {"name_localizations": _localised(100)})
OPTION = fields(
    {"type": whole(1, 11), "name": _slash_name, "description": text(1, 100)},
    {
        "name_localizations": _localised(32),
        "description_localizations": _localised(100),
        "required": flag,
        "choices": listed(CHOICE, high=25),
        "channel_types": listed(whole(0)),
        "min_length": whole(0, 6000),
        "max_length": whole(1, 6000),
        "autocomplete": flag,
    },
)


def command(body: Any, report: Report) -> None:
    """One command."""
    kind = (body.get("type") or 1) if isinstance(body, dict) else 1
    if kind == 1:
        fields({"name": _slash_name, "description": text(1, 100)}, COMMON)(body, report)
        if isinstance(body, dict):
            _options(body.get("options"), report.at("options"), depth=0)
    else:
        fields({"name": text(1, 32), "type": choice(1, 2, 3, 4)}, COMMON)(body, report)
        if isinstance(body, dict) and body.get("description"):
            words = "Context menu commands cannot have description"
            report.at("description").wrong("APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", words)
    if isinstance(body, dict) and _length(body) > LONGEST:
        report.wrong("APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({LONGEST})")


def _options(options: Any, report: Report, *, depth: int) -> None:
    if options is None:
        return
    listed(OPTION, high=25)(options, report)
    whole_ones = [one for one in options if isinstance(one, dict)] if isinstance(options, list) else []
    names: set[Any] = set()
    optional_seen = False
    nested = [one for one in whole_ones if one.get("type") in {SUB_COMMAND, SUB_GROUP}]
    if nested and len(nested) != len(whole_ones):
        report.wrong(
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other types",
        )
    for place, option in enumerate(whole_ones):
        here = report.at(place)
        if str(option.get("name")) in names:
            here.wrong("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
        names.add(str(option.get("name")))
        if option.get("required") and optional_seen:
            here.wrong(
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_seen |= not option.get("required")
        _option(option, here, depth)


def _option(option: Record, report: Report, depth: int) -> None:
    kind = option.get("type")
    if kind in {SUB_COMMAND, SUB_GROUP}:
        if depth > 1 or (kind == SUB_GROUP and depth):
            report.wrong(
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Groups hold sub-commands, and sub-commands hold options"
            )
        _options(option.get("options"), report.at("options"), depth=depth + 1 if kind == SUB_GROUP else 2)
        return
    choices = option.get("choices")
    if choices and option.get("autocomplete"):
        words = "Choices and autocomplete cannot both be set"
        report.at("autocomplete").wrong("APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", words)
    if (choices or option.get("autocomplete")) and kind not in CHOOSABLE:
        report.wrong(
            "APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE", "Only strings and numbers have choices or autocomplete"
        )
    for place, one in enumerate(choices if isinstance(choices, list) else []):
        value = one.get("value") if isinstance(one, dict) else None
        if not _fits(kind, value):
            words = f'Value "{value}" does not fit the option\'s type.'
            report.at("choices", place, "value").wrong("BASE_TYPE_BAD_TYPE", words)


def _fits(kind: Any, value: Any) -> bool:
    if kind == STRING:
        return isinstance(value, str) and 1 <= len(value) <= 100
    if isinstance(value, bool):
        return False
    return isinstance(value, int) if kind == INTEGER else isinstance(value, (int, float))


def _length(body: Record) -> int:
    """Name, description and choices with the longest localisation of each, options included."""

    def longest(record: Record, key: str) -> int:
        localised = record.get(f"{key}_localizations")
        texts = [record.get(key), *(localised.values() if isinstance(localised, dict) else [])]
        return max((len(one) for one in texts if isinstance(one, str)), default=0)

    total = longest(body, "name") + longest(body, "description")
    choices, options = body.get("choices"), body.get("options")
    for one in choices if isinstance(choices, list) else []:
        if isinstance(one, dict):
            total += longest(one, "name") + len(str(one.get("value", "")))
    return total + sum(_length(one) for one in (options if isinstance(options, list) else []) if isinstance(one, dict))


def counts(bodies: list[Record], report: Report) -> None:
    """How many there may be of each type, and no two of the same name."""
    seen: set[tuple[Any, Any]] = set()
    for place, body in enumerate(bodies):
        key = (body.get("type") or 1, body.get("name"))
        if key in seen:
            report.at(place, "name").wrong(
                "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
            )
        seen.add(key)
    for kind, most in MOST.items():
        if sum((body.get("type") or 1) == kind for body in bodies) > most:
            report.wrong("APPLICATION_COMMANDS_TOO_MANY", f"Maximum number of application commands reached ({most})")


def commands(bodies: list[Record], report: Report) -> None:
    """A whole set of commands."""
    for place, body in enumerate(bodies):
        command(body, report.at(place))
    counts(bodies, report)
