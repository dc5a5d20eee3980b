"""What the shape of one value cannot say: keys that must exist, titles in their script, no track twice."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Protocol

from core.catalog.model import ArtistKind, Catalogue
from core.charts.naming import chart_key
from core.text import fold
from seeds.lines import Place
from seeds.problems import File
from seeds.shapes import CREDITS, ArtistShape, ChartShape, DramaShape, ReleaseShape, RowShape, TrackShape

EARLIEST = date(1990, 1, 1)
"""Before this no drama's soundtrack came out in the forms the catalogue knows."""

LATEST = date(2100, 1, 1)
"""A date from here on is a slip of the keyboard."""

_HANGUL = re.compile(r"[ᄀ-ᇿ㄰-㆏가-힣]")
_FILE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Known:
    """The keys that other files may name; ``None`` where nobody can say, as while their own file cannot be read."""

    def __init__(
        self, sources: Collection[str] | None, artists: Collection[str] | None, tags: Collection[str] | None
    ) -> None:
        self.sources, self.artists, self.tags = sources, artists, tags


class _Titled(Protocol):
    @property
    def title_en(self) -> str | None: ...
    @property
    def title_ko(self) -> str | None: ...


def check_drama(file: File, drama: DramaShape, known: Known) -> None:
    """One drama's file: its titles, its dates, and every track in it."""
    if not _FILE.fullmatch(_stem(file)):
        file.wrong((), "the file name is the key: small Latin letters and figures, joined by single dashes")
    _check_titles(file, (), drama)
    _check_keys(file, ("sources",), drama.sources, known.sources, "SOURCES.md")
    for key, day in (("first_air", drama.first_air), ("finale", drama.finale)):
        _check_day(file, (key,), day)
    if drama.first_air and drama.finale and drama.finale < drama.first_air:
        file.wrong(("finale",), "the finale is before the first episode")
    for number, release in enumerate(drama.release):
        _check_release(file, ("release", number), release, known)
    _check_once(file, drama)


def check_artist(file: File, key: str, artist: ArtistShape, everybody: Mapping[str, ArtistShape]) -> None:
    """An artist's names, each in its script, and the group among *everybody*."""
    if not (artist.en or artist.ko):
        file.wrong((key,), "a name is needed: en, ko or both")
    _check_script(file, (key, "en"), artist.en, hangul=False)
    _check_script(file, (key, "ko"), artist.ko, hangul=True)
    if artist.group and artist.group not in everybody:
        file.wrong((key, "group"), missing(artist.group, everybody, "artists.toml"))
    elif artist.group and (group := everybody[artist.group]) and (group.kind != ArtistKind.GROUP or group.group):
        file.wrong((key, "group"), f"'{artist.group}' needs kind = \"group\", and no group of its own")


def missing(key: str, known: Collection[str], home: str) -> str:
    """What to say of a *key* that its *home* does not hold: the nearest one there, or to add it."""
    near = get_close_matches(key, known, n=1)
    return f"'{key}' is not in {home}; " + (f"did you mean '{near[0]}'?" if near else "add it there or correct it here")


class Listed:
    """The songs of a catalogue by title, to tell whether a chart's row is one of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._artists: dict[str, set[str]] = defaultdict(set)
        for track in catalogue.tracks.values():
            names = [catalogue.artists[credit.artist].name for credit in track.credits]
            for title in track.title.all:
                self._artists[fold(title)].update(fold(name) for each in names for name in each.all)

    def has(self, row: RowShape) -> bool:
        """Whether a track has the row's title and an artist whom the row's artist line names."""
        artist = fold(row.artist)
        return any(name in artist for name in self._artists.get(fold(row.title), ()))


def check_chart(file: File, chart: ChartShape, sources: Collection[str], listed: Listed | None) -> None:
    """One sample chart: weeks and ranks in order, every row a track; *listed* is ``None`` while tracks are wrong."""
    key = chart_key(chart.platform, chart.market, chart.kind, chart.cadence)
    if _stem(file) != key:
        file.wrong((), f"a chart's file is named after it: {key}.toml")
    _check_keys(file, ("source",), [chart.source], sources, "SOURCES.md")
    for number, week in enumerate(chart.week):
        place: Place = ("week", number)
        _check_day(file, (*place, "end"), week.end)
        if number and week.end <= chart.week[number - 1].end:
            file.wrong((*place, "end"), "weeks stand in order, the newest last")
        for line, row in enumerate(week.row):
            if row.rank > chart.depth:
                file.wrong((*place, "row", line), f"rank {row.rank} is below the chart's depth of {chart.depth}")
            if line and row.rank < week.row[line - 1].rank:
                file.wrong((*place, "row", line), "ranks stand in order")
            if listed and not listed.has(row):
                file.wrong((*place, "row", line), f"'{row.title}' by '{row.artist}' is no track of the catalogue")


def _stem(file: File) -> str:
    return PurePosixPath(file.name).stem


def _check_release(file: File, place: Place, release: ReleaseShape, known: Known) -> None:
    _check_day(file, (*place, "released"), release.released)
    if release.part and release.kind != "part":
        file.wrong((*place, "part"), 'only a release of kind "part" has a number')
    if release.hour is not None and not release.released:
        file.wrong((*place, "hour"), "an hour needs its day; add released")
    for number, track in enumerate(release.track):
        _check_track(file, (*place, "track", number), track, known)


def _check_track(file: File, place: Place, track: TrackShape, known: Known) -> None:
    _check_titles(file, place, track)
    for people in CREDITS.values():
        _check_keys(file, (*place, people), getattr(track, people), known.artists, "artists.toml")
    _check_keys(file, (*place, "tags"), track.tags, known.tags, "tags.toml")
    _check_keys(file, (*place, "sources"), track.sources, known.sources, "SOURCES.md")
    for artist in sorted(set(track.artists) & set(track.feat)):
        file.wrong((*place, "feat"), f"'{artist}' is in artists already")
    for number, link in enumerate(track.links):
        if link in track.links[:number]:
            file.wrong((*place, "links", number), f"'{link}' is named twice")


def _check_once(file: File, drama: DramaShape) -> None:
    """No key twice, and no song twice: the same title by the same artists is one track."""
    keys: set[str] = set()
    songs: dict[tuple[str, frozenset[str]], str] = {}
    for number, release in enumerate(drama.release):
        for line, track in enumerate(release.track):
            place: Place = ("release", number, "track", line)
            if track.key in keys:
                file.wrong((*place, "key"), f"'{track.key}' is the key of another track of this drama")
            keys.add(track.key)
            titles = {fold(title) for title in (track.title_en, track.title_ko, *track.also) if title}
            for title in sorted(titles):
                song = (title, frozenset(track.artists))
                if song in songs:
                    file.wrong((*place, "key"), f"the same title by the same artists is '{songs[song]}' already")
                    break
                songs[song] = track.key


def _check_titles(file: File, place: Place, titled: _Titled) -> None:
    if not (titled.title_en or titled.title_ko):
        file.wrong(place or ("title_en",), "a title is needed: title_en, title_ko or both")
    _check_script(file, (*place, "title_en"), titled.title_en, hangul=False)
    _check_script(file, (*place, "title_ko"), titled.title_ko, hangul=True)


def _check_script(file: File, place: Place, name: str | None, *, hangul: bool) -> None:
    if name and bool(_HANGUL.search(name)) is not hangul:
        file.wrong(place, f"'{name}' has {'no ' * hangul}Hangul; write it under the other key")


def _check_keys(file: File, place: Place, keys: Iterable[str], known: Collection[str] | None, home: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if known is not None and key not in known:
            file.wrong(place, missing(key, known, home))
        if key in seen:
            file.wrong(place, f"'{key}' is named twice")
        seen.add(key)


def _check_day(file: File, place: Place, day: date | None) -> None:
    if day and not EARLIEST <= day < LATEST:
        file.wrong(place, f"{day} is not between {EARLIEST} and {LATEST}")
