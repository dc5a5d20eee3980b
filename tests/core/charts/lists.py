"""Small charts to reckon with: weeks counted from one Thursday on, songs by number."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from core.charts.model import Entry, Issue, Status, Week
from core.charts.rules.figures import weeks
from core.values import SongId

FIRST = date(2026, 1, 1)
SONG = SongId(1)
OTHERS = 1_000

WORKED_RUN = (15, 9, 4, 4, 7, 12, None, 14, 20)
"""The worked run of the rules, of a chart of 20."""


def end(week: int) -> date:
    """The last day of week number *week*, a Thursday."""
    return FIRST + timedelta(weeks=week)


def issue(week: int, *songs: tuple[int, int], depth: int = 20, status: Status = Status.PUBLISHED) -> Issue:
    """The issue of *week* with ``(song, rank)`` entries."""
    return Issue(end(week), tuple(Entry(SongId(song), rank) for song, rank in songs), depth, status)


def streamed(week: int, *songs: tuple[int, int, int | None], depth: int = 20) -> Issue:
    """The issue of *week* with ``(song, rank, streams)`` entries."""
    return Issue(end(week), tuple(Entry(SongId(song), rank, streams) for song, rank, streams in songs), depth)


def full(week: int, song_rank: int | None, depth: int = 20) -> Issue:
    """A whole chart of other songs, with ours at *song_rank*, or off the chart."""
    return issue(
        week, *((SONG if rank == song_rank else OTHERS + rank, rank) for rank in range(1, depth + 1)), depth=depth
    )


def void(week: int) -> Issue:
    return issue(week, depth=0, status=Status.VOID)


def missing(week: int) -> Issue:
    return issue(week, depth=0, status=Status.MISSING)


def told(*issues: Issue) -> tuple[Week, ...]:
    """The weeks of one chart with their figures."""
    return tuple(weeks(issues))


def worked_run() -> tuple[Week, ...]:
    """The worked run with its void tenth week, on a chart that had an earlier issue."""
    return told(full(0, None), *(full(n, rank) for n, rank in enumerate(WORKED_RUN, start=1)), void(10), full(11, 18))


@st.composite
def charts(draw: st.DrawFn, *, depth: int = 6, least: int = 1, most: int = 12) -> Sequence[Issue]:
    """One chart of a few songs whose issues are all equally deep, some of them missing or void."""
    issues = []
    for week in range(draw(st.integers(least, most))):
        status = draw(st.sampled_from([Status.PUBLISHED] * 5 + [Status.MISSING, Status.VOID]))
        songs = draw(st.lists(st.integers(1, 8), unique=True, max_size=depth)) if status is Status.PUBLISHED else []
        known = depth if status is Status.PUBLISHED else 0
        issues.append(issue(week, *((song, rank) for rank, song in enumerate(songs, 1)), depth=known, status=status))
    return issues
