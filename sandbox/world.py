"""The world in memory: everything that a Discord keeps, as plain records by kind and id."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from sandbox.clock import Clock
from sandbox.signals import Feed
from sandbox.snowflakes import Snowflakes

Record: TypeAlias = dict[str, Any]


class Table:
    """The records of one kind by id.

    Whoever changes a record puts it again: that is how the store hears of it.
    """

    def __init__(self, kind: str, changed: dict[tuple[str, str], None]) -> None:
        self.kind = kind
        self._changed = changed
        self._records: dict[str, Record] = {}

    def __getitem__(self, key: str) -> Record:
        return self._records[key]

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def __iter__(self) -> Iterator[Record]:
        return iter(list(self._records.values()))

    def __len__(self) -> int:
        return len(self._records)

    def get(self, key: object) -> Record | None:
        """The record, or ``None``; any value may be asked for."""
        return self._records.get(key) if isinstance(key, str) else None

    def put(self, record: Record) -> Record:
        """Keep a new or changed record."""
        self._records[record["id"]] = record
        self._changed[self.kind, record["id"]] = None
        return record

    def drop(self, key: str) -> None:
        """Forget a record; forgetting twice changes nothing."""
        if self._records.pop(key, None) is not None:
            self._changed[self.kind, key] = None


class Messages(Table):
    """Messages, also by channel and oldest first."""

    def __init__(self, kind: str, changed: dict[tuple[str, str], None]) -> None:
        super().__init__(kind, changed)
        self._by_channel: dict[str, dict[str, Record]] = {}

    def put(self, record: Record) -> Record:
        self._by_channel.setdefault(record["channel_id"], {})[record["id"]] = record
        return super().put(record)

    def drop(self, key: str) -> None:
        record = self.get(key)
        if record is not None:
            self._by_channel[record["channel_id"]].pop(key)
        super().drop(key)

    def in_channel(self, channel_id: str) -> list[Record]:
        """Every message of a channel, oldest first, private ones included."""
        return list(self._by_channel.get(channel_id, {}).values())


class World:
    """All tables, the clock, the ids, and the feed of changes for the page."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock.now)
        self.feed = Feed()
        self.address = ""
        self.changed: dict[tuple[str, str], None] = {}
        self.users = Table("user", self.changed)
        self.guilds = Table("guild", self.changed)
        self.roles = Table("role", self.changed)
        self.members = Table("member", self.changed)
        self.channels = Table("channel", self.changed)
        self.messages = Messages("message", self.changed)
        self.files = Table("file", self.changed)
        self.applications = Table("application", self.changed)
        self.commands = Table("command", self.changed)
        self.overrides = Table("override", self.changed)
        self.events = Table("event", self.changed)

    @property
    def tables(self) -> dict[str, Table]:
        """Every table by its kind."""
        return {table.kind: table for table in vars(self).values() if isinstance(table, Table)}

    def member(self, guild_id: str | None, user_id: str) -> Record | None:
        """The membership of a user in a server, if there is one."""
        return self.members.get(f"{guild_id}:{user_id}")

    def members_of(self, guild_id: str) -> list[Record]:
        """A server's members, applications' bots included."""
        return [member for member in self.members if member["guild_id"] == guild_id]

    def roles_of(self, guild_id: str) -> list[Record]:
        """A server's roles, @everyone first."""
        return sorted((role for role in self.roles if role["guild_id"] == guild_id), key=lambda role: role["position"])

    def channels_of(self, guild_id: str) -> list[Record]:
        """A server's channels in their order, without threads."""
        found = [one for one in self.channels if one.get("guild_id") == guild_id and one["type"] not in {10, 11, 12}]
        return sorted(found, key=lambda channel: (channel["position"], int(channel["id"])))

    def threads_of(self, guild_id: str) -> list[Record]:
        """A server's threads, archived ones included."""
        return [one for one in self.channels if one.get("guild_id") == guild_id and one["type"] in {10, 11, 12}]

    def events_of(self, guild_id: str) -> list[Record]:
        """A server's scheduled events."""
        return [event for event in self.events if event["guild_id"] == guild_id]

    def applications_in(self, guild_id: str | None) -> list[Record]:
        """The applications whose bot is a member of the server."""
        return [one for one in self.applications if self.member(guild_id, one["id"])]

    def guilds_with(self, user_id: str) -> list[Record]:
        """The servers that a user is a member of."""
        return [guild for guild in self.guilds if self.member(guild["id"], user_id)]

    def tell(self, kind: str, **facts: Any) -> None:
        """Publish a change for the page."""
        self.feed.publish({"type": kind, **facts})
