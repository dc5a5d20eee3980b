"""What a party says in its thread: lobby, the call to press play, pauses, where it is, thanks."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import discord

from bot.ui.card import Button, Card, button, card, link
from bot.ui.parties import GREEN, fan_id, item_words, moment, rsvp_id, stamp
from bot.ui.safe import safe
from core.catalog.links import Listen, Platform, platform_of, ways
from core.catalog.model import Catalogue
from core.parties.cues import Join, Programme
from core.parties.model import Answer, Choice, Item, Party
from core.parties.tracklist import clock
from core.text import plural

MENTIONED = 80
"""Names in one message: Discord notifies at most a hundred people by one."""

BY_HAND = "-# Turn shuffle, crossfade and autoplay off. If your device's clock is off, start when the board changes."


def lobby_card(party: Party, catalogue: Catalogue, *, mark: str) -> Card:
    """Fifteen minutes before: only who comes is called; where track 1 can be heard; Ready."""
    items = party.listed
    first = f"Track 1: {item_words(items[0], catalogue)}" if items else "The track list is still empty."
    return card(
        f"**{safe(party.title)}** begins {stamp(party.starts, 'R')}, at {stamp(party.starts, 'T')}. "
        f"Open track 1 now, and do not press play yet.\n{first}\n{BY_HAND}",
        called(party),
        "-# Press Ready when you are: the board counts.",
        links=links(items[0], catalogue) if items else (),
        buttons=[button("Ready", fan_id("ready", party.id, mark), style=discord.ButtonStyle.success)],
        colour=GREEN,
    )


def call_card(party: Party, running: Programme, catalogue: Catalogue, *, mark: str) -> Card:
    """The one call: the absolute time at which everybody presses play."""
    local = running.t0.astimezone(party.zone)
    items = party.listed
    return card(
        f"## Press play at {local:%H:%M:%S} ({stamp(running.t0, 'T')})\n"
        f"Track 1: {item_words(items[0], catalogue)}\n{BY_HAND}",
        called(party),
        links=links(items[0], catalogue),
        buttons=[button("Ready", fan_id("ready", party.id, mark)), _late(party, mark)],
        colour=GREEN,
    )


def start_card(party: Party, catalogue: Catalogue, *, mark: str) -> Card:
    """At the very second: now."""
    return card(
        f"**Now: play.** 1. {item_words(party.listed[0], catalogue)}", buttons=[_late(party, mark)], colour=GREEN
    )


def said_card(party: Party, text: str, *, mark: str) -> Card:
    """Anything else the party says while it plays, with the way back in."""
    return card(text, buttons=[_late(party, mark)], colour=GREEN)


def told_card(party: Party, text: str, *, mark: str) -> Card:
    """Anything the party says before or after, with a look at it."""
    return card(text, buttons=[button("Show the party", fan_id("show", party.id, mark))], colour=GREEN)


def offer_card(party: Party, answer: Answer, *, mark: str) -> Card:
    """A free seat, held for one fan."""
    assert answer.until is not None
    size = "A seat is" if answer.size == 1 else f"{answer.size} seats are"
    return card(
        f"<@{answer.member}>, {size} free at **{safe(party.title)}** and held for you until "
        f"{stamp(answer.until, 't')} ({stamp(answer.until, 'R')}); then it goes to the next in line.",
        buttons=[
            button("Take it", rsvp_id(party.id, Choice.GOING, mark), style=discord.ButtonStyle.success),
            button("Let it go", rsvp_id(party.id, Choice.NO)),
        ],
        colour=GREEN,
    )


def join_card(party: Party, join: Join, catalogue: Catalogue) -> Card:
    """The private answer to "I'm late": the next boundary to join at, and the seek position for the impatient."""
    items = party.listed
    if join.held is not None:
        where = f"track {join.held.number + 1}, at {clock(join.held.offset)}"
        words = f"Paused in {where}. Open it there and wait for the call."
        return card(words, links=links(items[join.held.number], catalogue, join.held.offset))
    lines, shown = [], None
    if join.boundary is not None:
        item = items[join.boundary.number]
        lines.append(
            f"**Best: wait for track {join.boundary.number + 1}**, {item_words(item, catalogue)}: "
            f"open it and press play at {stamp(join.boundary.at, 'T')} ({stamp(join.boundary.at, 'R')})."
        )
        shown = (item, 0)
    if join.seek is not None:
        item = items[join.seek.number]
        local = join.seek.at.astimezone(party.zone)
        lines.append(
            f"**At once**: open track {join.seek.number + 1}, {item_words(item, catalogue)}, seek to "
            f"**{clock(join.seek.offset)}**, press play at {local:%H:%M:%S} ({stamp(join.seek.at, 'T')})."
        )
        shown = (item, join.seek.offset)
    if shown is None:
        return card(
            f"“{safe(party.title)}” is in its last seconds: there is nothing left to join. Thank you for coming!"
        )
    return card("\n".join([*lines, BY_HAND]), links=links(shown[0], catalogue, shown[1]))


def links(item: Item, catalogue: Catalogue, offset: int = 0) -> list[Button]:
    """Where a track can be heard, at most five; at *offset* seconds where the platform's links can say so."""
    track = catalogue.tracks.get(item.track) if item.track else None
    listens = ways(track, catalogue) if track else [_stored(address) for address in item.links]
    return [link(_label(each, offset), starting_at(each.address, offset)) for each in listens[:5]]


def starting_at(address: str, offset: int) -> str:
    """*address* so that it starts *offset* seconds in; unchanged where the platform's links cannot say that.

    YouTube takes ``t`` in seconds (support.google.com/youtube/answer/57741); the others have nothing of the kind.
    """
    if not offset or not starts_inside(address):
        return address
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name not in ("t", "start")]
    return urlunsplit(parts._replace(query=urlencode([*query, ("t", str(offset))])))


def starts_inside(address: str) -> bool:
    """Whether a link to *address* can name the second at which it starts."""
    parts = urlsplit(address)
    single = parts.path == "/watch" or (parts.hostname or "") == "youtu.be"
    return platform_of(address) in (Platform.YOUTUBE, Platform.YOUTUBE_MUSIC) and single


def called(party: Party) -> str:
    """Who is called: everybody with a seat and nobody else; a large party by its role."""
    if party.terms.attendee is not None and len(party.going) > MENTIONED:
        return f"<@&{party.terms.attendee}>"
    more = len(party.going) - MENTIONED
    names = " ".join(f"<@{member}>" for member in party.going[:MENTIONED])
    return f"{names} and {more} more" if more > 0 else names


def where_words(party: Party, running: Programme, catalogue: Catalogue, join: Join) -> str:
    """Where the party is, for everybody who lost it."""
    items, lines = party.listed, []
    if join.seek is not None:
        lines.append(
            f"At {stamp(join.seek.at, 'T')} it is at **{clock(join.seek.offset)}** of track {join.seek.number + 1}, "
            f"{item_words(items[join.seek.number], catalogue)}."
        )
    if join.boundary is not None:
        lines.append(
            f"Track {join.boundary.number + 1}, {item_words(items[join.boundary.number], catalogue)}, begins at "
            f"{stamp(join.boundary.at, 'T')}: the best moment to join."
        )
    return "\n".join(lines) or f"The last track is over at {stamp(running.ends, 'T')}."


def rehearsal_card(party: Party, running: Programme, catalogue: Catalogue) -> Card:
    """All cues as they would be, for the host alone."""
    items = party.listed
    lines = [
        f"`{cue.at.astimezone(party.zone):%H:%M:%S}` {cue.number + 1}. {item_words(items[cue.number], catalogue)}"
        for cue in running.cues
    ]
    ends = running.ends.astimezone(party.zone)
    head = f"## Rehearsal: {safe(party.title)}\nIf it starts at {moment(running.t0)}:"
    gap = f"{plural(running.gap, 'second')} between two tracks"
    return card(head, "\n".join(lines), f"`{ends:%H:%M:%S}` over · {gap}")


def _stored(address: str) -> Listen:
    platform = platform_of(address)
    name = platform.called if platform else (urlsplit(address).hostname or "Listen")
    return Listen(name, address, stored=True, platform=platform)


def _label(listen: Listen, offset: int) -> str:
    inside = offset and starts_inside(listen.address)
    return f"{listen.name} at {clock(offset)}" if inside else listen.name


def _late(party: Party, mark: str) -> Button:
    return button("I'm late", fan_id("late", party.id, mark))
