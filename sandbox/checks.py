"""Bodies checked as Discord checks them: every problem at once, in a tree of fields with ``_errors`` at its leaves.

A check is a function of a value and a :class:`Report`; the functions here build checks out of limits.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from sandbox.errors import ApiError


class Report:
    """What is wrong with a body, gathered while it is read; ``at`` steps into a field."""

    def __init__(self, found: list[tuple[tuple[str, ...], str, str]] | None = None, path: tuple[str, ...] = ()) -> None:
        self._found = [] if found is None else found
        self._path = path

    def at(self, *keys: str | int) -> "Report":
        """The same report, one or more fields deeper."""
        return Report(self._found, (*self._path, *map(str, keys)))

    def wrong(self, code: str, message: str) -> None:
        """Note a problem with the field that the report stands at."""
        self._found.append((self._path, code, message))

    def refuse(self) -> None:
        """Raise Discord's "Invalid Form Body" (50035) when anything was wrong."""
        if not self._found:
            return
        tree: dict[str, Any] = {}
        for path, code, message in self._found:
            node = tree
            for key in path:
                node = node.setdefault(key, {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        raise ApiError(400, 50035, "Invalid Form Body", tree)


Check: TypeAlias = Callable[[Any, Report], None]


def text(low: int = 0, high: int | None = None) -> Check:
    """A string of *low* to *high* characters."""

    def check(value: Any, report: Report) -> None:
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            return report.wrong("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
        size = len(str(value))
        if low and not size:
            return report.wrong("BASE_TYPE_REQUIRED", "This field is required")
        if low and high is not None and not low <= size <= high:
            return report.wrong("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        if high is not None and size > high:
            return report.wrong("BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        return None

    return check


def whole(low: int | None = None, high: int | None = None) -> Check:
    """An integer in a range, also as a decimal string."""

    def check(value: Any, report: Report) -> None:
        digits = isinstance(value, str) and value.lstrip("-").isdecimal()
        if isinstance(value, bool) or not (digits or isinstance(value, int)):
            return report.wrong("NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        if low is not None and int(value) < low:
            return report.wrong("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")
        if high is not None and int(value) > high:
            return report.wrong("NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
        return None

    return check


def number(value: Any, report: Report) -> None:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        report.wrong("FLOAT_TYPE_COERCE", f'Value "{value}" is not float.')


def flag(value: Any, report: Report) -> None:
    """true or false."""
    if not isinstance(value, bool):
        report.wrong("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")


def anything(value: Any, report: Report) -> None:
    """No demands."""


def choice(*allowed: object) -> Check:
    """One of the given values."""

    def check(value: Any, report: Report) -> None:
        if isinstance(value, bool) or value not in allowed:
            named = ", ".join(map(str, allowed))
            report.wrong("BASE_TYPE_CHOICES", f"Value must be one of {{{named}}}.")

    return check


def snowflake(value: Any, report: Report) -> None:
    """An id, as a string or a number."""
    if isinstance(value, bool) or not str(value).isdecimal() or int(value) >= 1 << 64:
        report.wrong("NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')


def instant(value: Any, report: Report) -> None:
    """An ISO 8601 moment."""
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        report.wrong("DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")


def link(*schemes: str, high: int = 2048) -> Check:
    """A URL with one of the schemes."""
    measured = text(1, high)

    def check(value: Any, report: Report) -> None:
        measured(value, report)
        scheme, mark, rest = str(value).partition("://")
        if not mark or not rest.strip() or " " in str(value):
            report.wrong("URL_TYPE_INVALID_URL", "Not a well formed URL.")
        elif scheme not in schemes:
            named = ", ".join(f"'{one}'" for one in schemes)
            words = f'Scheme "{scheme}" is not supported. Scheme must be one of ({named}).'
            report.wrong("URL_TYPE_INVALID_SCHEME", words)

    return check


def listed(of: Check, *, low: int = 0, high: int | None = None) -> Check:
    """A list of *low* to *high* values."""

    def check(value: Any, report: Report) -> None:
        if not isinstance(value, list):
            return report.wrong("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        if len(value) < low or (high is not None and len(value) > high):
            report.wrong("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        for place, one in enumerate(value):
            of(one, report.at(place))
        return None

    return check


def fields(need: Mapping[str, Check] | None = None, may: Mapping[str, Check] | None = None) -> Check:
    """An object with fields that must and fields that may be there (or be null); others are left alone."""
    needed, possible = need or {}, may or {}

    def check(value: Any, report: Report) -> None:
        if not isinstance(value, dict):
            return report.wrong("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        for name, one in needed.items():
            if value.get(name) is None:
                report.at(name).wrong("BASE_TYPE_REQUIRED", "This field is required")
            else:
                one(value[name], report.at(name))
        for name, one in possible.items():
            if value.get(name) is not None:
                one(value[name], report.at(name))
        return None

    return check


def every(checks: Iterable[Check]) -> Check:
    """All of several checks."""
    rules = tuple(checks)

    def check(value: Any, report: Report) -> None:
        for rule in rules:
            rule(value, report)

    return check


def obey(check: Check, body: Any) -> None:
    """Raise :class:`ApiError` 50035 unless *body* passes."""
    report = Report()
    check(body, report)
    report.refuse()
