"""The lines a party says, in its server's language: moved, cancelled, paused, together again, thanks."""

from datetime import datetime

from bot.ui.party_night import called
from bot.ui.party_words import exactly, item_words, numbered, spot
from bot.ui.safe import safe
from bot.ui.stamps import moment, stamp
from core.catalog.model import Catalogue
from core.catalog.tongue import Tongue
from core.parties import reasons, rules
from core.parties.cues import Cue, Join, Programme, Spot
from core.parties.model import Party
from core.parties.tracklist import clock
from core.text import plural

# Before ---------------------------------------------------------------------------------------------------------------


def seated_text(party: Party, number: int) -> str:
    """More seats, and how many got one."""
    title = safe(party.title)
    return party.language.say(
        f"More seats at **{title}**: {plural(number, 'fan')} moved up from the waiting list.",
        f"**{title}** 파티의 자리가 늘어 대기자 {number}명이 참가하게 되었습니다.",
    )


def moved_text(party: Party) -> str:
    """The new time, for who has a seat."""
    title, starts = safe(party.title), moment(party.starts)
    told = party.language.say(
        f"**{title}** has a new time: {starts}.", f"**{title}** 파티의 시간이 바뀌었습니다: {starts}."
    )
    return f"{told}\n{called(party)}"


def hostless_text(party: Party) -> str:
    """Who may start now that the host is not there."""
    title, off = safe(party.title), stamp(party.starts + rules.NOBODY_CAME, "t")
    return party.language.say(
        f"The host of **{title}** is not here yet. Any co-host or manager may start now with /party start; "
        f"if nobody does by {off}, it is called off.",
        f"**{title}** 파티의 진행자가 아직 오지 않았습니다. 이제 공동 진행자나 서버 관리자도 /party start로 "
        f"시작할 수 있습니다. {off}까지 아무도 시작하지 않으면 취소됩니다.",
    )


def cannot_text(party: Party) -> str:
    """Why it does not start by itself."""
    title = safe(party.title)
    return party.language.say(
        f"<@{party.host}>, **{title}** cannot start by itself: a track has no known length, or the list is empty. "
        "Put it right in /party tracks, then press Start.",
        f"<@{party.host}> 님, **{title}** 파티는 길이를 모르는 곡이 있거나 목록이 비어 있어 저절로 시작할 수 없습니다. "
        "/party tracks에서 확인해 고친 뒤 시작을 눌러 주세요.",
    )


def not_run_text(party: Party) -> str:
    """That it did not take place, for the host."""
    title, why = safe(party.title), safe(reasons.told(party.reason, party.language))
    return party.language.say(
        f"<@{party.host}>, **{title}** did not take place. {why}",
        f"<@{party.host}> 님, **{title}** 파티는 열리지 못했습니다. {why}",
    )


def cancelled_text(party: Party) -> str:
    """That it is called off, and why."""
    title, why = safe(party.title), safe(reasons.told(party.reason, party.language))
    told = party.language.say(f"**{title}** is called off.", f"**{title}** 파티가 취소되었습니다.")
    return f"{f'{told} {why}' if why else told}\n{called(party)}"


# While it plays -------------------------------------------------------------------------------------------------------


def fifth_text(party: Party, number: int, began: datetime, catalogue: Catalogue) -> str:
    """A line by which everybody checks that they are together."""
    say, at = Tongue(party.language), stamp(began, "T")
    track = numbered(number, party.listed[number], catalogue, say)
    return say(f"Together? {track}, began at {at}.", f"다 같이 듣고 있나요? {track}: {at}에 시작했습니다.")


def where_text(party: Party, running: Programme, catalogue: Catalogue, join: Join, *, missed: bool) -> str:
    """Where the party is, for everybody who lost it; *missed* says that nobody was told to start."""
    say, items, lines = Tongue(party.language), party.listed, []
    if join.seek is not None:
        at, to, number = exactly(join.seek.at, party.zone, say), clock(join.seek.offset), join.seek.number + 1
        item = item_words(items[join.seek.number], catalogue, say)
        lines.append(
            say(
                f"At {at} it is at **{to}** of track {number}, {item}.",
                f"{at} 기준 위치: {number}번 곡 **{to}**, {item}.",
            )
        )
    if join.boundary is not None:
        at = exactly(join.boundary.at, party.zone, say)
        track = numbered(join.boundary.number, items[join.boundary.number], catalogue, say)
        lines.append(
            say(
                f"{track}, begins at {at}: the best moment to join.",
                f"{track}: {at}에 시작합니다. 들어가기 가장 좋은 때입니다.",
            )
        )
    over = stamp(running.ends, "T")
    words = "\n".join(lines) or say(f"The last track is over at {over}.", f"마지막 곡이 {over}에 끝납니다.")
    away = say(
        "I was away at the start; the music was not. ", "시작할 때 제가 자리에 없었지만 음악은 흐르고 있습니다. "
    )
    return f"**{say('Together again.', '다시 함께.')}** {away if missed else ''}{words}"


def jump_text(party: Party, following: Cue, catalogue: Catalogue) -> str:
    """The track that begins next, from its beginning, because the host went there."""
    say = Tongue(party.language)
    at, number = exactly(following.at, party.zone, say), following.number + 1
    item = item_words(party.listed[following.number], catalogue, say)
    return say(
        f"**Track {number} at {at}**, from its beginning: {item}.", f"**{at}에 {number}번 곡**, 처음부터: {item}."
    )


def paused_text(party: Party, when: datetime, held: Spot | None) -> str:
    """At which instant everybody stops, and where in the music that is."""
    say = Tongue(party.language)
    at, where = exactly(when, party.zone, say), f": {spot(held.number, held.offset, say)}" if held is not None else ""
    return say(
        f"**Pause at {at}**{where}. Stop there and wait for the host.",
        f"**{at}에 일시정지**{where}. 그때 멈추고 진행자를 기다려 주세요.",
    )


def resumed_text(party: Party, until: datetime, held: Spot | None, following: Cue | None = None) -> str:
    """When everybody goes on, and from where; out of a gap, with the track *following* it."""
    say = Tongue(party.language)
    at, place = exactly(until, party.zone, say), ""
    if held is not None:
        to, number = clock(held.offset), held.number + 1
        place = say(f", from {to} of track {number}", f" ({number}번 곡 {to}부터)")
    elif following is not None:
        begins, number = exactly(following.at, party.zone, say), following.number + 1
        place = say(f": track {number} begins at {begins}", f": {number}번 곡은 {begins}에 시작합니다")
    return say(f"**On again at {at}**{place}.", f"**{at}에 다시 재생합니다**{place}.")


# Afterwards -----------------------------------------------------------------------------------------------------------


def thanks_text(party: Party) -> str:
    """Thanks, and the check-in."""
    title = safe(party.title)
    return party.language.say(
        f"That was **{title}**. Thank you all! Were you there? /party checkin is open for 15 minutes. "
        "The recap comes tomorrow morning.",
        f"**{title}** 파티가 끝났습니다. 모두 고맙습니다! 함께했다면 15분 안에 /party checkin 명령으로 출석해 주세요. "
        "돌아보기는 내일 아침에 올라옵니다.",
    )
