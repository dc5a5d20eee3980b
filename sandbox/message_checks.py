"""What a message may be: Discord's limits and the rules between its fields."""

from typing import Any

from sandbox import components
from sandbox.checks import (
    Check,
    Report,
    anything,
    choice,
    fields,
    flag,
    instant,
    link,
    listed,
    obey,
    snowflake,
    text,
    whole,
)
from sandbox.component_checks import CLASSIC, V2, unique_ids, walk
from sandbox.world import Record

CROSSPOSTED, SUPPRESS_EMBEDS, HAS_THREAD, EPHEMERAL, LOADING = 1 << 0, 1 << 2, 1 << 5, 1 << 6, 1 << 7
SUPPRESS_NOTIFICATIONS, COMPONENTS_V2 = 1 << 12, 1 << 15
ALLOWED_FLAGS = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2

WEB = link("http", "https")
PICTURE = link("http", "https", "attachment")
EMBED = fields(
    may={
        "title": text(0, 256),
        "description": text(0, 4096),
        "url": WEB,
        "color": whole(0, 0xFFFFFF),
        "timestamp": instant,
        "footer": fields({"text": text(1, 2048)}, {"icon_url": PICTURE}),
        "author": fields({"name": text(1, 256)}, {"url": WEB, "icon_url": PICTURE}),
        "image": fields({"url": PICTURE}),
        "thumbnail": fields({"url": PICTURE}),
        "fields": listed(fields({"name": text(1, 256), "value": text(1, 1024)}, {"inline": flag}), high=25),
    }
)
MENTIONS = fields(
    may={
        "parse": listed(choice("users", "roles", "everyone"), high=3),
        "users": listed(snowflake, high=100),
        "roles": listed(snowflake, high=100),
        "replied_user": flag,
    }
)
REFERENCE = fields(
    {"message_id": snowflake},
    {"channel_id": snowflake, "guild_id": snowflake, "fail_if_not_exists": flag, "type": choice(0)},
)
SHAPE: dict[str, Check] = {
    "content": text(0, 2000),
    "embeds": listed(EMBED, high=10),
    "allowed_mentions": MENTIONS,
    "flags": whole(0),
    "attachments": listed(
        fields({"id": snowflake}, {"filename": text(1, 1024), "description": text(0, 1024)}), high=10
    ),
    "message_reference": REFERENCE,
    "nonce": text(0, 25),
    "enforce_nonce": flag,
    "tts": flag,
    "components": anything,
}


def shape(body: Record) -> None:
    """Refuse a body whose fields are not what they should be, taken one by one."""
    obey(fields(may=SHAPE), body)


def check(body: Record, *, flags: int, private: bool = False, names: list[str]) -> None:
    """Refuse a message whose fields do not go together.

    *body* is the message as it would stand (after an edit: what was there before, with the changes), *flags* its flags,
    *private* whether it may be ephemeral, *names* the attachments it would have.
    """
    report = Report()
    allowed = ALLOWED_FLAGS | (EPHEMERAL if private else 0)
    if flags & ~allowed & EPHEMERAL:
        report.at("flags").wrong("MESSAGE_FLAGS_INVALID", "Only answers to interactions can be ephemeral.")
    mentions = body.get("allowed_mentions") or {}
    for kind in ("users", "roles"):
        if kind in (mentions.get("parse") or ()) and mentions.get(kind):
            words = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            report.at("allowed_mentions").wrong("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)
    _components(body, report, bool(flags & COMPONENTS_V2))
    if len(names) > 10:
        report.at("attachments").wrong("BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    for place, (_, name) in enumerate(components.attachment_names(body.get("components"))):
        if name not in names:
            words = f'The referenced attachment "{name}" was not found'
            report.at("components", place).wrong("UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", words)
    report.refuse()
    _embed_size(body, report)
    if not any((str(body.get("content") or "").strip(), body.get("embeds"), body.get("components"), names)):
        report.at("content").wrong("MESSAGE_EMPTY", "Cannot send an empty message")
    report.refuse()


def _components(body: Record, report: Report, modern: bool) -> None:
    built = body.get("components")
    if modern:
        for name in ("content", "embeds"):
            if body.get(name):
                words = "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                report.at(name).wrong("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)
    if built is None:
        return
    below = report.at("components")
    (V2 if modern else CLASSIC)(built, below)
    unique_ids(built, below)
    everything = list(walk(built))
    if modern and len(everything) > 40:
        below.wrong(
            "COMPONENT_MAX_COMPONENTS_EXCEEDED", "A message can have at most 40 components, nested ones included."
        )
    if modern and sum(len(str(one.get("content", ""))) for one in everything if one.get("type") == 10) > 4000:
        below.wrong("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "Displayable text exceeds maximum size of 4000")


def _embed_size(body: Record, report: Report) -> None:
    embeds = body.get("embeds") or []
    for place, embed in enumerate(embeds):
        if not any(
            embed.get(key) for key in ("title", "description", "fields", "image", "thumbnail", "author", "footer")
        ):
            report.at("embeds", place, "description").wrong("BASE_TYPE_REQUIRED", "This field is required")
    if sum(map(_characters, embeds)) > 6000:
        report.at("embeds").wrong("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _characters(embed: Record) -> int:
    texts: list[Any] = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or []:
        texts += [field.get("name"), field.get("value")]
    return sum(len(str(one)) for one in texts if one)


CHOICES = fields({"choices": listed(fields({"name": text(1, 100), "value": anything}), high=25)})


def choices(data: Any) -> None:
    """Refuse suggestions that Discord refuses."""
    obey(CHOICES, data if data is not None else {})
