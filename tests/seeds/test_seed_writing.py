"""A catalogue written as seed files is the same catalogue when it is read again."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

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
from core.errors import BadInput
from core.values import ArtistKey, DramaKey, TrackKey
from seeds import SHIPPED, load
from seeds.write import texts, write

SONG = Track(
    TrackKey("hotel/우리-song"),
    DramaKey("hotel"),
    Names('Our "Song"', "우리 노래", ("back\\slash", "# no comment")),
    credits=(
        Credit(ArtistKey("iu")),
        Credit(ArtistKey("펀치"), CreditRole.FEATURED),
        Credit(ArtistKey("iu"), CreditRole.COMPOSER),
        Credit(ArtistKey("iu"), CreditRole.LYRICIST),
        Credit(ArtistKey("펀치"), CreditRole.ARRANGER),
    ),
    release=Release(ReleaseKind.PART, 1, date(2019, 7, 14), 18),
    tags=("ballad",),
    sources=("wiki",),
    kind=TrackKind.VOCAL,
    duration=215,
    links=("https://example.org/song?id=1&x=2",),
)
SCORE = Track(
    TrackKey("hotel/a-score"),
    DramaKey("hotel"),
    Names("A Score"),
    release=Release(ReleaseKind.SCORE),
    sources=("wiki",),
    kind=TrackKind.SCORE,
)
QUESTION = (
    *("ost", "What is an OST?", "A soundtrack.", "a wiki", "2024", "the word"),
    *("낱말", "OST가 무엇인가요?", "사운드트랙이에요."),
)
WHOLE = Catalogue(
    dramas={
        DramaKey("hotel"): Drama(
            DramaKey("hotel"),
            Names("Hotel", "호텔", ("The Hotel",)),
            date(2019, 7, 13),
            date(2019, 9, 1),
            "tvN",
            16,
            sources=("wiki",),
        )
    },
    artists={
        ArtistKey("펀치"): Artist(ArtistKey("펀치"), Names(ko="펀치"), ArtistKind.SOLO, ArtistKey("duo")),
        ArtistKey("iu"): Artist(ArtistKey("iu"), Names("IU", "아이유", ("Lee Ji-eun",)), ArtistKind.SOLO),
        ArtistKey("duo"): Artist(ArtistKey("duo"), Names("Duo"), ArtistKind.GROUP),
    },
    tracks={SONG.key: SONG, SCORE.key: SCORE},
    tags={"ballad": Tag("ballad", Facet.GENRE, "ballad", "발라드", "A slow song.", "느린 노래.")},
    questions={"ost": Question(*QUESTION)},
)


def test_every_fact_of_every_kind_survives_writing_and_reading(tmp_path: Path) -> None:
    write(WHOLE, {"wiki": "a wiki"}, tmp_path / "out")
    assert load(tmp_path / "out").catalogue == WHOLE


def test_the_shipped_catalogue_comes_back_whole(tmp_path: Path) -> None:
    shipped = load()
    write(shipped.catalogue, shipped.sources, tmp_path)
    again = load(tmp_path)
    assert again.catalogue == shipped.catalogue
    assert again.sources == shipped.sources


def test_writing_the_shipped_catalogue_gives_the_shipped_files() -> None:
    shipped = load()
    written = texts(shipped.catalogue, shipped.sources)
    names = {path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.toml")}
    assert written.keys() - {"SOURCES.md"} == {name for name in names if not name.startswith("charts/")}
    for name, text in written.items():
        if name != "SOURCES.md":
            assert tomllib.loads(text) == tomllib.loads((SHIPPED / name).read_text(encoding="utf-8")), name


def test_the_order_in_which_a_store_gives_things_changes_no_byte() -> None:
    turned = Catalogue(
        dict(reversed(WHOLE.dramas.items())),
        dict(reversed(WHOLE.artists.items())),
        dict(reversed(WHOLE.tracks.items())),
        WHOLE.tags,
        WHOLE.questions,
    )
    assert texts(turned, {"wiki": "a wiki"}) == texts(WHOLE, {"wiki": "a wiki"})


def test_what_is_unknown_is_left_out_and_a_list_stays_on_its_line() -> None:
    written = texts(WHOLE, {"wiki": "a wiki"})
    assert 'duo = { en = "Duo", kind = "group" }' in written["artists.toml"].splitlines()
    assert (
        'artists = ["iu"]\nfeat = ["펀치"]\ncomposers = ["iu"]\nlyricists = ["iu"]\narrangers = ["펀치"]'
        in written["dramas/hotel.toml"]
    )
    assert "unknown" not in written["dramas/hotel.toml"]


def test_a_source_that_nobody_explains_stands_for_itself(tmp_path: Path) -> None:
    write(WHOLE, {}, tmp_path)
    shipment = load(tmp_path)
    assert shipment.catalogue == WHOLE
    assert shipment.sources == {"wiki": "wiki", "a wiki": "a wiki"}


def test_a_folder_with_something_in_it_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(BadInput, match="is not empty; name a new folder"):
        write(WHOLE, {}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
