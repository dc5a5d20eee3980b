"""What the pictures of a chart say beyond the common wording of ``core.charts.telling.words``: they have less room."""

from functools import lru_cache

from core.catalog.model import Names
from core.charts.board import Board, Line
from core.charts.model import Chart, Figures, Mark, Status
from core.charts.naming import platform_name
from core.charts.telling.units import unit_of
from core.text import clean, fold


def native(names: Names) -> str:
    """The name in its own script: Hangul where it has one."""
    return names.ko or names.en or ""


@lru_cache(maxsize=2048)
def other(names: Names) -> str:
    """The name in Latin letters, where its own script does not say the same already."""
    return names.en if names.en and names.ko and fold(names.en) not in fold(names.ko) else ""


def artist(line: Line) -> str:
    """Who sings, also where nobody says."""
    return clean(line.artist) or "artist unknown"


def best(figures: Figures) -> int:
    """The peak: the source's where it claims a better one from before our history."""
    return figures.peak if figures.source_peak is None else figures.source_peak


def part(line: Line) -> str:
    """``Part 4``, or nothing where nobody knows."""
    return "" if line.part is None else f"Part {line.part}"


def publisher(chart: Chart) -> str:
    """Who publishes *chart*: ``Apple Music``."""
    return platform_name(chart.platform)


def aside(line: Line, board: Board) -> str:
    """What stands below the figures: the place on the source chart, or that the peak is the source's claim."""
    if line.source and board.source:
        return f"#{line.source.entry.rank} on {publisher(board.source)}"
    return "" if line.figures.source_peak is None else "peak by source"


def empty(board: Board) -> str:
    """Why a board has no lines, as one sentence."""
    unit = unit_of(board.chart.cadence)
    if board.status is Status.MISSING:
        return f"This {unit.en} is not in our data."
    if board.status is Status.VOID:
        return f"The publisher brought out no chart {unit.now}."
    if board.source:
        return f"No K-drama OST was on {board.source.title.removesuffix(f', {board.source.cadence}')} {unit.now}."
    return f"This chart has no entries {unit.now}."


def legend(shown: tuple[Line, ...], cadence: str) -> list[str]:
    """What the signs among the *shown* lines mean; only those that occur and do not explain themselves."""
    signs = {
        "★ new peak": any(line.figures.new_peak for line in shown),
        "≥ at least": any(line.figures.weeks_at_least for line in shown),
        "NEW* new in our data": any(line.figures.in_our_data for line in shown),
        f"new? {unit_of(cadence).last} unknown": any(line.figures.mark is Mark.UNKNOWN for line in shown),
    }
    return [sign for sign, occurs in signs.items() if occurs]
