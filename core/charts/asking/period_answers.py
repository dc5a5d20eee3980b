"""Questions about more than a week: a period's recap, a chart's records, and what was corrected."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from core.charts.asking.answered import ChartCorrections, ChartRecords, On, PeriodRecap
from core.charts.asking.history import HistoryRows
from core.charts.asking.reader import Reader
from core.charts.model import Status, Week
from core.charts.rules.cadence import gapless
from core.charts.rules.periods import Period, Span, read_period
from core.charts.rules.points import Measure, is_known
from core.charts.rules.recap import recap
from core.charts.rules.records import records
from core.errors import NotFound
from core.values import SHARED, ChartKey, GuildId

MOST_CORRECTIONS = 30
"""Corrections that one answer shows."""


class PeriodAnswers(Reader):
    """The questions of periods."""

    async def recap(
        self,
        typed: str | None = None,
        key: ChartKey | None = None,
        *,
        span: Span | None = None,
        measure: Measure = Measure.POINTS,
        guild: GuildId = SHARED,
        only_osts: bool = True,
    ) -> PeriodRecap:
        """The recap of the period that a fan names, by default of the newest one (of this *span*) with an issue.

        Raises:
            BadInput: *typed* names no period.
            NotFound: no such chart, or nothing of the period is here.
            NoStreams: *measure* is streams and some are not known.
        """
        today = self._clock().date()
        async with self._shelf.reading() as rows:
            on = await self._on(rows, guild, key, only_osts=only_osts)
            newest = (await self._at(rows, on, None)).end
            period = read_period(typed, today, span) if typed else Period.holding(newest, span or Span.MONTH)
            inside = await rows.weeks(on.chart, period.first, period.last)
            if not _inside(inside, period):
                raise NotFound(await self._elsewhere(rows, on, period, newest))
            names = await self._names(rows, (figures.entry.song for week in inside for figures in week.figures))
            told = [week for week in inside if week.issue.status is not Status.VOID]
            crossing = {figures.entry.song for week in (told[0], told[-1]) for figures in week.figures}
            around = (period.before, period.after)
            before, after = [await rows.thin(on.chart, crossing, one.first, one.last) for one in around]
        weeks = [*before, *inside, *after]
        found = recap(weeks, period, today=today, cadence=on.chart.cadence, measure=measure)
        earlier, later = (one.key if _inside(weeks, one) else None for one in (period.before, period.after))
        return PeriodRecap(on, found, names, earlier, later)

    async def periods(
        self, key: ChartKey | None = None, span: Span | None = None, *, guild: GuildId = SHARED
    ) -> list[Period]:
        """The periods that hold issues of a chart, the newest first; of every length unless *span* says which."""
        async with self._shelf.reading() as rows:
            on = await self._on(rows, guild, key, only_osts=False)
            ends = [head.end for head in await rows.heads(on.chart)]
        found = {Period.holding(end, each): None for end in reversed(ends) for each in ([span] if span else Span)}
        return list(found)

    async def records(
        self, key: ChartKey | None = None, *, guild: GuildId = SHARED, only_osts: bool = True
    ) -> ChartRecords:
        """The records of a chart.

        Raises:
            NotFound: no such chart, or no issue of it.
        """
        async with self._shelf.reading() as rows:
            on = await self._on(rows, guild, key, only_osts=only_osts)
            at = await self._at(rows, on, None)
            version = (on.chart.id, await rows.version(on.chart))
            if (kept := self._remembered.get(ChartRecords, *version)) is not None:
                return kept
            weeks = gapless(await rows.notable(on.chart, at.end), on.chart.cadence)
            names = await self._names(rows, (figures.entry.song for week in weeks for figures in week.figures))
        book = records(weeks, self._drama_of(names))
        holders = {holder.song for record in book.values() for holder in record.holders}
        found = ChartRecords(
            on=on,
            issues=sum(is_known(week.issue) for week in weeks),
            first=next(week.issue.end for week in weeks if is_known(week.issue)),
            last=at.end,
            records=book,
            names={song: name for song, name in names.items() if song in holders},
            dramas={name.drama.key: name.drama.title for name in names.values() if name.drama},
        )
        return self._remembered.keep(found, *version)

    async def corrections(
        self,
        since: date | None = None,
        key: ChartKey | None = None,
        *,
        guild: GuildId = SHARED,
        only_osts: bool = True,
    ) -> ChartCorrections:
        """What was corrected in a chart since a day (from midnight UTC), or ever.

        Raises:
            NotFound: no such chart.
        """
        instant = int(datetime.combine(since, time(), UTC).timestamp()) if since else 0
        async with self._shelf.reading() as rows:
            on = await self._on(rows, guild, key, only_osts=only_osts)
            found = await rows.corrections(on.chart, instant, MOST_CORRECTIONS + 1)
            names = await self._names(rows, (correction.song for _, correction in found))
        return ChartCorrections(on, since, tuple(found[:MOST_CORRECTIONS]), names, cut=len(found) > MOST_CORRECTIONS)

    @staticmethod
    async def _elsewhere(rows: HistoryRows, on: On, period: Period, newest: date) -> str:
        oldest = next(head.end for head in await rows.heads(on.chart))
        return (
            f"Nothing of {on.chart.title} in {period} is here: its issues go from {oldest} to {newest}. "
            "Pick a period from the list while you type."
        )


def _inside(weeks: Sequence[Week], period: Period) -> list[Week]:
    return [week for week in weeks if week.issue.end in period and is_known(week.issue)]
