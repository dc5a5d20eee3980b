"""What hangs on a track besides its own row, as it moves to the track that takes its place, and back.

The log of changes remembers which rows those were, by their numbers: never who follows what.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.growth.model import Moved
from core.values import GuildId, SongId, TrackKey
from db.rows import Rows

THEIRS = {
    "song": ("guild = ?1 AND track = ?2", "track = ?2"),
    "follow": ("guild = ?1 AND kind = 'track' AND key = ?2", "key = ?2"),
    "party_track": ("party IN (SELECT id FROM party WHERE guild = ?1) AND track = ?2", "track = ?2"),
    "suggestion": ("guild = ?1 AND about = 'track:' || ?2", "about = 'track:' || ?2"),
    "news": (
        "guild = ?1 AND event GLOB 'chart:*:' || ?2 || ':*'",
        "event = replace(event, ':' || ?3 || ':', ':' || ?2 || ':')",
    ),
}
"""Of each table the rows that name a track (?2) in a server's eyes (?1), and how one comes to name another (?3)."""

_TWICE = (
    "SELECT f.id, k.id AS beside, f.how, f.since FROM follow f JOIN follow k ON k.member = f.member"
    " AND k.guild = f.guild AND k.kind = 'track' AND k.key = ? WHERE f.guild = ? AND f.kind = 'track' AND f.key = ?"
)
_FOLLOW_AGAIN = (
    "INSERT OR IGNORE INTO follow (id, guild, member, kind, key, how, since)"
    " SELECT ?1, guild, member, 'track', ?2, ?3, ?4 FROM follow WHERE id = ?5"
)
RECIPES = {"party_series": "id", "party_template": "name"}


class MovingRows(Rows):
    """Tracks that become one, and two again."""

    async def move(self, guild: GuildId, moved: Moved) -> Moved:
        """Lead everything of *guild* that names the old track to the new one; the same with what that was.

        With what an earlier move was it leads just that back, and once more is a move like the first.
        """
        if moved.along:
            await self._back(guild, moved, json.loads(moved.along))
            return replace(moved, along="")
        along: dict[str, Any] = {"twice": [[*row] for row in await self._all(_TWICE, moved.new, guild, moved.old)]}
        await self._many("DELETE FROM follow WHERE id = ?", [(id_,) for id_, *_ in along["twice"]])
        for table, (which, _) in THEIRS.items():
            rows = await self._all(f"SELECT rowid AS id FROM {table} WHERE {which}", guild, moved.old)  # noqa: S608 - our own words
            along[table] = [row["id"] for row in rows]
            await self._lead(table, along[table], guild, moved.old, moved.new)
        for table in RECIPES:
            along[table] = await self._recipes(table, guild, moved)
        return replace(moved, songs=tuple(map(SongId, along["song"])), along=json.dumps(along, ensure_ascii=False))

    async def _back(self, guild: GuildId, moved: Moved, along: dict[str, Any]) -> None:
        for table in THEIRS:
            await self._lead(table, along[table], guild, moved.old, moved.new)
        await self._many(
            _FOLLOW_AGAIN, [(id_, moved.new, how, since, beside) for id_, beside, how, since in along["twice"]]
        )
        for table in RECIPES:
            await self._recipes(table, guild, moved, dict(map(tuple, along[table])))

    async def _lead(self, table: str, rows: Sequence[int], guild: GuildId, old: TrackKey, new: TrackKey) -> None:
        which, then = THEIRS[table]
        sql = f"UPDATE OR IGNORE {table} SET {then} WHERE {which.replace('?2', '?3')} AND rowid = ?4"  # noqa: S608 - our own words
        await self._many(sql, [(guild, new, old, row) for row in rows])

    async def _recipes(
        self, table: str, guild: GuildId, moved: Moved, places: dict[Any, list[int]] | None = None
    ) -> list[tuple[Any, list[int]]]:
        """Lead the songs of the server's series or templates along, only those at *places*; where they were."""
        key, found = RECIPES[table], []
        for row in await self._all(f"SELECT {key} AS key, recipe FROM {table} WHERE guild = ?", guild):  # noqa: S608 - our own words
            recipe = json.loads(row["recipe"])
            named = [place for place, item in enumerate(recipe["items"]) if item[3] == moved.old]
            here = [place for place in named if places is None or place in places.get(row["key"], ())]
            for place in here:
                recipe["items"][place][3] = moved.new
            if here:
                found.append((row["key"], here))
                text = json.dumps(recipe, ensure_ascii=False)
                await self._do(f"UPDATE {table} SET recipe = ? WHERE guild = ? AND {key} = ?", text, guild, row["key"])  # noqa: S608 - our own words
        return found
