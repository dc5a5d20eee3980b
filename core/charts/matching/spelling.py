"""How a title and an artist are taken apart before two listings are compared.

Charts write one song in many ways: guests in brackets, the film it comes from, a remaster's year, an artist's name in
two scripts, stray quotation marks. Everything here is about the spelling; what the same song is says `identity`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from core.text import fold

HANGUL = re.compile(r"[\uac00-\ud7a3\u3131-\u318e]")
_EAST_ASIAN = re.compile(r"[\uac00-\ud7a3\u3131-\u318e\u3040-\u30ff\u3400-\u9fff]")

_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">", "【": "】", "《": "》"}

_GUESTS = re.compile(r"(?:prod[\w.]*\s*&\s*)?(?:feat|ft|featuring|with|w/|duet with|prod|produced by|&)\b[.\s:]*|&\s")
_TRAILING_GUESTS = re.compile(r"\s(?:feat\.|ft\.|featuring\s)\s*\S.*$")
_FROM = re.compile(r"from\b|(?:.*\b)?(?:original|motion picture|television|drama|tv) (?:sound ?track|ost)\b|.*\bost\b")
_SAME_WORK = re.compile(
    r"(?:(?:\d{4}|digital(?:ly)?|new)\s+)*re-?master(?:ed|ing)?(?:\s+(?:version|ver\.?|edition|\d{4}))*"
    r"|(?:(?:the\s+)?(?:explicit|clean|single|album|original|radio|extended|standard|deluxe|bonus|mono|stereo|main"
    r"|korean|kor|english|eng|japanese|jpn?|chinese|chn|mandarin|spanish|apple music|special|digital|re-?recorded)\s*)+"
    r"(?:version|ver|edit|edition|mix|track)\.?"
    r"|explicit|clean|radio edit|mono|stereo|bonus track|sped[ -]up|slowed(?:\s*\+\s*reverb)?|(?:19|20)\d\d"
)
_OTHER_PIECE = re.compile(
    r"\b(?:re-?mix|mix|live|acoustic|unplugged|inst(?:rumental)?|demo|intro|outro|interlude|reprise|skit|poem|solo"
    r"|duet|cover|medley|karaoke|piano|orchestral|ballad|band|ver|version|edit|part|parts|pt|vol|chapter|season)\b"
    r"|버전|라이브|리믹스|피아노"
    r"|^(?:e\.?p\.?|l\.?p\.?|(?:mini |full )?album|extended play)$"
)
_PART = re.compile(r"\b(?:parts?|pt)\b\.?\s*(\d+|i{1,3}|iv|v|one|two|three)\b")
_NUMBERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "one": "1", "two": "2", "three": "3"}

_FEATURING = re.compile(r"\s[(\[]?(?:featuring|feat\.?|ft\.?|duet with|with|presents)\s")
_BACKING = re.compile(r"\swith (the [^,&;/]+?)(?=\s(?:featuring|feat\.?|ft\.?)\s|\s*[,&;/]|$)")
_AND = re.compile(r"\s*[,;、]\s*|\s*:\s+|\s+(?:&|\+|and|x|vs\.?|or|/|×)\s+|\s*&\s*")


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart: *key* names the work, *names* are its spellings in each script, *bare* leaves out every
    bracket that does not name another piece (``Soak City (Do It)`` -> ``soakcity``), *piece* is what does name one."""

    key: str
    names: frozenset[str]
    bare: str
    piece: str


def squeeze(text: str) -> str:
    """*text* as letters and digits alone, folded, Latin letters without their accents; signs stay where nothing else
    is left (``¥$``)."""
    folded = fold(text).replace("&", " and ")
    letters = "".join(filter(str.isalnum, folded))
    if not letters.isascii():
        letters = "".join(map(_unaccented, letters))
    return letters or "".join(folded.split())


def brackets(text: str) -> tuple[str, tuple[str, ...]]:
    """*text* without its bracketed groups, and the groups' contents, nested ones kept inside their outer one.

    A group at the very start belongs to the text (``(여자)아이들``) and one that is never closed runs to the end.
    """
    if _BRACKETS.keys().isdisjoint(text):
        return text.strip(), ()
    outside: list[str] = []
    groups: list[str] = []
    closing: list[str] = []
    for character in text:
        if character in _BRACKETS and (closing or "".join(outside).strip()):
            closing.append(_BRACKETS[character])
            if len(closing) == 1:
                groups.append("")
                continue
        elif closing and character == closing[-1]:
            closing.pop()
            if not closing:
                continue
        if closing:
            groups[-1] += character
        else:
            outside.append(character)
    return "".join(outside).strip(), tuple(group.strip() for group in groups)


def read_title(title: str) -> Title:
    """*title* taken apart. Guests, sources ("From ...") and editions of the same work leave no trace in it."""
    outside, groups = brackets(fold(title))
    base, tail = _without_tail(_TRAILING_GUESTS.sub("", outside))
    kept = [group for group in (*groups, *tail) if group and not _says_nothing(group)]
    other = [group for group in kept if _OTHER_PIECE.search(group)]
    second = [group for group in kept if group not in other]
    bare = _key(base, other)
    names = {bare}
    if _EAST_ASIAN.search(base):
        second_names = [group for group in second if not _EAST_ASIAN.search(group)]
        names.update(_key(name, other) for name in second_names)
        second = [group for group in second if group not in second_names]
    elif any(HANGUL.search(group) for group in second):
        names.update(_key(group, other) for group in second if HANGUL.search(group))
    key = _key(base, second + other) if second else bare
    return Title(key, frozenset(names), bare, piece=_key("", other))


@lru_cache(maxsize=1 << 14)
def main_artists(artist: str) -> tuple[tuple[str, ...], ...]:
    """The main artists of a credit, lead first, each as the keys of its names, the Hangul one first.

    Guests after "featuring" are left out. A name in two scripts (``폴킴(Paul Kim)``) has both keys.
    """
    main = _FEATURING.split(f" {fold(artist).replace(chr(34), '')}", maxsplit=1)[0]
    outside, groups = _protected(main)
    names = [_names(part, groups) for part in _AND.split(outside)]
    return tuple(name for name in names if name)


def backing_group(artist: str) -> str:
    """The group that backs the singer by the record's label ("Elvis Presley With The Jordanaires"), as a key, or ""."""
    found = _BACKING.search(fold(artist))
    return squeeze(found[1]) if found else ""


def _protected(text: str) -> tuple[str, list[str]]:
    """*text* with each bracketed group replaced by a mark, so that a comma inside one does not split the credit."""
    groups: list[str] = []
    rest = text.strip()
    outside, inside = brackets(rest)
    for group in inside:
        for opening, closing in _BRACKETS.items():
            whole = f"{opening}{group}{closing}"
            if whole in rest:
                rest = rest.replace(whole, f"\0{len(groups)}\0", 1)
                groups.append(group)
                break
        else:
            return outside, []
    return rest, groups


def _names(part: str, groups: list[str]) -> tuple[str, ...]:
    spelled = [re.sub(r"\0\d+\0", "", part)]
    for index in re.findall(r"\0(\d+)\0", part):
        spelled += re.split(r"\s*[/,]\s*", groups[int(index)])
    keys = [squeeze(name) for name in spelled if name.strip()]
    korean_first = keys if keys and HANGUL.search(keys[0]) else sorted(keys, key=lambda key: not HANGUL.search(key))
    return tuple(dict.fromkeys(korean_first))


def _without_tail(title: str) -> tuple[str, tuple[str, ...]]:
    """*title* split before " - " where a known remark follows (``Wonderwall - Remastered``)."""
    base, dash, tail = title.partition(" - ")
    if dash and base.strip() and (_says_nothing(tail) or _OTHER_PIECE.search(tail)):
        return base, (tail,)
    return title, ()


def _says_nothing(group: str) -> bool:
    """Whether the remark leaves the work the same: guests, the film or drama, a remaster, an edition, a language."""
    plain = group.replace('"', "").strip()
    return bool(_GUESTS.match(plain) or _FROM.match(plain) or _SAME_WORK.fullmatch(plain))


def _key(base: str, remarks: list[str]) -> str:
    whole = " ".join((base, *remarks))
    return squeeze(_PART.sub(lambda part: f"pt{_NUMBERS.get(part[1], part[1])}", whole))


def _unaccented(character: str) -> str:
    first = unicodedata.normalize("NFD", character)[0]
    return first if first.isascii() else character
