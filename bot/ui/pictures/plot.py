"""Drawing of chart runs: rank 1 on top, a line only from week to week, gaps left open and named below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import hypot
from typing import Final, Literal

from PIL import ImageDraw

from bot.ui.pictures.canvas import Canvas, smooth
from bot.ui.pictures.inks import Ink
from bot.ui.pictures.letters import Style, width
from bot.ui.pictures.runs import Point, Run
from core.charts.telling.speech import Speech
from core.language import Language

TICK = Style(23)
LOWEST = (3, 5, 10, 20, 30, 50, 100, 200)
"""The ranks an axis may end on: the first that no rank exceeds."""
STEPS = {3: 1, 5: 1, 10: 3, 20: 5, 30: 10, 50: 10, 100: 25, 200: 50}
DATE_ROOM = 200
LANE = 34
"""How far below the lowest rank the lane of weeks off the chart lies."""
STROKE, MARK, CROWDED = 5, 7, 20
"""The line's thickness, the marks' radius, and the distance of weeks below which marks are left out."""

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run is told from the others: colour, dashes (drawn and left out, in pixels) and the shape of its marks."""

    ink: Ink
    dash: tuple[int, int] | None = None
    mark: Literal["circle", "square", "diamond"] = "circle"


MANNERS: Final = (Manner(Ink.UP), Manner(Ink.DOWN, (22, 10), "square"), Manner(Ink.NEW, (4, 9), "diamond"))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where weeks and ranks lie on the sheet, in pixels."""

    left: int
    top: int
    right: int
    bottom: int
    ends: tuple[date, ...]
    lowest: int

    @property
    def first(self) -> date:
        """The oldest issue's last day."""
        return self.ends[0]

    @property
    def last(self) -> date:
        """The newest issue's last day."""
        return self.ends[-1]

    def x(self, when: date) -> float:
        """The middle of the week that ends on *when*; a single week stands in the middle."""
        days = (self.last - self.first).days
        share = (when - self.first).days / days if days else 0.5
        return self.left + share * (self.right - self.left)

    def y(self, rank: int) -> float:
        """The height of *rank*."""
        return self.top + (rank - 1) / (self.lowest - 1) * (self.bottom - self.top)

    def spot(self, point: Point) -> Spot:
        """Where a ranked *point* lies."""
        return self.x(point.end), self.y(point.rank or self.lowest)


def framed(runs: Sequence[Run], box: tuple[int, int, int, int]) -> Frame:
    """The frame in *box* that holds every week and every rank of *runs*, which have a week at least."""
    ends = sorted({point.end for run in runs for point in run.points})
    worst = max(run.worst for run in runs)
    lowest = next((rank for rank in LOWEST if rank >= worst), worst)
    return Frame(*box, tuple(ends), lowest)


def draw_axes(sheet: Canvas, frame: Frame, language: Language = Language.EN) -> None:
    """A rule and a number for some ranks, a date for some weeks."""
    step = STEPS.get(frame.lowest, frame.lowest)
    for rank in sorted({1, *range(step, frame.lowest, step), frame.lowest}):
        y = round(frame.y(rank))
        sheet.rule((frame.left - 14, y, frame.right + 14, y + 1))
        sheet.text((frame.left - 24, y + 8), str(rank), TICK, room=60, ink=Ink.SOFT, align="right")
    for when in _dates(frame):
        words = Speech(language).day(when)
        at = (_kept_in(frame, when, words), frame.bottom + LANE + 44)
        sheet.text(at, words, TICK, room=DATE_ROOM, ink=Ink.SOFT, align="centre")


def draw_run(sheet: Canvas, frame: Frame, run: Run, manner: Manner) -> None:
    """The line of *run* and its marks; weeks that are not joined were not one after the other on the chart."""
    pad = MARK + STROKE
    corner = (frame.left - pad, frame.top - pad)
    wide, high = frame.right - frame.left + 2 * pad, frame.bottom - frame.top + 2 * pad
    stretches = [[frame.spot(point) for point in some] for some in run.stretches(lambda point: bool(point.rank))]
    crowded = len(run.points) > 1 and (frame.right - frame.left) / (len(run.points) - 1) < CROWDED

    def draw(pen: ImageDraw.ImageDraw, fine: int) -> None:
        for stretch in stretches:
            spots = [((x - corner[0]) * fine, (y - corner[1]) * fine) for x, y in stretch]
            for piece in _dashed(spots, manner.dash, fine):
                pen.line(piece, 255, STROKE * fine, joint="curve")
            for spot in spots if not crowded or len(spots) == 1 else ():
                _mark(pen, spot, manner.mark, MARK * fine)

    sheet.paint(smooth(wide, high, draw), corner, manner.ink)


def draw_absence(sheet: Canvas, frame: Frame, run: Run) -> None:
    """The lane below the ranks: a bar for weeks off the chart, a question mark for weeks nobody knows."""
    y = frame.bottom + LANE
    for gap in run.stretches(lambda point: point.known and not point.rank):
        sheet.rule((round(frame.x(gap[0].end)) - 6, y - 3, round(frame.x(gap[-1].end)) + 6, y + 2), Ink.SOFT)
    for gap in run.stretches(lambda point: not point.known):
        middle = round(frame.x(gap[0].end) + frame.x(gap[-1].end)) // 2
        sheet.text((middle, y + 8), "?", TICK, room=30, ink=Ink.SOFT, align="centre")


def draw_mark(sheet: Canvas, at: tuple[int, int], manner: Manner) -> None:
    """One mark in the manner of a run, its middle *at*: what tells whose name stands beside it."""
    half = MARK * 2
    cover = smooth(
        2 * half, 2 * half, lambda pen, fine: _mark(pen, (half * fine, half * fine), manner.mark, MARK * fine)
    )
    sheet.paint(cover, (at[0] - half, at[1] - half), manner.ink)


def draw_ring(sheet: Canvas, frame: Frame, point: Point, ink: Ink) -> None:
    """A ring around a *point* worth seeing."""
    x, y = map(round, frame.spot(point))
    half = 2 * MARK
    box = (0, 0, 2 * half, 2 * half)

    def draw(pen: ImageDraw.ImageDraw, fine: int) -> None:
        pen.ellipse(tuple(edge * fine for edge in box), outline=255, width=3 * fine)

    sheet.paint(smooth(2 * half + 1, 2 * half + 1, draw), (x - half, y - half), ink)


def _dashed(spots: list[Spot], dash: tuple[int, int] | None, fine: int) -> Iterator[list[Spot]]:
    """The pieces of the line through *spots* that are drawn."""
    if dash is None:
        yield spots
        return
    on, period, walked = dash[0] * fine, sum(dash) * fine, 0.0
    for (x1, y1), (x2, y2) in pairwise(spots):
        length = hypot(x2 - x1, y2 - y1)
        start = walked - walked % period
        while start < walked + length:
            begin, end = max(start, walked) - walked, min(start + on, walked + length) - walked
            if end > begin:
                yield [(x1 + (x2 - x1) * at / length, y1 + (y2 - y1) * at / length) for at in (begin, end)]
            start += period
        walked += length


def _mark(pen: ImageDraw.ImageDraw, spot: Spot, shape: str, radius: int) -> None:
    x, y = spot
    if shape == "circle":
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), 255)
    elif shape == "square":
        pen.rectangle((x - radius, y - radius, x + radius, y + radius), 255)
    else:
        wide = radius * 1.35
        pen.polygon(((x, y - wide), (x + wide, y), (x, y + wide), (x - wide, y)), 255)


def _dates(frame: Frame) -> list[date]:
    """The first and the last week, and as many between as leave room for their dates."""
    steps = max(min((frame.right - frame.left) // DATE_ROOM, len(frame.ends) - 1), 1)
    return list(dict.fromkeys(frame.ends[round((len(frame.ends) - 1) * step / steps)] for step in range(steps + 1)))


def _kept_in(frame: Frame, when: date, words: str) -> int:
    half = width(words, TICK) // 2
    return round(min(max(frame.x(when), frame.left - 52 + half), frame.right + 14 - half))
