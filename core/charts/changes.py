"""Changing what was imported: correct an entry, undo a change, say what a listing is, make two listings one. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.charts.loading import Holdings, Match, Naming, Plan, draw_osts, revise
from core.charts.model import Entry, Issue, Row, Song, Status, Week
from core.errors import BadInput
from core.text import plural
from core.values import SongId, TrackKey


@dataclass(frozen=True, slots=True)
class Edit:
    """What a manager says an entry should be; what is ``None`` stays as it is. *remove* takes the entry away."""

    rank: int | None = None
    title: str | None = None
    artist: str | None = None
    remove: bool = False


def correct(held: Holdings, end: date, song: SongId, edit: Edit, match: Match) -> Plan:
    """The week to *end* with the entry of *song* as *edit* says, as the next revision.

    A rank that others hold is shared where the list leaves a gap behind it, as a published tie does; otherwise the
    entries between the old place and the new one move over by one. The plan's notes say which.

    Raises:
        BadInput: the week has no such entry, or the edit changes nothing, contradicts itself, or names a song that is
            there already.
    """
    if edit.remove and (edit.rank or edit.title or edit.artist):
        raise BadInput("An entry is either taken away or put right: leave out remove, or the rank, title and artist.")
    week = held.weeks.get(end)
    entry = next((each for each in week.issue.entries if each.song == song), None) if week else None
    if week is None or entry is None:
        raise BadInput(
            f"The week to {end} has no such entry: pick one from the list while you type.",
            f"{end}까지의 주에 그런 항목이 없습니다. 입력할 때 나오는 목록에서 골라 주세요.",
        )
    title, artist = entry.listed or _name(held.songs[song])
    result = Plan(held.chart, held.ost, held.version, held.next_song)
    names = Naming(held, result, match)
    entries = [each for each in week.issue.entries if each is not entry]
    if not edit.remove:
        row = Row(edit.rank or entry.rank, edit.title or title, edit.artist or artist, None, entry.metric)
        after = replace(next(iter(names.entries([row]))), claim=entry.claim)
        if after == entry:
            raise BadInput(
                "That is what it says already: give a rank, a title or an artist that differs, or remove it.",
                "이미 그렇게 되어 있습니다. 다른 순위, 제목, 가수를 적거나 항목을 지워 주세요.",
            )
        if any(each.song == after.song for each in entries):
            raise BadInput(
                f"“{row.title}” is on the week to {end} already: correct or remove that entry first.",
                f"{end}까지의 주에 이미 있는 곡입니다(“{row.title}”). 먼저 그 항목을 고치거나 지워 주세요.",
            )
        if after.rank != entry.rank:
            entries = _make_room(entries, entry.rank, after.rank, result)
        entries = sorted([*entries, after], key=lambda each: each.rank)
        result.notes.insert(
            0, f"“{title}” – {artist}, No. {entry.rank}, becomes “{row.title}” – {row.artist}, No. {row.rank}."
        )
    else:
        result.notes.append(
            f"“{title}” – {artist}, No. {entry.rank}, is taken away. The places below stay as they are."
        )
    issue = replace(week.issue, entries=tuple(entries))
    revise(held, result, {end: (issue, _print(issue))}, names.songs)
    return result


def _make_room(others: Sequence[Entry], old: int, new: int, result: Plan) -> list[Entry]:
    """*others* as they are once an entry has gone from the place *old* to *new*."""
    there = sum(each.rank == new for each in others)
    if not there:
        return [*others]
    behind = min((each.rank for each in others if each.rank > new), default=None)
    if new < old and (behind is None or behind > new + there):
        result.notes.append(f"No. {new} is shared then, and the next place is left empty, as after any tie.")
        return [*others]
    first, last, step = (new, old - 1, 1) if new < old else (old + 1, new, -1)
    number = sum(first <= each.rank <= last for each in others)
    moves, way = "moves" if number == 1 else "move", "down" if step > 0 else "up"
    result.notes.append(f"To make room, {plural(number, 'other')} between the two places {moves} {way} by one.")
    return [replace(each, rank=each.rank + step) if first <= each.rank <= last else each for each in others]


def undo(held: Holdings, before: Mapping[date, tuple[Week, str] | None]) -> Plan:
    """The weeks of *before* as they were then, each with its fingerprint; ``None`` makes a week missing again."""
    fresh = {
        end: (was[0].issue, was[1]) if was is not None else (Issue(end, status=Status.MISSING), "")
        for end, was in before.items()
    }
    result = Plan(held.chart, held.ost, held.version, held.next_song)
    revise(held, result, fresh, held.songs)
    return result


def place(held: Holdings, song: SongId, track: TrackKey | None, *, by_hand: bool = True) -> Plan:
    """The OST chart as it is when *song* is *track*, or no OST at all; not *by_hand* it is open to a match again."""
    result = Plan(held.chart, held.ost, held.version, held.next_song)
    (result.decided if by_hand else result.undecided)[song] = track
    songs = {**held.songs, song: replace(held.songs[song], track=track)} if song in held.songs else held.songs
    because = f"“{held.songs[song].title}” was placed by hand" if song in held.songs else "placed by hand"
    draw_osts(held, result, [week.issue for week in held.weeks.values()], songs, because)
    return result


def merge(held: Holdings, kept: SongId, gone: SongId) -> Plan:
    """The chart's history as it is when *gone* was *kept* all along; where both are listed, the better place stays."""
    issues = {}
    for end, week in held.weeks.items():
        mine = [each for each in week.issue.entries if each.song in (kept, gone)]
        if any(each.song == gone for each in mine):
            best = min(mine, key=lambda each: each.rank)
            others = [each for each in week.issue.entries if each not in mine]
            renamed = replace(best, song=kept, listed=best.listed or _name(held.songs[best.song]))
            entries = sorted([*others, renamed], key=lambda each: (each.rank, each.song))
            issues[end] = replace(week.issue, entries=tuple(entries))
    result = Plan(held.chart, held.ost, held.version, held.next_song)
    revise(held, result, {end: (issue, _print(issue)) for end, issue in issues.items()}, held.songs)
    return result


def _print(issue: Issue) -> str:
    """A fingerprint no file has, so that importing the publisher's file again is a change."""
    return hashlib.sha256(f"by hand: {issue}".encode()).hexdigest()


def _name(song: Song) -> tuple[str, str]:
    return song.title, song.artist
