"""What came out when, and what comes next: the tracks of a catalogue as the releases they came in."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.catalog.model import Catalogue, Release, ReleaseKind, Track
from core.errors import BadInput
from core.text import fold
from core.times import instant
from core.values import DramaKey

KOREA = ZoneInfo("Asia/Seoul")
"""Where releases have their day and their hour."""

LEAD_SINGLE = "lead-single"
"""The tag of the song that leads a soundtrack's releases."""

_DAYS = re.compile(r"(\d{1,4}) ?(?:d|days?|일)")
_ORDER = (ReleaseKind.PART, ReleaseKind.SPECIAL, ReleaseKind.ALBUM, ReleaseKind.SCORE, ReleaseKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Out:
    """One release of one drama: a part, a special, an album, with its *tracks* as far as they are known."""

    drama: DramaKey
    release: Release
    tracks: tuple[Track, ...]

    @property
    def day(self) -> date | None:
        """The day in Korea."""
        return self.release.released

    @property
    def instant(self) -> datetime | None:
        """The moment, in UTC, where the hour is known too."""
        return instant_of(self.release)

    def is_out(self, now: datetime) -> bool | None:
        """Whether it is out by *now*; of a day without an hour its beginning counts, without a day nobody knows."""
        if self.release.released is None:
            return None
        return self.instant <= now if self.instant else self.release.released <= day_in_korea(now)


def instant_of(release: Release) -> datetime | None:
    """The moment of *release* in UTC, where its day and its hour are known."""
    if release.released is None or release.hour is None:
        return None
    return instant(release.released, time(release.hour), KOREA)


def day_in_korea(now: datetime) -> date:
    """The day that it is in Korea at *now*."""
    return now.astimezone(KOREA).date()


def released(catalogue: Catalogue, since: date, until: date) -> list[Out]:
    """The releases dated from the Korean day *since* to *until*, both included, in the order they come out.

    Of one day those with an hour come first, by their hour; then dramas by title and parts by number. What has no
    date is left out.
    """
    dated = [track for track in catalogue.tracks.values() if _within(track.release.released, since, until)]
    return sorted(_grouped(dated), key=lambda out: (out.day or date.max, *_moment(catalogue, out)))


def timeline(catalogue: Catalogue, drama: DramaKey) -> list[Out]:
    """The drama's releases from the lead single to the full album: numbered parts, then specials, albums, scores.

    A lead single of which nobody says in which release it came leads all the same; what else has no release is last.
    """
    return sorted(_grouped(catalogue.tracks_of(drama)), key=_place)


def coming(catalogue: Catalogue, now: datetime, drama: DramaKey | None = None) -> list[Out]:
    """What is dated and not out yet at *now*, of one *drama* or of all, the nearest first."""
    dated = released(catalogue, day_in_korea(now), date.max)
    return [out for out in dated if drama in (None, out.drama) and not out.is_out(now)]


def day_since(text: str, now: datetime) -> date:
    """The Korean day that *text* says to look back to: a day, a month, a year, or a number of days.

    Raises:
        BadInput: it says none, or one that lies ahead.
    """
    today, plain = day_in_korea(now), fold(text)
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        with suppress(ValueError):
            day = datetime.strptime(plain, form).date()  # noqa: DTZ007 - a date has no zone
            break
    else:
        days = _DAYS.fullmatch(plain)
        if days is None:
            raise BadInput(
                f"“{text[:40]}” is no day I can read: write it like 2024-07-25, 2024-07, 2024 or 30 days.",
                f"날짜로 읽을 수 없습니다(“{text[:40]}”). 2024-07-25, 2024-07, 2024, 30일처럼 적어 주세요.",
            )
        day = today - timedelta(days=int(days[1]))
    if day > today:
        raise BadInput(
            f"{day} lies ahead: for what is still to come use the option upcoming.",
            f"아직 오지 않은 날입니다({day}). 앞으로 나올 곡은 upcoming 옵션에서 볼 수 있습니다.",
        )
    return day


def year_of(track: Track, catalogue: Catalogue) -> int | None:
    """The year in which the track came out; where nobody dates it, the one in which its drama began."""
    day = track.release.released or catalogue.dramas[track.drama].first_air
    return day.year if day else None


def _within(day: date | None, since: date, until: date) -> bool:
    return day is not None and since <= day <= until


def _grouped(tracks: Iterable[Track]) -> list[Out]:
    groups: dict[tuple[DramaKey, Release], list[Track]] = {}
    for track in tracks:
        groups.setdefault((track.drama, track.release), []).append(track)
    return [Out(drama, release, _by_title(group)) for (drama, release), group in groups.items()]


def _by_title(tracks: Sequence[Track]) -> tuple[Track, ...]:
    return tuple(sorted(tracks, key=lambda track: (LEAD_SINGLE not in track.tags, str(track.title), track.key)))


def _moment(catalogue: Catalogue, out: Out) -> tuple[object, ...]:
    hour = 24 if out.release.hour is None else out.release.hour
    return hour, str(catalogue.dramas[out.drama].title), *_place(out)


def _place(out: Out) -> tuple[object, ...]:
    release = out.release
    leads = release.kind is ReleaseKind.UNKNOWN and any(LEAD_SINGLE in track.tags for track in out.tracks)
    order = -1 if leads else _ORDER.index(release.kind)
    return order, release.part or 10_000, release.released or date.max, 24 if release.hour is None else release.hour
