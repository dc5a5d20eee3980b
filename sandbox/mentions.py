"""Who a message really mentions: its text, narrowed by ``allowed_mentions`` and by the author's permissions."""

import re
from typing import Any

from sandbox.component_checks import walk
from sandbox.permissions import Permission, in_channel
from sandbox.world import Record, World

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)\b")


def of(world: World, channel: Record, author_id: str, body: Record, *, replied_to: str | None = None) -> Record:
    """The mention fields of a message record: ``mentions``, ``mention_roles``, ``mention_everyone``."""
    texts = [str(body.get("content") or "")]
    texts += [str(one["content"]) for one in walk(body.get("components")) if one.get("type") == 10]
    written = "\n".join(texts)
    allowed = body.get("allowed_mentions")
    guild_id = channel.get("guild_id")
    known = [one for one in _distinct(USER, written) if _there(world, channel, one)]
    users = [one for one in known if _allows(allowed, "users", one)]
    if replied_to and (allowed is None or allowed.get("replied_user")) and replied_to not in users:
        users.append(replied_to)
    loud = bool(in_channel(world, channel, author_id) & Permission.MENTION_EVERYONE)
    roles = [one for one in _distinct(ROLE, written) if (role := world.roles.get(one)) and role["guild_id"] == guild_id]
    rung = [one for one in roles if (loud or world.roles[one]["mentionable"]) and _allows(allowed, "roles", one)]
    everyone = bool(EVERYONE.search(written)) and loud and _allows(allowed, "everyone", "")
    return {"mentions": users, "mention_roles": rung, "mention_everyone": everyone}


def _distinct(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(pattern.findall(text)))


def _there(world: World, channel: Record, user_id: str) -> bool:
    guild_id = channel.get("guild_id")
    return user_id in channel["recipients"] if guild_id is None else world.member(guild_id, user_id) is not None


def _allows(allowed: Any, kind: str, one: str) -> bool:
    if allowed is None:
        return True
    return kind in (allowed.get("parse") or ()) or one in {str(named) for named in allowed.get(kind) or ()}
