"""Cleaning and folding of text: what comes in from fans and files, and how two spellings are compared."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_SPACES = re.compile(r"\s+")
_SIGNS = str.maketrans("′’‘`´ʼ＇“”＂‐‑‒–—−…", "'''''''\"\"\"------.")


def clean(text: str) -> str:
    """*text* in NFC, without control, bidirectional and zero-width characters, its white space folded to one blank."""
    visible = unicodedata.normalize("NFC", text)
    if not visible.isprintable():  # most names are, and need no look at every character
        visible = "".join(" " if c in "\t\n\r" else c for c in visible if c in "\t\n\r" or _visible(c))
    return _SPACES.sub(" ", visible).strip()


@lru_cache(maxsize=1 << 16)  # a chart repeats its names every week
def fold(text: str) -> str:
    """*text* as two spellings are compared: cleaned, one kind of quote and dash, no case, no full-width forms.

    Compatibility forms are folded character by character and only where the result is not a conjoining jamo, since
    NFKC would turn a typed ㄱ (U+3131) into one.
    """
    plain = clean(text).translate(_SIGNS)
    if plain.isascii():
        return plain.casefold()
    # again in NFC: a letter may become two, the last of which takes the accent that followed
    return unicodedata.normalize("NFC", "".join(map(_compatible, plain)).casefold())


def plural(number: int, thing: str) -> str:
    """*number* and *thing* in the right number: ``1 row``, ``3 rows``."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE


def _compatible(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return character if "\u1100" <= folded[:1] <= "\u11ff" else folded
