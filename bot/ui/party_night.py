"""What a party shows in its thread, in its server's language: lobby, call, start, offers; and the way back in."""

import discord

from bot.ui.card import Button, Card, button, card
from bot.ui.parties import GREEN, fan_id
from bot.ui.party_links import links
from bot.ui.party_words import LATE, READY, SHOW, exactly, item_words, ordinal
from bot.ui.safe import safe
from bot.ui.stamps import moment, stamp
from core.catalog.model import Catalogue
from core.catalog.tongue import Tongue
from core.language import Words
from core.parties.cues import Join, Programme
from core.parties.model import Answer, Choice, Party
from core.parties.tracklist import clock
from core.text import plural

MENTIONED = 80
"""Names in one message: Discord notifies at most a hundred people by one."""

BY_HAND = Words(
    "-# Turn shuffle, crossfade and autoplay off. If your device's clock is off, start when the board changes.",
    "-# 셔플, 크로스페이드, 자동 재생을 꺼 주세요. 기기의 시계가 맞지 않으면 파티 게시물이 바뀔 때 시작하세요.",
)
EMPTY = Words("The track list is still empty.", "곡 목록이 아직 비어 있습니다.")


def lobby_card(party: Party, catalogue: Catalogue, *, mark: str) -> Card:
    """Fifteen minutes before: only who comes is called; where track 1 can be heard; Ready."""
    say, title = Tongue(party.language), safe(party.title)
    soon, at = stamp(party.starts, "R"), stamp(party.starts, "T")
    items = party.listed
    first = _first(party, catalogue, say) if items else EMPTY.said(say.language)
    opening = say(
        f"**{title}** begins {soon}, at {at}. Open track 1 now, and do not press play yet.",
        f"**{title}** 파티가 {soon}({at}) 시작합니다. 지금 1번 곡을 열어 두고, 재생은 아직 누르지 마세요.",
    )
    return card(
        f"{opening}\n{first}\n{BY_HAND.said(say.language)}",
        called(party),
        say(
            "-# Press Ready when you are: the board counts.",
            "-# 준비되면 ‘준비 완료’를 눌러 주세요. 게시물에 집계됩니다.",
        ),
        links=links(items[0], catalogue, say) if items else (),
        buttons=[_ready(party, mark, discord.ButtonStyle.success)],
        colour=GREEN,
    )


def call_card(party: Party, running: Programme, catalogue: Catalogue, *, mark: str) -> Card:
    """The one call: the absolute time at which everybody presses play."""
    say = Tongue(party.language)
    t0 = exactly(running.t0, party.zone, say)
    head = say(f"## Press play at {t0}", f"## {t0}에 재생을 누르세요")
    return card(
        f"{head}\n{_first(party, catalogue, say)}\n{BY_HAND.said(say.language)}",
        called(party),
        links=links(party.listed[0], catalogue, say),
        buttons=[_ready(party, mark), _late(party, mark)],
        colour=GREEN,
    )


def start_card(party: Party, catalogue: Catalogue, *, mark: str) -> Card:
    """At the very second: now."""
    say = Tongue(party.language)
    first = item_words(party.listed[0], catalogue, say)
    return card(f"**{say('Now: play.', '지금 재생하세요!')}** 1. {first}", buttons=[_late(party, mark)], colour=GREEN)


def said_card(party: Party, text: str, *, mark: str) -> Card:
    """Anything else the party says while it plays, with the way back in."""
    return card(text, buttons=[_late(party, mark)], colour=GREEN)


def told_card(party: Party, text: str, *, mark: str) -> Card:
    """Anything the party says before or after, with a look at it."""
    return card(text, buttons=[button(SHOW.said(party.language), fan_id("show", party.id, mark))], colour=GREEN)


def offer_card(party: Party, answer: Answer, *, mark: str) -> Card:
    """A free seat, held for one fan."""
    assert answer.until is not None
    say, title = Tongue(party.language), safe(party.title)
    size = "A seat is" if answer.size == 1 else f"{answer.size} seats are"
    until, left = stamp(answer.until, "t"), stamp(answer.until, "R")
    offer = f"offer:v1:{party.id}:{answer.place}"
    return card(
        say(
            f"<@{answer.member}>, {size} free at **{title}** and held for you until {until} ({left}); "
            "then it goes to the next in line.",
            f"<@{answer.member}> 님, **{title}** 파티에 {answer.size}자리가 비었습니다. {until}({left})까지 맡아 두고, "
            "그 뒤에는 다음 순서로 넘어갑니다.",
        ),
        buttons=[
            button(say("Take it", "자리 받기"), f"{offer}:{Choice.GOING}:{mark}", style=discord.ButtonStyle.success),
            button(say("Let it go", "양보하기"), f"{offer}:{Choice.NO}"),
        ],
        colour=GREEN,
    )


def join_card(party: Party, join: Join, catalogue: Catalogue, say: Tongue) -> Card:
    """The private answer to "I'm late": the next boundary to join at, and the seek position for the impatient."""
    items = party.listed
    if join.held is not None:
        number, at = join.held.number, clock(join.held.offset)
        words = say(
            f"Paused in track {number + 1}, at {at}. Open it there and wait for the call.",
            f"{number + 1}번 곡 {at}에서 멈춰 있습니다. 그 위치를 열어 두고 안내를 기다려 주세요.",
        )
        return card(words, links=links(items[number], catalogue, say, join.held.offset))
    lines, shown = [], None
    if join.boundary is not None:
        number, item = join.boundary.number + 1, items[join.boundary.number]
        named = item_words(item, catalogue, say)
        at, soon = exactly(join.boundary.at, party.zone, say), stamp(join.boundary.at, "R")
        lines.append(
            say(
                f"**Best: wait for track {number}**, {named}: open it and press play at {at}, {soon}.",
                f"**추천: {number}번 곡을 기다리세요**, {named}: 열어 두었다가 {soon}, {at}에 재생을 누르세요.",
            )
        )
        shown = (item, 0)
    if join.seek is not None:
        number, item, to = join.seek.number + 1, items[join.seek.number], clock(join.seek.offset)
        named, at = item_words(item, catalogue, say), exactly(join.seek.at, party.zone, say)
        lines.append(
            say(
                f"**At once**: open track {number}, {named}, seek to **{to}**, press play at {at}.",
                f"**바로 들어가기**: {number}번 곡, {named}: **{to}** 위치로 옮기고 {at}에 재생을 누르세요.",
            )
        )
        shown = (item, join.seek.offset)
    if shown is None:
        title = safe(party.title)
        return card(
            say(
                f"“{title}” is in its last seconds: there is nothing left to join. Thank you for coming!",
                f"“{title}” 파티가 곧 끝나서 이제 들어갈 곡이 없습니다. 와 주셔서 고맙습니다!",
            )
        )
    return card("\n".join([*lines, BY_HAND.said(say.language)]), links=links(shown[0], catalogue, say, shown[1]))


def called(party: Party) -> str:
    """Who is called: everybody with a seat and nobody else; a large party by its role."""
    if party.terms.attendee is not None and len(party.going) > MENTIONED:
        return f"<@&{party.terms.attendee}>"
    more = len(party.going) - MENTIONED
    names = " ".join(f"<@{member}>" for member in party.going[:MENTIONED])
    return names + party.language.say(f" and {more} more", f" 외 {more}명") if more > 0 else names


def rehearsal_card(party: Party, running: Programme, catalogue: Catalogue, say: Tongue) -> Card:
    """All cues as they would be, for the host alone."""
    items = party.listed
    lines = [
        f"`{cue.at.astimezone(party.zone):%H:%M:%S}` {cue.number + 1}. {item_words(items[cue.number], catalogue, say)}"
        for cue in running.cues
    ]
    ends, title, t0 = f"{running.ends.astimezone(party.zone):%H:%M:%S}", safe(party.title), moment(running.t0)
    return card(
        say(f"## Rehearsal: {title}\nIf it starts at {t0}:", f"## 리허설: {title}\n{t0}에 시작한다면:"),
        "\n".join(lines),
        say(
            f"`{ends}` over · {plural(running.gap, 'second')} between two tracks",
            f"`{ends}` 끝 · 곡 사이 {running.gap}초",
        ),
    )


def _first(party: Party, catalogue: Catalogue, say: Tongue) -> str:
    return f"{ordinal(0, say)}: {item_words(party.listed[0], catalogue, say)}"


def _ready(party: Party, mark: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> Button:
    return button(READY.said(party.language), fan_id("ready", party.id, mark), style=style)


def _late(party: Party, mark: str) -> Button:
    return button(LATE.said(party.language), fan_id("late", party.id, mark))
