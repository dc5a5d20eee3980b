"""ListenBrainz's answer to "sitewide recordings": what everybody listened to in a week, a month or a year."""

from dataclasses import replace
from datetime import UTC, date, datetime

from core.charts.readers.errors import BadFile
from core.charts.readers.labels import Label
from core.charts.readers.nested import dig, entries_of, text

_CADENCES = {"week": "weekly", "month": "monthly"}


def sitewide(document: object, said: Label) -> tuple[list[dict[str, object]], Label] | None:
    """The recordings in the order of the answer; the period ends where the answer says."""
    if isinstance(document, list) and any("recording_name" in entry for entry in entries_of(document)):
        raise BadFile("This is one artist's list, no chart; send ListenBrainz's answer for sitewide recordings.")
    recordings = entries_of(document, "payload", "recordings")
    if not recordings:
        return None
    span = text(document, "payload", "range")
    if span not in _CADENCES:
        raise BadFile("This list covers neither one week nor one month; ask ListenBrainz with range=week.")
    if text(document, "payload", "offset") not in ("", "0"):
        raise BadFile("This is a later page of the chart; send the first one, which begins with rank 1.")
    listed: list[dict[str, object]] = [
        {
            "title": text(recording, "track_name"),
            "artist": text(recording, "artist_name"),
            "album": text(recording, "release_name"),
            "streams": text(recording, "listen_count"),
            "uri": text(recording, "recording_mbid"),
        }
        for recording in recordings
    ]
    end = _last_day(dig(document, "payload", "to_ts")) or said.end
    return listed, replace(said, platform="listenbrainz", market="global", cadence=_CADENCES[span], end=end)


def _last_day(until: object) -> date | None:
    """The last day before the instant *until*, in seconds UTC."""
    if not isinstance(until, int):
        return None
    try:
        return datetime.fromtimestamp(until - 1, UTC).date()
    except (OverflowError, OSError, ValueError):
        return None
