"""The track list: from a drama in part order, from a chart, from pasted lines; and what may be wrong with it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.catalog.certain import Unknown, label
from core.catalog.model import Catalogue, Track
from core.catalog.search import Kind
from core.catalog.view import View
from core.charts.board import Line
from core.errors import BadInput
from core.language import Language
from core.parties.model import Item, Party
from core.parties.rules import MOST_TRACKS
from core.parties.seats import is_silent
from core.text import clean, fold
from core.values import DramaKey

LONG = timedelta(hours=3)
"""A longer list is pointed out: people leave before its end."""

LONGEST_NAME = 200
"""Characters that a title or an artist in a pasted line may have."""

_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+")
_LENGTH = re.compile(r"[\s(\[]*(\d+(?::\d+)+)[)\]]*\s*$")
_CLOCK = re.compile(r"(?:(\d{1,2}):([0-5]?\d)|(\d{1,3})):([0-5]\d)")
_BETWEEN = re.compile(r"\s+[-–—|]\s+|\s+by\s+", re.IGNORECASE)


def of_track(track: Track, catalogue: Catalogue) -> Item:
    """A catalogue track as an entry of a list."""
    artist = catalogue.artist_line(track)
    return Item(str(track.title), artist, track.duration, track.key, track.links)


def of_drama(drama: DramaKey, catalogue: Catalogue) -> tuple[Item, ...]:
    """A drama's soundtrack in the order of its parts."""
    return tuple(of_track(track, catalogue) for track in catalogue.tracks_of(drama)[:MOST_TRACKS])


def of_release(track: Track, catalogue: Catalogue) -> tuple[Item, ...]:
    """The release that *track* came out with."""
    together = (each for each in catalogue.tracks_of(track.drama) if each.release == track.release)
    return tuple(of_track(each, catalogue) for each in together)[:MOST_TRACKS]


def of_chart(lines: Iterable[Line], view: View) -> tuple[Item, ...]:
    """A chart from its first place on, each entry as the catalogue knows it where it does."""
    found = []
    for line in lines:
        track = view.match(line.title.ko or str(line.title), line.artist) or view.match(str(line.title), line.artist)
        found.append(of_track(track, view.catalogue) if track else Item(str(line.title), line.artist))
    return tuple(found)


def pasted(text: str, view: View, before: Sequence[Item] = ()) -> tuple[Item, ...]:
    """The list that somebody has typed: ``title - artist 3:45`` a line, matched against the catalogue.

    Artist and length may be left out: a length already known, from the catalogue or from *before*, is kept.

    Raises:
        BadInput: there are too many lines, or one is no track; the text says which.
    """
    lines = [line for raw in text.splitlines() if (line := clean(raw))]
    if len(lines) > MOST_TRACKS:
        raise BadInput(
            f"A list has at most {MOST_TRACKS} tracks; these are {len(lines)}.",
            f"목록은 {MOST_TRACKS}곡까지입니다. 지금은 {len(lines)}곡입니다.",
        )
    known = _known(before)
    return tuple(_entry(number, line, view, known) for number, line in enumerate(lines, 1))


def as_lines(items: Iterable[Item]) -> str:
    """A list as it is typed."""
    return "\n".join(
        " - ".join(filter(None, (item.title, item.artist))) + (f" {clock(item.seconds)}" if item.seconds else "")
        for item in items
    )


def proposed(text: str, view: View, before: Sequence[Item] = ()) -> Item:
    """The track that a fan proposes: one of the catalogue, picked or certainly meant, else as typed with its length.

    Raises:
        BadInput: it is no track, or lacks its artist or length; the text names the nearest and how to write it.
        Unknown: what was picked is not there (any more).
    """
    if text.startswith("track:"):
        return of_track(view.track(text, exactly=True), view.catalogue)
    item = _entry(1, clean(text), view, _known(before))
    known = item.track is not None or (item.artist and item.seconds)
    return item if known else _with_length(_meant(text, view), item.seconds)


def lint(party: Party, language: Language = Language.EN) -> list[str]:
    """What the host should know about the list before anybody listens; none of it forbids anything."""
    items, say, found = party.listed, language.say, []
    missing = [item.title for item in items if item.seconds is None]
    if missing:
        rest, names = len(missing) - 3, ", ".join(f"“{title}”" for title in missing[:3])
        more = say(f" and {rest} more", f" 외 {rest}곡") if rest > 0 else ""
        found.append(
            say(
                f"no length: {names}{more}; without it the party cannot start together",
                f"길이를 모르는 곡: {names}{more}. 길이가 없으면 함께 시작할 수 없습니다",
            )
        )
    keys = [item.track or (fold(item.title), fold(item.artist)) for item in items]
    in_a_row = {keys[n] for n in range(1, len(keys)) if keys[n] == keys[n - 1]}
    for key, times in Counter(keys).items():
        if times > 1:
            title, row = items[keys.index(key)].title, key in in_a_row
            found.append(
                say(
                    f"“{title}” is in the list {times} times{', in a row' if row else ''}",
                    f"“{title}” 곡이 목록에 {times}번{' 잇달아' if row else ''} 있습니다",
                )
            )
    if (whole := total(party)) > LONG:
        length = clock(int(whole.total_seconds()))
        found.append(say(f"it takes {length}, longer than three hours", f"모두 {length}, 세 시간이 넘습니다"))
    return found


def asleep(starts: datetime, zones: Sequence[ZoneInfo], language: Language = Language.EN) -> str | None:
    """A word where the start lies in the silent hours of most of those who come, as far as their zones are known."""
    late, known = sum(is_silent(starts, zone) for zone in zones), len(zones)
    if late * 2 <= known:
        return None
    return language.say(
        f"it starts in the night for {late} of {known} guests whose zone is known",
        f"시간대를 아는 참가자 {known}명 중 {late}명에게는 한밤중입니다",
    )


def total(party: Party) -> timedelta:
    """How long the list takes, gaps included; unknown lengths count nothing."""
    items = party.listed
    played = sum(item.seconds or 0 for item in items)
    return timedelta(seconds=played + party.gap * max(0, len(items) - 1))


def clock(seconds: int | None) -> str:
    """A length or offset: ``3:45``, ``1:02:03``; ``?`` where it is not known."""
    if seconds is None:
        return "?"
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _entry(number: int, line: str, view: View, known: dict[tuple[str, str], Item]) -> Item:
    plain = _NUMBER.sub("", line)
    seconds = None
    if (length := _LENGTH.search(plain)) is not None:
        seconds = _seconds(number, length[1])
        plain = plain[: length.start()].strip()
    title, artist = _named(plain)
    if not any(map(str.isalnum, title)) or len(title) > LONGEST_NAME or len(artist) > LONGEST_NAME or seconds == 0:
        raise BadInput(
            f"Line {number}, “{line[:60]}”, is no track: write it like “title - artist 3:45”.",
            f"{number}번째 줄은 곡으로 읽을 수 없습니다(“{line[:60]}”). “제목 - 가수 3:45”처럼 적어 주세요.",
        )
    track = view.match(title, artist) if artist else _only(title, view)
    if track is not None:
        found = of_track(track, view.catalogue)
        before = known.get((fold(found.title), fold(found.artist)))
        return _with_length(found, seconds or (before.seconds if before else None))
    before = known.get((fold(title), fold(artist)))
    return Item(title, artist, seconds or (before.seconds if before else None))


def _seconds(number: int, length: str) -> int:
    if (read := _CLOCK.fullmatch(length)) is None:
        raise BadInput(
            f"Line {number}: “{length[:20]}” is no length. Write minutes and seconds, like 3:45, or 1:02:03.",
            f"{number}번째 줄의 길이를 읽을 수 없습니다(“{length[:20]}”). 3:45나 1:02:03처럼 적어 주세요.",
        )
    hours, minutes, alone, seconds = (int(part or 0) for part in read.groups())
    return hours * 3600 + (minutes + alone) * 60 + seconds


def _known(before: Sequence[Item]) -> dict[tuple[str, str], Item]:
    return {(fold(item.title), fold(item.artist)): item for item in before}


def _meant(text: str, view: View) -> Item:
    """The track of the catalogue that *text* certainly means."""
    plain = _LENGTH.sub("", _NUMBER.sub("", clean(text)))
    try:
        track = view.track(plain)
    except Unknown as error:
        near, where = ", ".join(label(each, view.catalogue) for each in error.nearest), plain[:60]
        nearest, nearest_ko = (f" The nearest I have: {near}.", f" 가장 비슷한 것: {near}.") if near else ("", "")
        raise BadInput(
            f"I do not know “{where}”.{nearest} Pick one while you type, or write it like “title - artist 3:45”.",
            f"모르는 곡입니다(“{where}”).{nearest_ko} 입력하면서 하나를 고르거나 “제목 - 가수 3:45”처럼 적어 주세요.",
        ) from error
    return of_track(track, view.catalogue)


def _named(plain: str) -> tuple[str, str]:
    parts = _BETWEEN.split(plain)
    return parts[0].strip(), " - ".join(part.strip() for part in parts[1:])


def _only(title: str, view: View) -> Track | None:
    """The track that is called exactly so, if there is just one."""
    hits = view.search(title, kinds={Kind.TRACK}, limit=5)
    tracks = [view.get(hit.kind, hit.key) for hit in hits]
    same = [each for each in tracks if isinstance(each, Track) and fold(title) in map(fold, each.title.all)]
    return same[0] if len(same) == 1 else None


def _with_length(item: Item, seconds: int | None) -> Item:
    return Item(item.title, item.artist, seconds or item.seconds, item.track, item.links)
