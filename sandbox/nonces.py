"""``enforce_nonce``: the same nonce from the same author in the same channel makes one message."""

from collections.abc import Callable

REMEMBERED = 300.0
"""Seconds of machine time; Discord says "the past few minutes"."""


class Nonces:
    """Which message a nonce made."""

    def __init__(self, machine: Callable[[], float]) -> None:
        self._machine = machine
        self._made: dict[tuple[str, str, str], tuple[float, str]] = {}

    def made(self, author_id: str, channel_id: str, nonce: str) -> str | None:
        """The id of the message that this nonce has already made."""
        moment = self._machine()
        self._made = {key: made for key, made in self._made.items() if moment - made[0] < REMEMBERED}
        found = self._made.get((author_id, channel_id, nonce))
        return found[1] if found else None

    def remember(self, author_id: str, channel_id: str, nonce: str, message_id: str) -> None:
        """Note the message that a nonce made."""
        self._made[author_id, channel_id, nonce] = (self._machine(), message_id)
