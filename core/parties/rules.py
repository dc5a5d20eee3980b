"""What a host may do to a party, and what must hold for it. Pure, and reads as the rule."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import BadInput, NotAllowed
from core.parties import cues
from core.parties.cues import Programme
from core.parties.model import Party
from core.parties.states import COMING, GATHERING, PLAYING, PartyState, WrongState, check
from core.values import UserId

FURTHEST = timedelta(days=366)
"""How far ahead a party may be."""

LOBBY = timedelta(minutes=15)
"""Before the start at which the lobby opens."""

COUNTDOWN = timedelta(seconds=60)
"""From the press on Start to the moment at which everybody presses play."""

HOST_LATE = timedelta(minutes=2)
"""After the planned time at which any co-host or manager may start."""

NOBODY_CAME = timedelta(minutes=30)
"""After the planned time at which a party that nobody has started is called off."""

MOST_SEATS = 1000
MOST_GUESTS = 9
MOST_REMINDERS = 5
MOST_LIMITS = 5
MOST_TRACKS = 100
LONGEST_TITLE = 100
LONGEST_PLACE = 200
LONGEST_GAP = 120
"""Seconds between two tracks."""

LONGEST_REMINDER = 7 * 24 * 60
"""Minutes before the start at which a reminder may go out at the earliest."""

LONGEST_CLOSING = 7 * 24 * 60


def checked(party: Party, *, now: datetime) -> Party:
    """*party* if it can take place as asked.

    Raises:
        BadInput: something is out of its range, which the text names.
    """
    if not 1 <= len(party.title) <= LONGEST_TITLE:
        raise BadInput(
            f"A title has 1 to {LONGEST_TITLE} characters; this one has {len(party.title)}.",
            f"제목은 1~{LONGEST_TITLE}자입니다. 지금은 {len(party.title)}자입니다.",
        )
    if party.starts <= now:
        starts = f"<t:{int(party.starts.timestamp())}:F>"
        raise BadInput(
            f"{starts} is in the past: say a time to come, like “tomorrow 20:00”.",
            f"이미 지난 시각입니다({starts}). “내일 20:00”처럼 앞으로 올 시각을 적어 주세요.",
        )
    if party.starts > now + FURTHEST:
        raise BadInput(
            "That is more than a year away: a party can be planned up to 366 days ahead.",
            "1년보다 더 뒤입니다. 파티는 366일 뒤까지 잡을 수 있습니다.",
        )
    if party.seats is not None and not 1 <= party.seats <= MOST_SEATS:
        raise BadInput(
            f"A party has 1 to {MOST_SEATS} seats, or no limit when you leave it out.",
            f"파티의 자리는 1~{MOST_SEATS}자리입니다. 비워 두면 제한이 없습니다.",
        )
    if len(party.reminders) > MOST_REMINDERS:
        raise BadInput(
            f"A party has at most {MOST_REMINDERS} reminders; these are {len(party.reminders)}.",
            f"알림은 {MOST_REMINDERS}개까지입니다. 지금은 {len(party.reminders)}개입니다.",
        )
    if not all(1 <= minutes <= LONGEST_REMINDER for minutes in party.reminders):
        raise BadInput(
            "A reminder goes out at most seven days (10080 minutes) before the start; leave it out for none.",
            "알림은 시작 7일(10080분) 전부터 보낼 수 있습니다. 알림이 필요 없으면 비워 두세요.",
        )
    if not 0 <= party.gap <= LONGEST_GAP:
        raise BadInput(
            f"The gap between two tracks is 0 to {LONGEST_GAP} seconds.", f"곡 사이 간격은 0~{LONGEST_GAP}초입니다."
        )
    if len(party.place) > LONGEST_PLACE:
        raise BadInput(
            f"Where to listen is told in at most {LONGEST_PLACE} characters.",
            f"듣는 곳은 {LONGEST_PLACE}자까지 적을 수 있습니다.",
        )
    _check_terms(party)
    return party


def _check_terms(party: Party) -> None:
    terms = party.terms
    if not 0 <= terms.guests <= MOST_GUESTS:
        raise BadInput(
            f"A fan may bring 0 to {MOST_GUESTS} guests.", f"한 사람이 데려올 수 있는 인원은 0~{MOST_GUESTS}명입니다."
        )
    if len(terms.limits) > MOST_LIMITS or not all(0 <= most <= MOST_SEATS for _, most in terms.limits):
        raise BadInput(
            f"At most {MOST_LIMITS} roles have a limit, each of 0 to {MOST_SEATS} seats.",
            f"자리 제한은 역할 {MOST_LIMITS}개까지, 각각 0~{MOST_SEATS}자리로 둘 수 있습니다.",
        )
    if not 0 <= terms.closes <= LONGEST_CLOSING:
        raise BadInput(
            "Answers close at most seven days (10080 minutes) before the start; 0 means at the start.",
            "참가 신청은 시작 7일(10080분) 전부터 마감할 수 있습니다. 0은 시작할 때 마감한다는 뜻입니다.",
        )
    if len(party.listed) > MOST_TRACKS:
        raise BadInput(
            f"A list has at most {MOST_TRACKS} tracks; this one has {len(party.listed)}.",
            f"목록은 {MOST_TRACKS}곡까지입니다. 지금은 {len(party.listed)}곡입니다.",
        )
    goal = party.goal
    if goal.people is not None and not 1 <= goal.people <= MOST_SEATS:
        raise BadInput(f"A goal is 1 to {MOST_SEATS} people.", f"목표 인원은 1~{MOST_SEATS}명입니다.")
    if goal.minutes is not None and not 1 <= goal.minutes <= 600:
        raise BadInput("A goal is 1 to 600 minutes listened together.", "함께 듣는 목표 시간은 1~600분입니다.")


def hosts(party: Party, by: UserId, *, manager: bool) -> None:
    """Let the host, a co-host or a manager go on.

    Raises:
        NotAllowed: *by* is none of them.
    """
    if by != party.host and by not in party.helpers and not manager:
        raise NotAllowed(
            f"Only the host <@{party.host}>, a co-host or a manager of the server can do that to “{party.title}”.",
            f"“{party.title}” 파티에서는 진행자 <@{party.host}> 님, 공동 진행자, 서버 관리자만 할 수 있습니다.",
        )


def open_(party: Party) -> Party:
    """A draft becomes public."""
    return to(party, PartyState.OPEN)


def close(party: Party) -> Party:
    """No more answers, but the party takes place."""
    return to(party, PartyState.CLOSED)


def reopen(party: Party) -> Party:
    """Answers again."""
    return to(party, PartyState.OPEN)


def cancel(party: Party, reason: str = "") -> Party:
    """The party called off; cancelling again changes nothing.

    Raises:
        WrongState: it is over.
    """
    if party.state is PartyState.CANCELLED:
        return party
    return replace(to(party, PartyState.CANCELLED), reason=reason)


def take_over(party: Party, by: UserId) -> Party:
    """A co-host becomes the host, who becomes a co-host.

    Raises:
        NotAllowed: *by* is no co-host.
    """
    if by == party.host:
        return party
    if by not in party.helpers:
        raise NotAllowed(
            f"Only a co-host can take over: the host <@{party.host}> names them in the panel.",
            f"공동 진행자만 넘겨받을 수 있습니다. 공동 진행자는 진행자 <@{party.host}> 님이 정합니다.",
        )
    return replace(party, host=by, helpers=(*(each for each in party.helpers if each != by), party.host))


def may_start(party: Party, by: UserId, *, manager: bool, now: datetime) -> None:
    """Let the host start; two minutes after the planned time any co-host or manager.

    Raises:
        NotAllowed: it is not theirs to start, or not yet.
    """
    hosts(party, by, manager=manager)
    if by != party.host and now < party.starts + HOST_LATE:
        free = int((party.starts + HOST_LATE).timestamp())
        raise NotAllowed(
            f"The host <@{party.host}> starts “{party.title}”; co-hosts and managers may from <t:{free}:T> on. "
            "A co-host can take over at any time with the button Take over.",
            f"“{party.title}” 파티는 진행자 <@{party.host}> 님이 시작합니다. 공동 진행자와 서버 관리자는 "
            f"<t:{free}:T>부터 시작할 수 있습니다. 공동 진행자는 ‘진행 넘겨받기’ 버튼으로 언제든 넘겨받을 수 있습니다.",
        )


def is_early(party: Party, now: datetime) -> bool:
    """Whether a start *now* would come before the lobby, so that it is asked about first."""
    return party.state in GATHERING and now < party.starts - LOBBY


def start(party: Party, t0: datetime) -> Party:
    """The party begins at *t0*: every cue is computed here, once.

    Raises:
        BadInput: the list is empty, or a track has no known length; the text names it.
        WrongState: it has begun already, or is over.
    """
    if party.state in PLAYING:
        raise WrongState(
            f"“{party.title}” has started already: /party where says where it is.",
            f"“{party.title}” 파티는 이미 시작했습니다. 지금 위치는 /party where에서 볼 수 있습니다.",
        )
    return replace(to(party, PartyState.LIVE), programme=planned(party, t0))


def planned(party: Party, t0: datetime) -> Programme:
    """The programme that *party* would have from *t0* on, as a rehearsal shows it.

    Raises:
        BadInput: the list is empty, or a track has no known length; the text names it.
    """
    unknown = [item for item in party.listed if item.seconds is None]
    if unknown:
        names = ", ".join(f"“{item.named}”" for item in unknown[:5])
        more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
        others = f" 외 {len(unknown) - 5}곡" if len(unknown) > 5 else ""
        raise BadInput(
            f"I do not know how long {names}{more} is, so nobody could start together: "
            "add the length in the track list, like “title - artist 3:45”.",
            f"길이를 모르는 곡이 있어 함께 시작할 수 없습니다: {names}{others}. "
            "곡 목록에 “제목 - 가수 3:45”처럼 길이를 적어 주세요.",
        )
    return cues.programme(t0, [item.seconds or 0 for item in party.listed], party.gap)


def pause(party: Party, now: datetime) -> Party:
    """Everybody stops in ten seconds."""
    return replace(to(party, PartyState.PAUSED), programme=cues.pause(_running(party), now))


def resume(party: Party, now: datetime) -> Party:
    """Everybody goes on in ten seconds."""
    return replace(to(party, PartyState.LIVE), programme=cues.resume(_running(party), now))


def skip(party: Party, now: datetime) -> Party:
    """The next track in ten seconds; after the last the party ends."""
    after = cues.skip(_running(party), now)
    return end(party, now) if after is None else replace(party, programme=after)


def back(party: Party, now: datetime) -> Party:
    """The track from its beginning, or the one before it."""
    return replace(party, programme=cues.back(_running(party), now))


def end(party: Party, now: datetime, reason: str = "") -> Party:
    """The party is over."""
    return replace(to(party, PartyState.ENDED), ended=now.replace(microsecond=0), reason=reason)


def moved(before: Party, after: Party) -> Party:
    """*after* in the state that its new start asks for: a lobby closes when the start moves away."""
    if before.state is PartyState.LOBBY and after.starts > before.starts:
        return to(after, PartyState.OPEN)
    return after


def editable(party: Party) -> None:
    """Let what is not yet playing be edited.

    Raises:
        WrongState: it has begun or is over.
    """
    if party.state not in COMING and party.state is not PartyState.DRAFT:
        raise WrongState(
            f"“{party.title}” is {party.state}: only a party that has not begun can be changed.",
            f"“{party.title}” 파티는 지금 ‘{party.state.ko}’ 상태입니다. 시작하기 전의 파티만 바꿀 수 있습니다.",
        )


def gathering(party: Party) -> bool:
    """Whether it is announced and its lobby has not opened."""
    return party.state in GATHERING


def to(party: Party, state: PartyState) -> Party:
    """The party in *state*.

    Raises:
        WrongState: that does not follow from where it is.
    """
    check(party.state, state, party.title)
    return replace(party, state=state)


def _running(party: Party) -> Programme:
    if party.programme is None or party.state not in PLAYING:
        raise cues.NotPlaying(
            f"“{party.title}” is not playing: /party start begins it.",
            f"“{party.title}” 파티는 지금 재생 중이 아닙니다. /party start로 시작합니다.",
        )
    return party.programme
