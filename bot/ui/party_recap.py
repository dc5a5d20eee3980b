"""The recap of a party in words; the picture beside it says the same."""

from dataclasses import replace

from bot.ui.card import Card, button, card
from bot.ui.parties import GREEN, fan_id
from bot.ui.party_words import SHOW, in_names, item_words, spot
from bot.ui.pictures import Picture
from bot.ui.pictures.party_recap import figures
from bot.ui.safe import safe
from bot.ui.stamps import stamp
from core.catalog.model import Catalogue
from core.catalog.tongue import Tongue
from core.language import Language
from core.parties.after import Recap

SHOWN = 5


def recap_card(
    recap: Recap, catalogue: Catalogue, picture: Picture | None, *, mark: str = "", language: Language | None = None
) -> Card:
    """Who was there, what was loved and noted, and what the chart happened to do; in the *language* of its only reader,
    else in the server's."""
    party = recap.party
    say = Tongue(language or party.language)
    title = safe(party.title)
    head = say(f"## {title}: the recap", f"## {title}: 돌아보기")
    loved = [f"♥ {number} · {item_words(item, catalogue, say)}" for item, number in recap.hearts[:SHOWN]]
    notes = [f"> {safe(note.text)}\n-# {spot(note.item, note.offset, say)}" for note in recap.notes[:SHOWN]]
    if (rest := len(recap.notes) - SHOWN) > 0:
        notes.append(f"-# {say(f'and {rest} more', f'외 {rest}개')}")
    return card(
        f"{head}\n{stamp(party.began, 'D')}, {recap_figures(recap, say)}",
        "\n".join([say("**Most loved**", "**가장 사랑받은 곡**"), *loved]) if loved else "",
        "\n".join([say("**Noted**", "**기록한 순간**"), *notes]) if notes else "",
        f"-# {safe(recap.chart.words(say.language))}" if recap.chart else "",
        picture=picture,
        buttons=[button(SHOW.said(say.language), fan_id("show", party.id, mark))],
        colour=GREEN,
    )


def for_picture(recap: Recap, catalogue: Catalogue, language: Language) -> Recap:
    """*recap* as it is drawn in *language*: its tracks under the names that are read there."""
    say = Tongue(language)
    return replace(recap, hearts=tuple((in_names(item, catalogue, say), number) for item, number in recap.hearts))


def recap_figures(recap: Recap, say: Tongue) -> str:
    """The evening in one line: ``18 there, 72 minutes of music, 31 hearts, 4 notes``, and how far its goal was met."""
    goal = recap.goal(say.language)
    return figures(recap, say.language, notes=True) + (say(f". Goal: {goal}", f". 목표: {goal}") if goal else "")
