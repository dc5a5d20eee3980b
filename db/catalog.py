"""The catalogue's rows."""

import sqlite3
from collections import defaultdict
from typing import Any

from core.catalog.model import (
    Artist,
    ArtistKind,
    Catalogue,
    Credit,
    CreditRole,
    Drama,
    Facet,
    Names,
    Question,
    Release,
    ReleaseKind,
    Tag,
    Track,
    TrackKind,
)
from core.values import SHARED, ArtistKey, DramaKey, GuildId, TrackKey
from db.rows import Rows, day, iso, packed, unpacked

Record = sqlite3.Row | dict[str, Any]
"""A row, or the same as the log of changes keeps it."""

DRAMA = (
    *("key", "title_en", "title_ko", "also", "first_air", "finale", "network", "episodes"),
    *("verified", "sources", "guild"),
)
ARTIST = ("key", "name_en", "name_ko", "also", "kind", "in_group", "guild")
TRACK = (
    *("key", "drama", "title_en", "title_ko", "also", "release", "part", "released", "hour"),
    *("tags", "verified", "sources", "kind", "duration", "links", "guild"),
)


def _put(table: str, columns: tuple[str, ...]) -> str:
    """Add a row, or renew the one under its key; never a row of another scope."""
    renewed = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608  # names of ours
        f" ON CONFLICT (key) DO UPDATE SET {renewed} WHERE {table}.guild = excluded.guild"
    )


class CatalogRows(Rows):
    """Dramas, artists, tracks, tags and questions, a scope at a time."""

    async def seeded_with(self) -> str | None:
        """The digest of the seed files the catalogue was last filled from."""
        row = await self._one("SELECT value FROM fact WHERE name = 'seeds'")
        return row["value"] if row else None

    async def remember_seed(self, digest: str) -> None:
        """Note which seed files the catalogue now holds."""
        await self._do("INSERT OR REPLACE INTO fact VALUES ('seeds', ?)", digest)

    async def owners(self) -> list[GuildId]:
        """The servers that have something of their own."""
        rows = await self._all(
            "SELECT guild FROM drama UNION SELECT guild FROM artist UNION SELECT guild FROM track"
            " UNION SELECT guild FROM nickname"
        )
        return [GuildId(row["guild"]) for row in rows if row["guild"] != SHARED]

    async def load(self, guild: GuildId = SHARED) -> Catalogue:
        """What one scope holds; tags and questions are shared."""
        credits_of: defaultdict[str, list[Credit]] = defaultdict(list)
        for row in await self._all(
            "SELECT credit.* FROM credit JOIN track ON track.key = credit.track WHERE track.guild = ?"
            " ORDER BY track, place",
            guild,
        ):
            credits_of[row["track"]].append(Credit(ArtistKey(row["artist"]), CreditRole(row["role"])))
        dramas = [read_drama(row) for row in await self._all("SELECT * FROM drama WHERE guild = ?", guild)]
        artists = [read_artist(row) for row in await self._all("SELECT * FROM artist WHERE guild = ?", guild)]
        tracks = [
            read_track(row, credits_of[row["key"]])
            for row in await self._all("SELECT * FROM track WHERE guild = ?", guild)
        ]
        found = Catalogue(
            {drama.key: drama for drama in dramas},
            {artist.key: artist for artist in artists},
            {track.key: track for track in tracks},
        )
        return found if guild != SHARED else found | await self._words()

    async def nicknames(self, guild: GuildId) -> list[tuple[str, str, str]]:
        """What the server also calls things: kind, key and name of each."""
        rows = await self._all("SELECT kind, key, name FROM nickname WHERE guild = ? ORDER BY kind, key, name", guild)
        return [(row["kind"], row["key"], row["name"]) for row in rows]

    async def nickname(self, guild: GuildId, kind: str, key: str, name: str) -> bool:
        """Remember that the server calls it so; whether that is new."""
        return bool(await self._do("INSERT OR IGNORE INTO nickname VALUES (?, ?, ?, ?)", guild, kind, key, name))

    async def unnickname(self, guild: GuildId, kind: str, key: str, name: str) -> bool:
        """Forget a name again; whether it was there."""
        return bool(
            await self._do(
                "DELETE FROM nickname WHERE guild = ? AND kind = ? AND key = ? AND name = ?", guild, kind, key, name
            )
        )

    async def remove(self, guild: GuildId, kind: str, key: str) -> bool:
        """Take one thing of a scope away, with what hangs on it; whether it was there.

        Raises:
            sqlite3.IntegrityError: an artist is still credited on a track.
        """
        sql = {
            "drama": "DELETE FROM drama WHERE key = ? AND guild = ?",
            "artist": "DELETE FROM artist WHERE key = ? AND guild = ?",
            "track": "DELETE FROM track WHERE key = ? AND guild = ?",
        }[kind]
        return bool(await self._do(sql, key, guild))

    async def merge(self, catalogue: Catalogue) -> None:
        """Add what is new, renew what is known in the same scope; what the store knows beyond *catalogue* stays."""
        await self._many(_put("drama", DRAMA), [drama_values(drama) for drama in catalogue.dramas.values()])
        artists = sorted(catalogue.artists.values(), key=lambda artist: artist.group is not None)  # groups first
        await self._many(_put("artist", ARTIST), [artist_values(artist) for artist in artists])
        await self._many(_put("track", TRACK), [track_values(track) for track in catalogue.tracks.values()])
        await self._many("DELETE FROM credit WHERE track = ?", [(key,) for key in catalogue.tracks])
        await self._many(
            "INSERT INTO credit VALUES (?, ?, ?, ?)",
            [
                (track.key, place, credit.artist, credit.role)
                for track in catalogue.tracks.values()
                for place, credit in enumerate(track.credits)
            ],
        )
        await self._many(
            "INSERT OR REPLACE INTO tag VALUES (?, ?, ?, ?, ?, ?)",
            [(tag.key, tag.facet, tag.en, tag.ko, tag.meaning, tag.meaning_ko) for tag in catalogue.tags.values()],
        )
        await self._many(
            "INSERT OR REPLACE INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (q.key, q.question, q.answer, q.source, q.as_of, q.topic, q.topic_ko, q.question_ko, q.answer_ko)
                for q in catalogue.questions.values()
            ],
        )

    async def _words(self) -> Catalogue:
        tags = [
            Tag(row["key"], Facet(row["facet"]), row["en"], row["ko"], row["meaning"], row["meaning_ko"])
            for row in await self._all("SELECT * FROM tag")
        ]
        questions = [Question(*row) for row in await self._all("SELECT * FROM question")]
        return Catalogue(tags={tag.key: tag for tag in tags}, questions={each.key: each for each in questions})


def _names(row: Record, what: str) -> Names:
    return Names(row[f"{what}_en"], row[f"{what}_ko"], unpacked(row["also"]))


def _name_values(names: Names) -> tuple[str | None, str | None, str]:
    return names.en, names.ko, packed(names.also)


def read_drama(row: Record) -> Drama:
    """A stored drama."""
    return Drama(
        key=DramaKey(row["key"]),
        title=_names(row, "title"),
        first_air=day(row["first_air"]),
        finale=day(row["finale"]),
        network=row["network"],
        episodes=row["episodes"],
        verified=bool(row["verified"]),
        sources=unpacked(row["sources"]),
        guild=GuildId(row["guild"]),
    )


def drama_values(drama: Drama) -> tuple[str | int | None, ...]:
    """A drama as its row holds it, in the order of its columns."""
    return (
        *(drama.key, *_name_values(drama.title), iso(drama.first_air), iso(drama.finale), drama.network),
        *(drama.episodes, drama.verified, packed(drama.sources), drama.guild),
    )


def read_artist(row: Record) -> Artist:
    """A stored artist."""
    return Artist(
        key=ArtistKey(row["key"]),
        name=_names(row, "name"),
        kind=ArtistKind(row["kind"]),
        group=ArtistKey(row["in_group"]) if row["in_group"] else None,
        guild=GuildId(row["guild"]),
    )


def artist_values(artist: Artist) -> tuple[str | int | None, ...]:
    """An artist as its row holds it, in the order of its columns."""
    return artist.key, *_name_values(artist.name), artist.kind, artist.group, artist.guild


def read_track(row: Record, credits_: list[Credit]) -> Track:
    """A stored track."""
    return Track(
        key=TrackKey(row["key"]),
        drama=DramaKey(row["drama"]),
        title=_names(row, "title"),
        credits=tuple(credits_),
        release=Release(ReleaseKind(row["release"]), row["part"], day(row["released"]), row["hour"]),
        tags=unpacked(row["tags"]),
        verified=bool(row["verified"]),
        sources=unpacked(row["sources"]),
        kind=TrackKind(row["kind"]),
        duration=row["duration"],
        links=unpacked(row["links"]),
        guild=GuildId(row["guild"]),
    )


def track_values(track: Track) -> tuple[str | int | None, ...]:
    """A track as its row holds it, in the order of its columns."""
    release = track.release
    return (
        *(track.key, track.drama, *_name_values(track.title)),
        *(release.kind, release.part, iso(release.released), release.hour),
        *(packed(track.tags), track.verified, packed(track.sources)),
        *(track.kind, track.duration, packed(track.links), track.guild),
    )
