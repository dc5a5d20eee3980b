"""Finding the catalogue's track behind a chart's listing."""

import csv
import re

import pytest

from core.catalog.model import Artist, Catalogue, Credit, CreditRole, Drama, Names, Release, ReleaseKind, Track
from core.charts.matching.album import parse_album
from core.charts.matching.match import OstMatcher
from core.charts.matching.spelling import squeeze
from core.values import ArtistKey, DramaKey, TrackKey
from tests.core.charts.conftest import Data


def drama(key: str, en: str, ko: str) -> Drama:
    return Drama(DramaKey(key), Names(en, ko))


def artist(key: str, en: str | None, ko: str | None = None) -> Artist:
    return Artist(ArtistKey(key), Names(en, ko))


def track(key: str, title: Names, *artists: str, part: int | None = None, guest: str | None = None) -> Track:
    credits_ = [Credit(ArtistKey(name)) for name in artists]
    if guest:
        credits_.append(Credit(ArtistKey(guest), CreditRole.FEATURED))
    home = DramaKey(key.partition("/")[0])
    return Track(TrackKey(key), home, title, tuple(credits_), Release(ReleaseKind.PART, part))


@pytest.fixture
def matcher() -> OstMatcher:
    dramas = [
        drama("lovely-runner", "Lovely Runner", "선재 업고 튀어"),
        drama("our-blues", "Our Blues", "우리들의 블루스"),
        drama("sun", "Descendants of the Sun", "태양의 후예"),
        drama("proposal", "Business Proposal", "사내맞선"),
    ]
    artists = [
        artist("n-flying", "N.Flying", "엔플라잉"),
        artist("jimin", "Jimin", "지민"),
        artist("ha-sung-woon", "HA SUNG WOON", "하성운"),
        artist("lyn", "Lyn", "린"),
        artist("melomance", "MeloMance", "멜로망스"),
        artist("gummy", "GUMMY", "거미"),
        artist("punch", "Punch", "펀치"),
    ]
    tracks = [
        track("lovely-runner/star", Names("Star"), "n-flying", part=2),
        track("lovely-runner/gift", Names("Gift", "선물"), "ha-sung-woon", part=9),
        track("our-blues/with-you", Names("With you"), "jimin", "ha-sung-woon", part=4),
        track("sun/with-you", Names("With You"), "lyn", part=7),
        track("proposal/love-maybe", Names("Love, Maybe", "사랑인가 봐"), "melomance"),
        track("sun/everything", Names("You Are My Everything"), "gummy", part=4, guest="punch"),
        track("sun/everything-en", Names("You Are My Everything (English Version)"), "gummy", part=4),
    ]
    return OstMatcher(
        Catalogue(
            {one.key: one for one in dramas},
            {one.key: one for one in artists},
            {one.key: one for one in tracks},
        )
    )


@pytest.mark.parametrize(
    ("title", "artist_", "found"),
    [
        ("Star", "엔플라잉(N.Flying)", "lovely-runner/star"),
        ("STAR", "N.Flying", "lovely-runner/star"),
        ("선물", "하성운", "lovely-runner/gift"),
        ("Gift", "Ha Sung Woon", "lovely-runner/gift"),
        ("With you", "Jimin, HA SUNG WOON", "our-blues/with-you"),
        ("With You", "HA SUNG WOON x Jimin", "our-blues/with-you"),
        ("With You", "Lyn", "sun/with-you"),
        ("사랑인가 봐", "멜로망스(MeloMance)", "proposal/love-maybe"),
        ("Love, Maybe (feat. Somebody)", "MeloMance", "proposal/love-maybe"),
        ("You Are My Everything", "GUMMY", "sun/everything"),
        ("You Are My Everything - English Version", "GUMMY", "sun/everything-en"),
    ],
)
def test_title_and_artist_in_either_script_find_the_track(
    matcher: OstMatcher, title: str, artist_: str, found: str
) -> None:
    track_ = matcher.match(title, artist_)
    assert track_ is not None
    assert track_.key == found


@pytest.mark.parametrize(
    ("title", "artist_", "album"),
    [
        ("Star", "Colde", None),
        ("Star", "", None),
        ("With you", "Somebody", None),
        ("With You", "Chris Brown", "Exclusive"),
        ("Gift", "Ha Sung Woon", "Our Blues (Original Television Soundtrack), Pt. 4"),
        ("Star (Instrumental)", "N.Flying", None),
        ("LOST", "N.Flying", "LOST"),
        ("OST (feat. Chanmina)", "ASH ISLAND", "OST"),
        ("You Are My Everything", "Punch", None),
        ("Who Is This", "Jimin", None),
    ],
)
def test_a_title_alone_or_another_dramas_album_finds_nothing(
    matcher: OstMatcher, title: str, artist_: str, album: str | None
) -> None:
    assert matcher.match(title, artist_, album) is None


@pytest.mark.parametrize("album", ["우리들의 블루스 OST Part 4", "Our Blues, Pt. 4 (Original Television Soundtrack)"])
def test_the_album_stands_in_for_an_artist_whose_spelling_is_unknown(matcher: OstMatcher, album: str) -> None:
    found = matcher.match("With you", "JIMIN of BTS & Sungwoon", album)
    assert found is not None
    assert found.key == "our-blues/with-you"


def test_a_leading_article_of_the_drama_means_nothing(matcher: OstMatcher) -> None:
    found = matcher.match("Love, Maybe", "Mel o Mance", "Love, Maybe (A Business Proposal OST Special Track)")
    assert found is not None
    assert found.key == "proposal/love-maybe"


def test_every_soundtrack_row_of_three_months_of_korean_charts_is_found_and_nothing_else(data: Data) -> None:
    dramas: dict[DramaKey, Drama] = {}
    artists: dict[ArtistKey, Artist] = {}
    tracks: dict[TrackKey, Track] = {}
    with data("catalogue/ost_tracks.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            home = DramaKey(squeeze(row["drama_ko"]))
            dramas[home] = Drama(home, Names(row["drama_en"] or None, row["drama_ko"]))
            names = [name for name in re.split(r"\s*[|,;]\s*", row["artists_as_listed"]) if name]
            for name in names:
                artists[ArtistKey(name)] = Artist(ArtistKey(name), Names(name))
            key = TrackKey(str(number))
            credits_ = tuple(Credit(ArtistKey(name)) for name in names)
            tracks[key] = Track(key, home, Names(row["title_as_listed"]), credits_)
    matcher = OstMatcher(Catalogue(dramas, artists, tracks))
    titles = {squeeze(name): one.key for one in dramas.values() for name in one.title.all}
    with data("kr_daily/kr_daily_2024-04-30_2024-07-31.csv").open(encoding="utf-8", newline="") as file:
        listed = {(row["title"], row["artist"], row["album"]) for row in csv.DictReader(file)}
    soundtracks = set()
    for title, artist_, album in listed:
        ost = parse_album(album, lambda name: squeeze(name) in titles)
        home_ = next((titles[squeeze(name)] for name in ost.names if squeeze(name) in titles), None) if ost else None
        found = matcher.match(title, artist_, album or None)
        if album:
            assert (found.drama if found else None) == home_, (title, artist_, album)
        if home_:
            soundtracks.add(squeeze(title))
    assert len(soundtracks) >= 25
    for title, artist_, album in listed:
        if not album and matcher.match(title, artist_):
            assert squeeze(title) in soundtracks, (title, artist_)
