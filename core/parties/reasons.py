"""Why a party does not take place, where it is not a person who says so. The store keeps the English words."""

from core.language import Language, Words

NOBODY_STARTED = Words(
    "Nobody started it within half an hour, so it is called off. Its list is kept: Plan it again in /party control.",
    "30분 안에 아무도 시작하지 않아 취소되었습니다. 목록은 남아 있으니 /party control에서 다시 계획할 수 있습니다.",
)
NOT_RUN = Words(
    "I was away at the start and came back too late, so it did not run.",
    "시작할 때 제가 자리에 없었고 너무 늦게 돌아와 파티가 진행되지 않았습니다.",
)
NEVER_OPENED = Words("It was never opened.", "열리지 않은 채로 시간이 지났습니다.")
EVENT_CANCELLED = Words("Its event was cancelled on Discord.", "Discord에서 이벤트가 취소되었습니다.")
SKIPPED = Words("This date is skipped; the series goes on.", "이 날짜는 건너뜁니다. 시리즈는 계속됩니다.")

_OURS = {
    **{each.en: each for each in (NOBODY_STARTED, NOT_RUN, NEVER_OPENED, EVENT_CANCELLED, SKIPPED)},
    "Nobody started it within half an hour, so it is called off. Nothing is lost: open it again any time.": (
        NOBODY_STARTED  # as it was stored before a party could be planned again
    ),
}


def told(reason: str, language: Language) -> str:
    """A stored *reason* in *language*; what a person has typed stays as it is."""
    return _OURS[reason].said(language) if reason in _OURS else reason
