"""What a file's name says: ``regional-kr-weekly-2026-03-05.csv`` is Spotify, South Korea, the week to 5 March."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from core.charts.naming import market_code
from core.text import fold

_ISO = re.compile(r"(?<!\d)(\d{4})(-?)(\d\d)\2(\d\d)(?!\d)")
_WEEK = re.compile(r"(?<!\d)(\d{4})-?w(\d\d)(?!\d)")
_TOP = re.compile(r"\.top(\d{1,5})(?=\.|$)")
_OST = re.compile(r"\.ost(?=\.|$)")
_WORDS = re.compile(r"[a-z]+|\d+")

_PLATFORMS = {
    "regional": "spotify",
    "viral": "spotify",
    "applemusic": "apple",
    **{name: name for name in ("apple", "billboard", "bugs", "deezer", "flo", "genie", "itunes", "lastfm")},
    **{name: name for name in ("listenbrainz", "melon", "spotify", "vibe", "youtube")},
}
_KOREAN = {"bugs", "flo", "genie", "melon", "vibe"}
_DAILY = {"apple", "bugs", "itunes", "melon"}
_BILLBOARD = (
    (re.compile(r"hot[-_ ]?100"), "us", "hot100"),
    (re.compile(r"global[-_ ]?200"), "global", "200"),
    (re.compile(r"global[-_ ]?k[-_ ]?songs"), "global", "k-songs"),
)
_WHOLE_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of a sheet before its rows are read. *top* declares the depth, *osts_only* that the rows are the
    OSTs of a longer list; ``None`` is not said."""

    platform: str | None = None
    market: str | None = None
    kind: str = "top"
    cadence: str = "weekly"
    end: date | None = None
    top: int | None = None
    osts_only: bool = False


def label(name: str) -> Label:
    """What the file *name* says; words it does not know mean nothing."""
    plain = fold(re.split(r"[/\\]", name)[-1])
    words: list[str] = _WORDS.findall(plain)
    platform, market, kind = _chart(plain, words)
    top = _TOP.search(plain)
    cadence = next((word for word in words if word in ("daily", "weekly", "monthly")), None)
    return Label(
        platform=platform,
        market=market,
        kind=kind,
        cadence=cadence or ("daily" if platform in _DAILY else "weekly"),
        end=_end(plain),
        top=int(top[1]) if top and int(top[1]) else None,
        osts_only=_OST.search(plain) is not None,
    )


def platform_name(written: str) -> str | None:
    """The platform that *written* means (``Apple Music`` -> ``apple``); ``None`` where it is none we know."""
    return _PLATFORMS.get(fold(written).replace(" ", ""))


def day(text: str) -> date | None:
    """The one date written in *text* as 2026-03-05 or 20260305; ``None`` where it is none."""
    match = _ISO.fullmatch(text)
    return _date(match) if match else None


def _chart(plain: str, words: list[str]) -> tuple[str | None, str | None, str]:
    for pattern, home, name in _BILLBOARD:
        if pattern.search(plain):
            return "billboard", home, name
    place = next((place for place, word in enumerate(words) if word in _PLATFORMS), None)
    if place is None:
        return None, None, "top"
    platform = _PLATFORMS[words[place]]
    after = [word for word in words[place + 1 :] if word not in ("charts", "top", "songs", "regional", "viral")]
    market = market_code(after[0]) if after else None
    return platform, market or ("kr" if platform in _KOREAN else None), "viral" if "viral" in words else "top"


def _end(plain: str) -> date | None:
    """The last day of the period. Spotify's old names give the first day and the day after the last one."""
    days = [found for match in _ISO.finditer(plain) if (found := _date(match)) is not None]
    if len(days) == 1:
        return days[0]
    if len(days) == 2 and days[1] - days[0] in (_WHOLE_WEEK, _WHOLE_WEEK - timedelta(days=1)):
        return days[0] + timedelta(days=6)
    week = _WEEK.search(plain)
    return _thursday(int(week[1]), int(week[2])) if week and not days else None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None


def _thursday(year: int, week: int) -> date | None:
    """The Thursday of an ISO week: platforms close their chart weeks on Thursdays."""
    try:
        return date.fromisocalendar(year, week, 4)
    except ValueError:
        return None
