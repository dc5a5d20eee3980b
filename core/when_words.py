"""The words of times: what people write in many ways becomes the few ways that :mod:`core.when` reads."""

import re
from collections.abc import Callable

from rapidfuzz import fuzz, process

from core.text import fold

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOURS_KO = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두")
_DAYS_KO = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "일주일": 7, "보름": 15}

_PARTS = {"morning": "오전", "afternoon": "오후", "evening": "저녁", "night": "밤", "tonight": "밤"}
"""The part of day that an English word names, as the Korean reader calls it."""

_PART = re.compile(r"\b(?:in the |at |this )?(morning|afternoon|evening|night)\b(?: at\b)?")


def _hour_ko(found: re.Match[str]) -> str:
    return f"{_HOURS_KO.index(found[1]) + 1}{found[2]}"


_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_RULES: tuple[_Rule, ...] = (
    (re.compile(r"\bhalf an hour\b"), "30 minutes"),
    (re.compile(r"\b(\d{1,2}|an?|one) and a half hours?\b"), lambda found: f"{60 * _count(found[1]) + 30} minutes"),
    (re.compile(r"\ban? (?=minute|hour|day|week)"), "1 "),
    (re.compile(rf"\b({'|'.join(_NUMBERS)})\b"), lambda found: str(_NUMBERS.index(found[1]) + 1)),
    (re.compile(r"\bhalf past (\d{1,2})\b"), r"\1:30"),
    (re.compile(r"\bquarter past (\d{1,2})\b"), r"\1:15"),
    (re.compile(r"\bquarter to (\d{1,2})\b"), lambda found: f"{(int(found[1]) - 2) % 12 + 1}:45"),
    (re.compile(r"(\d) ?o'clock\b"), r"\1"),
    (re.compile(r"\b([ap])\.? ?m\.?(?![a-z])"), r"\1m"),
    (re.compile(r"\bweek from (?:now|today)\b"), "week"),
    (re.compile(r"^(\d{1,4} \w+) from now$"), r"in \1"),
    (re.compile(r"\b(?:tmr|tmrw|tomoz)\b"), "tomorrow"),
    (re.compile(r"([월화수목금토일])욜"), r"\1요일"),
    (re.compile(r"담 ?주"), "다음 주"),
    (re.compile(r"^낼(?= |$)"), "내일"),
    (re.compile(rf"({'|'.join(sorted(_HOURS_KO, key=len, reverse=True))}) ?(시간|시)"), _hour_ko),
    (re.compile(rf"({'|'.join(_DAYS_KO)}) ?(?=뒤|후)"), lambda found: f"{_DAYS_KO[found[1]]}일 "),
    (re.compile(r"(\d)시간 ?반 ?(?=뒤|후)"), lambda found: f"{60 * int(found[1]) + 30}분 "),
    (re.compile(r"자정"), "밤 12시"),
)

VOCABULARY = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tonight", "tomorrow"),
    *(
        "next",
        "this",
        "noon",
        "midnight",
        "morning",
        "afternoon",
        "evening",
        "night",
        "hours",
        "minutes",
        "days",
        "weeks",
    ),
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    *(
        "december",
        "오늘",
        "내일",
        "모레",
        "월요일",
        "화요일",
        "수요일",
        "목요일",
        "금요일",
        "토요일",
        "일요일",
        "저녁",
        "오후",
        "오전",
        "다음",
    ),
)
"""Words that a misspelt one may be meant to be."""

_CLOSE = 72
"""Of 100, how alike a misspelt word and the one it is meant to be are."""


def plain(text: str) -> tuple[str, str | None]:
    """*text* in the ways that are read, and the part of day it names in English, if any."""
    words = fold(text)
    for pattern, instead in _RULES:
        words = pattern.sub(instead, words)
    part = "밤" if "tonight" in words else None
    if found := _PART.search(words):
        part = _PARTS[found[1]]
        words = f"{words[: found.start()]} {words[found.end() :]}"
        words = words if words.strip()[:1].isalpha() or not _this_part(found) else f"today {words}"
    return " ".join(words.split()), part


def mended(text: str) -> str | None:
    """*text* with its misspelt words put right; ``None`` when nothing is alike."""
    words = fold(text).split(" ")
    changed = [_mended(word) for word in words]
    return " ".join(changed) if changed != words else None


def _mended(word: str) -> str:
    if len(word) < 3 or any(letter.isdigit() for letter in word) or word in VOCABULARY:
        return word
    found = process.extractOne(word, VOCABULARY, scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return found[0] if found else word


def _this_part(found: re.Match[str]) -> bool:
    return found[0].startswith("this ")


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else 1
