"""When each track starts: computed once from the start, stored, shifted by pauses. No message's latency counts.

All times are whole seconds, so that a late-comer's answer is right to the second.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.errors import BadInput, Refusal

LEAD = timedelta(seconds=10)
"""Between the host's press on pause, resume, skip or back and the moment at which everybody acts: time to read it."""

SEEK = timedelta(seconds=20)
"""How far ahead a late-comer's seek position lies: time to find the place and press play."""

MARGIN = timedelta(seconds=5)
"""A track boundary nearer than this cannot be caught any more."""

RESTART = 10
"""Seconds into a track up to which "back" means the track before it."""


class NotPlaying(Refusal):
    """Nothing is playing just now."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Track *number* (its place in the list, from 0) starts at *at*."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """Everybody stops at *at* and goes on at *until*; ``None``: nobody knows when."""

    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """What is heard at some instant: *offset* seconds into track *number*; *held* while the party is paused."""

    number: int
    offset: int
    held: bool = False


@dataclass(frozen=True, slots=True)
class Seek:
    """Open track *number*, seek to *offset* seconds, press play at *at*."""

    number: int
    offset: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Join:
    """Two ways in for who is late: at the next *boundary* (recommended), or at once by a *seek*."""

    boundary: Cue | None
    seek: Seek | None
    held: Spot | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A started party: *t0*, the cues in the order in which they are played, the pauses, and each track's seconds."""

    t0: datetime
    cues: tuple[Cue, ...]
    pauses: tuple[Pause, ...]
    lengths: tuple[int, ...]
    gap: int

    @property
    def paused(self) -> Pause | None:
        """The pause that nobody has ended yet; its instant may still be to come."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].until is None else None

    @property
    def held(self) -> Spot | None:
        """Where the music stands still while the party is paused; in a gap at the beginning of the next track."""
        if (paused := self.paused) is None:
            return None
        after = next((cue for cue in self.cues if cue.at > paused.at), None)
        return self.spot(paused.at) or (Spot(after.number, 0, held=True) if after is not None else None)

    @property
    def ends(self) -> datetime:
        """When the last track is over, as far as it is known."""
        last = self.cues[-1]
        return last.at + timedelta(seconds=self.lengths[last.number]) + self._stopped(last.at, None)

    def current(self, now: datetime) -> int | None:
        """The index of the newest cue that has come; none comes while the party is paused."""
        if (paused := self.paused) is not None:
            now = min(now, paused.at)
        return next((index for index in reversed(range(len(self.cues))) if self.cues[index].at <= now), None)

    def following(self, now: datetime) -> Cue | None:
        """The next cue to come; of one behind a pause that nobody has ended, nobody knows when."""
        paused = self.paused
        return next((cue for cue in self.cues if cue.at > now and (paused is None or cue.at <= paused.at)), None)

    def spot(self, now: datetime) -> Spot | None:
        """What is heard at *now*; ``None`` before the start, in a gap and after the end."""
        index = self.current(now)
        if index is None:
            return None
        cue = self.cues[index]
        offset = int((now - cue.at - self._stopped(cue.at, now)).total_seconds())
        if offset >= self.lengths[cue.number]:
            return None
        return Spot(cue.number, offset, held=self._is_held(now))

    def join(self, now: datetime) -> Join:
        """How somebody gets in who asks at *now*."""
        if self.paused is not None:
            return Join(None, None, self.held)
        boundary = next((cue for cue in self.cues if cue.at >= now + MARGIN), None)
        at = _whole(now) + SEEK
        spot = self.spot(at)
        index = self.current(at)
        if spot is None or index is None or self._is_held(at):
            return Join(boundary, None)
        return Join(boundary, Seek(spot.number, spot.offset, at))

    def _is_held(self, now: datetime) -> bool:
        return any(pause.at <= now and (pause.until is None or now < pause.until) for pause in self.pauses)

    def _stopped(self, since: datetime, now: datetime | None) -> timedelta:
        """How long the party stood still between *since* and *now*."""
        total = timedelta()
        for pause in self.pauses:
            until = pause.until if pause.until is not None else now
            if until is None:
                continue
            end = until if now is None else min(until, now)
            total += max(timedelta(), end - max(pause.at, since))
        return total


def programme(t0: datetime, lengths: Sequence[int], gap: int) -> Programme:
    """The programme that starts at *t0* (rounded up to a whole second): track i at ``t0 + sum(d_j + gap)``, j < i.

    Raises:
        BadInput: nothing is to be played.
    """
    if not lengths:
        raise BadInput(
            "The track list is empty: fill it first, with Track list in the panel or /party tracks.",
            "곡 목록이 비어 있습니다. 먼저 진행자 패널의 ‘곡 목록’에서 채워 주세요.",
        )
    start = _whole(t0)
    return Programme(start, _from(0, start, lengths, gap), (), tuple(lengths), gap)


def pause(running: Programme, now: datetime) -> Programme:
    """Everybody stops ``LEAD`` after *now*; pausing again changes nothing.

    Raises:
        NotPlaying: it has not begun, is over, or will be before anybody could stop.
    """
    if running.paused:
        return running
    if now < running.t0 or now >= running.ends:
        raise NotPlaying(
            "Nothing is playing just now, so there is nothing to pause.",
            "지금 재생 중인 곡이 없어서 멈출 것이 없습니다.",
        )
    at = _soonest(running, now)
    if at >= running.ends:
        over = f"<t:{int(running.ends.timestamp())}:T>"
        raise NotPlaying(
            f"The last track is over at {over}, before everybody could stop.",
            f"마지막 곡이 {over}에 끝나서 그 전에 다 같이 멈출 수 없습니다.",
        )
    return replace(running, pauses=(*running.pauses, Pause(at)))


def resume(running: Programme, now: datetime) -> Programme:
    """Everybody goes on ``LEAD`` after *now*; every later cue moves by the length of the pause.

    Who is told to stop has stopped by then: a pause whose instant is still to come lasts ``LEAD`` from there.

    Raises:
        NotPlaying: it is not paused.
    """
    paused = running.paused
    if paused is None:
        raise NotPlaying("The party is not paused.", "파티가 일시정지 상태가 아닙니다.")
    until = max(_whole(now), paused.at) + LEAD
    shift = until - paused.at
    cues = tuple(replace(cue, at=cue.at + shift) if cue.at > paused.at else cue for cue in running.cues)
    return replace(running, cues=cues, pauses=(*running.pauses[:-1], Pause(paused.at, until)))


def skip(running: Programme, now: datetime) -> Programme | None:
    """The next track starts ``LEAD`` after *now*; ``None`` when there is none, so that the party ends.

    Raises:
        NotPlaying: it has not begun, or is paused.
    """
    index = _playing(running, now)
    rest = running.cues[index + 1 :]
    if not rest:
        return None
    shift = _soonest(running, now) - rest[0].at
    moved = tuple(replace(cue, at=cue.at + shift) for cue in rest)
    return replace(running, cues=(*running.cues[: index + 1], *moved))


def back(running: Programme, now: datetime) -> Programme:
    """This track from its beginning, or the one before it in its first seconds, ``LEAD`` after *now*.

    Raises:
        NotPlaying: it has not begun, or is paused.
    """
    index = _playing(running, now)
    number = running.cues[index].number
    spot = running.spot(now)
    if spot is not None and spot.offset < RESTART:
        number = max(0, number - 1)
    played = running.cues[: index + 1]
    return replace(running, cues=(*played, *_from(number, _soonest(running, now), running.lengths, running.gap)))


def _playing(running: Programme, now: datetime) -> int:
    if running.paused:
        raise NotPlaying("The party is paused: resume it first.", "일시정지 중입니다. 먼저 이어서 재생해 주세요.")
    index = running.current(now)
    if index is None or now >= running.ends:
        raise NotPlaying("Nothing is playing just now.", "지금 재생 중인 곡이 없습니다.")
    return index


def _soonest(running: Programme, now: datetime) -> datetime:
    """The first instant at which everybody can do what the host asks for *now*: not inside a pause that has its end."""
    told = _whole(now) + LEAD
    ends = running.pauses[-1].until if running.pauses else None
    return told if ends is None else max(told, ends)


def _from(first: int, at: datetime, lengths: Sequence[int], gap: int) -> tuple[Cue, ...]:
    cues = []
    for number in range(first, len(lengths)):
        cues.append(Cue(number, at))
        at += timedelta(seconds=lengths[number] + gap)
    return tuple(cues)


def _floor(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _whole(moment: datetime) -> datetime:
    """*moment*, rounded up to a whole second."""
    return _floor(moment) + timedelta(seconds=1) if moment.microsecond else moment
