"""The recap of a party in words; the picture beside it says the same."""

from bot.ui.card import Card, button, card
from bot.ui.parties import GREEN, fan_id, item_words, stamp
from bot.ui.pictures import Picture
from bot.ui.safe import safe
from core.catalog.model import Catalogue
from core.parties.after import Mark, Recap
from core.parties.tracklist import clock
from core.text import plural

SHOWN = 5


def recap_card(recap: Recap, catalogue: Catalogue, picture: Picture | None, *, mark: str = "") -> Card:
    """Who was there, what was loved and noted, and what the chart happened to do."""
    party = recap.party
    head = f"## {safe(party.title)}: the recap\n{stamp(party.starts, 'D')}, {recap_figures(recap)}"
    loved = [f"♥ {number} · {item_words(item, catalogue)}" for item, number in recap.hearts[:SHOWN]]
    notes = [f"> {safe(note.text)}\n-# {_spot(note)}" for note in recap.notes[:SHOWN]]
    if len(recap.notes) > SHOWN:
        notes.append(f"-# and {len(recap.notes) - SHOWN} more")
    return card(
        head,
        "\n".join(["**Most loved**", *loved]) if loved else "",
        "\n".join(["**Noted**", *notes]) if notes else "",
        f"-# {safe(recap.chart.words())}" if recap.chart else "",
        picture=picture,
        buttons=[button("Show the party", fan_id("show", party.id, mark))],
        colour=GREEN,
    )


def recap_figures(recap: Recap) -> str:
    """The evening in one line: ``18 there, 72 minutes of music, 31 hearts``."""
    hearts = sum(number for _, number in recap.hearts)
    parts = [f"{len(recap.there)} there", f"{plural(recap.minutes, 'minute')} of music", plural(hearts, "heart")]
    if recap.notes:
        parts.append(plural(len(recap.notes), "note"))
    return ", ".join(parts) + (f". Goal: {recap.goal}" if recap.goal else "")


def _spot(note: Mark) -> str:
    return f"track {note.item + 1}, {clock(note.offset)}"
