"""Scheduled posts in words, in English and Korean: releases and the digest; charts tell themselves."""

from collections.abc import Sequence
from datetime import date

from core.catalog.calendar import Out
from core.catalog.model import Catalogue
from core.charts.asking.answered import WeekMovers
from core.charts.board import Board
from core.charts.telling import words, words_ko
from core.charts.telling.speech import Speech
from core.charts.telling.told import Row, Section, Told, joined
from core.language import Language, Words

MOST_RELEASES = 12
MOST_SONGS = 5

_FROM_TO = Words("{first} to {last}", "{first} – {last}")
_MORE = Words("and {number} more", "외 {number}개")
_RELEASES = Words("New K-drama OSTs, {span}", "새 한국 드라마 OST, {span}")
_COMING = Words("Coming up", "예정")
_DIGEST = Words("The K-drama OST digest, {day}", "한국 드라마 OST 소식, {day}")
_OLD = Words("No new chart yet.", "새 차트가 아직 없습니다.")
_MOVED = Words("Who moved", "순위 변동")
_UNKNOWN_DAY = Words("day unknown", "날짜 미상")
_UNVERIFIED = Words("unverified", "미확인")
_PART = Words("Part {part}", "Part {part}")


def releases_post(
    catalogue: Catalogue, out: Sequence[Out], coming: Sequence[Out], span: tuple[date, date], language: Language
) -> Told:
    """What came out in *span*, and what is dated to come."""
    first, last = (_day(each, language) for each in span)
    title = _RELEASES.said(language).format(span=_FROM_TO.said(language).format(first=first, last=last))
    sections = [Section("", _releases(catalogue, out, language))]
    if coming:
        sections.append(Section(_COMING.said(language), _releases(catalogue, coming, language)))
    return Told(title, (), tuple(each for each in sections if each.rows))


def digest_post(
    day: date,
    board: Board | None,
    moved: WeekMovers | None,
    out: tuple[Catalogue, Sequence[Out]],
    language: Language,
) -> Told:
    """What a follower of the channel wants to know, in one post; without a *board* no new chart is there."""
    said, speech = words_ko if language is Language.KO else words, Speech(language)
    sections = []
    lead: tuple[str, ...] = ()
    if board is None:
        lead = (_OLD.said(language),)
    else:
        lines = [f"{said.place(line)} {said.movement(line.figures)} {speech.who(line)}" for line in board.lines]
        title = f"{said.heading(board)}, {said.week(board)}"
        sections.append(Section(title, tuple(Row(" ".join(line.split())) for line in lines) or (Row(said.NO_OST),)))
    if moved is not None:
        most = [*moved.movers.climbers[:2], *moved.movers.debuts[:2], *moved.movers.fallers[:1]]
        rows = tuple(Row(joined(speech.who(moved.names[f.entry.song]), speech.place(f))) for f in most)
        if rows:
            sections.append(Section(_MOVED.said(language), rows))
    catalogue, releases = out
    if releases:
        title = _RELEASES.said(language).partition(",")[0]
        sections.append(Section(title, _releases(catalogue, releases, language)))
    notes = (said.source(board),) if board is not None else ()
    return Told(_DIGEST.said(language).format(day=_day(day, language)), lead, tuple(sections), notes)


def _day(value: date, language: Language) -> str:
    return Speech(language).day(value)


def _releases(catalogue: Catalogue, releases: Sequence[Out], language: Language) -> tuple[Row, ...]:
    rows = [_release(catalogue, each, language) for each in releases[:MOST_RELEASES]]
    if len(releases) > MOST_RELEASES:
        rows.append(Row(_MORE.said(language).format(number=len(releases) - MOST_RELEASES)))
    return tuple(rows)


def _release(catalogue: Catalogue, out: Out, language: Language) -> Row:
    drama = catalogue.dramas[out.drama].title
    title = (drama.ko if language is Language.KO else None) or str(drama)
    speech, korean = Speech(language), language is Language.KO
    songs = [
        f"{speech.both(track.title)} – {catalogue.artist_line(track, korean=korean)}"
        for track in out.tracks[:MOST_SONGS]
    ]
    if len(out.tracks) > MOST_SONGS:
        songs.append(_MORE.said(language).format(number=len(out.tracks) - MOST_SONGS))
    unsure = "" if all(track.verified for track in out.tracks) else _UNVERIFIED.said(language)
    when = _day(out.day, language) if out.day else _UNKNOWN_DAY.said(language)
    part = _PART.said(language).format(part=out.release.part) if out.release.part else ""
    return Row(joined(f"{title} {part}".strip(), when, unsure), " / ".join(songs))
