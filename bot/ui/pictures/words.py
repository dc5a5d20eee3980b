"""What the pictures of a chart say beyond the common wording of ``core.charts.telling.words``: they have less room."""

from functools import lru_cache

from core.catalog.model import Names
from core.charts.board import Board, Line
from core.charts.model import Chart, Figures, Mark, Status
from core.charts.naming import platform_name
from core.charts.telling import words, words_ko
from core.charts.telling.units import unit_of
from core.language import Language
from core.text import clean, fold


def native(names: Names) -> str:
    """The name in its own script: Hangul where it has one."""
    return names.ko or names.en or ""


@lru_cache(maxsize=2048)
def other(names: Names) -> str:
    """The name in Latin letters, where its own script does not say the same already."""
    return names.en if names.en and names.ko and fold(names.en) not in fold(names.ko) else ""


def artist(line: Line, language: Language) -> str:
    """Who sings, also where nobody says."""
    known = language.say(line.artist, line.artist_ko or line.artist)
    return clean(known) or language.say("artist unknown", "가수 미상")


def best(figures: Figures) -> int:
    """The peak: the source's where it claims a better one from before our history."""
    return figures.peak if figures.source_peak is None else figures.source_peak


def part(line: Line) -> str:
    """``Part 4``, or nothing where nobody knows."""
    return "" if line.part is None else f"Part {line.part}"


def publisher(chart: Chart) -> str:
    """Who publishes *chart*: ``Apple Music``."""
    return platform_name(chart.platform)


def aside(line: Line, board: Board, language: Language) -> str:
    """What stands below the figures: the place on the source chart, or that the peak is the source's claim."""
    if line.source and board.source:
        return language.say(words.on_source(line, board), words_ko.on_source(line, board))
    return "" if line.figures.source_peak is None else language.say("peak by source", "최고는 출처 기준")


def empty(board: Board, language: Language) -> str:
    """Why a board has no lines, as one sentence."""
    unit, say = unit_of(board.chart.cadence), language.say
    if board.status is Status.MISSING:
        return say(f"This {unit.en} is not in our data.", f"{unit.now_ko} 차트는 보유하지 않았습니다.")
    if board.status is Status.VOID:
        return say(f"The publisher brought out no chart {unit.now}.", f"{unit.now_ko} 차트는 발표되지 않았습니다.")
    if board.source:
        title = board.source.title.removesuffix(f", {board.source.cadence}")
        return say(f"No K-drama OST was on {title} {unit.now}.", f"{unit.now_ko} {title}에 한국 드라마 OST가 없습니다.")
    return say(f"This chart has no entries {unit.now}.", f"{unit.now_ko} 차트에는 곡이 없습니다.")


def weeks_label(cadence: str, language: Language) -> str:
    """The head of the column that counts issues."""
    unit = unit_of(cadence)
    return language.say(f"{unit.en.title()}s", f"{unit.ko} 수")


def peak_label(language: Language) -> str:
    """The head of the column of peaks."""
    return language.say("Peak", "최고")


def legend(shown: tuple[Line, ...], cadence: str, language: Language) -> list[str]:
    """What the signs among the *shown* lines mean; only those that occur and do not explain themselves."""
    unit, say = unit_of(cadence), language.say
    signs = {
        say("★ new peak", "★ 최고 순위 경신"): any(line.figures.new_peak for line in shown),
        say("≥ at least", "≥ 최소"): any(line.figures.weeks_at_least for line in shown),
        say("NEW* new in our data", "NEW* 보유 자료 기준"): any(line.figures.in_our_data for line in shown),
        say(f"new? {unit.last} unknown", f"new? {unit.last_ko} 미상"): any(
            line.figures.mark is Mark.UNKNOWN for line in shown
        ),
    }
    return [sign for sign, occurs in signs.items() if occurs]
