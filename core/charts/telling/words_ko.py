"""A chart issue in Korean: the same names as in ``words``, the same facts."""

from datetime import UTC, date, datetime

from core.charts.board import Board, Line
from core.charts.model import Chart, Figures, Mark, Status
from core.charts.naming import platform_name
from core.charts.telling.units import unit_of
from core.charts.telling.words import among_osts, last_week, place, weeks

__all__ = ["claims", "day", "heading", "movement", "news", "numbers", "on_source", "place", "remarks", "source", "week"]

NO_OST = "이 차트에는 한국 드라마 OST가 없습니다."
OUT = "{now} 이탈: {songs}"
BELOW = "공개된 순위보다 아래: {songs}"
WAS = "{title} ({rank}위에서)"
UNVERIFIED = "미확인"
_DAYS = "월화수목금토일"


def movement(figures: Figures) -> str:
    """What an entry did since last week, short."""
    return {
        Mark.UP: f"▲{figures.move}",
        Mark.DOWN: f"▼{-(figures.move or 0)}",
        Mark.SAME: "=",
        Mark.NEW: "NEW(보유 자료 기준)" if figures.in_our_data else "NEW",
        Mark.RETURN: "재진입",
        Mark.UNKNOWN: "new?",
        Mark.BASELINE: "",
    }[figures.mark]


def numbers(figures: Figures, cadence: str = "weekly") -> str:
    """``지난주 5 · 최고 2 · 7주``."""
    unit = unit_of(cadence)
    return f"{unit.last_ko} {last_week(figures)} · {peak(figures)} · {weeks(figures)}{unit.ko}"


def peak(figures: Figures) -> str:
    """``최고 2``, ``새 최고 2``, ``최고 타이 2``."""
    if figures.new_peak:
        return f"새 최고 {figures.peak}"
    tied = figures.ties_peak and figures.mark is not Mark.SAME
    return f"최고 타이 {figures.peak}" if tied else f"최고 {figures.peak}"


def claims(figures: Figures, cadence: str = "weekly", *, whole: bool = False) -> str:
    """What the source itself says where we do not know better, marked as the source's; else nothing."""
    claim, unit = figures.entry.claim, unit_of(cadence)
    parts = []
    if figures.last_week is None and claim.last_week is not None:
        parts.append(f"{unit.last_ko} {claim.last_week}")
    if claim.peak is not None and claim.peak < figures.peak:
        parts.append(f"최고 {claim.peak}")
    if claim.weeks is not None and claim.weeks > figures.weeks:
        parts.append(f"{claim.weeks}{unit.ko}")
    return f"{'전체 목록에서 ' if whole else ''}{' · '.join(parts)} (출처)" if parts else ""


def on_source(line: Line, board: Board) -> str:
    """The place on the source's whole list, where this is its OST chart."""
    if line.source is None or board.source is None:
        return ""
    return f"{platform_name(board.source.platform)} {line.source.entry.rank}위"


def day(value: date) -> str:
    """``2024년 7월 25일``."""
    return f"{value.year}년 {value.month}월 {value.day}일"


def week(board: Board) -> str:
    """The period of *board*: ``2024년 7월 19일(금) – 25일(목)``, or of a daily chart ``2024년 7월 25일(목)``."""
    start, end = board.start, board.end
    if start == end:
        return f"{day(end)}({_DAYS[end.weekday()]})"
    last = f"{end.day}일" if (start.year, start.month) == (end.year, end.month) else f"{end.month}월 {end.day}일"
    if start.year != end.year:
        last = day(end)
    return f"{day(start)}({_DAYS[start.weekday()]}) – {last}({_DAYS[end.weekday()]})"


def heading(board: Board) -> str:
    """What this chart is."""
    return f"한국 드라마 OST · {(board.source or board.chart).title}"


def source(board: Board) -> str:
    """Whose numbers these are."""
    return source_of(board.source or board.chart)


def source_of(chart: Chart) -> str:
    """Where the numbers of *chart* come from; of one that fetches itself also whose list it is, and of which day."""
    if not chart.attribution or chart.fetched_at is None:
        return f"출처: {chart.title}"
    fetched = datetime.fromtimestamp(chart.fetched_at, UTC).date()
    return f"출처: {chart.title} ({chart.attribution}, {day(fetched)} 수집)"


def news(board: Board) -> str:
    """The week in one line, facts only; nothing when nothing happened."""
    marks = [figures.mark for figures in board.figures]
    climbs = [figures.move or 0 for figures in board.figures if figures.mark is Mark.UP]
    known_gone = sum(gone.exit.known for gone in board.gone)
    parts = [
        f"신규 {marks.count(Mark.NEW)}곡" if Mark.NEW in marks else "",
        f"재진입 {marks.count(Mark.RETURN)}곡" if Mark.RETURN in marks else "",
        f"최대 상승 +{max(climbs)}" if climbs else "",
        f"이탈 {known_gone}곡" if known_gone else "",
    ]
    told = " · ".join(part for part in parts if part)
    return f"OST 가운데: {told}" if told and among_osts(board) else told


def remarks(board: Board) -> list[str]:
    """What a reader must know to read the figures right."""
    found = []
    if board.status is Status.PARTIAL:
        found.append("이 목록은 상위권만 알려져 있습니다.")
    if among_osts(board):
        found.append("이 목록에서는 한국 드라마 OST만 보관합니다.")
    if any(figures.mark is Mark.BASELINE for figures in board.figures):
        unit = unit_of(board.chart.cadence)
        found.append(f"보유한 첫 차트라서 {unit.last_ko} 순위는 알 수 없고 {unit.ko} 수는 이 차트부터 셉니다.")
    if board.revision > 1:
        found.append(f"정정: 수정본 {board.revision}.")
    if board.as_of is not None:
        found.append(f"{day(board.as_of.astimezone(UTC).date())} 당시의 차트로, 이후의 정정은 반영하지 않았습니다.")
    return found
