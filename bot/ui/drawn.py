"""Chart answers as the values that pictures are drawn from."""

from bot.ui.pictures import Point, Recap, Run, Standing
from core.charts.asking.answered import PeriodRecap
from core.charts.names import SongName
from core.charts.rules import runs
from core.charts.rules.points import Measure


def drawn_run(run: runs.Run | None, name: SongName) -> Run:
    """A song's way over a chart; one without points never was on it."""
    points = tuple(Point(sight.end, sight.rank, sight.known) for sight in run.sights) if run else ()
    return Run(name.title, name.artist, points, run.depth if run else 0, name.drama.title if name.drama else None)


def drawn_recap(answer: PeriodRecap) -> Recap:
    """A period's standings; points are rounded to whole ones."""
    found = answer.recap
    standings = tuple(
        Standing(
            each.rank,
            answer.names[each.who].title,
            answer.names[each.who].artist,
            round(each.points),
            each.best or 0,
            each.weeks,
            each.tied,
        )
        for each in found.standings
    )
    return Recap(
        chart=answer.on.chart,
        period=str(found.period),
        last=found.period.last,
        standings=standings,
        total=len(standings),
        coverage=str(found.complete),
        status=found.status(),
        unit="streams" if found.measure is Measure.STREAMS else "points",
    )
