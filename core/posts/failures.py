"""What a refusal by Discord means for a delivery: the table of docs/reliability.md, as data."""

from dataclasses import dataclass
from enum import Enum, auto


class Verdict(Enum):
    """What becomes of the delivery."""

    RETRY = auto()
    BLOCKED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Meaning:
    """A verdict and, for the manager, what is wrong and what to do."""

    verdict: Verdict
    words: str


_CHANNEL_GONE = Meaning(Verdict.BLOCKED, "The channel is gone: choose another with /schedule add.")
_NO_ACCESS = Meaning(Verdict.BLOCKED, "I cannot see the channel: give me View Channel there.")
_NOT_ALLOWED = Meaning(
    Verdict.BLOCKED, "I may not post there: give me Send Messages, Embed Links and Attach Files in the channel."
)
_OUR_FAULT = Meaning(
    Verdict.FAILED, "Discord did not accept the post as I made it. This is my fault: please report it."
)
_LOCKED = Meaning(Verdict.BLOCKED, "The thread is archived or locked: open it, or give me Manage Threads.")
_BUSY = Meaning(Verdict.RETRY, "Discord asked me to slow down.")

MEANINGS: dict[int, Meaning] = {
    10003: _CHANNEL_GONE,
    10004: Meaning(Verdict.BLOCKED, "I am no longer on this server."),
    50001: _NO_ACCESS,
    50013: _NOT_ALLOWED,
    50083: _LOCKED,
    160005: _LOCKED,
    160006: _BUSY,
    20028: _BUSY,
    200000: Meaning(Verdict.FAILED, "The server's AutoMod held the post back: let it pass messages from me."),
    40005: _OUR_FAULT,
    50035: _OUR_FAULT,
    50045: _OUR_FAULT,
}
"""Discord's JSON error codes, each with its meaning."""

AMBIGUOUS = Meaning(Verdict.RETRY, "Discord did not answer; I look whether the post arrived and try again.")


def meaning(status: int, code: int) -> Meaning:
    """What Discord's answer with HTTP *status* and JSON *code* means.

    5xx and 429 may pass; every other refusal without an entry of its own stays refused.
    """
    if code in MEANINGS:
        return MEANINGS[code]
    if status == 429 or status >= 500:
        return AMBIGUOUS
    if status in (403, 404):
        return _NOT_ALLOWED if status == 403 else _CHANNEL_GONE
    return Meaning(Verdict.FAILED, f"Discord refused the post (HTTP {status}, code {code}).")
