"""What a chart is called: its stable key and its name in words."""

import re
from difflib import get_close_matches

from core.charts.model import Chart
from core.errors import BadInput
from core.text import fold
from core.values import ChartKey

_OST = "-ost"
_OSTS_ON = "K-drama OSTs on "
_CADENCES = ("daily", "weekly", "monthly")
_KEY = re.compile(rf"([a-z0-9]+)-([a-z]+)(?:-([a-z0-9-]+?))?-({'|'.join(_CADENCES)})({_OST})?")

LONGEST_KEY = 40
"""Characters of a source chart's key; a button names its chart in a custom id of at most 100 characters."""

_PLATFORMS = {
    "apple": "Apple Music",
    "billboard": "Billboard",
    "bugs": "Bugs",
    "deezer": "Deezer",
    "flo": "FLO",
    "genie": "Genie",
    "itunes": "iTunes",
    "lastfm": "Last.fm",
    "listenbrainz": "ListenBrainz",
    "melon": "Melon",
    "spotify": "Spotify",
    "vibe": "VIBE",
    "youtube": "YouTube",
}

_KINDS = {"hot100": "Hot 100", "k-pop": "K-Pop", "k-songs": "K-Songs", "top50": "Top 50", "viral": "Viral"}

_MARKETS = {
    "global": "Global",
    "ae": "United Arab Emirates",
    "ar": "Argentina",
    "at": "Austria",
    "au": "Australia",
    "be": "Belgium",
    "bg": "Bulgaria",
    "bo": "Bolivia",
    "br": "Brazil",
    "by": "Belarus",
    "ca": "Canada",
    "ch": "Switzerland",
    "cl": "Chile",
    "cn": "China",
    "co": "Colombia",
    "cr": "Costa Rica",
    "cy": "Cyprus",
    "cz": "Czech Republic",
    "de": "Germany",
    "dk": "Denmark",
    "do": "Dominican Republic",
    "ec": "Ecuador",
    "ee": "Estonia",
    "eg": "Egypt",
    "es": "Spain",
    "fi": "Finland",
    "fr": "France",
    "gb": "United Kingdom",
    "gr": "Greece",
    "gt": "Guatemala",
    "hk": "Hong Kong",
    "hn": "Honduras",
    "hu": "Hungary",
    "id": "Indonesia",
    "ie": "Ireland",
    "il": "Israel",
    "in": "India",
    "is": "Iceland",
    "it": "Italy",
    "jp": "Japan",
    "kr": "South Korea",
    "kz": "Kazakhstan",
    "lt": "Lithuania",
    "lu": "Luxembourg",
    "lv": "Latvia",
    "ma": "Morocco",
    "mx": "Mexico",
    "my": "Malaysia",
    "ng": "Nigeria",
    "ni": "Nicaragua",
    "nl": "Netherlands",
    "no": "Norway",
    "nz": "New Zealand",
    "pa": "Panama",
    "pe": "Peru",
    "ph": "Philippines",
    "pk": "Pakistan",
    "pl": "Poland",
    "pt": "Portugal",
    "py": "Paraguay",
    "ro": "Romania",
    "sa": "Saudi Arabia",
    "se": "Sweden",
    "sg": "Singapore",
    "sk": "Slovakia",
    "sv": "El Salvador",
    "th": "Thailand",
    "tr": "Turkey",
    "tw": "Taiwan",
    "ua": "Ukraine",
    "us": "United States",
    "uy": "Uruguay",
    "ve": "Venezuela",
    "vn": "Vietnam",
    "za": "South Africa",
}
USUAL = (
    *("spotify-kr-weekly", "spotify-global-weekly", "melon-kr-weekly", "genie-kr-weekly", "bugs-kr-weekly"),
    *("flo-kr-weekly", "vibe-kr-weekly", "youtube-kr-weekly", "apple-kr-daily", "melon-kr-daily"),
    *("billboard-us-hot100-weekly", "billboard-global-200-weekly"),
)
"""The charts that a server usually brings in, by key."""

_CODES = {fold(name): code for code, name in _MARKETS.items()} | {
    "korea": "kr",
    "korea, republic of": "kr",
    "usa": "us",
    "uk": "gb",
}


def chart_key(platform: str, market: str, kind: str, cadence: str) -> ChartKey:
    """The stable key of a chart: ``spotify-kr-weekly``; a kind but "top" is named: ``spotify-us-viral-daily``."""
    return ChartKey("-".join(part for part in (platform, market, "" if kind == "top" else kind, cadence) if part))


def chart_title(platform: str, market: str, kind: str, cadence: str) -> str:
    """The chart in words: ``Spotify South Korea, weekly``."""
    words = [platform_name(platform), market_name(market)]
    if kind != "top":
        words.append(_KINDS.get(kind, kind.replace("-", " ").title()))
    return f"{' '.join(words)}, {cadence}"


def ost_key(source: ChartKey) -> ChartKey:
    """The key of the OST chart that is drawn from *source*: ``spotify-kr-weekly-ost``."""
    return ChartKey(f"{source}{_OST}")


def ost_title(source: str) -> str:
    """The OST chart of the chart titled *source*, in words: ``K-drama OSTs on Spotify South Korea, weekly``."""
    return f"{_OSTS_ON}{source}"


def title_ko(chart: Chart) -> str:
    """The title of *chart* for a Korean reader; a publisher's own list keeps the name it has."""
    return in_korean(chart.title)


def in_korean(title: str) -> str:
    """A chart's *title* for a Korean reader."""
    return f"한국 드라마 OST · {title.removeprefix(_OSTS_ON)}" if title.startswith(_OSTS_ON) else title


def platform_name(platform: str) -> str:
    """Who publishes, in words: ``Apple Music``."""
    return _PLATFORMS.get(platform, platform.title())


def market_name(market: str) -> str:
    """The market in words; a code nobody listed stays a code: ``South Korea``, ``XX``."""
    return _MARKETS.get(market, market.upper())


def market_code(name: str) -> str | None:
    """The market's code from its code or its English name in any case; ``None`` where it is neither."""
    plain = fold(name)
    return plain if plain in _MARKETS else _CODES.get(plain)


def chart_of(key: str) -> Chart:
    """The chart that a typed *key* names, its OST chart included.

    Raises:
        BadInput: *key* is not written like a chart's key.
    """
    match = _KEY.fullmatch(fold(key))
    if match is None or (match[2] not in _MARKETS and len(match[2]) != 2):
        near = [usual for usual in USUAL if fold(key) and fold(key) in usual] or get_close_matches(fold(key), USUAL, 2)
        meant = f" Did you mean {' or '.join(near[:2])}?" if near else ""
        raise BadInput(
            f"“{key}” is no chart's key; write platform-market-cadence, for example spotify-kr-weekly.{meant}"
        )
    platform, market, kind, cadence = match[1], match[2], match[3] or "top", match[4]
    source = chart_key(platform, market, kind, cadence)
    if len(source) > LONGEST_KEY:
        raise BadInput(f"“{source}” is too long for a chart's key: it has at most {LONGEST_KEY} characters.")
    title = chart_title(platform, market, kind, cadence)
    if match[5]:
        return Chart(ost_key(source), ost_title(title), platform, market, kind, cadence, of=source)
    return Chart(source, title, platform, market, kind, cadence)
