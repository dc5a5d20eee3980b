"""Scheduled posts in words, in English and Korean: movers, recaps, releases, the digest."""

from collections.abc import Callable, Sequence
from datetime import date

from core.catalog.calendar import Out
from core.catalog.model import Catalogue
from core.charts.asking.answered import PeriodRecap, WeekMovers
from core.charts.board import Board
from core.charts.model import Figures
from core.charts.names import SongName
from core.charts.telling import words, words_ko
from core.charts.telling.told import Row, Section, Told, joined
from core.charts.telling.told_recap import tell_recap
from core.charts.telling.told_weeks import tell_movers
from core.language import Language, Words

MOST = 8
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


def movers_post(answer: WeekMovers, language: Language) -> Told:
    """Who moved this week."""
    return tell_movers(answer) if language is Language.EN else _movers_ko(answer)


def recap_post(answer: PeriodRecap, language: Language) -> Told:
    """A period in one list."""
    if language is Language.EN:
        return tell_recap(answer)
    found = answer.recap
    unit = "회" if str(found.measure) == "streams" else "점"
    rows = [
        Row(
            f"{'=' if each.tied else ''}{each.rank} {_who_ko(answer.names[each.who])}",
            joined(
                f"{round(each.points)}{unit}",
                f"최고 {each.best}위" if each.best else "",
                f"1위 {each.weeks_at_one}주" if each.weeks_at_one else "",
                f"{each.weeks}주",
            ),
        )
        for each in found.standings[:10]
    ]
    state = "확정" if found.final else "잠정: 바뀔 수 있습니다"
    known = f"{found.complete.due}주 가운데 {found.complete.known}주 보유"
    return Told(
        f"{found.period.korean} 결산 · {answer.on.chart.title}",
        (joined(known, state),),
        (Section("", tuple(rows)),),
        (f"출처: {(answer.on.source or answer.on.chart).title}",),
    )


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
    said = words_ko if language is Language.KO else words
    sections = []
    lead: tuple[str, ...] = ()
    if board is None:
        lead = (_OLD.said(language),)
    else:
        lines = [
            f"{said.place(line)} {said.movement(line.figures)} {line.title.both} – {line.artist}"
            for line in board.lines
        ]
        title = f"{said.heading(board)}, {said.week(board)}"
        sections.append(Section(title, tuple(Row(" ".join(line.split())) for line in lines) or (Row(said.NO_OST),)))
    if moved is not None:
        most = [*moved.movers.climbers[:2], *moved.movers.debuts[:2], *moved.movers.fallers[:1]]
        rows = tuple(Row(joined(_name(moved.names[f.entry.song], language), _change(f, language))) for f in most)
        if rows:
            sections.append(Section(_MOVED.said(language), rows))
    catalogue, releases = out
    if releases:
        title = _RELEASES.said(language).partition(",")[0]
        sections.append(Section(title, _releases(catalogue, releases, language)))
    notes = (said.source(board),) if board is not None else ()
    return Told(_DIGEST.said(language).format(day=_day(day, language)), lead, tuple(sections), notes)


def _day(value: date, language: Language) -> str:
    return words_ko.day(value) if language is Language.KO else words.day(value)


def _name(name: SongName, language: Language) -> str:
    return _who_ko(name) if language is Language.KO else f"{name.title.both} – {name.artist or 'artist unknown'}"


def _who_ko(name: SongName) -> str:
    return f"{name.title.both} – {name.artist or '가수 미상'}"


def _change(figures: Figures, language: Language) -> str:
    place = Words("No. {rank}", "{rank}위").said(language).format(rank=figures.entry.rank)
    moved = words_ko.movement(figures) if language is Language.KO else words.movement(figures)
    return f"{place} {moved}".strip()


def _releases(catalogue: Catalogue, releases: Sequence[Out], language: Language) -> tuple[Row, ...]:
    rows = [_release(catalogue, each, language) for each in releases[:MOST_RELEASES]]
    if len(releases) > MOST_RELEASES:
        rows.append(Row(_MORE.said(language).format(number=len(releases) - MOST_RELEASES)))
    return tuple(rows)


def _release(catalogue: Catalogue, out: Out, language: Language) -> Row:
    drama = catalogue.dramas[out.drama].title
    title = (drama.ko if language is Language.KO else None) or str(drama)
    songs = [f"{track.title.both} – {catalogue.artist_line(track)}" for track in out.tracks[:MOST_SONGS]]
    if len(out.tracks) > MOST_SONGS:
        songs.append(_MORE.said(language).format(number=len(out.tracks) - MOST_SONGS))
    unsure = "" if all(track.verified for track in out.tracks) else _UNVERIFIED.said(language)
    when = _day(out.day, language) if out.day else _UNKNOWN_DAY.said(language)
    part = _PART.said(language).format(part=out.release.part) if out.release.part else ""
    return Row(joined(f"{title} {part}".strip(), when, unsure), " / ".join(songs))


def _movers_ko(answer: WeekMovers) -> Told:
    moved, on = answer.movers, answer.at.on

    def rows(things: Sequence[Figures], facts: Callable[[Figures], str]) -> tuple[Row, ...]:
        told = [Row(_who_ko(answer.names[each.entry.song]), facts(each)) for each in things[:MOST]]
        return (*told, *([Row(f"외 {len(things) - MOST}곡")] if len(things) > MOST else []))

    def move(figures: Figures) -> str:
        return f"{figures.last_week}위 → {figures.entry.rank}위"

    def rank(figures: Figures) -> str:
        return f"{figures.entry.rank}위"

    left = tuple(Row(_who_ko(answer.names[gone.song]), f"지난주 {gone.last_rank}위") for gone in moved.exits[:MOST])
    kinds = (
        ("상승", rows(moved.climbers, move)),
        ("하락", rows(moved.fallers, move)),
        ("신규 진입", rows(moved.debuts, rank)),
        ("재진입", rows(moved.returns, rank)),
        ("신규 또는 재진입", rows(moved.unknown, rank)),
        ("이탈", left),
    )
    sections = tuple(Section(title, found) for title, found in kinds if found)
    still = () if sections else ("알려진 순위 변동이 없습니다.",)
    corrected = f" · 정정, 수정본 {answer.at.revision}" if answer.at.revision > 1 else ""
    lead = (f"{words_ko.day(answer.at.end)}까지{corrected}", *still)
    return Told(f"순위 변동 · {on.chart.title}", lead, sections, (f"출처: {(on.source or on.chart).title}",))
