"""Wall times, zones and instants: local time and an IANA zone are kept, instants are computed from them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from core.errors import BadInput

EVENING = time(20)
"""When people have time to listen."""

_KOREAN = {"한국": "asia/seoul", "서울": "asia/seoul", "kst": "asia/seoul"}
"""What people in Korea call their time; IANA has no name of theirs for it."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def zone(name: str) -> ZoneInfo:
    """The IANA zone called *name*, whatever its capitals, or the one whose city it is: ``new york``, ``서울``.

    Raises:
        BadInput: there is no such zone, or more than one; the text names the nearest.
    """
    wanted = name.strip().casefold().replace(" ", "_")
    wanted = _KOREAN.get(wanted, wanted)
    every = available_timezones()
    found = [known for known in every if known.casefold() == wanted]
    found = found or [known for known in every if known.casefold().split("/")[-1] == wanted]
    if len(found) != 1:
        near = ", ".join(zones_like(wanted, 3) if wanted else ()) or "Asia/Seoul, Europe/London or America/New_York"
        raise BadInput(
            f"“{name}” is not a time zone I know: pick one like {near}.",
            f"모르는 시간대입니다(“{name}”). 이런 것 중에서 골라 주세요: {near.replace(' or ', ', ')}.",
        )
    return ZoneInfo(found[0])


def zones_like(typed: str, most: int = 25) -> list[str]:
    """Zones whose name holds *typed*, those of continents first, at most *most*."""
    wanted = typed.strip().casefold().replace(" ", "_")
    wanted = _KOREAN.get(wanted, wanted)
    near = [name for name in available_timezones() if wanted in name.casefold() and "/" in name]
    return sorted(near, key=lambda name: (not name.casefold().split("/")[-1].startswith(wanted), "Etc" in name, name))[
        :most
    ]


def end_of_day(day: date) -> datetime:
    """The last second of *day* in UTC."""
    return datetime.combine(day, time(23, 59, 59), UTC)


def wall(text: str) -> time:
    """A time of day as people type it: ``20:00``, ``8pm``, ``9:30 am``, ``20``.

    Raises:
        BadInput: it is none, or could be morning or evening, like ``8``.
    """
    plain = text.strip().lower().replace(".", ":").replace(" ", "")
    for form in ("%H:%M", "%I:%M%p", "%I%p", "%H"):
        try:
            found = datetime.strptime(plain, form).time()  # noqa: DTZ007 - a time of day has no zone
        except ValueError:
            continue
        if form == "%H" and 1 <= found.hour <= 12:
            raise BadInput(
                f"“{text}” could be morning or evening: write it like 20:00 or 8pm.",
                f"오전인지 오후인지 알 수 없습니다(“{text}”). 20:00이나 8pm처럼 적어 주세요.",
            )
        return found
    raise BadInput(
        f"“{text}” is not a time of day: write it like 20:00 or 8pm.",
        f"시각이 아닙니다(“{text}”). 20:00이나 8pm처럼 적어 주세요.",
    )


def instant(day: date, at: time, where: ZoneInfo) -> datetime:
    """When the clocks of *where* show *at* on *day*, in UTC.

    In a gap the instant moves forward by the gap; in a fold the first one counts (``fold=0``).
    """
    return datetime.combine(day, at, where).replace(fold=0).astimezone(UTC)


def next_evening(now: datetime, where: ZoneInfo) -> datetime:
    """The next :data:`EVENING` in *where* that is at least an hour off."""
    return next_time(now, EVENING, where)


def next_time(now: datetime, at: time, where: ZoneInfo) -> datetime:
    """The next instant at which the clocks of *where* show *at* and that is at least an hour off."""
    soonest = now + timedelta(hours=1)
    today = soonest.astimezone(where).date()
    days = (today, today + timedelta(days=1))
    return next(start for day in days if (start := instant(day, at, where)) >= soonest)


def next_weekday(after: datetime, weekday: int, at: time, where: ZoneInfo) -> datetime:
    """The first instant after *after* at which *where* has *weekday* (Monday is 0) and *at* on its clocks, in UTC."""
    today = after.astimezone(where).date()
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    moment = instant(day, at, where)
    return moment if moment > after else instant(day + timedelta(days=7), at, where)
