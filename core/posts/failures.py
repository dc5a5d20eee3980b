"""What a refusal by Discord means for a delivery: the table of docs/reliability.md, as data."""

from dataclasses import dataclass
from enum import Enum, auto

from core.language import Words


class Verdict(Enum):
    """What becomes of the delivery."""

    RETRY = auto()
    """Nothing was sent; later it may be."""
    AMBIGUOUS = auto()
    """Nobody knows whether it arrived: the same nonce, then a look back."""
    BLOCKED = auto()
    """Nothing is sent to that channel until a probe says that it may be."""
    ARCHIVED = auto()
    """Open the thread and send once more; where that is not allowed, blocked."""
    PLAIN = auto()
    """Our renderer's fault: send it once as plain text."""
    FRESH = auto()
    """An edit of something too old: say it in a message of its own."""
    CLOSED = auto()
    """That person takes no direct messages."""
    FAILED = auto()
    """It will not be sent."""
    PAUSE = auto()
    """Discord itself is shut for the whole process."""
    STOP = auto()
    """The token is not good any more: the process ends."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A verdict and, for the manager, what is wrong and what to do."""

    verdict: Verdict
    words: Words


_CHANNEL_GONE = Meaning(
    Verdict.BLOCKED,
    Words(
        "The channel is gone: choose another with /schedule edit.",
        "채널이 없어졌습니다. /schedule edit로 다른 채널을 고르세요.",
    ),
)
_NO_ACCESS = Meaning(
    Verdict.BLOCKED,
    Words(
        "I cannot see the channel: give me View Channel there.",
        "채널을 볼 수 없습니다. 그 채널에서 ‘채널 보기’ 권한을 주세요.",
    ),
)
_NOT_ALLOWED = Meaning(
    Verdict.BLOCKED,
    Words(
        "I may not post there: give me Send Messages, Embed Links and Attach Files in the channel.",
        "그 채널에 쓸 수 없습니다. ‘메시지 보내기’, ‘링크 첨부’, ‘파일 첨부’ 권한을 주세요.",
    ),
)
_OUR_FAULT = Meaning(
    Verdict.PLAIN,
    Words(
        "Discord did not accept the post as I made it. This is my fault: please report it.",
        "Discord가 게시물을 받지 않았습니다. 봇의 잘못이니 알려 주세요.",
    ),
)
_LOCKED = Meaning(
    Verdict.ARCHIVED,
    Words(
        "The thread is archived or locked: open it, or give me Manage Threads.",
        "스레드가 보관되었거나 잠겼습니다. 열어 주거나 ‘스레드 관리하기’ 권한을 주세요.",
    ),
)
_BUSY = Meaning(Verdict.RETRY, Words("Discord asked me to slow down.", "Discord가 천천히 보내 달라고 합니다."))
_CLOSED = Meaning(
    Verdict.CLOSED,
    Words("That member takes no direct messages from me.", "그 멤버는 다이렉트 메시지를 받지 않습니다."),
)

MEANINGS: dict[int, Meaning] = {
    10003: _CHANNEL_GONE,
    10004: Meaning(Verdict.BLOCKED, Words("I am no longer on this server.", "봇이 이 서버에 없습니다.")),
    50001: _NO_ACCESS,
    50013: _NOT_ALLOWED,
    50083: _LOCKED,
    160005: _LOCKED,
    160006: _BUSY,
    30038: _BUSY,
    20028: _BUSY,
    30046: Meaning(Verdict.FRESH, Words("The post is too old to be edited.", "게시물이 오래되어 고칠 수 없습니다.")),
    200000: Meaning(
        Verdict.FAILED,
        Words(
            "The server's AutoMod held the post back: let it pass messages from me.",
            "서버의 AutoMod가 게시물을 막았습니다. 봇의 메시지를 허용해 주세요.",
        ),
    ),
    40005: _OUR_FAULT,
    50035: _OUR_FAULT,
    50045: _OUR_FAULT,
    50007: _CLOSED,
    50278: _CLOSED,
}
"""Discord's JSON error codes, each with its meaning."""

AMBIGUOUS = Meaning(
    Verdict.AMBIGUOUS,
    Words(
        "Discord did not answer; I look whether the post arrived and try again.",
        "Discord가 답하지 않았습니다. 게시되었는지 보고 다시 시도합니다.",
    ),
)
_SHUT = Meaning(
    Verdict.PAUSE,
    Words("Discord takes nothing from this bot for a while.", "Discord가 잠시 이 봇의 요청을 받지 않습니다."),
)
STATUSES: dict[int, Meaning] = {
    401: Meaning(Verdict.STOP, Words("Discord refused the token.", "Discord가 토큰을 거부했습니다.")),
    403: _NOT_ALLOWED,
    404: _CHANNEL_GONE,
    429: _BUSY,
}
"""HTTP statuses that come without a code of their own."""


def meaning(status: int, code: int, *, via: bool = True) -> Meaning:
    """What Discord's answer with HTTP *status* and JSON *code* means; *via* is whether it came through Discord's API.

    5xx and 429 may pass; a 429 that did not come *via* the API is the ban of an address. Every other refusal without
    an entry of its own stays refused.
    """
    if status == 429 and not via:
        return _SHUT
    if code in MEANINGS and status != 401:
        return MEANINGS[code]
    if status >= 500:
        return AMBIGUOUS
    if status in STATUSES:
        return STATUSES[status]
    told = Words(
        "Discord refused the post (HTTP {status}, code {code}).",
        "Discord가 게시물을 거부했습니다(HTTP {status}, 코드 {code}).",
    )
    return Meaning(Verdict.FAILED, told.filled(status=status, code=code))
