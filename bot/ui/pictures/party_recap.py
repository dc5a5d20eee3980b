"""The recap of a listening party: what was loved, as bars that are also numbers."""

from bot.ui.pictures.alt import clean, within
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.inks import Ink
from bot.ui.pictures.letters import Style
from bot.ui.pictures.page import HEAD, LEFT, RIGHT, ROOM, SENTENCE, WIDE, foot, foot_high, foot_lines, head
from bot.ui.pictures.values import Picture, Theme, file_name
from core.parties.after import Recap
from core.parties.model import Item
from core.text import plural

MOST_ROWS = 8
ROW, EMPTY = 84, 110
BAR, BAR_HIGH, NUMBER_ROOM = 560, 16, 220
TITLE, ARTIST, NUMBER, HEARTS = Style(30, 0.8), Style(25), Style(30, 0.8), Style(25, 0.5)
NOTHING = "No hearts were given."


def party_recap_picture(recap: Recap, *, theme: Theme = Theme.DARK) -> Picture:
    """The most loved tracks of the evening, each with its hearts; who was there and for how long stands above."""
    party, shown = recap.party, recap.hearts[:MOST_ROWS]
    day = party.starts.astimezone(party.zone).date()
    figures = f"{len(recap.there)} there, {plural(recap.minutes, 'minute')} of music, {plural(_hearts(recap), 'heart')}"
    goal = [f"Goal: {recap.goal}"] if recap.goal else []
    lines = foot_lines([f"{day} · {plural(len(party.listed), 'track')}", *goal])
    below = HEAD + (len(shown) * ROW or EMPTY)
    sheet = Canvas(WIDE, below + foot_high(lines), theme)
    head(sheet, party.title, figures)
    if not shown:
        sheet.text((LEFT, HEAD + 60), NOTHING, SENTENCE, room=ROOM)
    most = max((number for _, number in shown), default=0)
    for place, (item, number) in enumerate(shown):
        _row(sheet, HEAD + place * ROW, place + 1, item, number, most)
        if place:
            sheet.rule((LEFT, HEAD + place * ROW, RIGHT, HEAD + place * ROW + 1))
    foot(sheet, below, lines)
    return Picture(sheet.png(), _alt(recap, figures), file_name("party", party.id, day))


def _row(sheet: Canvas, top: int, place: int, item: Item, number: int, most: int) -> None:
    text, room = LEFT + 60, RIGHT - LEFT - 60
    sheet.text((LEFT + 20, top + 50), str(place), NUMBER, room=50, align="centre")
    taken = sheet.text((text, top + 36), item.title, TITLE, room=room * 60 // 100) + 14
    sheet.text((text + taken, top + 36), item.artist, ARTIST, room=room - taken, ink=Ink.SOFT)
    end = text + max(round(BAR * number / most), BAR_HIGH)
    sheet.panel((text, top + 53, end, top + 53 + BAR_HIGH), BAR_HIGH // 2, Ink.UP)
    sheet.text((end + 14, top + 69), plural(number, "heart"), HEARTS, room=NUMBER_ROOM)


def _alt(recap: Recap, figures: str) -> str:
    rows = [
        f"{place}. {clean(item.named)[:150]}: {plural(number, 'heart')}"
        for place, (item, number) in enumerate(recap.hearts[:MOST_ROWS], 1)
    ]
    goal = f" Goal: {recap.goal}." if recap.goal else ""
    return within(
        "\n".join([f"Recap of the listening party {clean(recap.party.title)}: {figures}.{goal}", *(rows or [NOTHING])])
    )


def _hearts(recap: Recap) -> int:
    return sum(number for _, number in recap.hearts)
