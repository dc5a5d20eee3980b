"""How often our own recordings have been listened to, by everybody on ListenBrainz: an open service without keys.

``POST /1/popularity/recording`` gives the listens of all time for recordings named by their MusicBrainz identifiers,
in the order asked, with null where it knows none. What is made of them is a chart of our own, ranked by these totals.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from core.charts.model import Row, Sheet
from core.charts.readers.nested import dig
from core.charts.rules.ranking import competition_ranks
from core.errors import BadInput
from sources.feed import Fetched, Get, Request
from sources.reading import changed, document, empty, weekly

AT_ONCE = 100
"""Recordings in one request; ListenBrainz takes no more (MAX_ITEMS_PER_GET)."""

_MBID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording of the catalogue under its MusicBrainz identifier.

    Raises:
        BadInput: *mbid* is no such identifier.
    """

    mbid: str
    title: str
    artist: str
    album: str | None = None

    def __post_init__(self) -> None:
        if not _MBID.fullmatch(self.mbid):
            raise BadInput(
                f"“{self.mbid[:50]}” of “{self.title}” is no MusicBrainz identifier: copy the 36 signs of its address."
            )


@dataclass(frozen=True, slots=True)
class ListenBrainzPopularity:
    """The recordings of the catalogue, most listened first. *base* is where the service lives."""

    recordings: Sequence[Recording]
    base: str = "https://api.listenbrainz.org"

    @property
    def key(self) -> str:
        """``listenbrainz``."""
        return "listenbrainz"

    @property
    def attribution(self) -> str:
        """Whose data it is."""
        return "All listens on ListenBrainz to the recordings of this catalogue"

    @property
    def hosts(self) -> frozenset[str]:
        """ListenBrainz's host."""
        return frozenset({urlsplit(self.base).hostname or ""})

    async def fetch(self, get: Get, *, now: datetime) -> Fetched:
        """The recordings anybody listened to, by listens of all time at *now*; raises what a feed raises.

        Equal totals share a rank. Listens within one week are the difference of two issues.
        """
        heard: list[tuple[int, Recording]] = []
        for first in range(0, len(self.recordings), AT_ONCE):
            asked = self.recordings[first : first + AT_ONCE]
            mbids = [recording.mbid for recording in asked]
            page = await get(Request(f"{self.base}/1/popularity/recording", json={"recording_mbids": mbids}))
            counts = self._counts(page.body)
            if not counts.keys() >= set(mbids):
                raise changed(self.attribution, "a list that leaves some of them out")
            heard += [(counts[recording.mbid], recording) for recording in asked if counts[recording.mbid]]
        if not heard:
            raise empty(self.attribution)
        return Fetched(weekly(_sheet(heard), now, kind="all-time"), now, now, self.attribution, fresh=True)

    def _counts(self, body: bytes) -> Mapping[str, int]:
        """Listens by recording; ListenBrainz writes null for none."""
        answer = document(body, self.attribution)
        if not isinstance(answer, list):
            raise changed(self.attribution, "something else than a list")
        counts: dict[str, int] = {}
        for entry in answer:
            mbid, count = dig(entry, "recording_mbid"), dig(entry, "total_listen_count")
            if not isinstance(mbid, str) or not (count is None or (type(count) is int and count >= 0)):
                raise changed(self.attribution, "a list that cannot be read")
            counts[mbid] = count if isinstance(count, int) else 0
        return counts


def _sheet(heard: list[tuple[int, Recording]]) -> Sheet:
    ordered = sorted(heard, key=lambda one: (-one[0], one[1].title, one[1].mbid))
    ranks = competition_ranks([count for count, _ in ordered])
    rows = tuple(
        Row(
            rank,
            recording.title,
            recording.artist,
            recording.album,
            metric=count,
            uri=f"https://musicbrainz.org/recording/{recording.mbid}",
        )
        for rank, (count, recording) in zip(ranks, ordered, strict=True)
    )
    return Sheet(rows, depth=len(rows), platform="listenbrainz", market="global")
