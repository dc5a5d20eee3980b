"""Keys of what one server has of its own: unlike any other server's, and without their mark in files."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

from core.catalog.finding.romanisation import romanise
from core.text import fold
from core.values import DramaKey, GuildId

_MARK = re.compile(r"@\d+")
_APART = re.compile(r"[^a-z0-9]+")
_SLUG = 24
"""Characters of a name that its key keeps."""

LONGEST = 90
"""Characters of a whole key: an autocomplete's value, which names the kind too, takes 100."""


def own_key(name: str, guild: GuildId, taken: Collection[str], inside: DramaKey | None = None) -> str:
    """A key for what *guild* calls *name*, a track when it is *inside* a drama: ``goblin/new-song@123``.

    It is unlike all keys in *taken*, and so is what :func:`bare` makes of it.
    """
    front = f"{inside}/" if inside else ""
    used = {bare(key) for key in taken}
    stem = slug(name)[: max(4, min(_SLUG, LONGEST - len(front) - len(f"-99@{guild}")))].strip("-") or "untitled"
    names = (f"{front}{stem}{'' if number == 1 else f'-{number}'}" for number in count(1))
    return next(f"{each}@{guild}" for each in names if bare(each) not in used)


def bare(key: str) -> str:
    """*key* without the mark of its server, as files write it: ``goblin/new-song``."""
    return _MARK.sub("", key)


def slug(name: str) -> str:
    """*name* in small Latin letters and figures, joined by dashes; Hangul is romanised."""
    plain = unicodedata.normalize("NFKD", fold(romanise(name)))
    return _APART.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
