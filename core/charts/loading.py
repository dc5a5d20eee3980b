"""Bringing charts in: a file's sheets become issues, songs get their identity, every figure is computed anew."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from core.catalog.model import Track
from core.charts.figures import ost_issue, weeks
from core.charts.identity import song_key
from core.charts.model import Chart, Entry, Issue, Row, Sheet, Song, Week
from core.charts.naming import chart_key, chart_title, ost_key, ost_title
from core.charts.ports import ChartRows
from core.errors import BadInput
from core.text import fold
from core.values import SongId

Match = Callable[[str, str, str | None], Track | None]
"""Title, artist and album of a listing -> the catalogue's track it is, or ``None``."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One issue that came in: its chart, week, revision, and how many rows and OSTs it holds."""

    chart: Chart
    end: date
    revision: int
    rows: int
    osts: int


@dataclass(frozen=True, slots=True)
class Import:
    """What an import changed. *unchanged* lists the weeks that were here already, row for row."""

    loaded: tuple[Loaded, ...]
    unchanged: tuple[tuple[Chart, date], ...]


def named(sheet: Sheet, *, sample: bool = False) -> Chart:
    """The chart *sheet* belongs to.

    Raises:
        BadInput: neither the file nor the caller says which platform and market it is.
    """
    if sheet.platform is None or sheet.market is None:
        raise BadInput("Which chart is this? Name it, for example: --chart spotify-kr-weekly.")
    key = chart_key(sheet.platform, sheet.market, sheet.kind, sheet.cadence)
    title = chart_title(sheet.platform, sheet.market, sheet.kind, sheet.cadence)
    return Chart(key, title, sheet.platform, sheet.market, sheet.kind, sheet.cadence, sample=sample)


async def load(rows: ChartRows, chart: Chart, sheets: Iterable[Sheet], match: Match, *, now: int) -> Import:
    """Keep the *sheets* of one *chart* and renew the figures of every week they touch.

    Raises:
        BadInput: a sheet does not say which week it is.
    """
    await rows.put_chart(chart)
    heads = {head.end: head for head in await rows.heads(chart.key)}
    fresh: dict[date, tuple[Issue, int, str]] = {}
    unchanged: list[tuple[Chart, date]] = []
    for sheet in sheets:
        if sheet.end is None:
            raise BadInput("Which week is this? Say the week's last day, for example: --week 2026-11-19.")
        head = heads.get(sheet.end)
        content = _content(sheet)
        if head is not None and head.content == content:
            unchanged.append((chart, sheet.end))
            continue
        songs = await _identify(rows, sheet.rows, match)
        fresh[sheet.end] = (_issue(sheet, sheet.end, songs), head.revision + 1 if head else 1, content)
    if fresh:
        await _settle(rows, chart, fresh, now=now)
    catalogued = await rows.songs({entry.song for issue, _, _ in fresh.values() for entry in issue.entries})
    loaded = [
        Loaded(
            chart, end, revision, len(issue.entries), sum(catalogued[e.song].track is not None for e in issue.entries)
        )
        for end, (issue, revision, _) in sorted(fresh.items())
    ]
    return Import(tuple(loaded), tuple(unchanged))


async def draw_ost_chart(rows: ChartRows, source: Chart, *, now: int) -> Chart:
    """Draw *source*'s OST chart anew from every issue of it; weeks that come out the same are left alone."""
    chart = replace(source, key=ost_key(source.key), title=ost_title(source.title), of=source.key)
    await rows.put_chart(chart)
    issues = await rows.issues(source.key)
    songs = await rows.songs({entry.song for issue in issues for entry in issue.entries})
    before = {week.issue.end: week for week in await rows.weeks(chart.key)}
    revisions = {head.end: head.revision for head in await rows.heads(chart.key)}
    drawn = weeks(ost_issue(issue, lambda song: songs[song].track is not None) for issue in issues)
    renewed: list[Week] = []
    for week in drawn:
        old = before.get(week.issue.end)
        if old is not None and set(old.issue.entries) == set(week.issue.entries):
            if old != week:
                renewed.append(week)
            continue
        revision = revisions.get(week.issue.end, 0) + 1
        await rows.put_issue(chart.key, week, revision=revision, content="", loaded_at=now)
    await rows.put_figures(chart.key, renewed)
    return chart


async def link_songs(rows: ChartRows, match: Match) -> set[SongId]:
    """Look every listing without a track up again, because the catalogue has grown; the songs that found theirs."""
    found = {
        song.id: track.key
        for song in await rows.all_songs()
        if song.track is None and (track := match(song.title, song.artist, song.album)) is not None
    }
    await rows.link(found)
    return set(found)


async def _settle(rows: ChartRows, chart: Chart, fresh: dict[date, tuple[Issue, int, str]], *, now: int) -> None:
    """Fold the whole chart once and write what is new and whatever it changed in the weeks around it."""
    before = {week.issue.end: week for week in await rows.weeks(chart.key)}
    issues = {end: week.issue for end, week in before.items()} | {end: issue for end, (issue, _, _) in fresh.items()}
    renewed: list[Week] = []
    for week in weeks(issues[end] for end in sorted(issues)):
        if week.issue.end in fresh:
            _, revision, content = fresh[week.issue.end]
            await rows.put_issue(chart.key, week, revision=revision, content=content, loaded_at=now)
        elif before[week.issue.end] != week:
            renewed.append(week)
    await rows.put_figures(chart.key, renewed)


async def _identify(rows: ChartRows, listed: tuple[Row, ...], match: Match) -> list[SongId]:
    """The song of every row. Versions share their song, except two rows of one issue, which are never the same."""
    exact = [f"{fold(row.title)} | {fold(row.artist)}" for row in listed]
    shared = [song_key(row.title, row.artist) for row in listed]
    known = await rows.known({*exact, *shared})
    songs_known = await rows.songs(set(known.values()))
    taken: set[SongId] = set()
    songs: list[SongId] = []
    for row, spelling, work in zip(listed, exact, shared, strict=True):
        candidates = [song for key in (spelling, work) if (song := known.get(key)) is not None and song not in taken]
        if not candidates:
            track = match(row.title, row.artist, row.album)
            song = await rows.add_song(row.title, row.artist, row.album, track.key if track else None)
        else:
            song = candidates[0]
            if _tells_more(row, songs_known.get(song)) and (track := match(row.title, row.artist, row.album)):
                await rows.link({song: track.key})
        names = {key: song for key in (spelling, work) if key not in known}
        await rows.add_keys(names)
        known |= names
        taken.add(song)
        songs.append(song)
    return songs


def _tells_more(row: Row, song: Song | None) -> bool:
    """Whether *row* names an album, so perhaps the drama, for a song that nobody could place yet."""
    return song is not None and song.track is None and song.album is None and row.album is not None


def _issue(sheet: Sheet, end: date, songs: list[SongId]) -> Issue:
    entries = [Entry(song, row.rank, row.metric, row.claim) for song, row in zip(songs, sheet.rows, strict=True)]
    return Issue(end, tuple(entries), sheet.depth, coverage=sheet.coverage)


def _content(sheet: Sheet) -> str:
    """One fingerprint for the same rows, whatever the file's format or line ends."""
    rows = (f"{r.rank}\t{r.title}\t{r.artist}\t{r.album or ''}\t{r.metric or ''}\t{r.claim}" for r in sheet.rows)
    return hashlib.sha256("\n".join((f"{sheet.depth} {sheet.coverage}", *rows)).encode()).hexdigest()
