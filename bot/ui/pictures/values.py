"""What a renderer of pictures takes and gives."""

import re
from dataclasses import dataclass
from enum import StrEnum

ALT_LIMIT = 1024
"""The most characters Discord takes as alternative text of an attachment."""

LONGEST_STEM = 120

_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


class Theme(StrEnum):
    """The ground a picture is drawn on; both say the same."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture: PNG bytes, what it says in words (at most ``ALT_LIMIT`` characters), and its file name."""

    data: bytes
    alt: str
    name: str


def file_name(*parts: object) -> str:
    """A name every system can keep: ``chart-bugs-kr-weekly-2024-07-25.png``."""
    return _UNSAFE.sub("-", "-".join(str(part) for part in parts)).strip("-")[:LONGEST_STEM] + ".png"
