"""A server's own part of the catalogue as files: the same shape as the shipped ones, with plain keys. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, Track
from core.catalog.own import LONGEST, bare
from core.catalog.search import Kind
from core.catalog.view import View
from core.errors import BadInput
from core.growth.fields import same
from core.growth.model import Nickname, Step
from core.values import SHARED, ArtistKey, DramaKey, GuildId, TrackKey

T = TypeVar("T", Drama, Artist, Track)
K = TypeVar("K", DramaKey, ArtistKey, TrackKey)


class Pages(Protocol):
    """Turns a catalogue into files and back."""

    def write(self, catalogue: Catalogue) -> dict[str, str]:
        """The files of *catalogue*, name to text."""
        ...

    def read(self, files: Mapping[str, bytes], known: Catalogue) -> Catalogue:
        """What *files* hold; they may name artists and tags of *known*.

        Raises:
            Refusal: with every problem of every file, each with its line and key.
        """
        ...


def leaving(view: View) -> Catalogue:
    """What the server of *view* has of its own, under plain keys, with what it names.

    A shared thing comes along where the server has tracks or other names of it.
    """
    own, whole = view.own, view.catalogue
    dramas = {**own.dramas, **{track.drama: whole.dramas[track.drama] for track in own.tracks.values()}}
    credited = (credit.artist for track in own.tracks.values() for credit in track.credits)
    artists = {**own.artists, **{key: whole.artists[key] for key in credited}}
    artists |= {each.group: whole.artists[each.group] for each in list(artists.values()) if each.group}
    d, a = _plain(dramas), _plain(artists)
    t = {track.key: f"{d[track.drama]}/{bare(track.key).rpartition('/')[2]}" for track in own.tracks.values()}
    return Catalogue(
        {DramaKey(d[key]): replace(drama, key=DramaKey(d[key]), guild=SHARED) for key, drama in dramas.items()},
        {ArtistKey(a[key]): _artist(one, ArtistKey(a[key]), a, SHARED) for key, one in artists.items()},
        {
            TrackKey(t[key]): _track(one, TrackKey(t[key]), DramaKey(d[one.drama]), a, SHARED)
            for key, one in own.tracks.items()
        },
    )


def known_to(view: View) -> Catalogue:
    """What files of the server of *view* may name: everything it sees, under plain keys."""
    artists = {ArtistKey(bare(key)): artist for key, artist in view.catalogue.artists.items()}
    return Catalogue(artists=artists, tags=view.catalogue.tags)


def arriving(found: Catalogue, view: View, guild: GuildId) -> list[Step]:
    """What bringing *found*, under plain keys, in would do on *guild*; what is there already just so is left out.

    What all servers share stays as it is: other names of it become nicknames.

    Raises:
        BadInput: a key is too long.
    """
    seen = view.catalogue
    artists = _landing(found.artists, seen.artists, guild)
    known = {bare(key): key for key in seen.artists}
    people: dict[str, str] = {**known, **{str(key): place for key, place in artists.items()}}
    dramas = _landing(found.dramas, seen.dramas, guild)
    tracks = _landing(
        found.tracks,
        seen.tracks,
        guild,
        {key: f"{dramas[track.drama]}/{bare(key).rpartition('/')[2]}" for key, track in found.tracks.items()},
    )
    wanted: list[tuple[Kind, Drama | Artist | Track | None, Drama | Artist | Track]] = [
        *((Kind.ARTIST, seen.artists.get(ArtistKey(artists[key])), _artist(one, ArtistKey(artists[key]), people, guild))
          for key, one in sorted(found.artists.items(), key=lambda each: each[1].group is not None)),
        *((Kind.DRAMA, seen.dramas.get(DramaKey(dramas[key])), replace(one, key=DramaKey(dramas[key]), guild=guild))
          for key, one in found.dramas.items()),
        *((Kind.TRACK, seen.tracks.get(TrackKey(tracks[key])),
           _track(one, TrackKey(tracks[key]), DramaKey(dramas[one.drama]), people, guild))
          for key, one in found.tracks.items()),
    ]  # fmt: skip
    return [step for kind, before, after in wanted for step in _steps(kind, before, after)]


def _steps(kind: Kind, before: Drama | Artist | Track | None, after: Drama | Artist | Track) -> Iterator[Step]:
    if before is None or before.guild != SHARED:
        if before != after:
            yield Step(before, after)
        return
    known = _names(before).all
    for each in _names(after).all:
        if not any(same(each, other) for other in known):
            yield Step(None, Nickname(kind, before.key, each))


def _names(thing: Drama | Artist | Track) -> Names:
    return thing.name if isinstance(thing, Artist) else thing.title


def _plain(keys: Iterable[str]) -> dict[str, str]:
    """Each key without its server's mark, shared ones first; two that would be one are numbered."""
    plain: dict[str, str] = {}
    for key in sorted(keys, key=lambda each: (bare(each) != each, each)):
        name, number = bare(key), 1
        while name in plain.values():
            number += 1
            name = f"{bare(key)}-{number}"
        plain[key] = name
    return plain


def _landing(
    found: Mapping[K, T], seen: Mapping[K, T], guild: GuildId, wanted: Mapping[K, str] | None = None
) -> dict[K, str]:
    """Under which key each of *found* is kept: a shared one's, that of the same one brought in before, or a new one."""
    own = {bare(key): key for key, thing in seen.items() if thing.guild == guild}
    landed: dict[K, str] = {}
    for key in found:
        shared = seen.get(key)
        place = (wanted or {}).get(key, key)
        landed[key] = key if shared and shared.guild == SHARED else own.get(bare(place), f"{place}@{guild}")
        if len(landed[key]) > LONGEST:
            over = len(landed[key]) - LONGEST
            raise BadInput(f"The key “{key[:60]}” is too long for a server's own: make it {over} characters shorter.")
    return landed


def _artist(artist: Artist, key: ArtistKey, keys: Mapping[str, str], guild: GuildId) -> Artist:
    group = ArtistKey(keys[artist.group]) if artist.group else None
    return replace(artist, key=key, group=group, guild=guild)


def _track(track: Track, key: TrackKey, drama: DramaKey, keys: Mapping[str, str], guild: GuildId) -> Track:
    credits_ = tuple(Credit(ArtistKey(keys[credit.artist]), credit.role) for credit in track.credits)
    return replace(track, key=key, drama=drama, credits=credits_, guild=guild)
