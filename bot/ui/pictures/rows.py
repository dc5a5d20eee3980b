"""One row of the weekly card: place and movement, title in its script, artist and drama, peak, weeks, source."""

from dataclasses import dataclass
from typing import Final

from bot.ui.pictures.canvas import Align, Canvas
from bot.ui.pictures.inks import Ink
from bot.ui.pictures.letters import Style, fitted, legible, snug, width
from bot.ui.pictures.words import artist, aside, best, native, other, part
from core.charts.board import Board, Line
from core.charts.model import Mark
from core.charts.telling.words import movement, place, weeks
from core.language import Language

RANK, RANK_ROOM = 96, 104
"""The middle of the column of places and movements, and its width."""
TEXT = 164
PEAK, PEAK_ROOM = 838, 92
WEEKS, WEEKS_ROOM = 956, 104
"""The right edges of the numbers, and their room."""
ASIDE_ROOM = 260
GAP = 18
DOTTED = 30
"""The room of a dot between two names; NEAR is that between things that belong together."""
NEAR = 7
ARROW = 20
LEAST = 70
"""A shortened name narrower than this says nothing and is left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of a row: its height, how it is set and on what, and its baselines in pixels from its top.

    *latin* is the baseline of a Latin title below the other; without one it stands beside.
    """

    high: int
    ground: Ink
    rank: Style
    title: Style
    number: Style
    detail: Style
    middle: int
    first: int
    last: int
    latin: int | None = None


PLAIN: Final = Row(88, Ink.GROUND, Style(40, 0.8), Style(33, 0.7), Style(33, 0.5), Style(25), 42, 39, 73)
LEAD: Final = Row(152, Ink.PANEL, Style(66, 1.4), Style(46, 1.0), Style(42, 0.8), Style(27), 80, 58, 129, 94)
SIGN, PILL, ASIDE, SMALL = Style(25, 0.6), Style(20, 0.6), Style(23), Style(24, 0.4)


@dataclass(frozen=True, slots=True)
class RowPen:
    """Draws *line* of *board* as a *row* that begins *top* pixels down the sheet."""

    sheet: Canvas
    board: Board
    line: Line
    row: Row
    top: int
    language: Language = Language.EN

    def draw(self) -> None:
        """The whole row."""
        style = snug(place(self.line), (self.row.rank, PLAIN.rank, SMALL), RANK_ROOM)
        self._say((RANK, self.row.middle), place(self.line), style, room=RANK_ROOM, align="centre")
        self._movement()
        self._figures()
        latin = other(self.line.title)
        settled = 14 if self.row.latin and not latin else 0
        self._title(latin, self.row.first + settled)
        self._detail(self.row.last - settled)

    def _say(
        self, at: tuple[int, int], words: str, style: Style, *, room: int, ink: Ink = Ink.TEXT, align: Align = "left"
    ) -> int:
        x, y = at
        return self.sheet.text((x, self.top + y), words, style, room=room, ink=ink, ground=self.row.ground, align=align)

    def _movement(self) -> None:
        figures, at = self.line.figures, (RANK, self.row.last)
        if figures.move:
            self._step(figures.move)
        elif figures.mark is Mark.NEW:
            self._pill("NEW*" if figures.in_our_data else "NEW")
        elif figures.mark is Mark.RETURN:
            self._pill("RE", frame=2)
        else:
            self._say(at, movement(figures), SIGN, room=RANK_ROOM, ink=Ink.SOFT, align="centre")

    def _step(self, move: int) -> None:
        number, ink = str(abs(move)), Ink.UP if move > 0 else Ink.DOWN
        x = RANK - (ARROW + NEAR + width(number, SIGN)) // 2
        corner = (x, self.top + self.row.last - 18)
        self.sheet.arrow(corner, ARROW, up=move > 0, ink=ink, ground=self.row.ground)
        self._say((x + ARROW + NEAR, self.row.last), number, SIGN, room=RANK_ROOM - ARROW - NEAR, ink=ink)

    def _pill(self, word: str, *, frame: int = 0) -> None:
        half, baseline = width(word, PILL) // 2 + 12, self.top + self.row.last
        box = (RANK - half, baseline - 23, RANK + half, baseline + 8)
        self.sheet.panel(box, 15, Ink.SOFT if frame else Ink.NEW, self.row.ground, line=frame)
        ink, ground = (Ink.TEXT, self.row.ground) if frame else (Ink.GROUND, Ink.NEW)
        self.sheet.text((RANK, baseline), word, PILL, room=RANK_ROOM, ink=ink, ground=ground, align="centre")

    def _figures(self) -> None:
        row, figures = self.row, self.line.figures
        ink = Ink.UP if figures.new_peak else Ink.TEXT
        self._number((PEAK, row.first), self._peak(), row.number, PEAK_ROOM, ink)
        self._number((WEEKS, row.first), weeks(figures), row.number, WEEKS_ROOM)
        self._say((WEEKS, row.last), self._aside(), ASIDE, room=ASIDE_ROOM, ink=Ink.SOFT, align="right")

    def _number(self, at: tuple[int, int], number: str, style: Style, room: int, ink: Ink = Ink.TEXT) -> None:
        self._say(at, number, snug(number, (style, SMALL), room), room=room, ink=ink, align="right")

    def _title(self, latin: str, baseline: int) -> None:
        room = PEAK - width(self._peak(), self.row.number) - GAP - TEXT
        taken = self._say((TEXT, baseline), native(self.line.title), self.row.title, room=room) + GAP
        if self.row.latin:
            self._say((TEXT, self.row.latin), latin, self.row.detail, room=room, ink=Ink.SOFT)
        elif room - taken >= LEAST:
            self._say((TEXT + taken, baseline), latin, self.row.detail, room=room - taken, ink=Ink.SOFT)

    def _detail(self, baseline: int) -> None:
        """Artist, drama, part, doubt: the last two are always whole, artist and drama share what they leave."""
        line, style = self.line, self.row.detail
        numbered, doubt = part(line), "" if line.verified else self.language.say("unverified", "미확인")
        dots = bool(line.drama or numbered) + bool(doubt)
        room = WEEKS - TEXT - self._aside_taken() - dots * DOTTED - NEAR
        room -= width(numbered, style) + width(doubt, style)
        drama = self._drama(room)
        artist_room = max(room - width(drama, style), room * 45 // 100) if drama else room

        taken = self._say((TEXT, baseline), artist(line, self.language), style, room=artist_room)
        x = TEXT + taken
        if line.drama or numbered:
            x = self._dot(x, baseline)
        if drama:
            x += self._say((x, baseline), drama, style, room=room - taken, ink=Ink.SOFT) + NEAR
        x += self._say((x, baseline), numbered, style, room=WEEKS - x, ink=Ink.SOFT)
        if doubt:
            x = self._dot(x, baseline)
            self._say((x, baseline), doubt, style, room=WEEKS - x, ink=Ink.DOWN)

    def _drama(self, room: int) -> str:
        """The drama in both scripts where the artist leaves room for them, else in one that fits, else in Latin."""
        if self.line.drama is None:
            return ""
        style = self.row.detail
        left = room - width(legible(artist(self.line, self.language)), style)
        names = [legible(name) for name in (self.line.drama.both, *self.line.drama.all)]
        return next((name for name in names if width(name, style) <= left), legible(str(self.line.drama)))

    def _dot(self, x: int, baseline: int) -> int:
        at = (x + DOTTED // 2, baseline)
        self._say(at, "·", self.row.detail, room=DOTTED, ink=Ink.SOFT, align="centre")
        return x + DOTTED

    def _peak(self) -> str:
        figures = self.line.figures
        return f"★{best(figures)}" if figures.new_peak else str(best(figures))

    def _aside(self) -> str:
        return fitted(aside(self.line, self.board, self.language), ASIDE, ASIDE_ROOM)

    def _aside_taken(self) -> int:
        return width(self._aside(), ASIDE) + GAP if self._aside() else 0
