"""The life of a party: which state may follow which."""

from enum import StrEnum

from core.errors import Refusal


class PartyState(StrEnum):
    """Where a party stands."""

    DRAFT = "draft"
    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"
    LOBBY = "lobby"
    LIVE = "live"
    PAUSED = "paused"
    ENDED = "ended"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"

    @property
    def ko(self) -> str:
        """The same in Korean."""
        return _KOREAN[self]


_S = PartyState

_KOREAN = {
    _S.DRAFT: "초안",
    _S.OPEN: "모집 중",
    _S.FULL: "만석",
    _S.CLOSED: "신청 마감",
    _S.LOBBY: "대기실",
    _S.LIVE: "재생 중",
    _S.PAUSED: "일시정지",
    _S.ENDED: "끝남",
    _S.ARCHIVED: "보관됨",
    _S.CANCELLED: "취소됨",
}

NEXT: dict[PartyState, frozenset[PartyState]] = {
    _S.DRAFT: frozenset({_S.OPEN, _S.CANCELLED}),
    _S.OPEN: frozenset({_S.FULL, _S.CLOSED, _S.LOBBY, _S.LIVE, _S.CANCELLED}),
    _S.FULL: frozenset({_S.OPEN, _S.CLOSED, _S.LOBBY, _S.LIVE, _S.CANCELLED}),
    _S.CLOSED: frozenset({_S.OPEN, _S.FULL, _S.LOBBY, _S.LIVE, _S.CANCELLED}),
    _S.LOBBY: frozenset({_S.OPEN, _S.FULL, _S.CLOSED, _S.LIVE, _S.CANCELLED}),  # back when the start is moved later
    _S.LIVE: frozenset({_S.PAUSED, _S.ENDED, _S.CANCELLED}),
    _S.PAUSED: frozenset({_S.LIVE, _S.ENDED, _S.CANCELLED}),
    _S.ENDED: frozenset({_S.ARCHIVED}),
    _S.ARCHIVED: frozenset(),
    _S.CANCELLED: frozenset(),
}
"""Every transition there is."""

GATHERING = frozenset({_S.OPEN, _S.FULL, _S.CLOSED})
"""Announced, not yet begun."""

COMING = GATHERING | {_S.LOBBY}
"""Announced and not started."""

PLAYING = frozenset({_S.LIVE, _S.PAUSED})
OVER = frozenset({_S.ENDED, _S.ARCHIVED, _S.CANCELLED})


class WrongState(Refusal):
    """The party cannot do that where it stands now."""


def check(before: PartyState, after: PartyState, title: str) -> None:
    """Let a party go from *before* to *after*; staying where it is is no transition.

    Raises:
        WrongState: that does not follow.
    """
    if after is not before and after not in NEXT[before]:
        raise WrongState(
            f"“{title}” is {before} and cannot become {after}: /party show says how it stands.",
            f"“{title}” 파티는 지금 ‘{before.ko}’ 상태라서 ‘{after.ko}’ 상태로 바꿀 수 없습니다. "
            "지금 상태는 /party show에서 볼 수 있습니다.",
        )
