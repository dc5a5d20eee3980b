"""Where a track can be heard, from a given second on where the platform's links can say so."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bot.ui.card import Button, link
from core.catalog.labels import shorten
from core.catalog.links import Listen, Platform, platform_of, ways
from core.catalog.model import Catalogue
from core.catalog.tongue import Tongue
from core.parties.model import Item
from core.parties.tracklist import clock


def links(item: Item, catalogue: Catalogue, say: Tongue, offset: int = 0) -> list[Button]:
    """Where a track can be heard, at most five; at *offset* seconds where the platform's links can say so."""
    track = catalogue.tracks.get(item.track) if item.track else None
    listens = ways(track, catalogue) if track else [_stored(address, say) for address in item.links]
    return [link(_label(each, offset, say), starting_at(each.address, offset)) for each in listens[:5]]


def way_words(way: Listen, say: Tongue) -> str:
    """What a button is called that leads to a track, or to a search for it."""
    return shorten(way.name if way.stored else say(f"Search {way.name}", f"{way.name}에서 검색"), 80)


def starting_at(address: str, offset: int) -> str:
    """*address* so that it starts *offset* seconds in; unchanged where the platform's links cannot say that.

    YouTube takes ``t`` in seconds (support.google.com/youtube/answer/57741); the others have nothing of the kind.
    """
    if not offset or not starts_inside(address):
        return address
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name not in ("t", "start")]
    return urlunsplit(parts._replace(query=urlencode([*query, ("t", str(offset))])))


def starts_inside(address: str) -> bool:
    """Whether a link to *address* can name the second at which it starts."""
    parts = urlsplit(address)
    single = parts.path == "/watch" or (parts.hostname or "") == "youtu.be"
    return platform_of(address) in (Platform.YOUTUBE, Platform.YOUTUBE_MUSIC) and single


def _stored(address: str, say: Tongue) -> Listen:
    platform = platform_of(address)
    name = platform.called if platform else (urlsplit(address).hostname or say("Listen", "듣기"))
    return Listen(name, address, stored=True, platform=platform)


def _label(listen: Listen, offset: int, say: Tongue) -> str:
    if offset and starts_inside(listen.address):
        return say(f"{listen.name} at {clock(offset)}", f"{listen.name} {clock(offset)}부터")
    return way_words(listen, say)
