"""Which feeds there are, and that none is fetched unless it is named."""

import pytest

from core.charts.naming import market_name
from core.errors import BadInput, NotFound, Refusal
from sources import Recording, chosen, known_feeds
from tests.sources.station import one_sentence

RECORDING = Recording("9980309d-3480-4e7e-89ce-fce971a452be", "Song", "Singer")


def test_without_a_choice_no_feed_is_on() -> None:
    assert chosen(known_feeds(), []) == []
    assert chosen(known_feeds(), ["", " "]) == []


def test_a_feed_is_chosen_by_its_key_in_any_case() -> None:
    (feed,) = chosen(known_feeds(), [" Apple-KR "])
    assert feed.key == "apple-kr"


def test_every_feed_is_known_by_its_own_key_and_names_its_source() -> None:
    feeds = known_feeds(recordings=[RECORDING], lastfm_key="key")
    assert all(key == feed.key for key, feed in feeds.items())
    assert {"apple-kr", "itunes-us-soundtrack", "itunes-jp-k-pop", "listenbrainz", "lastfm-kr"} <= feeds.keys()
    assert len({feed.attribution for feed in feeds.values()}) == len(feeds)


def test_every_market_has_a_name_in_words() -> None:
    markets = {key.split("-")[1] for key in known_feeds(lastfm_key="key")}
    assert all(market_name(market) != market.upper() for market in markets)


def test_korea_has_no_itunes_store() -> None:
    assert not [key for key in known_feeds() if key.startswith("itunes-kr")]


@pytest.mark.parametrize(
    ("key", "kind", "told"),
    [
        ("melon", NotFound, "choose among apple, itunes"),
        ("apple-cn", NotFound, "choose among apple-kr"),
        ("itunes-kr-soundtrack", NotFound, "choose among itunes-us-soundtrack"),
        ("lastfm-kr", BadInput, "needs a key of Last.fm"),
        ("listenbrainz", BadInput, "needs tracks with MusicBrainz identifiers"),
    ],
)
def test_a_feed_that_cannot_be_had_says_why(key: str, kind: type[Refusal], told: str) -> None:
    with pytest.raises(kind, match=told) as refused:
        chosen(known_feeds(), [key])
    assert one_sentence(refused.value) or "catalogue has none" in str(refused.value)
