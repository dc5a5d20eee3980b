"""What a correction changed in a posted chart, in one dated line."""

from datetime import date

from core.charts.board import Board, Line
from core.charts.telling import words, words_ko
from core.language import Language, Words

MOST_TOLD = 4
"""Changes that the line names; the others are counted."""

_CORRECTED = Words("Corrected {day}: {changes}.", "{day} 정정: {changes}.")
_MOVED = Words("#{old}→#{new} {title}", "{title} {old}위→{new}위")
_CAME = Words("#{new} {title} added", "{title} {new}위 추가")
_WENT = Words("{title} removed (was #{old})", "{title} 삭제(기존 {old}위)")
_FIGURES = Words("figures", "수치")
_MORE = Words("and {number} more", "외 {number}건")


def says_nothing(before: Board, after: Board, places: int) -> bool:
    """Whether the reader of a post that shows so many *places* of these whole lists would see no difference."""
    return _shown(before, places) == _shown(after, places)


def corrected_line(before: Board, after: Board, places: int, today: date, language: Language) -> str:
    """The dated line: ``Corrected 21 Nov 2026: #4→#6 Sudden Shower, #5→#4 Star.``

    It names what is or was among the *places* that the post shows; where it went is told from the whole lists.
    """
    old = {line.figures.entry.song: line for line in before.lines}
    new = {line.figures.entry.song: line for line in after.lines}
    read = {line.figures.entry.song for board in (before, after) for line in board.lines[:places]}
    changes = [
        _MOVED.said(language).format(old=old[song].rank, new=line.rank, title=_title(line, language))
        for song, line in new.items()
        if song in read and song in old and old[song].rank != line.rank
    ]
    came = [line for song, line in new.items() if song in read and song not in old]
    changes += [_CAME.said(language).format(new=line.rank, title=_title(line, language)) for line in came]
    went = [line for song, line in old.items() if song in read and song not in new]
    changes += [_WENT.said(language).format(old=line.rank, title=_title(line, language)) for line in went]
    told = changes[:MOST_TOLD] or [_FIGURES.said(language)]
    if len(changes) > MOST_TOLD:
        told.append(_MORE.said(language).format(number=len(changes) - MOST_TOLD))
    day = (words_ko if language is Language.KO else words).day(today)
    return _CORRECTED.said(language).format(day=day, changes=", ".join(told))


def _title(line: Line, language: Language) -> str:
    return (line.title.ko if language is Language.KO else None) or str(line.title)


def _shown(board: Board, places: int) -> list[tuple[object, ...]]:
    return [(line.figures, line.title, line.artist, line.source) for line in board.lines[:places]]
