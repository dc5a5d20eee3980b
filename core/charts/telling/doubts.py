"""A doubtful date in words."""

from core.charts.rules.dating import Doubt, Why
from core.charts.telling.words import day
from core.text import plural

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def doubt_words(doubt: Doubt) -> str:
    """What is doubtful, as one sentence."""
    more = f" ({plural(doubt.more, 'more week')} of the file too)" if doubt.more else ""
    week = f"The week to {_WEEKDAYS[doubt.end.weekday()]} {day(doubt.end)}{more}"
    match doubt.why:
        case Why.FUTURE:
            return f"{week} is not over yet: it lies in the future."
        case Why.OLD:
            return f"{week} is more than two years old."
    usual = f"{_WEEKDAYS[doubt.usual.weekday()]}, like {day(doubt.usual)}" if doubt.usual else "another day"
    return f"{week}: the chart's issues beside it end on a {usual}."
