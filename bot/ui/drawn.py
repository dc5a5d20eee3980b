"""Chart answers as the values that pictures are drawn from."""

from bot.ui.pictures import Point, Recap, Run, Standing
from core.charts.asking.answered import PeriodRecap, RecapPlace, Table
from core.charts.names import SongName
from core.charts.rules import runs
from core.charts.rules.points import Measure
from core.charts.telling.speech import Speech
from core.charts.telling.told_recap import by_table, covered, period_name, status
from core.language import Language


def drawn_run(run: runs.Run | None, name: SongName, language: Language) -> Run:
    """A song's way over a chart; one without points never was on it."""
    points = tuple(Point(sight.end, sight.rank, sight.known) for sight in run.sights) if run else ()
    return Run(
        name.title,
        Speech(language).by(name.artist, name.artist_ko),
        points,
        run.depth if run else 0,
        name.drama.title if name.drama else None,
        run.figures.weeks_at_least if run else False,
        name.track.release.part if name.track else None,
    )


def drawn_recap(answer: PeriodRecap, language: Language = Language.EN) -> Recap:
    """A period's standings in the reader's *language*; points are rounded to whole ones."""
    found = answer.recap
    return Recap(
        chart=answer.on.chart,
        period=period_name(found.period, language),
        last=found.period.last,
        standings=tuple(_drawn_place(place, answer.table, language) for place in answer.places),
        total=len(answer.places),
        coverage=covered(found.complete, language),
        status=status(answer, language),
        streams=found.measure is Measure.STREAMS,
        table=by_table(answer.table, language),
    )


def _drawn_place(place: RecapPlace, table: Table, language: Language) -> Standing:
    each = place.standing
    speech, songs = Speech(language), table is Table.SONGS
    return Standing(
        rank=each.rank,
        title=place.title,
        artist=speech.by(place.detail, place.detail_ko) if songs else speech.songs(len(each.songs)),
        points=round(each.points),
        peak=each.best or 0,
        weeks=each.weeks,
        tied=each.tied,
        estimated=bool(each.estimated),
    )
