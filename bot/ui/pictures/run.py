"""The picture of a track's run on a chart, and how a run is told in words."""

from bot.ui.pictures.alt import clean
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.inks import Ink
from bot.ui.pictures.letters import Style, legible, width
from bot.ui.pictures.page import LEFT, RIGHT, ROOM, SENTENCE, WIDE, foot, foot_high, foot_lines, head
from bot.ui.pictures.plot import LANE, MANNERS, Frame, draw_absence, draw_axes, draw_ring, draw_run, framed
from bot.ui.pictures.runs import Point, Run
from bot.ui.pictures.values import ALT_LIMIT, Picture, Theme, file_name
from bot.ui.pictures.words import native, other
from core.charts.model import Chart
from core.charts.telling.words import day

TOP, BOTTOM, AXIS = 204, 548, 110
BELOW = BOTTOM + LANE + 56
NUMBER_ROOM = 64
LABEL = Style(25, 0.5)


def run_picture(run: Run, *, chart: Chart, theme: Theme = Theme.DARK) -> Picture:
    """The run of one track on *chart*, its peak marked, weeks off the chart and unknown weeks in a lane below."""
    lines = foot_lines([f"Source: {chart.title}", *legend(run)])
    sheet = Canvas(WIDE, BELOW + foot_high(lines), theme)
    head(sheet, native(run.title), " · ".join(filter(None, (other(run.title), run.artist, str(run.drama or "")))))
    peak = run.peak
    if peak is None:
        sheet.text((LEFT, (TOP + BOTTOM) // 2), nowhere(chart), SENTENCE, room=ROOM)
    else:
        frame = framed([run], (AXIS, TOP, RIGHT - NUMBER_ROOM, BOTTOM))
        draw_axes(sheet, frame)
        draw_run(sheet, frame, run, MANNERS[0])
        draw_absence(sheet, frame, run)
        _draw_peak(sheet, frame, peak)
        if run.points[-1] != peak:
            _draw_last(sheet, frame, run.points[-1])
    foot(sheet, BELOW, lines)
    alt = f"{told_name(run)} on {clean(chart.title)}. "
    alt += told_run(run, ALT_LIMIT - len(alt)) if peak else nowhere(chart)
    last = run.points[-1].end if run.points else ""
    return Picture(sheet.png(), alt, file_name("run", chart.key, run.title.en or "", last))


def nowhere(chart: Chart) -> str:
    """What is said of a track without a run."""
    return f"Never on {clean(chart.title)} in our data."


def legend(run: Run) -> list[str]:
    """What the lane below the ranks means; only what occurs."""
    off = any(point.known and not point.rank for point in run.points)
    unknown = any(not point.known for point in run.points)
    return ["— off the chart"] * off + ["? week unknown"] * unknown


def told_name(run: Run) -> str:
    """Title in both scripts and artist, shortened where they are endless."""
    title, latin = native(run.title), other(run.title)
    return clean(
        f"{title[:150]} ({latin[:150]}), {run.artist[:150]}" if latin else f"{title[:150]}, {run.artist[:150]}"
    )


def told_run(run: Run, room: int) -> str:
    """*run* week by week in at most *room* characters; weeks that do not fit are counted."""
    peak = run.peak
    if peak is None:
        return "Never on the chart."
    first, last = run.points[0].end, run.points[-1].end
    weeks = f"{len(run.ranked)} of {len(run.points)} weeks from {day(first)} to {day(last)}"
    text = f"Peak {peak.rank} on {day(peak.end)}, {weeks}: "
    ranks = [_told(point) for point in run.points]
    for kept in range(min(len(ranks), room // 3), 0, -1):
        rest = len(ranks) - kept
        whole = text + ", ".join(ranks[:kept]) + (f" and {rest} more weeks." if rest else ".")
        if len(whole) <= room:
            return whole
    return text[:room]


def _told(point: Point) -> str:
    if point.rank:
        return str(point.rank)
    return "off" if point.known else "unknown"


def _draw_peak(sheet: Canvas, frame: Frame, peak: Point) -> None:
    draw_ring(sheet, frame, peak, Ink.TEXT)
    words = f"peak {peak.rank} · {day(peak.end)}"
    half = width(legible(words), LABEL) // 2
    x, y = map(round, frame.spot(peak))
    middle = min(max(x, frame.left - 14 + half), RIGHT - half)
    sheet.text((middle, y - 24), words, LABEL, room=ROOM, align="centre")


def _draw_last(sheet: Canvas, frame: Frame, last: Point) -> None:
    if last.rank:
        x, y = map(round, frame.spot(last))
        sheet.text((x + 20, y + 9), str(last.rank), LABEL, room=NUMBER_ROOM - 20, ink=Ink.UP)
