"""Where a track can be heard."""

from urllib.parse import unquote_plus, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.links import LONGEST_ADDRESS, Platform, platform_of, search_address, ways, words_for
from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, Track
from core.values import ArtistKey, DramaKey, TrackKey

SHOWER = Track(
    TrackKey("lovely-runner/shower"),
    DramaKey("lovely-runner"),
    Names("Sudden Shower", "소나기"),
    (Credit(ArtistKey("eclipse")),),
)
CATALOGUE = Catalogue(
    {DramaKey("lovely-runner"): Drama(DramaKey("lovely-runner"), Names("Lovely Runner", "선재 업고 튀어"))},
    {ArtistKey("eclipse"): Artist(ArtistKey("eclipse"), Names("ECLIPSE", "이클립스"))},
)


def with_links(*links: str) -> Track:
    """Sudden Shower with these addresses stored."""
    return Track(SHOWER.key, SHOWER.drama, SHOWER.title, SHOWER.credits, links=links)


@pytest.mark.parametrize(
    ("address", "platform"),
    [
        ("https://open.spotify.com/track/1", Platform.SPOTIFY),
        ("https://music.apple.com/kr/album/1", Platform.APPLE),
        ("https://music.youtube.com/watch?v=1", Platform.YOUTUBE_MUSIC),
        ("https://www.youtube.com/watch?v=1", Platform.YOUTUBE),
        ("https://m.youtube.com/watch?v=1", Platform.YOUTUBE),
        ("https://youtu.be/1", Platform.YOUTUBE),
        ("https://www.melon.com/song/detail.htm?songId=1", Platform.MELON),
        ("https://www.genie.co.kr/detail/songInfo?xgnm=1", Platform.GENIE),
        ("https://music.bugs.co.kr/track/1", Platform.BUGS),
        ("https://evilspotify.com/track/1", None),
        ("https://spotify.com.evil.org/track/1", None),
        ("https://open.spotify.com@evil.org/track/1", None),
        ("http://open.spotify.com/track/1", None),
        ("javascript:alert(1)", None),
        ("https://[broken", None),
        ("", None),
    ],
)
def test_a_stored_address_is_known_by_its_host_alone(address: str, platform: Platform | None) -> None:
    assert platform_of(address) is platform


def test_a_stored_address_comes_before_the_searches_and_takes_its_services_place() -> None:
    found = ways(with_links("https://music.bugs.co.kr/track/1", "https://music.bugs.co.kr/track/2"), CATALOGUE)
    assert (found[0].name, found[0].stored, found[0].address) == ("Bugs", True, "https://music.bugs.co.kr/track/1")
    assert sorted(way.name for way in found) == sorted(platform.called for platform in Platform)
    assert not any(way.stored for way in found[1:])


@pytest.mark.parametrize("platform", Platform)
def test_the_members_own_service_comes_first(platform: Platform) -> None:
    found = ways(with_links("https://www.youtube.com/watch?v=1"), CATALOGUE, first=platform)
    assert found[0].platform is platform
    assert len({way.name for way in found}) == len(found)


def test_what_is_no_https_address_or_too_long_for_a_button_is_left_out() -> None:
    links = ("http://www.melon.com/1", "javascript:alert(1)", f"https://www.melon.com/{'x' * 500}", "melon.com")
    assert not any(way.stored for way in ways(with_links(*links), CATALOGUE))


def test_a_host_that_nobody_listed_is_named_as_it_is() -> None:
    assert ways(with_links("https://www.bandcamp.com/x"), CATALOGUE)[0].name == "bandcamp.com"


def test_korean_services_are_searched_in_korean_and_others_in_english() -> None:
    assert words_for(SHOWER, CATALOGUE, Platform.MELON) == "소나기 이클립스"
    assert words_for(SHOWER, CATALOGUE, Platform.SPOTIFY) == "Sudden Shower ECLIPSE"


def test_without_a_singer_the_drama_is_searched_with() -> None:
    alone = Track(SHOWER.key, SHOWER.drama, SHOWER.title)
    assert words_for(alone, CATALOGUE, Platform.SPOTIFY) == "Sudden Shower Lovely Runner OST"


@pytest.mark.parametrize("platform", Platform)
def test_a_search_says_what_was_meant(platform: Platform) -> None:
    address = search_address(platform, "사랑 & Love? #1/2")
    assert unquote_plus(address.split("q=")[-1].split("/search/")[-1].split("term=")[-1].split("query=")[-1]) == (
        "사랑 & Love? #1/2"
    )
    assert platform_of(address) is platform


@given(st.sampled_from(Platform), st.text(max_size=400))
def test_every_search_is_an_https_address_that_fits_a_button(platform: Platform, words: str) -> None:
    address = search_address(platform, words)
    assert len(address) <= LONGEST_ADDRESS
    assert address.isascii()
    assert not set(address) & set(" <>\"'\\\n")
    assert urlsplit(address).scheme == "https"
    assert platform_of(address) is platform
