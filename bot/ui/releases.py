"""What came out and what is coming, release by release."""

from collections.abc import Sequence
from datetime import date

from bot.ui.card import Button, Card, button, card
from bot.ui.songs import NOTHING, Reader, footer
from core.catalog.calendar import Out, coming, day_in_korea, released
from core.catalog.short import short_of

_Block = str | tuple[str, Button]

ON_A_PAGE = 6
MOST_TRACKS = 5
"""Tracks of one release that are listed; its drama's card has all."""
MOST_NEWEST = 3
"""Releases that are shown instead where nothing came out."""


def releases_card(reader: Reader, since: date | None, page: int = 0) -> Card:
    """What is coming and what came out since a Korean day, the newest first; without the day only what is coming."""
    say = reader.tongue
    blocks = _ahead(reader) + (_out(reader, since) if since else [])
    pages = [blocks[first : first + ON_A_PAGE] for first in range(0, len(blocks), ON_A_PAGE)] or [[]]
    at = min(page, len(pages) - 1)
    heading = say("New OST releases", "새로 나온 OST") if since else say("OST releases to come", "나올 OST")
    span = [f"-# {say(f'since {say.day(since)}, days in Korea', f'{say.day(since)}부터, 한국 날짜')}"] if since else []
    note = say("only releases whose date a source states", "출처에 날짜가 있는 것만 나와요")
    return card(
        "\n".join((f"## {heading}", *span)),
        *pages[at],
        reader.sign(reader.place(at, len(pages), note)),
        buttons=footer(reader, "new", since.isoformat() if since else NOTHING, at, len(pages)),
    )


def party_id(out: Out) -> str:
    """The custom id of the button that plans a party for *out*."""
    return f"ost:v1:party:{short_of(out.tracks[0])}"


def _ahead(reader: Reader) -> list[_Block]:
    say, ahead = reader.tongue, coming(reader.catalogue, reader.now)
    title = f"### {say('Coming', '예정')}"
    return _under(title, ahead, reader) or [
        f"{title}\n{say('No release to come is known here.', '예정된 것은 알려지지 않았어요.')}"
    ]


def _out(reader: Reader, since: date) -> list[_Block]:
    """What came out since; where that is nothing, the newest there is."""
    say = reader.tongue
    known = [
        out
        for out in reversed(released(reader.catalogue, date.min, day_in_korea(reader.now)))
        if out.is_out(reader.now)
    ]
    out = [each for each in known if each.day and each.day >= since]
    if out:
        return _under(f"### {say('Out', '나온 곡')}", out, reader)
    nothing = say(
        "Nothing I know of came out since then. The newest I know:",
        "그 뒤로 나온 것은 알려지지 않았어요. 가장 최근 것:",
    )
    return _under(f"### {say('Out', '나온 곡')}\n{nothing}", known[:MOST_NEWEST], reader)


def _under(title: str, outs: Sequence[Out], reader: Reader) -> list[_Block]:
    heads = [f"{title}\n", *[""] * len(outs)]
    label = reader.tongue("Plan a party", "파티 열기")
    return [(head + _block(out, reader), button(label, party_id(out))) for head, out in zip(heads, outs, strict=False)]


def _block(out: Out, reader: Reader) -> str:
    say, drama = reader.tongue, reader.catalogue.dramas[out.drama]
    more = len(out.tracks) - MOST_TRACKS
    return "\n".join(
        (
            f"**{reader.names(drama.title)}** {say.release(out.release)}\n-# {reader.moment(out.release)}",
            *(reader.line(track) for track in out.tracks[:MOST_TRACKS]),
            *([f"-# {say(f'and {more} more', f'외 {more}곡')}"] if more > 0 else []),
        )
    )
