"""The sandbox's own clock: it can be moved, and can run faster than the machine's."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.errors import ControlError
from sandbox.signals import Signal

EARLIEST = datetime(2015, 1, 2, tzinfo=UTC)
LATEST = datetime(2080, 1, 1, tzinfo=UTC)


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

    def advance(self, seconds: float) -> None:
        """Move forward, or back when negative."""
        try:
            self._move(self.now() + timedelta(seconds=seconds), self.rate)
        except OverflowError:
            raise ControlError("advance leaves the calendar; use a smaller number of seconds.") from None

    def set(self, moment: datetime | None) -> None:
        """Set to a moment; ``None`` is the machine's own time."""
        self._move(moment or datetime.fromtimestamp(self.machine(), UTC), self.rate)

    def run(self, rate: float) -> None:
        """Let *rate* seconds pass in each second of the machine; 0 stands still."""
        if not 0 <= rate <= 1_000_000:
            raise ControlError("rate must be between 0 (stands still) and 1000000.")
        self._move(self.now(), rate)

    def _move(self, moment: datetime, rate: float) -> None:
        self._anchor = (self.machine(), bounded(moment))
        self.rate = rate
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
