"""Questions about a chart's whole past: its records, and what was corrected."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from core.charts.asking.answered import ChartCorrections, ChartRecords
from core.charts.asking.finding import chosen
from core.charts.asking.reader import Reader
from core.charts.model import Chart, Coverage
from core.charts.rules.records import records
from core.values import SHARED, ChartKey, GuildId

MOST_CORRECTIONS = 400
"""Corrections that one answer shows."""


class HistoryAnswers(Reader):
    """The questions of a chart's whole past."""

    async def records(
        self, key: ChartKey | None = None, *, guild: GuildId = SHARED, only_osts: bool = True
    ) -> ChartRecords:
        """The records of a chart.

        Raises:
            NotFound: no such chart, or no issue of it.
        """
        async with self._shelf.reading() as rows:
            on = await self._on(rows, guild, key, only_osts=only_osts)
            state = self._remembered.state(on.chart)
            if (kept := self._remembered.get(ChartRecords, *state)) is not None:
                return replace(kept, on=on)
            at = await self._at(rows, on, None)
            told = await rows.notable(on.chart, at.end)
            names = await self._names(rows, (figures.entry.song for week in told.weeks for figures in week.figures))
        book = records(told.weeks, self._drama_of(names), told.away_in)
        holders = {holder.song for record in book.values() for holder in record.holders}
        found = ChartRecords(
            on=on,
            issues=told.known,
            first=told.first or at.end,
            last=at.end,
            records=book,
            names={song: name for song, name in names.items() if song in holders},
            dramas={name.drama.key: name.drama.title for name in names.values() if name.drama},
            more=told.more,
            among_osts=not only_osts and any(week.issue.coverage is Coverage.OST for week in told.weeks),
        )
        return self._remembered.keep(found, *state) if told.settled else found

    async def sources(self, key: ChartKey | None = None, *, guild: GuildId = SHARED) -> list[Chart]:
        """The chart that *key* means; without a key those that fetch themselves, else the one shown by default.

        Raises:
            NotFound: there is no such chart.
        """
        async with self._shelf.reading() as rows:
            known = await rows.charts(guild)
            automatic = [chart for chart in known if chart.attribution] if key is None else []
            return automatic or [(await chosen(rows, guild, key))[0]]

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
