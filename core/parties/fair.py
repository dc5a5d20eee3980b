"""Finding a time: who can be there, who was left out lately. Counted by time zone, never by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.errors import BadInput
from core.times import instant

AWAKE_FROM, AWAKE_TO = time(9), time(23)
"""Whose clocks show a time between these can be at the start of a party."""

LOOKED_BACK = 5
"""Parties over which it is counted who was left out."""

STEP = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Slot:
    """A possible start: how many members of each zone are awake then, and how many are not."""

    starts: datetime
    awake: Mapping[ZoneInfo, int]
    asleep: Mapping[ZoneInfo, int]
    score: float

    @property
    def there(self) -> int:
        """Members who could be there."""
        return sum(self.awake.values())


def is_awake(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether people in *zone* are up at *moment*."""
    return AWAKE_FROM <= moment.astimezone(zone).time() < AWAKE_TO


def left_out(zones: Iterable[ZoneInfo], parties: Sequence[datetime]) -> dict[ZoneInfo, int]:
    """Of the last five *parties* (newest first), how many began in each zone's night."""
    latest = parties[:LOOKED_BACK]
    return {zone: sum(not is_awake(starts, zone) for starts in latest) for zone in zones}


def slots(
    members: Mapping[ZoneInfo, int], parties: Sequence[datetime], first: date, days: int, where: ZoneInfo,
    *, now: datetime,
) -> list[Slot]:  # fmt: skip
    """Every half hour of *days* days from *first* on the clocks of *where*, the fairest first.

    A member counts one, and one more for each of the last five parties that lay in their zone's night: who was left
    out lately weighs more. Of equal times the earlier comes first; of one day only its best time is kept.

    Raises:
        BadInput: nobody's zone is known, or no time is left.
    """
    if not members:
        raise BadInput(
            "Nobody's time zone is known yet: name some, or let fans choose theirs with /me settings.",
            "아직 아무의 시간대도 모릅니다. 시간대를 직접 적거나, 팬들이 /me settings에서 고르게 해 주세요.",
        )
    before = left_out(members, parties)
    best = []
    for ahead in range(days):
        day = first + timedelta(days=ahead)
        moments = {instant(day, _half_hour(number), where) for number in range(48)}
        found = [_slot(starts, members, before) for starts in sorted(moments) if starts > now]
        if found:
            best.append(max(found, key=lambda slot: (slot.score, -slot.starts.timestamp())))
    if not best:
        raise BadInput(
            "No time is left in those days: choose later ones.",
            "그 날짜에는 남은 시간이 없습니다. 더 뒤의 날짜를 골라 주세요.",
        )
    return sorted(best, key=lambda slot: (-slot.score, slot.starts))


def _slot(starts: datetime, members: Mapping[ZoneInfo, int], before: Mapping[ZoneInfo, int]) -> Slot:
    awake = {zone: number for zone, number in members.items() if is_awake(starts, zone)}
    asleep = {zone: number for zone, number in members.items() if zone not in awake}
    score = sum(number * (1 + before[zone]) for zone, number in awake.items())
    # among times at which the same people are up, an evening is better than a morning
    evening = sum(number * _evening(starts.astimezone(zone).time()) for zone, number in awake.items())
    return Slot(starts, awake, asleep, score + evening / (10 * sum(members.values())))


def _evening(at: time) -> float:
    """How good a time of day is for listening together: 1 at eight in the evening, less the further away."""
    return 1 - abs(at.hour + at.minute / 60 - 20) / 12


def _half_hour(number: int) -> time:
    return time(number // 2, 30 * (number % 2))
