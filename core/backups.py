"""When a backup is due, and which may go: seven days and four weeks are kept, and whatever somebody asked for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

DAYS = 7
"""Days of which the newest backup is kept."""

WEEKS = 4
"""Calendar weeks of which the newest backup is kept."""

EVERY = timedelta(days=1)
"""Between two backups that nobody asked for."""


class Why(StrEnum):
    """What a backup was made for."""

    DAILY = "daily"
    BY_HAND = "by-hand"
    MIGRATION = "before-migration"


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of the store: where it lies, when it was made (UTC), and its size in bytes."""

    path: Path
    at: datetime
    why: Why
    size: int


def due(backups: Iterable[Backup], now: datetime) -> bool:
    """Whether the next daily backup is due; one that was made by hand counts too."""
    return all(now - backup.at >= EVERY for backup in backups if backup.why is not Why.MIGRATION)


def superfluous(backups: Collection[Backup]) -> list[Backup]:
    """The daily backups that are neither the newest of one of the last seven days that have one, nor of four weeks."""
    daily = sorted((each for each in backups if each.why is Why.DAILY), key=lambda each: each.at)
    of_day = {each.at.date(): each for each in daily}
    of_week = {each.at.isocalendar()[:2]: each for each in daily}
    kept = [*list(of_day.values())[-DAYS:], *list(of_week.values())[-WEEKS:]]
    return [each for each in daily if each not in kept]
