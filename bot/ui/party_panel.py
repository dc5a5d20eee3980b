"""The host's private panel: how the party stands, what is still missing, and every handle on it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import discord

from bot.ui.card import Button, Card, button, card
from bot.ui.party_words import CHOICES, SEATS, clocks, count, paused, seats, span, state, tracks_lines
from bot.ui.safe import safe
from bot.ui.stamps import moment, stamp
from core.catalog.model import Catalogue
from core.catalog.tongue import Tongue
from core.language import Words
from core.parties import tracklist
from core.parties.hosting import Edited
from core.parties.model import Party, PartyState, Seat
from core.parties.states import COMING, PLAYING
from core.text import plural

HINTS = Words(
    "-# Roles, co-hosts, guests, goal and the rest: /party edit. It comes again: /party series. "
    "Keep it for later: /party template.",
    "-# 역할, 공동 진행자, 동반 인원, 목표 등: /party edit · 반복해서 열기: /party series · "
    "다음을 위해 남기기: /party template",
)
SHOWN_ANSWERS = 25

_OVER = Words("It is over. The recap comes tomorrow morning.", "끝났습니다. 돌아보기는 내일 아침에 올라옵니다.")
_DONE = Words("Done.", "완료했습니다.")
_CONTROLLED = {
    "open": Words("It is open: the board goes up.", "열렸습니다. 파티 게시물이 올라갑니다."),
    "close": Words("Answers are closed.", "참가 신청을 마감했습니다."),
    "reopen": Words("Answers are open again.", "참가 신청을 다시 받습니다."),
    "start": Words("Everybody is called to press play in 60 seconds.", "60초 뒤에 재생을 누르도록 모두에게 알립니다."),
    "pause": Words("Everybody stops in ten seconds.", "10초 뒤에 모두 멈춥니다."),
    "resume": Words(
        "On again in ten seconds; every later track has moved.",
        "10초 뒤에 다시 재생합니다. 뒤의 곡들도 그만큼 밀렸습니다.",
    ),
    "skip": Words("The next track begins in ten seconds.", "10초 뒤에 다음 곡이 시작합니다."),
    "back": Words("Back, in ten seconds.", "10초 뒤에 되돌아가 재생합니다."),
    "resync": Words("I tell everybody where it is.", "지금 위치를 모두에게 알립니다."),
    "end": _OVER,
    "takeover": Words("You are the host now.", "이제 진행자입니다."),
}
"""What the host reads after a press."""

_LABELS = {
    "open": Words("Open", "열기"),
    "tracks": Words("Track list", "곡 목록"),
    "time": Words("Title and time", "제목과 시간"),
    "terms": Words("Seats and reminders", "자리와 알림"),
    "rehearse": Words("Rehearse", "리허설"),
    "close": Words("Close answers", "신청 마감"),
    "reopen": Words("Open answers", "신청 다시 받기"),
    "roster": Words("Roster", "참가자 명단"),
    "takeover": Words("Take over", "진행 넘겨받기"),
    "start": Words("Start in 60 s", "60초 뒤 시작"),
    "early": Words("Start early", "일찍 시작"),
    "startnow": Words("Start now", "지금 시작"),
    "wait": Words("Not yet", "아직 아니요"),
    "pause": Words("Pause", "일시정지"),
    "resume": Words("Resume", "이어서 재생"),
    "skip": Words("Skip", "다음 곡"),
    "back": Words("Back", "이전 곡"),
    "resync": Words("Re-sync", "위치 알리기"),
    "end": Words("End", "끝내기"),
    "ended": Words("End it now", "지금 끝내기"),
    "listen": Words("Go on listening", "계속 듣기"),
    "again": Words("Plan it again", "다시 계획하기"),
    "cancel": Words("Cancel the party", "파티 취소"),
    "discard": Words("Discard", "버리기"),
    "cancelled": Words("Call it off", "취소하기"),
    "panel": Words("Keep it", "그대로 두기"),
}
"""What the panel's buttons are called, by what they do."""


def host_id(verb: str, party: int) -> str:
    """The custom id of a button of the panel."""
    return f"host:v1:{verb}:{party}"


def panel_card(party: Party, catalogue: Catalogue, say: Tongue, zones: Sequence[ZoneInfo] = (), said: str = "") -> Card:
    """Everything about *party* that its host decides; *said* is what the last press came to."""
    stands = f"**{state(party, say).capitalize()}** · {moment(party.began)}\n-# {clocks(party, say)}"
    empty = say("The track list is empty: press *Track list*.", "곡 목록이 비어 있습니다. *곡 목록*을 눌러 주세요.")
    return card(
        *([said] if said else []),
        f"## {safe(party.title)}\n{stands}",
        "\n".join(_facts(party, say)),
        "\n".join(tracks_lines(party, catalogue, say, most=8)) or empty,
        "\n".join(f"-# {say('Mind', '확인')}: {warning}." for warning in _warnings(party, zones, say)),
        HINTS.said(say.language),
        buttons=panel_buttons(party, say),
    )


def panel_buttons(party: Party, say: Tongue) -> list[Button]:
    """What the host may do where the party stands now."""
    green, red = discord.ButtonStyle.success, discord.ButtonStyle.danger
    lists, wide = ("tracks", "time", "terms", "rehearse"), ("roster", "takeover")

    def shown(verb: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary, label: str = "") -> Button:
        return _button(party, verb, say, style, label)

    match party.state:
        case PartyState.DRAFT:
            return [shown("open", green), *map(shown, lists), shown("cancel", red, "discard")]
        case PartyState.LOBBY:
            return [shown("start", green), *map(shown, (*lists, "close", *wide)), shown("cancel", red)]
        case state if state in COMING:
            answers = "reopen" if state is PartyState.CLOSED else "close"
            early = shown("start", label="early")
            return [*map(shown, (*lists, answers, *wide)), early, shown("cancel", red)]
        case PartyState.LIVE:
            return [*map(shown, ("pause", "skip", "back", "resync", *wide)), shown("end", red)]
        case PartyState.PAUSED:
            return [*map(shown, ("resume", *wide)), shown("end", red)]
        case _:
            return [shown("again"), shown("roster")]


def controlled_text(party: Party, verb: str, say: Tongue) -> str:
    """What the host reads after a press."""
    told = _OVER if party.state is PartyState.ENDED else _CONTROLLED.get(verb, _DONE)
    return told.said(say.language)


def early_card(party: Party, say: Tongue) -> Card:
    """How early a start would be and whom it would call, and the question whether to."""
    title, starts, soon = safe(party.title), stamp(party.starts, "F"), stamp(party.starts, "R")
    called = len(party.going)
    return card(
        say(
            f"“{title}” is planned for {starts}, which is {soon}. Start it now? {plural(called, 'fan')} would be "
            "called to press play in 60 seconds, and answers close.",
            f"“{title}” 파티는 {starts}({soon})로 잡혀 있습니다. 지금 시작할까요? {called}명에게 60초 뒤에 재생을 "
            "누르라고 알리고, 참가 신청은 마감됩니다.",
        ),
        buttons=[
            _button(party, "startnow", say, discord.ButtonStyle.danger),
            _button(party, "panel", say, label="wait"),
        ],
    )


def end_card(party: Party, say: Tongue) -> Card:
    """What ending the evening would change, and the question whether to."""
    title = safe(party.title)
    return card(
        say(
            f"End “{title}” for everybody? The music stops here, and check-in closes 15 minutes later. "
            "This cannot be undone.",
            f"“{title}” 파티를 모두에게 끝낼까요? 음악은 여기서 멈추고, 출석은 15분 뒤에 마감됩니다. "
            "되돌릴 수 없습니다.",
        ),
        buttons=[
            _button(party, "ended", say, discord.ButtonStyle.danger),
            _button(party, "panel", say, label="listen"),
        ],
    )


def cancel_card(party: Party, say: Tongue) -> Card:
    """What calling it off would change, and the question whether to."""
    title, comes = safe(party.title), count(party, say)
    if party.state is PartyState.DRAFT:
        told = say("Nobody has seen it yet.", "아직 아무도 보지 않았습니다.")
    else:
        told = say(
            f"{comes}: all of them are told once, the board says so, no reminder goes out any more.",
            f"{comes}: 모두에게 한 번 알리고 게시물에 표시합니다. 알림은 더 나가지 않습니다.",
        )
    return card(
        say(
            f"Call off “{title}”? {told} This cannot be undone.",
            f"“{title}” 파티를 취소할까요? {told} 되돌릴 수 없습니다.",
        ),
        buttons=[_button(party, "cancelled", say, discord.ButtonStyle.danger), _button(party, "panel", say)],
    )


def edited_text(edited: Edited, say: Tongue) -> str:
    """What an edit has come to, where it concerns seats."""
    party, parts = edited.party, [say("Saved.", "저장했습니다.")]
    if party.over:
        parts.append(
            say(
                f"{plural(party.over, 'seat')} over the limit now ({seats(party)}): nobody is sent away, "
                "but no more seats are given until there are fewer.",
                f"지금 정원보다 {party.over}자리 많습니다({seats(party)}). 나가야 하는 사람은 없지만, "
                "줄어들 때까지 새 자리는 나오지 않습니다.",
            )
        )
    if edited.seated:
        number = len(edited.seated)
        moved = f"{plural(number, 'fan')} moved up from the waiting list."
        parts.append(say(moved, f"대기자 {number}명이 참가하게 되었습니다."))
    return " ".join(parts)


def roster_text(party: Party, say: Tongue) -> str:
    """Who comes, for the host alone; everybody is in the file beside it."""
    lines = []
    for each in sorted(party.answers, key=lambda each: each.place)[:SHOWN_ANSWERS]:
        seat = f", {SEATS[each.seat].said(say.language)}" if each.seat is not Seat.NONE else ""
        guests = f" +{each.guests}" if each.guests else ""
        choice = say(each.choice, CHOICES[each.choice].ko)
        lines.append(f"{each.place}. <@{each.member}> · {choice}{seat}{guests}")
    more, title = len(party.answers) - len(lines), safe(party.title)
    rest = [say(f"-# and {more} more in the file", f"-# 외 {more}명은 파일에 있습니다")] if more > 0 else []
    head = say(f"**Roster of {title}**", f"**{title}** 참가자 명단")
    return "\n".join([f"{head}: {count(party, say)}", *lines, *rest])


def _facts(party: Party, say: Tongue) -> list[str]:
    terms, taken = party.terms, seats(party)
    before = [span(minutes, say) for minutes in sorted(party.reminders, reverse=True)]
    remind = ", ".join(say(f"{each} before", f"{each} 전") for each in before) or say("none", "없음")
    going = taken if party.seats else say(f"{taken}, no limit", f"{taken}, 제한 없음")
    gap, itself = (
        say(plural(party.gap, "second"), f"{party.gap}초"),
        say("yes", "예") if party.itself else say("no", "아니요"),
    )
    facts = [
        f"**{say('Where', '장소')}** <#{party.channel}>{f', {safe(party.place)}' if party.place else ''}",
        say(
            f"**Going** {going} · **guests** {terms.guests} each · **reminders** {remind}",
            f"**참가** {going} · **동반** 한 사람당 {terms.guests}명 · **알림** {remind}",
        ),
        say(f"**Gap** {gap} · **starts by itself** {itself}", f"**곡 사이 간격** {gap} · **자동 시작** {itself}"),
    ]
    if party.helpers:
        facts.append(f"**{say('Co-hosts', '공동 진행')}** {', '.join(f'<@{each}>' for each in party.helpers)}")
    if stands := paused(party, say):
        facts.append(stands)
    elif party.state in PLAYING and party.programme is not None:
        facts.append(f"**{say('Over', '끝나는 시각')}** {moment(party.programme.ends)}")
    return facts


def _warnings(party: Party, zones: Sequence[ZoneInfo], say: Tongue) -> list[str]:
    late = tracklist.asleep(party.began, zones, say.language)
    return [*tracklist.lint(party, say.language), *([late] if late else [])]


def _button(
    party: Party,
    verb: str,
    say: Tongue,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    label: str = "",
) -> Button:
    return button(_LABELS[label or verb].said(say.language), host_id(verb, party.id), style=style)
