"""The weekly card: a chart's top as a picture that fans share."""

from functools import lru_cache

from bot.ui.pictures.alt import chart_alt
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.inks import Ink
from bot.ui.pictures.page import HEAD, LEFT, RIGHT, ROOM, SENTENCE, WIDE, foot, foot_high, foot_lines, head, label
from bot.ui.pictures.rows import LEAD, PEAK, PEAK_ROOM, PLAIN, WEEKS, WEEKS_ROOM, Row, RowPen
from bot.ui.pictures.values import Picture, Theme, file_name
from bot.ui.pictures.words import empty, legend, peak_label, weeks_label
from core.charts.board import Board, Line
from core.charts.telling import words, words_ko
from core.language import Language

MOST_ROWS = 10
EMPTY_HIGH = 120
AFTER_LEAD = 6


def weekly_card(board: Board, *, theme: Theme = Theme.DARK, language: Language = Language.EN) -> Picture:
    """The top of *board*, ten rows at most, as a picture 1000 pixels wide and as high as its rows ask for.

    The same board gives the same bytes; those of the last boards are kept. May be called from any thread.
    """
    return _kept(board, theme, language)


def drawn(board: Board, theme: Theme, language: Language = Language.EN) -> Picture:
    """The weekly card, drawn afresh."""
    shown = board.lines[:MOST_ROWS]
    rows = _rows(shown)
    lines = foot_lines(_notes(board, shown, language))
    below = HEAD + (sum(row.high for row in rows) or EMPTY_HIGH)
    sheet = Canvas(WIDE, below + foot_high(lines), theme)
    said = words_ko if language is Language.KO else words
    head(sheet, said.heading(board), said.week(board), room=PEAK - PEAK_ROOM - LEFT)
    if shown:
        label(sheet, PEAK, peak_label(language), PEAK_ROOM)
        label(sheet, WEEKS, weeks_label(board.chart.cadence, language), WEEKS_ROOM)
        _body(sheet, board, list(zip(shown, rows, strict=True)), language)
    else:
        sheet.text((LEFT, HEAD + 66), empty(board, language), SENTENCE, room=ROOM)
    foot(sheet, below, lines)
    return Picture(sheet.png(), chart_alt(board, shown, language), file_name("chart", board.chart.key, board.end))


@lru_cache(maxsize=128)
def _kept(board: Board, theme: Theme, language: Language) -> Picture:
    return drawn(board, theme, language)


def _rows(shown: tuple[Line, ...]) -> list[Row]:
    """The first place leads unless it is shared."""
    if not shown:
        return []
    return [PLAIN if shown[0].tied else LEAD] + [PLAIN] * (len(shown) - 1)


def _body(sheet: Canvas, board: Board, rows: list[tuple[Line, Row]], language: Language) -> None:
    top, above = HEAD, None
    for line, row in rows:
        if row is LEAD:
            sheet.panel((LEFT - 20, top, RIGHT + 20, top + row.high - AFTER_LEAD), 20, Ink.PANEL)
        elif above is PLAIN:
            sheet.rule((LEFT, top, RIGHT, top + 1))
        RowPen(sheet, board, line, row, top, language).draw()
        top, above = top + row.high, row


def _notes(board: Board, shown: tuple[Line, ...], language: Language) -> list[str]:
    said = words_ko if language is Language.KO else words
    cut = (
        [language.say(f"{len(shown)} of {board.total}", f"{board.total}곡 중 {len(shown)}곡")]
        if shown and board.total > len(shown)
        else []
    )
    return [
        said.source(board),
        *cut,
        *legend(shown, board.chart.cadence, language),
        *(remark.rstrip(".") for remark in said.remarks(board)),
    ]
