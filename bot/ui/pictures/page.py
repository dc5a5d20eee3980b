"""What all pictures share: their width and margins, the heading, the foot with source, remarks and signature."""

from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.inks import Ink
from bot.ui.pictures.letters import Style, snug, wrapped

WIDE, LEFT, RIGHT = 1000, 44, 956
ROOM = RIGHT - LEFT
HEAD, FOOT, NOTE_HIGH = 148, 44, 32
SIGNATURE, SIGNATURE_ROOM = "ostbot", 110
TITLES = (Style(46, 1.0), Style(42, 0.9), Style(38, 0.8))
"""The first in which the heading fits."""
BELOW, LABEL, NOTE, SENTENCE = Style(28), Style(23), Style(23), Style(31)
BELOW_BASELINE = 123


def head(sheet: Canvas, title: str, below: str, *, room: int = ROOM) -> None:
    """The heading, and in *room* pixels the line below it."""
    sheet.text((LEFT, 72), title, snug(title, TITLES, ROOM), room=ROOM)
    sheet.text((LEFT, BELOW_BASELINE), below, BELOW, room=room, ink=Ink.SOFT)


def label(sheet: Canvas, right: int, word: str, room: int) -> None:
    """The head of a column of numbers that ends at *right*."""
    sheet.text((right, BELOW_BASELINE), word, LABEL, room=room, ink=Ink.SOFT, align="right")


def foot_lines(notes: list[str]) -> list[str]:
    """*notes* as the lines of a foot; there is always one, for the signature."""
    return wrapped(notes, NOTE, ROOM - SIGNATURE_ROOM)


def foot_high(lines: list[str]) -> int:
    """The pixels a foot of *lines* takes."""
    return FOOT + NOTE_HIGH * len(lines)


def foot(sheet: Canvas, top: int, lines: list[str]) -> None:
    """The foot from *top* on, with the signature at the end of its last line."""
    for number, line in enumerate(lines):
        at = (LEFT, top + FOOT + NOTE_HIGH * number)
        sheet.text(at, line, NOTE, room=ROOM - SIGNATURE_ROOM, ink=Ink.SOFT)
    last = top + FOOT + NOTE_HIGH * (len(lines) - 1)
    sheet.text((RIGHT, last), SIGNATURE, NOTE, room=SIGNATURE_ROOM, ink=Ink.SOFT, align="right")
