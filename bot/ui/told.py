"""Chart answers as cards, and the buttons that ask again."""

from collections.abc import Sequence

import discord

from bot.ui.card import Card, button, card
from bot.ui.pictures import Picture
from bot.ui.safe import safe
from core.charts.asking.answered import On
from core.charts.telling.told import Row, Section, Told
from core.language import Language, Words

SHOW, SHARE = "show", "share"
NONE = "-"
"""Stands in a custom id for what an answer does without."""

SHARED = Words("Share", "공유")
SIGNED = Words("shared by {who}", "{who} 님이 공유")
EARLIER = Words("Earlier week", "이전 주")
LATER = Words("Later week", "다음 주")


def ask_id(verb: str, kind: str, on: On | None = None, about: object = NONE) -> str:
    """The custom id that asks a question of this *kind* again: of which list, *about* what."""
    chart, only = (on.key, "ost" if on.only_osts else "all") if on else (NONE, "ost")
    return f"ans:v1:{verb}:{kind}:{chart}:{only}:{about}"


def turns(kind: str, on: On | None, *ways: tuple[str, object]) -> list[discord.ui.Button[discord.ui.LayoutView]]:
    """Buttons to the same question about something else, each a label and what about; without the latter, none."""
    return [button(label, ask_id(SHOW, kind, on, about)) for label, about in ways if about]


def told_card(
    told: Told,
    picture: Picture | None = None,
    beside: Picture | None = None,
    *,
    buttons: Sequence[discord.ui.Button[discord.ui.LayoutView]] = (),
    share: str = "",
    signed: str = "",
    language: Language = Language.EN,
) -> Card:
    """An answer: its heading, its pictures, its words, its notes.

    *share* is the custom id that posts it for everybody; a shared answer is *signed* with who shared it. *language* is
    that of the card's own words.
    """
    shown = [*buttons]
    if share and not signed:
        shown.append(button(SHARED.said(language), share, style=discord.ButtonStyle.primary))
    notes = [f"-# {safe(note)}" for note in told.notes]
    if signed:
        notes.append(f"-# {SIGNED.filled(who=signed).said(language)}")
    return card(
        "\n".join((f"## {safe(told.heading)}", *map(safe, told.lead))),
        "\n".join(line for section in told.sections for line in _section(section)),
        "\n".join(notes),
        picture=picture,
        beside=beside,
        buttons=shown,
    )


def _section(section: Section) -> list[str]:
    title = [f"### {safe(section.title)}"] if section.title else []
    return [*title, *(line for row in section.rows for line in _row(row))]


def _row(row: Row) -> list[str]:
    return [f"**{safe(row.what)}**", f"-# {safe(row.facts)}"] if row.facts else [safe(row.what)]
