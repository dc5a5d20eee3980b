"""The alternative text of a chart: what its picture says, for whoever cannot see it."""

from functools import lru_cache
from types import ModuleType

from bot.ui.pictures.values import ALT_LIMIT
from bot.ui.pictures.words import artist, best, empty, native, other, part, publisher
from core.charts.board import Board, Line
from core.charts.model import Chart, Figures, Mark
from core.charts.telling import words, words_ko
from core.charts.telling.units import unit_of
from core.language import Language, Words
from core.text import clean as cleaned

_MOVES = {
    Mark.BASELINE: Words("first issue here", "보유한 첫 차트"),
    Mark.NEW: Words("new", "신규 진입"),
    Mark.RETURN: Words("re-entry", "재진입"),
    Mark.SAME: Words("same place", "순위 유지"),
    Mark.UNKNOWN: Words("{last} unknown", "{last_ko} 미상"),
}

FULL, NEARLY, TITLES, BRIEF = range(4)
"""How much is told of a line: all; the drama in one script; the title too, and the source once for all lines; no drama
and only the start of names."""

LONGEST_NAME = 60
"""Characters told of a name when BRIEF."""

clean = lru_cache(maxsize=2048)(cleaned)
"""Names return from week to week, and in each telling."""


def chart_alt(board: Board, shown: tuple[Line, ...], language: Language = Language.EN) -> str:
    """The chart in words, a line each: the fullest telling in which all fit, else as many whole lines as fit."""
    if not shown:
        return within(f"{_head(board, language)}\n{clean(empty(board, language))}")
    for telling in (FULL, NEARLY, TITLES, BRIEF):
        rows = [_row(line, board, telling, language) for line in shown]
        text = _told(board, rows, telling, language)
        if len(text) <= ALT_LIMIT:
            return text
    while rows and len(text) > ALT_LIMIT:
        rows.pop()
        text = _told(board, rows, BRIEF, language)
    return within(text)


def within(text: str) -> str:
    """*text* no longer than Discord takes it."""
    return text if len(text) <= ALT_LIMIT else text[: ALT_LIMIT - 1] + "…"


def more_rows(number: int, language: Language) -> list[str]:
    """That *number* more places are not told."""
    return [language.say(f"and {number} more", f"외 {number}곡")] if number > 0 else []


def spoken(figures: Figures, cadence: str = "weekly", language: Language = Language.EN) -> str:
    """What an entry did since last week, for the ear: ``up 3``, ``down 2``, ``same place``, ``new``, ``re-entry``."""
    if figures.mark in (Mark.UP, Mark.DOWN):
        steps, up = abs(figures.move or 0), figures.mark is Mark.UP
        return language.say(f"{figures.mark} {steps}", f"{steps}계단 {'상승' if up else '하락'}")
    unit = unit_of(cadence)
    told = _MOVES[figures.mark].filled(last=unit.last, last_ko=unit.last_ko).said(language)
    return told + (language.say(" in our data", "(보유 자료 기준)") if figures.in_our_data else "")


def _head(board: Board, language: Language) -> str:
    def told(said: ModuleType) -> str:
        return " ".join((f"{said.heading(board)}, {said.week(board)}.", *said.remarks(board)))

    return clean(told(words_ko if language is Language.KO else words))


def _told(board: Board, rows: list[str], telling: int, language: Language) -> str:
    head = _head(board, language)
    if telling >= TITLES and board.source:
        whose = clean(publisher(board.source))
        head += language.say(f" # is the place on {whose}.", f" #은 {whose} 순위입니다.")
    return "\n".join((head, *rows, *more_rows(board.total - len(rows), language)))


def _row(line: Line, board: Board, telling: int, language: Language) -> str:
    title, latin = native(line.title), other(line.title)
    names = [f"{title} ({latin})" if latin and telling < TITLES else title, artist(line, language)]
    if telling < BRIEF:
        drama = (line.drama.both if telling == FULL else str(line.drama)) if line.drama else ""
        names.append(f"{drama} {part(line)}")
    told = [name if telling < BRIEF else _start(name) for name in map(clean, names) if name]
    return f"{words.place(line)}. {', '.join(told)}: {', '.join(_figures(line, board, telling, language))}"


def _figures(line: Line, board: Board, telling: int, language: Language) -> list[str]:
    figures, say, unit = line.figures, language.say, unit_of(board.chart.cadence)
    new = say("new ", "경신한 ") if figures.new_peak else ""
    claimed = say(" by source", "(출처 기준)") if figures.source_peak is not None else ""
    least = say("at least ", "최소 ") if figures.weeks_at_least else ""
    on_source = [_on_source(line.source, board.source, telling, language)] if line.source and board.source else []
    return [
        spoken(figures, board.chart.cadence, language),
        f"{new}{say(f'peak {best(figures)}', f'최고 {best(figures)}위')}{claimed}",
        f"{least}{say(unit.count_en(figures.weeks), f'{figures.weeks:,}{unit.ko}')}",
        *on_source,
        *([] if line.verified else [say("unverified", "미확인")]),
    ]


def _on_source(figures: Figures, source: Chart, telling: int, language: Language) -> str:
    number, whose = figures.entry.rank, clean(publisher(source))
    return language.say(f"#{number} on {whose}", f"{whose} {number}위") if telling < TITLES else f"#{number}"


def _start(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
