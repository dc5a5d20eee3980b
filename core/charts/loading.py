"""Planning an import: sheets become issues, rows become songs, and every figure they touch is computed anew. Pure."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

from core.catalog.model import Track
from core.charts import differences
from core.charts.matching.identity import song_key
from core.charts.model import NO_CLAIM, Chart, Entry, Issue, Row, Sheet, Song, Week
from core.charts.naming import chart_key, chart_title, ost_key, ost_title
from core.charts.ports import Correction, Head, Staged
from core.charts.readers.errors import which_chart, which_week
from core.charts.rules.cadence import holes
from core.charts.rules.figures import Ledger, Past
from core.charts.rules.ranking import ost_issue
from core.errors import BadInput
from core.text import fold
from core.values import GuildId, SongId, TrackKey

_NOTHING = str(NO_CLAIM)

Match = Callable[[str, str, str | None], Track | None]
"""Title, artist and album of a listing -> the catalogue's track it is, or ``None``."""


Decided = Mapping[tuple[str, str], Track | None]
"""Listings, by title and artist, that a person has placed: the track that each is, or ``None`` for no OST."""

NOTHING_DECIDED: Decided = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Loaded:
    """One issue that comes in: its chart, week, revision, and how many rows and OSTs it holds."""

    chart: Chart
    end: date
    revision: int
    rows: int
    osts: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the store holds of one chart, its OST chart, and the songs that the new rows may be.

    With a *past* no *weeks* are held, and only later ones can be planned."""

    chart: Chart
    ost: Chart
    weeks: Mapping[date, Week]
    ost_weeks: Mapping[date, Week]
    heads: Mapping[date, Head]
    ost_heads: Mapping[date, Head]
    songs: Mapping[SongId, Song]
    known: Mapping[str, SongId]
    next_song: int
    version: int
    past: Past | None = None
    ost_past: Past | None = None


class Staging(Protocol):
    """Takes the issues of a plan one by one: a list, or whatever sends them on. Iterating gives those still here."""

    def append(self, staged: Staged, /) -> None: ...

    def __len__(self) -> int:
        """Issues taken so far, sent on or not."""
        ...

    def __iter__(self) -> Iterator[Staged]: ...


class Sent:
    """In place of *number* issues that were sent on."""

    def __init__(self, number: int) -> None:
        self._number = number

    def append(self, staged: Staged, /) -> None:
        """Never called: the plan is made."""
        raise TypeError(f"{staged} comes after the plan was sent")

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Staged]:
        return iter(())


@dataclass(slots=True)
class Plan:
    """Everything that one chart's import will write, and what to tell about it. Nothing is stored yet.

    *links* are tracks found by matching, *decided* those that a person named, *undecided* those that nobody names any
    more; *names* are the songs that *corrections* speak of, *notes* what else is to be told before it is done. The ids
    of new *songs* count from *first_song*.
    """

    chart: Chart
    ost: Chart
    version: int
    first_song: int = 0
    loaded: list[Loaded] = field(default_factory=list)
    unchanged: list[date] = field(default_factory=list)
    songs: list[Song] = field(default_factory=list)
    keys: dict[str, SongId] = field(default_factory=dict)
    links: dict[SongId, TrackKey | None] = field(default_factory=dict)
    decided: dict[SongId, TrackKey | None] = field(default_factory=dict)
    undecided: dict[SongId, TrackKey | None] = field(default_factory=dict)
    staged: Staging = field(default_factory=list[Staged])
    corrections: list[Correction] = field(default_factory=list)
    names: list[Song] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def named(sheet: Sheet, guild: GuildId, *, sample: bool = False) -> Chart:
    """The chart that *sheet* belongs to, in the scope of *guild*.

    Raises:
        Unsaid: neither the file nor the caller says which platform and market it is.
    """
    if sheet.platform is None or sheet.market is None:
        raise which_chart(sheet.platform, sheet.kind, sheet.cadence)
    words = (sheet.platform, sheet.market, sheet.kind, sheet.cadence)
    return Chart(chart_key(*words), chart_title(*words), *words, sample=sample, guild=guild)


def ost_chart(source: Chart) -> Chart:
    """The OST chart that is drawn from *source*."""
    return replace(source, key=ost_key(source.key), title=ost_title(source.title), of=source.key, id=0)


def keys_of(rows: Iterable[Row]) -> set[str]:
    """Every identity under which *rows* may be known already."""
    return {key for listing in {(row.title, row.artist) for row in rows} for key in _keys(*listing)}


def plan(
    held: Holdings,
    sheets: Sequence[Sheet],
    match: Match,
    packing: Callable[[Plan], Staging] | None = None,
    decided: Decided = NOTHING_DECIDED,
) -> Plan:
    """What bringing *sheets* into the chart of *held* writes and changes; *packing* makes what takes its issues.

    Raises:
        BadInput: a sheet does not say which week it is (Unsaid), or two sheets are of the same week.
    """
    result = Plan(held.chart, held.ost, held.version, held.next_song)
    if packing is not None:
        result.staged = packing(result)
    names = Naming(held, result, match, decided)
    fresh: dict[date, tuple[Issue, str]] = {}
    for sheet in sheets:
        if sheet.end is None:
            raise which_week(held.chart.cadence)
        if sheet.end in fresh:
            raise BadInput(f"The file holds the week to {sheet.end} twice: keep one of them.")
        head, content = held.heads.get(sheet.end), fingerprint(sheet)
        if head is not None and head.content == content:
            result.unchanged.append(sheet.end)
            continue
        issue = Issue(sheet.end, tuple(names.entries(sheet.rows)), sheet.depth, coverage=sheet.coverage)
        fresh[sheet.end] = (issue, content)
    revise(held, result, fresh, names.songs)
    return result


def revise(held: Holdings, result: Plan, fresh: Mapping[date, tuple[Issue, str]], songs: Mapping[SongId, Song]) -> None:
    """Add to *result* the issues *fresh* (each with its fingerprint) and every week whose figures they change."""
    because = differences.because(held.weeks, fresh)
    issues = {end: week.issue for end, week in held.weeks.items()} | {end: issue for end, (issue, _) in fresh.items()}
    ordered = [issues[end] for end in sorted(issues)]
    placed = {song.id for song in songs.values() if song.track is not None}
    for week in _folded(ordered, held.chart.cadence, held.past) if fresh else ():
        end = week.issue.end
        if end not in issues:
            continue
        if end in fresh:
            issue, content = fresh[end]
            head = held.heads.get(end)
            revision = head.revision + 1 if head else 1
            result.staged.append(Staged(held.chart, week, revision, 0, content))
            osts = sum(entry.song in placed for entry in issue.entries)
            result.loaded.append(Loaded(held.chart, end, revision, len(issue.entries), osts))
        elif held.weeks[end] != week:
            head = held.heads[end]
            result.staged.append(Staged(held.chart, week, head.revision, head.generation + 1, head.content))
        if end in held.weeks:
            result.corrections += differences.differences(held.chart, held.weeks[end], week, because)
    draw_osts(held, result, ordered, songs, because)
    spoken_of = {correction.song for correction in result.corrections}
    result.names = [songs[song] for song in spoken_of if song in songs]


def draw_osts(
    held: Holdings, result: Plan, issues: Sequence[Issue], songs: Mapping[SongId, Song], because: str
) -> None:
    """Add to *result* whatever of the OST chart comes out differently, given all the source's *issues* in order."""
    known = {issue.end for issue in issues}
    placed = {song.id for song in songs.values() if song.track is not None}
    drawn = (ost_issue(issue, placed.__contains__) for issue in issues)
    for week in _folded(list(drawn), held.chart.cadence, held.ost_past):
        end = week.issue.end
        if end not in known:
            continue
        old, head = held.ost_weeks.get(end), held.ost_heads.get(end)
        if old is None or head is None:
            result.staged.append(Staged(held.ost, week, 1, 0, ""))
        elif old != week:
            same = set(old.issue.entries) == set(week.issue.entries)
            revision, generation = (head.revision, head.generation + 1) if same else (head.revision + 1, 0)
            result.staged.append(Staged(held.ost, week, revision, generation, ""))
            result.corrections += differences.differences(held.ost, old, week, because)


def _folded(issues: Sequence[Issue], cadence: str, past: Past | None) -> Iterable[Week]:
    """The figures of *issues*, which follow on *past*, read beside the weeks that exist in the world and not here."""
    before = [past.issues[-1].end] if past else []
    missing = holes([*before, *(issue.end for issue in issues)], cadence)
    ledger = Ledger.after(past) if past else Ledger()
    return map(ledger.take, sorted((*issues, *missing), key=lambda issue: issue.end))


def fingerprint(sheet: Sheet) -> str:
    """The same for the same rows, whatever the file's format or line ends."""
    rows = (
        f"{r.rank}\t{r.title}\t{r.artist}\t{r.album or ''}\t{r.metric or ''}"
        f"\t{_NOTHING if r.claim is NO_CLAIM else r.claim}"
        for r in sheet.rows
    )
    return hashlib.sha256("\n".join((f"{sheet.depth} {sheet.coverage}", *rows)).encode()).hexdigest()


class Naming:
    """Finds the song of every row, and makes those that are new."""

    def __init__(self, held: Holdings, result: Plan, match: Match, decided: Decided = NOTHING_DECIDED) -> None:
        self._decided = decided
        self.songs = dict(held.songs)
        self._known = dict(held.known)
        self._spelled: dict[tuple[str, str], SongId] = {}
        self._next = held.next_song
        self._result = result
        self._match = match

    def entries(self, rows: Sequence[Row]) -> Iterable[Entry]:
        """The rows as entries. Versions share their song, except two rows of one issue, which are never the same."""
        taken: set[SongId] = set()
        for row in rows:
            listing = row.title, row.artist
            song = self._spelled.get(listing)
            if song is None or song in taken:
                song = self._find(row, taken)
            elif row.album is not None and self._tells_more(row, self.songs[song]):
                self._place(song, self._match(row.title, row.artist, row.album), row.album)
            taken.add(song)
            known = self.songs[song]
            as_known = known.title == row.title and known.artist == row.artist
            yield Entry(song, row.rank, row.metric, row.claim, None, None if as_known else listing)

    def _find(self, row: Row, taken: Collection[SongId]) -> SongId:
        """The song of *row* by its identities, or a new one. What its exact spelling means never changes again."""
        keys = _keys(row.title, row.artist)
        song = next((s for key in keys if (s := self._known.get(key)) is not None and s not in taken), None)
        if song is None:
            song = self._new(row)
        if (row.title, row.artist) in self._decided:  # for every spelling of that song
            track = self._decided[row.title, row.artist]
            self._place(song, track, row.album or self.songs[song].album)
            self._result.decided[song] = track.key if track else None
        elif self._tells_more(row, self.songs[song]):
            self._place(song, self._match(row.title, row.artist, row.album), row.album)
        for key in keys:
            if key not in self._known:
                self._known[key] = self._result.keys[key] = song
        self._spelled[row.title, row.artist] = self._known[keys[0]]
        return song

    def _new(self, row: Row) -> SongId:
        track = self._match(row.title, row.artist, row.album)
        song = Song(SongId(self._next), row.title, row.artist, row.album, track.key if track else None)
        self._next += 1
        self.songs[song.id] = song
        self._result.songs.append(song)
        return song.id

    def _place(self, song: SongId, track: Track | None, album: str | None) -> None:
        self.songs[song] = replace(self.songs[song], track=track.key if track else None, album=album)
        if track is not None:
            self._result.links[song] = track.key

    @staticmethod
    def _tells_more(row: Row, song: Song) -> bool:
        """Whether *row* names an album, so perhaps the drama, for a song that nobody could place yet."""
        return song.track is None and not song.by_hand and song.album is None and row.album is not None


@lru_cache(maxsize=1 << 16)  # a song comes again every week
def _keys(title: str, artist: str) -> tuple[str, str]:
    """The identities of a listing: its exact spelling, which comes first, and the work it is a version of."""
    return f"{fold(title)} | {fold(artist)}", song_key(title, artist)
