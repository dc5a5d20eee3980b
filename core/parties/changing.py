"""Writing a change: the party, what it takes back and what it announces, all in one transaction."""

from dataclasses import replace
from datetime import datetime

from core.errors import NotFound
from core.parties import announce, seats
from core.parties.model import Answer, Party
from core.parties.ports import PartyRows
from core.parties.seats import Floor

IN_LINE = 50
"""Of those waiting, how many are looked at when a seat becomes free."""


async def settle(rows: PartyRows, before: Party, after: Party, now: datetime) -> Party:
    """Keep *after* in the place of *before*, and what that wants posted and taken back."""
    if after == before:
        return before
    after = replace(after, version=before.version + 1)
    await rows.record(before, after)
    for beginning in announce.withdrawn(before, after):
        await rows.withdraw(after.id, beginning)
    await rows.plan(announce.announced(before, after, now))
    return after


async def offer(rows: PartyRows, party: Party, floor: Floor, now: datetime) -> Party:
    """Offer what is free to the first in line; the party is full or open as its seats are afterwards."""
    line = await rows.line(party.id, IN_LINE) if _has_room(party, floor) else []
    offered = seats.offers(party, floor, line, now)
    for each in offered:
        before = next(waiting for waiting in line if waiting.member == each.member)
        await rows.keep_answer(party.id, each)
        floor = floor.swapped(before, each)
    await rows.plan(announce.offered(party, offered, now))
    after = seats.filled(party, floor)
    if after.state is not party.state:
        await rows.record(party, after)
    return after


async def vacate(rows: PartyRows, party: Party, gone: list[Answer], now: datetime) -> None:
    """The offers of *gone* have ended: each is down as maybe now, and the seats go on."""
    floor = await rows.floor(party.id, None)
    for each in gone:
        after = seats.lapsed(each)
        await rows.keep_answer(party.id, after)
        floor = floor.swapped(each, after)
    await offer(rows, party, floor, now)


def found(party: Party | None) -> Party:
    """*party*.

    Raises:
        NotFound: there is none.
    """
    if party is None:
        raise NotFound(
            "This server has no such party; /party list shows those to come.",
            "이 서버에 그런 파티가 없습니다. 다가오는 파티는 /party list에서 볼 수 있습니다.",
        )
    return party


def _has_room(party: Party, floor: Floor) -> bool:
    return party.seats is None or floor.taken < party.seats
