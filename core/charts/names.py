"""What a song on a chart is called: by the catalogue where it is known there, else as it is listed."""

from collections.abc import Callable
from dataclasses import dataclass

from core.catalog.model import Catalogue, Drama, Names, Track
from core.charts.model import Song


@dataclass(frozen=True, slots=True)
class SongName:
    """A song's names for a reader. *track* and *drama* are ``None`` for a song the catalogue does not know; *artist_ko*
    is empty where nobody knows another name than *artist*."""

    title: Names
    artist: str
    track: Track | None = None
    drama: Drama | None = None
    artist_ko: str = ""


def namer(catalogue: Callable[[], Catalogue]) -> Callable[[Song], SongName]:
    """A function that names songs from the *catalogue* as it is when asked."""

    def name(song: Song) -> SongName:
        known = catalogue()
        track = known.tracks.get(song.track) if song.track else None
        if track is None:
            return SongName(Names(en=song.title), song.artist)
        if not track.credits:
            return SongName(track.title, song.artist, track, known.dramas[track.drama])
        artist, korean = known.artist_line(track), known.artist_line(track, korean=True)
        return SongName(track.title, artist, track, known.dramas[track.drama], korean)

    return name
