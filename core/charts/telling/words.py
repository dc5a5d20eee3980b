"""The charts in words: the same wording in cards, pictures' alternative texts and the command line."""

from datetime import UTC, date, datetime

from core.charts.board import Board, Line
from core.charts.model import Chart, Coverage, Figures, Mark, Status
from core.charts.naming import platform_name
from core.charts.telling.units import unit_of
from core.text import plural

NO_OST = "No K-drama OST is on this issue."
OUT = "Out {now}: {songs}"
BELOW = "Below the published list: {songs}"
WAS = "{title} (was {rank})"
UNVERIFIED = "unverified"


def place(line: Line) -> str:
    """The rank as printed: ``3``, or ``=3`` where it is shared."""
    return f"={line.rank}" if line.tied else f"{line.rank}"


def movement(figures: Figures) -> str:
    """What an entry did since last week, short: ``▲3``, ``▼2``, ``=``, ``NEW``, ``RE``, ``new?``; "" at baseline."""
    return {
        Mark.UP: f"▲{figures.move}",
        Mark.DOWN: f"▼{-(figures.move or 0)}",
        Mark.SAME: "=",
        Mark.NEW: "NEW in our data" if figures.in_our_data else "NEW",
        Mark.RETURN: "RE",
        Mark.UNKNOWN: "new?",
        Mark.BASELINE: "",
    }[figures.mark]


def last_week(figures: Figures) -> str:
    """Last week's place: a number, ``–`` for not on the chart, ``?`` for unknown."""
    if figures.last_week is not None:
        return str(figures.last_week)
    return "–" if figures.mark in (Mark.NEW, Mark.RETURN) else "?"


def weeks(figures: Figures) -> str:
    """Weeks on the chart, with ``≥`` where earlier ones may be missing."""
    return f"≥{figures.weeks}" if figures.weeks_at_least else str(figures.weeks)


def numbers(figures: Figures, cadence: str = "weekly") -> str:
    """The three figures every reader wants: ``last week 5 · peak 2 · weeks 7``."""
    unit = unit_of(cadence)
    return f"{unit.last} {last_week(figures)} · {peak(figures)} · {unit.en}s {weeks(figures)}"


def peak(figures: Figures) -> str:
    """``peak 2``, ``new peak 2`` where it was never so high, ``ties peak 2`` where it is back at its best."""
    if figures.new_peak:
        return f"new peak {figures.peak}"
    tied = figures.ties_peak and figures.mark is not Mark.SAME
    return f"ties peak {figures.peak}" if tied else f"peak {figures.peak}"


def claims(figures: Figures, cadence: str = "weekly", *, whole: bool = False) -> str:
    """What the source itself says where we do not know better, marked as the source's; else nothing. Beside places
    among the OSTs, *whole* says that these are those on its whole list."""
    claim, unit = figures.entry.claim, unit_of(cadence)
    parts = []
    if figures.last_week is None and claim.last_week is not None:
        parts.append(f"{unit.last} {claim.last_week}")
    if claim.peak is not None and claim.peak < figures.peak:
        parts.append(f"peak {claim.peak}")
    if claim.weeks is not None and claim.weeks > figures.weeks:
        parts.append(f"{unit.en}s {claim.weeks}")
    return f"{'on the whole list ' if whole else ''}{' · '.join(parts)} (source)" if parts else ""


def on_source(line: Line, board: Board) -> str:
    """The place on the source's whole list, where this is its OST chart: ``#30 on Spotify``."""
    if line.source is None or board.source is None:
        return ""
    return f"#{line.source.entry.rank} on {platform_name(board.source.platform)}"


def day(value: date) -> str:
    """A date in words that no country misreads: ``25 Jul 2024``."""
    return f"{value.day} {value:%b %Y}"


def week(board: Board) -> str:
    """The period of *board*: ``Fri 19 – Thu 25 Jul 2024``, or of a daily chart ``Thu 25 Jul 2024``."""
    start, end = board.start, board.end
    if start == end:
        return f"{end:%a} {day(end)}"
    first = f"{start:%a} {start.day}"
    if start.year != end.year:
        first += f" {start:%b %Y}"
    elif start.month != end.month:
        first += f" {start:%b}"
    return f"{first} – {end:%a} {day(end)}"


def heading(board: Board) -> str:
    """What this chart is: ``K-drama OSTs on Spotify South Korea, weekly``."""
    return f"K-drama OSTs on {board.source.title}" if board.source else board.chart.title


def source(board: Board) -> str:
    """Whose numbers these are: ``Source: Spotify South Korea, weekly``."""
    return source_of(board.source or board.chart)


def source_of(chart: Chart) -> str:
    """Where the numbers of *chart* come from; of one that fetches itself also whose list it is, and of which day."""
    if not chart.attribution or chart.fetched_at is None:
        return f"Source: {chart.title}"
    fetched = datetime.fromtimestamp(chart.fetched_at, UTC).date()
    return f"Source: {chart.title} ({chart.attribution}, fetched {day(fetched)})"


def news(board: Board) -> str:
    """The week in one line, facts only: ``2 debuts · 1 return · biggest climb +7``; nothing when nothing happened."""
    marks = [figures.mark for figures in board.figures]
    climbs = [figures.move or 0 for figures in board.figures if figures.mark is Mark.UP]
    known_gone = sum(gone.exit.known for gone in board.gone)
    parts = [
        _count(marks.count(Mark.NEW), "debut"),
        _count(marks.count(Mark.RETURN), "return"),
        f"biggest climb +{max(climbs)}" if climbs else "",
        _count(known_gone, "exit"),
    ]
    told = " · ".join(part for part in parts if part)
    return f"among the OSTs: {told}" if told and among_osts(board) else told


def among_osts(board: Board) -> bool:
    """Whether of a whole list the OSTs alone are stored, so that nothing can be said of all of it."""
    return board.coverage is Coverage.OST and board.source is None


def remarks(board: Board) -> list[str]:
    """What a reader must know to read the figures right."""
    found = []
    if board.status is Status.PARTIAL:
        found.append("Only the top of this list is known.")
    if among_osts(board):
        found.append("Of this list only the K-drama OSTs are stored.")
    if any(figures.mark is Mark.BASELINE for figures in board.figures):
        unit = unit_of(board.chart.cadence)
        found.append(f"This is the first issue here, so {unit.since} is unknown and {unit.en}s count from it.")
    if board.revision > 1:
        found.append(f"Corrected: revision {board.revision}.")
    if board.as_of is not None:
        found.append(f"As it stood on {day(board.as_of.astimezone(UTC).date())}, before later corrections.")
    return found


def _count(number: int, thing: str) -> str:
    return plural(number, thing) if number else ""
