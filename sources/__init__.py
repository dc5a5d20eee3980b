"""Outside chart sources: public feeds that are fetched once a week, each only after the operator switched it on."""

from collections.abc import Iterable, Mapping, Sequence

from core.errors import BadInput, NotFound
from core.text import fold
from sources import apple, itunes, lastfm
from sources.apple import AppleMostPlayed
from sources.feed import Feed, Fetched
from sources.itunes import K_POP, SOUNDTRACK, ItunesGenre
from sources.lastfm import LastFmCountry
from sources.listenbrainz import ListenBrainzPopularity, Recording
from sources.web import Web
from sources.week import Edition, Step, Verdict, follows

__all__ = ["Edition", "Feed", "Fetched", "Recording", "Step", "Verdict", "Web", "chosen", "follows", "known_feeds"]


def known_feeds(*, recordings: Sequence[Recording] = (), lastfm_key: str | None = None) -> dict[str, Feed]:
    """Every feed there is, under its key. ListenBrainz is there with *recordings* to ask for, Last.fm with a key."""
    feeds: list[Feed] = [AppleMostPlayed(market) for market in apple.MARKETS]
    feeds += [ItunesGenre(market, genre) for genre in (SOUNDTRACK, K_POP) for market in itunes.MARKETS]
    if recordings:
        feeds.append(ListenBrainzPopularity(tuple(recordings)))
    if lastfm_key:
        feeds += [LastFmCountry(market, lastfm_key) for market in lastfm.MARKETS]
    return {feed.key: feed for feed in feeds}


def chosen(feeds: Mapping[str, Feed], keys: Iterable[str]) -> list[Feed]:
    """The feeds that the operator named; none when none is named.

    Raises:
        NotFound: there is no such feed.
        BadInput: the feed needs Last.fm's key, or recordings with MusicBrainz identifiers.
    """
    return [_feed(feeds, fold(key)) for key in keys if key.strip()]


def _feed(feeds: Mapping[str, Feed], key: str) -> Feed:
    if key in feeds:
        return feeds[key]
    kind = key.partition("-")[0]
    if kind == "lastfm" and not any(known.startswith("lastfm-") for known in feeds):
        raise BadInput(f"The source {key} needs a key of Last.fm: get one at www.last.fm/api and put it in .env.")
    if key == "listenbrainz":
        raise BadInput("The source listenbrainz needs tracks with MusicBrainz identifiers, and the catalogue has none.")
    alike = [known for known in feeds if known.startswith(kind)] or sorted({known.split("-")[0] for known in feeds})
    raise NotFound(f"There is no source “{key[:50]}”: choose among {', '.join(alike)}.")
