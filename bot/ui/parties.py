"""Cards of listening parties before they begin: the board everybody sees, the reminders, the private answers."""

from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from bot.ui.card import Button, Card, button, card
from bot.ui.safe import safe
from core.catalog.labels import shorten
from core.catalog.model import Catalogue
from core.parties import announce, tracklist
from core.parties.model import Choice, Item, Party, PartyState
from core.parties.states import COMING, OVER, PLAYING
from core.text import plural
from core.values import UserId

KOREA = ZoneInfo("Asia/Seoul")
SHOWN_NAMES = 30
SHOWN_TRACKS = 12
GREEN, GREY = 0x2E7D5B, 0x6E6E6E

_WORDS = {Choice.GOING: "Going", Choice.MAYBE: "Maybe", Choice.NO: "No"}
_STYLES = {
    Choice.GOING: discord.ButtonStyle.success,
    Choice.MAYBE: discord.ButtonStyle.secondary,
    Choice.NO: discord.ButtonStyle.secondary,
}
_HEADS = {
    PartyState.CANCELLED: "Cancelled: ",
    PartyState.DRAFT: "Draft: ",
    PartyState.ENDED: "Over: ",
    PartyState.ARCHIVED: "Over: ",
}


def rsvp_id(party: int, choice: Choice, mark: str = "") -> str:
    """The custom id of an answer button; *mark* is a delivery's token."""
    return f"rsvp:v1:{party}:{choice}{f':{mark}' if mark else ''}"


def fan_id(verb: str, party: int, mark: str = "") -> str:
    """The custom id of a button that every member may press."""
    return f"party:v1:{verb}:{party}{f':{mark}' if mark else ''}"


def board_card(
    party: Party, catalogue: Catalogue, now: datetime | None = None, mark: str | None = None, ready: int = 0
) -> Card:
    """The party as everybody sees it: when, who hosts, who comes, what is played; while it plays, now and next.

    Its custom ids stay the same for ever and carry the token of its delivery, by which a look-back knows it. *ready* is
    how many have said so, for the time between lobby and start.
    """
    mark = board_mark(party) if mark is None else mark
    title = f"## {_HEADS.get(party.state, '')}{safe(party.title)}"
    facts = [
        f"**Starts** {moment(party.starts)}",
        f"-# {clocks(party)}",
        f"**Host** {f'<@{party.host}>' if party.host else 'unknown'}{_helpers(party)}",
    ]
    if party.drama and party.drama in catalogue.dramas:
        facts.append(f"**Drama** {safe(catalogue.dramas[party.drama].title.both)}")
    facts += _terms(party)
    if ready and party.state is PartyState.LOBBY:
        facts.append(f"**Ready** {ready} of {len(party.going)}")
    playing = _playing(party, catalogue, now) if now is not None else []
    return card(
        title,
        "\n".join(playing or facts),
        "\n".join(_guests(party)),
        "\n".join(tracks_lines(party, catalogue)),
        buttons=board_buttons(party, mark),
        colour=GREY if party.state in OVER or party.state is PartyState.DRAFT else GREEN,
    )


def board_mark(party: Party) -> str:
    """The token of the delivery that carries the party's board."""
    return announce.board(party, party.starts).token


def board_buttons(party: Party, mark: str) -> list[Button]:
    """What can be pressed on the board where the party stands now."""
    if party.state in COMING:
        return [*answer_buttons(party, mark), button("Add to calendar", fan_id("calendar", party.id, mark))]
    if party.state in PLAYING:
        return [
            button("♥ this track", fan_id("heart", party.id, mark)),
            button("Note this moment", fan_id("note", party.id, mark)),
            button("I'm late", fan_id("late", party.id, mark), style=discord.ButtonStyle.primary),
            button("Check in", fan_id("here", party.id, mark)),
        ]
    return []


def answer_buttons(party: Party, mark: str = "") -> list[Button]:
    """Going, Maybe, No; who meets a full party joins its waiting list with the first."""
    full = party.state is PartyState.FULL
    return [
        button("Join waitlist" if full and choice is Choice.GOING else _WORDS[choice], rsvp_id(party.id, choice, mark),
               style=_STYLES[choice])
        for choice in Choice
    ]  # fmt: skip


def reminder_card(party: Party, *, mark: str) -> Card:
    """The reminder before the start, where the board is."""
    return card(
        f"**{safe(party.title)}** starts {stamp(party.starts, 'R')}, at {stamp(party.starts, 't')}. {count(party)}.",
        buttons=answer_buttons(party, mark),
        colour=GREEN,
    )


def direct_card(party: Party, *, mark: str) -> Card:
    """The reminder in somebody's direct messages, which they can stop right there."""
    return card(
        f"You asked me to remind you: **{safe(party.title)}** starts {stamp(party.starts, 'R')}, "
        f"at {stamp(party.starts, 't')}, in <#{party.room}>.",
        buttons=[button("No more reminders here", f"dmstop:v1:{party.guild}:{party.id}:{mark}")],
        colour=GREEN,
    )


def list_card(parties: list[Party]) -> Card:
    """The parties to come."""
    lines = [
        f"**{safe(party.title)}** · {moment(party.starts)} · {count(party)} · <#{party.channel}>" for party in parties
    ]
    return card("## Parties to come", "\n".join(lines) or "None yet: /party create opens one.")


def party_choice(party: Party) -> str:
    """One line of an autocomplete."""
    local = party.starts.astimezone(party.zone)
    state = "" if party.state in COMING else f" ({party.state})"
    return shorten(f"{party.title} - {local:%a} {local.day} {local:%b %H:%M} ({party.zone.key}){state}", 100)


def tracks_lines(party: Party, catalogue: Catalogue, most: int = SHOWN_TRACKS) -> list[str]:
    """The track list, numbered, with lengths."""
    items = party.listed
    if not items:
        return []
    whole = tracklist.clock(int(tracklist.total(party).total_seconds()))
    lines = [f"{number}. {item_words(item, catalogue)}" for number, item in enumerate(items[:most], 1)]
    if len(items) > most:
        lines.append(f"-# and {len(items) - most} more")
    known = f", {whole} with gaps" if all(item.seconds for item in items) else ""
    return [f"**Tracks** {len(items)}{known}", *lines]


def item_words(item: Item, catalogue: Catalogue) -> str:
    """One track as it is read: in both scripts where the catalogue knows them."""
    track = catalogue.tracks.get(item.track) if item.track else None
    title, artist = (track.title.both, catalogue.artist_line(track)) if track else (item.title, item.artist)
    length = f" `{tracklist.clock(item.seconds)}`" if item.seconds else ""
    return f"{safe(title)} – {safe(artist)}{length}" if artist else f"{safe(title)}{length}"


def stamp(value: datetime, style: str) -> str:
    """An instant in the reader's own clock."""
    return f"<t:{int(value.timestamp())}:{style}>"


def moment(value: datetime) -> str:
    """An instant in the reader's own clock, and how far away it is."""
    return f"{stamp(value, 'F')} ({stamp(value, 'R')})"


def clocks(party: Party) -> str:
    """The start on the clocks of the party's zone and of Korea, in words."""
    zones = dict.fromkeys((party.zone.key, KOREA.key))
    return " · ".join(f"{party.starts.astimezone(ZoneInfo(key)):%a %H:%M} {place(key)}" for key in zones)


def seats(party: Party) -> str:
    """Seats taken: ``18/25``, or ``18`` where there is no limit."""
    return f"{party.heads}{limit(party)}"


def count(party: Party) -> str:
    """Seats taken, and how many wait."""
    waiting = f", {len(party.waiting)} waiting" if party.waiting else ""
    return f"{seats(party)} going{waiting}"


def place(zone: str) -> str:
    """A zone's place: ``New York``."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def span(minutes: int) -> str:
    """A stretch of time in words: ``30 minutes``, ``1 hour``, ``2 days``."""
    for size, unit in ((1440, "day"), (60, "hour")):
        if minutes % size == 0:
            return plural(minutes // size, unit)
    return plural(minutes, "minute")


def limit(party: Party) -> str:
    """The limit as it follows the seats taken: ``/25``; nothing where there is none."""
    return f"/{party.seats}" if party.seats is not None else ""


def _helpers(party: Party) -> str:
    return f" with {', '.join(f'<@{each}>' for each in party.helpers[:5])}" if party.helpers else ""


def _terms(party: Party) -> list[str]:
    terms, lines = party.terms, []
    if party.place:
        lines.append(f"**Where** {safe(party.place)}")
    goal = [f"{party.goal.people} people"] if party.goal.people else []
    goal += [f"{party.goal.minutes} minutes together"] if party.goal.minutes else []
    if goal:
        lines.append(f"**Goal** {' and '.join(goal)}")
    if terms.only is not None:
        lines.append(f"**For** <@&{terms.only}>")
    lines += [f"**Of <@&{role}>** at most {plural(most, 'seat')}" for role, most in terms.limits]
    if terms.guests:
        lines.append(f"**Guests** up to {terms.guests} each, with /party rsvp")
    if party.state is PartyState.CLOSED:
        lines.append("**Answers are closed**")
    elif terms.closes and party.state in COMING:
        lines.append(f"**Answers close** {moment(party.closes)}")
    if party.reason:
        lines.append(safe(party.reason))
    return lines


def _playing(party: Party, catalogue: Catalogue, now: datetime) -> list[str]:
    running = party.programme
    if running is None or party.state not in PLAYING:
        return []
    items, following = party.listed, running.following(now)
    if now < running.t0:
        return [f"**Press play at {stamp(running.t0, 'T')}**: 1. {item_words(items[0], catalogue)}"]
    index = running.current(now)
    assert index is not None
    cue = running.cues[index]
    lines = [f"**Now** {cue.number + 1}. {item_words(items[cue.number], catalogue)}, since {stamp(cue.at, 'T')}"]
    if party.state is PartyState.PAUSED:
        return ["**Paused**: wait for the host", *lines]
    if following is not None:
        lines.append(
            f"**Next** {following.number + 1}. {item_words(items[following.number], catalogue)}, "
            f"at {stamp(following.at, 'T')}"
        )
    else:
        lines.append(f"**The last one**: over at {stamp(running.ends, 'T')}")
    return lines


def _guests(party: Party) -> list[str]:
    found = [f"**Going** {seats(party)}{_names(party.going)}"]
    if party.over:
        found.append(f"-# {plural(party.over, 'seat')} over the limit of {party.seats}: nobody is sent away")
    if party.waiting:
        found.append(f"**Waiting** {len(party.waiting)}{_names(party.waiting)}")
    if party.maybe:
        found.append(f"**Maybe** {len(party.maybe)}{_names(party.maybe)}")
    if party.nominations:
        found.append(
            f"**Proposed** {plural(len(party.nominations), 'track')}: /party tracks shows and /party vote votes"
        )
    return found


def _names(members: tuple[UserId, ...]) -> str:
    if not members:
        return ""
    more = f" and {len(members) - SHOWN_NAMES} more" if len(members) > SHOWN_NAMES else ""
    return f" · {', '.join(f'<@{member}>' for member in members[:SHOWN_NAMES])}{more}"
