"""The runs of two or three tracks in one picture, each told by colour, dashes, mark and a name at its end."""

from collections.abc import Sequence

from bot.ui.pictures.alt import clean
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.inks import Ink
from bot.ui.pictures.letters import Style, snug
from bot.ui.pictures.page import RIGHT, WIDE, foot, foot_high, foot_lines, head
from bot.ui.pictures.plot import MANNERS, Manner, draw_axes, draw_mark, draw_run, framed
from bot.ui.pictures.run import AXIS, BELOW, BOTTOM, TOP, sourced, told_name, told_run
from bot.ui.pictures.runs import Run
from bot.ui.pictures.values import ALT_LIMIT, Picture, Theme, file_name
from bot.ui.pictures.words import native, other
from core.catalog.model import Names
from core.charts.model import Chart
from core.charts.telling.speech import Speech
from core.language import Language

NAMES = 690
"""Where the names begin, to the right of the lines."""
APART = 102
"""How far from one name to the next, at least."""
NAME, DETAIL = (Style(27, 0.6), Style(23, 0.5)), Style(23)


def comparison_picture(
    runs: Sequence[Run],
    *,
    chart: Chart,
    theme: Theme = Theme.DARK,
    language: Language = Language.EN,
    songs: int | None = None,
) -> Picture:
    """The runs of two or three tracks on *chart*; raises ``ValueError`` for any other number, or without a week.

    Told how many *songs* their drama has there, it names the drama, and each song with its part.
    """
    if not 2 <= len(runs) <= len(MANNERS) or not any(run.points for run in runs):
        raise ValueError(f"a comparison needs two or three runs with weeks, not {len(runs)}")
    drama = runs[0].drama if songs is not None else None
    best = language.say(f"the best {len(runs)} of {songs} songs", f"{songs}곡 가운데 상위 {len(runs)}곡")
    lines = foot_lines(
        [
            *([best] if drama is not None else []),
            sourced(chart, language),
            language.say("gap: off the chart or unknown", "빈 곳: 차트 밖이거나 알 수 없음"),
        ]
    )
    sheet = Canvas(WIDE, BELOW + foot_high(lines), theme)
    frame = framed(runs, (AXIS, TOP - 18, NAMES - 50, BOTTOM))
    speech = Speech(language)
    span = f"{speech.day(frame.first)} – {speech.day(frame.last)}"
    if drama is not None:
        head(sheet, drama.both, f"{speech.title(chart)} · {span}")
    else:
        head(sheet, speech.title(chart), span)
    draw_axes(sheet, frame, language)
    told = list(zip(runs, MANNERS, strict=False))
    for run, manner in told:
        draw_run(sheet, frame, run, manner)
    ends = [frame.y(run.ranked[-1].rank or 1) if run.ranked else float(BOTTOM) for run in runs]
    for (run, manner), y in zip(told, _spread(ends), strict=True):
        _draw_name(sheet, y, run, manner, language, parted=drama is not None)
    foot(sheet, BELOW, lines)
    keys = [run.title.en or "" for run in runs]
    return Picture(sheet.png(), _alt(runs, drama, chart, language), file_name("compare", chart.key, *keys, frame.last))


def _draw_name(sheet: Canvas, y: int, run: Run, manner: Manner, language: Language, *, parted: bool) -> None:
    draw_mark(sheet, (NAMES, y), manner)
    left, room = NAMES + 24, RIGHT - NAMES - 24
    sheet.text((left, y + 9), native(run.title), snug(native(run.title), NAME, room), room=room, ink=manner.ink)
    below = other(run.title) or run.artist
    if parted and run.part is not None:
        below = f"Part {run.part} · {below}"
    sheet.text((left, y + 37), below, DETAIL, room=room, ink=Ink.SOFT)
    peak = run.peak
    say, there = language.say, f"{'≥' if run.at_least else ''}{len(run.ranked)}"
    weeks = say(f"{there} {'week' if there == '1' else 'weeks'}", f"{there}주")
    figures = say("never on the chart", "차트에 오른 적 없음")
    if peak:
        figures = f"{say(f'peak {peak.rank}', f'최고 {peak.rank}위')} · {weeks}"
    sheet.text((left, y + 64), figures, DETAIL, room=room)


def _spread(ends: list[float]) -> list[int]:
    """*ends* moved as little down or up as keeps names apart and on the sheet."""
    order = sorted(range(len(ends)), key=lambda index: ends[index])
    places: dict[int, float] = {}
    lowest = float(TOP - 18)
    for index in order:
        places[index] = lowest = max(ends[index], lowest)
        lowest += APART
    limit = float(BOTTOM - 30)
    for index in reversed(order):
        places[index] = limit = min(places[index], limit)
        limit -= APART
    return [round(places[index]) for index in range(len(ends))]


def _alt(runs: Sequence[Run], drama: Names | None, chart: Chart, language: Language) -> str:
    title = clean(Speech(language).title(chart))
    if drama is not None:
        title = f"{clean(drama.both)}, {title}"
    head_line = language.say(f"{title}, {len(runs)} runs.", f"{title}, {len(runs)}곡.")
    share = (ALT_LIMIT - len(head_line)) // len(runs) - 1
    rows = []
    for run in runs:
        name = f"{told_name(run)}. "
        name = name if len(name) < share // 2 else f"{name[: share // 2]}…. "
        rows.append(name + told_run(run, share - len(name), language))
    return "\n".join((head_line, *rows))
