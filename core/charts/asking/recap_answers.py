"""The question of a period: who gathered most in it, by song, by drama or by artist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from core.catalog.model import CreditRole, Names
from core.charts.asking.answered import On, PeriodRecap, RecapPlace, SongNames, Table
from core.charts.asking.history import HistoryRows
from core.charts.asking.reader import Reader
from core.charts.model import Status, Week
from core.charts.names import SongName
from core.charts.naming import title_ko
from core.charts.rules.afterglow import Finale, evergreens
from core.charts.rules.periods import Period, Span, read_period
from core.charts.rules.points import Measure, is_known
from core.charts.rules.recap import Recap, recap, totals
from core.charts.rules.versions import moments, version
from core.errors import NotFound
from core.text import fold, plural
from core.values import SHARED, ArtistKey, ChartKey, GuildId, SongId

MOST_PERIODS = 25
"""Periods that are suggested at once."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """How a recap is reckoned: what is added up, whether holes are filled, whether whole runs are credited."""

    measure: Measure = Measure.POINTS
    estimate: bool = False
    whole_run: bool = False


BY_POINTS = Reckoned()


@dataclass(frozen=True, slots=True)
class _Around:
    """What lies on both sides of the period, as far as its songs were there."""

    before: Sequence[Week]
    after: Sequence[Week]


class RecapAnswers(Reader):
    """The question of a period."""

    async def recap(
        self,
        typed: str | None = None,
        key: ChartKey | None = None,
        *,
        span: Span | None = None,
        table: Table = Table.SONGS,
        how: Reckoned = BY_POINTS,
        guild: GuildId = SHARED,
        only_osts: bool = True,
    ) -> PeriodRecap:
        """The recap of the period that a fan names, by default of the newest one (of this *span*) with an issue.

        Raises:
            BadInput: *typed* names no period.
            NotFound: no such chart, or nothing of the period is here.
            NoStreams: it is to be by streams and some are not known.
        """
        today = self._clock().date()
        async with self._shelf.reading() as rows:
            on = await self._on(rows, guild, key, only_osts=only_osts)
            newest = (await self._at(rows, on, None)).end
            period = read_period(typed, today, span) if typed else Period.holding(newest, span or Span.MONTH)
            inside = await rows.weeks(on.chart, period.first, period.last)
            if not _inside(inside, period):
                raise await self._elsewhere(rows, on, period, newest)
            around = await self._around(rows, on, period, inside, whole_run=how.whole_run)
            reckon = partial(
                recap,
                period=period,
                today=today,
                cadence=on.chart.cadence,
                measure=how.measure,
                estimate=how.estimate,
                whole_run=how.whole_run,
            )
            weeks = [*around.before, *inside, *around.after]
            found = reckon(weeks)
            states = [found]
            if found.final:
                *earlier_ones, _now = moments(await rows.published(on.chart, period.first, period.last), period)
                then = [await rows.weeks(on.chart, period.first, period.last, as_of=at) for at in earlier_ones]
                states = [*(reckon([*around.before, *each, *around.after]) for each in then), found]
            number, changed = version(states)
            named = {standing.who for standing in found.standings} | set(changed)
            yearly = period.span in (Span.YEAR, Span.CHART_YEAR)
            if yearly:
                named |= {figures.entry.song for week in inside for figures in week.figures}
            names = await self._names(rows, named)
        earlier, later = (one.key if _inside(weeks, one) else None for one in (period.before, period.after))
        return PeriodRecap(
            on=on,
            recap=found,
            names=names,
            earlier=earlier,
            later=later,
            table=table,
            places=self._places(found, table, names),
            estimate=how.estimate,
            version=number,
            changed=changed,
            evergreens=evergreens(inside, period, _finales(names)) if yearly else (),
        )

    async def periods(
        self,
        key: ChartKey | None = None,
        span: Span | None = None,
        typed: str = "",
        *,
        guild: GuildId = SHARED,
        most: int = MOST_PERIODS,
    ) -> list[Period]:
        """The periods that hold issues of a chart and whose name holds what is *typed*, the newest first.

        They are of every length unless *span* says which.
        """
        async with self._shelf.reading() as rows:
            on = await self._on(rows, guild, key, only_osts=False)
            plain = not typed and span in (None, Span.MONTH)
            ends = await rows.months(on.chart, most if plain else None)
        wanted, found = fold(typed), dict[Period, None]()
        for each in (Period.holding(end, length) for end in ends for length in ([span] if span else Span)):
            if len(found) == most:
                break
            if each not in found and wanted in fold(f"{each} {each.key} {each.korean}"):
                found[each] = None
        return list(found)

    @staticmethod
    async def _around(rows: HistoryRows, on: On, period: Period, inside: Sequence[Week], *, whole_run: bool) -> _Around:
        """The neighbouring periods for the runs that cross a boundary; for whole runs all weeks of every song."""
        if whole_run:
            songs = {figures.entry.song for week in inside for figures in week.figures}
            before = await rows.thin(on.chart, songs, None, period.first - _DAY)
            return _Around(before, await rows.thin(on.chart, songs, period.last + _DAY, None))
        told = [week for week in inside if week.issue.status is not Status.VOID]
        crossing = {figures.entry.song for week in (told[0], told[-1]) for figures in week.figures}
        before, after = [
            await rows.thin(on.chart, crossing, one.first, one.last) for one in (period.before, period.after)
        ]
        return _Around(before, after)

    def _places(self, found: Recap, table: Table, names: SongNames) -> tuple[RecapPlace, ...]:
        match table:
            case Table.SONGS:
                return tuple(
                    RecapPlace(each, (name := names[each.who]).title, name.artist, name.artist_ko)
                    for each in found.standings
                )
            case Table.DRAMAS:
                credited = {song: [name.drama.key] if name.drama else [] for song, name in names.items()}
                titles = {name.drama.key: name.drama.title for name in names.values() if name.drama}
                return tuple(
                    RecapPlace(each, titles[each.who], plural(len(each.songs), "song"))
                    for each in totals(found, lambda song: credited[song])
                )
        artists = {song: self._main_artists(name) for song, name in names.items()}
        called = {key: name for several in artists.values() for key, name in several.items()}
        return tuple(
            RecapPlace(each, called[each.who], plural(len(each.songs), "song"))
            for each in totals(found, lambda song: artists[song])
        )

    def _main_artists(self, name: SongName) -> dict[ArtistKey | str, Names]:
        """Whom a song counts for, in full; without a track it is whoever the list says, as one name."""
        if name.track is None or not name.track.credits:
            return {f"listed as {fold(name.artist)}": Names(en=name.artist)} if name.artist else {}
        heard = name.track.credits
        main = [each for each in heard if each.role is CreditRole.MAIN]
        main = main or [each for each in heard if each.role.performs]
        return {each.artist: self._catalogue().artists[each.artist].name for each in main}

    @staticmethod
    async def _elsewhere(rows: HistoryRows, on: On, period: Period, newest: date) -> NotFound:
        oldest = next(head.end for head in await rows.heads(on.chart))
        return NotFound(
            f"Nothing of {on.chart.title} in {period} is here: its issues go from {oldest} to {newest}. "
            "Pick a period from the list while you type.",
            f"그 기간의 자료가 없습니다({title_ko(on.chart)}, {period.key}). "
            f"{oldest}부터 {newest}까지의 차트가 있습니다. 입력할 때 나오는 목록에서 기간을 골라 주세요.",
        )


def _finales(names: SongNames) -> Finale:
    def finale(song: SongId) -> date | None:
        drama = names[song].drama
        return drama.finale if drama else None

    return finale


def _inside(weeks: Iterable[Week], period: Period) -> list[Week]:
    return [week for week in weeks if week.issue.end in period and is_known(week.issue)]
