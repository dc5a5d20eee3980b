"""What is typed into one field about a drama or a track: names, days, lengths, addresses."""

import re
from datetime import date
from urllib.parse import urlsplit

from core.errors import BadInput
from core.text import clean, fold

LONGEST_NAME = 100
"""Characters of a title or a name."""

MOST_NAMES = 10
"""Other spellings, links or singers of one thing."""

CLEAR = "-"
"""Typed into an option, it takes away what is there."""

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
"""Between these a drama's soundtrack can have come out."""

_LINK = re.compile(r"https://[A-Za-z0-9.-]+(/[^\s<>]*)?")


def name(text: str) -> str:
    """One name, cleaned.

    Raises:
        BadInput: it is too long.
    """
    cleaned = clean(text)
    if len(cleaned) > LONGEST_NAME:
        raise BadInput(
            f"“{cleaned[:40]}…” is too long: a name has at most {LONGEST_NAME} characters.",
            f"너무 깁니다(“{cleaned[:40]}…”). 이름은 {LONGEST_NAME}자까지입니다.",
        )
    return cleaned


def same(one: str, other: str) -> bool:
    """Whether two names are the same but for case, blanks and signs."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", fold(text)) or fold(text)


def day_of(typed: str | None, before: date | None) -> date | None:
    """A date, *before* where none was typed.

    Raises:
        BadInput: it is none.
    """
    if typed is None:
        return before
    if typed.strip() == CLEAR:
        return None
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError as error:
        raise BadInput(
            f"“{clean(typed)[:40]}” is no date: write it like 2024-07-25.",
            f"날짜가 아닙니다(“{clean(typed)[:40]}”). 2024-07-25처럼 적어 주세요.",
        ) from error
    if not EARLIEST <= day < LATEST:
        raise BadInput(
            f"{day} is not between {EARLIEST} and {LATEST}: correct the year.",
            f"{EARLIEST}부터 {LATEST} 사이의 날짜가 아닙니다({day}). 연도를 고쳐 주세요.",
        )
    return day


def length_of(typed: str | None, before: int | None) -> int | None:
    """A length in seconds, *before* where none was typed.

    Raises:
        BadInput: it is none.
    """
    if typed is None:
        return before
    if typed.strip() == CLEAR:
        return None
    length = re.fullmatch(r"(\d{1,2}):([0-5]\d)", typed.strip())
    if length is None or not 0 < int(length[1]) * 60 + int(length[2]) <= 3600:
        raise BadInput(
            f"“{clean(typed)[:40]}” is no length: write minutes and seconds like 3:45, at most 60:00.",
            f"길이가 아닙니다(“{clean(typed)[:40]}”). 3:45처럼 분과 초로, 60:00까지 적어 주세요.",
        )
    return int(length[1]) * 60 + int(length[2])


def links_of(typed: str | None, before: tuple[str, ...]) -> tuple[str, ...]:
    """*before* with the address that was typed.

    Raises:
        BadInput: it is none.
    """
    if typed is None:
        return before
    if typed.strip() == CLEAR:
        return ()
    return (*before, link(typed))[-MOST_NAMES:] if link(typed) not in before else before


def link(typed: str) -> str:
    """An address that a button can open.

    Raises:
        BadInput: it is none.
    """
    address = clean(typed)
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    if not _LINK.fullmatch(address) or not host or "." not in host or len(address) > 300:
        raise BadInput(
            f"“{address[:40]}” is no address I can store: it begins with https:// and has no blanks.",
            f"저장할 수 있는 주소가 아닙니다(“{address[:40]}”). https://로 시작하고 빈칸이 없어야 합니다.",
        )
    return address


def line_of(typed: str | None, before: str | None) -> str | None:
    """One line of text, *before* where none was typed."""
    if typed is None:
        return before
    return None if typed.strip() == CLEAR else name(typed) or before
