"""What messages and modals may be built of: Discord's component rules."""

from collections.abc import Iterator
from typing import Any

from sandbox.checks import Check, Report, anything, choice, fields, flag, link, listed, snowflake, text, whole

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, SECTION, TEXT, THUMBNAIL = 1, 2, 3, 4, 9, 10, 11
GALLERY, FILE, SEPARATOR, CONTAINER, LABEL, FILE_UPLOAD = 12, 13, 14, 17, 18, 19
RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 21, 22, 23
ENTITY_SELECTS = (5, 6, 7, 8)
SELECTS = (STRING_SELECT, *ENTITY_SELECTS)
LINK_STYLE, PREMIUM_STYLE = 5, 6

CUSTOM_ID = text(1, 100)
MEDIA = fields({"url": link("http", "https", "attachment")})
EMOJI = fields(may={"id": snowflake, "name": text(), "animated": flag})
OPTION = fields(
    {"label": text(1, 100), "value": text(1, 100)}, {"description": text(0, 100), "default": flag, "emoji": EMOJI}
)
PLAIN_OPTION = fields({"label": text(1, 100), "value": text(1, 100)}, {"description": text(0, 100), "default": flag})


def one_of(*types: int) -> Check:
    """A component of one of the types, checked by that type's rules."""

    def check(value: Any, report: Report) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind not in types:
            named = ", ".join(map(str, types))
            report.at("type").wrong("UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({named},).')
        else:
            RULES[kind](value, report)

    return check


def _row(value: Any, report: Report) -> None:
    fields({"components": listed(one_of(BUTTON, *SELECTS), low=1, high=5)})(value, report)
    inside = value.get("components")
    kinds = [one.get("type") for one in inside if isinstance(one, dict)] if isinstance(inside, list) else []
    if len(kinds) > 1 and any(kind != BUTTON for kind in kinds):
        report.at("components").wrong(
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width"
        )


def _button(value: Any, report: Report) -> None:
    shape = fields(
        {"style": choice(1, 2, 3, 4, LINK_STYLE, PREMIUM_STYLE)},
        {
            "label": text(0, 80),
            "custom_id": CUSTOM_ID,
            "url": link("http", "https", "discord", high=512),
            "emoji": EMOJI,
            "disabled": flag,
            "sku_id": snowflake,
        },
    )
    shape(value, report)
    style, linked, named = value.get("style"), value.get("url"), value.get("custom_id")
    if linked and named:
        report.wrong(
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified"
        )
    elif style == LINK_STYLE and not linked:
        report.at("url").wrong("BASE_TYPE_REQUIRED", "This field is required")
    elif style in {1, 2, 3, 4} and not named:
        report.at("custom_id").wrong("BASE_TYPE_REQUIRED", "This field is required")
    if style != PREMIUM_STYLE and not value.get("label") and not value.get("emoji"):
        report.wrong("BUTTON_COMPONENT_INVALID_EMOJI_LABEL", "A button must have a label or an emoji")


def _select(value: Any, report: Report) -> None:
    common: dict[str, Check] = {
        "placeholder": text(0, 150), "min_values": whole(0, 25), "max_values": whole(1, 25), "disabled": flag,
        "required": flag, "channel_types": listed(whole(0)), "default_values": listed(anything, high=25),
    }  # fmt: skip
    needed: dict[str, Check] = {"custom_id": CUSTOM_ID}
    if value["type"] == STRING_SELECT:
        needed["options"] = listed(OPTION, low=1, high=25)
    fields(needed, common)(value, report)
    _distinct(value.get("options"), report.at("options"))
    least, most = value.get("min_values"), value.get("max_values")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        report.at("min_values").wrong("COMPONENT_MIN_MAX_VALUES", "min_values must not be larger than max_values")
    options = value.get("options")
    if isinstance(options, list) and isinstance(most, int) and most > len(options):
        report.at("max_values").wrong(
            "COMPONENT_MAX_VALUES", "max_values must not be larger than the number of options"
        )


def _distinct(options: Any, report: Report) -> None:
    seen: set[Any] = set()
    for place, option in enumerate(options if isinstance(options, list) else []):
        value = option.get("value") if isinstance(option, dict) else None
        if value is not None and str(value) in seen:
            words = "The specified option value is already used"
            report.at(place, "value").wrong("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
        seen.add(str(value))


def _picks(low: int, high: int) -> Check:
    shape = fields(
        {"custom_id": CUSTOM_ID, "options": listed(PLAIN_OPTION, low=low, high=high)},
        {"required": flag, "min_values": whole(0, 10), "max_values": whole(1, 10)},
    )

    def check(value: Any, report: Report) -> None:
        shape(value, report)
        _distinct(value.get("options"), report.at("options"))

    return check


def _text_input(value: Any, report: Report) -> None:
    fields(
        {"custom_id": CUSTOM_ID, "style": choice(1, 2)},
        {"label": text(1, 45), "min_length": whole(0, 4000), "max_length": whole(1, 4000), "required": flag,
         "value": text(0, 4000), "placeholder": text(0, 100)},
    )(value, report)  # fmt: skip


IN_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
IN_LABEL = (*SELECTS, TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX)

RULES: dict[int, Check] = {
    ROW: _row,
    BUTTON: _button,
    **dict.fromkeys(SELECTS, _select),
    TEXT_INPUT: _text_input,
    SECTION: fields({"components": listed(one_of(TEXT), low=1, high=3), "accessory": one_of(BUTTON, THUMBNAIL)}),
    TEXT: fields({"content": text(1, 4000)}),
    THUMBNAIL: fields({"media": MEDIA}, {"description": text(0, 1024), "spoiler": flag}),
    GALLERY: fields(
        {"items": listed(fields({"media": MEDIA}, {"description": text(0, 1024), "spoiler": flag}), low=1, high=10)}
    ),
    FILE: fields({"file": fields({"url": link("attachment")})}, {"spoiler": flag}),
    SEPARATOR: fields(may={"divider": flag, "spacing": choice(1, 2)}),
    CONTAINER: fields(
        {"components": listed(one_of(*IN_CONTAINER), low=1, high=40)},
        {"accent_color": whole(0, 0xFFFFFF), "spoiler": flag},
    ),
    LABEL: fields({"label": text(1, 45), "component": one_of(*IN_LABEL)}, {"description": text(0, 100)}),
    FILE_UPLOAD: fields(
        {"custom_id": CUSTOM_ID}, {"min_values": whole(0, 10), "max_values": whole(1, 10), "required": flag}
    ),
    RADIO_GROUP: _picks(2, 10),
    CHECKBOX_GROUP: _picks(1, 10),
    CHECKBOX: fields({"custom_id": CUSTOM_ID}, {"default": flag}),
}

CLASSIC = listed(one_of(ROW), high=5)
V2 = listed(one_of(ROW, *IN_CONTAINER[1:], CONTAINER), high=40)


def _modal_row(value: Any, report: Report) -> None:
    if isinstance(value, dict) and value.get("type") == ROW:
        inside = one_of(TEXT_INPUT, *SELECTS)
        fields({"components": listed(inside, low=1, high=1)})(value, report)
        for place, one in enumerate(walk([value])):
            if one.get("type") == TEXT_INPUT and not one.get("label"):
                report.at("components", place - 1, "label").wrong("BASE_TYPE_REQUIRED", "This field is required")
    else:
        one_of(TEXT, LABEL)(value, report)


def modal(value: Any, report: Report) -> None:
    """The data of a callback of type 9."""
    rows = listed(_modal_row, low=1, high=5)
    fields({"custom_id": CUSTOM_ID, "title": text(1, 45), "components": rows})(value, report)
    if isinstance(value, dict):
        unique_ids(value.get("components"), report.at("components"))


def walk(components: Any) -> Iterator[dict[str, Any]]:
    """Every component, nested ones included, in the order that they are shown."""
    for component in components if isinstance(components, list) else []:
        if isinstance(component, dict):
            yield component
            yield from walk(component.get("components"))
            if inside := [component[key] for key in ("accessory", "component") if key in component]:
                yield from walk(inside)


def unique_ids(components: Any, report: Report, path: tuple[str | int, ...] = (), seen: set[Any] | None = None) -> None:
    """Note each custom id or component id that was used before."""
    seen = set() if seen is None else seen
    for place, component in enumerate(components if isinstance(components, list) else []):
        if not isinstance(component, dict):
            continue
        for key, words in (
            ("custom_id", "Component custom id cannot be duplicated"),
            ("id", "Component id cannot be duplicated"),
        ):
            used = component.get(key)
            if used and (key, used) in seen:
                report.at(*path, place, key).wrong(f"COMPONENT_{key.upper()}_DUPLICATED", words)
            seen.add((key, used))
        unique_ids(component.get("components"), report, (*path, place, "components"), seen)
        for key in ("accessory", "component"):
            unique_ids([component.get(key)], report, (*path, place, key), seen)
