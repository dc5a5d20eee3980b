"""The card of an artist: every OST by drama, the first one, the best places on charts."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from bot.ui.card import Card, card
from bot.ui.safe import safe
from bot.ui.songs import Reader, footer, paged
from core.catalog.model import Artist, ArtistKind, CreditRole, Drama, Track
from core.catalog.short import short_of
from core.charts.desk import Standing
from core.charts.naming import in_korean
from core.charts.telling import words
from core.values import TrackKey

MOST_BESTS = 5
"""Songs whose best place on a chart is told."""
MOST_MEMBERS = 12

Standings = Mapping[TrackKey, Sequence[Standing]]


def artist_card(artist: Artist, reader: Reader, standings: Standings, page: int = 0) -> Card:
    """An artist, with where each of their tracks stood on the charts."""
    say, dramas = reader.tongue, reader.catalogue.dramas
    mine = sorted(reader.catalogue.tracks_by(artist.key), key=lambda track: _order(track, dramas[track.drama]))
    groups = [
        (_drama(dramas[key], reader), [_work(track, artist, reader) for track in group])
        for key, group in groupby(mine, key=lambda track: track.drama)
    ]
    pages = paged(*groups)
    at = min(page, len(pages) - 1)
    bests = _bests(mine, standings, reader)
    many = len(groups)
    note = say(f"{say.tracks(len(mine))} in {many} drama{'' if many == 1 else 's'}", f"드라마 {many}편, {len(mine)}곡")
    return card(
        reader.heading(artist.name, artist),
        "\n".join([*_who(artist, reader), f"**{say('First OST', '첫 OST')}** {_first(mine, reader)}"]),
        "\n".join([f"### {say('Best places on charts', '차트 최고 순위')}", *bests]),
        "\n".join(pages[at]) or say("No OST of theirs is known here.", "알려진 OST가 없어요."),
        reader.sign(reader.place(at, len(pages), note)),
        buttons=footer(reader, "artist", short_of(artist), at, len(pages)),
    )


def _order(track: Track, drama: Drama) -> tuple[object, ...]:
    released = track.release.released or date.max
    return drama.first_air or date.max, drama.key, released, track.release.part or 10_000, str(track.title)


def _who(artist: Artist, reader: Reader) -> list[str]:
    say, artists = reader.tongue, reader.catalogue.artists
    kind = {
        ArtistKind.SOLO: say("solo singer", "솔로 가수"),
        ArtistKind.GROUP: say("group", "그룹"),
        ArtistKind.UNKNOWN: say("solo or group: unknown", "솔로·그룹 알 수 없음"),
    }[artist.kind]
    of = (
        f" · {say('member of', '소속 그룹')} {reader.names(artists[artist.group].name)}"
        if artist.group in artists
        else ""
    )
    members = [reader.names(each.name) for each in artists.values() if each.group == artist.key][:MOST_MEMBERS]
    singing = [f"**{say('Members with OSTs', 'OST를 부른 멤버')}** {', '.join(members)}"] if members else []
    return [f"{kind}{of}", *singing]


def _first(mine: Sequence[Track], reader: Reader) -> str:
    """The earliest dated release; that others have no date is said, since one of them may be earlier."""
    say = reader.tongue
    dated = [track for track in mine if track.release.released is not None]
    if not dated:
        return say("unknown: no release here has a date", "알 수 없음: 날짜가 알려진 곡이 없어요")
    first = min(dated, key=lambda track: (track.release.released, track.release.part or 0, str(track.title)))
    drama = reader.name(reader.catalogue.dramas[first.drama].title)
    open_ = len(mine) - len(dated)
    doubt = (
        say(f" · {open_} without a date may be earlier", f" · 날짜 없는 {open_}곡이 더 먼저일 수 있어요")
        if open_
        else ""
    )
    return f"{reader.names(first.title)}, {drama}, {reader.moment(first.release)}{doubt}"


def _bests(mine: Sequence[Track], standings: Standings, reader: Reader) -> list[str]:
    """The best place of each song on a publisher's whole list, the best first; else on the OST chart drawn from it."""
    say = reader.tongue
    found = []
    for track in mine:
        places = standings.get(track.key, ())
        whole = [each for each in places if not each.only_osts] or places
        if whole:
            found.append((min(whole, key=lambda each: each.figures.peak), track))
    found.sort(key=lambda pair: (pair[0].figures.peak, str(pair[1].title)))
    if not found:
        return [f"-# {say('None is on a chart I hold.', '제가 가진 차트에는 없어요.')}"]
    return [
        f"**{say(f'No. {best.figures.peak}', f'{best.figures.peak}위')}** {reader.names(track.title)}\n"
        f"-# {safe(say(best.title, in_korean(best.title)))} · {say.day(best.figures.peak_on)}"
        f" · {say(f'weeks {words.weeks(best.figures)}', f'{words.weeks(best.figures)}주')}"
        for best, track in found[:MOST_BESTS]
    ]


def _drama(drama: Drama, reader: Reader) -> str:
    year = drama.first_air.year if drama.first_air else reader.tongue("year unknown", "연도 알 수 없음")
    return f"**{reader.names(drama.title)}** · {year}"


def _work(track: Track, artist: Artist, reader: Reader) -> str:
    say = reader.tongue
    mine = [credit.role for credit in track.credits if credit.artist == artist.key]
    roles = [say.role(role).lower() for role in mine if role is not CreditRole.MAIN]
    others = [
        reader.name(reader.catalogue.artists[credit.artist].name)
        for credit in track.credits
        if credit.role.performs and credit.artist != artist.key
    ]
    facts = [
        reader.names(track.title),
        *([say(f"with {', '.join(others)}", f"함께: {', '.join(others)}")] if others else []),
        *roles,
        say.release(track.release),
        *reader.badges(track),
    ]
    return "· " + " · ".join(facts)
