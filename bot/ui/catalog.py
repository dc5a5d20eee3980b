"""The card of a track, and of what is like it."""

from collections.abc import Sequence

from bot.ui.card import IN_A_ROW, Button, Card, button, card, link
from bot.ui.safe import safe
from bot.ui.songs import SHOW, Reader, footer, page_id, paged, sharing
from bot.ui.told import ask_id
from core.catalog.discover import tags_of
from core.catalog.labels import shorten
from core.catalog.links import Listen, ways
from core.catalog.model import CreditRole, Drama, Tag, Track, TrackKind
from core.catalog.short import short_of
from core.catalog.similar import Alike
from core.charts.desk import Standing

MOST_STANDINGS = 6
"""Charts that a track's card lists; its chart run shows them all."""
MOST_NAMED = 40
"""Characters of a name on a button."""

_MAKERS = (CreditRole.COMPOSER, CreditRole.LYRICIST, CreditRole.ARRANGER)


def track_card(track: Track, reader: Reader, standings: Sequence[Standing] = ()) -> Card:
    """A track: names in two scripts, drama, part, credits, tags, where it stands on the charts, where to hear it."""
    say, drama = reader.tongue, reader.catalogue.dramas[track.drama]
    buttons = [button(say("Similar", "비슷한 곡"), page_id(SHOW, "similar", short_of(track)))]
    if standings:
        song = standings[0].figures.entry.song
        buttons.append(button(say("Chart run", "차트 기록"), ask_id(SHOW, "track", about=song)))
    if tags_of(track, reader.catalogue):
        buttons.append(button(say("What the tags mean", "태그 뜻"), page_id(SHOW, "words", short_of(track))))
    buttons.append(button(shorten(say.one(drama.title), MOST_NAMED), page_id(SHOW, "drama", short_of(drama))))
    if not reader.signed:
        buttons.append(sharing(reader, "track", short_of(track)))
    heard = ways(track, reader.catalogue, first=reader.first)
    return card(
        reader.heading(track.title, track),
        "\n".join([*_facts(track, drama, reader), *_tag_lines(track, reader), *_unknown(track, reader)]),
        "\n".join([f"### {say('On the charts', '차트')}", *_places(standings, reader)]),
        reader.sign("\n".join(f"-# {note}" for note in (reader.sources(track.sources), _searching(heard, reader)))),
        links=_links(heard, reader),
        buttons=buttons,
    )


def similar_card(track: Track, alikes: Sequence[Alike], reader: Reader, page: int = 0) -> Card:
    """What is like a track, and why."""
    say = reader.tongue
    pages = paged(("", [reader.entry(alike.track, *_reasons(alike, reader)) for alike in alikes]))
    at = min(page, len(pages) - 1)
    nothing = say(
        "No song here shares its singer, its drama, its writers or a tag.",
        "가수, 드라마, 작사·작곡가, 태그가 겹치는 곡이 없어요.",
    )
    back = button(say("The song", "이 곡"), page_id(SHOW, "track", short_of(track)))
    title = reader.names(track.title)
    return card(
        f"## {say(f'Songs like {title}', f'비슷한 곡: {title}')}",
        "\n".join(pages[at]) or nothing,
        reader.sign(reader.place(at, len(pages), say("the reason stands under each song", "이유는 곡 아래에 있어요"))),
        buttons=footer(reader, "similar", short_of(track), at, len(pages), back),
    )


def words_card(track: Track, reader: Reader) -> Card:
    """What the tags of a track mean."""
    say = reader.tongue
    groups = [
        (f"**{say.facet(facet)}**", [f"· {tag_meaning(tag, reader)}" for tag in tags])
        for facet, tags in tags_of(track, reader.catalogue)
    ]
    back = button(say("The song", "이 곡"), page_id(SHOW, "track", short_of(track)))
    return card(
        f"## {reader.names(track.title)}",
        "\n".join(line for page in paged(*groups, room=10_000) for line in page) or say("No tags.", "태그 없음"),
        reader.sign(f"-# {reader.sources(track.sources)}"),
        buttons=footer(reader, "words", short_of(track), 0, 1, back),
    )


def tag_meaning(tag: Tag, reader: Reader) -> str:
    """A tag in both languages and what it means."""
    return f"{safe(reader.tongue.tag(tag))}: {safe(reader.tongue.meaning(tag))}"


def _facts(track: Track, drama: Drama, reader: Reader) -> list[str]:
    say = reader.tongue
    main, featured = (reader.credits(track, role) for role in (CreditRole.MAIN, CreditRole.FEATURED))
    facts = [
        (say("Drama", "드라마"), reader.names(drama.title)),
        (say.role(CreditRole.MAIN), main or say("unknown", "알 수 없음")),
        (say.role(CreditRole.FEATURED), featured),
        *((say.role(role), reader.credits(track, role)) for role in _MAKERS),
        (say("Release", "발매"), f"{say.release(track.release)} · {reader.moment(track.release)}"),
        (say("Kind", "종류"), "" if track.kind is TrackKind.UNKNOWN else say.kind(track.kind)),
        (say("Length", "길이"), say.length(track.duration) if track.duration else ""),
    ]
    return [f"**{what}** {fact}" for what, fact in facts if fact]


def _unknown(track: Track, reader: Reader) -> list[str]:
    """What a card of a track has a place for and nobody states, in one line."""
    say = reader.tongue
    missing = [
        *(say.role(role).lower() for role in _MAKERS if not reader.credits(track, role)),
        *([say("kind (song or instrumental)", "종류(노래·연주곡)")] if track.kind is TrackKind.UNKNOWN else []),
        *([] if track.duration else [say("length", "길이")]),
        *([] if track.tags else [say("genre and mood", "장르와 분위기")]),
    ]
    return [f"-# {say('Unknown', '알 수 없음')}: {', '.join(missing)}"] if missing else []


def _tag_lines(track: Track, reader: Reader) -> list[str]:
    say = reader.tongue
    return [
        f"**{say.facet(facet)}** {', '.join(safe(say.tag(tag)) for tag in tags)}"
        for facet, tags in tags_of(track, reader.catalogue)
    ]


def _places(standings: Sequence[Standing], reader: Reader) -> list[str]:
    say = reader.tongue
    if not standings:
        return [f"-# {say('Not on any chart I hold.', '제가 가진 차트에는 없어요.')}"]
    more = len(standings) - MOST_STANDINGS
    left_out = [f"-# {say(f'and {more} more in Chart run', f'나머지 {more}개는 차트 기록에')}"] if more > 0 else []
    return [*(reader.standing(each) for each in standings[:MOST_STANDINGS]), *left_out]


def _links(heard: Sequence[Listen], reader: Reader) -> list[Button]:
    say = reader.tongue
    return [
        link(shorten(way.name if way.stored else say(f"Search {way.name}", f"{way.name}에서 검색"), 80), way.address)
        for way in heard[:IN_A_ROW]
    ]


def _searching(heard: Sequence[Listen], reader: Reader) -> str:
    """What kind of links these are, and how to have one's own service first."""
    say = reader.tongue
    stored = any(way.stored for way in heard)
    kind = (
        say("“Search” opens a search, not the song itself", "‘검색’ 버튼은 곡이 아니라 검색 화면을 열어요")
        if stored
        else say("No link is stored: the buttons open a search", "저장된 링크가 없어 버튼은 검색 화면을 열어요")
    )
    return (
        kind
        if reader.first
        else f"{kind} · {say('your service first', '자주 쓰는 서비스를 먼저 보려면')}: /me settings"
    )


def _reasons(alike: Alike, reader: Reader) -> list[str]:
    say, catalogue = reader.tongue, reader.catalogue
    singers, writers = (
        ", ".join(reader.name(catalogue.artists[artist].name) for artist in artists)
        for artists in (alike.singers, alike.writers)
    )
    tags = ", ".join(safe(say.one_of(catalogue.tags[key])) for key in alike.tags)
    return [
        *([say(f"also by {singers}", f"같은 가수: {singers}")] if singers else []),
        *([say("same drama", "같은 드라마")] if alike.same_drama else []),
        *([say(f"also written by {writers}", f"같은 작사·작곡: {writers}")] if writers else []),
        *([say(f"also {tags}", f"같은 태그: {tags}")] if tags else []),
        *([say(f"also from {alike.year}", f"같은 {alike.year}년")] if alike.year else []),
    ]
