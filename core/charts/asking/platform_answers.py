"""The question of all platforms together: one week's composite, its own run, and how it was revised."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from core.catalog.calendar import KOREA
from core.charts.asking.answered import On, PlatformWeek
from core.charts.asking.history import HistoryRows
from core.charts.asking.reader import Reader
from core.charts.model import Entry, Figures, Issue, Song
from core.charts.rules.cadence import holes
from core.charts.rules.composite import LEAST_PLATFORMS, Before, Composite, Source, composite
from core.charts.rules.figures import weeks
from core.charts.rules.freezing import Revision, freezing, moments, revisions
from core.charts.rules.weights import composite_week, joined
from core.errors import NotFound
from core.values import SHARED, ChartKey, GuildId, SongId, TrackKey

PAST = 52
"""Weeks before the one asked for over which the composite's own last week, peak and weeks are reckoned."""

Issues = Mapping[ChartKey, Sequence[Issue]]
"""The OST issues of every platform."""


@dataclass(frozen=True, slots=True)
class _Joined:
    """A week's composite, its entries' figures, and its revisions."""

    whole: Composite
    figures: Mapping[SongId, Figures]
    revisions: tuple[Revision, ...]
    longer: bool


class PlatformAnswers(Reader):
    """The question of all platforms."""

    async def platforms(
        self, end: date | None = None, *, guild: GuildId = SHARED, zone: ZoneInfo = KOREA
    ) -> PlatformWeek:
        """The OST charts of all platforms in the week from Monday to Sunday that holds *end*, joined.

        Without *end* it is the newest week with two platforms, else the newest week of all. It is frozen on its Sunday
        at 23:59 in *zone*.

        Raises:
            TooFewPlatforms: fewer than two platforms have an issue for that week.
            NotFound: fewer than two charts are here at all.
        """
        async with self._shelf.reading() as rows:
            charts = {c.key: c for c in await rows.charts(guild) if c.of is None and c.kind == "top"}
            if len(charts) < LEAST_PLATFORMS:
                here = ", ".join(chart.title for chart in charts.values()) or "none"
                raise NotFound(
                    f"To put platforms side by side I need charts of at least {LEAST_PLATFORMS}; here is {here}: "
                    "import a chart of another platform first."
                )
            ons = {each: await self._on(rows, guild, each, only_osts=True) for each in charts}
            first, last = composite_week(end or await self._common_week(rows, list(ons.values())))
            frozen = freezing(last, zone)
            provisional = self._clock() < frozen
            key = (*self._remembered.state(*(on.chart for on in ons.values())), guild, last, frozen, provisional)
            found = self._remembered.get(_Joined, *key)
            if found is None:
                since = None if provisional else int(frozen.timestamp())
                found = self._remembered.keep(await self._joined(rows, ons, last, since), *key)
            names = await self._names(rows, found.figures)
        return PlatformWeek(
            first=first,
            last=last,
            charts=charts,
            composite=found.whole,
            names=names,
            figures=found.figures,
            frozen=frozen,
            provisional=provisional,
            revisions=found.revisions,
            longer=found.longer,
            new_weights=self.weights.begun(first, last),
        )

    async def _joined(self, rows: HistoryRows, ons: Mapping[ChartKey, On], last: date, frozen: int | None) -> _Joined:
        first, _ = composite_week(last)
        oldest = first - timedelta(weeks=PAST)
        now = await _issues(rows, ons, oldest, last)
        published = [at for on in ons.values() for at in await rows.revised(on.chart, first, last)]
        instants = () if frozen is None else moments(published, frozen)
        then = [await _issues(rows, ons, first, last, as_of=at) for at in instants]
        songs = await rows.songs({entry.song for each in (now, *then) for entry in _entries(each)})
        same = _one_number(songs.values())
        weights = self.weights.of([on.source for on in ons.values() if on.source])

        def sources(sunday: date, issues: Issues) -> tuple[Source, ...]:
            return joined(
                sunday, weights, {key: [_renumbered(each, same) for each in of] for key, of in issues.items()}
            )

        by_week = _by_week(now)
        past = {
            sunday: sources(sunday, by_week[sunday])
            for sunday in (last - timedelta(weeks=back) for back in range(PAST, 0, -1))
            if sunday in by_week
        }
        run = [composite(each).issue(sunday) for sunday, each in past.items() if _enough(each)]
        whole = composite(
            sources(last, by_week.get(last, {})),
            before=_before(run, last, lambda song: str(self._name(songs[song]).title)),
        )
        states = [(at, sources(last, each)) for at, each in zip(instants, then, strict=True)]
        earlier = [(await rows.around(on.chart, oldest))[0] for on in ons.values()]
        return _Joined(
            whole=whole,
            figures=_figures([*run, whole.issue(last)]),
            revisions=revisions([(at, composite(each) if _enough(each) else None) for at, each in states]),
            longer=sum(head is not None for head in earlier) >= LEAST_PLATFORMS,
        )

    async def _common_week(self, rows: HistoryRows, ons: list[On]) -> date:
        """The newest issue in whose week another platform has one too, else the newest of all."""
        newest = [head.end for on in ons if (head := (await rows.around(on.chart, None))[1])]
        if not newest:
            raise NotFound("No chart has an issue with places yet: import a chart file first.")
        for end in sorted(newest, reverse=True):
            first, last = composite_week(end)
            there = [on for on in ons if await rows.weeks(on.chart, first, last)]
            if len(there) >= LEAST_PLATFORMS:
                return end
        return max(newest)


async def _issues(
    rows: HistoryRows, ons: Mapping[ChartKey, On], first: date, last: date, *, as_of: int | None = None
) -> Issues:
    return {
        key: [week.issue for week in await rows.weeks(on.chart, first, last, as_of=as_of)] for key, on in ons.items()
    }


def _entries(issues: Issues) -> Iterable[Entry]:
    return (entry for several in issues.values() for each in several for entry in each.entries)


def _one_number(songs: Iterable[Song]) -> Mapping[SongId, SongId]:
    """One number a track: scopes list the same track under numbers of their own."""
    one: dict[TrackKey | SongId, SongId] = {}
    return {song.id: one.setdefault(song.track or song.id, song.id) for song in songs}


def _renumbered(issue: Issue, same: Mapping[SongId, SongId]) -> Issue:
    return replace(issue, entries=tuple(replace(entry, song=same[entry.song]) for entry in issue.entries))


def _by_week(issues: Issues) -> Mapping[date, dict[ChartKey, list[Issue]]]:
    """The issues by the Sunday of the composite's week they belong to."""
    found: dict[date, dict[ChartKey, list[Issue]]] = {}
    for key, several in issues.items():
        for each in several:
            found.setdefault(composite_week(each.end)[1], {}).setdefault(key, []).append(each)
    return found


def _enough(sources: Sequence[Source]) -> bool:
    return sum(source.loaded is not None for source in sources) >= LEAST_PLATFORMS


def _before(run: Sequence[Issue], last: date, title: Callable[[SongId], str]) -> Callable[[SongId], Before]:
    """What orders the ties of the week to *last* beyond its own platforms."""
    weeks_on = Counter(entry.song for issue in run for entry in issue.entries)
    latest = run[-1].entries if run and run[-1].end == last - timedelta(weeks=1) else ()
    last_week = {entry.song: entry.rank for entry in latest}
    return lambda song: Before(last_week.get(song), weeks_on[song], title(song))


def _figures(run: Sequence[Issue]) -> Mapping[SongId, Figures]:
    """Those of the last of *run*, a week without a composite standing as a missing one."""
    gaps = holes([each.end for each in run], "weekly")
    *_, week = weeks(sorted((*run, *gaps), key=lambda each: each.end))
    return {figures.entry.song: figures for figures in week.figures}
