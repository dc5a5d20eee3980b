"""Cards of listening parties: the board everybody sees, and the private answers."""

from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from bot.ui.card import Card, button, card
from bot.ui.safe import safe
from core.catalog.labels import shorten
from core.catalog.model import Catalogue
from core.parties.desk import Answered
from core.parties.model import Choice, Party, PartyState
from core.values import UserId

KOREA = ZoneInfo("Asia/Seoul")
SHOWN_NAMES = 30
SHOWN_TRACKS = 20

_WORDS = {Choice.GOING: "Going", Choice.MAYBE: "Maybe", Choice.NO: "No"}
_STYLES = {
    Choice.GOING: discord.ButtonStyle.success,
    Choice.MAYBE: discord.ButtonStyle.secondary,
    Choice.NO: discord.ButtonStyle.secondary,
}


def rsvp_id(party: int, choice: Choice, mark: str = "") -> str:
    """The custom id of an answer button; *mark* is a delivery's token."""
    return f"rsvp:v1:{party}:{choice}{f':{mark}' if mark else ''}"


def board_card(party: Party, catalogue: Catalogue) -> Card:
    """The party as everybody sees it: when, who hosts, who comes, what is played, and the three answers.

    Its custom ids stay the same for ever and carry the token of its delivery, by which a look-back knows it.
    """
    called_off = party.state is PartyState.CANCELLED
    title = f"## {'Cancelled: ' if called_off else ''}{safe(party.title)}"
    facts = [
        f"**Starts** {moment(party.starts)}",
        f"-# {clocks(party)}",
        f"**Host** {f'<@{party.host}>' if party.host else 'unknown'}",
    ]
    if party.drama and party.drama in catalogue.dramas:
        facts.append(f"**Drama** {safe(catalogue.dramas[party.drama].title.both)}")
    return card(
        title,
        "\n".join(facts),
        "\n".join(_guests(party)),
        "\n".join(_tracks(party, catalogue)),
        buttons=None if called_off else answer_buttons(party, party.board_plan(party.starts).token),
        colour=0x6E6E6E if called_off else 0x2E7D5B,
    )


def answer_buttons(party: Party, mark: str = "") -> list[discord.ui.Button[discord.ui.LayoutView]]:
    """Going, Maybe, No."""
    return [button(_WORDS[choice], rsvp_id(party.id, choice, mark), style=_STYLES[choice]) for choice in Choice]


def reminder_card(party: Party, *, mark: str) -> Card:
    """The reminder before the start, where the board is."""
    return card(
        f"**{safe(party.title)}** starts {stamp(party.starts, 'R')}, at {stamp(party.starts, 't')}. {_count(party)}.",
        buttons=answer_buttons(party, mark),
        colour=0x2E7D5B,
    )


def answered_text(answered: Answered, fan: UserId) -> str:
    """What a fan reads after answering."""
    party = answered.party
    title = safe(party.title)
    if fan in party.waiting:
        place = party.waiting.index(fan) + 1
        return (
            f"“{title}” is full ({seats(party)}). You are number {place} on the waiting list: "
            "a seat that becomes free goes to the first in line, and the board shows it."
        )
    answer = party.answer_of(fan)
    if answer is not None and answer.choice is Choice.GOING:
        return f"You're in ({seats(party)}): “{title}”, {moment(party.starts)}."
    if answer is not None and answer.choice is Choice.MAYBE:
        return f"Noted: maybe. “{title}” is {moment(party.starts)}; press Going when you know."
    return f"Noted: you are not coming to “{title}”. Press Going if that changes."


def created_text(party: Party) -> str:
    """What the host reads after creating: the time as understood, in every clock that matters."""
    remind = f"I remind the channel {party.remind} minutes before." if party.remind else "No reminder."
    return (
        f"“{safe(party.title)}” is set for {moment(party.starts)}.\n-# {clocks(party)}\n"
        f"The board goes up in <#{party.channel}>. {remind}"
    )


def list_card(parties: list[Party]) -> Card:
    """The parties to come."""
    lines = [
        f"**{safe(party.title)}** · {moment(party.starts)} · {_count(party)} · <#{party.channel}>" for party in parties
    ]
    return card("## Parties to come", "\n".join(lines) or "None yet: /party create opens one.")


def party_choice(party: Party) -> str:
    """One line of an autocomplete."""
    local = party.starts.astimezone(party.zone)
    return shorten(f"{party.title} - {local:%a} {local.day} {local:%b %H:%M} ({party.zone.key})", 100)


def stamp(value: datetime, style: str) -> str:
    """An instant in the reader's own clock."""
    return f"<t:{int(value.timestamp())}:{style}>"


def moment(value: datetime) -> str:
    """An instant in the reader's own clock, and how far away it is."""
    return f"{stamp(value, 'F')} ({stamp(value, 'R')})"


def clocks(party: Party) -> str:
    """The start on the clocks of the party's zone and of Korea, in words."""
    zones = dict.fromkeys((party.zone.key, KOREA.key))
    return " · ".join(f"{party.starts.astimezone(ZoneInfo(key)):%a %H:%M} {_place(key)}" for key in zones)


def seats(party: Party) -> str:
    """Seats taken: ``18/25``, or ``18`` where there is no limit."""
    return f"{len(party.going)}/{party.seats}" if party.seats is not None else str(len(party.going))


def _place(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _count(party: Party) -> str:
    waiting = f", {len(party.waiting)} waiting" if party.waiting else ""
    return f"{seats(party)} going{waiting}"


def _guests(party: Party) -> list[str]:
    found = [f"**Going** {seats(party)}{_names(party.going)}"]
    if party.waiting:
        found.append(f"**Waiting** {len(party.waiting)}{_names(party.waiting)}")
    if party.maybe:
        found.append(f"**Maybe** {len(party.maybe)}{_names(party.maybe)}")
    return found


def _names(members: tuple[UserId, ...]) -> str:
    if not members:
        return ""
    more = f" and {len(members) - SHOWN_NAMES} more" if len(members) > SHOWN_NAMES else ""
    return f" · {', '.join(f'<@{member}>' for member in members[:SHOWN_NAMES])}{more}"


def _tracks(party: Party, catalogue: Catalogue) -> list[str]:
    known = [catalogue.tracks[key] for key in party.tracks if key in catalogue.tracks]
    if not known:
        return []
    lines = [
        f"{number}. {safe(track.title.both)} – {safe(catalogue.artist_line(track))}"
        for number, track in enumerate(known[:SHOWN_TRACKS], 1)
    ]
    if len(known) > SHOWN_TRACKS:
        lines.append(f"-# and {len(known) - SHOWN_TRACKS} more")
    return ["**Tracks**", *lines]
