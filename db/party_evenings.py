"""What fans do while a party plays, its series and its templates."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.parties.after import Did, Mark
from core.parties.model import Party
from core.parties.recipe import Recipe
from core.parties.series import Series
from core.values import ChannelId, GuildId, UserId
from db.parties import WITH_BOARD, PartyRows
from db.party_reading import mark_of, party_of, series_columns, series_of
from db.rows import instant, seconds


class EveningRows(PartyRows):
    """The rest of the party tables (``core.parties.ports.EveningRows``)."""

    async def mark(self, party: int, mark: Mark) -> bool:
        """Keep what a fan did; doing it again changes nothing. Whether it was news."""
        return bool(
            await self._do(
                "INSERT OR IGNORE INTO party_mark (party, member, did, item, at, offset, text)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                *(party, mark.member, mark.did, mark.item, seconds(mark.at), mark.offset, mark.text),
            )
        )

    async def unmark(self, party: int, member: UserId, did: Did, item: int) -> bool:
        """Take it back; whether it was there."""
        return bool(
            await self._do(
                "DELETE FROM party_mark WHERE party = ? AND member = ? AND did = ? AND item = ?",
                *(party, member, did, item),
            )
        )

    async def marks(self, party: int) -> list[Mark]:
        """Everything that fans did, in order."""
        return [mark_of(row) for row in await self._all("SELECT * FROM party_mark WHERE party = ? ORDER BY id", party)]

    async def counted(self, party: int, did: Did, item: int | None = None) -> int:
        """How many did it, with one track or at all."""
        row = await self._one(
            "SELECT count(*) AS number FROM party_mark WHERE party = ? AND did = ? AND (? IS NULL OR item = ?)",
            *(party, did, item, item),
        )
        assert row is not None
        return int(row["number"])

    # Series and templates ---------------------------------------------------------------------------------------------

    async def add_series(self, series: Series) -> Series:
        """*series* with the id it got."""
        values = series_columns(series)
        number = await self._insert(
            f"INSERT INTO party_series ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",  # noqa: S608 - own names
            *values.values(),
        )
        stored = await self.series(series.guild, number)
        assert stored is not None
        return stored

    async def series(self, guild: GuildId, series: int) -> Series | None:
        """One of the server's series."""
        row = await self._one("SELECT * FROM party_series WHERE guild = ? AND id = ?", guild, series)
        return series_of(row) if row else None

    async def all_series(self, guild: GuildId) -> list[Series]:
        """The server's series that go on."""
        rows = await self._all("SELECT * FROM party_series WHERE guild = ? AND NOT over ORDER BY id", guild)
        return [series_of(row) for row in rows]

    async def keep_series(self, series: Series) -> None:
        """Keep a series as it is now."""
        values = series_columns(series)
        names = ", ".join(f"{name} = ?" for name in values)
        await self._do(f"UPDATE party_series SET {names} WHERE id = ?", *values.values(), series.id)  # noqa: S608 - own names

    async def hungry_series(self) -> list[Series]:
        """The series that go on and have no party to come and none whose morning after has not come yet."""
        rows = await self._all(
            "SELECT * FROM party_series s WHERE NOT over AND NOT EXISTS (SELECT 1 FROM party p WHERE p.series = s.id"
            " AND p.state NOT IN ('archived', 'cancelled')) ORDER BY id LIMIT 20"
        )
        return [series_of(row) for row in rows]

    async def last_of_series(self, series: int) -> tuple[UserId, datetime] | None:
        """Who hosted the latest party of a series, and when it was."""
        row = await self._one(
            "SELECT host, starts_at FROM party WHERE series = ? ORDER BY starts_at DESC, id DESC LIMIT 1", series
        )
        return (UserId(row["host"]), instant(row["starts_at"])) if row else None

    async def keep_template(self, guild: GuildId, name: str, recipe: Recipe) -> None:
        """Keep a template in the place of the one of that name."""
        await self._do(
            "INSERT INTO party_template VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET recipe = excluded.recipe",
            *(guild, name, recipe.text()),
        )

    async def templates(self, guild: GuildId) -> dict[str, Recipe]:
        """The server's templates by name."""
        rows = await self._all("SELECT name, recipe FROM party_template WHERE guild = ? ORDER BY name", guild)
        return {row["name"]: Recipe.read(row["recipe"]) for row in rows}

    async def drop_template(self, guild: GuildId, name: str) -> bool:
        """Forget a template; whether there was one."""
        return bool(await self._do("DELETE FROM party_template WHERE guild = ? AND name = ?", guild, name))

    # For finding a time, and for a fan's own calendar ---------------------------------------------------------------

    async def zones(self, guild: GuildId) -> dict[ZoneInfo, int]:
        """How many of those who answered the server's parties live in each zone, as far as they have said."""
        rows = await self._all(
            "SELECT m.zone, count(DISTINCT a.member) AS number FROM answer a JOIN party p ON p.id = a.party"
            " JOIN member m ON m.user_id = a.member WHERE p.guild = ? AND m.zone IS NOT NULL AND a.choice <> 'no'"
            " GROUP BY m.zone",
            guild,
        )
        return {ZoneInfo(row["zone"]): row["number"] for row in rows}

    async def zones_of(self, party: int) -> list[ZoneInfo]:
        """The zones of those with a seat, as far as they have said; no names."""
        rows = await self._all(
            "SELECT m.zone FROM answer a JOIN member m ON m.user_id = a.member"
            " WHERE a.party = ? AND a.seat = 'taken' AND m.zone IS NOT NULL",
            party,
        )
        return [ZoneInfo(row["zone"]) for row in rows]

    async def latest_starts(self, guild: GuildId, now: datetime, limit: int) -> Sequence[datetime]:
        """When the server's latest parties began, newest first."""
        rows = await self._all(
            "SELECT coalesce(t0, starts_at) AS began FROM party WHERE guild = ? AND coalesce(t0, starts_at) <= ?"
            " AND state NOT IN ('draft', 'cancelled') ORDER BY began DESC LIMIT ?",
            *(guild, seconds(now), limit),
        )
        return [instant(row["began"]) for row in rows]

    async def of_fan(self, fan: UserId, now: datetime, *, maybe: bool = False) -> list[tuple[GuildId, int]]:
        """The parties to come that a fan hosts or has a seat at, on every server; *maybe* also those they may come to
        or wait for."""
        rows = await self._all(
            "SELECT guild, id FROM party p WHERE starts_at > ? AND state IN ('open', 'full', 'closed', 'lobby') AND"
            " (host = ? OR EXISTS (SELECT 1 FROM answer WHERE party = p.id AND member = ?"
            " AND (seat = 'taken' OR (? AND choice IN ('going', 'maybe')))))"
            " ORDER BY starts_at LIMIT 100",
            *(seconds(now), fan, fan, maybe),
        )
        return [(GuildId(row["guild"]), row["id"]) for row in rows]

    # What Discord mirrors, and who is looked for --------------------------------------------------------------------

    async def unmirrored(self) -> list[Party]:
        """The parties whose newest change Discord's own event and thread do not show yet."""
        rows = await self._all(
            f"{WITH_BOARD} WHERE p.state <> 'draft' AND p.version <> p.mirrored ORDER BY p.id LIMIT 20"
        )
        return [party_of(row) for row in rows]

    async def mirrored(self, party: int, version: int, *, thread: ChannelId | None, event: int | None) -> None:
        """Discord shows *version* of the party, in that thread and event."""
        await self._do(
            "UPDATE party SET mirrored = ?, thread = coalesce(?, thread), event = coalesce(?, event) WHERE id = ?",
            *(version, thread, event, party),
        )

    async def is_mirrored(self, party: int) -> bool:
        """Whether Discord's event and thread show the party's newest change."""
        return await self._one("SELECT 1 FROM party WHERE id = ? AND version = mirrored", party) is not None

    async def events(self, guild: GuildId | None) -> list[tuple[GuildId, int]]:
        """The servers and ids of the events that show parties to come, soonest first."""
        rows = await self._all(
            "SELECT guild, event FROM party WHERE (? IS NULL OR guild = ?) AND event > 0"
            " AND state IN ('open', 'full', 'closed', 'lobby') ORDER BY starts_at, id",
            *(guild, guild),
        )
        return [(GuildId(row["guild"]), row["event"]) for row in rows]

    async def by_event(self, guild: GuildId, event: int) -> Party | None:
        """The party that one of Discord's scheduled events shows."""
        row = await self._one(f"{WITH_BOARD} WHERE p.guild = ? AND p.event = ?", guild, event)
        return await self.whole(row) if row else None

    async def unchecked(self, before: datetime, until: datetime) -> list[Party]:
        """The parties that begin by *until* and whose guests were last looked for before *before*."""
        rows = await self._all(
            f"{WITH_BOARD} WHERE p.state IN ('open', 'full', 'closed') AND p.starts_at <= ? AND p.checked_at <= ?"
            " ORDER BY p.starts_at LIMIT 5",
            *(seconds(until), seconds(before)),
        )
        return [await self.whole(row) for row in rows]

    async def checked(self, party: int, now: datetime) -> None:
        """It was looked whether the party's guests are still members."""
        await self._do("UPDATE party SET checked_at = ? WHERE id = ?", seconds(now), party)
