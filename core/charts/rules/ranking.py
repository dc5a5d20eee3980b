"""Ranks and ties, and the OST chart that is derived from a whole chart (docs/charts.md, "What a fan sees", "Ties")."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from core.charts.model import Claim, Coverage, Entry, Issue
from core.values import SongId


def competition_ranks(values: Sequence[object]) -> tuple[int, ...]:
    """The ranks of *values*, given best first: equal neighbours share a rank and the next one skips (1, 2, 2, 4)."""
    ranks: list[int] = []
    for place, value in enumerate(values, start=1):
        ranks.append(ranks[-1] if ranks and values[place - 2] == value else place)
    return tuple(ranks)


def tied_ranks(entries: Iterable[Entry]) -> frozenset[int]:
    """The ranks that more than one of *entries* holds; they are printed with a "="."""
    held = Counter(entry.rank for entry in entries)
    return frozenset(rank for rank, holders in held.items() if holders > 1)


def claims_earlier(entry: Entry) -> bool:
    """Whether the source says that the entry was on its chart before; a best rank above the present one says so too."""
    claim = entry.claim
    return (
        claim.is_new is False
        or claim.last_week is not None
        or (claim.weeks is not None and claim.weeks > 1)
        or (claim.peak is not None and claim.peak < entry.reach)
    )


def ost_issue(source: Issue, is_ost: Callable[[SongId], bool]) -> Issue:
    """The OST chart of *source*: its OSTs re-ranked 1..n by competition ranks, the source's rank kept beside each.

    The depth stays the source's, since a song's absence from the OST chart is certain exactly where the source is
    known down to the song's source rank. What the source claims of ranks is about its own list and is dropped; that it
    knew the song before still holds. A missing or void issue stays one, and an issue without an OST is an empty list.
    """
    osts = sorted((entry for entry in source.entries if is_ost(entry.song)), key=lambda entry: entry.rank)
    ranks = competition_ranks([entry.rank for entry in osts])
    entries = tuple(_among_osts(entry, rank) for entry, rank in zip(osts, ranks, strict=True))
    return replace(source, entries=entries, coverage=Coverage.OST)


def _among_osts(entry: Entry, rank: int) -> Entry:
    known_before = False if claims_earlier(entry) else entry.claim.is_new
    return replace(entry, rank=rank, source_rank=entry.rank, claim=Claim(weeks=entry.claim.weeks, is_new=known_before))
