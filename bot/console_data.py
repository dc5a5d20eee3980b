"""``ostbot data``: the operator puts the shared charts right, as managers do their servers' own with ``/data``."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.clock import machine
from bot.console import Answer, imported
from bot.opening import open_rooms
from core.catalog.labels import shorten
from core.catalog.search import Kind
from core.charts.changes import Edit
from core.charts.loading import Plan
from core.charts.model import Song
from core.charts.ports import Change
from core.charts.telling.words import day
from core.errors import BadInput, NotFound
from core.rooms import Rooms
from core.text import fold, plural
from core.values import SHARED, ChartKey, SongId, TrackKey

MOST_NAMED = 5


async def log(database: Path) -> Answer:
    """What was done to the shared charts lately."""
    async with open_rooms(database, machine) as rooms:
        changes = await rooms.curation.log(SHARED)
    lines = [_change_text(change) for change in changes]
    return Answer("\n".join(lines) or "Nothing has been changed yet.", [_change_data(change) for change in changes])


async def undo(database: Path, change: int | None) -> Answer:
    """Take a change back; without a number the latest."""
    async with open_rooms(database, machine) as rooms:
        return imported(await rooms.curation.undo(SHARED, change, None))


async def correct(database: Path, chart: ChartKey, week: date, place: int, listing: str | None, edit: Edit) -> Answer:
    """Put the entry at a *place* right; where several share it, *listing* says which."""
    async with open_rooms(database, machine) as rooms:
        issue, songs = await rooms.curation.week(SHARED, chart, week)
        there = [songs[entry.song] for entry in issue.issue.entries if entry.rank == place]
        if not there:
            raise NotFound(f"Nobody is at No. {place} of {chart} in the week to {week}: look with ostbot chart top.")
        song = _one(there, listing) if listing or len(there) > 1 else there[0]
        return imported(await rooms.curation.correct(SHARED, chart, week, song.id, edit, None))


async def alias(database: Path, listing: str, track: str | None) -> Answer:
    """Say which track a listing is, or that it is none; it is remembered."""
    async with open_rooms(database, machine) as rooms:
        song = await _listing(rooms, listing)
        key = (
            TrackKey(rooms.catalog.of().find(track, kinds=frozenset({Kind.TRACK}), exactly=True).key) if track else None
        )
        weeks, _ = await rooms.curation.alias(SHARED, song.id, key, None)
    what = f"the track {key}" if key else "no K-drama OST"
    return Answer(
        f"{_named(song)} is {what}; {plural(weeks, 'week')} of OST charts changed.",
        {"listing": song.id, "track": key, "weeks": weeks},
    )


async def merge(database: Path, keep: str, other: str, *, confirmed: bool) -> Answer:
    """Make two listings one; unless *confirmed*, only say what that changes."""
    async with open_rooms(database, machine) as rooms:
        kept, gone = await _listing(rooms, keep), await _listing(rooms, other)
        plans = await rooms.curation.merging(SHARED, kept.id, gone.id)
        if confirmed:
            return imported(await rooms.curation.merge(plans, kept.id, gone.id, None))
    weeks, figures = _extent(plans)
    return Answer(
        f"{_named(gone)} would become {_named(kept)}: {plural(weeks, 'week')} and {plural(figures, 'figure')} change. "
        "Nothing is done yet: say --yes to do it.",
        {"kept": kept.id, "gone": gone.id, "weeks": weeks, "figures": figures, "done": False},
    )


def _extent(plans: list[Plan]) -> tuple[int, int]:
    return sum(len(plan.loaded) for plan in plans), sum(len(plan.corrections) for plan in plans)


async def _listing(rooms: Rooms, text: str) -> Song:
    """The shared listing that *text* means: its number, or its title and artist as far as they tell it apart."""
    by_number = text.removeprefix("#")
    if by_number.isdecimal():
        every = {song.id: song for song in await rooms.curation.listings(SHARED, "", most=10**9)}
        if (number := SongId(int(by_number))) in every:
            return every[number]
    found = await rooms.curation.listings(SHARED, text, most=10**9)
    if not found:
        named = shorten(text, 60)
        raise NotFound(f"No listing of the shared charts has “{named}” in its title or artist: look with chart export.")
    return _one(found, text)


def _one(songs: list[Song], text: str | None) -> Song:
    wanted = fold(text or "").removeprefix("#")
    exact = [s for s in songs if wanted in (str(s.id), fold(s.title), fold(f"{s.title} {s.artist}"))]
    near = exact or [song for song in songs if wanted in fold(f"{song.title} {song.artist}")]
    if len(near) == 1:
        return near[0]
    named = "; ".join(f"#{song.id} {_named(song)}" for song in (near or songs)[:MOST_NAMED])
    raise BadInput(f"“{shorten(text or '', 60)}” may be several listings: say the number of one of them ({named}).")


def _named(song: Song) -> str:
    return f"“{song.title}” by {song.artist}"


def _change_text(change: Change) -> str:
    at = datetime.fromtimestamp(change.at, UTC)
    weeks = f": {plural(len(change.issues), 'week')}" if change.issues else ""
    charts = ", ".join(dict.fromkeys(key for key, _, _ in change.issues))
    only = f" to {day(change.issues[0][1])}" if len(change.issues) == 1 else ""
    return f"#{change.id} {at:%Y-%m-%d %H:%M} UTC {change.what}{weeks}{only}{f' of {charts}' if charts else ''}"


def _change_data(change: Change) -> dict[str, Any]:
    return {
        "change": change.id,
        "at": change.at,
        "what": change.what,
        "issues": [{"chart": key, "week": end, "revision": revision} for key, end, revision in change.issues],
    }
