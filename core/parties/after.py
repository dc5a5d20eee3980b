"""The evening as it is remembered: who was there, what was loved, what was noted; and what the chart did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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

    chart: str
    before: date | None
    after: date | None
    moves: tuple[Move, ...] = ()

    def words(self) -> str:
        """What the chart did, as the coincidence it may be."""
        if self.after is None:
            return "The chart of the week after the party is not here yet; /party recap will show it then."
        moved = [f"{move.title} {_place(move.before)} → {_place(move.after)}" for move in self.moves]
        seen = "; ".join(moved[:5]) if moved else "none of its tracks was on it before or after"
        return (
            f"{self.chart}, the week to {self.after} after the party: {seen}. "
            "This is what happened to coincide: a chart moves for many reasons, and one evening proves none."
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

    @property
    def goal(self) -> str:
        """How far the goal was reached, in words; empty without one."""
        goal, parts = self.party.goal, []
        if goal.people is not None:
            parts.append(f"{len(self.there)} of {goal.people} people")
        if goal.minutes is not None:
            parts.append(f"{self.minutes} of {goal.minutes} minutes together")
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


def _place(rank: int | None) -> str:
    return f"#{rank}" if rank is not None else "not on it"
