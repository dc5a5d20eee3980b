"""The alternative text of a chart: what its picture says, for whoever cannot see it."""

from functools import lru_cache

from bot.ui.pictures.values import ALT_LIMIT
from bot.ui.pictures.words import artist, best, empty, native, other, part, publisher
from core.charts.board import Board, Line
from core.charts.model import Chart, Figures, Mark
from core.charts.telling.units import unit_of
from core.charts.telling.words import heading, place, remarks, week
from core.text import clean as cleaned

_MOVES = {
    Mark.BASELINE: "first issue here",
    Mark.NEW: "new",
    Mark.RETURN: "re-entry",
    Mark.SAME: "same place",
    Mark.UNKNOWN: "{last} unknown",
}

FULL, NEARLY, TITLES, BRIEF = range(4)
"""How much is told of a line: all; the drama in one script; the title too, and the source once for all lines; no drama
and only the start of names."""

LONGEST_NAME = 60
"""Characters told of a name when BRIEF."""

clean = lru_cache(maxsize=2048)(cleaned)
"""Names return from week to week, and in each telling."""


def chart_alt(board: Board, shown: tuple[Line, ...]) -> str:
    """The chart in words, a line each: the fullest telling in which all fit, else as many whole lines as fit."""
    if not shown:
        return within(f"{_head(board)}\n{clean(empty(board))}")
    for telling in (FULL, NEARLY, TITLES, BRIEF):
        rows = [_row(line, board, telling) for line in shown]
        text = _told(board, rows, telling)
        if len(text) <= ALT_LIMIT:
            return text
    while rows and len(text) > ALT_LIMIT:
        rows.pop()
        text = _told(board, rows, BRIEF)
    return within(text)


def within(text: str) -> str:
    """*text* no longer than Discord takes it."""
    return text if len(text) <= ALT_LIMIT else text[: ALT_LIMIT - 1] + "…"


def spoken(figures: Figures, cadence: str = "weekly") -> str:
    """What an entry did since last week, for the ear: ``up 3``, ``down 2``, ``same place``, ``new``, ``re-entry``."""
    if figures.mark in (Mark.UP, Mark.DOWN):
        return f"{figures.mark} {abs(figures.move or 0)}"
    return _MOVES[figures.mark].format(last=unit_of(cadence).last) + (" in our data" if figures.in_our_data else "")


def _head(board: Board) -> str:
    return clean(" ".join((f"{heading(board)}, {week(board)}.", *remarks(board))))


def _told(board: Board, rows: list[str], telling: int) -> str:
    more = board.total - len(rows)
    head = _head(board)
    if telling >= TITLES and board.source:
        head += f" # is the place on {clean(publisher(board.source))}."
    return "\n".join((head, *rows, *([f"and {more} more"] if more > 0 else [])))


def _row(line: Line, board: Board, telling: int) -> str:
    title, latin = native(line.title), other(line.title)
    names = [f"{title} ({latin})" if latin and telling < TITLES else title, artist(line)]
    if telling < BRIEF:
        drama = (line.drama.both if telling == FULL else str(line.drama)) if line.drama else ""
        names.append(f"{drama} {part(line)}")
    told = [name if telling < BRIEF else _start(name) for name in map(clean, names) if name]
    return f"{place(line)}. {', '.join(told)}: {', '.join(_figures(line, board, telling))}"


def _figures(line: Line, board: Board, telling: int) -> list[str]:
    figures = line.figures
    peak = f"{'new ' if figures.new_peak else ''}peak {best(figures)}"
    claimed = " by source" if figures.source_peak is not None else ""
    least = "at least " if figures.weeks_at_least else ""
    weeks = f"{least}{unit_of(board.chart.cadence).count_en(figures.weeks)}"
    on_source = [_on_source(line.source, board.source, telling)] if line.source and board.source else []
    return [
        spoken(figures, board.chart.cadence),
        peak + claimed,
        weeks,
        *on_source,
        *([] if line.verified else ["unverified"]),
    ]


def _on_source(figures: Figures, source: Chart, telling: int) -> str:
    number = f"#{figures.entry.rank}"
    return f"{number} on {clean(publisher(source))}" if telling < TITLES else number


def _start(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
