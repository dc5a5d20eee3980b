"""Names from files and fans, made harmless for Discord's markdown."""

import re
from functools import lru_cache

from core.text import clean

_SPECIAL = re.compile(r"([\\*_`~|<>\[\]#@:])")


@lru_cache(maxsize=1 << 13)  # the same names stand on card after card
def safe(text: str) -> str:
    """*text* cleaned and shown as it is: no formatting, no link, no mention, no timestamp comes out of it."""
    return _SPECIAL.sub(r"\\\1", clean(text))
