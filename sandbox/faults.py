"""Faults that a rehearsal asks for: requests that are refused, lost, cut or left hanging on purpose."""

import random
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from sandbox.errors import ControlError
from sandbox.world import Record

WORDS = ("reset", "hang", "accept-then-drop")
FORM = '{"match": "POST /channels/*/messages", "status": 503, "times": 1, "share": 1}'


@dataclass
class Fault:
    """What happens to requests whose ``METHOD /path`` matches a pattern."""

    id: str
    match: str
    status: int | str
    left: int | None
    share: float
    code: int
    message: str
    retry_after: float
    via: bool = True

    def shown(self) -> Record:
        """The fault as the control API lists it; ``times`` is what is left, null without end."""
        return {
            "id": self.id, "match": self.match, "status": self.status, "times": self.left, "share": self.share,
            "code": self.code, "message": self.message, "retry_after": self.retry_after, "via": self.via,
        }  # fmt: skip


class Faults:
    """The faults that lie in wait, in the order that they were set."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._count = 0
        self._chance = random.Random(0)  # noqa: S311 - a share of requests, the same in every run

    def __iter__(self) -> Any:
        return iter(self._waiting)

    def add(self, body: Record) -> Fault:
        """Set a fault from the control API's body; raises :class:`ControlError` for a wrong one."""
        match, status, times, share = body.get("match"), body.get("status"), body.get("times"), body.get("share", 1)
        if not isinstance(match, str) or " /" not in match:
            raise ControlError(f"match must be a method and a path with * for any part, as in {FORM}.")
        if status not in WORDS and not (isinstance(status, int) and 400 <= status <= 599):
            raise ControlError(f"status must be 400 to 599 or one of {', '.join(WORDS)}, as in {FORM}.")
        if times is not None and (not isinstance(times, int) or times < 1):
            raise ControlError("times must be a whole number from 1, or be left out for every time.")
        if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
            raise ControlError("share must be between 0 and 1.")
        self._count += 1
        fault = Fault(
            str(self._count), match, status, times, share,
            int(body.get("code") or 0), str(body.get("message") or f"{status}: a fault set in the sandbox"),
            float(body.get("retry_after") or 0.5), body.get("via") is not False,
        )  # fmt: skip
        self._waiting.append(fault)
        return fault

    def clear(self) -> None:
        """Take every fault away."""
        self._waiting.clear()

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault that hits this request, if any; it is used up by one."""
        asked = f"{method} {path}"
        for fault in self._waiting:
            if fnmatchcase(asked, fault.match) and self._chance.random() < fault.share:
                if fault.left is not None:
                    fault.left -= 1
                    if not fault.left:
                        self._waiting.remove(fault)
                return fault
        return None
