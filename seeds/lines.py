"""Where in a TOML file a value stands: tomllib reads values without their lines.

A small scan is enough because seed files are plain: one key a line, no dotted keys, and a list that is spread over
lines has one element a line.
"""

import re
from collections.abc import Mapping

Place = tuple[str | int, ...]
"""The way to a value, as pydantic names it: ``("release", 0, "track", 2, "artists")``."""

_HEADER = re.compile(r"^(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*=\s*(.*)$""")


def lines_of(text: str) -> dict[Place, int]:
    """The line, counted from 1, of every table, key and list element of *text*."""
    found: dict[Place, int] = {}
    table: Place = ()
    spread: Place | None = None
    element = 0
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if spread is not None:
            if line.startswith("]"):
                spread = None
            elif line and not line.startswith("#"):
                found[*spread, element] = number
                element += 1
        elif header := _HEADER.match(line):
            table = _entered(found, header[2], is_list=header[1] == "[[")
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            place = (*table, key[1] or key[2] or key[3])
            found[place] = number
            spread, element = (place, 0) if key[4].rstrip() == "[" else (None, 0)
    return found


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """The line of *place*, or of the nearest table around it; 1 for the file itself."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _entered(found: Mapping[Place, int], name: str, *, is_list: bool) -> Place:
    """The place a header opens; every list on the way is entered at its newest element."""
    place: Place = ()
    steps = [step.strip().strip("\"'") for step in name.split(".")]
    for last, step in enumerate(steps, start=1 - len(steps)):
        place = (*place, step)
        count = _count(found, place)
        if last == 0 and is_list:
            place = (*place, count)
        elif count:
            place = (*place, count - 1)
    return place


def _count(found: Mapping[Place, int], place: Place) -> int:
    count = 0
    while (*place, count) in found:
        count += 1
    return count
