"""The recap of a listening party: what was loved, as bars that are also numbers."""

from bot.ui.pictures.alt import clean, within
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.inks import Ink
from bot.ui.pictures.letters import Style
from bot.ui.pictures.page import HEAD, LEFT, RIGHT, ROOM, SENTENCE, WIDE, foot, foot_high, foot_lines, head
from bot.ui.pictures.values import Picture, Theme, file_name
from core.language import Language, Words
from core.parties.after import Recap
from core.parties.model import Item
from core.text import plural

MOST_ROWS = 8
ROW, EMPTY = 84, 110
BAR, BAR_HIGH, NUMBER_ROOM = 560, 16, 220
TITLE, ARTIST, NUMBER, HEARTS = Style(30, 0.8), Style(25), Style(30, 0.8), Style(25, 0.5)
NOTHING = Words("No hearts were given.", "받은 하트가 없습니다.")


def party_recap_picture(recap: Recap, *, theme: Theme = Theme.DARK, language: Language = Language.EN) -> Picture:
    """The most loved tracks of the evening, each with its hearts; who was there and for how long stands above."""
    party, shown, tracks = recap.party, recap.hearts[:MOST_ROWS], len(recap.party.listed)
    day = party.began.astimezone(party.zone).date()
    lines = foot_lines([f"{day} · {language.say(plural(tracks, 'track'), f'{tracks}곡')}", *_goal(recap, language)])
    below = HEAD + (len(shown) * ROW or EMPTY)
    sheet = Canvas(WIDE, below + foot_high(lines), theme)
    head(sheet, party.title, figures(recap, language))
    if not shown:
        sheet.text((LEFT, HEAD + 60), NOTHING.said(language), SENTENCE, room=ROOM)
    most = max((number for _, number in shown), default=0)
    for place, (item, number) in enumerate(shown):
        _row(sheet, HEAD + place * ROW, place + 1, item, number, most, language)
        if place:
            sheet.rule((LEFT, HEAD + place * ROW, RIGHT, HEAD + place * ROW + 1))
    foot(sheet, below, lines)
    return Picture(sheet.png(), _alt(recap, language), file_name("party", party.id, day))


def figures(recap: Recap, language: Language, *, notes: bool = False) -> str:
    """The evening in one line: ``18 there, 72 minutes of music, 31 hearts``, and with *notes* how many were made."""
    there, hearts, noted = len(recap.there), sum(number for _, number in recap.hearts), len(recap.notes)
    told = language.say(
        f"{there} there, {plural(recap.minutes, 'minute')} of music, {plural(hearts, 'heart')}",
        f"{there}명 참석, 음악 {recap.minutes}분, 하트 {hearts}개",
    )
    return told + language.say(f", {plural(noted, 'note')}", f", 기록 {noted}개") if notes and noted else told


def _row(sheet: Canvas, top: int, place: int, item: Item, number: int, most: int, language: Language) -> None:
    text, room = LEFT + 60, RIGHT - LEFT - 60
    sheet.text((LEFT + 20, top + 50), str(place), NUMBER, room=50, align="centre")
    taken = sheet.text((text, top + 36), item.title, TITLE, room=room * 60 // 100) + 14
    sheet.text((text + taken, top + 36), item.artist, ARTIST, room=room - taken, ink=Ink.SOFT)
    end = text + max(round(BAR * number / most), BAR_HIGH)
    sheet.panel((text, top + 53, end, top + 53 + BAR_HIGH), BAR_HIGH // 2, Ink.UP)
    sheet.text((end + 14, top + 69), _hearts(number, language), HEARTS, room=NUMBER_ROOM)


def _alt(recap: Recap, language: Language) -> str:
    rows = [
        f"{place}. {clean(item.named)[:150]}: {_hearts(number, language)}"
        for place, (item, number) in enumerate(recap.hearts[:MOST_ROWS], 1)
    ]
    title = clean(recap.party.title)
    head = language.say(f"Recap of the listening party {title}", f"리스닝 파티 돌아보기, {title}")
    first = ". ".join([f"{head}: {figures(recap, language)}", *_goal(recap, language)])
    return within("\n".join([f"{first}.", *(rows or [NOTHING.said(language)])]))


def _goal(recap: Recap, language: Language) -> list[str]:
    goal = recap.goal(language)
    return [language.say(f"Goal: {goal}", f"목표: {goal}")] if goal else []


def _hearts(number: int, language: Language) -> str:
    return language.say(plural(number, "heart"), f"하트 {number}개")
