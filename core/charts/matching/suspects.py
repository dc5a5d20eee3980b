"""Rows that might be OSTs the matching did not dare to place: same title, other artist. A person decides, once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.catalog.model import Catalogue, Track
from core.charts.loading import Match
from core.charts.model import Row
from core.text import fold

MOST = 5
"""Questions asked about one file; more would not be read."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A listing, and the track that it may be."""

    title: str
    artist: str
    track: Track


def suspects(
    rows: Iterable[Row], catalogue: Catalogue, match: Match, placed: Collection[tuple[str, str]] = ()
) -> list[Suspect]:
    """The rows that carry the title of a known track and were not placed, highest first, at most five.

    *placed* are listings, by title and artist, that somebody has decided on already.
    """
    titles: dict[str, Track] = {}
    for track in catalogue.tracks.values():
        for title in track.title.all:
            titles.setdefault(fold(title), track)
    found: dict[tuple[str, str], Suspect] = {}
    for row in sorted(rows, key=lambda row: row.rank):
        candidate = titles.get(fold(row.title))
        if candidate is None or (row.title, row.artist) in placed:
            continue
        if match(row.title, row.artist, row.album) is None:
            found.setdefault((row.title, row.artist), Suspect(row.title, row.artist, candidate))
    return list(found.values())[:MOST]
