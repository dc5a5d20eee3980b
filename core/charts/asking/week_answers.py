"""Questions about one week of a chart: who moved, who lasts, and the week's story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.catalog.model import CreditRole
from core.charts.asking.answered import At, WeekMomentum, WeekMovers
from core.charts.asking.history import HistoryRows
from core.charts.asking.reader import Reader
from core.charts.model import Coverage, Week
from core.charts.names import SongName
from core.charts.rules.cadence import gapless
from core.charts.rules.momentum import RULES, momentum
from core.charts.rules.movers import movers
from core.charts.rules.points import is_known
from core.charts.rules.records import Record, broken
from core.charts.telling.story import Story, story
from core.charts.telling.story_facts import Facts, Title
from core.values import SHARED, ChartKey, GuildId, SongId

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Past:
    """What a chart's past says of one week."""

    away: Mapping[SongId, int]
    broken: tuple[Record, ...]
    issues: int


_UNTOLD = _Past({}, (), 0)
"""While a big import is still being summed up: no record, rather than a false one."""


class WeekAnswers(Reader):
    """The questions of a week."""

    async def movers(
        self, key: ChartKey | None = None, end: date | None = None, *, guild: GuildId = SHARED, only_osts: bool = True
    ) -> WeekMovers:
        """Climbers, fallers, debuts, returns and exits of the week to *end*.

        Raises:
            NotFound: no such chart, or no such week.
        """
        async with self._shelf.reading() as rows:
            at = await self._at(rows, await self._on(rows, guild, key, only_osts=only_osts), end)
            week, before = await self._two(rows, at)
            songs = {figures.entry.song for figures in week.figures} | {gone.song for gone in week.exits}
            return WeekMovers(at, movers(week, before), await self._names(rows, songs))

    async def momentum(
        self, key: ChartKey | None = None, end: date | None = None, *, guild: GuildId = SHARED, only_osts: bool = True
    ) -> WeekMomentum:
        """The momentum and the staying power of every entry of the week to *end*.

        Raises:
            NotFound: no such chart, or no such week.
        """
        async with self._shelf.reading() as rows:
            at = await self._at(rows, await self._on(rows, guild, key, only_osts=only_osts), end)
            recent = await rows.recent(at.on.chart, at.end, RULES.sustain_issues)
            names = await self._names(rows, (figures.entry.song for figures in recent[-1].figures))
        found = momentum(gapless(recent, at.on.chart.cadence))
        known = sum(is_known(week.issue) for week in recent)
        return WeekMomentum(at, tuple(zip(recent[-1].figures, found, strict=True)), names, known)

    async def story(
        self, key: ChartKey | None = None, end: date | None = None, *, guild: GuildId = SHARED, only_osts: bool = True
    ) -> Story:
        """The week to *end* in two or three sentences, in English and Korean.

        Raises:
            NotFound: no such chart, or no such week.
        """
        async with self._shelf.reading() as rows:
            on = await self._on(rows, guild, key, only_osts=only_osts)
            told = (*self._remembered.state(on.chart), end)
            if (kept := self._remembered.get(Story, *told)) is not None:
                return kept
            at = await self._at(rows, on, end)
            recent = gapless(await rows.recent(on.chart, at.end, RULES.sustain_issues), on.chart.cadence)
            names = await self._names(rows, (figures.entry.song for week in recent for figures in week.figures))
            whole = await rows.summed_up(on.chart, at.end)
            past = await self._past(rows, at, recent[-1]) if whole else _UNTOLD
        facts = Facts(
            week=recent[-1],
            titles={song: self._title(name) for song, name in names.items()},
            before=recent[-2] if len(recent) > 1 else None,
            away=past.away,
            broken=past.broken,
            issues=past.issues,
            momentum=momentum(recent),
            dramas={name.drama.key: name.drama.title for name in names.values() if name.drama},
            cadence=on.chart.cadence,
            among_osts=not only_osts and recent[-1].issue.coverage is Coverage.OST,
        )
        found = story(facts)
        return self._remembered.keep(found, *told) if whole else found

    async def _two(self, rows: HistoryRows, at: At) -> tuple[Week, Week | None]:
        """The week and the one before it, which must be the very issue that last week's places are of."""
        week = await rows.week(at.on.chart, at.end)
        assert week is not None
        before = await rows.week(at.on.chart, at.earlier) if at.earlier else None
        return week, before

    async def _past(self, rows: HistoryRows, at: At, week: Week) -> _Past:
        chart = at.on.chart
        older, away = await rows.notable(chart, at.end - _DAY), await rows.away(chart, at.end)
        weeks = [*older.weeks, week]
        names = await self._names(rows, (figures.entry.song for each in weeks for figures in each.figures))
        found = broken(weeks, self._drama_of(names), lambda each: away if each is week else older.away_in(each))
        return _Past(away, found, older.known + is_known(week.issue))

    def _title(self, name: SongName) -> Title:
        if name.track is None:
            return Title(name.title, name.artist or None)
        artists = self._catalogue().artists
        main = [artists[credit.artist].name for credit in name.track.credits if credit.role is CreditRole.MAIN]
        if not main:
            return Title(name.title)
        return Title(name.title, ", ".join(map(str, main)), ", ".join(one.ko or str(one) for one in main))
