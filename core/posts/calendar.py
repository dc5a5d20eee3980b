"""The rhythm of a schedule: periods counted from a fixed start, and the date on which each is posted."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

DAYS = 100
"""A day of a longer period is kept as ``month * 100 + day``: 24 December is 1224, day 15 of a quarter's second month
is 215."""


class Cadence(StrEnum):
    """How often a schedule posts."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"

    @property
    def weeks(self) -> int:
        """How many weeks a period has; 0 where it is made of months."""
        return {Cadence.WEEKLY: 1, Cadence.BIWEEKLY: 2}.get(self, 0)

    @property
    def months(self) -> int:
        """How many months a period has; 0 where it is made of weeks."""
        return {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}.get(self, 0)


def number_of(cadence: Cadence, day: date) -> int:
    """The period that holds *day*. Weeks are ISO weeks; fortnights are counted from Monday, 1 January of the year 1."""
    if cadence.weeks:
        return (day.toordinal() - 1) // (7 * cadence.weeks)
    return (12 * day.year + day.month - 1) // cadence.months


def first_day(cadence: Cadence, number: int) -> date:
    """The day on which a period begins."""
    if cadence.weeks:
        return date.fromordinal(7 * cadence.weeks * number + 1)
    year, month = divmod(number * cadence.months, 12)
    return date(year, month + 1, 1)


def date_in(cadence: Cadence, number: int, day: int) -> date:
    """The date of *day* in a period.

    *day* is a weekday (Monday is 0; 7 to 13 are a fortnight's second week), or ``month * 100 + day`` of the period's
    months; a day that the month does not have is its last one.
    """
    if cadence.weeks:
        return first_day(cadence, number) + timedelta(days=day)
    year, month = divmod(number * cadence.months + max(day // DAYS, 1) - 1, 12)
    return date(year, month + 1, min(day % DAYS, monthrange(year, month + 1)[1]))


def day_on(cadence: Cadence, when: date) -> int:
    """The *day* of :func:`date_in` that falls on the date *when*."""
    if cadence.weeks:
        return (when - first_day(cadence, number_of(cadence, when))).days
    return ((when.month - 1) % cadence.months + 1) * DAYS + when.day


def key_of(cadence: Cadence, number: int) -> str:
    """A period's name, the same for ever: ``2026-W47``, ``2026-W46/2``, ``2026-11``, ``2026-Q4``, ``2026``."""
    first = first_day(cadence, number)
    iso = first.isocalendar()
    return {
        Cadence.WEEKLY: f"{iso.year}-W{iso.week:02}",
        Cadence.BIWEEKLY: f"{iso.year}-W{iso.week:02}/2",
        Cadence.MONTHLY: f"{first.year}-{first.month:02}",
        Cadence.QUARTERLY: f"{first.year}-Q{(first.month + 2) // 3}",
        Cadence.YEARLY: f"{first.year}",
    }[cadence]
