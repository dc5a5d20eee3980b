"""What the sources of the catalogue are called; ``seeds/SOURCES.md`` says what was taken from each."""

from collections.abc import Iterable

from core.charts.naming import platform_name
from core.language import Language, Words


def _article(title: str) -> Words:
    return Words(f"article “{title}”", f"기사 “{title}”")


_NAMES: dict[str, str | Words] = {
    "billboard": platform_name("billboard"),
    "bugs": platform_name("bugs"),
    "server": Words("this server", "이 서버"),
    "melon": platform_name("melon"),
    "spotify": platform_name("spotify"),
    "drama-lists": Words("drama lists", "드라마 목록"),
    "enwiki": Words("English Wikipedia", "영어 위키백과"),
    "kowiki": Words("Korean Wikipedia", "한국어 위키백과"),
    "kpop-fandom": Words("K-pop Wiki", "K-pop 위키"),
    "mydramalist": "MyDramaList",
    "namuwiki": Words("Namuwiki", "나무위키"),
    "press": Words("Korean press", "한국 언론"),
    "spotify-dates": "Spotify",
    "spotify-kr": "Spotify",
    "tmdb": "TMDB",
    "us-ost-article-2025": _article("Top 5 Korean drama OSTs of 2025 dominating US streaming charts"),
    "us-quarter-article": _article("K-drama soundtracks that dominated US streaming charts in the last quarter"),
}


def source_name(source: str, language: Language = Language.EN) -> str:
    """A source as its readers know it; an id that nobody named here stays what it is."""
    name = _NAMES.get(source, source)
    return name.said(language) if isinstance(name, Words) else name


def source_names(sources: Iterable[str], language: Language = Language.EN) -> list[str]:
    """The names of *sources*, each once."""
    return list(dict.fromkeys(source_name(source, language) for source in sources))


def is_article(source: str) -> bool:
    """Whether the source is an article, whose judgements are its own."""
    return "article" in source.casefold()
