"""What a query says besides names: a year, the part of a soundtrack. It is compared as a fact, not as letters."""

import re
from dataclasses import dataclass

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)년?")
_PART = re.compile(r"(?:\b(?:part|pt|vol(?:ume)?|ost)|파트|오에스티)[ .#]*(\d{1,2})(?!\d)", re.IGNORECASE)
_OST = re.compile(r"\bo\.?s\.?t\b\.?|\bsoundtracks?\b|오에스티", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """A *year* (of a drama's first episode or a track's release) and a *part* of a soundtrack, where they are said."""

    year: int | None = None
    part: int | None = None

    @property
    def said(self) -> int:
        """How many facts these are."""
        return (self.year is not None) + (self.part is not None)


NOTHING = Facts()


def told(query: str) -> list[tuple[str, Facts]]:
    """The ways to read *query* as names with facts beside them, empty for a query that is nothing but names.

    ``goblin ost part 3`` is ``goblin`` with part 3, ``도깨비 2016`` is ``도깨비`` with that year. A year can also be
    part of a name, beside another fact too (``Reply 1997 ost``), and is then read both ways.
    """
    part = _PART.search(query)
    names = _without(_OST, _without(_PART, query))
    readings = [(names, Facts(part=int(part[1]) if part else None))] if names != query else []
    if year := _YEAR.search(names):
        readings.append((_without(_YEAR, names), Facts(int(year[0][:4]), int(part[1]) if part else None)))
    return [(names, facts) for names, facts in readings if names or facts.said]


def _without(fact: re.Pattern[str], query: str) -> str:
    return " ".join(fact.sub(" ", query, count=1).split())
