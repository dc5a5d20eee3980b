"""Discovery by tags: what matches, what to drop when nothing does, and the tags themselves with their meanings."""

from collections.abc import Iterable
from fractions import Fraction

from bot.ui.card import Button, Card, button, card
from bot.ui.catalog import tag_meaning
from bot.ui.safe import safe
from bot.ui.songs import NOTHING, SHOW, Reader, footer, page_id, paged, sharing
from core.catalog.discover import Found, counted, shares
from core.catalog.labels import shorten
from core.catalog.model import Facet, Tag
from core.catalog.short import short_tag

MOST_DROPS = 4
BALLAD = "ballad"
"""The genre that people take all of these songs for."""


def tags_about(tags: Iterable[Tag]) -> str:
    """Chosen tags as a custom id carries them."""
    return ".".join(map(short_tag, tags)) or NOTHING


def found_card(found: Found, reader: Reader, page: int = 0) -> Card:
    """The tracks that carry all the tags chosen; where there are none, which tags to drop."""
    say = reader.tongue
    pages = paged(("", [reader.entry(track) for track in found.tracks]))
    at = min(page, len(pages) - 1)
    chosen = [f"**{say.facet(tag.facet)}** {tag_meaning(tag, reader)}" for tag in found.chosen]
    number = len(found.tracks)
    verb = "matches" if number == 1 else "match"
    heading = (
        say(f"{say.tracks(number)} {verb}", f"{number}곡이 맞아요")
        if number
        else say("No song has all of these", "모두 맞는 곡이 없어요")
    )
    return card(
        f"## {heading}",
        "\n".join(chosen),
        "\n".join(pages[at] if number else _dropping(found, reader)),
        reader.sign(reader.place(at, len(pages), coverage(reader))),
        buttons=footer(reader, "discover", tags_about(found.chosen), at, len(pages), *_drops(found, reader)),
    )


def tags_card(facet: Facet, reader: Reader) -> Card:
    """Every tag of a facet: its names, how many tracks carry it, what it means; and the way to the other facets."""
    say = reader.tongue
    lines = [
        f"**{safe(say.tag(tag))}** · {say.tracks(number)}\n-# {safe(say.meaning(tag))}"
        for tag, number in counted(reader.catalogue, facet)
    ]
    others = [button(say.facet(other), page_id(SHOW, "tags", other), disabled=other is facet) for other in Facet]
    if not reader.signed:
        others.append(sharing(reader, "tags", facet))
    return card(
        f"## {say('Discover by', '태그로 찾기:')} {say.facet(facet)}",
        "\n".join(line for lines_ in paged(("", lines), room=10_000) for line in lines_)
        or say("No tags yet.", "태그 없음"),
        reader.sign(f"-# {say('Mix them with the options of', '섞어서 찾기:')} /ost discover · {coverage(reader)}"),
        buttons=others,
    )


def coverage(reader: Reader) -> str:
    """How much of the catalogue can be discovered at all."""
    tracks = reader.catalogue.tracks.values()
    tagged, of = sum(bool(track.tags) for track in tracks), len(tracks)
    return reader.tongue(
        f"{tagged} of {reader.tongue.tracks(of)} carry tags; how the others sound, no source here says",
        f"태그가 있는 곡은 {of}곡 중 {tagged}곡; 나머지는 어떤 소리인지 출처가 없어요",
    )


def genre_lines(reader: Reader) -> list[str]:
    """How the genres are spread among the tracks of the catalogue, and how little that may say."""
    say, spread = reader.tongue, shares(reader.catalogue, Facet.GENRE)
    title = f"### {say('What the catalogue here says', '이 카탈로그로 보면')}"
    if not spread.carrying:
        return [title, say("No song here carries a genre yet.", "장르가 적힌 곡이 아직 없어요.")]
    part, of = _percent(Fraction(spread.carrying, spread.all_tracks)), spread.all_tracks
    ballads = sum(number for tag, number in spread.counts if tag.key == BALLAD)
    share = _percent(spread.share(ballads))
    genres = ", ".join(
        f"{safe(say.tag(tag))} {number} ({_percent(spread.share(number))})" for tag, number in spread.counts
    )
    ballads_are = "is a ballad" if ballads == 1 else "are ballads"
    lead = say(
        f"{ballads} of {say.tracks(spread.carrying)} with a genre {ballads_are} ({share}).",
        f"장르가 적힌 {spread.carrying}곡 중 발라드는 {ballads}곡({share})이에요.",
    )
    doubt = say(
        f"Only {spread.carrying} of {say.tracks(of)} ({part}) carry a genre; of the others no source here says. "
        "A song may have several.",
        f"{of}곡 중 장르가 적힌 곡은 {spread.carrying}곡({part})뿐이고 나머지는 출처가 없어요. "
        "한 곡에 장르가 여럿일 수 있어요.",
    )
    return [title, f"**{lead}**", genres, f"-# {doubt}"]


def _percent(share: Fraction) -> str:
    return "<1%" if 0 < share < Fraction(1, 200) else f"{float(100 * share):.0f}%"


def _dropping(found: Found, reader: Reader) -> list[str]:
    say = reader.tongue
    lines = []
    for drop in found.drops[:MOST_DROPS]:
        names = f"**{', '.join(safe(say.one_of(tag)) for tag in drop.tags)}**"
        verb = "matches" if drop.leaves == 1 else "match"
        lines.append(
            say(f"Without {names}, {say.tracks(drop.leaves)} {verb}.", f"{names} 빼면 {drop.leaves}곡이 맞아요.")
        )
    return lines or [
        say("No song here carries it: choose another tag.", "이 태그가 붙은 곡이 없어요. 다른 태그를 골라 보세요.")
    ]


def _drops(found: Found, reader: Reader) -> list[Button]:
    say = reader.tongue
    buttons = []
    for drop in found.drops[:MOST_DROPS]:
        kept = [tag for tag in found.chosen if tag not in drop.tags]
        names = ", ".join(say.one_of(tag) for tag in drop.tags)
        label = shorten(say(f"Without {names} ({drop.leaves})", f"{names} 빼기 ({drop.leaves})"), 80)
        buttons.append(button(label, page_id(SHOW, "discover", tags_about(kept))))
    return buttons
