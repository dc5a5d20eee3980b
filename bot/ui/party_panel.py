"""The host's private panel: how the party stands, what is still missing, and every handle on it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import discord

from bot.ui.card import Button, Card, button, card
from bot.ui.parties import clocks, count, moment, seats, span, tracks_lines
from bot.ui.safe import safe
from core.catalog.model import Catalogue
from core.parties import fair, tracklist
from core.parties.hosting import Edited
from core.parties.model import Party, PartyState, Seat
from core.parties.repeating import Times
from core.parties.series import Series
from core.parties.states import COMING, PLAYING
from core.text import plural

HINTS = (
    "-# Roles, co-hosts, guests, goal and the rest: /party edit. It comes again: /party series. "
    "Keep it for later: /party template."
)
SHOWN_SLOTS = 7
SHOWN_ANSWERS = 25


def host_id(verb: str, party: int) -> str:
    """The custom id of a button of the panel."""
    return f"host:v1:{verb}:{party}"


def panel_card(party: Party, catalogue: Catalogue, zones: Sequence[ZoneInfo] = (), said: str = "") -> Card:
    """Everything about *party* that its host decides; *said* is what the last press came to."""
    return card(
        *([said] if said else []),
        f"## {safe(party.title)}\n**{party.state.capitalize()}** · {moment(party.starts)}\n-# {clocks(party)}",
        "\n".join(_facts(party)),
        "\n".join(tracks_lines(party, catalogue, most=8)) or "The track list is empty: press *Track list*.",
        "\n".join(f"-# Mind: {warning}." for warning in _warnings(party, zones)),
        HINTS,
        buttons=panel_buttons(party),
    )


def panel_buttons(party: Party) -> list[Button]:
    """What the host may do where the party stands now."""
    green, red = discord.ButtonStyle.success, discord.ButtonStyle.danger
    lists = [("Track list", "tracks"), ("Title and time", "time"), ("Seats and reminders", "terms")]
    verbs: list[tuple[str, str]] = []
    match party.state:
        case PartyState.DRAFT:
            return [_button(party, "Open", "open", green), *_plain(party, [*lists, ("Rehearse", "rehearse")]),
                    _button(party, "Discard", "cancel", red)]  # fmt: skip
        case state if state in COMING:
            answers = ("Open answers", "reopen") if state is PartyState.CLOSED else ("Close answers", "close")
            verbs = [*lists, ("Rehearse", "rehearse"), answers, ("Roster", "roster"), ("Take over", "takeover")]
            return [_button(party, "Start in 60 s", "start", green), *_plain(party, verbs),
                    _button(party, "Cancel the party", "cancel", red)]  # fmt: skip
        case PartyState.LIVE:
            verbs = [("Pause", "pause"), ("Skip", "skip"), ("Back", "back"), ("Re-sync", "resync")]
        case PartyState.PAUSED:
            verbs = [("Resume", "resume")]
        case _:
            return _plain(party, [("Roster", "roster")])
    return [
        *_plain(party, [*verbs, ("Roster", "roster"), ("Take over", "takeover")]),
        _button(party, "End", "end", red),
    ]


def controlled_text(party: Party, verb: str) -> str:
    """What the host reads after a press."""
    words = {
        "open": "It is open: the board goes up.",
        "close": "Answers are closed.",
        "reopen": "Answers are open again.",
        "start": "Everybody is called to press play in 60 seconds.",
        "pause": "Paused.",
        "resume": "On again in ten seconds; every later track has moved.",
        "skip": "The next track begins in ten seconds.",
        "back": "Back, in ten seconds.",
        "resync": "I tell everybody where it is.",
        "end": "It is over. The recap comes tomorrow morning.",
        "takeover": "You are the host now.",
    }
    return words.get(verb, "Done.") if party.state is not PartyState.ENDED else words["end"]


def cancel_card(party: Party) -> Card:
    """What calling it off would change, and the question whether to."""
    if party.state is PartyState.DRAFT:
        told = "Nobody has seen it yet."
    else:
        told = f"{count(party)}: all of them are told once, the board says so, no reminder goes out any more."
    return card(
        f"Call off “{safe(party.title)}”? {told} This cannot be undone.",
        buttons=[
            _button(party, "Call it off", "cancelled", discord.ButtonStyle.danger),
            _button(party, "Keep it", "panel"),
        ],
    )


def edited_text(edited: Edited) -> str:
    """What an edit has come to, where it concerns seats."""
    party, parts = edited.party, ["Saved."]
    if party.over:
        parts.append(
            f"{plural(party.over, 'seat')} over the limit now ({seats(party)}): nobody is sent away, "
            "but no more seats are given until there are fewer."
        )
    if edited.seated:
        parts.append(f"{plural(len(edited.seated), 'fan')} moved up from the waiting list.")
    return " ".join(parts)


def roster_text(party: Party) -> str:
    """Who comes, for the host alone; everybody is in the file beside it."""
    lines = [
        f"{each.place}. <@{each.member}> · {each.choice}{f', {each.seat}' if each.seat is not Seat.NONE else ''}"
        f"{f' +{each.guests}' if each.guests else ''}"
        for each in sorted(party.answers, key=lambda each: each.place)[:SHOWN_ANSWERS]
    ]
    more = len(party.answers) - len(lines)
    rest = [f"-# and {more} more in the file"] if more > 0 else []
    return "\n".join([f"**Roster of {safe(party.title)}**: {count(party)}", *lines, *rest])


def proposed_card(party: Party, catalogue: Catalogue) -> Card:
    """The whole list, and what is proposed, most wanted first."""
    lines = tracks_lines(party, catalogue, most=40) or ["The track list is empty."]
    proposed = [
        f"{plural(item.votes, 'vote')} · {safe(item.named)}{f' · <@{item.by}>' if item.by else ''}"
        for item in party.nominations[:15]
    ]
    return card(f"## {safe(party.title)}", "\n".join(lines), "\n".join(["**Proposed**", *proposed]) if proposed else "")


def series_card(series: Sequence[Series], dates: Sequence[Sequence[object]]) -> Card:
    """The server's series and their next dates."""
    lines = [
        f"**{each.id}** · {safe(each.recipe.title)}: {each.words()}\n-# next: {', '.join(map(str, coming)) or 'none'}"
        for each, coming in zip(series, dates, strict=True)
    ]
    return card("## Series", "\n".join(lines) or "None yet: /party series with a party and how often it comes.")


def times_card(times: Times, where: ZoneInfo) -> Card:
    """Starts that suit, the fairest first; who was left out lately, by zone, never by name."""
    lines = []
    for slot in times.slots[:SHOWN_SLOTS]:
        whole = slot.there + sum(slot.asleep.values())
        night = f"; night in {', '.join(_zone(zone) for zone in slot.asleep)}" if slot.asleep else ""
        local = slot.starts.astimezone(where)
        lines.append(
            f"**{local:%a} {local.day} {local:%b %H:%M}** {moment(slot.starts)}: {slot.there} of {whole} are up{night}"
        )
    out = [f"{_zone(zone)} {number} of {fair.LOOKED_BACK}" for zone, number in times.left_out.items() if number]
    lately = f"-# In the night of the last five parties: {', '.join(sorted(out))}." if out else ""
    return card(f"## When most can come (on the clocks of {_zone(where)})", "\n".join(lines), lately)


def _facts(party: Party) -> list[str]:
    terms = party.terms
    remind = ", ".join(f"{span(minutes)} before" for minutes in sorted(party.reminders, reverse=True)) or "none"
    going = seats(party) if party.seats else f"{seats(party)}, no limit"
    facts = [
        f"**Where** <#{party.channel}>{f', {safe(party.place)}' if party.place else ''}",
        f"**Going** {going} · **guests** {terms.guests} each · **reminders** {remind}",
        f"**Gap** {plural(party.gap, 'second')} · **starts by itself** {'yes' if party.itself else 'no'}",
    ]
    if party.helpers:
        facts.append(f"**Co-hosts** {', '.join(f'<@{each}>' for each in party.helpers)}")
    if party.state in PLAYING and party.programme is not None:
        facts.append(f"**Over** {moment(party.programme.ends)}")
    return facts


def _warnings(party: Party, zones: Sequence[ZoneInfo]) -> list[str]:
    late = tracklist.asleep(party.starts, zones)
    return [*tracklist.lint(party), *([late] if late else [])]


def _button(party: Party, label: str, verb: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> Button:
    return button(label, host_id(verb, party.id), style=style)


def _plain(party: Party, pairs: Sequence[tuple[str, str]]) -> list[Button]:
    return [_button(party, label, verb) for label, verb in pairs]


def _zone(zone: ZoneInfo) -> str:
    return zone.key.rsplit("/", 1)[-1].replace("_", " ")
