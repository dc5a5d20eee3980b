"""Several platforms in one chart (docs/charts.md, "Composite").

The composite asks every platform the same question: how far up among its first *depth* ranks? Songs off every one of
those lists are off the composite. On OST charts, whose depth is their source's, the source's ranks are scored: the
composite of the OST charts is the OST chart of the composite.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from unicodedata import normalize

from core.charts.model import Coverage, Entry, Issue
from core.charts.rules.points import is_known
from core.charts.rules.ranking import competition_ranks
from core.errors import Refusal
from core.values import ChartKey, SongId

DEPTH = 50
"""The ranks scored on each platform, however little of one is known."""

LEAST_PLATFORMS = 2
LEAST_FOR_ALL_KILL = 3


class TooFewPlatforms(Refusal):
    """A composite of less than two platforms: *loaded* of the *configured* ones have an issue for the week."""

    def __init__(self, loaded: Sequence[ChartKey], configured: Sequence[ChartKey]) -> None:
        self.loaded, self.configured = tuple(loaded), tuple(configured)
        absent = ", ".join(key for key in configured if key not in loaded)
        has = f"only {loaded[0]} is" if loaded else "none is"
        need = f"import {absent}" if absent else "choose more charts for it"
        super().__init__(
            f"A composite needs at least {LEAST_PLATFORMS} platforms and {has} here for this week: {need}.",
            f"종합 순위에는 플랫폼이 {LEAST_PLATFORMS}개 이상 필요하지만, 이 주에는 {len(loaded)}개만 있습니다.",
        )


@dataclass(frozen=True, slots=True)
class Source:
    """One configured platform: its chart, its weight (a positive integer) and the week's issue, if it is here."""

    chart: ChartKey
    weight: int
    issue: Issue | None

    @property
    def loaded(self) -> Issue | None:
        """The issue, where its ranks are known."""
        return self.issue if self.issue is not None and is_known(self.issue) else None


@dataclass(frozen=True, slots=True)
class Before:
    """What else is known of a song: it orders those that share a place, and changes nothing else."""

    last_week: int | None = None
    weeks: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the composite. *score* is exact, from 0 to 100; *ranks* holds the song's place on every configured
    platform, in their order, ``None`` where it is not listed or the platform is not loaded; *scored* those places on
    the whole lists that the score is made of."""

    song: SongId
    rank: int
    score: Fraction
    ranks: tuple[int | None, ...]
    scored: tuple[int | None, ...] = ()
    tied: bool = False
    all_kill: bool = False


@dataclass(frozen=True, slots=True)
class Composite:
    """The week's composite, best first. *depth* is the number of ranks scored on each platform."""

    sources: tuple[Source, ...]
    depth: int
    places: tuple[Place, ...]

    @property
    def loaded(self) -> tuple[ChartKey, ...]:
        """The platforms that count."""
        return tuple(source.chart for source in self.sources if source.loaded)

    @property
    def shallow(self) -> tuple[Issue, ...]:
        """Those of the issues that are known less deep than the ranks scored: who is not on one may be below it."""
        return tuple(issue for source in self.sources if (issue := source.loaded) and issue.depth < self.depth)

    @property
    def partial(self) -> bool:
        """Whether a configured platform is missing."""
        return len(self.loaded) < len(self.sources)

    @property
    def title(self) -> str:
        """``3 platforms``, or ``partial: 2 of 3 platforms``."""
        every = f"{len(self.sources)} platforms"
        return f"partial: {len(self.loaded)} of {every}" if self.partial else every

    def issue(self, end: date) -> Issue:
        """The composite as the issue of the week to *end*, for its own last week, peak and weeks.

        It is known deeper than it can reach, since every song that scored is in it.
        """
        coverages = {source.issue.coverage for source in self.sources if source.issue}
        return Issue(
            end,
            tuple(Entry(place.song, place.rank) for place in self.places),
            depth=self.depth * len(self.sources),
            coverage=Coverage.OST if Coverage.OST in coverages else Coverage.ALL,
        )


def composite(
    sources: Sequence[Source], *, depth: int = DEPTH, before: Callable[[SongId], Before] = lambda _: Before()
) -> Composite:
    """The composite of *sources*: ``100 * sum(weight * (depth + 1 - rank)) / (depth * sum(weight))`` over those loaded.

    A platform that is not loaded is left out on both sides; a song not charting on a loaded one scores 0 there. All are
    scored to the same *depth*: a list that is known less deep takes nothing from the others. Two recordings of one song
    on one platform score once, at the better rank. *before* orders ties.

    Raises:
        TooFewPlatforms: fewer than two are loaded.
        ValueError: a weight or *depth* is not positive, or lists of everything are mixed with lists of OSTs alone.
    """
    if depth < 1 or any(source.weight < 1 for source in sources):
        raise ValueError("weights and depth are positive integers")
    issues = [issue for source in sources if (issue := source.loaded)]
    if len(issues) < LEAST_PLATFORMS:
        raise TooFewPlatforms([s.chart for s in sources if s.loaded], [s.chart for s in sources])
    if len({issue.coverage for issue in issues}) > 1:
        raise ValueError("draw the OST chart of every source before lists of OSTs are joined")
    listings = [_listings(source.loaded) for source in sources]
    possible = depth * sum(source.weight for source in sources if source.loaded)
    scored: dict[SongId, int] = {}
    for source, listed in zip(sources, listings, strict=True):
        for song, entry in listed.items():
            if entry.reach <= depth:
                scored[song] = scored.get(song, 0) + source.weight * (depth + 1 - entry.reach)
    ranks = {song: tuple(listed[song].rank if song in listed else None for listed in listings) for song in scored}
    reaches = {song: tuple(listed[song].reach if song in listed else None for listed in listings) for song in scored}
    in_order = sorted(scored, key=lambda song: (-scored[song], *_cosmetic(ranks[song], before(song)), song))
    places = competition_ranks([scored[song] for song in in_order])
    holders = Counter(places)
    return Composite(
        tuple(sources),
        depth,
        tuple(
            Place(
                song,
                rank,
                Fraction(100 * scored[song], possible),
                ranks[song],
                reaches[song],
                tied=holders[rank] > 1,
                all_kill=len(sources) >= LEAST_FOR_ALL_KILL and set(ranks[song]) == {1},
            )
            for song, rank in zip(in_order, places, strict=True)
        ),
    )


def _listings(issue: Issue | None) -> dict[SongId, Entry]:
    """Each song's better entry."""
    best: dict[SongId, Entry] = {}
    for entry in sorted(issue.entries if issue else (), key=lambda entry: entry.rank):
        best.setdefault(entry.song, entry)
    return best


def _cosmetic(ranks: Sequence[int | None], before: Before) -> tuple[object, ...]:
    """Inside a tie: the best platform rank, more platforms, a better last week, more weeks, the title."""
    listed = [rank for rank in ranks if rank is not None]
    last_week = float("inf") if before.last_week is None else before.last_week
    return min(listed), -len(listed), last_week, -before.weeks, normalize("NFC", before.title).casefold()
