"""Chart cards."""

from datetime import date

import discord

from bot.ui.card import Card, button, card
from bot.ui.pictures import Picture
from bot.ui.safe import safe
from bot.ui.told import EARLIER, LATER, NONE, SHARED, SIGNED, turns
from core.catalog.tongue import Tongue
from core.charts.asking.answered import On
from core.charts.board import Board, Gone, Line
from core.charts.telling import words, words_ko
from core.charts.telling.speech import Speech
from core.charts.telling.units import unit_of
from core.language import Language
from core.values import ChartKey

FULL = 50
"""Places in the full list."""

USUAL = 10
"""Places that are shown where nobody asks for more."""

DRAWN = 20
"""Places up to which a list has its picture: a longer one is read, not looked at."""


def chart_id(verb: str, chart: ChartKey, end: date, size: int, *, osts: bool, mark: str = "") -> str:
    """The custom id of a chart button; *mark* is a delivery's token, by which a post is found again."""
    tail = f":{mark}" if mark else ""
    return f"{verb}:v1:{chart}:{end}:{size}:{'ost' if osts else 'all'}{tail}"


def chart_card(
    board: Board,
    picture: Picture | None = None,
    *,
    story: str = "",
    size: int = USUAL,
    mark: str = "",
    signed: str = "",
    language: Language = Language.EN,
) -> Card:
    """One issue of a chart: heading, the week's *story*, picture, the list in words, and where to go from here.

    A scheduled post carries its delivery's *mark* and is in its server's *language*, an answer in its reader's; a
    shared one is *signed* with who shared it.
    """
    said, unit = words_ko if language is Language.KO else words, unit_of(board.chart.cadence)
    heading = [f"## {safe(said.heading(board))}", f"{said.week(board)}"]
    if news := said.news(board):
        heading[1] += f" · {news}"
    if story:
        heading.append(safe(story))
    lines = [text for line in board.lines for text in _lines(line, board, language)]
    notes = [f"-# {remark}" for remark in said.remarks(board)]

    def were(some: list[Gone]) -> str:
        title = Tongue(language).one
        return ", ".join(safe(said.WAS.format(title=title(each.title), rank=each.exit.last_rank)) for each in some)

    if gone := were([each for each in board.gone if each.exit.known]):
        notes.append(f"-# {said.OUT.format(now=unit.now_ko if language is Language.KO else unit.now, songs=gone)}")
    if below := were([each for each in board.gone if not each.exit.known]):
        notes.append(f"-# {said.BELOW.format(songs=below)}")
    notes.append(f"-# {safe(said.source(board))}")
    if signed:
        notes.append(f"-# {SIGNED.filled(who=signed).said(language)}")
    return card(
        "\n".join(heading),
        "\n".join(lines or [said.NO_OST]),
        "\n".join(notes),
        picture=picture,
        buttons=[]
        if board.as_of
        else _buttons(board, size=size, mark=mark, shared=bool(mark or signed), language=language),
    )


def _lines(line: Line, board: Board, language: Language) -> list[str]:
    """Two lines of text for one place: who, and the figures."""
    said = words_ko if language is Language.KO else words
    figures = line.figures
    part = f" Part {line.part}" if line.part else ""
    drama = (line.drama.ko if language is Language.KO else None) or str(line.drama) if line.drama else ""
    facts = [
        said.numbers(figures, board.chart.cadence),
        said.on_source(line, board),
        said.claims(line.source or figures, board.chart.cadence, whole=line.source is not None),
        f"{safe(drama)}{part}" if drama else "",
        "" if line.verified else said.UNVERIFIED,
    ]
    move, speech = said.movement(figures), Speech(language)
    who = f"**{safe(speech.both(line.title))}** – {safe(speech.by(line.artist, line.artist_ko))}"
    return [
        f"**{said.place(line)}** {f'{move} ' if move else ''}{who}",
        f"-# {' · '.join(fact for fact in facts if fact)}",
    ]


def _buttons(
    board: Board, *, size: int, mark: str, shared: bool, language: Language
) -> list[discord.ui.Button[discord.ui.LayoutView]]:
    osts = board.source is not None
    chart = board.source.key if board.source else board.chart.key
    found = []
    if board.earlier:
        found.append(button(EARLIER.said(language), chart_id("chart", chart, board.earlier, size, osts=osts)))
    if board.later:
        found.append(button(LATER.said(language), chart_id("chart", chart, board.later, size, osts=osts)))
    if board.total > len(board.lines) or mark:
        found.append(
            button(
                language.say("Full list", "전체 목록"), chart_id("chart", chart, board.end, FULL, osts=osts, mark=mark)
            )
        )
    if size > DRAWN:
        back = language.say(f"Top {USUAL}", f"{USUAL}위까지")
        found.append(button(back, chart_id("chart", chart, board.end, USUAL, osts=osts)))
    on = On(board.chart, board.source)
    found += turns("movers", on, (language.say("Movers", "순위 변동"), board.end))
    if not shared:
        style = discord.ButtonStyle.primary
        found.append(button(SHARED.said(language), chart_id("share", chart, board.end, size, osts=osts), style=style))
    return [*found, *turns("method", on, (language.say("How", "산정 방식"), NONE))]
