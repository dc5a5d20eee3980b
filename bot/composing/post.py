"""A message ready to be sent, and the answers that there is none."""

from dataclasses import dataclass
from datetime import timedelta

from bot.ui.card import Card
from core.posts.model import State
from core.values import RoleId, UserId


@dataclass(frozen=True, slots=True)
class Post:
    """A card ready to be sent, and what it shows, in short, for the ledger.

    *title* names it where it opens a forum post; *mention* is the one role it pings; *publish* sends it to the
    followers of an announcement channel; *mentions* are the members it pings, who have asked for it by answering.
    """

    card: Card
    content: str
    title: str = ""
    mention: RoleId | None = None
    publish: bool = False
    mentions: tuple[UserId, ...] = ()


class NotYet(Exception):  # noqa: N818 - no error: an answer
    """There is nothing new to post now; look again after *wait*."""

    def __init__(self, reason: str, wait: timedelta = timedelta(hours=1)) -> None:
        super().__init__(reason)
        self.wait = wait


class CalledOff(Exception):  # noqa: N818 - no error: an answer
    """What this was to announce does not take place; *state* is how the delivery ends."""

    def __init__(self, reason: str, state: State = State.CANCELLED) -> None:
        super().__init__(reason)
        self.state = state
