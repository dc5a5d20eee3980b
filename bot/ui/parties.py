"""Cards of listening parties before they begin: the board everybody sees, and the reminders.

What everybody sees is in the language of the party's server; who asks alone reads it in their own.
"""

from datetime import datetime

import discord

from bot.ui.card import Button, Card, button, card
from bot.ui.party_words import (
    CALENDAR,
    CHOICES,
    LATE,
    NOTE,
    clocks,
    count,
    exactly,
    item_words,
    paused,
    seats,
    tracks_lines,
)
from bot.ui.safe import safe
from bot.ui.stamps import moment, stamp
from core.catalog.model import Catalogue
from core.catalog.tongue import Tongue
from core.language import Language, Words
from core.parties import announce, reasons
from core.parties.model import Choice, Party, PartyState
from core.parties.states import COMING, OVER, PLAYING
from core.text import plural
from core.values import UserId

SHOWN_NAMES = 30
GREEN, GREY = 0x2E7D5B, 0x6E6E6E

_STYLES = {
    Choice.GOING: discord.ButtonStyle.success,
    Choice.MAYBE: discord.ButtonStyle.secondary,
    Choice.NO: discord.ButtonStyle.secondary,
}
_HEADS = {
    PartyState.CANCELLED: Words("Cancelled: ", "취소됨: "),
    PartyState.DRAFT: Words("Draft: ", "초안: "),
    PartyState.ENDED: Words("Over: ", "끝남: "),
    PartyState.ARCHIVED: Words("Over: ", "끝남: "),
}
_NO_HEAD = Words("", "")


def rsvp_id(party: int, choice: Choice, mark: str = "") -> str:
    """The custom id of an answer button; *mark* is a delivery's token."""
    return f"rsvp:v1:{party}:{choice}{f':{mark}' if mark else ''}"


def fan_id(verb: str, party: int, mark: str = "") -> str:
    """The custom id of a button that every member may press."""
    return f"party:v1:{verb}:{party}{f':{mark}' if mark else ''}"


def board_card(
    party: Party,
    catalogue: Catalogue,
    now: datetime | None = None,
    mark: str | None = None,
    ready: int = 0,
    language: Language | None = None,
) -> Card:
    """The party as everybody sees it: when, who hosts, who comes, what is played; while it plays, now and next.

    Its custom ids stay the same for ever and carry the token of its delivery, by which a look-back knows it. *ready* is
    how many have said so, for the time between lobby and start. *language* is the reader's where only one reads it.
    """
    mark = board_mark(party) if mark is None else mark
    say = Tongue(language or party.language)
    host = f"<@{party.host}>" if party.host else say("unknown", "알 수 없음")
    facts = [
        f"**{say('Began' if party.programme else 'Starts', '시작')}** {moment(party.began)}",
        f"-# {clocks(party, say)}",
        f"**{say('Host', '진행')}** {host}{_helpers(party, say)}",
    ]
    if party.drama and party.drama in catalogue.dramas:
        facts.append(f"**{say('Drama', '드라마')}** {safe(say.both(catalogue.dramas[party.drama].title))}")
    facts += _terms(party, say)
    if ready and party.state is PartyState.LOBBY:
        here = len(party.going)
        facts.append(say(f"**Ready** {ready} of {here}", f"**준비 완료** {here}명 중 {ready}명"))
    playing = _playing(party, catalogue, now, say) if now is not None else []
    return card(
        f"## {_HEADS.get(party.state, _NO_HEAD).said(say.language)}{safe(party.title)}",
        "\n".join(playing or facts),
        "\n".join(_guests(party, say)),
        "\n".join(tracks_lines(party, catalogue, say)),
        buttons=board_buttons(party, mark, say),
        colour=GREY if party.state in OVER or party.state is PartyState.DRAFT else GREEN,
    )


def board_mark(party: Party) -> str:
    """The token of the delivery that carries the party's board."""
    return announce.board(party, party.starts).token


def board_buttons(party: Party, mark: str, say: Tongue) -> list[Button]:
    """What can be pressed on the board where the party stands now."""

    def labelled(label: Words, verb: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> Button:
        return button(label.said(say.language), fan_id(verb, party.id, mark), style=style)

    if party.state in COMING:
        return [*answer_buttons(party, say, mark), labelled(CALENDAR, "calendar")]
    if party.state in PLAYING:
        return [
            labelled(Words("♥ this track", "♥ 이 곡"), "heart"),
            labelled(NOTE, "note"),
            labelled(LATE, "late", discord.ButtonStyle.primary),
            labelled(Words("Check in", "출석"), "here"),
        ]
    return []


def answer_buttons(party: Party, say: Tongue, mark: str = "") -> list[Button]:
    """Going, Maybe, No; who meets a full party joins its waiting list with the first."""
    labels = {choice: words.said(say.language) for choice, words in CHOICES.items()}
    if party.state is PartyState.FULL:
        labels[Choice.GOING] = say("Join waitlist", "대기 신청")
    return [button(labels[each], rsvp_id(party.id, each, mark), style=_STYLES[each]) for each in Choice]


def reminder_card(party: Party, *, mark: str) -> Card:
    """The reminder before the start, where the board is."""
    say, soon, at = Tongue(party.language), stamp(party.starts, "R"), stamp(party.starts, "t")
    title, comes = safe(party.title), count(party, say)
    return card(
        say(f"**{title}** starts {soon}, at {at}. {comes}.", f"**{title}** 파티가 {soon}({at}) 시작합니다. {comes}."),
        buttons=answer_buttons(party, say, mark),
        colour=GREEN,
    )


def direct_card(party: Party, *, mark: str) -> Card:
    """The reminder in somebody's direct messages, which they can stop right there."""
    say, soon, at = Tongue(party.language), stamp(party.starts, "R"), stamp(party.starts, "t")
    title = safe(party.title)
    stop = say("No more reminders here", "이 알림 그만 받기")
    return card(
        say(
            f"You asked me to remind you: **{title}** starts {soon}, at {at}, in <#{party.room}>.",
            f"신청하신 알림입니다. **{title}** 파티가 {soon}({at}) <#{party.room}> 채널에서 시작합니다.",
        ),
        buttons=[button(stop, f"dmstop:v1:{party.guild}:{party.id}:{mark}")],
        colour=GREEN,
    )


def _helpers(party: Party, say: Tongue) -> str:
    names = ", ".join(f"<@{each}>" for each in party.helpers[:5])
    return say(f" with {names}", f" · 공동 진행 {names}") if names else ""


def _terms(party: Party, say: Tongue) -> list[str]:
    terms, goal, lines = party.terms, party.goal, []
    if party.place:
        lines.append(f"**{say('Where', '장소')}** {safe(party.place)}")
    hopes = [say(f"{goal.people} people", f"{goal.people}명")] if goal.people else []
    hopes += [say(f"{goal.minutes} minutes together", f"함께 {goal.minutes}분")] if goal.minutes else []
    if hopes:
        lines.append(f"**{say('Goal', '목표')}** {say(' and ', ', ').join(hopes)}")
    if terms.only is not None:
        lines.append(f"**{say('For', '대상')}** <@&{terms.only}>")
    lines += [
        say(f"**Of <@&{role}>** at most {plural(most, 'seat')}", f"**<@&{role}> 역할** 최대 {most}자리")
        for role, most in terms.limits
    ]
    if terms.guests:
        lines.append(
            say(
                f"**Guests** up to {terms.guests} each, with /party rsvp",
                f"**동반** 한 사람당 최대 {terms.guests}명(/party rsvp)",
            )
        )
    if party.state is PartyState.CLOSED:
        lines.append(say("**Answers are closed**", "**참가 신청이 마감되었습니다**"))
    elif terms.closes and party.state in COMING:
        lines.append(f"**{say('Answers close', '신청 마감')}** {moment(party.closes)}")
    if party.reason:
        lines.append(safe(reasons.told(party.reason, say.language)))
    return lines


def _playing(party: Party, catalogue: Catalogue, now: datetime, say: Tongue) -> list[str]:
    running = party.programme
    if running is None or party.state not in PLAYING:
        return []

    def track(number: int) -> str:
        return f"{number + 1}. {item_words(party.listed[number], catalogue, say)}"

    t0 = exactly(running.t0, party.zone, say)
    if now < running.t0:
        return [say(f"**Press play at {t0}**: {track(0)}", f"**{t0}에 재생을 누르세요**: {track(0)}")]
    index = running.current(now)
    assert index is not None
    cue, since = running.cues[index], stamp(running.cues[index].at, "T")
    lines = [say(f"**Now** {track(cue.number)}, since {since}", f"**지금** {track(cue.number)}, {since}부터")]
    if stands := paused(party, say):
        return [f"{stands}: {say('wait for the host', '진행자를 기다려 주세요')}", *lines]
    following, ends = running.following(now), stamp(running.ends, "T")
    if following is None:
        return [*lines, say(f"**The last one**: over at {ends}", f"**마지막 곡**: {ends}에 끝납니다")]
    upcoming, at = track(following.number), exactly(following.at, party.zone, say)
    return [*lines, say(f"**Next** {upcoming}, at {at}", f"**다음** {upcoming}, {at}")]


def _guests(party: Party, say: Tongue) -> list[str]:
    found = [f"**{say('Going', '참가')}** {seats(party)}{_names(party.going, say)}"]
    if party.over:
        found.append(
            say(
                f"-# {plural(party.over, 'seat')} over the limit of {party.seats}: nobody is sent away",
                f"-# 정원 {party.seats}자리보다 {party.over}자리 많습니다. 나가야 하는 사람은 없습니다.",
            )
        )
    for head, members in ((say("Waiting", "대기"), party.waiting), (say("Maybe", "미정"), party.maybe)):
        if members:
            found.append(f"**{head}** {len(members)}{_names(members, say)}")
    if party.nominations:
        number = len(party.nominations)
        found.append(
            say(
                f"**Proposed** {plural(number, 'track')}: /party tracks shows and /party vote votes",
                f"**제안** {number}곡: 목록은 /party tracks, 투표는 /party vote",
            )
        )
    return found


def _names(members: tuple[UserId, ...], say: Tongue) -> str:
    if not members:
        return ""
    rest = len(members) - SHOWN_NAMES
    more = say(f" and {rest} more", f" 외 {rest}명") if rest > 0 else ""
    return f" · {', '.join(f'<@{member}>' for member in members[:SHOWN_NAMES])}{more}"
