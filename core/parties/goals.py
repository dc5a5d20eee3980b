"""What a host hopes for, as it is typed: people or minutes, never loops or streams."""

import re

from core.errors import BadInput
from core.parties.model import Goal

_UNIT = re.compile(r"(?<=\d)(?=[^\W\d])")
"""Between a number and its unit: Korean writes them together, ``20명``."""

_UNITS = {
    "people": ("people", "person", "fans", "명"),
    "minutes": ("minutes", "minute", "min", "mins", "분"),
}


def read_goal(text: str) -> Goal:
    """A goal as hosts type it: ``20 people``, ``60 minutes``, ``20 people, 60 minutes``; empty for none.

    Raises:
        BadInput: it is none, or it counts loops, streams or plays.
    """
    found: dict[str, int] = {}
    words = _UNIT.sub(" ", text.casefold().replace(",", " ")).split()
    if any(word.startswith(("loop", "stream", "play", "반복", "스밍", "스트리밍")) for word in words):
        raise BadInput(
            "A goal counts people or minutes, never loops or streams: charts take repeated plays for manipulation "
            "and can void them all. Say it like “20 people, 60 minutes”.",
            "목표는 인원이나 시간으로 정합니다. 반복 재생이나 스트리밍 횟수는 목표로 삼지 않습니다. 차트는 반복 재생을 "
            "조작으로 보고 모두 무효로 할 수 있습니다. “20명, 60분”처럼 적어 주세요.",
        )
    for number, unit in zip(words[::2], words[1::2], strict=False):
        kind = next((kind for kind, names in _UNITS.items() if unit in names), None)
        if kind is None or not number.isdecimal():
            break
        found[kind] = int(number)
    if len(words) != 2 * len(found):
        raise BadInput(
            f"“{text[:60]}” is no goal I can read: say it like “20 people, 60 minutes”.",
            f"목표를 읽을 수 없습니다(“{text[:60]}”). “20명, 60분”처럼 적어 주세요.",
        )
    return Goal(found.get("people"), found.get("minutes"))
