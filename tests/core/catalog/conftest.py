"""A small catalogue of real titles."""

from datetime import date

import pytest

from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, Release, ReleaseKind, Track
from core.catalog.search import Index
from core.values import ArtistKey, DramaKey, TrackKey

DRAMAS = {
    "goblin": (Names("Goblin", "쓸쓸하고 찬란하神-도깨비", ("도깨비", "Guardian")), date(2016, 12, 2)),
    "hotel-del-luna": (Names("Hotel del Luna", "호텔 델루나"), date(2019, 7, 13)),
    "crash-landing-on-you": (Names("Crash Landing on You", "사랑의 불시착"), date(2019, 12, 14)),
    "lovely-runner": (Names("Lovely Runner", "선재 업고 튀어"), None),
    "our-blues": (Names("Our Blues", "우리들의 블루스"), date(2022, 4, 9)),
    "descendants-of-the-sun": (Names("Descendants of the Sun", "태양의 후예"), date(2016, 2, 24)),
    "its-okay-to-not-be-okay": (Names("It's Okay to Not Be Okay", "사이코지만 괜찮아"), date(2020, 6, 20)),
}
ARTISTS = {
    "taeyeon": Names("TAEYEON", "태연"),
    "punch": Names("Punch", "펀치"),
    "chanyeol": Names("CHANYEOL", "찬열"),
    "n-flying": Names("N.Flying", "엔플라잉"),
    "eclipse": Names("ECLIPSE", "이클립스"),
    "iu": Names("IU", "아이유"),
    "jimin": Names("Jimin", "지민"),
    "lyn": Names("LYn", "린"),
    "davichi": Names("DAVICHI", "다비치"),
    "beyonce": Names("Beyoncé"),
}
TRACKS = {
    "goblin/stay-with-me": (Names("Stay With Me"), ("chanyeol", "punch")),
    "goblin/beautiful": (Names("Beautiful"), ()),
    "hotel-del-luna/poem": (Names("All About You", "그대라는 시"), ("taeyeon",)),
    "hotel-del-luna/star": (Names("Star"), ("punch",)),
    "lovely-runner/star": (Names("Star"), ("n-flying",)),
    "lovely-runner/shower": (Names("Sudden Shower", "소나기"), ("eclipse",)),
    "lovely-runner/starlight": (Names("Starlight"), ()),
    "lovely-runner/my-star": (Names("My Star"), ()),
    "lovely-runner/stir": (Names("Stirring"), ()),
    "our-blues/with-you": (Names("With you"), ("jimin",)),
    "descendants-of-the-sun/with-you": (Names("With You"), ("lyn",)),
    "crash-landing-on-you/heart": (Names("Give You My Heart", "마음을 드려요"), ("iu",)),
    "crash-landing-on-you/sunset": (Names(ko="노을"), ("davichi",)),
    "crash-landing-on-you/flower": (Names("Flower"), ()),
}
PARTS = {
    "goblin/stay-with-me": Release(ReleaseKind.PART, 1, date(2016, 12, 3)),
    "goblin/beautiful": Release(ReleaseKind.PART, 4, date(2017, 1, 7)),
    "hotel-del-luna/poem": Release(ReleaseKind.PART, 3, date(2019, 7, 21)),
    "hotel-del-luna/star": Release(ReleaseKind.PART, 12),
    "crash-landing-on-you/heart": Release(ReleaseKind.PART, 11),
}


@pytest.fixture(scope="session")
def small() -> Catalogue:
    """Seven dramas with some of their songs."""
    dramas = {DramaKey(key): Drama(DramaKey(key), title, aired) for key, (title, aired) in DRAMAS.items()}
    artists = {ArtistKey(key): Artist(ArtistKey(key), name) for key, name in ARTISTS.items()}
    tracks = {
        TrackKey(key): Track(
            TrackKey(key),
            DramaKey(key.split("/")[0]),
            title,
            tuple(Credit(ArtistKey(artist)) for artist in by),
            PARTS.get(key, Release()),
        )
        for key, (title, by) in TRACKS.items()
    }
    return Catalogue(dramas, artists, tracks)


@pytest.fixture(scope="session")
def index(small: Catalogue) -> Index:
    """The small catalogue, searchable."""
    return Index(small)
