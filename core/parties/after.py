"""The evening as it is remembered: who was there, what was loved, what was noted; and what the chart did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.catalog.tongue import Tongue
from core.language import Language, Words
from core.parties.model import Item, Party
from core.values import UserId


class Did(StrEnum):
    """What a fan does during the evening."""

    READY = "ready"
    HERE = "here"
    HEART = "heart"
    NOTE = "note"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing a fan did. *item* is the track's place in the list (a vote names the nomination's id), -1 for none.

    *offset* is seconds into the track, *text* what was noted.
    """

    member: UserId
    did: Did
    item: int
    at: datetime
    offset: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What a track did on a chart around the party; ``None`` is not on it."""

    title: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class ChartAfter:
    """The chart of the week before the party and of the first week that ended after it."""

    chart: Words
    before: date | None
    after: date | None
    moves: tuple[Move, ...] = ()

    def words(self, language: Language = Language.EN) -> str:
        """What the chart did, as the coincidence it may be."""
        say, chart = Tongue(language), self.chart.said(language)
        if self.after is None:
            return say(
                "The chart of the week after the party is not here yet; /party recap will show it then.",
                "파티 다음 주 차트가 아직 없습니다. 나오면 /party recap에서 볼 수 있습니다.",
            )
        moved = [f"{move.title} {_place(move.before, say)} → {_place(move.after, say)}" for move in self.moves]
        none = say("none of its tracks was on it before or after", "파티의 곡은 전에도 후에도 차트에 없었습니다")
        seen = "; ".join(moved[:5]) if moved else none
        return say(
            f"{chart}, the week to {self.after} after the party: {seen}. "
            "This is what happened to coincide: a chart moves for many reasons, and one evening proves none.",
            f"{chart}, 파티 다음 주({say.day(self.after)}까지): {seen}. "
            "우연히 겹친 결과입니다. 차트는 여러 이유로 움직이며, 하룻밤이 그 이유를 증명하지는 않습니다.",
        )


@dataclass(frozen=True, slots=True)
class Recap:
    """An evening in figures. *hearts* are by place in the list, *played* whether a track was reached before the end."""

    party: Party
    there: tuple[UserId, ...]
    hearts: tuple[tuple[Item, int], ...]
    notes: tuple[Mark, ...]
    minutes: int
    chart: ChartAfter | None = None

    def goal(self, language: Language = Language.EN) -> str:
        """How far the goal was reached, in words; empty without one."""
        goal, there, parts = self.party.goal, len(self.there), []
        if goal.people is not None:
            parts.append(language.say(f"{there} of {goal.people} people", f"{goal.people}명 중 {there}명"))
        if goal.minutes is not None:
            wanted, had = goal.minutes, self.minutes
            parts.append(language.say(f"{had} of {wanted} minutes together", f"함께 {wanted}분 중 {had}분"))
        return ", ".join(parts)


def recap(party: Party, marks: Sequence[Mark], chart: ChartAfter | None = None) -> Recap:
    """What *marks* say about *party*; everybody who did anything while it ran was there."""
    here = [mark.member for mark in marks if mark.did in (Did.HERE, Did.HEART, Did.NOTE)]
    hearts: dict[int, int] = {}
    for mark in marks:
        if mark.did is Did.HEART:
            hearts[mark.item] = hearts.get(mark.item, 0) + 1
    loved = [(item, hearts.get(number, 0)) for number, item in enumerate(party.listed)]
    return Recap(
        party,
        tuple(dict.fromkeys(here)),
        tuple(sorted((each for each in loved if each[1]), key=lambda each: -each[1])),
        tuple(mark for mark in marks if mark.did is Did.NOTE),
        _minutes(party),
        chart,
    )


def _minutes(party: Party) -> int:
    """Minutes of music that were played: without gaps, pauses and what came after the end."""
    running = party.programme
    if running is None or party.ended is None:
        return 0
    total = 0.0
    for cue, after in zip(running.cues, (*running.cues[1:], None), strict=True):
        if cue.at >= party.ended:
            break
        until = min(party.ended, after.at) if after is not None else party.ended
        stopped = sum(
            max(0.0, (min(until, pause.until or until) - max(pause.at, cue.at)).total_seconds())
            for pause in running.pauses
        )
        total += min(running.lengths[cue.number], (until - cue.at).total_seconds() - stopped)
    return round(total / 60)


def _place(rank: int | None, say: Tongue) -> str:
    return say(f"#{rank}", f"{rank}위") if rank is not None else say("not on it", "순위 밖")
