"""The recap of a period: who gathered how many points, as bars that are also numbers."""

from dataclasses import dataclass
from datetime import date

from bot.ui.pictures.alt import clean, more_rows, within
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.inks import Ink
from bot.ui.pictures.letters import Style, legible, snug, width
from bot.ui.pictures.page import HEAD, LEFT, RIGHT, ROOM, SENTENCE, WIDE, foot, foot_high, foot_lines, head, label
from bot.ui.pictures.rows import GAP, PEAK, PEAK_ROOM, PLAIN, RANK, RANK_ROOM, TEXT, WEEKS, WEEKS_ROOM
from bot.ui.pictures.run import sourced
from bot.ui.pictures.values import ALT_LIMIT, Picture, Theme, file_name
from bot.ui.pictures.words import native, other, peak_label, weeks_label
from core.catalog.model import Names
from core.charts.model import Chart
from core.charts.telling.speech import Speech
from core.charts.telling.units import unit_of
from core.language import Language, Words

MOST_ROWS = 10
EMPTY_HIGH = 120
BAR, BAR_HIGH, NUMBER_ROOM = 430, 16, 190
NOTHING = Words("Nothing charted in this period.", "이 기간에 차트에 오른 곡이 없습니다.")
ADDED = Words("points and weeks of all songs together", "모든 곡의 점수와 주 수 합계")
POINTS = Style(25, 0.5)


@dataclass(frozen=True, slots=True)
class Standing:
    """One place of a recap: what a track gathered in the period, or a drama or an artist; *artist* is then how many
    songs it was."""

    rank: int
    title: Names
    artist: str
    points: int
    peak: int
    weeks: int
    tied: bool = False
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Recap:
    """A period's standings, best first; *total* counts all of them.

    *coverage* and *status* are shown as they are: ``12 of 13 weeks``, ``final v1``; *table* says what the list is
    of where it is not songs: `` by drama``; with *streams* points are those.
    """

    chart: Chart
    period: str
    last: date
    standings: tuple[Standing, ...]
    total: int
    coverage: str
    status: str
    streams: bool = False
    table: str = ""


def recap_picture(recap: Recap, *, theme: Theme = Theme.DARK, language: Language = Language.EN) -> Picture:
    """The first ten of *recap*: place, title, artist, a bar and its number, the period's peak and weeks."""
    shown = recap.standings[:MOST_ROWS]
    cut = (
        [language.say(f"{len(shown)} of {recap.total}", f"{recap.total} 중 {len(shown)}")]
        if shown and recap.total > len(shown)
        else []
    )
    added = [ADDED.said(language)] if recap.table else []
    lines = foot_lines([sourced(recap.chart, language), *cut, recap.coverage, recap.status, *added])
    below = HEAD + (len(shown) * PLAIN.high or EMPTY_HIGH)
    sheet = Canvas(WIDE, below + foot_high(lines), theme)
    head(sheet, _title(recap, language), Speech(language).title(recap.chart), room=PEAK - PEAK_ROOM - LEFT)
    if shown:
        label(sheet, PEAK, peak_label(language), PEAK_ROOM)
        label(sheet, WEEKS, weeks_label(recap.chart.cadence, language), WEEKS_ROOM)
    else:
        sheet.text((LEFT, HEAD + 66), NOTHING.said(language), SENTENCE, room=ROOM)
    most = max((standing.points for standing in shown), default=0)
    for number, standing in enumerate(shown):
        gathered = _gathered(standing, recap, language)
        _draw_row(sheet, HEAD + number * PLAIN.high, standing, standing.points / most if most else 0, gathered)
        if number:
            sheet.rule((LEFT, HEAD + number * PLAIN.high, RIGHT, HEAD + number * PLAIN.high + 1))
    foot(sheet, below, lines)
    return Picture(
        sheet.png(),
        _alt(recap, shown, language),
        file_name("recap", recap.chart.key, recap.period, recap.last, recap.table),
    )


def _title(recap: Recap, language: Language) -> str:
    return language.say(f"Recap: {recap.period}{recap.table}", f"{recap.period} 결산{recap.table}")


def _draw_row(sheet: Canvas, top: int, standing: Standing, share: float, gathered: str) -> None:
    first, last = top + PLAIN.first, top + PLAIN.last
    place = _place(standing)
    style = snug(place, (PLAIN.rank, PLAIN.number), RANK_ROOM)
    sheet.text((RANK, top + 54), place, style, room=RANK_ROOM, align="centre")
    room = PEAK - PEAK_ROOM - GAP - TEXT
    kept = min(width(legible(standing.artist), PLAIN.detail), room * 35 // 100) + GAP
    taken = sheet.text((TEXT, first), native(standing.title), PLAIN.title, room=room - kept) + GAP
    sheet.text((TEXT + taken, first), standing.artist, PLAIN.detail, room=room - taken, ink=Ink.SOFT)
    end = TEXT + max(round(BAR * share), BAR_HIGH)
    sheet.panel((TEXT, last - BAR_HIGH - 1, end, last - 1), BAR_HIGH // 2, Ink.UP)
    sheet.text((end + 14, last), gathered, POINTS, room=NUMBER_ROOM)
    sheet.text((PEAK, top + 54), str(standing.peak), PLAIN.number, room=PEAK_ROOM, align="right")
    sheet.text((WEEKS, top + 54), str(standing.weeks), PLAIN.number, room=WEEKS_ROOM, align="right")


def _gathered(standing: Standing, recap: Recap, language: Language) -> str:
    unit = language.say(" streams" if recap.streams else " points", "회" if recap.streams else "점")
    return f"{standing.points:,}{unit}{' est.' if standing.estimated else ''}"


def _place(standing: Standing) -> str:
    return f"={standing.rank}" if standing.tied else str(standing.rank)


def _alt(recap: Recap, shown: tuple[Standing, ...], language: Language) -> str:
    title = Speech(language).title(recap.chart)
    top = clean(f"{_title(recap, language)}, {title}. {recap.coverage}, {recap.status}.")
    if not shown:
        return within(f"{top}\n{NOTHING.said(language)}")
    rows = [_told(standing, recap, language) for standing in shown]
    while True:
        text = "\n".join((top, *rows, *more_rows(recap.total - len(rows), language)))
        if len(text) <= ALT_LIMIT or not rows:
            return within(text)
        rows.pop()


def _told(standing: Standing, recap: Recap, language: Language) -> str:
    latin = other(standing.title)
    title = f"{native(standing.title)} ({latin})" if latin else native(standing.title)
    unit, say = unit_of(recap.chart.cadence), language.say
    weeks = f"{standing.weeks:,} song {unit.en}s" if recap.table else unit.count_en(standing.weeks)
    peak = say(f"peak {standing.peak}", f"최고 {standing.peak}위")
    figures = f"{_gathered(standing, recap, language)}, {peak}, {say(weeks, f'{standing.weeks:,}{unit.ko}')}"
    return f"{_place(standing)}. {clean(title)[:150]}, {clean(standing.artist)[:150]}: {figures}"
