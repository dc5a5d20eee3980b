"""How a chart counts time, in words: by its cadence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """``week``, ``this week``, ``last week`` before a number and in a sentence, and the same in Korean: the counter
    ``주``, ``이번 주``, ``지난주`` and ``한 주에`` (in one week)."""

    en: str
    now: str
    last: str
    since: str
    ko: str
    now_ko: str
    last_ko: str
    within_ko: str

    def count_en(self, number: int) -> str:
        """``1 week``, ``2 weeks``."""
        return f"{number:,} {self.en}{'' if number == 1 else 's'}"


_UNITS = {
    "daily": Unit("day", "that day", "day before", "the day before", "일", "이날", "전날", "하루에"),
    "weekly": Unit("week", "this week", "last week", "last week", "주", "이번 주", "지난주", "한 주에"),
    "monthly": Unit("month", "this month", "last month", "last month", "개월", "이번 달", "지난달", "한 달에"),
}
_OTHER = Unit("issue", "this time", "issue before", "the issue before", "회", "이번 회", "지난 회", "한 회에")


def unit_of(cadence: str) -> Unit:
    """The unit that a chart of this cadence counts in."""
    return _UNITS.get(cadence, _OTHER)
