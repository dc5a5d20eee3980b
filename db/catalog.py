"""The catalogue's rows."""

import sqlite3

from core.catalog.model import (
    Artist,
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
)
from core.values import ArtistKey, DramaKey, TrackKey
from db.rows import Rows, day, iso, packed, unpacked


class CatalogRows(Rows):
    """Dramas, artists, tracks, tags and questions, read and replaced as one whole."""

    async def seeded_with(self) -> str | None:
        """The digest of the seed files the catalogue was last filled from."""
        row = await self._one("SELECT value FROM fact WHERE name = 'seeds'")
        return row["value"] if row else None

    async def remember_seed(self, digest: str) -> None:
        """Note which seed files the catalogue now holds."""
        await self._do("INSERT OR REPLACE INTO fact VALUES ('seeds', ?)", digest)

    async def load(self) -> Catalogue:
        """The whole catalogue."""
        credits_of: dict[str, list[Credit]] = {}
        for row in await self._all("SELECT * FROM credit ORDER BY track, place"):
            credit = Credit(ArtistKey(row["artist"]), CreditRole(row["role"]))
            credits_of.setdefault(row["track"], []).append(credit)
        return Catalogue(
            dramas={DramaKey(row["key"]): _drama(row) for row in await self._all("SELECT * FROM drama")},
            artists={
                ArtistKey(row["key"]): Artist(ArtistKey(row["key"]), _names(row, "name"))
                for row in await self._all("SELECT * FROM artist")
            },
            tracks={
                TrackKey(row["key"]): _track(row, credits_of.get(row["key"], []))
                for row in await self._all("SELECT * FROM track")
            },
            tags={
                row["key"]: Tag(row["key"], Facet(row["facet"]), row["en"], row["ko"], row["meaning"])
                for row in await self._all("SELECT * FROM tag")
            },
            questions={row["key"]: Question(*row) for row in await self._all("SELECT * FROM question")},
        )

    async def merge(self, catalogue: Catalogue) -> None:
        """Add what is new, renew what is known; what the store knows beyond *catalogue* stays."""
        await self._many(
            "INSERT INTO drama VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
            " title_en = excluded.title_en, title_ko = excluded.title_ko, also = excluded.also,"
            " first_air = excluded.first_air, finale = excluded.finale, network = excluded.network,"
            " episodes = excluded.episodes, verified = excluded.verified, sources = excluded.sources",
            [_drama_values(drama) for drama in catalogue.dramas.values()],
        )
        await self._many(
            "INSERT INTO artist VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
            " name_en = excluded.name_en, name_ko = excluded.name_ko, also = excluded.also",
            [_name_values(artist.key, artist.name) for artist in catalogue.artists.values()],
        )
        await self._many(
            "INSERT INTO track VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
            " drama = excluded.drama, title_en = excluded.title_en, title_ko = excluded.title_ko,"
            " also = excluded.also, release = excluded.release, part = excluded.part, released = excluded.released,"
            " tags = excluded.tags, verified = excluded.verified, sources = excluded.sources",
            [_track_values(track) for track in catalogue.tracks.values()],
        )
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
            "INSERT OR REPLACE INTO tag VALUES (?, ?, ?, ?, ?)",
            [(tag.key, tag.facet, tag.en, tag.ko, tag.meaning) for tag in catalogue.tags.values()],
        )
        await self._many(
            "INSERT OR REPLACE INTO question VALUES (?, ?, ?, ?, ?)",
            [(q.key, q.question, q.answer, q.source, q.as_of) for q in catalogue.questions.values()],
        )


def _names(row: sqlite3.Row, what: str) -> Names:
    return Names(row[f"{what}_en"], row[f"{what}_ko"], unpacked(row["also"]))


def _name_values(key: str, names: Names) -> tuple[str, str | None, str | None, str]:
    return key, names.en, names.ko, packed(names.also)


def _drama(row: sqlite3.Row) -> Drama:
    return Drama(
        key=DramaKey(row["key"]),
        title=_names(row, "title"),
        first_air=day(row["first_air"]),
        finale=day(row["finale"]),
        network=row["network"],
        episodes=row["episodes"],
        verified=bool(row["verified"]),
        sources=unpacked(row["sources"]),
    )


def _drama_values(drama: Drama) -> tuple[str | int | None, ...]:
    return (
        *_name_values(drama.key, drama.title),
        *(iso(drama.first_air), iso(drama.finale), drama.network, drama.episodes),
        *(drama.verified, packed(drama.sources)),
    )


def _track(row: sqlite3.Row, credits_: list[Credit]) -> Track:
    return Track(
        key=TrackKey(row["key"]),
        drama=DramaKey(row["drama"]),
        title=_names(row, "title"),
        credits=tuple(credits_),
        release=Release(ReleaseKind(row["release"]), row["part"], day(row["released"])),
        tags=unpacked(row["tags"]),
        verified=bool(row["verified"]),
        sources=unpacked(row["sources"]),
    )


def _track_values(track: Track) -> tuple[str | int | None, ...]:
    release = track.release
    return (
        *(track.key, track.drama, track.title.en, track.title.ko, packed(track.title.also)),
        *(release.kind, release.part, iso(release.released)),
        *(packed(track.tags), track.verified, packed(track.sources)),
    )
