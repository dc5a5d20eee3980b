"""A server's own part of the catalogue as it changes: steps, suggestions, and their place in the log."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from core.catalog.model import Artist, Credit, CreditRole, Drama, Track
from core.catalog.search import Kind
from core.follows.model import How
from core.growth.model import (
    Decided,
    Decision,
    Kept,
    Logged,
    Moved,
    Nickname,
    Proposal,
    Step,
    Suggestion,
    Wish,
    as_catalogue,
)
from core.values import ArtistKey, GuildId, SongId, TrackKey, UserId
from db.catalog import (
    ARTIST,
    DRAMA,
    TRACK,
    CatalogRows,
    artist_values,
    drama_values,
    read_artist,
    read_drama,
    read_track,
    track_values,
)
from db.moving import RECIPES, THEIRS, MovingRows
from db.news import NewsRows
from db.rows import instant, seconds

_SUGGESTION = ("guild", "member", "at", "drama", "title", "artist", "part", "link", "about", "told")
_SUGGEST = f"INSERT INTO suggestion ({', '.join(_SUGGESTION)}) VALUES ({', '.join('?' * len(_SUGGESTION))})"  # noqa: S608 - our own words
_UNUSED = (
    "DELETE FROM artist WHERE key = ?1 AND guild = ?2 AND NOT EXISTS (SELECT 1 FROM credit WHERE artist = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM artist member WHERE member.in_group = ?1)"
)


class GrowthRows(CatalogRows, NewsRows, MovingRows):
    """What one server adds to the catalogue (``core.growth.ports.GrowthRows``)."""

    async def do(self, guild: GuildId, steps: Sequence[Step], moved: Moved | None) -> Moved | None:
        """Do *steps* and lead what names a track to another one; the same with what that was.

        An artist who is credited elsewhere, or has members, is not taken away.
        """
        await self.merge(as_catalogue(step.after for step in steps))
        done = await self.move(guild, moved) if moved else None
        for step in steps:
            match step:
                case Step(before=None, after=Nickname() as nick):
                    await self.nickname(guild, nick.kind, nick.key, nick.name)
                case Step(before=Nickname() as nick):
                    await self.unnickname(guild, nick.kind, nick.key, nick.name)
                case Step(before=Drama() | Track() as gone, after=None):
                    await self.remove(guild, type(gone).__name__.lower(), gone.key)
        for step in steps:
            if isinstance(step.before, Artist) and step.after is None:
                await self._do(_UNUSED, step.before.key, guild)
        return done

    async def listings(self, guild: GuildId, tracks: Sequence[TrackKey]) -> list[SongId]:
        """The server's own listings that are one of these tracks."""
        rows = await self._all(
            "SELECT id FROM song WHERE guild = ? AND track IN (SELECT value FROM json_each(?))",
            *(guild, json.dumps([*tracks])),
        )
        return [SongId(row["id"]) for row in rows]

    async def keep(self, proposal: Proposal, by: UserId | None, at: datetime) -> int:
        """Note what was done; the number under which it can be undone."""
        moved, decided = proposal.moved, proposal.decided
        detail = {
            "issues": [],
            "detail": proposal.about,
            "steps": [[_record(step.before), _record(step.after)] for step in proposal.steps],
            "moved": [moved.old, moved.new, moved.songs, moved.along] if moved else None,
            "decided": [decided.suggestion, decided.decision, decided.reason, decided.was] if decided else None,
        }
        return await self._insert(
            "INSERT INTO change (guild, at, by, what, detail) VALUES (?, ?, ?, ?, ?)",
            *(proposal.guild, seconds(at), by, proposal.what, json.dumps(detail, ensure_ascii=False)),
        )

    async def logged(self, guild: GuildId, number: int) -> Logged | None:
        """A change of the catalogue; ``None`` when there is none such here."""
        row = await self._one("SELECT * FROM change WHERE guild = ? AND id = ?", guild, number)
        detail = json.loads(row["detail"]) if row else {}
        if row is None or "steps" not in detail:
            return None
        return Logged(
            row["id"],
            row["what"],
            detail["detail"],
            tuple(Step(_kept(before), _kept(after)) for before, after in detail["steps"]),
            _moved(*detail["moved"]) if detail["moved"] else None,
            _decided(*detail["decided"]) if detail["decided"] else None,
        )

    async def suggest(self, suggestion: Suggestion) -> Suggestion:
        """Keep a suggestion; the same with its id."""
        number = await self._insert(
            _SUGGEST,
            *(
                suggestion.guild,
                suggestion.member,
                seconds(suggestion.at),
                suggestion.wish.drama,
                suggestion.wish.title,
            ),
            *(suggestion.wish.artist, suggestion.wish.part, suggestion.wish.link, suggestion.about, suggestion.told),
        )
        found = await self.suggestion(suggestion.guild, number)
        assert found is not None
        return found

    async def suggestion(self, guild: GuildId, number: int) -> Suggestion | None:
        """One of the server's suggestions, decided or not."""
        row = await self._one("SELECT * FROM suggestion WHERE guild = ? AND id = ?", guild, number)
        return _suggestion(row) if row else None

    async def suggestions(self, guild: GuildId) -> list[Suggestion]:
        """The server's open suggestions, oldest first."""
        rows = await self._all("SELECT * FROM suggestion WHERE guild = ? AND decision = 'open' ORDER BY id", guild)
        return [_suggestion(row) for row in rows]

    async def suggested_since(self, member: UserId, since: datetime) -> int:
        """How many suggestions the member made since then, anywhere."""
        row = await self._one(
            "SELECT count(*) AS number FROM suggestion WHERE member = ? AND at > ?", member, seconds(since)
        )
        assert row is not None
        return int(row["number"])

    async def rewrite(self, suggestion: Suggestion) -> None:
        """Keep a suggestion in other words."""
        await self._do(
            "UPDATE suggestion SET drama = ?, title = ?, artist = ?, part = ?, link = ? WHERE guild = ? AND id = ?",
            *(
                suggestion.wish.drama,
                suggestion.wish.title,
                suggestion.wish.artist,
                suggestion.wish.part,
                suggestion.wish.link,
            ),
            *(suggestion.guild, suggestion.id),
        )

    async def decide(self, guild: GuildId, decided: Decided) -> bool:
        """What becomes of a suggestion; false when it is not what it was any more."""
        return bool(
            await self._do(
                "UPDATE suggestion SET decision = ? WHERE guild = ? AND id = ? AND decision = ?",
                *(decided.decision, guild, decided.suggestion, decided.was),
            )
        )


def _suggestion(row: sqlite3.Row) -> Suggestion:
    return Suggestion(
        GuildId(row["guild"]),
        UserId(row["member"]),
        instant(row["at"]),
        Wish(row["drama"], row["title"], row["artist"], row["part"], row["link"]),
        row["about"],
        How(row["told"]),
        Decision(row["decision"]),
        row["id"],
    )


def _moved(old: str, new: str, songs: list[int], along: str | None = None) -> Moved:
    """A move as the log holds it; the log of an older ostbot knows of listings alone."""
    if along is None:
        along = json.dumps({name: [] for name in ("twice", *THEIRS, *RECIPES)} | {"song": songs})
    return Moved(TrackKey(old), TrackKey(new), tuple(map(SongId, songs)), along)


def _decided(suggestion: int, decision: str, reason: str, was: str) -> Decided:
    return Decided(suggestion, Decision(decision), reason, Decision(was))


def _record(thing: Kept | None) -> dict[str, Any] | None:
    """A thing as the log keeps it: its row, and of what table."""
    match thing:
        case None:
            return None
        case Drama():
            return {"is": "drama", **dict(zip(DRAMA, drama_values(thing), strict=True))}
        case Artist():
            return {"is": "artist", **dict(zip(ARTIST, artist_values(thing), strict=True))}
        case Track():
            credits_ = [[credit.artist, credit.role] for credit in thing.credits]
            return {"is": "track", **dict(zip(TRACK, track_values(thing), strict=True)), "credits": credits_}
        case Nickname():
            return {"is": "nickname", "kind": thing.kind, "key": thing.key, "name": thing.name}


def _kept(record: dict[str, Any] | None) -> Kept | None:
    if record is None:
        return None
    match record["is"]:
        case "drama":
            return read_drama(record)
        case "artist":
            return read_artist(record)
        case "track":
            return read_track(record, [Credit(ArtistKey(key), CreditRole(role)) for key, role in record["credits"]])
        case _:
            return Nickname(Kind(record["kind"]), record["key"], record["name"])
