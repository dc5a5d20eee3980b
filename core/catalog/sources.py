"""What the sources of the catalogue are called; ``seeds/SOURCES.md`` says what was taken from each."""

from collections.abc import Iterable

from core.charts.naming import platform_name

_NAMES = {
    "billboard": platform_name("billboard"),
    "bugs": platform_name("bugs"),
    "server": "this server",
    "melon": platform_name("melon"),
    "spotify": platform_name("spotify"),
    "drama-lists": "drama lists",
    "enwiki": "English Wikipedia",
    "kowiki": "Korean Wikipedia",
    "kpop-fandom": "K-pop Wiki",
    "mydramalist": "MyDramaList",
    "namuwiki": "Namuwiki",
    "press": "Korean press",
    "spotify-dates": "Spotify",
    "spotify-kr": "Spotify",
    "tmdb": "TMDB",
    "us-ost-article-2025": "article “Top 5 Korean drama OSTs of 2025 dominating US streaming charts”",
    "us-quarter-article": "article “K-drama soundtracks that dominated US streaming charts in the last quarter”",
}


def source_name(source: str) -> str:
    """A source as its readers know it; an id that nobody named here stays what it is."""
    return _NAMES.get(source, source)


def source_names(sources: Iterable[str]) -> list[str]:
    """The names of *sources*, each once."""
    return list(dict.fromkeys(map(source_name, sources)))


def is_article(source: str) -> bool:
    """Whether the source is an article, whose judgements are its own."""
    return "article" in source.casefold()
