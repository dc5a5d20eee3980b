"""Which of the catalogue's tracks a chart's listing is."""

import re

from core.catalog.model import Catalogue, CreditRole, Track
from core.charts.matching.album import AlbumOst, parse_album
from core.charts.matching.spelling import main_artists, read_title, squeeze
from core.values import DramaKey, TrackKey

_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


class OstMatcher:
    """Finds tracks by title and artist in either script, or by title and the drama that the album names.

    A title alone never suffices: "With you" is a song of many dramas and "Star" one of many singers.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._dramas: dict[str, set[DramaKey]] = {}
        self._titles: dict[str, list[Track]] = {}
        self._artists: dict[TrackKey, frozenset[str]] = {}
        for drama in catalogue.dramas.values():
            for name in drama.title.all:
                self._dramas.setdefault(_drama_name(name), set()).add(drama.key)
        for track in catalogue.tracks.values():
            self._artists[track.key] = self._names_of_artists(track)
            for key in {key for name in track.title.all for key in _title_keys(name)}:
                self._titles.setdefault(key, []).append(track)

    def match(self, title: str, artist: str, album: str | None = None) -> Track | None:
        """The track that is listed as *title* by *artist*, or ``None``.

        An *album* that names a drama of the catalogue rules the other dramas' songs out and stands in for an artist
        whose spelling is unknown. Two tracks that fit equally well are none.
        """
        ost = parse_album(album, self._is_drama) if album else None
        dramas = self._dramas_of(ost) if ost else set()
        listed = {
            key: track for name in _title_keys(title) for track in self._titles.get(name, ()) if (key := track.key)
        }
        fitting = [track for track in listed.values() if not dramas or track.drama in dramas]
        names = _listed_names(artist)
        theirs = [track for track in fitting if self._artists[track.key] & names]
        return _one(theirs or (fitting if dramas else []), title, ost)

    def _is_drama(self, name: str) -> bool:
        return _drama_name(name) in self._dramas

    def _dramas_of(self, ost: AlbumOst) -> set[DramaKey]:
        """The dramas that the best readable of the album's names means."""
        return next((found for name in ost.names if (found := self._dramas.get(_drama_name(name)))), set())

    def _names_of_artists(self, track: Track) -> frozenset[str]:
        credited = [credit.artist for credit in track.credits if credit.role is CreditRole.MAIN]
        artists = [self._catalogue.artists[key] for key in credited if key in self._catalogue.artists]
        return frozenset(key for artist in artists for name in artist.name.all for key in _artist_keys(name))


def _one(tracks: list[Track], title: str, ost: AlbumOst | None) -> Track | None:
    """The only one of *tracks*, else the only one of the album's part, else the only one titled exactly so."""
    if len(tracks) > 1 and ost and ost.part is not None:
        tracks = [track for track in tracks if track.release.part in (ost.part, None)] or tracks
    if len(tracks) > 1:
        written = squeeze(title)
        tracks = [track for track in tracks if written in map(squeeze, track.title.all)]
    return tracks[0] if len(tracks) == 1 else None


def _title_keys(title: str) -> frozenset[str]:
    parts = read_title(title)
    return parts.names | {parts.key}


def _artist_keys(name: str) -> set[str]:
    """What an artist's *name* is compared by: whole, and in each script where it gives two."""
    people = main_artists(name)
    return {squeeze(name), *(people[0] if len(people) == 1 else ())}


def _listed_names(artist: str) -> set[str]:
    """Every name a listing's artist can be read as, the whole credit too: some names hold a comma or an "&"."""
    return {squeeze(artist), *(name for person in main_artists(artist) for name in person)} - {""}


def _drama_name(name: str) -> str:
    return squeeze(_ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name)
