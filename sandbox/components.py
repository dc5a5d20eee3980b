"""Components as they are stored and as they are shown."""

from typing import Any
from urllib.parse import unquote

from sandbox.component_checks import (
    BUTTON,
    CONTAINER,
    FILE,
    GALLERY,
    SECTION,
    SELECTS,
    SEPARATOR,
    THUMBNAIL,
    walk,
)
from sandbox.world import Record

DEFAULTS: dict[int, Record] = {
    BUTTON: {"disabled": False},
    **{kind: {"min_values": 1, "max_values": 1, "disabled": False} for kind in SELECTS},
    THUMBNAIL: {"description": None, "spoiler": False},
    FILE: {"spoiler": False},
    SEPARATOR: {"divider": True, "spacing": 1},
    CONTAINER: {"accent_color": None, "spoiler": False},
}
"""What Discord fills in where a bot is silent."""


def stored(components: list[Record]) -> list[Record]:
    """A clean copy: nulls dropped, defaults filled in, every component with its integer id."""
    copies = [_copy(component) for component in components]
    taken = {one["id"] for one in walk(copies) if one.get("id")}
    fresh = 0
    for component in walk(copies):
        if not component.get("id"):
            fresh += 1
            while fresh in taken:
                fresh += 1
            component["id"] = fresh
    return copies


def _copy(component: Record) -> Record:
    kept = {key: value for key, value in component.items() if value is not None}
    copy = {**DEFAULTS.get(component["type"], {}), **kept}
    for key in ("components", "items"):
        if key in copy:
            copy[key] = [
                _copy(one) if "type" in one else {"description": None, "spoiler": False, **one} for one in copy[key]
            ]
    for key in ("accessory", "component"):
        if key in copy:
            copy[key] = _copy(copy[key])
    return copy


def attachment_names(components: Any) -> list[tuple[Record, str]]:
    """Each medium that points at an attachment of the message, with the name it points at."""
    named = [(medium, unquote(str(medium.get("url", "")))) for medium in media(components)]
    return [(medium, url.removeprefix("attachment://")) for medium, url in named if url.startswith("attachment://")]


def media(components: Any) -> list[Record]:
    """Every picture and file that components show."""
    found: list[Any] = []
    for component in walk(components):
        found += [component.get("media"), component.get("file")]
        found += [item.get("media") for item in component.get("items") or [] if isinstance(item, dict)]
    return [medium for medium in found if isinstance(medium, dict)]


def shown(components: list[Record], attachments: list[Record]) -> list[Record]:
    """Stored components with their media resolved to the message's *attachments* (as they are shown)."""
    by_name = {attachment["filename"]: attachment for attachment in attachments}
    return [_shown(component, by_name) for component in components]


def _shown(component: Record, files: dict[str, Record]) -> Record:
    kind = component["type"]
    if kind in {1, SECTION, CONTAINER}:
        copy = {**component, "components": [_shown(one, files) for one in component["components"]]}
        return {**copy, "accessory": _shown(component["accessory"], files)} if kind == SECTION else copy
    if kind == GALLERY:
        return {
            **component,
            "items": [{**item, "media": _resolved(item["media"], files)} for item in component["items"]],
        }
    if kind == THUMBNAIL:
        return {**component, "media": _resolved(component["media"], files)}
    if kind == FILE:
        medium = _resolved(component["file"], files)
        attachment = files.get(component["file"]["url"].removeprefix("attachment://"))
        size = attachment["size"] if attachment else None
        return {**component, "file": medium, "name": attachment and attachment["filename"], "size": size}
    return component


def _resolved(medium: Record, files: dict[str, Record]) -> Record:
    url = medium["url"]
    attachment = files.get(unquote(url).removeprefix("attachment://")) if url.startswith("attachment://") else None
    if attachment is None:
        return {"id": "0", "url": url, "proxy_url": url, "width": None, "height": None, "content_type": None}
    return {
        "id": attachment["id"],
        "url": attachment["url"],
        "proxy_url": attachment["proxy_url"],
        "width": attachment.get("width"),
        "height": attachment.get("height"),
        "content_type": attachment.get("content_type"),
        "attachment_id": attachment["id"],
    }
