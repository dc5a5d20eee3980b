"""What bots asked for and what they were told: the drawer of the page, the evidence of the tests."""

from collections import deque
from typing import Any

from sandbox.world import Record, World

KEPT = 10_000


class Journal:
    """The latest REST requests, numbered from 1."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._entries: deque[Record] = deque(maxlen=KEPT)
        self._count = 0

    def open(self, method: str, path: str) -> Record:
        """Note a request as it comes in."""
        self._count += 1
        entry: Record = {
            "n": self._count,
            "at": self._world.clock.now().isoformat(),
            "method": method,
            "path": path,
            "body": None,
            "files": [],
            "status": None,
            "response": None,
        }
        self._entries.append(entry)
        return entry

    def close(self, entry: Record, status: int | str, response: Any) -> None:
        """Note the answer: an HTTP status, or the word of the fault that took its place."""
        entry["status"] = status
        entry["response"] = response
        self._world.tell("request", n=entry["n"])

    def after(self, number: int) -> list[Record]:
        """The requests numbered above *number*, oldest first."""
        if not self._entries or number >= self._count:
            return []
        first = self._entries[0]["n"]
        return list(self._entries)[max(0, number + 1 - first) :]
