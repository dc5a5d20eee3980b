"""Only https, only the feed's own hosts, only the public internet."""

from pathlib import Path

import pytest

from sources import Web, known_feeds
from sources.address import PublicResolver, host_of, is_public
from sources.apple import AppleMostPlayed
from sources.errors import AddressRefused, SourceAway
from sources.feed import Page, Request
from sources.listenbrainz import Recording
from tests.sources.station import NOW, Names, Station, apple, one_sentence

HOSTS = frozenset({"itunes.apple.com"})

INSIDE = [
    "127.0.0.1",
    "127.8.8.8",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - it is refused, not bound to
    "255.255.255.255",
    "224.0.1.1",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:224.0.1.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
]
OUTSIDE = ["17.253.144.10", "138.201.227.205", "2a01:b740:a42::1", "::ffff:17.253.144.10", "64:ff9b::11fd:900a"]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_that_is_not_public_is_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_public_address_is_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://itunes.apple.com/us/rss",
        "ftp://itunes.apple.com/us/rss",
        "file:///etc/passwd",
        "//itunes.apple.com/us/rss",
        "itunes.apple.com/us/rss",
        "https://evil.example/us/rss",
        "https://itunes.apple.com.evil.example/us/rss",
        "https://evil.example/itunes.apple.com",
        "https://itunes.apple.com@evil.example/us/rss",
        "https://user@itunes.apple.com/us/rss",
        "https://evil.example\\@itunes.apple.com/us/rss",
        "https://itunes.apple.com:8443/us/rss",
        "https://itunes.apple.com:port/us/rss",
        "https://127.0.0.1/us/rss",
        "http://127.0.0.1:80/us/rss",
        "https://[::1]/us/rss",
        "https://2130706433/us/rss",
        "https://169.254.169.254/latest/meta-data",
        "https://itunes.apple.com/us/rss\r\nHost: evil.example",
        "https://itunes.apple.com/us/rss list",
        "https:///us/rss",
        "",
    ],
)
def test_no_other_address_is_fetched(address: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        host_of(address, HOSTS)
    assert one_sentence(refused.value) or str(refused.value).startswith("ostbot fetches this source from")


def test_an_address_on_the_list_is_fetched() -> None:
    assert host_of("https://itunes.apple.com/us/rss/topsongs/limit=100/genre=16/json", HOSTS) == "itunes.apple.com"


@pytest.mark.parametrize("address", ["http://127.0.0.1:80/", "https://10.0.0.1/", "https://127.0.0.1/"])
def test_a_number_on_the_list_does_not_help(address: str) -> None:
    with pytest.raises(AddressRefused):
        host_of(address, {"127.0.0.1", "10.0.0.1"})


def test_loopback_is_for_those_who_allow_it_and_no_other_host_profits() -> None:
    assert host_of("http://127.0.0.1:8080/x", {"127.0.0.1"}, allow_loopback=True) == "127.0.0.1"
    with pytest.raises(AddressRefused):
        host_of("http://itunes.apple.com/x", HOSTS, allow_loopback=True)


@pytest.mark.parametrize("address", INSIDE)
async def test_a_host_that_leads_inside_is_not_connected_to(tmp_path: Path, address: str) -> None:
    names = Names("17.253.144.10", address)
    async with Web(tmp_path, clock=lambda: NOW, chance=lambda: 0.5, resolver=names) as out:
        with pytest.raises(AddressRefused, match="not on the public internet") as refused:
            await out.fetch(AppleMostPlayed("kr"))
    assert one_sentence(refused.value)
    assert names.asked == ["rss.marketingtools.apple.com"]


async def test_allowing_loopback_opens_no_other_private_address() -> None:
    with pytest.raises(AddressRefused):
        await PublicResolver(Names("169.254.169.254"), allow_loopback=True).resolve("rss.marketingtools.apple.com")


async def test_a_public_host_resolves_to_what_was_checked() -> None:
    found = await PublicResolver(Names(*OUTSIDE)).resolve("itunes.apple.com", 443)
    assert [result["host"] for result in found] == OUTSIDE


async def test_without_permission_this_machine_is_not_asked(station: Station, tmp_path: Path) -> None:
    station.says(apple())
    async with Web(tmp_path, clock=lambda: NOW, chance=lambda: 0.5) as out:
        with pytest.raises(AddressRefused):
            await out.fetch(AppleMostPlayed("kr", base=station.base))
    assert station.asked == []


async def test_a_feed_reaches_its_own_hosts_alone(out: Web, station: Station) -> None:
    station.says(apple())
    get = out.within(frozenset({"itunes.apple.com"}))
    with pytest.raises(AddressRefused, match=r"from itunes\.apple\.com alone, not from 127\.0\.0\.1"):
        await get(Request(f"{station.base}/anything"))
    assert station.asked == []


async def test_every_known_feed_asks_its_one_named_host_over_https() -> None:
    recording = Recording("9980309d-3480-4e7e-89ce-fce971a452be", "Song", "Singer")
    feeds = known_feeds(recordings=[recording], lastfm_key="key").values()
    asked: list[str] = []

    async def get(request: Request) -> Page:
        asked.append(request.address)
        raise SourceAway("Nobody is asked: this is a test.")

    for feed in feeds:
        with pytest.raises(SourceAway):
            await feed.fetch(get, now=NOW)
    found = {host_of(address, feed.hosts) for address, feed in zip(asked, feeds, strict=True)}
    assert found == {
        "rss.marketingtools.apple.com",
        "itunes.apple.com",
        "api.listenbrainz.org",
        "ws.audioscrobbler.com",
    }
    assert all(len(feed.hosts) == 1 for feed in feeds)
