"""The shipped data as values of the heart; every problem of the files is told at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, Question, Release, Tag, Track
from core.charts.model import Chart, Row, Sheet
from core.values import ArtistKey, ChartKey, DramaKey, TrackKey
from seeds.checks import Known, Listed, check_artist, check_chart, check_drama, missing
from seeds.problems import SeedProblems
from seeds.read import Reading
from seeds.shapes import (
    CREDITS,
    ArtistsShape,
    ChartShape,
    DramaShape,
    QuestionsShape,
    ReleaseShape,
    TagsShape,
    TrackShape,
)

SHIPPED = Path(__file__).parent
"""The folder of the data that comes with the program."""


@dataclass(frozen=True, slots=True)
class SampleChart:
    """A real chart to look at on the first start; *sheets* are its weeks, the newest last."""

    chart: Chart
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Shipment:
    """Everything a seed folder holds. *sources* says what each source id stands for; *digest* is of all its files."""

    catalogue: Catalogue
    charts: tuple[SampleChart, ...]
    sources: Mapping[str, str]
    digest: str


def digest(folder: Path = SHIPPED) -> str:
    """The SHA-256 of every seed file's name and content: the same digest means that there is nothing new to load."""
    whole = sha256()
    for path in sorted([folder / "SOURCES.md", *folder.rglob("*.toml")]):
        content = path.read_bytes() if path.exists() else b""
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def load(folder: Path = SHIPPED) -> Shipment:
    """The catalogue and the sample charts of *folder*.

    Raises:
        SeedProblems: with every problem of every file, each with its line.
    """
    reading = Reading(folder)
    sources = reading.sources()
    artists = artists_of(reading)
    tags = _tags(reading)
    questions = _questions(reading, sources)
    read = tuple(dramas_of(reading, Known(sources, artists, tags)))
    dramas = {drama.key: drama for drama, _ in read}
    tracks = {track.key: track for _, mine in read for track in mine}
    catalogue = Catalogue(dramas, artists or {}, tracks, tags or {}, questions)
    charts = tuple(_charts(reading, sources, catalogue))
    if reading.problems:
        raise SeedProblems(reading.problems)
    return Shipment(catalogue, charts, sources, digest(folder))


def artists_of(reading: Reading) -> dict[ArtistKey, Artist] | None:
    """What ``artists.toml`` holds; ``None`` when it cannot be read."""
    file, shape = reading.shape("artists.toml", ArtistsShape)
    if shape is None:
        return None
    for key, artist in shape.root.items():
        check_artist(file, key, artist, shape.root)
    return {
        ArtistKey(key): Artist(
            ArtistKey(key),
            Names(artist.en, artist.ko, tuple(artist.also)),
            artist.kind,
            ArtistKey(artist.group) if artist.group else None,
        )
        for key, artist in shape.root.items()
        if artist.en or artist.ko
    }


def _tags(reading: Reading) -> dict[str, Tag] | None:
    file, shape = reading.shape("tags.toml", TagsShape)
    if shape is None:
        return None
    tags: dict[str, Tag] = {}
    for facet, words in shape.root.items():
        for key, word in words.items():
            if key in tags:
                file.wrong((facet.value, key), f"'{key}' is a tag of {tags[key].facet} already")
            tags[key] = Tag(key, facet, word.en, word.ko, word.meaning, word.meaning_ko)
    return tags


def _questions(reading: Reading, sources: Mapping[str, str]) -> dict[str, Question]:
    file, shape = reading.shape("faq.toml", QuestionsShape)
    if shape is None:
        return {}
    for key, entry in shape.root.items():
        if entry.source not in sources:
            file.wrong((key, "source"), missing(entry.source, sources, "SOURCES.md"))
    return {
        key: Question(
            *(key, entry.question, entry.answer, sources.get(entry.source, entry.source), entry.as_of, entry.topic),
            *(entry.topic_ko, entry.question_ko or "", entry.answer_ko or ""),
        )
        for key, entry in shape.root.items()
    }


def dramas_of(
    reading: Reading, known: Known, kind: type[DramaShape] = DramaShape
) -> Iterator[tuple[Drama, tuple[Track, ...]]]:
    """Every drama of the folder that is right as a *kind*, with its tracks; they may name only what is *known*."""
    for name in reading.names("dramas"):
        file, shape = reading.shape(name, kind)
        if shape is None:
            continue
        check_drama(file, shape, known)
        if not file.problems:
            drama = _drama(DramaKey(Path(name).stem), shape)
            yield drama, tuple(_track(drama, release, track) for release in shape.release for track in release.track)


def _drama(key: DramaKey, shape: DramaShape) -> Drama:
    return Drama(
        key,
        _names(shape),
        first_air=shape.first_air,
        finale=shape.finale,
        network=shape.network,
        episodes=shape.episodes,
        verified=shape.verified,
        sources=tuple(shape.sources),
    )


def _track(drama: Drama, release: ReleaseShape, track: TrackShape) -> Track:
    return Track(
        TrackKey(f"{drama.key}/{track.key}"),
        drama.key,
        _names(track),
        credits=tuple(Credit(ArtistKey(key), role) for role, name in CREDITS.items() for key in getattr(track, name)),
        release=Release(release.kind, release.part, release.released, release.hour),
        tags=tuple(track.tags),
        verified=drama.verified,
        sources=tuple(track.sources),
        kind=track.kind,
        duration=track.duration,
        links=tuple(track.links),
    )


def _names(shape: DramaShape | TrackShape) -> Names:
    return Names(shape.title_en, shape.title_ko, tuple(shape.also))


def _charts(reading: Reading, sources: Mapping[str, str], catalogue: Catalogue) -> Iterator[SampleChart]:
    listed = None if reading.problems else Listed(catalogue)
    for name in reading.names("charts"):
        file, shape = reading.shape(name, ChartShape)
        if shape is not None:
            check_chart(file, shape, sources, listed)
            yield _chart(ChartKey(Path(name).stem), shape)


def _chart(key: ChartKey, shape: ChartShape) -> SampleChart:
    sheets = (
        Sheet(
            rows=tuple(Row(row.rank, row.title, row.artist, row.album) for row in week.row),
            depth=shape.depth,
            platform=shape.platform,
            market=shape.market,
            end=week.end,
            kind=shape.kind,
            cadence=shape.cadence,
            coverage=shape.coverage,
        )
        for week in shape.week
    )
    chart = Chart(key, shape.title, shape.platform, shape.market, shape.kind, shape.cadence, sample=True)
    return SampleChart(chart, tuple(sheets))
