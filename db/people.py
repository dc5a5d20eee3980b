"""Everything that carries a person's id, in one place so that nothing is missed."""

from core.values import UserId
from db.rows import Rows

PERSONAL = {
    "member": "user_id",
    "answer": "member",
    "party": "host",
    "party_track": "by",
    "party_helper": "member",
    "party_mark": "member",
    "change": "by",
    "schedule": "by",
    "suggestion": "member",
    "follow": "member",
    "follower": "member",
    "news": "member",
}
"""Every table that holds a person, and the column. A test proves that there are no others."""

_EXPORT = {
    "member": "SELECT * FROM member WHERE user_id = ?",
    "answer": "SELECT a.*, p.title FROM answer a JOIN party p ON p.id = a.party WHERE a.member = ?",
    "party": "SELECT * FROM party WHERE host = ?",
    "party_track": "SELECT * FROM party_track WHERE by = ?",
    "party_helper": "SELECT * FROM party_helper WHERE member = ?",
    "party_mark": "SELECT * FROM party_mark WHERE member = ?",
    "change": "SELECT * FROM change WHERE by = ?",
    "schedule": "SELECT * FROM schedule WHERE by = ?",
    "suggestion": "SELECT * FROM suggestion WHERE member = ?",
    "follow": "SELECT * FROM follow WHERE member = ?",
    "follower": "SELECT * FROM follower WHERE member = ?",
    "news": "SELECT * FROM news WHERE member = ?",
}
_FORGET = {
    "member": "DELETE FROM member WHERE user_id = ?",
    "answer": "DELETE FROM answer WHERE member = ?",
    "party": "UPDATE party SET host = 0 WHERE host = ?",  # the guests keep their party
    "party_track": "UPDATE party_track SET by = NULL WHERE by = ?",  # what was proposed stays proposed
    "party_helper": "DELETE FROM party_helper WHERE member = ?",
    "party_mark": "DELETE FROM party_mark WHERE member = ?",
    "change": "UPDATE change SET by = NULL WHERE by = ?",  # what was done stays done
    "schedule": "UPDATE schedule SET by = NULL WHERE by = ?",  # the server keeps its posts
    "suggestion": "UPDATE suggestion SET member = 0 WHERE member = ?",  # the server keeps the words
    "follow": "DELETE FROM follow WHERE member = ?",
    "follower": "DELETE FROM follower WHERE member = ?",
    "news": "DELETE FROM news WHERE member = ?",
}


class PeopleRows(Rows):
    """One person's rows (``core.people.ports.PeopleRows``)."""

    async def zone(self, person: UserId) -> str | None:
        """The zone the person chose."""
        row = await self._one("SELECT zone FROM member WHERE user_id = ?", person)
        return row["zone"] if row else None

    async def set_zone(self, person: UserId, zone: str | None) -> None:
        """Keep the person's zone."""
        await self._do(
            "INSERT INTO member (user_id, zone) VALUES (?, ?) ON CONFLICT (user_id) DO UPDATE SET zone = excluded.zone",
            *(person, zone),
        )

    async def platforms(self) -> dict[UserId, str]:
        """Where people like to listen, of all who chose."""
        rows = await self._all("SELECT user_id, platform FROM member WHERE platform IS NOT NULL")
        return {UserId(row["user_id"]): row["platform"] for row in rows}

    async def set_platform(self, person: UserId, platform: str | None) -> None:
        """Keep where the person likes to listen."""
        await self._do(
            "INSERT INTO member (user_id, platform) VALUES (?, ?)"
            " ON CONFLICT (user_id) DO UPDATE SET platform = excluded.platform",
            *(person, platform),
        )

    async def export(self, person: UserId) -> dict[str, list[dict[str, object]]]:
        """Every row about the person, by table."""
        return {table: [dict(row) for row in await self._all(sql, person)] for table, sql in _EXPORT.items()}

    async def forget(self, person: UserId) -> int:
        """Take the person out of every table; how many rows that changed."""
        return sum([await self._do(sql, person) for sql in _FORGET.values()])
