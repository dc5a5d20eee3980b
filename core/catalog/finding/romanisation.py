"""Hangul in Latin letters: as it is heard, as it is written, and as fans loosely type it.

The rules are those of the National Institute of Korean Language, *Romanization of Korean* (2000), with the standard
pronunciation it refers to.
"""

import re
from functools import lru_cache

from core.catalog.finding.hangul import INITIALS, PAIRS, VOWELS, is_syllable, parts
from core.text import clean

_WORD = re.compile("[가-힣]+")

_INITIAL = dict(zip(INITIALS, re.split(" ", "g kk n d tt r m b pp s ss  j jj ch k t p h"), strict=True))
_VOWEL = dict(zip(VOWELS, re.split(" ", "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"), strict=True))
_END = {"ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ng", "": ""}
_LETTER = {**_INITIAL, **_VOWEL, "ㅇ": "ng", "ㄹ": "l"}

_STOP = {
    **dict.fromkeys("ㄱㄲㅋㄳㄺ", "ㄱ"),
    **dict.fromkeys("ㄷㅅㅆㅈㅊㅌㅎ", "ㄷ"),
    **dict.fromkeys("ㅂㅍㅄㄿ", "ㅂ"),
    **dict.fromkeys("ㄴㄵㄶ", "ㄴ"),
    **dict.fromkeys("ㄹㄼㄽㄾㅀ", "ㄹ"),
    **dict.fromkeys("ㅁㄻ", "ㅁ"),
    "ㅇ": "ㅇ",
    "": "",
}
"""The seven sounds a syllable can end on, for each written final."""

_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_ASPIRATE = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
_PASSIVE = frozenset("히혀혔힌힐힘")
"""Endings after which ㄱ, ㄷ and ㅂ melt with ㅎ (잡혀 is japyeo); in nouns they do not (묵호 is Mukho)."""

_N_HEARD = {
    "학여울": "학녀울",
    "알약": "알냑",
    "꽃잎": "꽃닢",
    "나뭇잎": "나뭇닢",
    "풀잎": "풀닢",
    "한여름": "한녀름",
    "첫여름": "첫녀름",
    "색연필": "색년필",
    "서울역": "서울녁",
    "신문로": "신문노",
    "생산량": "생산냥",
}
"""Compounds that are spoken with an added ㄴ, or with ㄴ for ㄹ. No spelling tells (석유 has none): they are listed."""


def romanise(hangul: str) -> str:
    """*hangul* in Revised Romanisation, in small letters, with the sounds melting inside each word.

    신라 is ``silla``, 독립문 ``dongnimmun``, 해돋이 ``haedoji``. Tense sounds that only speech makes are not written
    (압구정 ``apgujeong``). Whether a word is a noun cannot be seen, so ㄱ, ㄷ, ㅂ and ㅎ stay apart as in nouns (묵호
    ``mukho``) except before the endings of passives (잡혀 ``japyeo``), and ㄺ before ㄱ is read as in verbs (읽고
    ``ilgo``). What is not Hangul stays as it is.
    """
    text = clean(hangul)
    for written, heard in _N_HEARD.items():
        text = text.replace(written, heard)
    return _WORD.sub(lambda run: _heard(run[0]), text).translate(_ALONE)


def transcribe(hangul: str) -> str:
    """*hangul* letter for letter (section 3.8 of the rules, without its hyphens): 독립문 is ``doglibmun``."""
    return "".join(_spelt(character) for character in clean(hangul)).translate(_ALONE)


@lru_cache(maxsize=16_384)
def loose(latin: str) -> str:
    """The sound key of one folded Latin word: equal for the ways fans spell one Korean word.

    doo and du, kim and gim, jeong and jung, choi and choe, park and bak share a key. It is for comparing, not for
    reading.
    """
    for pattern, sound in _LOOSE:
        latin = pattern.sub(sound, latin)
    return latin


def _heard(word: str) -> str:
    syllables = [parts(syllable) for syllable in word]
    spoken = []
    for at, (initial, vowel, final) in enumerate(syllables):
        end = _STOP[final]
        if at + 1 < len(syllables):
            following, sound, _ = syllables[at + 1]
            end, carried = _melt(final, following, sound, word[at + 1])
            syllables[at + 1] = (carried, *syllables[at + 1][1:])
        spoken.append(_INITIAL[initial] + _VOWEL[vowel] + _END[end])
    return "".join(spoken).replace("lr", "ll")


def _melt(final: str, initial: str, vowel: str, syllable: str) -> tuple[str, str]:
    """How *final* and the next *initial* sound together: what ends the one syllable and begins the next."""
    if initial == "ㅇ":
        return _carried(final, vowel)
    if initial == "ㅎ":
        return _before_h(final, vowel, syllable)
    if final in ("ㅎ", "ㄶ", "ㅀ"):
        return _after_h(final, initial)
    if final == "ㄺ" and initial == "ㄱ":
        return "ㄹ", initial
    return _assimilated(_STOP[final], initial)


def _divided(final: str) -> tuple[str, str]:
    """What of a written final stays, and the one letter that meets the next syllable."""
    written = PAIRS.get(final, final)
    return written[:-1], written[-1]


def _carried(final: str, vowel: str) -> tuple[str, str]:
    """A final before a vowel moves over; ㅎ falls silent, and ㄷ and ㅌ become ㅈ and ㅊ before ㅣ."""
    if final in ("", "ㅇ"):
        return final, "ㅇ"
    stays, moves = _divided(final)
    if moves == "ㅎ":
        return "", stays or "ㅇ"
    if vowel in "ㅣㅕ":
        moves = {"ㄷ": "ㅈ", "ㅌ": "ㅊ"}.get(moves, moves)
    return _STOP[stays], moves


def _before_h(final: str, vowel: str, syllable: str) -> tuple[str, str]:
    if not final:
        return "", "ㅎ"
    stays, last = _divided(final)
    if final in ("ㅅ", "ㅈ", "ㄵ"):
        return _STOP[stays], "ㅌ" if last == "ㅅ" else "ㅊ"
    if last in _ASPIRATE and syllable in _PASSIVE:
        return _STOP[stays], "ㅊ" if last == "ㄷ" and vowel in "ㅣㅕ" else _ASPIRATE[last]
    return _STOP[final], "ㅎ"


def _after_h(final: str, initial: str) -> tuple[str, str]:
    rest = PAIRS.get(final, "")[:1]
    if initial in _ASPIRATE and initial != "ㅂ":
        return _STOP[rest], _ASPIRATE[initial]
    if initial == "ㅅ":
        return _STOP[rest], initial
    return _assimilated(_STOP[rest or final], initial)


def _assimilated(end: str, initial: str) -> tuple[str, str]:
    if initial == "ㄹ" and end not in ("", "ㄴ", "ㄹ"):
        initial = "ㄴ"
    if initial in "ㄴㅁ" and end in _NASAL:
        end = _NASAL[end]
    if {end, initial} == {"ㄴ", "ㄹ"}:
        end = initial = "ㄹ"
    return end, initial


def _spelt(character: str) -> str:
    if not is_syllable(character):
        return character
    initial, vowel, final = parts(character)
    begun = "" if initial == "ㅇ" else _LETTER[initial]
    return begun + _VOWEL[vowel] + "".join(_LETTER[letter] for letter in PAIRS.get(final, final))


_ALONE = str.maketrans({pair: "".join(_LETTER[one] for one in two) for pair, two in PAIRS.items()} | _LETTER)

_LOOSE = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ck|[qc](?!h)", "k"),
        (r"x", "ks"),
        (r"sh", "s"),
        (r"t?ch|z", "j"),
        (r"ph|[fv]", "p"),
        (r"r(?![aeiouwy])", ""),
        (r"(?<=[aeou])h(?![aeiouwy])", ""),
        (r"weo", "wo"),
        (r"ye[ou]|you|yoo", "yu"),
        (r"w(?:oo|u)|e[ou]|oo|ou", "u"),
        (r"o[ei]|wae", "we"),
        (r"a[ei]|ay(?![aeiou])", "e"),
        (r"ui|y?ee|yi|ie|y(?![aeiou])", "i"),
        (r"g", "k"),
        (r"d", "t"),
        (r"b", "p"),
        (r"r", "l"),
        (r"(.)\1+", r"\1"),
    )
]
