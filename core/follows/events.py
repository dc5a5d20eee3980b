"""What has happened to the things that somebody follows. Pure: the catalogue, the charts and the time go in."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta

from core.catalog.calendar import KOREA, Out, day_in_korea, released
from core.catalog.model import Catalogue, Track
from core.catalog.search import Kind
from core.catalog.tongue import Tongue
from core.charts.telling import words, words_ko
from core.follows.model import CHANNEL, Event, Follow, How, Move, Moves, News
from core.language import Language, Words
from core.values import SHARED, ArtistKey

FRESH = timedelta(days=14)
"""How long after its day a release, and after its publication a chart, is still news."""

RECENT = timedelta(days=35)
"""How old the week of a chart may be to be news; an import of the past is none."""

_EN, _KO = Tongue(Language.EN), Tongue(Language.KO)
_DID = {
    Moves.DEBUT: Words("entered {chart} at #{rank}", "{chart} {rank}위로 진입"),
    Moves.RETURN: Words("is back on {chart} at #{rank}", "{chart} {rank}위로 재진입"),
    Moves.PEAK: Words("has a new peak on {chart}: #{rank}", "{chart} 자체 최고 {rank}위"),
}


def news(follows: Iterable[Follow], catalogue: Catalogue, moves: Iterable[Move], now: datetime) -> Iterator[News]:
    """What those who follow something as one server sees it are to be told. *moves* are those that server sees."""
    outs = [out for out in released(catalogue, day_in_korea(now - FRESH), day_in_korea(now)) if out.is_out(now)]
    moves = [move for move in moves if move.track in catalogue.tracks]
    for follow in follows:
        for out in outs:
            if _began(out) >= follow.since and any(_is_about(follow, track) for track in out.tracks):
                yield _told(follow, _release(out, catalogue))
        for move in moves:
            if move.first >= follow.since and _is_about(follow, catalogue.tracks[move.track]):
                yield _told(follow, _move(move, catalogue))


def _told(follow: Follow, event: Event) -> News:
    return News(follow.guild, CHANNEL if follow.how is How.CHANNEL else follow.member, event, follow.how)


def _is_about(follow: Follow, track: Track) -> bool:
    match follow.kind:
        case Kind.DRAMA:
            return track.drama == follow.key
        case Kind.ARTIST:
            return any(credit.artist == follow.key for credit in track.credits)
        case Kind.TRACK:
            return track.key == follow.key


def _began(out: Out) -> datetime:
    """When it came out; of a day without an hour the beginning counts."""
    assert out.day is not None
    return out.instant or datetime.combine(out.day, time(), KOREA).astimezone(UTC)


def _release(out: Out, catalogue: Catalogue) -> Event:
    release, drama = out.release, catalogue.dramas[out.drama].title
    number = release.part if release.part is not None else release.released
    songs = [(track, ", ".join(str(catalogue.artists[key].name) for key in _heard(track))) for track in out.tracks[:3]]
    more = len(out.tracks) - len(songs)
    en = ", ".join(_EN.one(track.title) + (f" – {by}" if by else "") for track, by in songs)
    ko = ", ".join(_KO.one(track.title) + (f" – {by}" if by else "") for track, by in songs)
    what_en = "new songs" if str(release) == "part unknown" else _EN.release(release)
    what_ko = "새 곡" if str(release) == "part unknown" else _KO.release(release)
    told = Words(
        f"{_EN.one(drama)}: {what_en} out: {en}{f' and {more} more' if more else ''}",
        f"{_KO.one(drama)} {what_ko} 발매: {ko}{f' 외 {more}곡' if more else ''}",
    )
    return Event(f"out:{out.drama}:{release.kind}:{number}", _began(out), told)


def _heard(track: Track) -> list[ArtistKey]:
    return list(dict.fromkeys(credit.artist for credit in track.credits if credit.role.performs))


def _move(move: Move, catalogue: Catalogue) -> Event:
    track = catalogue.tracks[move.track]
    by, drama = catalogue.artist_line(track), catalogue.dramas[track.drama].title
    did = _DID[move.did].filled(chart=move.title, rank=move.rank)
    told = Words(
        f"{_EN.one(track.title)} – {by} ({_EN.one(drama)}) {did.en}, week to {words.day(move.end)}",
        f"{_KO.one(track.title)} – {by} ({_KO.one(drama)}) {did.ko}, {words_ko.day(move.end)} 주간",
    )
    scope = "" if move.scope == SHARED else f"@{move.scope}"
    return Event(f"chart:{move.chart}{scope}:{move.end}:{track.key}:{move.did}", move.first, told)
