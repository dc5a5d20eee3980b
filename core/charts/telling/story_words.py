"""The words stories are told in, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.charts.rules.records import Feat, Record
from core.charts.telling.units import Unit


@dataclass(frozen=True, slots=True)
class Telling:
    """The same thing said in English and in Korean."""

    en: str
    ko: str


_MOST_NAMED = 2


def and_(several: Sequence[Telling], counter: str = "곡") -> Telling:
    """The first two of *several*, and how many more there are, in Korean counted by *counter*."""
    named, more = several[:_MOST_NAMED], len(several) - _MOST_NAMED
    ko = ", ".join(one.ko for one in named)
    if more > 0:
        return Telling(f"{', '.join(one.en for one in named)} and {more} more", f"{ko} 외 {more}{counter}")
    return Telling(" and ".join(one.en for one in named), ko)


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``3rd``, ``11th``."""
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def feat_en(record: Record, unit: Unit) -> str:
    """What the record is, with its number: ``12 weeks at No. 1``."""
    holder, value = record.holders[0], record.value
    long = f"{'at least ' if holder.at_least else ''}{unit.count_en(value)}"
    way = f", from No. {holder.last_week} to No. {holder.rank}" if len(record.holders) == 1 else ""
    return {
        Feat.WEEKS_AT_ONE: f"{long} at No. 1",
        Feat.LONGEST_RUN: f"{long} on the chart",
        Feat.LONGEST_STREAK: f"{long} in a row",
        Feat.BIGGEST_JUMP: f"up {value} at once{way}",
        Feat.BIGGEST_FALL: f"down {value} at once{way}",
        Feat.HIGHEST_DEBUT: f"the highest debut, at No. {value}",
        Feat.LONGEST_ABSENCE: f"back after {long} away",
        Feat.LONGEST_WAY: f"No. 1 for the first time after {long} on the chart",
        Feat.MOST_OF_A_DRAMA: f"{value} songs on the chart in one {unit.en}",
    }[record.feat]


def feat_ko(record: Record, unit: Unit) -> str:
    """The same in Korean, to stand before the name: ``통산 12주 1위에 오른``."""
    holder, value = record.holders[0], record.value
    least = "적어도 " if holder.at_least else ""
    long = f"{value}{unit.ko}"
    way = f"{holder.last_week}위에서 {holder.rank}위로 " if len(record.holders) == 1 else ""
    return {
        Feat.WEEKS_AT_ONE: f"{least}통산 {long} 1위에 오른",
        Feat.LONGEST_RUN: f"{least}통산 {long} 차트에 오른",
        Feat.LONGEST_STREAK: f"{least}{long} 연속 차트에 오른",
        Feat.BIGGEST_JUMP: f"{way}{value}계단 상승한",
        Feat.BIGGEST_FALL: f"{way}{value}계단 하락한",
        Feat.HIGHEST_DEBUT: f"{value}위로 진입한",
        Feat.LONGEST_ABSENCE: f"{least}{long} 동안 빠졌다가 돌아온",
        Feat.LONGEST_WAY: f"{least}{long} 동안 차트에 있다가 처음 1위에 오른",
        Feat.MOST_OF_A_DRAMA: f"{unit.within_ko} {value}곡이 오른",
    }[record.feat]
