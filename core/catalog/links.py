"""Where a track can be heard: the addresses that somebody stored, and for the other services a search."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, quote_plus, urlsplit

from core.catalog.labels import shorten
from core.catalog.model import Catalogue, CreditRole, Names, Track

LONGEST_ADDRESS = 512
"""Characters that Discord takes as the address of a button."""


class Platform(StrEnum):
    """A service that plays music."""

    SPOTIFY = "spotify"
    APPLE = "apple"
    YOUTUBE_MUSIC = "youtube-music"
    YOUTUBE = "youtube"
    MELON = "melon"
    GENIE = "genie"
    BUGS = "bugs"

    @property
    def called(self) -> str:
        """Its name as it writes it."""
        return _CALLED[self]

    @property
    def korean(self) -> bool:
        """Whether it lists songs under their Korean names."""
        return self in (Platform.MELON, Platform.GENIE, Platform.BUGS)


_CALLED = {
    Platform.SPOTIFY: "Spotify",
    Platform.APPLE: "Apple Music",
    Platform.YOUTUBE_MUSIC: "YouTube Music",
    Platform.YOUTUBE: "YouTube",
    Platform.MELON: "Melon",
    Platform.GENIE: "Genie",
    Platform.BUGS: "Bugs",
}
_HOSTS = {
    "music.youtube.com": Platform.YOUTUBE_MUSIC,
    "youtube.com": Platform.YOUTUBE,
    "youtu.be": Platform.YOUTUBE,
    "spotify.com": Platform.SPOTIFY,
    "spotify.link": Platform.SPOTIFY,
    "music.apple.com": Platform.APPLE,
    "itunes.apple.com": Platform.APPLE,
    "melon.com": Platform.MELON,
    "genie.co.kr": Platform.GENIE,
    "bugs.co.kr": Platform.BUGS,
}
_SEARCHES = {
    Platform.SPOTIFY: ("https://open.spotify.com/search/", "%20"),
    Platform.APPLE: ("https://music.apple.com/us/search?term=", "+"),
    Platform.YOUTUBE_MUSIC: ("https://music.youtube.com/search?q=", "+"),
    Platform.YOUTUBE: ("https://www.youtube.com/results?search_query=", "+"),
    Platform.MELON: ("https://www.melon.com/search/total/index.htm?q=", "+"),
    Platform.GENIE: ("https://www.genie.co.kr/search/searchMain?query=", "+"),
    Platform.BUGS: ("https://music.bugs.co.kr/search/integrated?q=", "+"),
}
_NUMBERED = {
    Platform.APPLE: ("i",),
    Platform.YOUTUBE: ("v",),
    Platform.YOUTUBE_MUSIC: ("v",),
    Platform.MELON: ("songId",),
    Platform.GENIE: ("xgnm",),
}
_PATHS = {
    Platform.SPOTIFY: re.compile(r"/track/(\w+)"),
    Platform.APPLE: re.compile(r"/song/(?:[^/]+/)?(\d+)"),
    Platform.YOUTUBE: re.compile(r"^/(?:shorts/|live/|embed/)?([\w-]{11})$"),
    Platform.YOUTUBE_MUSIC: re.compile(r"^/([\w-]{11})$"),
    Platform.MELON: re.compile(r"/song/(\d+)"),
    Platform.GENIE: re.compile(r"/song/(\d+)"),
    Platform.BUGS: re.compile(r"/track/(\d+)"),
}
"""Where a service's addresses hold the number of a song: in what they ask, else in their path."""


@dataclass(frozen=True, slots=True)
class Listen:
    """One way to hear a track: *stored* leads to it, else it is a search. *name* is the service's or the host's."""

    name: str
    address: str
    stored: bool
    platform: Platform | None = None


def platform_of(address: str) -> Platform | None:
    """The service that *address* belongs to; ``None`` for one nobody listed here."""
    host = _host(address)
    labels = host.split(".")
    return next((_HOSTS[end] for n in range(len(labels)) if (end := ".".join(labels[n:])) in _HOSTS), None)


def recording_of(address: str) -> tuple[Platform, str] | None:
    """The service and the number there of the song that *address* leads to, however it is written: with a country, a
    language or what was shared from where; ``None`` where it leads to no song."""
    platform = platform_of(address)
    if platform is None:
        return None
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    number = next((asked[name][0] for name in _NUMBERED.get(platform, ()) if asked.get(name)), None)
    if number is None and (found := _PATHS[platform].search(parts.path)):
        number = found[1]
    video = Platform.YOUTUBE if platform is Platform.YOUTUBE_MUSIC else platform
    return (video, number) if number else None


def search_address(platform: Platform, words: str) -> str:
    """The address of a search for *words*; what would make it longer than a button takes is left off at their end."""
    front, blank = _SEARCHES[platform]
    room = len(words)
    while len(found := front + quote_plus(shorten(words, room).rstrip("…")).replace("+", blank)) > LONGEST_ADDRESS:
        room -= 1
    return found


def ways(track: Track, catalogue: Catalogue, *, first: Platform | None = None) -> list[Listen]:
    """Every way to hear *track*: on the service *first* before all, then the stored addresses, then the searches.

    Of several stored addresses of one service the first counts; what is no https address, or too long for a button,
    is left out.
    """
    stored: dict[str, Listen] = {}
    for address in track.links:
        if (host := _host(address)) and len(address) <= LONGEST_ADDRESS:
            platform = platform_of(address)
            name = platform.called if platform else host.removeprefix("www.")
            stored.setdefault(name, Listen(name, address, stored=True, platform=platform))
    known = {listen.platform for listen in stored.values()}
    searches = [
        Listen(each.called, search_address(each, words_for(track, catalogue, each)), stored=False, platform=each)
        for each in Platform
        if each not in known
    ]
    return sorted([*stored.values(), *searches], key=lambda way: first is None or way.platform is not first)


def words_for(track: Track, catalogue: Catalogue, platform: Platform) -> str:
    """What one types there to find *track*: its title with its first singer, or without one with its drama."""
    singer = next((each.artist for each in track.credits if each.role is CreditRole.MAIN), None)
    if singer is not None:
        return f"{_name(track.title, platform)} {_name(catalogue.artists[singer].name, platform)}"
    return f"{_name(track.title, platform)} {_name(catalogue.dramas[track.drama].title, platform)} OST"


def _name(names: Names, platform: Platform) -> str:
    return (names.ko or str(names)) if platform.korean else str(names)


def _host(address: str) -> str:
    """The host of an https address, else nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme == "https" else ""
