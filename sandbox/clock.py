"""The sandbox's own clock: it can be moved, and can run faster than the machine's."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.errors import ControlError
from sandbox.signals import Signal

EARLIEST = datetime(2015, 1, 2, tzinfo=UTC)
LATEST = datetime(2080, 1, 1, tzinfo=UTC)
FASTEST = 1_000_000


class Clock:
    """Sandbox time as a straight line over machine time: it passes through an anchor with a rate.

    ``version`` grows with every change from outside, so that a follower knows when to read again.
    """

    def __init__(self, start: datetime | None = None, machine: Callable[[], float] = time.time) -> None:
        self.machine = machine
        self.rate = 1.0
        self.version = 1
        self.changed = Signal()
        self._anchor = (machine(), datetime.fromtimestamp(machine(), UTC))
        if start is not None:
            self._anchor = (machine(), bounded(start))

    def now(self) -> datetime:
        """What time it is in the sandbox, in UTC."""
        at, moment = self._anchor
        return moment + timedelta(seconds=(self.machine() - at) * self.rate)

    def change(
        self, *, moment: datetime | None = None, advance: float | None = None, rate: float | None = None
    ) -> None:
        """Set to a *moment*, move by *advance* seconds (also back), let *rate* seconds pass in each one."""
        if rate is not None and not 0 <= rate <= FASTEST:
            raise ControlError(f"rate must be between 0 (stands still) and {FASTEST}.")
        try:
            target = (self.now() if moment is None else bounded(moment)) + timedelta(seconds=advance or 0)
        except (OverflowError, ValueError):
            raise ControlError("advance leaves the calendar; use a smaller number of seconds.") from None
        self._anchor = (self.machine(), bounded(target))
        self.rate = self.rate if rate is None else rate
        self.version += 1
        self.changed.fire()

    def record(self) -> dict[str, Any]:
        """The clock as the store keeps it."""
        at, moment = self._anchor
        return {"id": "clock", "at": at, "moment": moment.isoformat(), "rate": self.rate, "version": self.version}

    def restore(self, record: dict[str, Any]) -> None:
        """Go on from a stored clock, as if it had run all the while."""
        self._anchor = (record["at"], datetime.fromisoformat(record["moment"]))
        self.rate = record["rate"]
        self.version = record["version"]


def bounded(moment: datetime) -> datetime:
    """The moment in UTC, refused outside the years that ids can carry."""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if not EARLIEST <= moment <= LATEST:
        raise ControlError("The clock reaches from 2015-01-02 to 2080-01-01; set it inside that range.")
    return moment.astimezone(UTC)
