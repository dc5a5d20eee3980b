"""Everything that carries a person's id, in one place so that nothing is missed."""

from core.values import UserId
from db.rows import Rows

PERSONAL = {"member": "user_id", "answer": "member", "party": "host", "change": "by"}
"""Every table that holds a person, and the column. A test proves that there are no others."""

_EXPORT = {
    "member": "SELECT * FROM member WHERE user_id = ?",
    "answer": "SELECT a.*, p.title FROM answer a JOIN party p ON p.id = a.party WHERE a.member = ?",
    "party": "SELECT * FROM party WHERE host = ?",
    "change": "SELECT * FROM change WHERE by = ?",
}
_FORGET = {
    "member": "DELETE FROM member WHERE user_id = ?",
    "answer": "DELETE FROM answer WHERE member = ?",
    "party": "UPDATE party SET host = 0 WHERE host = ?",  # the guests keep their party
    "change": "UPDATE change SET by = NULL WHERE by = ?",  # what was done stays done
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
            "INSERT INTO member VALUES (?, ?) ON CONFLICT (user_id) DO UPDATE SET zone = excluded.zone", person, zone
        )

    async def export(self, person: UserId) -> dict[str, list[dict[str, object]]]:
        """Every row about the person, by table."""
        return {table: [dict(row) for row in await self._all(sql, person)] for table, sql in _EXPORT.items()}

    async def forget(self, person: UserId) -> int:
        """Take the person out of every table; how many rows that changed."""
        return sum([await self._do(sql, person) for sql in _FORGET.values()])
