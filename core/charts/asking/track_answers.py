"""Questions about songs: one track's run, two or three side by side, a drama."""

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction

from core.catalog.model import Drama, Track
from core.charts.asking.answered import Comparison, DramaWeek, Place, TrackRun
from core.charts.asking.history import HistoryRows
from core.charts.asking.reader import Reader
from core.charts.model import Chart, Song
from core.charts.names import SongName
from core.charts.naming import title_ko
from core.charts.rules.afterglow import afterglow
from core.charts.rules.cadence import gapless
from core.charts.rules.points import worth
from core.charts.rules.runs import Run, run
from core.errors import BadInput, NotFound
from core.values import SHARED, ChartKey, DramaKey, GuildId, SongId, TrackKey

MOST_COMPARED = 3
"""Tracks that one comparison shows."""


class TrackAnswers(Reader):
    """The questions of songs."""

    async def track(
        self, track: TrackKey, key: ChartKey | None = None, *, guild: GuildId = SHARED, only_osts: bool = True
    ) -> TrackRun:
        """The track's run on a chart, by default on the one it was on last, and its places on all others.

        Raises:
            NotFound: no such chart, or the track has never been on any.
        """
        known = self._track(track)
        async with self._shelf.reading() as rows:
            places = [Place(chart, end, at) for _, chart, end, at in await rows.standings(guild, [track])]
            if not places:
                raise NotFound(
                    f"“{known.title}” has not been on any chart that is here: look it up with /ost search, or import "
                    "a chart that lists it.",
                    f"이곳의 어느 차트에도 오른 적이 없습니다(“{known.title}”). /ost search로 찾아보거나, "
                    "이 곡이 있는 차트를 가져와 주세요.",
                )
            on = await self._on(rows, guild, key or _source(places[0].chart), only_osts=only_osts)
            at = await self._at(rows, on, None)
            songs = await rows.listings([track])
            found = await self._run(rows, on.chart, songs)
            on_source = await self._run(rows, on.source, songs) if on.source else None
        return TrackRun(on, self._known(known), known, at.end, found, on_source, tuple(places))

    async def track_of(self, song: SongId) -> TrackKey:
        """The track that a listing is, for buttons, which name listings by their short number.

        Raises:
            NotFound: it is none, or none any more.
        """
        async with self._shelf.reading() as rows:
            found = (await rows.songs({song})).get(song)
        if found is None or found.track is None:
            raise NotFound(
                "That song is not in the catalogue any more: ask again with /chart track.",
                "이제 카탈로그에 없는 곡입니다. /chart track으로 다시 물어봐 주세요.",
            )
        return found.track

    async def compare(
        self,
        tracks: Sequence[TrackKey],
        key: ChartKey | None = None,
        *,
        guild: GuildId = SHARED,
        only_osts: bool = True,
    ) -> Comparison:
        """Two or three tracks on one chart, by default on the one the first of them was on last.

        Raises:
            BadInput: not two or three different tracks.
            NotFound: no such chart, or none of the tracks was ever on it.
        """
        different = list(dict.fromkeys(tracks))
        if not 2 <= len(different) <= MOST_COMPARED:
            raise BadInput(
                "A comparison needs two or three different tracks: choose another one.",
                "비교하려면 서로 다른 두세 곡이 필요합니다. 다른 곡을 골라 주세요.",
            )
        known = [self._track(each) for each in different]
        async with self._shelf.reading() as rows:
            if key is None:
                places = {track: chart for track, chart, *_ in reversed(await rows.standings(guild, different))}
                key = next((_source(places[track]) for track in different if track in places), None)
            on = await self._on(rows, guild, key, only_osts=only_osts)
            at = await self._at(rows, on, None)
            songs = await rows.listings(different)
            runs = [await self._run(rows, on.chart, [s for s in songs if s.track == each]) for each in different]
        if not any(runs):
            names = [f"“{each.title}”" for each in known]
            raise NotFound(
                f"{' and '.join(names)} never were on {on.chart.title}: choose other tracks or another chart.",
                f"이 차트에 오른 적이 없는 곡들입니다({title_ko(on.chart)}): {', '.join(names)}. "
                "다른 곡이나 다른 차트를 골라 주세요.",
            )
        return Comparison(on, at.end, tuple(zip(known, map(self._known, known), runs, strict=True)))

    async def drama(
        self,
        drama: DramaKey,
        key: ChartKey | None = None,
        end: date | None = None,
        *,
        guild: GuildId = SHARED,
        only_osts: bool = True,
    ) -> DramaWeek:
        """A drama's songs in the week to *end*, their runs, and what came after the finale.

        Raises:
            NotFound: no such chart, no such week, or no song of the drama was ever on it.
        """
        known = self._drama(drama)
        tracks = [track.key for track in self._catalogue().tracks_of(drama)]
        async with self._shelf.reading() as rows:
            state = self._remembered.state(*await rows.charts(guild))
            asked = (*state, drama, key, end, only_osts)
            if (kept := self._remembered.get(DramaWeek, *asked)) is not None:
                return kept
            if key is None:
                places = await rows.standings(guild, tracks)
                key = _source(places[0][1]) if places else None
            on = await self._on(rows, guild, key, only_osts=only_osts)
            at = await self._at(rows, on, end)
            mine = {song.id for song in await rows.listings(tracks)}
            week = await rows.week(on.chart, at.end)
            assert week is not None
            history = gapless(await rows.thin(on.chart, mine, None, at.end), on.chart.cadence)
            since = await rows.since(on.chart, known.finale, at.end) if known.finale else None
            charted = {figures.entry.song for each in history for figures in each.figures}
            names = await self._names(rows, charted)
            elsewhere = [] if charted else [_source(chart) for _, chart, *_ in await rows.standings(guild, tracks)]
        if not charted:
            there = ", ".join(dict.fromkeys(elsewhere))
            raise NotFound(
                f"No song of {known.title} was on {on.chart.title} up to {at.end}: "
                + (f"ask for the chart it was on, {there}." if there else "it was on no chart that is here."),
                f"이 차트에 {at.end}까지 오른 곡이 없습니다(“{known.title.ko or known.title}”, {title_ko(on.chart)}). "
                + (f"오른 적이 있는 차트를 골라 주세요: {there}." if there else "다른 차트에도 오른 적이 없습니다."),
            )
        runs = sorted(filter(None, (run(history, song) for song in charted)), key=_best_first)
        depth = week.issue.depth
        worths = {figures: worth(figures.entry, depth) for figures in week.figures}
        entries = tuple(figures for figures in week.figures if figures.entry.song in mine)
        found = DramaWeek(
            at=at,
            drama=known,
            entries=entries,
            points=sum((worths[figures] for figures in entries), Fraction(0)),
            all_points=sum(worths.values(), Fraction(0)),
            runs=tuple(runs),
            names=names,
            afterglow=afterglow(history, charted, known.finale, since),
        )
        return self._remembered.keep(found, *asked)

    async def _run(self, rows: HistoryRows, chart: Chart, songs: Collection[Song]) -> Run | None:
        """The run of a track on *chart*; of several listings there the one with most weeks."""
        ids = {song.id for song in songs}
        weeks = gapless(await rows.thin(chart, ids), chart.cadence)
        runs = [found for song in sorted(ids) if (found := run(weeks, song))]
        return max(runs, key=lambda found: found.figures.weeks, default=None)

    def _track(self, key: TrackKey) -> Track:
        found = self._catalogue().tracks.get(key)
        if found is None:
            raise NotFound(
                "That track is not in the catalogue any more: search for it again.",
                "이제 카탈로그에 없는 곡입니다. 다시 찾아 주세요.",
            )
        return found

    def _drama(self, key: DramaKey) -> Drama:
        found = self._catalogue().dramas.get(key)
        if found is None:
            raise NotFound(
                "That drama is not in the catalogue any more: search for it again.",
                "이제 카탈로그에 없는 드라마입니다. 다시 찾아 주세요.",
            )
        return found

    def _known(self, track: Track) -> SongName:
        return self._name(Song(SongId(0), str(track.title), "", track=track.key))


def _source(chart: Chart) -> ChartKey:
    return chart.of or chart.key


def _best_first(found: Run) -> tuple[object, ...]:
    return found.figures.peak, -found.figures.weeks, found.first, found.song
