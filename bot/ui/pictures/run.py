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
from core.charts.telling.speech import Speech
from core.language import Language

TOP, BOTTOM, AXIS = 204, 548, 110
BELOW = BOTTOM + LANE + 56
NUMBER_ROOM = 64
LABEL = Style(25, 0.5)


def run_picture(run: Run, *, chart: Chart, theme: Theme = Theme.DARK, language: Language = Language.EN) -> Picture:
    """The run of one track on *chart*, its peak marked, weeks off the chart and unknown weeks in a lane below."""
    lines = foot_lines([sourced(chart, language), *legend(run, language)])
    sheet = Canvas(WIDE, BELOW + foot_high(lines), theme)
    head(sheet, native(run.title), " · ".join(filter(None, (other(run.title), run.artist, str(run.drama or "")))))
    peak = run.peak
    if peak is None:
        sheet.text((LEFT, (TOP + BOTTOM) // 2), nowhere(chart, language), SENTENCE, room=ROOM)
    else:
        frame = framed([run], (AXIS, TOP, RIGHT - NUMBER_ROOM, BOTTOM))
        draw_axes(sheet, frame, language)
        draw_run(sheet, frame, run, MANNERS[0])
        draw_absence(sheet, frame, run)
        _draw_peak(sheet, frame, peak, language)
        if run.points[-1] != peak:
            _draw_last(sheet, frame, run.points[-1])
    foot(sheet, BELOW, lines)
    title = clean(Speech(language).title(chart))
    alt = language.say(f"{told_name(run)} on {title}. ", f"{told_name(run)}, {title}. ")
    alt += told_run(run, ALT_LIMIT - len(alt), language) if peak else nowhere(chart, language)
    last = run.points[-1].end if run.points else ""
    return Picture(sheet.png(), alt, file_name("run", chart.key, run.title.en or "", last))


def nowhere(chart: Chart, language: Language = Language.EN) -> str:
    """What is said of a track without a run."""
    title = clean(Speech(language).title(chart))
    return language.say(f"Never on {title} in our data.", f"보유 자료에서 {title} 차트에 오른 적이 없습니다.")


def sourced(chart: Chart, language: Language) -> str:
    """Whose chart it is, in the foot."""
    return language.say(f"Source: {chart.title}", f"출처: {chart.title}")


def legend(run: Run, language: Language = Language.EN) -> list[str]:
    """What the lane below the ranks means; only what occurs."""
    off = any(point.known and not point.rank for point in run.points)
    unknown = any(not point.known for point in run.points)
    return [language.say("— off the chart", "— 차트 밖")] * off + [
        language.say("? week unknown", "? 알 수 없는 주")
    ] * unknown


def told_name(run: Run) -> str:
    """Title in both scripts and artist, shortened where they are endless."""
    title, latin = native(run.title), other(run.title)
    return clean(
        f"{title[:150]} ({latin[:150]}), {run.artist[:150]}" if latin else f"{title[:150]}, {run.artist[:150]}"
    )


def told_run(run: Run, room: int, language: Language = Language.EN) -> str:
    """*run* week by week in at most *room* characters; weeks that do not fit are counted."""
    say, day, peak = language.say, Speech(language).day, run.peak
    if peak is None:
        return say("Never on the chart.", "차트에 오른 적 없음.")
    first, last = day(run.points[0].end), day(run.points[-1].end)
    there, every = len(run.ranked), len(run.points)
    weeks = say(
        f"{there} of {every} weeks from {first} to {last}", f"{first}부터 {last}까지 {every}주 가운데 {there}주"
    )
    text = say(f"Peak {peak.rank} on {day(peak.end)}, {weeks}: ", f"최고 {peak.rank}위({day(peak.end)}), {weeks}: ")
    ranks = [_told(point, language) for point in run.points]
    for kept in range(min(len(ranks), room // 3), 0, -1):
        rest = len(ranks) - kept
        more = say(f" and {rest} more weeks.", f" 외 {rest}주.") if rest else "."
        whole = text + ", ".join(ranks[:kept]) + more
        if len(whole) <= room:
            return whole
    return text[:room]


def _told(point: Point, language: Language) -> str:
    if point.rank:
        return str(point.rank)
    return language.say("off", "차트 밖") if point.known else language.say("unknown", "미상")


def _draw_peak(sheet: Canvas, frame: Frame, peak: Point, language: Language) -> None:
    draw_ring(sheet, frame, peak, Ink.TEXT)
    speech = Speech(language)
    words = f"{language.say(f'peak {peak.rank}', f'최고 {peak.rank}위')} · {speech.day(peak.end)}"
    half = width(legible(words), LABEL) // 2
    x, y = map(round, frame.spot(peak))
    middle = min(max(x, frame.left - 14 + half), RIGHT - half)
    sheet.text((middle, y - 24), words, LABEL, room=ROOM, align="centre")


def _draw_last(sheet: Canvas, frame: Frame, last: Point) -> None:
    if last.rank:
        x, y = map(round, frame.spot(last))
        sheet.text((x + 20, y + 9), str(last.rank), LABEL, room=NUMBER_ROOM - 20, ink=Ink.UP)
